// Compares the clock of this computer with the platform's. Without it, the page asks to compare with a watch.
"use strict";
(() => {
  const card = document.getElementById("check-clock");
  const away = Math.abs(Date.now() / 1000 - Number(card.querySelector("[data-now]").dataset.now));
  for (const told of card.querySelectorAll("[data-good]")) {
    told.textContent = away < 60 ? told.dataset.good : told.dataset.bad;
  }
  const tag = card.querySelector(".tag");
  tag.classList.remove("plain");
  for (const one of [card, tag]) one.classList.toggle("bad", away >= 60);
})();
