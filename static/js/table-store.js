// What this phone keeps of its ideas, by key: in IndexedDB, else in localStorage. Shared with the worker.
"use strict";
self.tableStore = (() => {
  const PLACE = "idees"; // of localStorage, where IndexedDB is refused (some private windows)
  let opening;

  const open = () => {
    opening ||= new Promise((yes, no) => {
      const asked = indexedDB.open("table", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("ideas", { keyPath: "key" });
      asked.onsuccess = () => {
        asked.result.onversionchange = () => asked.result.close();
        asked.result.onclose = () => { opening = null; };
        yes(asked.result);
      };
      asked.onerror = asked.onblocked = () => no(asked.error);
    });
    return opening;
  };

  // Resolves once the transaction is complete: what is « kept » is on the disk of the phone.
  const inDatabase = async (mode, act) => {
    const database = await open();
    return new Promise((yes, no) => {
      const transaction = database.transaction("ideas", mode, { durability: "strict" });
      const asked = act(transaction.objectStore("ideas"));
      transaction.oncomplete = () => yes(asked.result);
      transaction.onerror = transaction.onabort = () => no(transaction.error);
    });
  };

  const read = () => JSON.parse(localStorage.getItem(PLACE) || "{}");
  const write = (ideas) => localStorage.setItem(PLACE, JSON.stringify(ideas));
  const told = self.BroadcastChannel ? new BroadcastChannel("table") : null;
  const tell = () => { told?.postMessage(""); self.dispatchEvent(new Event("kept")); };
  if (told) told.onmessage = () => self.dispatchEvent(new Event("kept"));

  const all = async () => {
    let ideas;
    try { ideas = await inDatabase("readonly", (store) => store.getAll()); } catch (error) {
      if (!self.localStorage) throw error;
      ideas = [];
    }
    try { ideas.push(...Object.values(read())); } catch { /* neither: nothing was ever kept here */ }
    return ideas.sort((a, b) => a.at - b.at);
  };

  const put = async (idea) => {
    try { await inDatabase("readwrite", (store) => store.put(idea)); } catch (error) {
      if (!self.localStorage) throw error;
      write({ ...read(), [idea.key]: idea });
    }
    tell();
  };

  const remove = async (key) => {
    try { await inDatabase("readwrite", (store) => store.delete(key)); } catch { /* kept in localStorage, if anywhere */ }
    try {
      const { [key]: gone, ...others } = read();
      if (gone) write(others);
    } catch { /* no localStorage: nothing there */ }
    tell();
  };

  // Writes `changes` unless the idea was removed meanwhile, by another tab: what someone erased does not come back.
  const change = async (key, changes) => {
    const idea = (await all()).find((one) => one.key === key);
    if (idea) await put({ ...idea, ...changes });
  };

  return { all, put, remove, change };
})();
