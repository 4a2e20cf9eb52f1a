/* "About a person…" beside "Comment": a facilitator's selection goes into the dialog's form. */
import { chosen, places } from "./selection.js";

const button = document.querySelector("[data-about]");
const dialog = document.getElementById("about");
const form = dialog?.querySelector("form");

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

if (button && form) button.addEventListener("click", open);
