/* A hint's words under the pointer or the focus show their reason at the foot of the preview. Without it they lead to the list below. */
const preview = document.getElementById("preview");

function show(mark) {
  const strip = preview.querySelector(".hint-strip");
  if (!strip) return;
  strip.hidden = !mark;
  if (!mark) return;
  const lines = ["why", "consider"].map((part) => document.getElementById(`${part}-${mark.dataset.hint}`)?.cloneNode(true));
  for (const line of lines) line?.removeAttribute("id");
  strip.classList.toggle("above", mark.getBoundingClientRect().bottom > innerHeight * 0.6);
  strip.replaceChildren(...lines.filter(Boolean));
}

const hint = (event) => event.target.closest?.(".hint");

if (preview) {
  preview.addEventListener("pointerover", (event) => (hint(event) ? show(hint(event)) : event.target.closest(".hint-strip") || show(null)));
  preview.addEventListener("pointerleave", () => show(null));
  preview.addEventListener("focusin", (event) => show(hint(event)));
  preview.addEventListener("focusout", () => show(null));
  preview.addEventListener("keydown", (event) => event.key === "Escape" && show(null));
}
