// The page of a door: find, scan, one tap, undo; the same with the network and without it.
"use strict";
(() => {
  const { doorSync: sync, doorRows: rows, doorScan: scan } = self;
  const { say, words, main, make } = rows;
  const { state } = sync;
  const TURN = 4000; // ms: what another door did is seen here within a few seconds
  const WHOLE = 180000; // ms: the whole list again, for what no step tells (a table that changed its number)
  const SAME = 3000; // ms during which the same ticket, still before the camera, is one scan
  const by = (id) => document.getElementById(id);
  const field = by("q");
  let asked = []; // marks that the server found for what is typed
  let lastKey = "";

  const tell = (text, bad = false) => {
    const said = by("said");
    said.hidden = !text;
    said.textContent = text;
    said.className = bad ? "box warning" : "box";
    if (text) said.scrollIntoView({ block: "nearest" });
  };
  let fading;
  const toast = (text, key, name) => {
    lastKey = key;
    const box = by("toast");
    box.hidden = false;
    box.querySelector("span").textContent = text;
    box.dataset.name = name;
    clearTimeout(fading);
    fading = setTimeout(() => { box.hidden = true; }, 8000);
  };
  by("toast").querySelector("button").addEventListener("click", () => {
    by("toast").hidden = true;
    sync.undo(lastKey, by("toast").dataset.name);
  });

  const present = async (row) => {
    tell("");
    const name = rows.nameOf(row);
    const key = await sync.add({ kind: "present", mark: row[0], name });
    toast([say(words.welcome, { name }), row[3] ? say(words.table, { n: row[3] }) : ""].join(" "), key, name);
  };
  const undo = (row) => {
    const name = rows.nameOf(row);
    if (row[6]) return sync.undo(row[6], name);
    return sync.add({ kind: "undo", mark: row[0], undoes: String(row[5][0]), name });
  };

  // A row that did not change stays the same element: a finger may be on it while another door's news arrive.
  const drawn = new Map();
  const keep = (words, draw) => {
    if (!drawn.has(words)) drawn.set(words, draw());
    return drawn.get(words);
  };
  const place = (list, lines) => {
    const there = [...list.children];
    const moved = lines.some((line, i) => line !== there[i] && line.isConnected);
    if (moved || lines.length !== there.length) list.replaceChildren(...lines);
    else lines.forEach((line, i) => {
      if (line === there[i]) return;
      const held = there[i].contains(document.activeElement);
      list.children[i].replaceWith(line);
      if (held) line.querySelector("button")?.focus();
    });
    for (const [words, line] of drawn) if (!line.isConnected) drawn.delete(words);
  };
  const showRows = (all) => {
    const typed = field.value.trim();
    const found = rows.find(all, typed);
    const others = all.filter((row) => asked.includes(row[0]) && !found.includes(row));
    const shown = typed.length > 1 ? [...found, ...others] : [];
    const lines = shown.map((row) => keep(JSON.stringify([row, state.list.tables.find(([one]) => one === row[3])]), () => rows.line(state.list, row, { present, undo })));
    if (typed.length > 2 && !shown.length) lines.push(keep("none", () => make("li", words.none)));
    place(by("rows"), lines);
  };
  const showArrivals = (all) => {
    const here = all.filter((row) => row[4] === rows.PRESENT).sort((a, b) => b[5][1] - a[5][1]).slice(0, 5);
    const lines = here.map((row) => {
      const line = document.createElement("li");
      line.append(make("b", rows.nameOf(row)), make("span", ` ${rows.hourOf(row[5][1])}${row[3] ? ` · ${say(words.table, { n: row[3] })}` : ""}`, "soft"));
      return line;
    });
    const walkers = state.acts.filter((act) => act.kind === "walk_in").map((act) => make("li", say(words.added, { name: act.name })));
    if (lines.length + walkers.length) by("arrivals").replaceChildren(...walkers, ...lines);
  };
  const showTold = () => {
    const lines = state.told.map((one) => {
      const item = make("li", "", "box warning");
      const acts = make("div", "", "acts");
      item.append(make("p", one.text), acts);
      for (const [number, left] of one.tables) {
        const choose = make("button", say(words.choose, { n: number, left }));
        choose.type = "button";
        choose.addEventListener("click", () => { sync.acknowledge(one.key); sync.add({ kind: "seat", mark: one.mark, table: number, name: one.text }); });
        acts.append(choose);
      }
      const seen = make("button", words.seen, "second");
      seen.type = "button";
      seen.addEventListener("click", () => sync.acknowledge(one.key));
      acts.append(seen);
      return item;
    });
    by("conflicts").hidden = !lines.length;
    by("conflicts").querySelector("ul").replaceChildren(...lines);
  };
  const showNet = () => {
    const kept = state.acts.length;
    const net = by("net");
    net.className = state.online ? "on" : "off";
    const on = kept ? say(words.sending, { n: kept }) : words.online;
    const off = kept ? say(kept === 1 ? words.keptOne : words.keptMany, { n: kept }) : words.offline;
    const text = state.online ? on : off;
    if (net.textContent !== text) net.textContent = text; // said aloud once, not at every turn
  };
  const showTables = () => {
    const select = by("id_table");
    const free = state.list.tables.filter(([, , , , left]) => left > 0);
    const chosen = select.value || String(free.reduce((best, one) => (one[4] > (best?.[4] || 0) ? one : best), null)?.[0] || "");
    const options = free.map(([number, , title]) => new Option(`${number} · ${title}`.slice(0, 60), number));
    select.replaceChildren(new Option(words.noTable, ""), ...options);
    select.value = chosen;
    if (select.selectedIndex < 0) select.value = "";
  };
  let tablesShown = "";

  const show = () => {
    if (state.over || state.closed) return showClosed();
    showNet();
    if (!state.list) return;
    const all = sync.rows();
    const here = all.filter((row) => row[4] === rows.PRESENT).length;
    const walkers = state.acts.filter((act) => act.kind === "walk_in").length;
    const expected = all.filter((row) => ![rows.CANCELLED, rows.WAITING].includes(row[4])).length;
    by("present").textContent = here + walkers;
    by("expected").textContent = expected + walkers;
    by("share").max = Math.max(1, expected + walkers);
    by("share").value = here + walkers;
    by("door-name").textContent = say(by("door-name").dataset.words, { name: state.list.name });
    document.querySelector(".topbar span").textContent = state.list.event.name;
    showRows(all);
    showArrivals(all);
    showTold();
    const tables = JSON.stringify(state.list.tables);
    if (tables !== tablesShown && !by("walk-in").open) { tablesShown = tables; showTables(); }
  };
  const showClosed = () => {
    by("net").textContent = words.offline;
    const call = state.list?.call || "";
    tell(state.closed ? say(words.closed, { call }) : words.over, true);
    by("rows").replaceChildren();
    for (const id of ["search", "scan", "camera", "walk-in", "toast"]) by(id).hidden = true;
    const kept = state.acts.map((act) => make("li", `${act.name} · ${rows.hourOf(act.at)}`));
    by("arrivals").replaceChildren(...kept);
    by("arrivals").parentElement.querySelector("h2").textContent = words.keptTitle;
    by("arrivals").parentElement.hidden = !kept.length;
    showTold();
  };

  // Looking for a name: this phone at once, the server for family names.
  let typing;
  field.addEventListener("input", () => {
    asked = [];
    tell("");
    show();
    clearTimeout(typing);
    const typed = field.value.trim();
    if (typed.length > 2) typing = setTimeout(async () => { asked = await sync.search(typed); if (field.value.trim() === typed) show(); }, 150);
  });
  by("search").addEventListener("submit", (event) => {
    if (!state.list) return;
    event.preventDefault();
    const only = by("rows").querySelectorAll("li");
    if (only.length === 1) only[0].querySelector("button")?.focus();
  });

  // Tickets.
  let stop = null, last = ["", 0];
  const scanned = async (text) => {
    if (!state.list?.salt) return; // the list is on its way: the ticket is still before the camera when it arrives
    if (text === last[0] && Date.now() - last[1] < SAME) { last[1] = Date.now(); return; }
    last = [text, Date.now()];
    navigator.vibrate?.(60);
    const code = scan.ticket(text);
    if (!code) return tell(words.notTicket, true);
    const mark = await scan.mark(state.list.salt, code);
    const row = sync.rows().find(([one]) => one === mark);
    if (row && row[4] === rows.PRESENT) return tell(rows.already(state.list, row), true);
    if (row && row[4] === rows.CANCELLED) return tell(words.cancelled, true);
    if (row && row[4] === rows.WAITING) return tell(words.waiting, true);
    if (row && row[4] === rows.TEAM && !state.online) return tell(`${rows.nameOf(row)} : ${words.team}`, true);
    if (row) { await present(row); return tell(`✓ ${rows.nameOf(row)}${row[3] ? ` · ${say(words.table, { n: row[3] })}` : ""}`); }
    if (!state.online) return tell(words.unknown, true);
    return sync.add({ kind: "present", mark, code, name: code }); // registered a moment ago, or of another evening
  };
  const close = () => { stop?.(); stop = null; by("camera").hidden = true; by("scan").hidden = false; };
  by("scan").addEventListener("click", async () => {
    if (!isSecureContext || !navigator.mediaDevices) return tell(words.insecure, true);
    by("scan").hidden = true;
    by("camera").hidden = false;
    last = ["", 0];
    tell(words.pointing);
    try { stop = await scan.start(by("camera").querySelector("video"), main.dataset.decoder, scanned); } catch { close(); tell(words.denied, true); }
  });
  by("camera").querySelector("button").addEventListener("click", () => { close(); tell(""); by("scan").focus(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); });

  // Without a ticket.
  const form = by("walk-in").querySelector("form");
  form.addEventListener("submit", async (event) => {
    if (!state.list) return;
    event.preventDefault();
    const given_name = form.elements.given_name.value.trim();
    if (!given_name) return form.elements.given_name.focus();
    const typed = Object.fromEntries(["family_name", "age_band", "table"].map((name) => [name, form.elements[name].value.trim()]));
    const image = form.elements.image.checked;
    form.reset();
    by("walk-in").open = false;
    const key = await sync.add({ kind: "walk_in", given_name, ...typed, table: typed.table ? Number(typed.table) : null, image, name: given_name });
    toast(say(words.welcome, { name: given_name }), key, given_name);
    tablesShown = "";
    show();
  });

  // The worker keeps the page, and the decoder when this browser will need it.
  const keepForACut = async () => {
    const worker = navigator.serviceWorker;
    if (!worker) return;
    await worker.register("/accueil/sw.js", { scope: "/accueil/" });
    if (!worker.controller) await new Promise((yes) => worker.addEventListener("controllerchange", yes, { once: true }));
    if (!self.BarcodeDetector) await fetch(main.dataset.decoder);
  };

  addEventListener("online", () => sync.flush().then(() => sync.refresh()));
  addEventListener("offline", () => { state.online = false; show(); });
  sync.listen(show);
  by("scan").hidden = false;
  document.documentElement.classList.add("js");
  (async () => {
    await sync.load();
    await sync.refresh({ whole: true });
    await sync.flush();
    let turns = 0;
    const turn = async () => {
      await sync.flush();
      turns += 1;
      if (!document.hidden) await sync.refresh({ whole: (turns * TURN) % WHOLE === 0 });
      if (!state.closed && !state.over) setTimeout(turn, TURN);
    };
    setTimeout(turn, TURN);
    navigator.storage?.persist?.();
    keepForACut().catch(() => {});
  })();
})();
