/* The room's clock: time left in words and as a line, and times in the reader's zone. What the server says stays as it is without it. */

const words = document.getElementById("room-words")?.dataset ?? {};
const zone = document.body.dataset.zone || undefined;
const WARN_AT = { left: [120, 0], whole: [300] };

function said(seconds) {
  const whole = Math.abs(seconds);
  if (whole >= 90) return words.minute.replace("%n", Math.round(whole / 60));
  return `${Math.floor(whole / 60)}:${String(Math.floor(whole % 60)).padStart(2, "0")}`;
}

function clocks() {
  for (const time of document.querySelectorAll("time[data-clock]:not([data-set])")) {
    const at = new Date(time.dateTime);
    const there = time.textContent.trim();
    const own = at.toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone,
    });
    // The server wrote the meeting's time; where its clock shows another hour, it stays beside the reader's.
    time.textContent = there.startsWith(own) || !words.beside ? own : words.beside.replace("%own", own).replace("%there", there);
    time.dataset.set = "";
  }
}

/* Said once each to screen readers: not every second, and in no region that is swapped. */
const voice = document.createElement("p");
voice.className = "visually-hidden";
voice.setAttribute("role", "status");
document.body.append(voice);
const warned = new Set();

function warn(says, ends, left) {
  for (const at of WARN_AT[says] ?? []) {
    const key = `${says} ${ends} ${at}`;
    if (left > at || left < at - 10 || warned.has(key)) continue;
    warned.add(key);
    voice.textContent = (says === "whole" ? words.wholeWarning : words.warning).replace("%n", said(at));
  }
}

function tick() {
  clocks();
  for (const part of document.querySelectorAll("[data-ends-at]")) {
    const ends = Date.parse(part.dataset.endsAt);
    const left = (ends - Date.now()) / 1000;
    const over = left < 0;
    const says = part.dataset.says ?? "left";
    const text = words[over ? `${says}Over` : says].replace("%n", said(left));
    const place = part.querySelector("[data-left]");
    if (place.textContent !== text) place.textContent = text;
    part.classList.toggle("room-over", over);
    const share = 1 - left * 1000 / Math.max(1, ends - Date.parse(part.dataset.beginsAt));
    part.querySelector("[data-line]")?.style.setProperty("--gone", Math.min(1, Math.max(0, share)));
    warn(says, part.dataset.endsAt, left);
  }
}

if (words.left) {
  /* After live.js has seen the page as the server sent it. */
  addEventListener("DOMContentLoaded", tick);
  setInterval(tick, 1000);
  for (const region of ["now", "agenda", "narrative", "rabbit"]) document.body.addEventListener(`live:${region}`, tick);
}

/* "7 of 12 voted" changes with every vote; what a page must ask anew of its own only with the points or the state of the poll. */
const marked = () => document.querySelector("[data-region='poll'] [data-mark]")?.dataset.mark;
let mark = marked();
document.body.addEventListener("live:poll", () => {
  const now = marked();
  if (now === mark) return;
  mark = now;
  document.body.dispatchEvent(new CustomEvent("room:ballot"));
});
