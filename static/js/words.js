// Puts a variable where the cursor was: without this script its name is typed by hand, which works as well.
(() => {
  let field = document.querySelector("[data-words]");
  if (!field) return;
  const subject = document.querySelector("[name=subject]");
  for (const one of [field, subject]) one?.addEventListener("focus", () => { field = one; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.focus();
  });
})();
