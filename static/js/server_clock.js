/* The server's time of now, so that a wrong clock of this device moves nothing: [data-server-now] says when the page was written. */

const written = document.querySelector("[data-server-now]")?.dataset.serverNow;
const answeredAt = performance.timeOrigin + (performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now());
const ahead = written ? answeredAt - Date.parse(written) : 0;

export const now = () => Date.now() - ahead;
