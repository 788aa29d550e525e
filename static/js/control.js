// The timer of the desk between two answers, and what to say when the server is away. The page works without it.
"use strict";
(() => {
  const lost = document.getElementById("lost");
  let end = null;

  const readClock = () => {
    const clock = document.querySelector("#lead [data-left]");
    end = clock ? performance.now() + Number(clock.dataset.left) * 1000 : null;
  };
  const tick = () => {
    const clock = document.querySelector("#lead [data-left]");
    if (!clock || clock.hasAttribute("data-still")) return;
    const left = Math.ceil((end - performance.now()) / 1000);
    const shown = Math.abs(left);
    clock.textContent = `${left < 0 ? "+ " : ""}${clockFace(shown)}`;
    const over = document.querySelector("#lead [data-over]");
    if (over) over.hidden = left >= 0;
  };

  document.body.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id === "lead") {
      readClock();
      tick();
    }
  });
  // The session ended: the sign-in page is not to be poured into the desk.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (!new URL(event.detail.xhr.responseURL).pathname.startsWith("/regie/")) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
    document.body.addEventListener(name, () => {
      lost.hidden = false;
    });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) lost.hidden = true;
  });
  readClock();
  tick();
  setInterval(tick, 500);
})();
