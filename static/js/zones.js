/* Offers the browser's own time zone where a person has not chosen one yet. */

const field = document.querySelector("[data-guess-zone]");
const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
const offered = [...document.querySelectorAll("#zones option")].map((option) => option.value);
if (field && field.value === field.defaultValue && !field.matches("[aria-invalid]") && offered.includes(guess)) field.value = guess;
