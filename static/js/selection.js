/* Selected words become a comment: one small button beside the selection, then the form beside the passage (a sheet on phones). */
import { activate, closeSheet, isWide, layout, show, showInSheet } from "./comments.js";
import { key } from "./keys.js";

const text = document.getElementById("text");
const form = document.getElementById("new-thread");
const button = document.getElementById("comment-button");
const cards = document.getElementById("cards");
const home = form?.parentElement;
const words = document.getElementById("comment-words")?.dataset ?? {};

/* The selection if it lies in the text and holds words. */
export function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) && !text.contains(range.endContainer)) return null;
  const within = document.createRange();
  within.selectNodeContents(text);
  if (range.compareBoundaryPoints(Range.START_TO_START, within) > 0) within.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, within) < 0) within.setEnd(range.endContainer, range.endOffset);
  return within.toString().trim() ? within : null;
}

/* The server counts code points, JavaScript UTF-16 units. */
const length = (string) => [...string].length;

export function places(range) {
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = length(before.toString());
  return [start, start + length(range.toString())];
}

function offer() {
  const range = document.activeElement === form.elements.text ? null : chosen();
  button.hidden = !range;
  if (!range) return;
  const box = range.getBoundingClientRect();
  const below = isWide() ? box.top - 8 - button.offsetHeight : box.bottom + 12;
  button.style.insetBlockStart = `${Math.max(below, 60) + scrollY}px`;
  button.style.insetInlineStart = `${Math.min(Math.max(box.left + box.width / 2 - button.offsetWidth / 2, 8), innerWidth - button.offsetWidth - 8)}px`;
}

function fill(range) {
  const [start, end] = range ? places(range) : ["", ""];
  form.elements.start.value = start;
  form.elements.end.value = end;
  const quote = form.querySelector("[data-chosen]");
  quote.hidden = !range;
  form.querySelector("[data-by-hand]").hidden = Boolean(range);
  if (!range) return;
  form.elements.quote.value = range.toString().trim().slice(0, 4000);
  quote.textContent = form.elements.quote.value.length > 300 ? `${form.elements.quote.value.slice(0, 300)} …` : form.elements.quote.value;
  if (window.Highlight) CSS.highlights.set("chosen", new Highlight(range.cloneRange()));
}

function open(range = chosen()) {
  const top = range ? range.getBoundingClientRect().top + scrollY : scrollY + 100;
  fill(range);
  button.hidden = true;
  form.hidden = false;
  if (isWide()) {
    form.dataset.top = top;
    cards.append(form);
    activate(form);
    show(form);
  } else {
    showInSheet([form]);
  }
  (range ? form.elements.text : form.elements.quote).focus({ preventScroll: isWide() });
}

/* What was typed stays in the form for the next time. */
function putAway() {
  if (window.Highlight) CSS.highlights.delete("chosen");
  closeSheet();
  form.hidden = true;
  delete form.dataset.top;
  home.append(form);
  activate(null);
}

if (text && form && cards) {
  form.classList.add("scripted");
  form.querySelector("[data-put-away]").hidden = false;
  if ("failed" in form.dataset) {
    form.scrollIntoView({ block: "center" });
  } else {
    form.hidden = true;
  }
  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, 120);
  });
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.querySelector("[data-comments]").addEventListener("click", () => open());
  form.querySelector("[data-put-away]").addEventListener("click", putAway);
  form.addEventListener("keydown", (event) => event.key === "Escape" && putAway());
  form.addEventListener("input", layout);
  document.getElementById("sheet").addEventListener("close", () => {
    if (!isWide()) form.hidden = true;
  });
  document.querySelector("[data-by-quote]")?.addEventListener("click", () => open(null));
  key("c", words.comment ?? "", () => open(), { group: words.group });
}
