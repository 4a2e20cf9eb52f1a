/* Dragging moments of the narrative to their place. Without it, and by the keyboard, the buttons "Earlier" and "Later" do the same. */

const list = document.getElementById("narrative-list");
let held = null;
let behind = null; // the moment behind which it would go; null for the first place
let wanted = ""; // what gets the focus when the list has come anew

function rows() {
  return [...list.querySelectorAll("[data-event]")];
}

function unmark() {
  for (const row of list.querySelectorAll(".order-before, .order-behind")) row.classList.remove("order-before", "order-behind");
}

function handle(row) {
  const grip = document.createElement("span");
  grip.className = "order-handle no-print";
  grip.setAttribute("aria-hidden", "true");
  grip.textContent = "⠿";
  grip.addEventListener("pointerdown", () => { row.draggable = true; });
  grip.addEventListener("pointerup", () => { row.draggable = false; });
  row.prepend(grip);
}

function handles() {
  for (const row of list.querySelectorAll("[data-movable]:not(:has(> .order-handle))")) handle(row);
}

list?.addEventListener("dragstart", (event) => {
  held = event.target.closest("[data-movable]");
  if (!held) return;
  held.classList.add("order-held");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.event);
});

list?.addEventListener("dragover", (event) => {
  const row = held && event.target.closest("[data-event]");
  if (!row || row === held) return;
  event.preventDefault();
  unmark();
  const box = row.getBoundingClientRect();
  const after = event.clientY > box.top + box.height / 2;
  row.classList.add(after ? "order-behind" : "order-before");
  const others = rows().filter((each) => each !== held);
  const place = others.indexOf(row) + (after ? 0 : -1);
  behind = others[place] ?? null;
});

list?.addEventListener("drop", (event) => {
  if (!held) return;
  event.preventDefault();
  const form = held.querySelector(".narrative-order");
  wanted = held.id;
  window.htmx.ajax("POST", form.action, {
    source: form, target: "#narrative-list", swap: "innerHTML", values: { after: behind?.dataset.event ?? "0" },
  });
});

list?.addEventListener("dragend", () => {
  unmark();
  if (held) {
    held.classList.remove("order-held");
    held.draggable = false;
  }
  held = behind = null;
});

/* The focus stays with what was moved: on the same button by its id, or on the row that was dragged. */
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== list) return;
  handles();
  if (wanted) document.getElementById(wanted)?.focus();
  wanted = "";
});

if (list) handles();
