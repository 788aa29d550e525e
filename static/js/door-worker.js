// The worker of /accueil/: gives back the empty page of a door without network; names are none of its business.
"use strict";
(() => {
  const { version, files } = self.doorShell; // told by /accueil/sw.js, which changes with them
  const PREFIX = "door-";
  const NAME = PREFIX + version;
  const SHELL = "/accueil/coquille/";
  const DECODER = /\/decoder\/[^/]+\.js$/; // large, and only for browsers that need it: kept when first asked for
  const SLOW = 4000; // ms: beyond, the page kept here is better than a white one
  const DOOR = /^\/accueil\/\d+\/$/;
  let lostAt = 0; // once the network was missed, its files are not waited for as long as the page was

  const soon = (answer) => {
    const patience = Date.now() - lostAt < 30000 ? SLOW / 8 : SLOW;
    return Promise.race([answer, new Promise((_, no) => setTimeout(no, patience, new Error("slow")))]);
  };
  const install = async () => {
    const cache = await caches.open(NAME);
    await cache.addAll([...files, SHELL].map((file) => new Request(file, { cache: "no-cache" })));
    await self.skipWaiting();
  };
  const activate = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  const page = async (request) => {
    try {
      const answer = await soon(fetch(request));
      if (answer.status < 500) return answer;
    } catch { /* no network, or too little of it */ }
    lostAt = Date.now();
    return (await caches.match(SHELL)) || fetch(request);
  };
  const decoder = async (request) => {
    const cache = await caches.open(NAME);
    const kept = await cache.match(request);
    if (kept) return kept;
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
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
    if (request.mode === "navigate") { if (DOOR.test(pathname)) event.respondWith(page(request)); } else if (DECODER.test(pathname)) event.respondWith(decoder(request));
    else if (pathname.startsWith("/static/")) event.respondWith(file(request));
  });
})();
