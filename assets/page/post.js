// How a page that a laptop serves hands in: to that laptop, and nowhere else.

let handed = null; // what is being handed in, or was

// once is how many milliseconds one try may take; waits is how long to wait before each.
const once = 12000, waits = [0, 1000, 3000];

// send hands in a form, and returns the status and the words of the answer.
async function send(body) {
  const late = new AbortController(), alarm = setTimeout(() => late.abort(), once);
  try {
    const answer = await fetch(form.action, {method: 'POST', body, headers: {Accept: 'text/plain'}, signal: late.signal});
    return {status: answer.status, words: await answer.text()};
  } finally {
    clearTimeout(alarm);
  }
}

// sheet returns what is handed in, as the browser itself would without this script.
function sheet() {
  const body = new URLSearchParams({token, mark: mark.toString(16).padStart(6, '0'), group: handed.group});
  for (const [id, answer] of Object.entries(handed.answers)) body.append('answers.' + id, answer);
  for (const [id, remark] of Object.entries(handed.remarks)) body.append('remarks.' + id, remark);
  return body;
}

async function handIn() {
  if (handed) return;
  handed = ballot();
  token ??= form.elements.token.value;
  keepDraft();
  at('submit').disabled = true;
  at('unsent').textContent = data.words.sending;
  let answer = {status: 0, words: data.words.no_link};
  for (const wait of waits) {
    await new Promise(done => setTimeout(done, wait));
    try {
      answer = await send(sheet());
      break;
    } catch {
      // the link was lost, perhaps after everything had arrived: the token makes that count once
    }
  }
  at('submit').disabled = false;
  if (answer.status === 200 || answer.status === 409) { // received now, or before
    keep(null);
    noteHandedIn(true);
    at('says').textContent = answer.words;
    show(true);
    at('thanks').focus();
    return;
  }
  handed = null;
  if (answer.status === 410) token = undefined; // the next page has another
  keepDraft();
  at('unsent').textContent = answer.words;
}

// That this device handed in, but not what, is noted in its browser: who loads the page again must not find an empty form that
// would count as somebody else's.
const noted = place + ' handed in';

function noteHandedIn(is) {
  try {
    if (is) localStorage.setItem(noted, 'yes');
    else localStorage.removeItem(noted);
  } catch {
    // a browser that keeps nothing
  }
}

function handedInBefore() {
  try {
    return localStorage.getItem(noted) !== null;
  } catch {
    return false;
  }
}

at('another').addEventListener('click', () => {
  noteHandedIn(false);
  location.reload(); // the token was spent
});

if (handedInBefore() && !found()) {
  at('says').textContent = data.words.handed_in;
  show(true);
}
