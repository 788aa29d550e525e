// The table's form: what is written is kept on the phone first, then sent; one sending per tap.
"use strict";
(() => {
  const form = document.getElementById("idea-form");
  if (!form) return;
  const SOON = 4000; // ms: whoever waits longer for the network writes the next idea meanwhile
  const { tableStore: store, tableMine: mine } = self;
  const button = form.querySelector("button");
  const said = document.getElementById("said");
  const names = ["title", "need", "solution", "author_name"];
  const key = form.elements.client_key;
  const place = `draft:${form.getAttribute("action")}`;
  const busy = (is) => (is ? button.setAttribute("aria-busy", "true") : button.removeAttribute("aria-busy"));

  const say = (text) => {
    said.hidden = !text;
    said.textContent = text;
    if (text) said.scrollIntoView({ block: "center" });
  };
  const newKey = () => { // crypto.randomUUID needs HTTPS, which a hall may not have
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-a$4-$5");
  };

  const typed = () => {
    const fields = Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
    return form.elements.show_name.checked ? { ...fields, show_name: "on" } : fields;
  };
  const isEmpty = () => names.every((name) => !form.elements[name].value.trim());
  const fill = (fields, itsKey) => {
    names.forEach((name) => { form.elements[name].value = fields[name] || ""; });
    form.elements.show_name.checked = Boolean(fields.show_name);
    if (fields.author_name) form.querySelector("details").open = true;
    key.value = itsKey;
  };

  // A draft carries its key: whether it already waits to be sent can be told after a crash.
  const keepDraft = () => { try { localStorage.setItem(place, JSON.stringify({ key: key.value, fields: typed() })); } catch { /* no storage: the page holds it */ } };
  const dropDraft = () => { try { localStorage.removeItem(place); } catch { /* nothing was kept */ } };
  const readDraft = async () => {
    let draft;
    try { draft = JSON.parse(localStorage.getItem(place)); } catch { return; }
    if (!draft?.fields || !isEmpty()) return;
    const sent = (await store.all().catch(() => [])).some((idea) => idea.key === draft.key);
    if (sent) dropDraft(); else if (isEmpty()) fill(draft.fields, draft.key);
  };
  // « kept » is said until nothing waits any more.
  let toldKept = false;
  addEventListener("kept", async () => {
    const ideas = toldKept ? await store.all().catch(() => []) : [];
    if (!ideas.length || ideas.some((idea) => idea.state === "waiting")) return;
    toldKept = false;
    say(ideas.some((idea) => idea.state === "refused") ? form.dataset.refused : form.dataset.gone);
  });
  const clear = () => { fill({}, newKey()); dropDraft(); };

  const showErrors = (errors) => {
    form.querySelectorAll(".error").forEach((error) => error.remove());
    form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    for (const [name, sentences] of Object.entries(errors)) {
      const field = form.elements[name];
      if (!names.includes(name)) { say(sentences.join(" ")); continue; }
      const id = `id_${name}_error`;
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", id);
      field.after(Object.assign(document.createElement("p"), { className: "error", id, textContent: sentences.join(" ") }));
    }
    form.querySelector("[aria-invalid]")?.focus();
  };

  const settle = async (idea, result) => {
    if (result?.state === "refused" && result.status === 422) {
      await store.remove(idea.key); // its words are still in the form, which says what is wrong
      return showErrors(result.errors);
    }
    clear();
    if (result?.state === "received") {
      busy(true); // until the receipt is there: a second tap would send nothing
      return location.assign(result.url);
    }
    if (result?.state === "refused") return say(form.dataset.refused);
    toldKept = true;
    say(`${form.dataset.kept} ${mine.canClose() ? form.dataset.close : form.dataset.stay}`);
  };

  form.addEventListener("input", keepDraft);
  addEventListener("pageshow", () => busy(false));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.hasAttribute("aria-busy")) return;
    say("");
    showErrors({});
    if (!form.elements.title.value.trim()) return showErrors({ title: [form.dataset.untitled] });
    busy(true);
    const direct = { stamp: form.elements.stamp.value, website: form.elements.website.value };
    const idea = {
      key: key.value || newKey(), path: form.getAttribute("action"), place: form.dataset.place, at: Date.now(),
      state: "waiting", fields: typed(), direct: direct.stamp ? direct : null,
    };
    try { await store.put(idea); } catch { return form.submit(); } // nothing can be kept here: as without JavaScript
    const sent = mine.send(idea.key);
    const result = await Promise.race([sent, new Promise((yes) => setTimeout(yes, SOON))]);
    busy(false);
    await settle(idea, result);
  });

  // « Correct » of a refused idea: its words come back here under its own key, unless others are being written.
  mine.correct = async (idea) => {
    if (!isEmpty()) return say(form.dataset.writing);
    fill(idea.fields, idea.key);
    keepDraft();
    say(""); // « kept below » is true no more: it is here
    await store.remove(idea.key);
    showErrors(idea.errors || {});
    form.elements.title.focus();
  };

  readDraft();
})();
