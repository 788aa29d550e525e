// Leads the slides by keys (a presenter's remote sends Page Up and Page Down); the address says which one is shown.
"use strict";
(() => {
  const deck = document.getElementById("deck");
  const slides = [...deck.children];
  let here = 0;

  const go = (number, move = true) => {
    here = Math.min(slides.length - 1, Math.max(0, number));
    if (move) slides[here].scrollIntoView({ behavior: "instant", block: "start" });
    slides[here].focus({ preventScroll: true });
    history.replaceState(null, "", `#${here + 1}`);
  };
  const keys = {
    ArrowRight: () => here + 1, ArrowDown: () => here + 1, PageDown: () => here + 1, " ": () => here + 1, Enter: () => here + 1,
    ArrowLeft: () => here - 1, ArrowUp: () => here - 1, PageUp: () => here - 1, Backspace: () => here - 1,
    Home: () => 0, End: () => slides.length - 1,
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    if (event.target.closest("a") && (event.key === "Enter" || event.key === " ")) return;
    event.preventDefault();
    go(event.shiftKey && event.key === " " ? here - 1 : keys[event.key]());
  });
  deck.addEventListener("click", (event) => {
    const link = event.target.closest(".deck-nav a");
    if (!link) return;
    event.preventDefault();
    go(Number(link.hash.slice(1)) - 1);
  });
  const watch = new IntersectionObserver((seen) => {
    for (const one of seen) if (one.isIntersecting) here = slides.indexOf(one.target);
  }, { root: deck, threshold: 0.6 });
  slides.forEach((slide) => watch.observe(slide));
  addEventListener("resize", () => go(here));
  go((Number(location.hash.slice(1)) || 1) - 1);
})();
