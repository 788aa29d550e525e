// The table's page: the scene's clock, one sending per tap, and words kept on the phone while there is no network.
"use strict";
(() => {
  const clock = document.querySelector("[data-left]");
  if (clock) {
    const end = performance.now() + Number(clock.dataset.left) * 1000;
    const tick = () => {
      const left = Math.max(0, Math.round((end - performance.now()) / 1000));
      clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left) setTimeout(tick, 1000);
    };
    tick();
  }

  const read = (place) => { try { return JSON.parse(localStorage.getItem(place)) || []; } catch { return []; } };
  const write = (place, value) => { try { localStorage.setItem(place, JSON.stringify(value)); } catch { return false; } return true; };
  const sent = document.querySelector("[data-sent]");
  if (sent) write(`draft:${sent.dataset.sent}`, []);

  const form = document.getElementById("idea-form");
  if (!form) return;
  const button = form.querySelector("button");
  const said = document.getElementById("said");
  const draft = `draft:${location.pathname}`;
  const waiting = `waiting:${location.pathname}`; // ideas, each a list of [name, value]
  const names = ["title", "need", "solution", "author_name"];
  const fields = names.map((name) => form.elements[name]);
  const busy = (is) => (is ? button.setAttribute("aria-busy", "true") : button.removeAttribute("aria-busy"));
  const say = (text, address) => {
    said.hidden = !text;
    said.textContent = text ? `${text} ` : "";
    if (address) said.append(Object.assign(document.createElement("a"), { href: address, textContent: form.dataset.receipt }));
  };
  const newKey = () => { // crypto.randomUUID needs HTTPS, which a hall may not have
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-a$4-$5");
  };
  const post = (words) => fetch(location.pathname, { method: "POST", body: new URLSearchParams(words) });

  if (fields.every((field) => !field.value)) read(draft).forEach((value, i) => { fields[i].value = value; });
  form.addEventListener("input", () => write(draft, fields.map((field) => field.value)));
  addEventListener("pageshow", () => busy(false));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.hasAttribute("aria-busy")) return;
    busy(true);
    const words = [...new FormData(form)];
    try {
      const answer = await post(words);
      if (answer.redirected) return location.assign(answer.url);
    } catch {
      if (write(waiting, [...read(waiting), [...words.filter(([name]) => name !== "queued"), ["queued", "1"]]])) {
        write(draft, []);
        fields.forEach((field) => { field.value = ""; });
        form.elements.client_key.value = newKey();
        busy(false);
        say(form.dataset.kept);
        said.scrollIntoView({ block: "center" });
        return;
      }
    }
    form.submit(); // refused: the page comes back with the words and a sentence; the key makes it harmless
  });

  let flushing = false;
  const flush = async () => {
    const [words] = read(waiting);
    if (!words || flushing) return;
    flushing = true;
    try {
      const answer = await post(words);
      if (answer.status >= 500 || answer.status === 429) return;
      write(waiting, read(waiting).slice(1));
      if (answer.redirected) say(form.dataset.gone, answer.url);
      else {
        names.forEach((name, i) => { fields[i].value = new Map(words).get(name) || ""; });
        say(form.dataset.back);
      }
    } catch { /* still no network: the next turn tries again */ } finally {
      flushing = false;
    }
  };
  if (read(waiting).length) say(form.dataset.kept);
  addEventListener("online", flush);
  setInterval(flush, 5000);
  flush();
})();
