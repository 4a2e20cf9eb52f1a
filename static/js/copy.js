/* A button that copies what stands in a field; without this module one selects it and copies by hand. */

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    } catch {
      // Not allowed here: the address is selected, so that the usual keys copy it.
      field.focus();
    }
  });
}
