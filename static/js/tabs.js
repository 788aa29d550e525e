// The current tab may lie beyond the edge of a phone: bring it into sight, without moving the page.
for (const row of document.querySelectorAll(".tabs, .subtabs")) {
  const current = row.querySelector("[aria-current]");
  if (current) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
}
