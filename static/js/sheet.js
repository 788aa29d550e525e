// A sheet keeps itself: each answer leaves a moment after it is typed, with the version it began from. Without this
// script the button « Keep » does the same for the whole sheet.
"use strict";
(() => {
  const form = document.getElementById("sheet");
  const status = document.getElementById("saving");
  if (!form || !status) return;
  const kept = sheetKept(location.pathname);
  const PAUSE = 900; // after the last letter
  const WATCH = 15000;
  const PATIENCE = 10000; // an answer that takes longer is a lost connection
  const timers = new Map();
  const refused = new Set(); // what the answer says is wrong: sent again only once it changes
  let version = form.dataset.version;
  let sending = null; // one at a time, in the order they were typed
  let retry = 2000;
  let fresh = null;
  const boxOf = (name) => form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const inputOf = (box) => box.querySelector("textarea, select, input:not([type=hidden])");
  const baseOf = (box) => box.querySelector('[name^="base-"]');
  const waiting = () => kept.names().filter((name) => boxOf(name));
  const tell = (state) => {
    status.dataset.state = state;
    status.textContent = form.dataset[state] || "";
  };
  const settled = () => {
    if (waiting().length) return;
    tell(form.querySelector(".aside") ? "met" : "saved");
  };
  const fetched = async (url, options = {}) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      return await fetch(url, { cache: "no-store", signal: stop.signal, ...options });
    } finally {
      clearTimeout(timer);
    }
  };
  const note = (input) => {
    const box = input.closest("[data-field]");
    if (!box) return;
    const name = box.dataset.field;
    const before = kept.get(name);
    refused.delete(name);
    // Words sent without an answer may have arrived: the next ones say which sendings they come after.
    const after = before ? (before.sent ? `${before.after} ${before.key}` : before.after).split(" ").slice(-6).join(" ") : "";
    kept.put(name, { text: input.value, base: before ? before.base : baseOf(box).value, after, key: crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}` });
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(send, PAUSE));
  };
  const showError = (box, sentence) => {
    const line = box.querySelector("[data-error]");
    line.textContent = sentence;
    line.hidden = !sentence;
    inputOf(box).classList.toggle("is-invalid", Boolean(sentence));
  };
  // Puts words in a field without moving who is typing somewhere else in it.
  const put = (box, text, token) => {
    const input = inputOf(box);
    baseOf(box).value = token;
    if (input.value === text) return;
    const [start, end] = [input.selectionStart, input.selectionEnd];
    input.value = text;
    if (document.activeElement === input && start !== null) input.setSelectionRange(start, end);
  };
  const asides = (box, html) => {
    const place = box.querySelector("[data-asides]");
    if (place.dataset.html === html) return;
    place.dataset.html = html;
    place.innerHTML = html;
  };
  const learn = (name, held, said) => {
    const box = boxOf(name);
    kept.drop(name, held.key);
    const newer = kept.get(name);
    if (newer) {
      // Typed on meanwhile: from what was kept, or still from the old words when another text came first.
      if (said.state === "kept") kept.put(name, { ...newer, base: said.token, after: "" });
      return;
    }
    if (said.state === "kept") {
      baseOf(box).value = said.token;
      if (inputOf(box).value.trimEnd() !== said.text) put(box, said.text, said.token);
    } else {
      put(box, said.text, said.token); // mine is shown beside, with the three ways out
      for (const [other, html] of Object.entries(said.asides)) if (boxOf(other)) asides(boxOf(other), html);
    }
    showError(box, said.error || "");
  };
  const send = () => {
    sending = sending || sendAll().finally(() => { sending = null; });
    return sending;
  };
  const sendAll = async () => {
    for (let name = next(); name; name = next()) {
      tell("saving");
      const held = { ...kept.get(name), sent: "1" };
      kept.put(name, held);
      const body = new URLSearchParams({ ...held, name, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      let answer;
      try {
        answer = await fetched(form.dataset.fieldUrl, { method: "POST", body, headers: { Accept: "application/json" } });
        if (answer.status >= 500) throw new Error(answer.status);
      } catch {
        tell("here");
        setTimeout(send, (retry = Math.min(retry * 2, 30000)));
        return;
      }
      retry = 2000;
      if (![200, 409, 422].includes(answer.status)) return tell("closed");
      const said = await answer.json();
      if (said.state === "refused") {
        refused.add(name);
        showError(boxOf(name), said.error);
        tell("refused");
      } else learn(name, held, said);
    }
    if (waiting().some((name) => refused.has(name))) return;
    settled();
    refresh();
  };
  const next = () => waiting().find((name) => !refused.has(name));
  // What the words add up to: progress, what is missing, the figures.
  const refresh = () => {
    clearTimeout(fresh);
    fresh = setTimeout(async () => {
      try {
        const answer = await fetched(`${location.pathname}?partie=resume`);
        if (!answer.ok) return;
        const found = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const part of found.querySelectorAll("[data-part]")) {
          const shown = document.querySelector(`[data-part="${part.dataset.part}"]`);
          const open = shown && shown.querySelector("details[open]");
          if (open && part.querySelector("details")) part.querySelector("details").open = true;
          if (shown) shown.replaceWith(document.adoptNode(part));
        }
      } catch {
        // The next answer will bring it.
      }
    }, 700);
  };
  // Others' words arrive where nothing waits; where something does, the sending will find that they met.
  const watch = async () => {
    try {
      const answer = await fetched(`${form.dataset.stateUrl}?version=${version}`);
      if (answer.ok) {
        const said = await answer.json();
        const present = document.getElementById("present");
        present.hidden = !said.present.length;
        present.textContent = said.present.length ? `${present.dataset.with} ${said.present.join(", ")}` : "";
        if (said.fields) {
          version = said.version;
          for (const box of form.querySelectorAll("[data-field]")) {
            const name = box.dataset.field;
            if (!kept.get(name) && said.fields[name]) put(box, said.fields[name][1], said.fields[name][0]);
            if (said.fields[name]) asides(box, said.asides[name] || "");
          }
          if (!waiting().length) refresh();
        }
      }
    } catch {
      // Silence: the words of this page are kept whatever happens here.
    }
  };
  const settle = async (button) => {
    const box = button.closest("[data-field]");
    await send();
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, choice: button.value });
    for (const hidden of box.querySelectorAll('[name^="settle-"]')) body.append(hidden.name, hidden.value);
    try {
      await fetched(button.formAction, { method: "POST", body, redirect: "manual" });
      version = "";
      await watch();
      settled();
      inputOf(box).focus();
    } catch {
      tell("here");
    }
  };
  form.addEventListener("input", (event) => note(event.target));
  form.addEventListener("change", send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button && button.hasAttribute("data-settle")) return settle(button);
    if (waiting().length) { refused.clear(); send(); } else settled();
  });
  // The next empty block shows itself once this one is opened.
  form.addEventListener("toggle", (event) => {
    const slot = event.target;
    if (!slot.matches("[data-slot]") || !slot.open) return;
    const after = [...slot.parentElement.querySelectorAll("[data-slot][hidden]")][0];
    if (after) after.hidden = false;
    inputOf(slot.querySelector("[data-field]")).focus();
  }, true);
  window.addEventListener("online", send);
  window.addEventListener("offline", () => tell("here"));
  document.addEventListener("visibilitychange", () => document.hidden ? send() : watch());
  window.addEventListener("beforeunload", (event) => { if (waiting().length) event.preventDefault(); });
  // What an earlier visit could not send comes back where it was typed.
  const found = waiting();
  for (const name of found) {
    const box = boxOf(name);
    const slot = box.closest("[data-slot]");
    if (slot) { slot.hidden = false; slot.open = true; }
    inputOf(box).value = kept.get(name).text;
  }
  if (found.length) { tell("back"); send(); }
  const aimed = location.hash && document.getElementById(location.hash.slice(1));
  const closed = aimed && aimed.closest("[data-slot]");
  if (closed) { closed.hidden = false; closed.open = true; aimed.focus(); }
  setInterval(watch, WATCH);
})();
