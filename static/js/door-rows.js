// How people of a door's list are found and written, without network.
"use strict";
self.doorRows = (() => {
  const [EXPECTED, PRESENT, CANCELLED, WAITING, TEAM] = [0, 1, 2, 3, 4];
  const main = document.getElementById("main");
  const words = main.dataset;
  const MOST = 20;

  const say = (text, values) => Object.entries(values).reduce((said, [key, value]) => said.replaceAll(`{${key}}`, value), text);
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/’/g, "'");
  const nameOf = ([, given, initial]) => (initial ? `${given} ${initial}.` : given);
  const hourOf = (seconds) => {
    const moment = new Date(seconds * 1000);
    return say(words.hour, { h: moment.getHours(), m: String(moment.getMinutes()).padStart(2, "0") });
  };
  const whereOf = (list, place) => {
    if (place === -1) return words.atTable;
    return list.doors[place] ? say(words.atThis, { name: list.doors[place] }) : words.atDoor;
  };

  // Those of whom each word typed begins a given name, or is the initial; the server adds family names.
  const find = (people, typed) => {
    const asked = fold(typed).split(/[^a-z0-9]+/).filter(Boolean);
    if (!asked.length) return [];
    return people.filter(([, given, initial]) => {
      const parts = fold(given).split(/[ -]+/);
      return asked.every((word) => parts.some((part) => part.startsWith(word)) || word === fold(initial));
    }).sort((a, b) => a[1].localeCompare(b[1]) || a[3] - b[3]).slice(0, MOST);
  };

  const placeOf = (list, number) => {
    const table = list.tables.find(([one]) => one === number);
    if (!number) return words.noTable;
    const said = [say(words.table, { n: number })];
    if (table) said.push(`${say(words.workshop, { n: table[1] })}, ${table[2]}`, ...[table[3]].filter(Boolean));
    return said.join(" · ");
  };

  const make = (tag, content, className = "") => Object.assign(document.createElement(tag), { textContent: content, className });
  const button = (label, about, act, className = "") => {
    const made = make("button", label, className);
    made.type = "button";
    made.append(make("span", ` : ${about}`, "hide"));
    made.addEventListener("click", act);
    return made;
  };

  // One person: name, place, and the one act that makes sense. `row` is what is true with the acts not sent yet.
  const line = (list, row, { present, undo }) => {
    const item = make("li", "", ["expected", "present", "cancelled", "waiting", "team"][row[4]]);
    const box = document.createElement("div");
    box.append(make("b", nameOf(row)), make("span", placeOf(list, row[3])));
    item.append(box);
    if (row[4] === CANCELLED) item.append(make("p", words.cancelled));
    else if (row[4] === WAITING) item.append(make("p", words.waiting));
    else if (row[4] === PRESENT) {
      item.append(make("span", `✓ ${row[5] ? say(words.here, { hour: hourOf(row[5][1]) }) : ""}`, "is-here"));
      item.append(button(words.undo, nameOf(row), () => undo(row), "plain-button"));
    } else {
      item.append(button(words.mark, nameOf(row), () => present(row), "mark"));
      if (row[4] === TEAM) item.append(make("p", words.team));
    }
    return item;
  };

  const already = (list, row) => say(words.already, { name: nameOf(row), hour: hourOf(row[5][1]), where: whereOf(list, row[5][2]) });
  return { EXPECTED, PRESENT, CANCELLED, WAITING, TEAM, say, find, nameOf, hourOf, line, make, already, words, main };
})();
