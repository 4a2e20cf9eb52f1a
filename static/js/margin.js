/* The margin's filters in place, and putting a comment on selected words. Without it: links and a page that do the same. */
import { closeSheet, layout } from "./comments.js";
import { chosen, places } from "./selection.js";
import { notice } from "./busy.js";

const margin = document.getElementById("margin");
const button = document.getElementById("comment-button");
const form = document.getElementById("new-thread");
const words = document.getElementById("comment-words")?.dataset ?? {};
let attaching = null;
let told = null;

function fits(card, show) {
  if (show === "removed" || show === "resolved") return Boolean(card.closest(`#${show}`));
  return !show || card.dataset.flags.split(" ").includes(show);
}

function look(show) {
  for (const card of margin.querySelectorAll("[data-thread]")) card.hidden = !fits(card, show);
  for (const fold of margin.querySelectorAll(".margin-fold")) fold.open = Boolean(show && fold.querySelector("[data-thread]:not([hidden])"));
  for (const link of margin.querySelectorAll("[data-show]")) {
    if (link.dataset.show === show) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  layout();
}

/* While a comment waits for its words, the buttons beside a selection are one: "Attach here". */
function offerAttaching(on) {
  for (const one of button.querySelectorAll("button")) one.hidden = on !== "attaches" in one.dataset;
}

function stopAttaching() {
  attaching = null;
  offerAttaching(false);
  told?.remove();
}

function attachTo(link) {
  attaching = link.href;
  offerAttaching(true);
  told?.remove();
  told = notice(words.choose, "info");
  told.querySelector("button").addEventListener("click", stopAttaching);
  closeSheet();
}

/* A plain form of the page's own, so that the answer is the page at the comment. */
function attach(range) {
  const [start, end] = places(range);
  const sent = document.createElement("form");
  sent.method = "post";
  sent.action = attaching;
  const quote = range.toString().trim().slice(0, 4000);
  const values = { csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, revision: form.elements.revision.value, start, end, quote };
  for (const [name, value] of Object.entries(values)) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    sent.append(input);
  }
  document.body.append(sent);
  sent.submit();
}

margin?.addEventListener("click", (event) => {
  const filter = event.target.closest("[data-show]");
  const link = event.target.closest("[data-attach]");
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (filter) {
    event.preventDefault();
    history.replaceState(null, "", filter.dataset.show ? filter.href : location.pathname);
    look(filter.dataset.show);
  }
  if (link && form) {
    event.preventDefault();
    attachTo(link);
  }
});

if (button && form) {
  button.querySelector("[data-attaches]").addEventListener("click", () => {
    const range = attaching && chosen();
    if (range) attach(range);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && attaching && stopAttaching());
}
