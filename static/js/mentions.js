/* Typing @ in a comment offers the names of the people of this review. Without it "@Ben Okafor" typed by hand does the same, and "@Ben" if there is one Ben. */
const words = document.getElementById("comment-words")?.dataset ?? {};
const CALL = /(?:^|[\s(])@([\p{L}\p{M}\p{N}'’. -]{0,40})$/u;
const MOST = 6;
let names = null;
let field = null;
let list = null;
let at = 0;

async function people() {
  names ??= fetch(words.people, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : { people: [] }))
    .then((answer) => answer.people)
    .catch(() => ((names = null), []));
  return names;
}

function close() {
  list?.remove();
  field?.removeAttribute("aria-activedescendant");
  field?.removeAttribute("aria-controls");
  list = null;
}

function point(to) {
  const options = [...list.children];
  at = (to + options.length) % options.length;
  options.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
  options[at].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", options[at].id);
}

function option(name, place) {
  const item = document.createElement("li");
  item.role = "option";
  item.id = `name-${place}`;
  item.textContent = name;
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => take(name));
  return item;
}

function show(found) {
  close();
  if (!found.length) return;
  list = document.createElement("ul");
  list.className = "names";
  list.id = "names";
  list.role = "listbox";
  list.setAttribute("aria-label", words.names ?? "");
  list.append(...found.map(option));
  (field.closest("label") ?? field).after(list); // in the flow: over the buttons it would hide what one taps next
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "names");
  point(0);
}

const called = () => field.value.slice(0, field.selectionStart).match(CALL)?.[1];

function take(name) {
  const end = field.selectionStart;
  const start = end - called().length;
  close();
  field.setRangeText(`${name} `, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

async function typed(event) {
  if (!event.target.matches?.(".thread-form textarea, .new-thread textarea[name=text]")) return;
  field = event.target;
  const begun = called();
  if (begun === undefined) return close();
  const all = await people();
  const wanted = (called() ?? "\n").toLocaleLowerCase();
  const fits = (name) => name.toLocaleLowerCase().startsWith(wanted) || name.toLocaleLowerCase().includes(` ${wanted}`);
  const whole = all.some((name) => `${name.toLocaleLowerCase()} ` === wanted);
  return show(whole ? [] : all.filter(fits).slice(0, MOST));
}

function keyed(event) {
  if (!list || event.target !== field || event.isComposing) return;
  const { key } = event;
  if (key === "ArrowDown" || key === "ArrowUp") point(at + (key === "ArrowDown" ? 1 : -1));
  else if ((key === "Enter" && !event.ctrlKey && !event.metaKey) || key === "Tab") take(list.children[at].textContent);
  else if (key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

if (words.people) {
  document.addEventListener("input", typed);
  document.addEventListener("keydown", keyed, { capture: true });
  document.addEventListener("focusout", (event) => event.target === field && close());
}
