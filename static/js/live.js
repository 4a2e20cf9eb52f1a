/* Keeps [data-region] elements as a fresh load would show them: by a stream, or by asking every few seconds while it is dead. */
import "./again.js";

const ASK_EVERY = 3000;
const TRY_STREAM_AGAIN = 15000;
const MARK_FOR = 1500;

export class Follower {
  constructor(status) {
    this.status = status;
    this.versions = new Map();
    this.last = new Map();
    this.held = new Map();
    /* What the server last said of each element: other scripts may have set clocks and words in it since. */
    this.shown = new WeakMap();
    for (const element of document.querySelectorAll("[data-region]")) this.shown.set(element, element.innerHTML);
    this.asking = null;
    this.caughtUp = false;
    this.connect();
    addEventListener("pagehide", () => this.stop());
    addEventListener("pageshow", (event) => event.persisted && this.connect());
    document.addEventListener("focusout", () => setTimeout(() => this.release()));
    document.addEventListener("htmx:afterSwap", () => this.renew());
  }

  connect() {
    this.source?.close();
    this.source = new EventSource(this.status.dataset.stream);
    this.source.addEventListener("open", () => this.found());
    this.source.addEventListener("region", (event) => this.take(JSON.parse(event.data)));
    this.source.addEventListener("error", () => this.lost());
  }

  found() {
    clearInterval(this.asking);
    this.asking = null;
    this.caughtUp = false;
    this.say(null);
  }

  /* The browser tries again by itself unless the server refused; then only asking tells why. */
  lost() {
    if (!this.caughtUp) this.say("lost");
    if (this.source.readyState === EventSource.CLOSED) {
      clearTimeout(this.again);
      this.again = setTimeout(() => this.connect(), TRY_STREAM_AGAIN * (0.5 + Math.random()));
    }
    if (!this.asking) {
      this.asking = setInterval(() => this.ask(), ASK_EVERY);
      if (this.source.readyState === EventSource.CLOSED) this.ask();
    }
  }

  async ask() {
    let answer;
    try {
      answer = await fetch(this.status.dataset.regions, { headers: { Accept: "application/json" } });
    } catch {
      this.caughtUp = false;
      return this.say("lost");
    }
    if (answer.status === 401) return this.end("out");
    if (answer.status === 404) return this.end("gone");
    if (!answer.ok || !this.asking) return undefined;
    const { regions } = await answer.json();
    for (const [region, html] of Object.entries(regions)) this.take({ region, html });
    /* The page does catch up, every few seconds: nothing to worry the reader about. */
    this.caughtUp = true;
    return this.say(null);
  }

  take({ region, html, version }) {
    if (version !== undefined) {
      if (version < (this.versions.get(region) ?? 0)) return;
      this.versions.set(region, version);
    }
    const elements = document.querySelectorAll(`[data-region="${CSS.escape(region)}"]`);
    let changed = this.last.has(region) && this.last.get(region) !== html;
    this.last.set(region, html);
    for (const element of elements) changed = this.swap(element, html) || changed;
    if (changed) document.body.dispatchEvent(new CustomEvent(`live:${region}`, { bubbles: true }));
  }

  swap(element, html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const said = fresh.innerHTML;
    if (said === (this.shown.get(element) ?? element.innerHTML)) return false;
    if (isBeingWritten(element)) {
      this.held.set(element, html);
      return false;
    }
    const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...element.querySelectorAll("details[open][id]")].map((details) => details.id);
    element.replaceChildren(fresh.content);
    this.shown.set(element, said);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    window.htmx?.process(element);
    element.classList.add("live-changed");
    setTimeout(() => element.classList.remove("live-changed"), MARK_FOR);
    return true;
  }

  /* A part that was asked for may bring a region along as it was when the server was asked: what came by the stream meanwhile stands. */
  renew() {
    for (const element of document.querySelectorAll("[data-region]")) {
      if (this.shown.has(element)) continue;
      this.shown.set(element, element.innerHTML);
      if (this.last.has(element.dataset.region)) this.swap(element, this.last.get(element.dataset.region));
    }
  }

  /* What was held back while somebody was writing in it goes in as soon as they leave the field. */
  release() {
    for (const [element, html] of this.held) {
      if (isBeingWritten(element)) continue;
      this.held.delete(element);
      this.take({ region: element.dataset.region, html });
    }
  }

  say(which) {
    for (const line of this.status.querySelectorAll("[data-live-line]")) line.hidden = line.dataset.liveLine !== which;
  }

  stop() {
    this.source.close();
    clearInterval(this.asking);
    clearTimeout(this.again);
    this.asking = null;
  }

  end(why) {
    this.stop();
    /* A guest who is no longer let in keeps no page that looks as if the meeting went on, but for the words they were writing. */
    if (why === "gone" && "aloneAtTheEnd" in this.status.dataset)
      for (const element of [...this.status.parentElement.children])
        if (element !== this.status && element.localName !== "template" && !holdsWords(element)) element.remove();
    this.say(why);
  }
}

function holdsWords(element) {
  return [...element.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
}

function isBeingWritten(element) {
  const field = document.activeElement;
  return element.contains(field) && field.matches("input, textarea") && field.value !== field.defaultValue;
}

for (const status of document.querySelectorAll("[data-live-topic]")) new Follower(status);
