/* The survey on a phone: one question a screen. Without this module, and on a laptop, it is one page. */
import { word } from "./words.js";

const form = document.querySelector("form[data-steps]");
const narrow = window.matchMedia("(max-width: 40rem)");

function steps() {
  return [...form.querySelectorAll("[data-step]")];
}

let here = Math.max(0, steps().findIndex((step) => step.querySelector(".field-error:not([hidden])")));

const isOpen = (step) => Boolean(step.querySelector("input[type=radio]")) && !step.querySelector("input:checked");

/* Says beside the statement that it is still open. */
function ask(step) {
  step.querySelector("[data-step-missing]").hidden = false;
  step.querySelector("input").focus();
}

function show(focus) {
  const all = steps();
  const one = narrow.matches;
  all.forEach((step, number) => (step.hidden = one && number !== here));
  form.querySelector("[data-send]").hidden = one && here < all.length - 1;
  const bar = form.querySelector("[data-step-bar]");
  bar.hidden = !one;
  bar.querySelector("[data-step-back]").hidden = here === 0;
  bar.querySelector("[data-step-next]").hidden = here === all.length - 1;
  const place = bar.querySelector("[data-step-place]");
  place.textContent = word("surveyStep").replace("%n", here + 1).replace("%m", all.length);
  if (one && focus) all[here].querySelector("input:checked, input, textarea").focus();
}

function next() {
  const step = steps()[here];
  if (isOpen(step)) ask(step);
  else go(1);
}

function go(by) {
  here = Math.min(Math.max(here + by, 0), steps().length - 1);
  show(true);
}

if (form) {
  form.querySelector("[data-step-back]").addEventListener("click", () => go(-1));
  form.querySelector("[data-step-next]").addEventListener("click", next);
  // A tap chooses and goes on; the arrow keys of a radio group choose without leaving the screen.
  form.addEventListener("click", (event) => {
    const chosen = narrow.matches && event.detail > 0 && event.target.closest(".survey-value");
    if (chosen && event.target.matches("input")) window.setTimeout(() => go(1), 160);
  });
  form.addEventListener("change", (event) => {
    const missing = event.target.closest("[data-step]")?.querySelector("[data-step-missing]");
    if (missing) missing.hidden = true;
  });
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    const open = steps().findIndex(isOpen);
    if (open < 0) return;
    event.preventDefault();
    here = open;
    show(false);
    ask(steps()[open]);
  });
  narrow.addEventListener("change", () => show(false));
  show(false);
}
