// Words of an opinion not yet acknowledged, kept in this phone under who writes them: written before any sending, erased
// by the answer that names them. Each open page keeps its own, so that two tabs never write over one another. No vote
// is ever kept here.
"use strict";
const opinionKept = (place) => {
  const prefix = `avis:${place}:`;
  const page = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  const memory = new Map(); // {name: {text, bases, at}}: when the phone refuses to keep anything, the page still does
  const store = (act) => {
    try {
      return act(window.localStorage);
    } catch {
      return null;
    }
  };
  const durable = Boolean(store((there) => {
    there.setItem(`${prefix}essai`, "1");
    there.removeItem(`${prefix}essai`);
    return true;
  }));
  const keys = () => store((there) => Object.keys(there).filter((key) => key.startsWith(prefix))) || [];
  const nameOf = (key) => key.slice(key.lastIndexOf(":") + 1);
  const read = (key) => {
    try {
      return JSON.parse(store((there) => there.getItem(key)));
    } catch {
      return null;
    }
  };
  return {
    durable,
    names: () => [...memory.keys()],
    get: (name) => memory.get(name),
    put(name, words) {
      memory.set(name, words);
      store((there) => there.setItem(`${prefix}${page}:${name}`, JSON.stringify(words)));
    },
    drop(name) {
      memory.delete(name);
      store((there) => there.removeItem(`${prefix}${page}:${name}`));
    },
    // What pages closed before could not send: {name: [words, newest first]}; it is this page's from now on.
    found() {
      const all = {};
      for (const key of keys()) {
        const words = read(key);
        if (words) (all[nameOf(key)] ||= []).push(words);
      }
      for (const list of Object.values(all)) list.sort((one, other) => other.at - one.at);
      return all;
    },
    // A text is acknowledged or given up: whichever page kept the same, it waits no more.
    forget(name, text) {
      for (const key of keys()) if (nameOf(key) === name && read(key)?.text === text) store((there) => there.removeItem(key));
    },
  };
};
