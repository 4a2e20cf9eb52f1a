/* "Comment on this paragraph": the link behind each block selects its words and opens the form that a selection opens.
   One of these links is a stop of the Tab key; the arrow keys go to the others, so that a long text is not hundreds of stops. */
import { key } from "./keys.js";

const text = document.getElementById("text");
const form = document.getElementById("new-thread");
const button = document.getElementById("comment-button");
const words = document.getElementById("comment-words")?.dataset ?? {};
const links = [...(text?.querySelectorAll("a.block-link") ?? [])];

/* From places in the plain text, counted in code points as the server counts, to a range on the page. */
function rangeOf(start, end) {
  const range = document.createRange();
  const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let place = 0;
  let begun = false;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const points = [...node.data];
    const units = (count) => points.slice(0, count).join("").length;
    if (!begun && start < place + points.length) {
      range.setStart(node, units(start - place));
      begun = true;
    }
    if (begun && end <= place + points.length) {
      range.setEnd(node, units(end - place));
      return range;
    }
    place += points.length;
  }
  return null;
}

function comment(start, end) {
  const range = rangeOf(Number(start), Number(end));
  if (!range) return false;
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  button.querySelector("button:not([hidden])").click();
  return true;
}

function goTo(link, { focus = true } = {}) {
  for (const one of links) one.tabIndex = one === link ? 0 : -1;
  if (focus) link?.focus();
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function onKey(event) {
  const at = links.indexOf(event.target.closest("a.block-link"));
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key in STEPS) goTo(links[Math.min(Math.max(at + STEPS[event.key], 0), links.length - 1)]);
  else if (event.key === "Home") goTo(links[0]);
  else if (event.key === "End") goTo(links.at(-1));
  else return;
  event.preventDefault();
}

if (links.length && form && button) {
  goTo(links[0], { focus: false });
  text.addEventListener("click", (event) => {
    const link = event.target.closest("a.block-link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    goTo(link, { focus: false });
    if (comment(link.dataset.start, link.dataset.end)) event.preventDefault();
  });
  text.addEventListener("keydown", onKey);
  key("p", words.paragraph ?? "", () => goTo(links.find((link) => link.parentElement.getBoundingClientRect().bottom > 80) ?? links[0]), { group: words.group });
  /* A link that was opened as a page of its own, at the revision that is shown. */
  const { start, end, revision } = form.elements;
  if (start.value && !("failed" in form.dataset) && revision.value === text.dataset.revision) comment(start.value, end.value);
}
