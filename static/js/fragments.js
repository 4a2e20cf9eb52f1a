/* While a part of the page is fetched anew: folds that the reader opened stay open, and a note that is being written stays about its moment. */

const opened = new Set();

function remember(event) {
  for (const fold of event.detail.target.querySelectorAll("details[open][id]")) opened.add(fold.id);
}

function reopen() {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  opened.clear();
}

document.body.addEventListener("htmx:beforeSwap", remember);
document.body.addEventListener("htmx:oobBeforeSwap", remember);
document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const select = event.detail.target;
  if (select.id === "note-event" && select.form?.querySelector("textarea").value) event.detail.shouldSwap = false;
});
document.body.addEventListener("htmx:afterSwap", reopen);

/* When the part of the meeting is over in which somebody is writing, their words stay with their form: it moves out of the part. */
const written = (fold) => [...fold.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);

document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { activeElement } = document;
  for (const fold of detail.shouldSwap ? detail.target.querySelectorAll("details[hx-preserve][id]") : []) {
    if (!written(fold) || detail.serverResponse.includes(`id="${fold.id}"`)) continue;
    detail.target.before(fold);
    if (fold.contains(activeElement)) activeElement.focus({ preventScroll: true });
  }
});

/* A button that did its work may be gone from the new part: the focus stays in that part instead of falling to the page's top. */
let within = null;

document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.contains(document.activeElement) && document.activeElement !== detail.target) within = detail.target;
});
document.body.addEventListener("htmx:afterSettle", () => {
  if (within?.isConnected && document.activeElement === document.body) {
    within.tabIndex = -1;
    within.focus({ preventScroll: true });
  }
  within = null;
});

/* What is sent leaves its field at once, so that the next can be typed; it comes back if it could not be sent. */
const onTheWay = new WeakMap();

document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const field = detail.elt.matches("form[data-clears]") && detail.elt.querySelector("input:not([type=hidden]), textarea");
  if (!field) return;
  onTheWay.set(detail.xhr, [field, field.value]);
  field.value = "";
});
document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
  const [field, sent] = onTheWay.get(detail.xhr) ?? [];
  if (field && !detail.successful && !field.value) field.value = sent;
});
