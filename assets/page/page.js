'use strict';
// What the page does: it keeps a draft in this browser, counts what is answered, and hands in as a code or a ballot file. It opens
// no connection. The code is that of assessment/ballotcode.go, and a test holds that both are the same.

const data = JSON.parse(document.getElementById('data').textContent);
const at = id => document.getElementById(id);

// What a code is made of: see BallotCode in assessment/ballotcode.go.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const whole = 1, blanks = 2; // versions
const tail = 4; // characters of the CRC

function radix(version) { return data.levels + (version === whole ? 2 : 3); }

function valueOf(answer) {
  if (answer === 'unknown') return data.levels;
  if (answer === 'not_applicable') return data.levels + 1;
  if (answer === undefined) return data.levels + 2;
  return answer - 1;
}

function multiplyAdd(digits, by, add) {
  for (let i = digits.length - 1; i >= 0; i--) {
    add += digits[i] * by;
    digits[i] = add & 31;
    add >>= 5;
  }
}

function answerDigits(version) {
  const digits = new Array(2 + data.indicators.length).fill(0);
  multiplyAdd(digits, 0, data.groups.length - 1);
  for (let i = 0; i < data.indicators.length; i++) multiplyAdd(digits, radix(version), radix(version) - 1);
  return digits.length - digits.findIndex(d => d !== 0);
}

function crc20(values) {
  let sum = 0xFFFFF;
  for (const v of values) {
    sum ^= v << 15;
    for (let i = 0; i < 5; i++) {
      sum <<= 1;
      if (sum >> 20) sum ^= 0x16B04F;
    }
  }
  return ~sum & 0xFFFFF;
}

function codeOf(ballot, mark) {
  const version = data.indicators.every(id => ballot.answers[id] !== undefined) ? whole : blanks;
  const digits = new Array(answerDigits(version)).fill(0);
  multiplyAdd(digits, 0, data.groups.indexOf(ballot.group));
  for (const id of data.indicators) multiplyAdd(digits, radix(version), valueOf(ballot.answers[id]));
  const head = data.check * 0x1000000 + mark; // 40 bits, more than what << can shift
  const values = [version];
  for (let shift = 35; shift >= 0; shift -= 5) values.push(Math.floor(head / 2 ** shift) % 32);
  values.push(...digits);
  const sum = crc20(values);
  for (let shift = 5 * (tail - 1); shift >= 0; shift -= 5) values.push(sum >> shift & 31);
  return values.map(v => alphabet[v]).join('').match(/.{1,4}/g).join('-');
}

// sha256 returns the digest of a text in UTF-8, in hex. The browser's own is not there on a page from a laptop nearby.
function sha256(text) {
  const primes = [], root = (x, n) => Math.floor((x ** (1 / n) % 1) * 2 ** 32);
  for (let n = 2; primes.length < 64; n++) if (primes.every(p => n % p)) primes.push(n);
  const k = primes.map(p => root(p, 3)), sum = primes.slice(0, 8).map(p => root(p, 2));
  const bytes = new TextEncoder().encode(text), size = (bytes.length + 9 + 63 >> 6) << 6;
  const block = new DataView(new ArrayBuffer(size));
  bytes.forEach((b, i) => block.setUint8(i, b));
  block.setUint8(bytes.length, 0x80);
  block.setUint32(size - 8, Math.floor(bytes.length / 2 ** 29));
  block.setUint32(size - 4, bytes.length << 3);
  const turn = (x, n) => x >>> n | x << 32 - n;
  for (let at = 0; at < size; at += 64) {
    const w = [];
    for (let i = 0; i < 64; i++) {
      if (i < 16) {
        w[i] = block.getInt32(at + 4 * i);
        continue;
      }
      const a = w[i - 15], b = w[i - 2];
      w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >>> 3) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >>> 10) | 0;
    }
    let [a, b, c, d, e, f, g, h] = sum;
    for (let i = 0; i < 64; i++) {
      const t = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + k[i] + w[i];
      const u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
      [h, g, f, e, d, c, b, a] = [g, f, e, d + t | 0, c, b, a, t + u | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((v, i) => { sum[i] = sum[i] + v | 0; });
  }
  return sum.map(v => (v >>> 0).toString(16).padStart(8, '0')).join('');
}

// ballotID returns the id that the ballot with a mark has, in a code or in a file.
function ballotID(mark) {
  const h = sha256('kwaliteitskaart-ballot\n' + data.assessment + '\n' + mark.toString(16).padStart(6, '0'));
  const variant = (parseInt(h[16], 16) & 3 | 8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

// fileOf returns a ballot file; see assessment/exchange/ballot.go.
function fileOf(ballot, mark) {
  const own = {id: ballotID(mark), group: ballot.group, answers: ballot.answers, remarks: ballot.remarks};
  const content = `{"card":${data.card},"assessment":${JSON.stringify(data.assessment)},"ballot":${JSON.stringify(own)}}`;
  return `{"format":"kwaliteitskaart-ballot","version":1,"sha256":"${sha256(content)}","content":${content}}\n`;
}

function random(bits) {
  return crypto.getRandomValues(new Uint32Array(1))[0] >>> 32 - bits;
}

// The draft: kept in this browser until it is handed in, where the browser lets it.
const place = `kwaliteitskaart ${data.assessment} ${data.check}`;
let mark = random(24);

function keep(draft) {
  try {
    if (draft) localStorage.setItem(place, JSON.stringify(draft));
    else localStorage.removeItem(place);
    at('notkept').hidden = true;
  } catch {
    at('notkept').hidden = false;
  }
}

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
  keep({mark, ballot: ballot()});
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

// Handing in.
let handed = null; // what was handed in, until one goes back to it
let taken = false; // the code was copied, or the file saved

function handIn() {
  handed = ballot();
  taken = false;
  keep(null);
  const code = codeOf(handed, mark), n = Object.keys(handed.answers).length;
  at('coded').hidden = !data.fits;
  at('says').textContent = !data.fits ? data.words.file_only : fill(n === data.indicators.length ? data.words.all_in : data.words.some_in, n);
  at('code').replaceChildren(...code.split('-').map((group, i, all) => {
    const span = document.createElement('span');
    span.textContent = group + (i < all.length - 1 ? '-' : '');
    return span;
  }));
  at('spelled').textContent = code.split('-').map(group => [...group].join(' ')).join(', ');
  at('length').textContent = fill(data.words.length, code.replaceAll('-', '').length);
  at('status').textContent = '';
  show(true);
  at('thanks').focus();
}

function show(done) {
  at('ask').hidden = done;
  at('done').hidden = !done;
  document.title = done ? data.words.thanks : data.title;
  scrollTo(0, 0);
}

at('copy').addEventListener('click', () => {
  const box = document.createElement('textarea'); // works also where the browser gives no clipboard
  box.value = codeOf(handed, mark);
  document.body.append(box);
  box.select();
  const copied = document.execCommand('copy');
  box.remove();
  at('copy').focus();
  taken = taken || copied;
  at('status').textContent = copied ? data.words.copied : data.words.not_copied;
});

at('save').addEventListener('click', () => {
  const link = document.createElement('a');
  link.download = `antwoorden-${random(32).toString(16).padStart(8, '0')}.kwaliteitskaart`;
  link.href = URL.createObjectURL(new Blob([fileOf(handed, mark)], {type: 'application/octet-stream'}));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000); // the browser is still writing it
  taken = true;
  at('status').textContent = fill(data.words.saved, link.download);
});

at('return').addEventListener('click', () => {
  handed = null;
  keep({mark, ballot: ballot()});
  show(false);
  at('top').focus();
});

addEventListener('beforeunload', event => {
  if (handed && !taken) event.preventDefault();
});

addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});

restore();
count();
at('noscript').hidden = true;
at('draft').hidden = false;
at('bar').hidden = false;
