/* A form that saves by itself: two seconds after the last key, when a field or the page is left, and again while the server cannot be
   reached. Its words stand in its data; beside it are #saved, how things stand, and #told, what the reader should know. */

const PAUSE = 2000;
const RETRY = 8000;

/* read(): what is typed now, as one text; body(sent): what is sent of it. taken(answer, sent, typedOn): what the answer changes on the
   page; returns the text that is saved by now. Answers {save}. */
export function savesByItself(form, { read, body, taken }) {
  const state = document.getElementById("saved");
  const told = document.getElementById("told");
  const words = form.dataset;
  let saved = "unkept" in words ? null : read();
  let timer = 0;
  let sending = null;
  let stopped = false;
  /* The last try to save did not come to the server. */
  let unreached = false;

  function tell(text, link = null) {
    told.hidden = !text;
    const line = told.querySelector("p");
    line.textContent = text;
    if (!link) return;
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.label;
    line.append(" ", anchor);
  }

  function kept(answer, sent) {
    const typedOn = read() !== sent;
    saved = taken(answer, sent, typedOn);
    state.textContent = typedOn ? words.unsaved : answer.said;
    tell(answer.merged);
  }

  async function answered(response, sent) {
    state.textContent = words.unsaved;
    if (response.status === 401 || response.redirected) return tell(words.out);
    if (response.status === 403 || response.status === 404) return (stopped = true), tell(words.refused);
    const answer = await response.json();
    if (response.ok) return kept(answer, sent);
    /* Both texts are kept. Whoever types on has that kept, too, each time until the two are put together. */
    if (response.status === 409) saved = sent;
    state.textContent = response.status === 409 ? answer.kept : words.unsaved;
    return tell(answer.said, answer.both && { href: answer.both, label: answer.look });
  }

  async function attempt(sent) {
    const what = body(sent);
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "HX-Request": "true" };
    try {
      await answered(await fetch(words.save, { method: "POST", body: what, headers, keepalive: what.toString().length < 60000 }), sent);
    } catch {
      unreached = true;
      state.textContent = words.unsaved;
      tell(words.offline);
      timer = setTimeout(save, RETRY);
    }
  }

  async function save() {
    clearTimeout(timer);
    if (stopped || sending || read() === saved) return;
    unreached = false;
    state.textContent = words.saving;
    sending = attempt(read());
    await sending;
    sending = null;
    if (read() !== saved && !stopped && told.hidden) timer = setTimeout(save, PAUSE);
  }

  /* The page is left once the server was reached: the browser's own page for a lost connection would take the text with it. */
  async function leave(button) {
    await sending;
    await save();
    if (unreached) return;
    stopped = true;
    clearTimeout(timer);
    form.requestSubmit(button);
  }

  form.addEventListener("input", () => {
    if (read() !== saved) state.textContent = words.unsaved;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("focusout", save);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("pagehide", save);
  form.addEventListener("submit", (event) => {
    if (!stopped && read() !== saved) {
      event.preventDefault();
      return leave(event.submitter);
    }
    stopped = true;
    clearTimeout(timer);
  });
  addEventListener("beforeunload", (event) => {
    if (!stopped && read() !== saved) event.preventDefault();
  });
  return { save };
}
