/* What a page asks for by itself and could not get, it asks for again until it has it. What people send is sent once: busy.js tells them. */

const FIRST = 1000;
const LONGEST = 15000;
const GATEWAY = 502; /* and above: the server is just starting again */

const missing = new Map();

function ask(part) {
  if (part.isConnected) window.htmx.ajax("get", part.getAttribute("hx-get"), { source: part }).catch(() => {});
  else missing.delete(part);
}

function failed({ detail: { elt, requestConfig } }) {
  if (requestConfig?.verb !== "get" || !elt.matches("[hx-get][hx-trigger]")) return;
  const { wait, timer } = missing.get(elt) ?? { wait: FIRST };
  clearTimeout(timer);
  missing.set(elt, { wait: Math.min(LONGEST, 2 * wait), timer: setTimeout(ask, wait * (0.5 + Math.random()), elt) });
}

function found({ detail: { elt, successful } }) {
  if (!successful) return;
  clearTimeout(missing.get(elt)?.timer);
  missing.delete(elt);
}

document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:timeout", failed);
document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status >= GATEWAY && failed(event));
document.addEventListener("htmx:afterRequest", found);
addEventListener("online", () => [...missing.keys()].forEach(ask));
