// Compares the clock of this computer with the platform's. Without it, the page asks to compare with a watch.
"use strict";
(() => {
  const told = document.querySelector("#check-clock [data-now]");
  const away = Math.abs(Date.now() / 1000 - Number(told.dataset.now));
  told.textContent = away < 60 ? told.dataset.good : told.dataset.bad;
  told.closest("li").classList.toggle("bad", away >= 60);
})();
