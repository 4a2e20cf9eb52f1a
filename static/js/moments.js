/* The editor's list of moments: with scripts the chosen one goes where one writes, around words that are selected. */
const field = document.getElementById("id_text");
const button = document.getElementById("insert-moment");
const list = document.getElementById("insert_moment");

function insert(text, from, to) {
  field.focus();
  field.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

button?.addEventListener("click", (event) => {
  event.preventDefault();
  const { selectionStart: from, selectionEnd: to, value } = field;
  const chosen = list.selectedOptions[0];
  const selected = value.slice(from, to).trim();
  const fits = selected && !/[\[\]\n]/.test(selected);
  insert(fits ? `[${selected}](#from-event-${chosen.value})` : chosen.dataset.markdown, fits ? from : to, to);
});
