/* Where cards stand: each at its wish, none over another, the active one at its own height. Numbers in, numbers out; no page. */

/* spots: [{top, height}] sorted by top; active: an index or -1. Returns the tops. What finds no room above the active one goes below it. */
export function stack(spots, active, gap) {
  const tops = spots.map(({ top }) => Math.max(0, top));
  const below = [];
  let first = 0;
  if (active >= 0) {
    let ceiling = tops[active];
    let at = active - 1;
    for (; at >= 0; at -= 1) {
      const top = Math.min(tops[at], ceiling - gap - spots[at].height);
      if (top < 0) break;
      tops[at] = ceiling = top;
    }
    for (let late = 0; late <= at; late += 1) below.push(late);
    first = active + 1;
  }
  let floor = active >= 0 ? tops[active] + spots[active].height + gap : 0;
  for (const at of [...below, ...spots.keys()].filter((at, place) => place < below.length || at >= first)) {
    tops[at] = Math.max(tops[at], floor);
    floor = tops[at] + spots[at].height + gap;
  }
  return { tops, end: floor };
}
