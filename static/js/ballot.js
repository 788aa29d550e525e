// Draws a receipt for each secret ballot, keeps it on this device, and finds it in the published list. Without it one votes as well, without a receipt.
"use strict";
(() => {
  const letters = "ACDEFGHJKMNPQRTUVWXY34679";
  const key = (right) => `receipt-${right}`;
  const sent = (right) => `receipt-sent-${right}`;
  const kept = (right) => { try { return localStorage.getItem(key(right)); } catch { return null; } };
  const keep = (right, receipt) => { try { localStorage.setItem(key(right), receipt); return true; } catch { return false; } };
  const draw = () => {
    let drawn = "";
    while (drawn.length < 16) {
      const [one] = crypto.getRandomValues(new Uint8Array(1));
      if (one < 250) drawn += letters[one % 25]; // 250 = 10 × 25: no letter comes more often
    }
    return drawn;
  };
  for (const field of document.querySelectorAll("input[data-receipt]")) {
    const right = field.dataset.receipt;
    const receipt = kept(right) || draw();
    if (!keep(right, receipt)) continue;
    field.value = receipt;
    localStorage.removeItem(sent(right)); // not recorded yet: this page asks for it
    field.form.addEventListener("submit", () => localStorage.setItem(sent(right), "1"));
  }
  const counted = (right) => { try { return localStorage.getItem(sent(right)) ? kept(right) : null; } catch { return null; } };
  for (const done of document.querySelectorAll(".done[data-right]")) {
    const receipt = counted(done.dataset.right);
    if (!receipt) continue;
    done.querySelector(".ballot-receipt").hidden = false;
    done.querySelector(".ballot-receipt b").textContent = receipt.match(/.{4}/g).join(" ");
  }
  const mine = document.getElementById("mine");
  const own = mine ? mine.dataset.rights.trim().split(" ").map(counted).filter(Boolean) : [];
  if (own.length) {
    const listed = new Map([...document.querySelectorAll("li[data-receipt]")].map((one) => [one.dataset.receipt, one]));
    const found = own.filter((receipt) => listed.has(receipt));
    for (const receipt of found) listed.get(receipt).classList.add("mine");
    const told = mine.querySelector("p");
    told.textContent = found.length === own.length ? told.dataset.found : told.dataset.missing;
    mine.hidden = false;
  }
})();
