/* Single-key shortcuts: one register, listed under "?", silent while typing, off when the person switched them off. */
import { word } from "./words.js";

const WAIT_FOR_SECOND = 1200;
const actions = new Map();
let first = "";
let timer = 0;

export const shortcutsAreOn = () => document.body.dataset.shortcuts !== "off";
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/* Registers a key ("c"), a sequence ("g r") or a chord that also works while typing ("mod+Enter"). Returns how to take it back. */
export function key(keys, label, action, { group = word("thisPage") } = {}) {
  actions.set(keys, { label, action, group });
  return () => actions.delete(keys);
}

function isTyping(target) {
  return target.isContentEditable || target.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
}

function byMarkup(keys) {
  const element = document.querySelector(`[data-key="${CSS.escape(keys)}"]:not(:disabled)`);
  return element && (() => (element.matches("input, textarea, select") ? element.focus() : element.click()));
}

function run(keys, event) {
  const action = actions.get(keys)?.action ?? byMarkup(keys);
  if (!action) return false;
  event.preventDefault();
  action(event);
  return true;
}

function isPrefix(pressed) {
  const all = [...actions.keys(), ...[...document.querySelectorAll("[data-key]")].map((element) => element.dataset.key)];
  return all.some((keys) => keys.startsWith(`${pressed} `));
}

function forget() {
  clearTimeout(timer);
  first = "";
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.ctrlKey || event.metaKey) {
    if ((isMac ? event.metaKey : event.ctrlKey) && !event.altKey) run(`mod+${event.key}`, event);
    return;
  }
  if (event.altKey || !shortcutsAreOn() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const pressed = first ? `${first} ${event.key}` : event.key;
  forget();
  if (run(pressed, event)) return;
  if (isPrefix(pressed)) {
    first = pressed;
    timer = setTimeout(forget, WAIT_FOR_SECOND);
  }
});

/* Ctrl/⌘+Enter sends the form one is writing in. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || actions.has("mod+Enter")) return;
  const form = event.target.closest?.("form");
  if (!form || !event.target.matches("textarea, input")) return;
  event.preventDefault();
  form.requestSubmit();
});

function caps(keys) {
  const line = document.createElement("dt");
  keys.split(/[ ]/).forEach((one, index) => {
    if (index) line.append(` ${word("then")} `);
    one.split("+").forEach((part, place) => {
      if (place) line.append(" ");
      const cap = document.createElement("kbd");
      cap.textContent = part === "mod" ? (isMac ? "⌘" : "Ctrl") : part;
      line.append(cap);
    });
  });
  return line;
}

function listed() {
  const groups = new Map();
  const add = (group, keys, label) => groups.set(group, [...(groups.get(group) ?? []), [keys, label]]);
  for (const [keys, { label, group }] of actions) add(group, keys, label);
  for (const element of document.querySelectorAll("[data-key][data-key-label]")) {
    add(element.closest(".topbar") ? word("everywhere") : word("thisPage"), element.dataset.key, element.dataset.keyLabel);
  }
  return groups;
}

function fill(list) {
  list.replaceChildren();
  for (const [group, entries] of listed()) {
    const head = document.createElement("dt");
    head.className = "group";
    head.textContent = group;
    list.append(head);
    for (const [keys, label] of entries) {
      const words = document.createElement("dd");
      words.textContent = label;
      list.append(caps(keys), words);
    }
  }
}

function makeDialog() {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.id = "keys";
  dialog.dataset.lightDismiss = "";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const head = document.createElement("div");
  head.className = "dialog-head";
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = word("keys");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button-quiet";
  close.dataset.closes = "";
  close.textContent = word("dismiss");
  head.append(title, close);
  const body = document.createElement("div");
  body.className = "dialog-body";
  const list = document.createElement("dl");
  list.className = "keys-list";
  const note = document.createElement("p");
  note.className = "muted small";
  note.textContent = word("keysOff");
  body.append(list, note);
  dialog.append(head, body);
  document.body.append(dialog);
  return dialog;
}

export function showKeys() {
  const dialog = document.getElementById("keys") ?? makeDialog();
  fill(dialog.querySelector("dl"));
  dialog.showModal();
}

key("?", word("showKeys"), showKeys, { group: word("everywhere") });
for (const opener of document.querySelectorAll("[data-shows-keys]")) {
  opener.hidden = !shortcutsAreOn();
  opener.addEventListener("click", showKeys);
}
