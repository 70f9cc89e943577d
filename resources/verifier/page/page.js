"use strict";
// Checks the code on a printed certificate: base45, CBOR, COSE_Sign1 and Ed25519, all in here, so that
// the page works from disk in any browser that knows BigInt. Format: docs/formats/certificate.md.

const OFFICE = @office@;
const WORDS = @words@;

// -- the code: LD1: and base45 of 18([protected, {}, payload, signature]) ---------------------------

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const NAMES = { 1: "number", 2: "label", 3: "recipient", 4: "school", 5: "project", 6: "decided_on",
  7: "scheme", 8: "log_size", 9: "log_root", 10: "label_years", 11: "sample" };
const NEEDED = ["number", "label", "recipient", "decided_on", "scheme", "log_size", "log_root"];

function expect(condition) {
  if (!condition) throw new RangeError("not a code");
}

function base45(text) {
  const bytes = [];
  for (let start = 0; start < text.length; start += 3) {
    const values = Array.from(text.slice(start, start + 3), (each) => ALPHABET.indexOf(each));
    expect(values.length > 1 && values.every((each) => each >= 0));
    const value = values.reduceRight((sum, each) => sum * 45 + each, 0);
    expect(value < 256 ** (values.length - 1));
    if (values.length === 3) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return Uint8Array.from(bytes);
}

// Reads one value of the few kinds that a code has, each in its one short form.
function cbor(bytes) {
  let place = 0;
  function take(count) {
    expect(place + count <= bytes.length);
    place += count;
    return bytes.subarray(place - count, place);
  }
  function head() {
    const first = take(1)[0];
    const size = first & 31;
    if (size < 24) return [first >> 5, size];
    expect(size < 27);
    const value = take(1 << (size - 24)).reduce((sum, each) => sum * 256 + each, 0);
    expect(value >= (size === 24 ? 24 : 256 ** (1 << (size - 25))));
    return [first >> 5, value];
  }
  function item(depth) {
    expect(depth < 3);
    const [kind, value] = head();
    if (kind === 0) return value;
    if (kind === 1) return -1 - value;
    if (kind === 2) return take(value);
    if (kind === 3) return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(take(value));
    if (kind === 4) return Array.from({ length: Math.min(value, 9) }, () => item(depth + 1));
    if (kind === 7 && value === 21) return true;
    expect(kind === 5 && value < 32);
    const found = new Map();
    for (let index = 0; index < value; index += 1) {
      const key = item(depth + 1);
      expect(Number.isInteger(key) && !found.has(key));
      found.set(key, item(depth + 1));
    }
    return found;
  }
  const value = item(0);
  expect(place === bytes.length);
  return value;
}

function hex(bytes) {
  return Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
}

function joined(...parts) {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

function byteString(bytes) {
  const size = bytes.length;
  const start = size < 24 ? [0x40 + size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 255];
  return joined(start, bytes);
}

function readCode(text) {
  const typed = text.replace(/[\r\n\t]/g, "").trim().toUpperCase();
  expect(typed.startsWith("LD1:") && typed.length < 1000);
  const bytes = base45(typed.slice(4));
  expect(bytes[0] === 0xd2);
  const parts = cbor(bytes.subarray(1));
  expect(Array.isArray(parts) && parts.length === 4 && parts[1] instanceof Map && parts[1].size === 0);
  const [protectedBytes, , payload, signature] = parts;
  expect([protectedBytes, payload, signature].every((each) => each instanceof Uint8Array));
  const header = cbor(protectedBytes);
  expect(header instanceof Map && header.size === 2 && header.get(1) === -8);
  const key = header.get(4);
  expect(key instanceof Uint8Array && key.length === 8 && signature.length === 64);
  const start = joined([0x84, 0x6a], new TextEncoder().encode("Signature1"));
  const toSign = joined(start, byteString(protectedBytes), [0x40], byteString(payload));
  return { key: hex(key), toSign, signature, claims: readClaims(cbor(payload)) };
}

function readClaims(found) {
  expect(found instanceof Map && Array.from(found.keys()).every((key) => key in NAMES));
  const claims = Object.fromEntries(Array.from(found, ([key, value]) => [NAMES[key], value]));
  expect(NEEDED.every((name) => name in claims));
  for (const [name, value] of Object.entries(claims)) {
    if (name === "log_root") expect(value instanceof Uint8Array && value.length === 32);
    else if (name === "sample") expect(value === true);
    else if (name === "decided_on" || name === "log_size") expect(Number.isInteger(value));
    else expect(typeof value === "string" && value !== "");
  }
  return claims;
}

// -- SHA-512 (FIPS 180-4) and Ed25519 (RFC 8032) --------------------------------------------------

const WORD = (1n << 64n) - 1n;

function primes(count) {
  const found = [];
  for (let each = 2; found.length < count; each += 1) {
    if (found.every((prime) => each % prime)) found.push(each);
  }
  return found;
}

// The first 64 bits behind the point of the square or cube root of a number.
function fraction(value, power) {
  const wanted = BigInt(value) << (64n * power);
  let low = 0n;
  for (let bit = 1n << 70n; bit > 0n; bit >>= 1n) {
    if ((low + bit) ** power <= wanted) low += bit;
  }
  return low & WORD;
}

const ROUNDS = primes(80).map((prime) => fraction(prime, 3n));
const START = primes(8).map((prime) => fraction(prime, 2n));

function turned(value, count) {
  return ((value >> count) | (value << (64n - count))) & WORD;
}

function sha512(message) {
  const blocks = Math.ceil((message.length + 17) / 128);
  const padded = new Uint8Array(blocks * 128);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length * 8));
  const state = START.slice();
  for (let block = 0; block < blocks; block += 1) {
    const words = Array.from({ length: 16 }, (_, index) => view.getBigUint64(block * 128 + index * 8));
    for (let index = 16; index < 80; index += 1) {
      const far = words[index - 15];
      const near = words[index - 2];
      const first = turned(far, 1n) ^ turned(far, 8n) ^ (far >> 7n);
      const second = turned(near, 19n) ^ turned(near, 61n) ^ (near >> 6n);
      words.push((words[index - 16] + first + words[index - 7] + second) & WORD);
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let index = 0; index < 80; index += 1) {
      const sum = turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n);
      const one = h + sum + ((e & f) ^ (~e & WORD & g)) + ROUNDS[index] + words[index];
      const two = (turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & WORD, c, b, a, (one + two) & WORD];
    }
    [a, b, c, d, e, f, g, h].forEach((each, index) => { state[index] = (state[index] + each) & WORD; });
  }
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((each, index) => digest.setBigUint64(index * 8, each));
  return new Uint8Array(digest.buffer);
}

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;

function mod(value, by = P) {
  const rest = value % by;
  return rest < 0n ? rest + by : rest;
}

function power(base, exponent) {
  let result = 1n;
  for (let rest = exponent, factor = mod(base); rest > 0n; rest >>= 1n, factor = mod(factor * factor)) {
    if (rest & 1n) result = mod(result * factor);
  }
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

// Points are [X, Y, Z, T] with x = X/Z, y = Y/Z, xy = T/Z.
function added([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * D * t1 * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function multiplied(point, scalar) {
  let result = [0n, 1n, 1n, 0n];
  for (let rest = scalar, each = point; rest > 0n; rest >>= 1n, each = added(each, each)) {
    if (rest & 1n) result = added(result, each);
  }
  return result;
}

function littleEndian(bytes) {
  return bytes.reduceRight((sum, each) => (sum << 8n) | BigInt(each), 0n);
}

function point(bytes) {
  const whole = littleEndian(bytes);
  const sign = whole >> 255n;
  const y = whole & ((1n << 255n) - 1n);
  if (y >= P) return null;
  const square = mod((y * y - 1n) * power(D * y * y + 1n, P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x - square) !== 0n) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(x * x - square) !== 0n || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function encoded([x, y, z]) {
  const inverse = power(z, P - 2n);
  const whole = mod(y * inverse) | ((mod(x * inverse) & 1n) << 255n);
  return Uint8Array.from({ length: 32 }, (_, index) => Number((whole >> BigInt(8 * index)) & 255n));
}

const BASE = point(Uint8Array.from({ length: 32 }, (_, index) => (index ? 0x66 : 0x58)));

function verifies(publicKey, signature, message) {
  const key = point(publicKey);
  const s = littleEndian(signature.subarray(32));
  if (!key || s >= ORDER) return false;
  const r = signature.subarray(0, 32);
  const k = mod(littleEndian(sha512(joined(r, publicKey, message))), ORDER);
  const minus = [mod(-key[0]), key[1], key[2], mod(-key[3])];
  return hex(encoded(added(multiplied(BASE, s), multiplied(minus, k)))) === hex(r);
}

// -- the page ---------------------------------------------------------------------------------------

const SIGNS = { good: "✓", bad: "✕", withdrawn: "✕", stolen: "?", doubt: "?", none: "?" };
const STYLES = { good: "good", bad: "bad", withdrawn: "bad", stolen: "doubt", doubt: "doubt", none: "doubt" };
let language = "en";
let shown = null;
let stream = null;

function element(id) {
  return document.getElementById(id);
}

function word(name, values = {}) {
  return WORDS[language][name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function officeName() {
  return OFFICE.names[language] || OFFICE.names.en || Object.values(OFFICE.names)[0];
}

function dayText(days) {
  const style = { dateStyle: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, style).format(new Date(days * 86400000));
}

// -- the keys of the log: each counts for certain sizes of it ---------------------------------------

function rawKey(known) {
  return Uint8Array.from(atob(known.key), (each) => each.charCodeAt(0));
}

// A key that was reported stolen counts for nothing here: whoever has it can state a smaller size.
function counts(known, size) {
  return size > known.start && (known.end === null || size <= known.end) && known.trusted === null;
}

function judged(text) {
  let code;
  try {
    code = readCode(text);
  } catch (error) {
    return { verdict: "none" };
  }
  const { key, claims } = code;
  const known = OFFICE.keys.find((each) => each.id === key);
  if (!known) return { verdict: "doubt", key, claims };
  if (!verifies(rawKey(known), code.signature, code.toSign)) return { verdict: "bad", key, claims };
  if (known.trusted !== null) return { verdict: "stolen", key, claims, size: known.trusted };
  if (!counts(known, claims.log_size)) return { verdict: "bad", key, claims };
  const gone = withdrawn.get(claims.number);
  return { verdict: gone ? "withdrawn" : "good", key, claims, gone };
}

// -- the list of withdrawn certificates: a signed note by the same key ------------------------------

const LIST = "label-desk withdrawn certificates v1";
const withdrawn = new Map(OFFICE.withdrawn.map((each) => [each.number, each]));
let listed = null;

function stem(origin) {
  return origin.split("/").slice(0, 2).join("/");
}

function dayOf(instant) {
  const days = Date.parse(instant.slice(0, 10) + "T00:00:00Z") / 86400000;
  expect(Number.isInteger(days));
  return days;
}

// Reads and checks a list; throws where this office's key did not sign just this text.
function readList(note) {
  const end = note.lastIndexOf("\n\n");
  expect(end > 0);
  const text = note.slice(0, end + 1);
  const [start, origin, at, size, ...lines] = text.slice(0, -1).split("\n");
  expect(start === LIST && origin.startsWith("origin ") && at.startsWith("at ") && size.startsWith("size "));
  expect(stem(origin.slice(7)) === stem(OFFICE.origin));
  const keys = OFFICE.keys.filter((each) => counts(each, Number(size.slice(5)))).map(rawKey);
  const isSigned = note.slice(end + 2).trimEnd().split("\n").some((line) => {
    const bytes = Uint8Array.from(atob(line.split(" ")[2] || ""), (each) => each.charCodeAt(0));
    return line === "— " + origin.slice(7) + " " + line.split(" ")[2] && bytes.length === 68
      && keys.some((raw) => verifies(raw, bytes.subarray(4), new TextEncoder().encode(text)));
  });
  expect(isSigned);
  const entries = lines.map((line) => {
    const [number, instant, why, next] = line.split("\t");
    return { number, day: dayOf(instant), why, next: next || null };
  });
  return { day: dayOf(at.slice(3)), entries };
}

function withdrawnWhy(gone, values) {
  const name = gone.why === "revised" ? "revised_why" : gone.next ? "replaced_why" : "withdrawn_why";
  return word(name, { ...values, day: dayText(gone.day), next: gone.next });
}

async function useList(file) {
  element("trouble").textContent = "";
  try {
    listed = readList(await file.text());
  } catch (error) {
    element("trouble").textContent = word("no_list");
    return;
  }
  for (const each of listed.entries) withdrawn.set(each.number, each);
  speak(language);
  if (element("code").value.trim()) check(element("code").value);
}

function show() {
  const result = element("result");
  result.hidden = shown === null;
  if (shown === null) return;
  const { verdict, claims, key } = shown;
  const values = { office: officeName(), key, size: shown.size };
  result.className = STYLES[verdict];
  result.dataset.verdict = verdict;
  element("sign").textContent = SIGNS[verdict];
  element("answer").textContent = word(verdict);
  element("why").textContent = shown.gone ? withdrawnWhy(shown.gone, values) : word(verdict + "_why", values);
  element("card").hidden = !claims;
  element("paper").textContent = claims ? word("paper") : "";
  if (claims) showClaims(claims, key, verdict === "good" || verdict === "withdrawn");
}

function showClaims(claims, key, isProven) {
  const about = [claims.school, claims.project || claims.label_years].filter(Boolean).join(" · ");
  element("sample").textContent = claims.sample ? word("sample") : "";
  element("heading").textContent = word(isProven ? "certified" : "claimed");
  element("award").textContent = claims.label;
  element("recipient").textContent = claims.recipient;
  element("about").textContent = about;
  const log = { size: claims.log_size, root: hex(claims.log_root).replace(/(.{8})(?=.)/g, "$1 ") };
  const rows = [["number", claims.number], ["school", claims.school], ["project", claims.project],
    ["label_years", claims.label_years], ["decided_on", dayText(claims.decided_on)],
    ["scheme", claims.scheme], ["log", word("log_text", log)], ["key", key]];
  const facts = element("facts");
  facts.replaceChildren();
  for (const [name, value] of rows.filter((row) => row[1])) {
    const term = document.createElement("dt");
    const text = document.createElement("dd");
    term.textContent = word(name);
    text.textContent = value;
    text.dir = "auto";
    facts.append(term, text);
  }
  const isCut = [claims.recipient, claims.school, claims.project].some((each) => each && each.endsWith("…"));
  if (isCut) element("paper").textContent += " " + word("cut");
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = word("title");
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
  for (const each of element("languages").children) {
    each.setAttribute("aria-pressed", String(each.lang === chosen));
  }
  element("office").textContent = officeName();
  const until = dayText(listed ? Math.max(listed.day, OFFICE.day) : OFFICE.day);
  element("known").textContent = word("known", { office: officeName(), day: dayText(OFFICE.day), until });
  if (stream) element("camera").textContent = word("stop");
  show();
}

function check(text) {
  element("trouble").textContent = "";
  shown = judged(text);
  show();
  element("result").focus();
}

function found(codes) {
  const code = codes.map((each) => each.rawValue).find((each) => each.startsWith("LD1:"));
  if (code) {
    element("code").value = code;
    check(code);
  }
  return Boolean(code);
}

function stopCamera() {
  for (const track of stream ? stream.getTracks() : []) track.stop();
  stream = null;
  element("view").hidden = true;
  element("camera").textContent = word("camera");
}

async function useCamera(detector) {
  if (stream) {
    stopCamera();
    return;
  }
  const view = element("view");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    view.srcObject = stream;
    view.hidden = false;
    element("camera").textContent = word("stop");
    await view.play();
    while (stream && !found(await detector.detect(view))) {
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  } catch (error) {
    element("trouble").textContent = word("no_camera");
  }
  stopCamera();
}

async function usePicture(detector, file) {
  try {
    if (found(await detector.detect(await createImageBitmap(file)))) return;
  } catch (error) {
    // told below, as for a picture without a code
  }
  element("trouble").textContent = word("no_picture");
}

async function offerScanning() {
  if (!("BarcodeDetector" in window)) return;
  const formats = await window.BarcodeDetector.getSupportedFormats();
  if (!formats.includes("qr_code")) return;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  element("picture").hidden = false;
  element("picture").addEventListener("click", () => element("file").click());
  element("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) usePicture(detector, file);
  });
  element("camera").hidden = !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
  element("camera").addEventListener("click", () => useCamera(detector));
}

for (const [tag, words] of Object.entries(WORDS)) {
  const button = document.createElement("button");
  button.type = "button";
  button.lang = tag;
  button.textContent = words.language;
  button.addEventListener("click", () => speak(tag));
  element("languages").append(button);
}
element("list").addEventListener("click", () => element("list-file").click());
element("list-file").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) useList(file);
});
element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  check(element("code").value);
});
element("code").addEventListener("paste", () => setTimeout(() => check(element("code").value)));
speak({ da: "da", nb: "nb", nn: "nb", no: "nb" }[navigator.language.slice(0, 2).toLowerCase()] || "en");
offerScanning();
