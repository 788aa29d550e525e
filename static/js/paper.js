// Paper sheets: what is typed is kept as it is typed, Ctrl + Enter keeps the sheet, a large stack leaves in parts.
// Without this script drafts are kept by the buttons, and twenty photos leave at once.
(() => {
  const form = document.querySelector("#sheet");
  if (form) follow(form);
  const stack = document.querySelector("[data-stack]");
  if (stack) stack.addEventListener("submit", (event) => send(event, stack));

  function follow(form) {
    const state = form.querySelector("[data-state]");
    let changed = false;
    let leaving = false;
    let sending = false;
    const say = (text) => { state.textContent = text; };
    const save = async () => {
      if (!changed || leaving || sending) return;
      changed = false;
      sending = true;
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), keepalive: true });
        if (answer.ok) say(form.dataset.kept);
        else if (answer.status === 409) say(form.dataset[(await answer.json()).state]);
        else changed = true;
      } catch {
        changed = true;
        say(form.dataset.cut);
      }
      sending = false;
    };
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", (event) => {
      if (leaving) event.preventDefault(); // a second click: one sending is under way
      leaving = true;
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("[value=keep]"));
      }
    });
    setInterval(save, 4000);
    addEventListener("online", save);
    addEventListener("pageshow", () => { leaving = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
    addEventListener("beforeunload", (event) => { if (changed && !leaving) { save(); event.preventDefault(); } });
  }

  async function send(event, form) {
    const chosen = form.querySelector("[type=file]");
    const files = [...chosen.files];
    if (files.length < 2) return; // nothing to divide: as without this script
    event.preventDefault();
    const said = form.querySelector("[data-said]");
    const bar = said.querySelector("progress");
    const refused = said.querySelector("ul");
    const button = form.querySelector("button");
    said.hidden = false;
    button.disabled = true;
    refused.replaceChildren();
    chosen.value = ""; // a second touch must not send the same photos again
    bar.max = files.length;
    const tell = (text) => refused.append(Object.assign(document.createElement("li"), { textContent: text }));
    for (let from = 0; from < files.length; from += 3) {
      const part = new FormData();
      part.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
      part.append("part", "1");
      for (const file of files.slice(from, from + 3)) part.append("photos", file);
      try {
        const answer = await fetch(form.action, { method: "POST", body: part });
        if (!answer.ok) throw new Error(answer.status);
        (await answer.json()).refused.forEach(tell);
      } catch {
        tell(`${form.dataset.cut} ${files.slice(from).map((file) => file.name).join(", ")}`);
        button.disabled = false;
        return;
      }
      bar.value = Math.min(from + 3, files.length);
      said.querySelector("span").textContent = `${form.dataset.sending} ${bar.value} / ${files.length}`;
    }
    if (refused.children.length) button.disabled = false;
    else location.assign(form.action);
  }
})();
