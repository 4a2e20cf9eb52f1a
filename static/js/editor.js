/* The editor: toolbar and keys, saving by itself, scrolling together. Without it: a plain form. */
import { key } from "./keys.js";
import { savesByItself } from "./saving.js";

const form = document.getElementById("editor");
const field = document.getElementById("id_text");
const preview = document.getElementById("preview");
const words = form.dataset;

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
function taken(answer, sent, typedOn) {
  if (answer.text !== null && !typedOn) replace(answer.text);
  if (answer.text === null || !typedOn) form.elements.base.value = answer.number;
  return answer.text !== null && !typedOn ? answer.text : sent;
}

const { save } = savesByItself(form, {
  read: () => field.value,
  body: (text) => new URLSearchParams({ text, base: form.elements.base.value }),
  taken,
});

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
key("mod+s", words.saveLabel, save, { group: words.group });

field.addEventListener("scroll", () => {
  const share = field.scrollTop / Math.max(1, field.scrollHeight - field.clientHeight);
  /* What is listed below the text is not scrolled to with it. */
  const text = preview.querySelector(".prose");
  const below = text ? preview.scrollHeight - (text.offsetTop - preview.offsetTop + text.offsetHeight) : 0;
  preview.scrollTop = share * Math.max(0, preview.scrollHeight - below - preview.clientHeight);
});
