/* The editor: toolbar and keys, saving by itself two seconds after the last key, scrolling together. Without it: a plain form. */
import { key } from "./keys.js";

const PAUSE = 2000;
const RETRY = 8000;
const form = document.getElementById("editor");
const field = document.getElementById("id_text");
const state = document.getElementById("saved");
const told = document.getElementById("told");
const preview = document.getElementById("preview");
const words = form.dataset;
let saved = field.value;
let timer = 0;
let sending = null;
let stopped = false;
/* The last try to save did not come to the server. */
let unreached = false;

const token = () => form.elements.csrfmiddlewaretoken.value;

function tell(text, link = null) {
  told.hidden = !text;
  const line = told.querySelector("p");
  line.textContent = text;
  if (!link) return;
  const anchor = document.createElement("a");
  anchor.href = link.href;
  anchor.textContent = link.label;
  line.append(" ", anchor);
}

/* Puts another text into the field; the caret stays at its words. */
function replace(text) {
  const { selectionStart, selectionEnd, scrollTop } = field;
  const old = field.value;
  const before = old.slice(0, selectionStart);
  let same = 0;
  while (same < before.length && before[same] === text[same]) same += 1;
  const shift = same === before.length ? 0 : text.length - old.length;
  field.value = text;
  field.setSelectionRange(Math.max(0, selectionStart + shift), Math.max(0, selectionEnd + shift));
  field.scrollTop = scrollTop;
  field.dispatchEvent(new Event("replaced"));
}

/* While others' words came in and one typed on, the base stays: the server merges again from where this text began. */
function taken(answer, sent) {
  const typedOn = field.value !== sent;
  if (answer.text !== null && !typedOn) replace(answer.text);
  if (answer.text === null || !typedOn) form.elements.base.value = answer.number;
  saved = answer.text !== null && !typedOn ? answer.text : sent;
  state.textContent = typedOn ? words.unsaved : answer.said;
  tell(answer.merged);
}

async function answered(response, sent) {
  state.textContent = words.unsaved;
  if (response.status === 401 || response.redirected) return tell(words.out);
  if (response.status === 403 || response.status === 404) return (stopped = true), tell(words.refused);
  const answer = await response.json();
  if (response.ok) return taken(answer, sent);
  /* Both texts are kept. Whoever types on has that kept, too, each time until the two are put together. */
  if (response.status === 409) saved = sent;
  state.textContent = response.status === 409 ? answer.kept : words.unsaved;
  return tell(answer.said, answer.both && { href: answer.both, label: answer.look });
}

async function attempt(sent) {
  const body = new URLSearchParams({ text: sent, base: form.elements.base.value });
  const request = { method: "POST", body, headers: { "X-CSRFToken": token(), "HX-Request": "true" } };
  try {
    await answered(await fetch(words.save, { ...request, keepalive: body.toString().length < 60000 }), sent);
  } catch {
    unreached = true;
    state.textContent = words.unsaved;
    tell(words.offline);
    timer = setTimeout(send, RETRY);
  }
}

async function send() {
  clearTimeout(timer);
  if (stopped || sending || field.value === saved) return;
  unreached = false;
  state.textContent = words.saving;
  sending = attempt(field.value);
  await sending;
  sending = null;
  if (field.value !== saved && !stopped && told.hidden) timer = setTimeout(send, PAUSE);
}

function typed() {
  if (field.value !== saved) state.textContent = words.unsaved;
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

/* Writes through the browser's own editing, so that Ctrl+Z takes it back. */
function insert(text, from, to) {
  field.focus();
  field.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function wrap(mark) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const inner = value.slice(from, to);
  if (value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark) {
    insert(inner, from - mark.length, to + mark.length);
    return field.setSelectionRange(from - mark.length, to - mark.length);
  }
  insert(mark + inner + mark, from, to);
  return field.setSelectionRange(from + mark.length, to + mark.length);
}

function prefix(mark) {
  const { selectionStart, selectionEnd, value } = field;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const lines = value.slice(from, selectionEnd).split("\n");
  const all = lines.every((line) => line.startsWith(mark));
  const changed = lines.map((line) => (all ? line.slice(mark.length) : mark + line)).join("\n");
  insert(changed, from, selectionEnd);
  field.setSelectionRange(from, from + changed.length);
}

function link() {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const inner = value.slice(from, to) || words.linkText;
  insert(`[${inner}](https://)`, from, to);
  field.setSelectionRange(from + inner.length + 3, from + inner.length + 11);
}

function press(button) {
  if ("link" in button.dataset) link();
  else if (button.dataset.wrap) wrap(button.dataset.wrap);
  else prefix(button.dataset.line);
}

const bar = form.querySelector(".toolbar");
const buttons = [...bar.querySelectorAll("button")];
bar.hidden = false;
for (const hidden of form.querySelectorAll(".no-script")) hidden.hidden = true;
bar.addEventListener("mousedown", (event) => event.preventDefault());
bar.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) press(button);
});
/* One stop for Tab, arrows inside (WAI-ARIA toolbar pattern). */
buttons.forEach((button, at) => {
  button.tabIndex = at ? -1 : 0;
});
bar.addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = buttons.indexOf(event.target);
  if (!by || at < 0) return;
  const next = buttons[(at + by + buttons.length) % buttons.length];
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});
for (const button of buttons) {
  if (button.dataset.keys) key(button.dataset.keys, button.getAttribute("aria-label"), () => press(button), { group: words.group });
}
key("mod+s", words.saveLabel, send, { group: words.group });

field.addEventListener("input", typed);
field.addEventListener("blur", send);
document.addEventListener("visibilitychange", () => document.hidden && send());
addEventListener("pagehide", send);
field.addEventListener("scroll", () => {
  const share = field.scrollTop / Math.max(1, field.scrollHeight - field.clientHeight);
  /* What is listed below the text is not scrolled to with it. */
  const text = preview.querySelector(".prose");
  const below = text ? preview.scrollHeight - (text.offsetTop - preview.offsetTop + text.offsetHeight) : 0;
  preview.scrollTop = share * Math.max(0, preview.scrollHeight - below - preview.clientHeight);
});

/* The page is left once the server was reached: the browser's own page for a lost connection would take the text with it. */
async function leave(button) {
  await sending;
  await send();
  if (unreached) return;
  stopped = true;
  clearTimeout(timer);
  form.requestSubmit(button);
}

form.addEventListener("submit", (event) => {
  if (!stopped && field.value !== saved) {
    event.preventDefault();
    return leave(event.submitter);
  }
  stopped = true;
  clearTimeout(timer);
});
addEventListener("beforeunload", (event) => {
  if (!stopped && field.value !== saved) event.preventDefault();
});
