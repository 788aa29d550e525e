// Sends what waits on this phone, one sending at a time for all its tabs and its worker; the key makes a repeat harmless.
"use strict";
self.tableSend = (() => {
  const PATIENCE = 20000; // ms for one answer: beyond, it is asked again
  const LATER = [408, 425, 429]; // « not now », unlike every other 4xx
  const store = self.tableStore;

  const post = async (idea) => {
    const manner = idea.direct || { queued: "1" };
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(idea.path, {
        method: "POST",
        body: new URLSearchParams({ ...idea.fields, client_key: idea.key, ...manner }),
        headers: { Accept: "application/json" },
        redirect: "error", // the platform never redirects this; a hotel's portal does
        signal: stop.signal,
      });
      const ours = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      return { status: answer.status, ...(ours ? await answer.json() : {}) };
    } finally {
      clearTimeout(timer);
    }
  };

  // What becomes of an idea by the answer it got; null says that nobody answered.
  const outcome = (answer) => {
    if (!answer || answer.status >= 500 || LATER.includes(answer.status)) {
      return { state: "waiting", direct: null, busy: Boolean(answer) };
    }
    if (answer.receipt) {
      const { receipt, url, until } = answer;
      return { state: "received", direct: null, receipt, url, until, fields: { title: answer.title } };
    }
    if (answer.status < 400) return { state: "waiting", direct: null, busy: false }; // someone else's page
    const { status, said = "", errors = {} } = answer;
    return { state: "refused", direct: null, status, said, errors };
  };

  const send = async (idea) => {
    const result = outcome(await post(idea).catch(() => null));
    await store.change(idea.key, result);
    return result;
  };

  const alone = (act) => (navigator.locks ? navigator.locks.request("table-send", act) : act());

  // Sends all that waits, the idea of `key` first; resolves to what became of that one, and to whether some still wait.
  const flush = (key = "") => alone(async () => {
    const waiting = (await store.all()).filter((idea) => idea.state === "waiting");
    waiting.sort((a, b) => (b.key === key) - (a.key === key));
    let first, left = waiting.length;
    for (const idea of waiting) {
      const result = await send(idea);
      if (idea.key === key) first = result;
      if (result.state === "waiting") break;
      left -= 1;
    }
    return { first, left };
  });

  return { flush };
})();
