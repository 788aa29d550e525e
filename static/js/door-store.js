// What a door's phone keeps: the list of one door, its acts until they are sent, and what it was told that nobody saw.
"use strict";
self.doorStore = (() => {
  const STORES = { lists: "door", acts: "key", told: "key" };
  const memory = { lists: new Map(), acts: new Map(), told: new Map() }; // where IndexedDB is refused (private windows)
  let opening;

  const open = () => {
    opening ||= new Promise((yes, no) => {
      const asked = indexedDB.open("accueil", 1);
      asked.onupgradeneeded = () => Object.entries(STORES).forEach(([name, keyPath]) => asked.result.createObjectStore(name, { keyPath }));
      asked.onsuccess = () => {
        asked.result.onversionchange = () => asked.result.close();
        asked.result.onclose = () => { opening = null; };
        yes(asked.result);
      };
      asked.onerror = asked.onblocked = () => no(asked.error);
    });
    return opening;
  };

  // Resolves once the transaction is complete: what is kept is on the disk of the phone.
  const within = async (name, mode, act) => {
    const database = await open();
    return new Promise((yes, no) => {
      const transaction = database.transaction(name, mode, { durability: name === "acts" ? "strict" : "relaxed" });
      const asked = act(transaction.objectStore(name));
      transaction.oncomplete = () => yes(asked.result);
      transaction.onerror = transaction.onabort = () => no(transaction.error);
    });
  };

  const get = async (name, key) => {
    try { return await within(name, "readonly", (store) => store.get(key)); } catch { return memory[name].get(key); }
  };
  const all = async (name) => {
    try { return await within(name, "readonly", (store) => store.getAll()); } catch { return [...memory[name].values()]; }
  };
  const put = async (name, value) => {
    try { await within(name, "readwrite", (store) => store.put(value)); } catch { memory[name].set(value[STORES[name]], value); }
  };
  const remove = async (name, key) => {
    memory[name].delete(key);
    try { await within(name, "readwrite", (store) => store.delete(key)); } catch { /* it was in memory */ }
  };
  return { get, all, put, remove };
})();
