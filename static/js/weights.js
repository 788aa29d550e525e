// Adds up the weights of colleges while they are typed. Without it the sum is told when the form is sent.
"use strict";
(() => {
  for (const part of document.querySelectorAll("[data-weights]")) {
    const told = part.querySelector("[data-sum]");
    const fields = [...part.querySelectorAll("input[inputmode=decimal]")];
    const add = () => {
      const figures = fields.map((field) => Math.round(100 * Number(field.value.replace(",", ".").replace("%", "").trim())));
      const sum = figures.reduce((total, figure) => total + (figure || 0), 0);
      const spoken = (sum / 100).toLocaleString(document.documentElement.lang);
      told.textContent = sum === 10000 ? told.dataset.exact : told.dataset.other.replace("{sum}", spoken);
      told.classList.toggle("exact", sum === 10000);
      told.hidden = false;
    };
    part.addEventListener("input", add);
    add();
  }
})();
