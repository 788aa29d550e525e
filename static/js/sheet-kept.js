// Words of a sheet not yet acknowledged, kept on this device: written before any sending, erased by its answer only.
"use strict";
const sheetKept = (page) => {
  const prefix = `fiche:${page}:`;
  const memory = new Map(); // when the device refuses to keep anything, the page still does
  const store = (act) => {
    try {
      return act(window.localStorage);
    } catch {
      return null;
    }
  };
  return {
    put(name, words) {
      memory.set(name, words);
      store((place) => place.setItem(prefix + name, JSON.stringify(words)));
    },
    get(name) {
      const text = store((place) => place.getItem(prefix + name));
      try {
        return text ? JSON.parse(text) : memory.get(name);
      } catch {
        return memory.get(name);
      }
    },
    // Only what was acknowledged goes: words typed meanwhile have another key.
    drop(name, key) {
      const held = this.get(name);
      if (held && held.key !== key) return;
      memory.delete(name);
      store((place) => place.removeItem(prefix + name));
    },
    names() {
      const found = new Set(memory.keys());
      store((place) => {
        for (let i = 0; i < place.length; i += 1) if (place.key(i).startsWith(prefix)) found.add(place.key(i).slice(prefix.length));
      });
      return [...found];
    },
  };
};
