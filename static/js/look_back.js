/* What a facilitator writes after a meeting saves by itself. Without it: a plain form. */
import { savesByItself } from "./saving.js";

const form = document.getElementById("look-back");
const fields = [...form.querySelectorAll("textarea")];

savesByItself(form, {
  read: () => new URLSearchParams(fields.map((field) => [field.name, field.value])).toString(),
  body: (sent) => new URLSearchParams([...new URLSearchParams(sent), ["seen", form.elements.seen.value]]),
  taken: ({ seen }, sent) => {
    form.elements.seen.value = seen;
    return sent;
  },
});
