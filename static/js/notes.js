// Notes that save by themselves. Words are kept on the device until the server has acknowledged them; when someone else
// wrote meanwhile, both texts are shown and nothing is written over. Without this file the button of the form saves.
"use strict";
(() => {
  const form = document.querySelector("[data-notes]");
  if (!form) return;
  const words = form.elements.notes;
  const version = form.elements.version;
  const state = form.querySelector("[data-state]");
  const both = form.querySelector("[data-both]");
  const KEY = `notes:${form.getAttribute("action")}`;
  const QUIET = 1500; // after the last key
  const AGAIN = 5000; // between two tries without network
  let timer = null;
  let sending = false;
  let blocked = false; // two texts wait to be put together
  let saved = words.value;
  let theirs = null;

  const say = (text, unsaved = false) => {
    state.textContent = text;
    state.classList.toggle("unsaved", unsaved);
  };
  const keep = () => {
    try {
      if (words.value === saved) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify({ text: words.value, version: version.value }));
    } catch {
      // a private window keeps nothing: the page still holds the words
    }
  };
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY) || "null");
    } catch {
      return null;
    }
  };
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const conflict = (answer) => {
    blocked = true;
    theirs = answer;
    both.querySelector("[data-theirs]").textContent = answer.notes;
    both.hidden = false;
    say(form.dataset.waiting, true);
    both.querySelector("[data-join]").focus();
  };
  const settle = (text) => {
    words.value = text;
    version.value = theirs.version;
    saved = theirs.notes;
    blocked = false;
    both.hidden = true;
    keep();
    if (text === saved) say("");
    words.focus();
    later(0);
  };
  const save = async () => {
    if (sending || blocked || words.value === saved) return;
    const text = words.value;
    sending = true;
    say(form.dataset.saving);
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if ([403, 404].includes(answer.status)) say(form.dataset.closed, true);
      else if (answer.status === 409) conflict(await answer.json());
      else if (answer.status === 422) say((await answer.json()).error, true);
      else if (!answer.ok || !(answer.headers.get("Content-Type") || "").includes("json")) throw new Error(answer.status);
      else {
        const told = await answer.json();
        version.value = told.version;
        saved = text;
        keep();
        say(told.said);
        if (words.value !== saved) later(QUIET);
      }
    } catch {
      say(form.dataset.offline, true);
      later(AGAIN);
    } finally {
      sending = false;
    }
  };

  words.addEventListener("input", () => {
    keep();
    if (blocked) return;
    say(form.dataset.waiting, true);
    later(QUIET);
  });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => document.hidden && later(0));
  window.addEventListener("beforeunload", (event) => {
    if (words.value !== saved && !submitted) event.preventDefault();
  });
  let submitted = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // the button saves at once, without leaving the page
    later(0);
  });
  for (const other of document.querySelectorAll("form:not([data-notes])"))
    other.addEventListener("submit", () => {
      submitted = true; // the words wait on this device, and leave when the page is back
    });
  both.querySelector("[data-join]").addEventListener("click", () => settle(`${theirs.notes}\n\n${words.value}`));
  both.querySelector("[data-mine]").addEventListener("click", () => settle(words.value));
  both.querySelector("[data-other]").addEventListener("click", () => settle(theirs.notes));

  const waiting = kept();
  if (waiting && waiting.text !== words.value) {
    words.value = waiting.text;
    version.value = waiting.version;
    say(form.dataset.found, true);
    later(0);
  } else keep();
})();
