// Reads tickets with the camera: by the browser when it can, else by a decoder that is asked for only then.
"use strict";
self.doorScan = (() => {
  const EVERY = 180; // ms between two looks: a hand brings a ticket every few seconds
  // Pixels, in turn: beyond, a decoder is slower; of one size, it never reads one ticket in six that is held still.
  const WIDTHS = [720, 480, 320];

  const load = (address) => new Promise((yes, no) => {
    if (self.__Html5QrcodeLibrary__) return yes();
    document.head.append(Object.assign(document.createElement("script"), { src: address, onload: yes, onerror: no }));
  });

  const byBrowser = async () => {
    if (!self.BarcodeDetector) return null;
    const known = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (!known.includes("qr_code")) return null;
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (canvas) => (await detector.detect(canvas))[0]?.rawValue;
  };
  const byDecoder = async (address) => {
    await load(address);
    const { Html5Qrcode, Html5QrcodeSupportedFormats: formats } = self.__Html5QrcodeLibrary__;
    const reader = new Html5Qrcode("decoder", { formatsToSupport: [formats.QR_CODE], verbose: false });
    return async (canvas) => {
      try { return (await reader.qrcode.decodeAsync(canvas)).text; } catch { return ""; } // it throws when it sees none
    };
  };

  // Calls `found(text)` for each code seen; returns how to stop. Throws when there is no camera.
  const start = async (video, decoder, found) => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    let going = true;
    const stop = () => { going = false; stream.getTracks().forEach((track) => track.stop()); video.srcObject = null; };
    try {
      video.srcObject = stream;
      await video.play();
      const read = (await byBrowser()) || (await byDecoder(decoder));
      const canvas = document.createElement("canvas");
      const brush = canvas.getContext("2d", { willReadFrequently: true });
      let turn = 0;
      const look = async () => {
        if (!going) return;
        const widest = WIDTHS[turn++ % WIDTHS.length];
        const scale = Math.min(1, widest / (video.videoWidth || widest));
        canvas.width = video.videoWidth * scale;
        canvas.height = video.videoHeight * scale;
        if (canvas.width) {
          brush.drawImage(video, 0, 0, canvas.width, canvas.height);
          const text = await read(canvas);
          if (text && going) found(text);
        }
        setTimeout(look, EVERY);
      };
      look();
    } catch (error) { stop(); throw error; }
    return stop;
  };

  // The code of a ticket within what was read, or "": a ticket says its address, a table's code says another one.
  const ticket = (text) => {
    const [, code] = text.match(/\/billet\/([^/?#]+)/) || text.match(/^\s*([A-Za-z0-9 ]{10,16})\s*$/) || [];
    return (code || "").toUpperCase().replace(/[^A-Z0-9]/g, "");
  };
  const mark = async (salt, code) => {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${salt}:${code}`));
    return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 24);
  };
  return { start, ticket, mark };
})();
