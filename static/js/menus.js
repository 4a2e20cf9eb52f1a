/* Menus are <details>: closed by Escape and by going elsewhere; the appearance switches without a reload. */

function close(menu) {
  menu.open = false;
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) close(menu);
});

document.addEventListener("focusin", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) close(menu);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.menu[open]") ?? document.querySelector("details.menu[open]");
  if (!menu) return;
  close(menu);
  menu.querySelector("summary").focus();
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-theme-switch]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter), redirect: "manual" });
  if (answer.status >= 400) return;
  document.documentElement.dataset.theme = theme;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === theme));
}, { capture: true });

/* On a phone the path of a review is wider than the page: begin where one is. */
function beginWhereOneIs() {
  const here = document.querySelector(".spine [aria-current]");
  if (here) here.closest("ol").scrollLeft = here.offsetLeft + here.parentElement.offsetLeft - 48;
}

beginWhereOneIs();
document.body.addEventListener("htmx:oobAfterSwap", beginWhereOneIs);
