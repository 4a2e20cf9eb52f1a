/* Comment cards beside their passages: placed at their height, pushing each other; the active one always at its own. On phones a sheet. */
import { notice } from "./busy.js";
import { key } from "./keys.js";
import { stack } from "./stack.js";

const GAP = 12;
const wide = matchMedia("(min-width: 64rem)");
const text = document.getElementById("text");
const cards = document.getElementById("cards");
const margin = document.getElementById("margin");
const sheet = document.getElementById("sheet");
const words = document.getElementById("comment-words")?.dataset ?? {};
let active = null;
let lent = [];
let sizes = null;

export const isWide = () => wide.matches;

const allCards = () => [...(cards?.querySelectorAll(":scope > [data-thread]:not([hidden]), :scope > .new-thread:not([hidden])") ?? [])];

function marksOf(card) {
  return card.dataset.thread ? [...text.querySelectorAll(`mark[data-threads~="${card.dataset.thread}"]`)] : [];
}

/* The height of the first mark of each thread, in one pass over the text. */
function heights() {
  const found = new Map();
  for (const mark of text.querySelectorAll("mark[data-threads]")) {
    const top = mark.getBoundingClientRect().top + scrollY;
    for (const id of mark.dataset.threads.split(" ")) if (!found.has(id)) found.set(id, top);
  }
  return found;
}

/* Reads everything first, then writes: one layout of the page however many cards there are. */
export function layout() {
  if (!cards) return;
  margin.classList.toggle("placed", wide.matches);
  if (!wide.matches) {
    for (const card of allCards()) card.style.insetBlockStart = "";
    cards.style.minBlockSize = "";
    return;
  }
  const origin = cards.getBoundingClientRect().top + scrollY;
  const marks = heights();
  const spots = allCards()
    .map((card) => ({ card, top: (Number(card.dataset.top) || marks.get(card.dataset.thread) || origin) - origin, height: card.offsetHeight }))
    .sort((one, other) => one.top - other.top);
  const { tops, end } = stack(spots, spots.findIndex((spot) => spot.card === active), GAP);
  spots.forEach(({ card }, at) => {
    card.style.insetBlockStart = `${tops[at]}px`;
  });
  cards.style.minBlockSize = `${end}px`;
}

/* What is to be written into is seen, also where its passage stands at the edge of the window; after the layout that follows. */
export function show(card) {
  requestAnimationFrame(() => requestAnimationFrame(() => card.scrollIntoView({ block: "nearest" })));
}

/* Many changes at once (a resize, growing cards) are one layout, before the next picture. */
let asked = 0;

function layoutSoon() {
  asked ||= requestAnimationFrame(() => {
    asked = 0;
    layout();
  });
}

export function activate(card, { scroll = false } = {}) {
  active?.classList.remove("active");
  for (const mark of text.querySelectorAll("mark.active")) mark.classList.remove("active");
  active = card;
  if (card) {
    card.classList.add("active");
    card.closest("details.fold")?.setAttribute("open", "");
    card.hidden = false;
    const marks = marksOf(card);
    for (const mark of marks) mark.classList.add("active");
    if (scroll) (marks[0] ?? card).scrollIntoView({ block: "center" });
  }
  layout();
}

function giveBack() {
  for (const { element, marker } of lent) marker.replaceWith(element);
  lent = [];
  layout();
}

/* Moves elements into the sheet and back to their places when it closes. */
export function showInSheet(elements) {
  giveBack();
  lent = elements.map((element) => {
    const marker = document.createComment("in the sheet");
    element.replaceWith(marker);
    document.getElementById("sheet-body").append(element);
    return { element, marker };
  });
  if (!sheet.open) sheet.showModal();
}

export const closeSheet = () => sheet?.open && sheet.close();

/* A card that htmx swapped while it was in the sheet is the one to give back. */
function renew(event) {
  const fresh = event.detail.elt;
  if (!fresh.matches?.("[data-thread]")) return;
  sizes?.observe(fresh);
  for (const one of lent) if (one.element.id === fresh.id) one.element = fresh;
  if (active?.id === fresh.id) active = null;
  if (!fresh.closest("details.fold, dialog")) activate(fresh);
  if (!fresh.contains(document.activeElement)) fresh.focus({ preventScroll: true });
  layout();
}

function choose(mark) {
  if (!String(getSelection())) {
    const ids = mark.dataset.threads.split(" ");
    const own = ids.map((id) => document.getElementById(`thread-${id}`)).filter(Boolean);
    const next = own[(own.indexOf(active) + 1) % own.length];
    if (!next) return;
    activate(next);
    if (!wide.matches) showInSheet(own);
  }
}

function step(by) {
  const order = allCards().filter((card) => card.dataset.thread);
  if (!order.length) return;
  const at = order.indexOf(active);
  const next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length];
  activate(next, { scroll: true });
  next.focus({ preventScroll: true });
}

function fromAddress() {
  const found = location.hash.match(/^#(thread|passage)-(\d+)$/);
  const card = found && document.getElementById(`thread-${found[2]}`);
  if (card) activate(card, { scroll: true });
}

/* What others saved or wrote is offered, never put under the eyes of somebody who reads. */
let known = { ...document.querySelector("#newest [data-revision]")?.dataset };

function offerNewest() {
  const place = document.getElementById("newest");
  const now = { ...place.querySelector("[data-revision]")?.dataset };
  if (!now.revision) return;
  const writer = now.writers.split(" ")[1];
  const link = { href: location.pathname, label: words.show };
  if (now.revision !== known.revision) notice(words.newer, "info", link);
  else if (Number(now.comment) > Number(known.comment) && writer !== place.dataset.me) notice(words.answered, "info", link);
  else if (now.decided !== known.decided && now.decider !== place.dataset.me) notice(words.decided, "info", link);
  known = now;
}

if (text && cards) {
  document.body.addEventListener("live:revision", offerNewest);
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-threads]");
    if (mark && !event.target.closest("a")) choose(mark);
  });
  margin.addEventListener("click", (event) => {
    const card = event.target.closest("[data-thread]");
    if (!card) return;
    const quote = event.target.closest("a.thread-quote");
    if (quote) event.preventDefault();
    if (card !== active || quote) activate(card, { scroll: Boolean(quote) });
  });
  margin.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-thread]");
    /* Not under a pressed mouse: a card that moves away then takes its button along, and the click is lost. */
    if (card && card !== active && event.target !== card && event.target.matches(":focus-visible")) activate(card);
  });
  margin.addEventListener("toggle", layoutSoon, { capture: true });
  sheet.addEventListener("close", giveBack);
  wide.addEventListener("change", () => (closeSheet(), layout()));
  addEventListener("resize", layoutSoon);
  addEventListener("load", () => requestAnimationFrame(() => (layout(), fromAddress())));
  addEventListener("hashchange", fromAddress);
  sizes = new ResizeObserver(layoutSoon);
  for (const one of [text, ...allCards()]) sizes.observe(one);
  document.addEventListener("htmx:load", renew);
  document.addEventListener("htmx:afterSettle", layoutSoon);
  key("j", words.next ?? "", () => step(1), { group: words.group });
  key("k", words.previous ?? "", () => step(-1), { group: words.group });
  layout();
  fromAddress();
}
