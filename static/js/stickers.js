// Puts stickers without reloading; a cut network is tried again: the same act twice is one sticker.
"use strict";
(() => {
  const waiting = document.getElementById("waiting");
  if (waiting) {
    const look = async () => {
      try {
        const answer = await fetch(waiting.dataset.state, { cache: "no-store" });
        if (answer.ok && (await answer.json()).vote) location.reload();
      } catch { /* no network: the next look may have it */ }
    };
    setInterval(look, 5000);
    return;
  }
  const form = document.getElementById("vote");
  if (!form) return;
  const PATIENCE = 8000; // ms: an answer that takes longer is a lost one
  const said = document.getElementById("said");
  const mine = document.getElementById("mine");
  const left = document.getElementById("left");
  let turn = Promise.resolve(); // one act after the other, in the order of the taps

  const say = (text, bad = false) => {
    said.hidden = !text;
    said.textContent = text;
    said.className = bad ? "box bad" : "box wait";
  };
  const send = async (body) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: stop.signal });
      if (answer.status >= 500) throw new Error(answer.status);
      return await answer.json();
    } finally {
      clearTimeout(timer);
    }
  };
  const put = async (value) => {
    const body = new URLSearchParams(new FormData(form));
    body.set("gommettes", value);
    for (let wait = 1000, lost = false; ; wait = Math.min(wait * 2, 10000)) {
      try {
        const told = await send(body);
        show(told, value.split(":")[0]);
        if (told.bad) say(told.bad, true);
        else say(lost ? form.dataset.back : "");
        return;
      } catch {
        lost = true;
        say(form.dataset.lost);
        await new Promise((done) => { setTimeout(done, wait); addEventListener("online", done, { once: true }); });
      }
    }
  };
  const show = (told, key) => {
    if (!told.open) return location.reload();
    const inPanel = mine.contains(document.activeElement);
    left.innerHTML = told.left;
    mine.innerHTML = told.mine.trim();
    const row = document.getElementById(`i${key}`);
    if (row && told.row) row.outerHTML = told.row;
    const next = document.getElementById(`i${key}`);
    const button = next && next.querySelector("button");
    if (button && !inPanel) button.focus({ preventScroll: true });
    else if (inPanel) (mine.querySelector("button") || button || form.querySelector("button"))?.focus({ preventScroll: true });
  };
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.name !== "gommettes") return;
    event.preventDefault();
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    turn = turn.then(() => put(button.value)).finally(() => button.removeAttribute("aria-busy"));
  });
})();
