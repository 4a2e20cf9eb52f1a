/* The survey on a phone: one question a screen. Without this module, and on a laptop, it is one page. */
import { word } from "./words.js";

const form = document.querySelector("form[data-steps]");
const narrow = window.matchMedia("(max-width: 40rem)");

function steps() {
  return [...form.querySelectorAll("[data-step]")];
}

let here = Math.max(0, steps().findIndex((step) => step.querySelector(".field-error")));

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

function go(by) {
  here = Math.min(Math.max(here + by, 0), steps().length - 1);
  show(true);
}

if (form) {
  form.querySelector("[data-step-back]").addEventListener("click", () => go(-1));
  form.querySelector("[data-step-next]").addEventListener("click", () => go(1));
  // A tap chooses and goes on; the arrow keys of a radio group choose without leaving the screen.
  form.addEventListener("click", (event) => {
    const chosen = narrow.matches && event.detail > 0 && event.target.closest(".survey-value");
    if (chosen && event.target.matches("input")) window.setTimeout(() => go(1), 160);
  });
  // A left out answer on another screen must not stop the sending without a word.
  form.addEventListener("invalid", (event) => {
    const step = event.target.closest("[data-step]");
    if (step && narrow.matches) {
      here = steps().indexOf(step);
      show(true);
    }
  }, true);
  narrow.addEventListener("change", () => show(false));
  show(false);
}
