// The worker of /a/: gives back a table's page without network, and sends what waits. It keeps the empty page only.
"use strict";
(() => {
  const { version, files } = self.tableShell; // told by /a/sw.js, which changes with them
  const PREFIX = "table-";
  const NAME = PREFIX + version;
  const SLOW = 4000; // ms: beyond, the page kept here is better than a white one
  const FRESH = 10 * 60 * 1000; // ms during which a page kept is not asked again
  const TABLE = /^\/a\/([^/]+)\/$/;
  let lostAt = 0; // once the network was missed, its files are not waited for as long as the page was

  const soon = (answer) => {
    const patience = Date.now() - lostAt < 30000 ? SLOW / 8 : SLOW;
    return Promise.race([answer, new Promise((_, no) => setTimeout(no, patience, new Error("slow")))]);
  };
  const shellOf = (path) => path.match(/^\/a\/[^/]+\//)?.[0].toUpperCase().replace("/A/", "/a/");

  const keep = async (path, cache) => {
    const shell = shellOf(path);
    const known = await cache.match(shell);
    if (known && Date.now() - Date.parse(known.headers.get("Date")) < FRESH) return;
    const answer = await fetch(`${shell}hors-reseau/`);
    if ([404, 410].includes(answer.status)) return void (await cache.delete(shell));
    if (!answer.ok) throw new Error(`shell: ${answer.status}`);
    const [, colours] = (await answer.clone().text()).match(/href="(\/couleurs\/[^"]+)"/) || [];
    if (colours && !(await cache.match(colours))) await cache.add(colours);
    await cache.put(shell, answer);
  };

  // A new deployment takes along the pages that were visited; if one is cut, the old version serves until the next time.
  const install = async () => {
    const cache = await caches.open(NAME);
    await cache.addAll(files.map((file) => new Request(file, { cache: "no-cache" })));
    for (const name of await caches.keys()) {
      if (!name.startsWith(PREFIX) || name === NAME) continue;
      for (const { url } of await (await caches.open(name)).keys()) {
        if (TABLE.test(new URL(url).pathname)) await keep(new URL(url).pathname, cache);
      }
    }
    await self.skipWaiting();
  };
  const activate = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };

  const page = async (request, path) => {
    const shell = shellOf(path);
    const kept = shell && (await caches.match(shell));
    if (!kept) return fetch(request);
    try {
      const answer = await soon(fetch(request));
      if (answer.status < 500) return answer;
    } catch { /* no network, or too little of it */ }
    lostAt = Date.now();
    return TABLE.test(path) ? kept : Response.redirect(shell);
  };
  const file = async (request) => {
    const kept = await caches.match(request);
    if (!kept) return fetch(request);
    try { return await soon(fetch(request)); } catch { return kept; }
  };

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== self.location.origin) return;
    if (request.mode === "navigate") event.respondWith(page(request, pathname));
    else if (/^\/(static|couleurs)\//.test(pathname)) event.respondWith(file(request));
  });
  self.addEventListener("message", (event) => {
    if (event.data?.keep) event.waitUntil(caches.open(NAME).then((cache) => keep(event.data.keep, cache)).catch(() => {}));
  });
  self.addEventListener("sync", (event) => {
    event.waitUntil(self.tableSend.flush().then(({ left }) => { if (left) throw new Error("some still wait"); }));
  });
})();
