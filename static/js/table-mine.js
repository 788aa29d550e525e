// « On this phone »: ideas that wait, that were refused, that were received; when and how they leave.
"use strict";
self.tableMine = (() => {
  const FIRST = 5000, LAST = 60000; // ms between two tries without network
  const { tableStore: store, tableSend: sender } = self;
  const section = document.getElementById("mine");
  const question = document.getElementById("sure");
  const mine = { correct: null };
  let pause = FIRST, timer, worker = null;

  mine.canClose = () => Boolean(worker && self.indexedDB);

  // Tries now, then again later as long as some wait; returns what became of the idea of `key`.
  mine.send = async (key = "") => {
    clearTimeout(timer);
    const { first, left } = await sender.flush(key).catch(() => ({ left: 1 }));
    pause = left ? Math.min(LAST, pause * 2) : FIRST;
    if (left) {
      timer = setTimeout(mine.send, pause * (0.75 + Math.random() / 2)); // a hall does not come back as one phone
      worker?.sync?.register("ideas").catch(() => {});
    }
    return first;
  };
  mine.wake = () => { pause = FIRST; return mine.send(); };

  const sure = (text) => new Promise((yes) => {
    question.querySelector("p").textContent = text;
    question.returnValue = "";
    question.addEventListener("close", () => yes(question.returnValue === "yes"), { once: true });
    question.showModal();
  });
  const words = (idea) => ["title", "need", "solution"].map((name) => idea.fields[name]).filter(Boolean).join("\n\n");
  const copy = async (idea, card) => {
    const text = card.querySelector("[data-text]");
    text.hidden = false; // where copying is refused, the words are at least there to be selected
    text.value = words(idea);
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { if (!document.execCommand("copy")) return; }
    card.querySelector("[data-copied]").hidden = false;
  };
  const acts = {
    correct: (idea) => (mine.correct && idea.path === location.pathname ? mine.correct(idea) : location.assign(`${idea.path}#${idea.key}`)),
    retry: async (idea) => { await store.change(idea.key, { state: "waiting" }); await mine.wake(); },
    copy,
    remove: async (idea) => { if (await sure(section.dataset.sure.replace("…", idea.fields.title))) await store.remove(idea.key); },
  };

  const sentence = (idea) => {
    if (idea.state === "refused") {
      return idea.said || Object.values(idea.errors || {}).flat().join(" ") || section.dataset.unsaid.replace("000", idea.status);
    }
    return idea.busy ? section.dataset.busy : section.dataset.waits;
  };
  const card = (idea) => {
    const made = section.querySelector(`template[data-state=${idea.state}]`).content.cloneNode(true).firstElementChild;
    const set = (name, text) => { const spot = made.querySelector(`[data-${name}]`); if (spot) spot.textContent = text; };
    made.dataset.key = idea.key;
    set("title", idea.fields.title);
    set("place", idea.path === location.pathname ? "" : idea.place);
    set("receipt", idea.receipt);
    set("said", sentence(idea));
    if (idea.url) made.querySelector("a").href = idea.url;
    made.querySelectorAll("button[data-act]").forEach((button) => {
      // A place that is closed, or that nobody knows, takes no correction.
      button.hidden = button.dataset.act === "correct" && [404, 410].includes(idea.status);
      button.addEventListener("click", () => acts[button.dataset.act](idea, made));
    });
    return made;
  };

  let shown = "", turn = 0;
  const show = async () => {
    const now = new Date().toISOString();
    const ideas = [], asked = (turn += 1);
    for (const idea of await store.all().catch(() => [])) {
      if (idea.state === "received" && idea.until < now) await store.remove(idea.key); else ideas.push(idea);
    }
    const drawn = JSON.stringify(ideas);
    if (asked !== turn || drawn === shown) return; // a newer reading draws; and nothing moves under the finger of who reads
    shown = drawn;
    section.hidden = !ideas.length;
    for (const list of section.querySelectorAll("[data-list]")) {
      const here = ideas.filter((idea) => (idea.state === "received") === (list.dataset.list === "received"));
      list.hidden = !here.length;
      list.querySelector("ul").replaceChildren(...here.map(card));
    }
  };

  const eraseAll = async () => {
    const ideas = await store.all();
    const unsent = ideas.filter((idea) => idea.state !== "received").length;
    if (!(await sure(unsent ? section.dataset.unsent.replace("000", unsent) : section.dataset.all))) return;
    for (const idea of ideas) await store.remove(idea.key);
    try { Object.keys(localStorage).filter((name) => name.startsWith("draft:")).forEach((name) => localStorage.removeItem(name)); } catch { /* none */ }
    document.getElementById("idea-form")?.reset();
  };

  const start = async () => {
    section.querySelector("[data-erase]").addEventListener("click", eraseAll);
    addEventListener("kept", show);
    addEventListener("online", mine.wake);
    addEventListener("pageshow", (event) => { if (event.persisted) mine.wake(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) mine.wake(); });
    await show();
    const asked = (await store.all().catch(() => [])).find((idea) => `#${idea.key}` === location.hash);
    if (asked?.state === "refused" && mine.correct) mine.correct(asked);
    mine.send();
  };
  document.addEventListener("DOMContentLoaded", start); // scripts are deferred: the form has said how it corrects

  // The worker only exists over HTTPS and on this machine; without it, the page must stay open.
  if (navigator.serviceWorker) {
    addEventListener("load", async () => {
      try {
        await navigator.serviceWorker.register("/a/sw.js", { scope: "/a/" });
        worker = await navigator.serviceWorker.ready;
        if (document.getElementById("idea-form")) worker.active.postMessage({ keep: location.pathname });
      } catch { /* refused (private window): as over plain HTTP */ }
    });
  }
  return mine;
})();
