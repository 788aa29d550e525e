// A tap is the newest word about the list: no answer to a search that left before it, or meanwhile, shows the list of
// before, nor takes a line away from under the finger that presses it. What was typed meanwhile is searched after it;
// else the field is ready for the next name.
"use strict";
(() => {
  const words = document.getElementById("q");
  let pressed = false;
  let taps = 0;
  let typed = false;
  if (!words) return;
  const searchAgain = () => {
    if (pressed || taps || !typed) return;
    typed = false;
    htmx.trigger(words, "again");
  };
  document.addEventListener("pointerdown", (event) => {
    pressed = Boolean(event.target.closest("#desk"));
  });
  for (const end of ["click", "pointercancel"]) {
    document.addEventListener(end, () => {
      pressed = false;
      setTimeout(searchAgain); // after the tap's own request has begun
    });
  }
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig.verb === "post") {
      taps += 1;
      htmx.trigger(words, "htmx:abort");
    } else if (event.detail.elt === words && taps) {
      event.preventDefault();
      typed = true;
    }
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.requestConfig.elt !== words || !pressed) return;
    event.detail.shouldSwap = false;
    typed = true;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.requestConfig.verb !== "post" || --taps) return;
    if (!typed) words.value = "";
    searchAgain();
  });
})();
