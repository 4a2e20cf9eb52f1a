/* Marked messages: how many, told as one marks, and kept when one jumps along the time or opens a thread. */
const form = document.getElementById("reader");
const told = document.querySelector("[data-marked]");

function marked() {
  return form ? new FormData(form).getAll("item") : [];
}

function tell() {
  const count = marked().length;
  told.textContent = count ? told.dataset.marked.replace("{n}", count) : "";
}

function keep(event) {
  const link = event.target.closest("a[href]");
  if (!link || "forgets" in link.dataset) return;
  const place = new URL(link.getAttribute("href"), location.href);
  if (place.pathname !== location.pathname || place.origin !== location.origin) return;
  place.searchParams.delete("item");
  for (const each of marked()) place.searchParams.append("item", each);
  link.setAttribute("href", place.href);
}

if (form && told) {
  document.addEventListener("change", (event) => event.target.name === "item" && tell());
  document.querySelector("main").addEventListener("click", keep, true);
  tell();
}
