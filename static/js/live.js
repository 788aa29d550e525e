// Keeps the page of a table up to date: asks every two seconds, and sends one-tap forms without leaving the page.
"use strict";
(() => {
  const page = document.getElementById("live");
  const EVERY = 2000;
  const PATIENCE = 8000; // an answer that takes longer is a lost connection
  let etag = page.dataset.etag;
  let end = null;
  let failures = 0;
  let sending = 0;

  const readClock = () => {
    const clock = page.querySelector("[data-left]");
    end = clock && !clock.hasAttribute("data-still") ? performance.now() + Number(clock.dataset.left) * 1000 : null;
  };
  const tick = () => {
    const clock = page.querySelector("[data-left]");
    if (!clock || end === null) return;
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    clock.textContent = clockFace(left);
  };
  // Replaces the parts that differ; what was open stays open, and the focus stays where it was.
  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const focused = document.activeElement && document.activeElement.id;
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const shown = document.querySelector(`[data-part="${part.dataset.part}"]`);
      if (!shown) continue;
      for (const open of shown.querySelectorAll("details[open][id]")) {
        const again = part.querySelector(`#${CSS.escape(open.id)}`);
        if (again) again.open = true;
      }
      if (plain(shown) !== plain(part)) shown.replaceWith(document.adoptNode(part));
    }
    const again = focused && document.getElementById(focused);
    if (again && again !== document.activeElement) again.focus({ preventScroll: true });
    readClock();
    tick();
  };
  // Tokens of forms differ at each answer, and change nothing of what is shown.
  const plain = (part) => {
    const copy = part.cloneNode(true);
    for (const token of copy.querySelectorAll("[name=csrfmiddlewaretoken]")) token.remove();
    return copy.innerHTML;
  };
  const sign = (lost) => {
    const shown = page.querySelector(".live-banner");
    if (!lost) return shown && shown.remove();
    if (shown) return;
    const banner = document.createElement("p");
    banner.className = "live-banner";
    banner.setAttribute("role", "status");
    banner.textContent = page.dataset.lost;
    page.querySelector("[data-part=bar]").after(banner);
  };
  const fetched = async (url, options) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      return await fetch(url, { cache: "no-store", signal: stop.signal, ...options });
    } finally {
      clearTimeout(timer);
    }
  };
  const ask = async () => {
    try {
      const answer = await fetched(page.dataset.state, { headers: { "If-None-Match": etag } });
      if ([404, 410].includes(answer.status)) return location.reload(); // the link was taken back: the page says so
      if (answer.status === 200 && !sending) {
        show(await answer.text());
        etag = answer.headers.get("ETag") || "";
      } else if (![200, 304].includes(answer.status)) throw new Error(answer.status);
      failures = 0;
      sign(false);
    } catch {
      failures += 1;
      if (failures > 1) sign(true);
    }
    setTimeout(ask, EVERY);
  };
  const send = async (form, button) => {
    const body = new URLSearchParams(new FormData(form, button));
    button.setAttribute("aria-busy", "true");
    sending += 1;
    try {
      const answer = await fetched(form.action, { method: "POST", body });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.text());
      sign(false);
    } catch {
      sign(true); // nothing was lost: the button is still there
    } finally {
      sending -= 1;
      button.removeAttribute("aria-busy");
    }
  };
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-live") || !event.submitter) return;
    event.preventDefault();
    if (!event.submitter.hasAttribute("aria-busy")) send(form, event.submitter);
  });
  readClock();
  setInterval(tick, 1000);
  setTimeout(ask, EVERY);
})();
