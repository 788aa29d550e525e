// The table's page without its server for a moment: the scene's clock, one sending per tap, words kept on the phone.
"use strict";
(() => {
  const clock = document.querySelector("[data-left]");
  if (clock) {
    const end = performance.now() + Number(clock.dataset.left) * 1000;
    const tick = () => {
      const left = Math.max(0, Math.round((end - performance.now()) / 1000));
      clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left) setTimeout(tick, 1000);
    };
    tick();
  }

  const sent = document.querySelector("[data-sent]");
  if (sent) try { localStorage.removeItem(`draft:${sent.dataset.sent}`); } catch { /* nothing was kept */ }

  const form = document.getElementById("idea-form");
  if (!form) return;
  const button = form.querySelector("button");
  const names = ["title", "need", "solution", "author_name"];
  const place = `draft:${location.pathname}`;
  const keep = () => {
    try {
      localStorage.setItem(place, JSON.stringify(names.map((name) => form.elements[name].value)));
    } catch { /* a phone that keeps nothing still sends */ }
  };
  try {
    const kept = JSON.parse(localStorage.getItem(place) || "[]");
    if (names.every((name) => !form.elements[name].value)) names.forEach((name, i) => { form.elements[name].value = kept[i] || ""; });
  } catch { /* nothing kept */ }
  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-busy") === "true") event.preventDefault();
    button.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => button.removeAttribute("aria-busy"));
})();
