/* Who decides on a suggestion or asks about a passage goes on reading where they were: the answer is the same page, whose address
   leads to a card that is folded away at the top by then. What was said there is said beside the text. */
import { notice } from "./busy.js";

const KEPT = "place in the document";
const folded = document.querySelector(`#resolved #${CSS.escape(location.hash.slice(1) || "none")}`);

function goBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (kept?.path !== location.pathname || (location.hash && !folded)) return;
  document.getElementById("resolved")?.removeAttribute("open");
  for (const said of document.querySelectorAll(".messages .notice")) {
    notice(said.textContent.trim(), "ok");
    said.remove();
  }
  scrollTo({ top: kept.top, behavior: "instant" });
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("#cards form:not([hx-post]), #about form");
  if (form && !event.defaultPrevented) sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, top: scrollY }));
});
/* After comments.js, which goes to the card in the address on the same occasion. */
addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(goBack)));
