/* Says every twenty seconds that this page is open, and shows who else has it open. Without it nobody is shown. */
const EVERY = 20000;
const place = document.querySelector("[data-here]");

function say(doing) {
  const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
  const headers = { "X-CSRFToken": token, "HX-Request": "true" };
  fetch(place.dataset.here, { method: "POST", body: new URLSearchParams({ doing }), headers, keepalive: true }).catch(() => {});
}

/* A rule rather than an attribute: it holds for whatever the stream puts there later. */
function hideMyself() {
  const sheet = new CSSStyleSheet();
  sheet.insertRule(`.presence [data-person="${CSS.escape(place.dataset.me)}"] { display: none; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

if (place) {
  const here = () => document.hidden || say(place.dataset.doing);
  hideMyself();
  here();
  setInterval(here, EVERY);
  document.addEventListener("visibilitychange", here);
  addEventListener("pageshow", (event) => event.persisted && here());
  addEventListener("pagehide", () => say("left"));
}
