// Asks again and again whether the wall changed; keeps showing what it has when the server is away.
"use strict";
(() => {
  const wall = document.getElementById("wall");
  const EVERY = 1500; // what the desk decides is on the wall within two seconds
  const PATIENCE = 8000; // an answer that takes longer is a lost connection
  let etag = wall.dataset.etag;
  let end = null;
  let failures = 0;

  const readClock = () => {
    const clock = wall.querySelector("[data-left]");
    end = clock ? performance.now() + Number(clock.dataset.left) * 1000 : null;
  };
  const tick = () => {
    const clock = wall.querySelector("[data-left]");
    if (!clock || end === null || clock.hasAttribute("data-still")) return;
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    clock.textContent = clockFace(left);
  };
  const show = (html) => {
    const known = new Set([...wall.querySelectorAll("[data-id]")].map((note) => note.dataset.id));
    wall.innerHTML = html;
    for (const note of wall.querySelectorAll("[data-id]")) if (!known.has(note.dataset.id)) note.classList.add("new");
    readClock();
    tick();
  };
  const sign = (lost) => {
    const shown = wall.querySelector(".banner");
    if (!lost) return shown && shown.remove();
    if (shown) return;
    const banner = document.createElement("p");
    banner.className = "banner";
    banner.setAttribute("role", "status");
    banner.textContent = wall.dataset.lost;
    wall.append(banner);
  };
  const ask = async () => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(wall.dataset.state, { headers: { "If-None-Match": etag }, cache: "no-store", signal: stop.signal });
      if (answer.status === 200) {
        show(await answer.text());
        etag = answer.headers.get("ETag") || "";
      } else if (answer.status !== 304) throw new Error(answer.status);
      failures = 0;
      sign(false);
    } catch {
      failures += 1;
      if (failures > 1) sign(true);
    } finally {
      clearTimeout(timer);
      setTimeout(ask, EVERY);
    }
  };
  readClock();
  setInterval(tick, 1000);
  setTimeout(ask, EVERY);
})();
