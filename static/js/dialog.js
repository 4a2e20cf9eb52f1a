/* Opens and closes <dialog>s, and asks before a form does what cannot be undone. */
import { word } from "./words.js";

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
  }
  const closer = event.target.closest("[data-closes]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog")?.close();
  }
  if (event.target instanceof HTMLDialogElement && event.target.dataset.lightDismiss !== undefined) event.target.close();
});

function button(text, kind) {
  const made = document.createElement("button");
  made.value = kind;
  made.className = `button button-${kind}`;
  made.textContent = text;
  return made;
}

/* Resolves to true if the person goes on. text says what is lost; label is the word on the button. */
export function ask(text, label = word("confirm"), kind = "danger") {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const form = document.createElement("form");
  form.method = "dialog";
  const body = document.createElement("div");
  body.className = "dialog-body";
  const words = document.createElement("p");
  words.id = "ask-words";
  words.textContent = text;
  body.append(words);
  const foot = document.createElement("div");
  foot.className = "dialog-foot";
  foot.append(button(word("cancel"), "quiet"), button(label, kind));
  form.append(body, foot);
  dialog.append(form);
  dialog.setAttribute("aria-labelledby", "ask-words");
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === kind);
      dialog.remove();
    });
  });
}

/* Before busy.js and htmx see it: the form is sent again, marked as asked, once the answer is yes. */
document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const text = event.submitter?.dataset.ask ?? form.dataset.ask;
    if (!text || form.dataset.asked) return;
    event.preventDefault();
    event.stopPropagation();
    const label = event.submitter?.dataset.askLabel ?? form.dataset.askLabel ?? event.submitter?.textContent.trim();
    const kind = event.submitter?.dataset.askKind ?? form.dataset.askKind;
    if (!(await ask(text, label, kind))) return;
    /* A live part may have been drawn anew while the question stood there; the same button in it is pressed then. */
    const button = form.isConnected ? event.submitter : document.getElementById(event.submitter?.id);
    const there = form.isConnected ? form : button?.form;
    if (!there) return;
    there.dataset.asked = "yes";
    there.requestSubmit(button ?? undefined);
    delete there.dataset.asked;
  },
  { capture: true },
);
