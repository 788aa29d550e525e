// An opinion saves itself a moment after it is typed; each field leaves with the texts it began from, so that another
// tab's words are never written over unseen. Without this script the button « Save » does the same for the whole page.
"use strict";
(() => {
  const form = document.getElementById("opinion");
  const status = document.getElementById("saving");
  if (!form || !status) return;
  const top = document.getElementById("saving-top");
  const kept = opinionKept(`${form.dataset.draftUrl}:${form.dataset.owner}`);
  const PAUSE = 1200; // after the last letter
  const PATIENCE = 10000; // an answer that takes longer is a lost connection
  const stuck = new Set(); // what met another text, or is wrong: sent again once someone touches it
  let timer = null;
  let sending = null;
  let retry = 2000;
  const boxOf = (name) => form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const baseOf = (box) => box.querySelector("[data-base]");
  const textOf = (box) => (box.querySelector("textarea") || box.querySelector("input:checked") || { value: "" }).value;
  const tidy = (text) => text.replace(/\r\n?/g, "\n").trimEnd();
  const waiting = () => kept.names().filter((name) => boxOf(name));
  const tell = (state, words) => {
    status.dataset.state = state;
    status.textContent = words || form.dataset[state] || "";
    if (top) top.hidden = state !== "saved";
  };
  const lost = () => tell(kept.durable ? "here" : "page");
  const put = (box, text) => {
    const area = box.querySelector("textarea");
    if (!area) {
      for (const radio of box.querySelectorAll("input[type=radio]")) radio.checked = radio.value === text;
    } else if (tidy(area.value) !== text) area.value = text;
  };
  const showError = (box, sentence) => {
    const line = box.querySelector("[data-error]");
    line.textContent = sentence;
    line.hidden = !sentence;
    box.querySelector("textarea")?.classList.toggle("is-invalid", Boolean(sentence));
  };
  const ask = (box, other) => {
    const aside = box.querySelector("[data-aside]");
    aside.hidden = other === null;
    aside.dataset.text = other ?? "";
    aside.querySelector("[data-other]").textContent = other || "…";
    aside.querySelector("[data-settle]").hidden = false;
    aside.querySelector("[data-how]").hidden = true;
  };
  const note = (box) => {
    const name = box.dataset.field;
    const text = tidy(textOf(box));
    const bases = kept.get(name)?.bases || [baseOf(box).value];
    stuck.delete(name);
    kept.put(name, { text, bases, at: Date.now() });
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  };
  const send = () => {
    sending = sending || sendAll().finally(() => { sending = null; });
    return sending;
  };
  const sendAll = async () => {
    for (let names = ready(); names.length; names = ready()) {
      tell("saving");
      const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      const sent = new Map();
      for (const name of names) {
        const words = kept.get(name);
        // These words may arrive though their answer is lost: what comes next began from them too.
        const bases = [...new Set([...words.bases, words.text])].slice(-6);
        kept.put(name, { ...words, bases });
        sent.set(name, words.text);
        body.append(name, words.text);
        for (const base of words.bases) body.append(`base-${name}`, base);
      }
      let said;
      try {
        const stop = new AbortController();
        const clock = setTimeout(() => stop.abort(), PATIENCE);
        const answer = await fetch(form.dataset.draftUrl, { method: "POST", body, cache: "no-store", redirect: "manual", signal: stop.signal, headers: { Accept: "application/json" } });
        if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
        if (![200, 409].includes(answer.status)) return tell("closed");
        said = await answer.json();
        clearTimeout(clock);
      } catch {
        lost();
        setTimeout(send, (retry = Math.min(retry * 2, 30000)));
        return;
      }
      retry = 2000;
      if (said.state === "closed") return tell("closed", said.said);
      for (const [name, text] of sent) learn(name, text, said);
      for (const box of form.querySelectorAll('[data-field^="why-"]')) {
        if (!said.errors[box.dataset.field]) showError(box, said.zeros[box.dataset.field] || "");
      }
      const mark = document.getElementById("mark");
      mark.hidden = said.mark === null;
      mark.innerHTML = "<b></b>";
      mark.prepend(`${form.dataset.mark} `);
      mark.lastChild.textContent = said.mark;
    }
    settled();
  };
  const learn = (name, sent, said) => {
    const box = boxOf(name);
    const now = kept.get(name);
    if (name in said.kept) {
      kept.forget(name, sent);
      baseOf(box).value = said.kept[name];
      showError(box, "");
      ask(box, null);
      if (now.text === sent) kept.drop(name);
      else kept.put(name, { ...now, bases: [said.kept[name]] }); // typed on meanwhile
    } else if (now.text === sent) {
      stuck.add(name);
      if (name in said.others) ask(box, said.others[name]);
      else showError(box, said.errors[name] || "");
    }
  };
  const ready = () => waiting().filter((name) => !stuck.has(name));
  const settled = () => {
    const left = waiting();
    if (!left.length) tell("saved");
    else tell(left.some((name) => !boxOf(name).querySelector("[data-aside]").hidden) ? "met" : "refused");
  };
  form.addEventListener("input", (event) => {
    const box = event.target.closest("[data-field]");
    if (box) note(box);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-settle] button");
    if (!button) return;
    const box = button.closest("[data-field]");
    const other = box.querySelector("[data-aside]").dataset.text;
    const words = kept.get(box.dataset.field);
    if (button.value === "other") put(box, other);
    if (words) kept.forget(box.dataset.field, button.value === "other" ? words.text : other);
    kept.put(box.dataset.field, { text: tidy(textOf(box)), bases: [...(words?.bases || [baseOf(box).value]), other].slice(-6), at: Date.now() });
    ask(box, null);
    stuck.delete(box.dataset.field);
    (box.querySelector("textarea") || box.querySelector("input:checked")).focus();
    send();
  });
  // « Vote » leaves once everything typed is with us: an opinion that waits in the phone would come after the vote.
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const votes = button && button.id === "cast";
    if (votes && !waiting().length && !sending) return;
    event.preventDefault();
    for (const name of stuck) if (boxOf(name).querySelector("[data-aside]").hidden) stuck.delete(name);
    clearTimeout(timer);
    await send();
    if (!votes) return;
    if (!waiting().length) form.requestSubmit(button);
    else if (!stuck.size && status.dataset.state !== "closed") tell(status.dataset.state, form.dataset.first);
  });
  window.addEventListener("online", send);
  window.addEventListener("offline", lost);
  document.addEventListener("visibilitychange", () => { if (document.hidden && ready().length) send(); });
  window.addEventListener("beforeunload", (event) => { if (!kept.durable && waiting().length) event.preventDefault(); });
  document.querySelector(".vote-choice")?.classList.add("scripted");
  // What an earlier page could not send comes back where it was typed; two different texts ask.
  const found = Object.entries(kept.found()).filter(([name]) => boxOf(name));
  for (const [name, [words, ...older]] of found) {
    const box = boxOf(name);
    put(box, words.text);
    const other = older.find((one) => one.text !== words.text);
    kept.put(name, words);
    if (other) { stuck.add(name); ask(box, other.text); }
  }
  if (found.length) { tell("back"); send(); }
})();
