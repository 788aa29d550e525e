// The evening as the desk leads it: scene, clock, message and vote, asked every five seconds while someone looks.
"use strict";
(() => {
  const EVERY = 4200; // ms: with what chance adds, a phone follows the desk within five seconds
  const clock = document.getElementById("clock");
  if (!clock) return;
  const timer = clock.querySelector(".timer");
  const message = document.getElementById("message");
  let end = 0, ticking, etag = "", timeout;

  const write = (left) => { timer.textContent = clockFace(left); };
  const tick = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    write(left);
    if (left) ticking = setTimeout(tick, 1000);
  };
  const run = (left, paused) => {
    clearTimeout(ticking);
    timer.hidden = left === null;
    clock.querySelector("[data-paused]").hidden = !paused;
    if (left === null) return;
    end = performance.now() + left * 1000;
    if (paused) write(left); else tick();
  };
  const show = ({ scene, left, paused, message: words, vote }) => {
    clock.hidden = !scene;
    clock.firstElementChild.textContent = scene;
    run(left, paused);
    if (message.textContent !== words) message.textContent = words;
    message.hidden = !words;
    document.getElementById("vote").hidden = !vote;
  };
  const ask = async () => {
    clearTimeout(timeout);
    if (document.hidden) return;
    try {
      const answer = await fetch(clock.dataset.state, { headers: etag ? { "If-None-Match": etag } : {} });
      if (answer.status < 500) document.getElementById("no-network")?.remove();
      if (answer.ok) {
        etag = answer.headers.get("ETag") || "";
        show(await answer.json());
      }
    } catch { /* no network: the clock goes on alone */ }
    timeout = setTimeout(ask, EVERY * (0.9 + Math.random() / 5)); // 300 phones do not ask as one
  };
  if (timer.dataset.left) run(Number(timer.dataset.left), "still" in timer.dataset);
  document.addEventListener("visibilitychange", ask);
  ask();
})();
