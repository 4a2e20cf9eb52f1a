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

/* Words selected in the notes stand in the question at once. */
const notes = document.getElementById("notes-read");
const asked = document.querySelector("#ask-quote textarea");
if (notes && asked) {
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const start = selection.anchorNode?.parentElement?.closest("[data-quotable]");
    const end = selection.focusNode?.parentElement?.closest("[data-quotable]");
    if (start && start === end && notes.contains(start) && selection.toString().trim()) asked.value = selection.toString().trim();
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
