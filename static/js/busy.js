/* Forms that are being sent are sent once; requests that fail say so and lose nothing that was typed. */
import { word } from "./words.js";

function toasts() {
  let place = document.getElementById("toasts");
  if (!place) {
    place = document.createElement("div");
    place.id = "toasts";
    place.className = "toasts no-print";
    place.setAttribute("role", "status");
  }
  /* A sheet that is open covers the page with everything in it: what is said is said inside. */
  const top = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (place.parentElement !== top) top.append(place);
  return place;
}

/* Shows a notice until it is closed or replaced by one with the same text. kind: ok | info | care | late; link: {href, label}. */
export function notice(text, kind = "info", link = null) {
  const place = toasts();
  for (const old of place.children) if (old.dataset.text === text) old.remove();
  const box = document.createElement("div");
  box.className = `notice notice-${kind}`;
  box.dataset.text = text;
  const words = document.createElement("p");
  words.textContent = text;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.label;
    words.append(" ", anchor);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button-quiet button-small";
  close.textContent = word("dismiss");
  close.addEventListener("click", () => box.remove());
  box.append(words, close);
  place.append(box);
  return box;
}

/* A refusal comes with its reason as plain text. */
function reasonIn(xhr) {
  return xhr?.getResponseHeader("Content-Type")?.startsWith("text/plain") ? xhr.responseText.slice(0, 300) : "";
}

/* Only the newest failure is shown. */
function failed(status, address, reason = "") {
  toasts().replaceChildren();
  if (!status) return notice(word("offline"), "late");
  if (status === 401) return notice(word("signedOut"), "late", { href: address || "/", label: word("signIn") });
  if (status === 403) return notice(reason || word("refused"), "care", { href: location.href, label: word("reload") });
  if (status === 404 || status === 410) return notice(word("gone"), "care");
  return notice(word("failed"), "late");
}

/* A signed-out fragment request is answered with HX-Redirect; going there at once would lose what is being written. */
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr } = event.detail;
  if (xhr.status !== 401 || !isWriting()) return;
  event.preventDefault();
  failed(401, xhr.getResponseHeader("HX-Redirect"));
});

document.addEventListener("htmx:responseError", ({ detail }) => failed(detail.xhr.status, "", reasonIn(detail.xhr)));
/* A page that follows along has its own quiet line about the connection: what it asks by itself needs no second one. */
function unsent({ detail }) {
  const asked = ["submit", "click", "change"].includes(detail.requestConfig?.triggeringEvent?.type);
  if (asked || !document.querySelector("[data-live-topic]")) offline = failed(0);
}

let offline = null;
document.addEventListener("htmx:sendError", unsent);
document.addEventListener("htmx:timeout", unsent);

/* Whatever was answered, by whomever it was asked: the connection is back, and the word that it was lost goes. */
function found() {
  offline?.remove();
  offline = null;
}

document.addEventListener("htmx:afterOnLoad", found);
addEventListener("online", found);
for (const status of document.querySelectorAll("[data-live-topic]")) {
  new MutationObserver(() => status.querySelector("[data-live-line='lost']:not([hidden])") || found()).observe(status, {
    attributes: true, attributeFilter: ["hidden"], subtree: true,
  });
}

/* True while a field holds something that the server did not put there. */
export function isWriting() {
  return [...document.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=submit])")].some(
    (field) => field.value !== field.defaultValue,
  );
}

/* A choice counts as well: a survey is answered by choosing alone. */
const changed = (field) => (field.matches("[type=radio], [type=checkbox]") ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
const typedIn = (form) => [...form.elements].some((field) => field.matches("textarea, input:not([type=hidden])") && changed(field));

async function reached() {
  try {
    const answer = await fetch(word("alive"), { cache: "no-store" });
    if (!answer.ok) failed(answer.status);
    else found();
    return answer.ok;
  } catch {
    offline = failed(0);
    return false;
  }
}

/* A page that is left takes what was typed with it, and the browser's own page for a lost connection does not give it back: words go
   out once the server was heard of. */
async function sendOnceReached(form, button) {
  const { asked } = form.dataset;
  const there = await reached();
  form.removeAttribute("aria-busy");
  if (!there) return;
  form.dataset.reached = "yes";
  if (asked) form.dataset.asked = asked;
  form.requestSubmit(button);
  delete form.dataset.reached;
  delete form.dataset.asked;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
  form.setAttribute("aria-busy", "true");
  if (form.dataset.reached || !typedIn(form)) return;
  event.preventDefault();
  sendOnceReached(form, event.submitter);
});

/* Words that were typed and not sent: leaving asks first. Editors that save by themselves (data-save) say so themselves. */
addEventListener("beforeunload", (event) => {
  const left = [...document.querySelectorAll("form[method=post]:not([data-save], [aria-busy=true]) textarea")];
  if (left.some((field) => field.value.trim() && field.value !== field.defaultValue)) event.preventDefault();
});

/* Coming back by the back button, or a download that leaves the page where it is: the form can be sent again. */
const free = () => document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
addEventListener("pageshow", free);
document.addEventListener("visibilitychange", free);
document.addEventListener("htmx:afterRequest", free);

document.querySelector("[data-focus]")?.focus();
