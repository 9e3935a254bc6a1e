// How a page that is a file hands in: as a code or a ballot file. It opens no connection. The code is that of
// assessment/ballotcode.go, and a test holds that both are the same.

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

// ballotID returns the id that the ballot with a mark has, in a code or in a file. It looks like a random one, which must not
// reveal in which way a ballot came in.
function ballotID(mark) {
  const h = sha256('kwaliteitskaart-ballot\n' + data.assessment + '\n' + mark.toString(16).padStart(6, '0'));
  const variant = (parseInt(h[16], 16) & 3 | 8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

// fileOf returns a ballot file; see assessment/exchange/ballot.go.
function fileOf(ballot, mark) {
  const own = {id: ballotID(mark), group: ballot.group, answers: ballot.answers, remarks: ballot.remarks};
  const content = `{"card":${data.card},"assessment":${JSON.stringify(data.assessment)},"ballot":${JSON.stringify(own)}}`;
  return `{"format":"kwaliteitskaart-ballot","version":1,"sha256":"${sha256(content)}","content":${content}}\n`;
}

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
  keepDraft();
  show(false);
  at('top').focus();
});

addEventListener('beforeunload', event => {
  if (handed && !taken) event.preventDefault();
});
