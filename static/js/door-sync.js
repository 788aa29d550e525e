// The list of a door and its acts: kept on the phone, sent when there is a network, answered one by one.
"use strict";
self.doorSync = (() => {
  const store = self.doorStore;
  const { PRESENT, EXPECTED } = self.doorRows;
  const MOST_SENT = 20; // acts per sending
  const PATIENCE = 8000; // ms: beyond, it is as if there were no network
  const pk = Number((location.pathname.match(/^\/accueil\/(\d+)\//) || [])[1]);
  const home = `/accueil/${pk}/`;
  const state = { pk, list: null, acts: [], told: [], online: navigator.onLine, closed: "", over: false };
  const flying = new Set(); // keys of acts that are being sent
  const listeners = [];
  const changed = () => listeners.forEach((listen) => listen(state));

  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const isOver = (list) => list.until * 1000 < Date.now();
  const forget = async () => {
    if (!state.list) return;
    state.list = { ...state.list, people: {}, salt: "" };
    await store.put("lists", state.list);
  };
  const end = async (closed) => {
    if (!state.closed) state.closed = closed;
    await forget();
    changed();
  };

  const load = async () => {
    state.list = (await store.get("lists", pk)) || null;
    if (state.list && isOver(state.list)) { state.over = true; await forget(); }
    await recall();
    changed();
  };
  // Acts of this evening, whichever door of this phone made them: a new link sends what a closed one had kept.
  const recall = async () => {
    const mine = (one) => !state.list || one.event === state.list.event.pk;
    state.acts = (await store.all("acts")).filter(mine).sort((a, b) => a.n - b.n);
    state.told = (await store.all("told")).filter(mine);
  };

  const ask = (address, options = {}) => fetch(address, { signal: AbortSignal.timeout?.(PATIENCE), ...options });

  const take = async (content, etag) => {
    const before = state.list;
    const people = content.full ? {} : { ...before.people };
    for (const row of content.people) people[row[0]] = row;
    state.list = content.full ? { ...content, people, etag } : { ...before, doors: content.doors, tables: content.tables, now: content.now, people, etag };
    await store.put("lists", state.list);
    if (content.full) await recall();
  };

  const refresh = async ({ whole = false } = {}) => {
    if (state.closed || state.over) return;
    if (state.list && isOver(state.list)) { state.over = true; await forget(); return changed(); }
    const partly = !whole && state.list && state.list.salt;
    try {
      const answer = await ask(`${home}liste/${partly ? `?depuis=${state.list.now}` : ""}`, partly ? { headers: { "If-None-Match": state.list.etag } } : {});
      if ([404, 410].includes(answer.status)) return await end((await answer.json().catch(() => ({}))).text || "410");
      state.online = answer.ok || answer.status === 304;
      if (answer.ok) await take(await answer.json(), answer.headers.get("ETag").replace(/^W\//, ""));
    } catch { state.online = false; }
    changed();
  };

  const settle = async (act, answer) => {
    state.acts = state.acts.filter((one) => one.key !== act.key);
    await store.remove("acts", act.key);
    if (answer.row && state.list?.salt) {
      state.list.people[answer.row[0]] = answer.row;
      await store.put("lists", state.list);
    }
    if (answer.done) return;
    const told = { key: act.key, event: act.event, text: answer.row ? answer.text : `${act.name} : ${answer.text}`, mark: answer.row?.[0] || "", tables: answer.tables || [] };
    state.told = [...state.told, told];
    await store.put("told", told);
  };

  let flushing = false;
  const flush = async () => {
    if (flushing || state.closed || !state.acts.length || !state.list) return;
    flushing = true;
    const batch = state.acts.slice(0, MOST_SENT);
    batch.forEach((act) => flying.add(act.key));
    let more = false;
    try {
      const sent = batch.map(({ key, kind, mark, code, undoes, table, at, given_name, family_name, age_band, image }) => ({ key, kind, mark, code, undoes, table, at, given_name, family_name, age_band, image }));
      const answer = await ask(`${home}gestes/`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ acts: sent }) });
      if ([404, 410].includes(answer.status)) return await end((await answer.json().catch(() => ({}))).text || "410");
      state.online = answer.status < 500;
      if (answer.ok) {
        const { answers } = await answer.json();
        for (const one of answers) {
          const act = batch.find(({ key }) => key === one.key);
          if (act) await settle(act, one);
        }
        more = state.acts.length > 0;
      }
    } catch { state.online = false; } finally {
      batch.forEach((act) => flying.delete(act.key));
      flushing = false;
      changed();
    }
    if (more) await flush();
  };

  const add = async (act) => {
    const kept = { key: newKey(), event: state.list.event.pk, n: Date.now() * 1000 + state.acts.length, at: Math.floor(Date.now() / 1000), ...act };
    state.acts = [...state.acts, kept];
    await store.put("acts", kept);
    changed();
    flush();
    return kept.key;
  };
  // An act that never left is simply dropped; one that left is taken back by its key.
  const undo = async (key, name) => {
    const waiting = state.acts.find((one) => one.key === key);
    if (waiting && !flying.has(key)) {
      state.acts = state.acts.filter((one) => one !== waiting);
      await store.remove("acts", key);
      return changed();
    }
    await add({ kind: "undo", undoes: key, mark: waiting?.mark || "", name });
  };
  const acknowledge = async (key) => {
    state.told = state.told.filter((one) => one.key !== key);
    await store.remove("told", key);
    changed();
  };

  // The rows as they are once the acts kept here are played.
  const rows = () => {
    if (!state.list) return [];
    const seen = { ...state.list.people };
    for (const act of state.acts) {
      const row = seen[act.mark];
      if (!row) continue;
      if (act.kind === "present" && row[4] !== PRESENT) seen[act.mark] = [...row.slice(0, 4), PRESENT, [null, act.at, pk], act.key];
      if (act.kind === "undo" && row[4] === PRESENT) seen[act.mark] = [...row.slice(0, 4), EXPECTED, null];
      if (act.kind === "seat") seen[act.mark] = [...row.slice(0, 3), act.table, ...row.slice(4)];
    }
    return Object.values(seen);
  };
  // Asks the server for family names; what it finds is shown beside what the phone found.
  const search = async (typed) => {
    if (state.closed || !state.online) return [];
    try {
      const answer = await ask(`${home}liste/?q=${encodeURIComponent(typed)}`);
      if (!answer.ok) return [];
      const { people } = await answer.json();
      for (const row of people) if (state.list?.salt) state.list.people[row[0]] = row;
      return people.map(([mark]) => mark);
    } catch { return []; }
  };

  return { state, home, load, refresh, flush, add, undo, acknowledge, rows, search, listen: (act) => listeners.push(act) };
})();
