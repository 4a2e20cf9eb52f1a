/* Keeps the expected times of what is ahead right while time goes by, as reviews/pacing.py has them in a fresh page. */

const MINUTE = 60000;

/* The minutes as planned if they fit into what is left (milliseconds), else cut alike until they do; each keeps one. */
export function shared(minutes, left) {
  const room = Math.max(Math.floor(left / MINUTE + 0.5), minutes.length);
  const planned = minutes.reduce((sum, each) => sum + each, 0);
  if (planned <= room) return [...minutes];
  const exact = minutes.map((each) => Math.max(1, (each * room) / planned));
  const cut = exact.map(Math.trunc);
  const spare = Math.max(0, room - cut.reduce((sum, each) => sum + each, 0));
  const byRemainder = [...cut.keys()].sort((a, b) => cut[a] - exact[a] - (cut[b] - exact[b]) || a - b);
  for (const at of byRemainder.slice(0, spare)) cut[at] += 1;
  return cut;
}

/* What is ahead: key, when it begins, how many minutes it has and should have had. pace: the attributes of [data-pace]. */
export function ahead(pace, now) {
  const items = pace.pace.split(" ").filter(Boolean).map((each) => each.split(":"));
  const [from, until] = [Date.parse(pace.from), Date.parse(pace.until)];
  let begins = "begun" in pace || now < until ? Math.max(from, now) : from;
  const minutes = shared(items.map(([, planned]) => Number(planned)), until - begins);
  return items.map(([key, planned], at) => {
    const one = { key, begins, minutes: minutes[at], planned: Number(planned) };
    begins += minutes[at] * MINUTE;
    return one;
  });
}

/* Writes it where the page shows it. moved(time, begins) is told of each <time> that is another one now. */
export function keep(now, moved) {
  const pace = document.querySelector("[data-pace]");
  for (const one of pace ? ahead(pace.dataset, now) : []) {
    for (const time of document.querySelectorAll(`time[data-part="${CSS.escape(one.key)}"]`)) {
      if (Math.trunc(Date.parse(time.dateTime) / MINUTE) !== Math.trunc(one.begins / MINUTE)) moved(time, one.begins);
    }
    for (const has of document.querySelectorAll(`[data-minutes="${CSS.escape(one.key)}"]`)) {
      has.querySelector("[data-has]").textContent = one.minutes;
      has.querySelector("[data-cut]").hidden = one.minutes >= one.planned;
    }
  }
}
