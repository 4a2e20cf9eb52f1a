/* The shared screen never scrolls: where much is said at a moment, all of it is set a little smaller until it fits. */

const SMALLEST = 0.5;
const STEP = 0.05;
const frame = document.querySelector(".stage .frame");

function fit() {
  let size = 1;
  frame.style.zoom = size;
  const page = document.scrollingElement;
  while (page.scrollHeight > innerHeight && size > SMALLEST) {
    size -= STEP;
    frame.style.zoom = size;
  }
}

const later = () => requestAnimationFrame(fit);

if (frame) {
  addEventListener("DOMContentLoaded", later);
  addEventListener("resize", later);
  document.addEventListener("htmx:afterSettle", later);
  for (const region of document.querySelectorAll("[data-region]")) {
    document.body.addEventListener(`live:${region.dataset.region}`, later);
  }
}
