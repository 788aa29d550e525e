// A tap is the newest word about the list: no answer to a search that left before it, or meanwhile, shows the list of
// before. What was typed meanwhile is searched after it; else the field is ready for the next name.
"use strict";
(() => {
  const words = document.getElementById("q");
  let taps = 0;
  let typed = false;
  if (!words) return;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig.verb === "post") {
      taps += 1;
      htmx.trigger(words, "htmx:abort");
    } else if (event.detail.elt === words && taps) {
      event.preventDefault();
      typed = true;
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.requestConfig.verb !== "post" || --taps) return;
    if (typed) htmx.trigger(words, "again");
    else words.value = "";
    typed = false;
  });
})();
