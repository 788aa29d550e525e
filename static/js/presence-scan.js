// The camera of the attendance list: a code of a notice, seen, is sent by the same form as a code typed.
"use strict";
(() => {
  const box = document.getElementById("scan-box");
  if (!box || !self.doorScan) return;
  const SAME = 4000; // ms during which the same notice, still before the camera, is one scan
  const by = (id) => document.getElementById(id);
  const said = by("scan-said");
  let stop = null;
  let last = ["", 0];

  // A notice's code stands at the end of its address, or alone, by pairs.
  const codeOf = (text) => {
    const [, code] = text.trim().match(/([A-Za-z0-9]{10})\/?$/) || text.replace(/\s/g, "").match(/^([A-Za-z0-9]{10})$/) || [];
    return (code || "").toUpperCase();
  };
  const close = () => {
    if (stop) stop();
    stop = null;
    by("camera").hidden = true;
    by("scan").hidden = false;
  };
  const found = (text) => {
    const code = codeOf(text);
    if (!code || (code === last[0] && Date.now() - last[1] < SAME)) return;
    last = [code, Date.now()];
    by("code").value = code;
    by("by-code").requestSubmit();
    by("code").value = "";
  };
  by("scan").hidden = false;
  by("scan").addEventListener("click", async () => {
    said.textContent = "";
    if (!navigator.mediaDevices) { said.textContent = box.dataset.insecure; return; }
    by("scan").hidden = true;
    by("camera").hidden = false;
    try { stop = await self.doorScan.start(by("camera").querySelector("video"), box.dataset.decoder, found); } catch {
      close();
      said.textContent = box.dataset.denied;
    }
  });
  by("scan-stop").addEventListener("click", close);
  box.addEventListener("toggle", () => { if (!box.open) close(); });
})();
