// The page of a closed door: what its phone did and could not send, and whom to call.
"use strict";
(async () => {
  const section = document.getElementById("kept");
  const list = section.querySelector("ul");
  const acts = (await doorStore.all("acts")).sort((a, b) => a.n - b.n);
  for (const act of acts) {
    const moment = new Date(act.at * 1000);
    const hour = list.dataset.hour.replace("{h}", moment.getHours()).replace("{m}", String(moment.getMinutes()).padStart(2, "0"));
    const words = list.dataset[act.kind].replace("{name}", act.name).replace("{hour}", hour);
    list.append(Object.assign(document.createElement("li"), { textContent: words }));
  }
  section.hidden = !acts.length;
  const lists = await doorStore.all("lists");
  const call = document.getElementById("call");
  const team = lists.map((one) => one.call).filter(Boolean).pop();
  if (team) { call.hidden = false; call.textContent = call.dataset.words.replace("{call}", team); }
  // The names of people go at once: this phone has no business with them any more.
  const pk = Number((location.pathname.match(/^\/accueil\/(\d+)\//) || [])[1]);
  for (const one of lists) if (one.door === pk || one.until * 1000 < Date.now()) await doorStore.put("lists", { ...one, people: {}, salt: "" });
})();
