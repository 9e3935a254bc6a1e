'use strict';
// What the page does: it keeps a draft in this browser and counts what is answered. How it hands in is in code.js on a page that is a
// file, and in post.js on a page that a laptop serves; either follows below.

const data = JSON.parse(document.getElementById('data').textContent);
const at = id => document.getElementById(id);

function random(bits) {
  return crypto.getRandomValues(new Uint32Array(1))[0] >>> 32 - bits;
}

// The draft: kept in this browser until it is handed in, where the browser lets it.
const place = `kwaliteitskaart ${data.assessment} ${data.check}`;
let mark = random(24); // of the ballot, which so counts once, however often and in whatever way it is handed in
let token; // with which handing in to a laptop was tried, so that trying again counts once

function keep(draft) {
  try {
    if (draft) localStorage.setItem(place, JSON.stringify(draft));
    else localStorage.removeItem(place);
    at('notkept').hidden = true;
  } catch {
    at('notkept').hidden = false;
  }
}

function keepDraft() { keep({mark, token, ballot: ballot()}); }

function found() {
  let kept = null;
  try {
    kept = localStorage.getItem(place);
  } catch {
    at('notkept').hidden = false;
  }
  try {
    const draft = JSON.parse(kept);
    return draft && Number.isInteger(draft.mark) && draft.ballot.answers && draft.ballot.remarks ? draft : null;
  } catch {
    return null; // something else of the same name
  }
}

function restore() {
  const draft = found();
  if (!draft) return;
  at('found').hidden = false; // it may be of somebody else, on a computer that people share
  mark = draft.mark;
  token = draft.token;
  for (const input of form.elements) {
    const [kind, id] = split(input.name);
    if (kind === 'group') input.checked = input.value === draft.ballot.group;
    if (kind === 'answers') input.checked = input.value === String(draft.ballot.answers[id]);
    if (kind === 'remarks' && draft.ballot.remarks[id]) {
      input.value = draft.ballot.remarks[id];
      input.closest('details').open = true;
    }
  }
}

// The form.
const form = at('sheet');

// split parts the name of a field: what it is, and of which indicator.
function split(name) {
  const dot = name.indexOf('.');
  return dot < 0 ? [name] : [name.slice(0, dot), name.slice(dot + 1)];
}

function ballot() {
  const b = {group: '', answers: {}, remarks: {}};
  for (const input of form.elements) {
    const [kind, id] = split(input.name);
    if (kind === 'group' && input.checked) b.group = input.value;
    if (kind === 'answers' && input.checked) b.answers[id] = Number(input.value) || input.value;
    if (kind === 'remarks' && input.value.trim()) b.remarks[id] = input.value.replace(/\p{Surrogate}/gu, '');
  }
  return b;
}

function empty() {
  const {answers} = ballot();
  return [...document.querySelectorAll('.indicator')].filter((_, i) => answers[data.indicators[i]] === undefined);
}

function count() {
  const n = data.indicators.length - empty().length;
  at('count').textContent = n;
  document.querySelector('progress').value = n;
  at('next').hidden = n === data.indicators.length;
  at('submit').classList.toggle('primary', n === data.indicators.length);
}

function goTo(indicator) {
  indicator.scrollIntoView();
  indicator.querySelector('input').focus({preventScroll: true});
}

function fill(words, n) { return words.replace('{n}', n); }

at('afresh').addEventListener('click', () => {
  keep(null);
  mark = random(24);
  token = undefined;
  form.reset();
  for (const details of document.querySelectorAll('details')) details.open = false;
  at('found').hidden = true;
  count();
  at('top').focus();
});

let touched = false; // something was filled in since the page was opened

// What is filled in elsewhere, on the page as it was before it was loaded again or in another window, shows here until this one is used.
addEventListener('storage', event => {
  if (event.key !== place || touched || handed) return;
  if (event.newValue === null) form.reset();
  restore();
  count();
});

form.addEventListener('input', () => {
  touched = true;
  keepDraft();
  count();
});

at('next').addEventListener('click', () => goTo(empty()[0]));

form.addEventListener('submit', event => {
  event.preventDefault();
  const left = empty();
  if (left.length === 0) {
    handIn();
    return;
  }
  at('missing-title').textContent = fill(left.length === 1 ? data.words.missing_one : data.words.missing_other, left.length);
  at('list').replaceChildren(...left.map(indicator => {
    const item = document.createElement('li'), button = document.createElement('button');
    button.type = 'button';
    button.className = 'link';
    button.textContent = indicator.querySelector('.ref').textContent;
    button.addEventListener('click', () => {
      at('missing').close();
      goTo(indicator);
    });
    item.append(button);
    return item;
  }));
  const {answers, remarks} = ballot();
  at('anyway').hidden = Object.keys(answers).length + Object.keys(remarks).length === 0; // nothing is no ballot
  at('missing').showModal();
});

at('back').addEventListener('click', () => {
  at('missing').close();
  goTo(empty()[0]);
});

at('anyway').addEventListener('click', () => {
  at('missing').close();
  handIn();
});

function show(done) {
  at('ask').hidden = done;
  at('done').hidden = !done;
  document.title = done ? data.words.thanks : data.title;
  scrollTo(0, 0);
}

addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});

new ResizeObserver(([bar]) => {
  document.documentElement.style.setProperty('--bar', `${bar.target.offsetHeight}px`);
}).observe(at('bar'), {box: 'border-box'});

restore();
count();
at('noscript').hidden = true;
at('draft').hidden = false;
for (const part of [at('bar'), at('counted'), document.querySelector('progress')]) part.hidden = false;
