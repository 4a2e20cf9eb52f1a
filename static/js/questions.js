/* The ten seconds of a rabbit hole, which questions the reader wants to hear, and dialogs that close once they were sent. */
import { now } from "./server_clock.js";

const settle = document.getElementById("rabbit-settle");
const told = new Set();

function countDown() {
  const asking = document.querySelector("[data-rabbit-ends]");
  if (!asking) return;
  const left = Math.ceil((Date.parse(asking.dataset.rabbitEnds) - now()) / 1000);
  const text = left > 0 ? settle.dataset.left.replace("%n", left) : settle.dataset.counting;
  const place = asking.querySelector("[data-rabbit-left]");
  if (place.textContent !== text) place.textContent = text;
  if (left <= 0) tellTimeIsUp(asking.dataset.rabbitEnds);
}

/* Not all pages at once: the first to tell has it counted, and the others see the result before their turn. */
function tellTimeIsUp(ends) {
  if (told.has(ends) || !settle.requestSubmit) return;
  told.add(ends);
  setTimeout(() => {
    if (document.querySelector(`[data-rabbit-ends="${CSS.escape(ends)}"]`)) settle.requestSubmit();
    setTimeout(() => told.delete(ends), 1000);
  }, Math.random() * 1500);
}

/* A shared part knows nobody's own choice, so it is set here; without this script the own part says it in words. */
function press() {
  const mine = document.querySelector("[data-my-votes]")?.dataset.myVotes.split(" ") ?? [];
  for (const button of document.querySelectorAll("[data-question]")) {
    const voted = mine.includes(button.dataset.question);
    button.setAttribute("aria-pressed", String(voted));
    button.name = voted ? "down" : "up";
  }
  const answer = document.querySelector("[data-my-answer]")?.dataset.myAnswer;
  for (const button of document.querySelectorAll("[form='rabbit-answer']")) {
    button.setAttribute("aria-pressed", String(button.name === answer));
  }
}

/* The button one just pressed may be gone from the new part: focus stays in it. */
let inRabbit = false;
document.addEventListener("focusin", (event) => {
  inRabbit = Boolean(event.target.closest("[data-region='rabbit']"));
});

document.body.addEventListener("live:rabbit", () => {
  if (inRabbit && document.activeElement === document.body) document.getElementById("rabbit-point")?.focus({ preventScroll: true });
  countDown();
  press();
});
document.body.addEventListener("live:questions", press);
document.addEventListener("htmx:afterSettle", press);

/* htmx sends the pressed button's value only if it saw the press, within the form; those of the shared parts lie outside, and a
   part that was drawn anew while a question about it stood there saw none. */
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const pressed = detail.triggeringEvent?.submitter;
  if (pressed?.name && pressed.form === detail.elt && detail.parameters[pressed.name] === undefined) detail.parameters[pressed.name] = pressed.value;
});

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!detail.successful || target.dataset?.closesWhenSent === undefined) return;
  target.reset();
  target.closest("dialog")?.close();
});

if (settle) {
  /* After live.js has seen the page as the server sent it. */
  addEventListener("DOMContentLoaded", () => {
    countDown();
    press();
  });
  setInterval(countDown, 250);
}
