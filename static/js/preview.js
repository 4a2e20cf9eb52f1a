/* Once an answer that decides how much comes in is another one, the button does not tell the number of before. */
const form = document.getElementById("answers");
const button = form?.querySelector("[data-otherwise]");

form?.addEventListener("input", (event) => {
  if (button && !/^(title|kind|who_|machine_)/.test(event.target.name)) button.textContent = button.dataset.otherwise;
});
