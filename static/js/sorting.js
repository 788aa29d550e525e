// The keyboard over pages that work without it: a letter presses the button that carries it (data-key), arrows run
// through the list. One switch turns every letter off (WCAG 2.1.4), and none is taken while someone writes in a field.
const KEPT = "sorting-keys", PLACE = "sorting-place";
const keys = document.querySelector("[data-keys]");
const list = document.querySelector("[data-rows]");
const rows = list ? [...list.children] : [];
const sheet = document.querySelector("[data-save]");
const box = (row) => row.querySelector("input[type=checkbox]");
const link = (row) => row.querySelector("h2 a");
const here = () => rows.indexOf(document.activeElement?.closest?.("[data-rows] > li"));
let anchor = -1;

function kept(store, name) { try { return store.getItem(name); } catch { return null; } }
function keep(store, name, value) { try { store.setItem(name, value); } catch { /* private windows keep nothing */ } }

const turn = keys?.querySelector("[data-switch]");
if (keys) {
  keys.hidden = false;
  turn.checked = kept(localStorage, KEPT) !== "off";
  turn.addEventListener("change", () => keep(localStorage, KEPT, turn.checked ? "on" : "off"));
  keys.querySelector("[data-help]").addEventListener("click", () => keys.querySelector("dialog").showModal());
}

function count() {
  const ticked = rows.filter((row) => box(row).checked).length;
  const said = document.querySelector("[data-count]");
  said.textContent = `${said.dataset.count} ${ticked}`;
}

function go(index) {
  const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
  link(row).focus();
  row.scrollIntoView({ block: "nearest" });
}

function tick(index, upTo) {
  const from = upTo && anchor >= 0 ? Math.min(anchor, index) : index;
  const to = upTo && anchor >= 0 ? Math.max(anchor, index) : index;
  const checked = upTo ? true : !box(rows[index]).checked;
  for (let i = from; i <= to; i++) box(rows[i]).checked = checked;
  anchor = index;
  count();
}

function press(control) {
  if (control.matches("[data-needs]") && !rows.some((row) => box(row).checked)) {
    if (here() < 0) return go(0);
    tick(here());
  }
  if (control.tagName === "SUMMARY") {
    control.parentElement.open = true;
    control.parentElement.querySelector("div :is(select, input, textarea)").focus();
  } else if (control.matches("input, textarea")) {
    control.focus();
  } else control.click();
}

function mine() {
  const care = document.querySelector("[data-me]");
  if (!care) return;
  care.selected = true;
  care.parentElement.focus();
}

const writes = (target) =>
  target.closest("textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])");

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const open = target.closest("details.menu[open]");
  if (key === "Escape" && open) { open.open = false; open.querySelector("summary").focus(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || !turn?.checked) return;
  if (writes(target) || target.closest("dialog") || document.querySelector("dialog[open]")) return;
  const name = key.length === 1 ? key.toLowerCase() : key;
  const down = name === "j" || name === "ArrowDown", up = name === "k" || name === "ArrowUp";
  const control = document.querySelector(`[data-key="${CSS.escape(name)}"]`);
  if (rows.length && (down || up) && !open) go(here() < 0 ? 0 : here() + (down ? 1 : -1));
  else if (rows.length && name === "x" && here() >= 0) tick(here(), event.shiftKey);
  else if (name === "?") keys.querySelector("dialog").showModal();
  else if (name === "a" && sheet) mine();
  else if (control) press(control);
  else return;
  event.preventDefault();
});

if (list) {
  list.addEventListener("change", count);
  list.addEventListener("click", (event) => {
    const row = rows.indexOf(event.target.closest("li"));
    if (event.target.type !== "checkbox") return;
    if (event.shiftKey && anchor >= 0) for (let i = Math.min(anchor, row); i <= Math.max(anchor, row); i++) box(rows[i]).checked = event.target.checked;
    anchor = row;
  });
  addEventListener("pageshow", count); // a page that comes back brings its ticks
  // After an act the list comes back shorter: the next idea stands where the hand was.
  const place = Number(kept(sessionStorage, PLACE) ?? -1);
  try { sessionStorage.removeItem(PLACE); } catch { /* nothing was kept */ }
  if (place >= 0 && rows.length) go(place);
  document.getElementById("moves").addEventListener("submit", () => {
    if (here() >= 0 || anchor >= 0) keep(sessionStorage, PLACE, Math.max(0, rows.findIndex((row) => box(row).checked)));
  });
}

// The sorting sheet keeps each answer as it is given; the buttons of the page keep everything anyway.
if (sheet) {
  const said = sheet.querySelector("[data-saved]");
  let later, sending = Promise.resolve();
  const save = async () => {
    const body = new FormData(sheet);
    try {
      const answer = await fetch(sheet.dataset.save, { method: "POST", body });
      if (answer.status !== 204) return;
      for (const [field, value] of body) {
        const shown = sheet.querySelector(`input[type=hidden][name="initial-${CSS.escape(field)}"]`);
        if (shown && !["etiquettes", "theme", "personne"].includes(field)) shown.value = value;
      }
      for (const tickbox of sheet.querySelectorAll(".ask input[type=checkbox]"))
        sheet.querySelector(`[name="initial-${CSS.escape(tickbox.name)}"]`).value = body.has(tickbox.name) ? "True" : "False";
      said.textContent = said.dataset.words;
    } catch { said.textContent = ""; }
  };
  sheet.querySelector(".ask").addEventListener("input", () => {
    said.textContent = "";
    clearTimeout(later);
    later = setTimeout(() => { sending = sending.then(save); }, 500);
  });
}
