/* "About a person…" beside the comment button: a facilitator's selection goes into the dialog's form. */
import { chosen, places } from "./selection.js";

const button = document.getElementById("about-button");
const beside = document.getElementById("comment-button");
const dialog = document.getElementById("about");
const form = dialog?.querySelector("form");

/* The comment button knows where the selection is; this one stands next to it. */
function follow() {
  button.hidden = beside.hidden;
  if (button.hidden) return;
  const room = innerWidth - button.offsetWidth - 8;
  const left = parseFloat(beside.style.insetInlineStart) || 0;
  const right = left + beside.offsetWidth + 4;
  button.style.insetBlockStart = beside.style.insetBlockStart;
  button.style.insetInlineStart = `${right <= room ? right : Math.max(8, left - button.offsetWidth - 4)}px`;
}

function open() {
  const range = chosen();
  if (!range) return;
  const words = range.toString().trim();
  [form.elements.start.value, form.elements.end.value] = places(range);
  form.elements.quote.value = words.slice(0, 4000);
  form.querySelector("[data-words]").textContent = words.length > 300 ? `${words.slice(0, 300)} …` : words;
  dialog.showModal();
  form.elements.person.focus();
}

if (button && beside && form) {
  new MutationObserver(follow).observe(beside, { attributes: true, attributeFilter: ["hidden", "style"] });
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", open);
}
