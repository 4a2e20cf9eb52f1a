/* Interviews: marking words off the record, selected words into the question, agreed passages to where one writes. */

const field = document.getElementById("id_text");

function insert(text, from, to) {
  field.focus();
  field.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const button of document.querySelectorAll("[data-off]")) {
  button.parentElement.hidden = false;
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const { selectionStart: from, selectionEnd: to, value } = field;
    const before = `${from && value[from - 1] !== "\n" ? "\n" : ""}${button.dataset.off}\n`;
    insert(`${before}${value.slice(from, to)}\n${button.dataset.on}\n`, from, to);
    const caret = from + before.length + (to - from);
    field.setSelectionRange(caret, caret);
  });
}

/* The selected words if they lie in one passage. A triple click ends at the beginning of what comes after it. */
function chosenIn(place) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  const first = range.startContainer;
  const passage = (first.nodeType === Node.TEXT_NODE ? first.parentElement : first).closest("[data-quotable]");
  if (!passage || !place.contains(passage)) return "";
  const beyond = range.cloneRange();
  beyond.setStartAfter(passage);
  if (!beyond.collapsed && beyond.toString().trim()) return "";
  const within = range.cloneRange();
  if (!passage.contains(range.endContainer)) within.setEnd(passage, passage.childNodes.length);
  return within.toString().trim();
}

/* Words selected in the notes stand in the question at once. */
const notes = document.getElementById("notes-read");
const asked = document.querySelector("#ask-quote textarea");
if (notes && asked) {
  document.addEventListener("selectionchange", () => {
    const words = chosenIn(notes);
    if (words) asked.value = words;
  });
}

function ready(root) {
  for (const button of root.querySelectorAll("[data-quote-insert]")) button.hidden = !field;
  for (const button of root.querySelectorAll("[data-quote-copy]")) button.hidden = !navigator.clipboard;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-quote-insert], [data-quote-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.quoteInsert ?? button.dataset.quoteCopy);
  if (button.dataset.quoteInsert) return insert(`\n\n${source.value}\n\n`, field.selectionStart, field.selectionEnd);
  source.select();
  try {
    await navigator.clipboard.writeText(source.value);
    button.textContent = button.dataset.copied;
  } catch {
    source.focus();
  }
});
document.addEventListener("htmx:afterSettle", (event) => ready(event.target));
ready(document);
