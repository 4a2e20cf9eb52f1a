/* The room's clock: time left in words and as a line, expected times, and times in the reader's zone. What the server says stays as it is without it. */
import { notice } from "./busy.js";
import { keep } from "./pacing.js";
import { now } from "./server_clock.js";

const words = document.getElementById("room-words")?.dataset ?? {};
const zone = document.body.dataset.zone || undefined;
/* The shared screen is nobody's own: it tells the meeting's time, and a moment's in the incident's, as the server wrote them. */
const shared = document.body.classList.contains("stage");
const WARN_AT = { left: [120, 0], whole: [300] };

function said(seconds) {
  const whole = Math.abs(seconds);
  if (whole >= 90) return words.minute.replace("%n", Math.round(whole / 60));
  return `${Math.floor(whole / 60)}:${String(Math.floor(whole % 60)).padStart(2, "0")}`;
}

function clock(at, timeZone) {
  return at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
}

/* The server wrote the meeting's time; where its clock shows another one, it stays beside the reader's. */
function clocks() {
  for (const time of document.querySelectorAll("time[data-clock]:not([data-set])")) {
    const there = (time.dataset.there ??= time.textContent.trim());
    const own = clock(new Date(time.dateTime), zone);
    const same = shared || !words.beside || there.startsWith(own);
    time.textContent = shared ? there : same ? own : words.beside.replace("%own", own).replace("%there", there);
    time.dataset.set = "";
    if (!same) ownDay(time);
  }
}

/* Beside a time of another day here, the day is the reader's too. */
function ownDay(time) {
  const day = time.parentElement.querySelector("[data-day]");
  const parts = (timeZone) => {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone });
    const found = Object.fromEntries(format.formatToParts(new Date(time.dateTime)).map(({ type, value }) => [type, value]));
    return `${found.weekday} ${found.day} ${found.month} ${found.year}`;
  };
  if (day && parts(zone) !== parts(day.dataset.day)) day.textContent = parts(zone);
}

function moved(time, begins) {
  const meetings = document.querySelector("[data-pace]").dataset.zone;
  const at = new Date(begins);
  const short = (time.dataset.there ?? time.textContent).trim().split(" ").slice(1);
  time.dateTime = at.toISOString();
  time.dataset.there = [clock(at, meetings), ...short].join(" ");
  delete time.dataset.set;
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

/* The room was opened before the meeting's time: how long until it begins, and how long it is then. */
function early(says, begins, ends) {
  return words[`${says}Before`].replace("%n", said((says === "whole" ? ends - begins : begins - now()) / 1000));
}

function tick() {
  keep(now(), moved);
  clocks();
  for (const part of document.querySelectorAll("[data-ends-at]")) {
    const ends = Date.parse(part.dataset.endsAt);
    const begins = Date.parse(part.dataset.beginsAt);
    const left = (ends - now()) / 1000;
    const over = left < 0;
    const says = part.dataset.says ?? "left";
    const text = begins > now() ? early(says, begins, ends) : words[over ? `${says}Over` : says].replace("%n", said(left));
    const place = part.querySelector("[data-left]");
    if (place.textContent !== text) place.textContent = text;
    part.classList.toggle("room-over", over);
    const share = 1 - left * 1000 / Math.max(1, ends - begins);
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

/* Regions change with every vote and everybody who comes; what a page must ask anew of its own only when their mark does:
   the poll's with its points or its state, the people's with who facilitates. */
function onNewMark(region, attribute, tells) {
  const marked = () => document.querySelector(`[data-region='${region}'] [data-${attribute}]`)?.getAttribute(`data-${attribute}`);
  let mark = marked();
  document.body.addEventListener(`live:${region}`, () => {
    const there = marked();
    if (there === mark) return;
    mark = there;
    document.body.dispatchEvent(new CustomEvent(tells));
  });
}

onNewMark("poll", "mark", "room:ballot");
onNewMark("people", "leaders", "room:leaders");

/* Whoever was made a facilitator, or leads from now on, is told wherever they are on the page. */
const desk = () => document.getElementById("to-desk-link");
let had = desk()?.dataset;
let news = null;
document.body.addEventListener("htmx:afterSettle", () => {
  const link = desk();
  const { leads, tells } = link?.dataset ?? {};
  if (link && (!had || (leads && !had.leads))) {
    news?.remove();
    news = notice(tells, "info", { href: link.href, label: link.textContent });
  }
  had = link && { leads, tells };
});
