/* "Suggest a change" beside "Comment": the form comes from the server with the passage in it, beside the selection (a sheet on phones). */
import { activate, closeSheet, isWide, layout, show as intoSight, showInSheet } from "./comments.js";
import { key } from "./keys.js";
import { chosen, places } from "./selection.js";

const button = document.querySelector("[data-suggests]");
const cards = document.getElementById("cards");
const text = document.getElementById("text");
const words = document.getElementById("comment-words")?.dataset ?? {};
const forms = new Map();

function mark(range) {
  if (window.Highlight) CSS.highlights.set("chosen", new Highlight(range.cloneRange()));
}

/* What was typed stays in the form for the next time these words are chosen. */
function putAway(form) {
  if (window.Highlight) CSS.highlights.delete("chosen");
  closeSheet();
  form.remove();
  activate(null);
}

function prepare(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const form = fresh.content.querySelector("form");
  form.querySelector("[data-put-away]").addEventListener("click", () => putAway(form));
  form.addEventListener("keydown", (event) => event.key === "Escape" && putAway(form));
  form.addEventListener("input", layout);
  return form;
}

function show(form, range) {
  document.getElementById("new-suggestion")?.remove();
  document.getElementById("comment-button").hidden = true;
  mark(range);
  if (isWide()) {
    form.dataset.top = range.getBoundingClientRect().top + scrollY;
    cards.append(form);
    activate(form);
    intoSight(form);
  } else {
    cards.append(form);
    showInSheet([form]);
  }
  window.htmx?.process(form);
  form.elements.replacement.focus({ preventScroll: isWide() });
}

/* Without a selection, or when the form does not come, the page of its own does the same. */
async function open() {
  const range = chosen();
  if (!range) return location.assign(button.dataset.suggests);
  const [start, end] = places(range);
  const address = `${button.dataset.suggests}?${new URLSearchParams({ revision: text.dataset.revision, start, end })}`;
  try {
    if (!forms.has(address)) {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return location.assign(address);
      forms.set(address, prepare(await answer.text()));
    }
    show(forms.get(address), range);
  } catch {
    location.assign(address);
  }
}

if (button && cards) {
  button.addEventListener("click", open);
  document.getElementById("sheet").addEventListener("close", () => {
    if (!isWide()) document.getElementById("new-suggestion")?.remove();
  });
  key("s", words.suggest ?? "", open, { group: words.group });
}
