// Handing chats over: files that are dropped or chosen, and folders with all that is in them.
//
// They are sent by XMLHttpRequest and not by fetch: only that tells how much of a body has gone, and
// the streams of fetch, by which one could count it, go over HTTP/2 alone.
"use strict";
(() => {
  // More of a page is shown where somebody asks for it.
  document.addEventListener("click", async (e) => {
    const reveal = e.target.closest("[data-reveal]");
    if (reveal) {
      document.querySelector(reveal.dataset.reveal).hidden = false;
      reveal.remove();
      return;
    }
    const earlier = e.target.closest("[data-earlier]");
    if (!earlier) return;
    earlier.disabled = true;
    const box = document.getElementById("preview");
    const part = await fetchPart(earlier.dataset.earlier);
    earlier.disabled = false;
    if (!part) return;
    const from = box.scrollHeight - box.scrollTop;
    earlier.closest(".earlier").remove();
    box.prepend(part);
    box.scrollTop = box.scrollHeight - from;
    box.focus({ preventScroll: true });
  });

  // fetchPart fetches a piece of a page.
  const fetchPart = async (path) => {
    try {
      const r = await fetch(path, { headers: { "X-Exile": "1" }, redirect: "error" });
      if (!r.ok || !r.headers.get("Content-Type").startsWith("text/html")) throw new Error("no part");
      return new DOMParser().parseFromString(await r.text(), "text/html").body.firstElementChild;
    } catch {
      exile.tell(document.getElementById("preview"), document.body.dataset.noServer);
      return null;
    }
  };

  const toEnd = () => {
    const box = document.getElementById("preview");
    if (box) box.scrollTop = box.scrollHeight;
  };
  toEnd();
  const look = document.getElementById("look");
  if (look) new MutationObserver(toEnd).observe(look, { childList: true });

  document.addEventListener("change", async (e) => {
    if (e.target.id !== "previewof") return;
    const part = await fetchPart(e.target.dataset.part + "?chat=" + e.target.value);
    if (!part) return;
    document.getElementById("preview").replaceChildren(part);
    toEnd();
  });

  const zone = document.getElementById("drop");
  if (!zone) return;
  const at = (id) => document.getElementById(id);
  let sending = null; // the request that is under way, or true before there is one
  let stopped = false;

  const fail = (error, hint) => {
    const away = document.activeElement !== document.body && document.activeElement !== at("sendstop");
    busy(false);
    exile.tell(zone, error, hint);
    zone.querySelector(".trouble").scrollIntoView({ block: "nearest" });
    if (!away) at("pickfiles").focus({ preventScroll: true }); // the button that stops is gone
  };

  const busy = (is) => {
    sending = is ? sending || true : null;
    zone.setAttribute("aria-busy", String(is));
    at("sending").hidden = !is;
    for (const id of ["pickfiles", "pickfolder"]) at(id).disabled = is;
    if (is) {
      stopped = false;
      zone.querySelector(".trouble")?.remove();
      at("sendstop").focus();
    }
  };

  let told = "";
  const tell = (text, spoken = text) => {
    at("sendtext").textContent = text;
    if (spoken !== told) at("sendtold").textContent = told = spoken;
  };

  // size says a number of bytes as the server does.
  const size = (n) => {
    if (n >= 1e10) return Math.floor(n / 1e9) + " GB";
    if (n >= 1e9) return (n / 1e9).toFixed(1) + " GB";
    return n >= 1e6 ? Math.round(n / 1e6) + " MB" : Math.ceil(n / 1e3) + " KB";
  };

  // walk gathers the files of what was dropped, with their paths. A folder tells its entries in
  // batches, and is asked until it has none left.
  const walk = async (entry, path, all) => {
    if (stopped) return;
    if (entry.isFile) {
      all.push({ path: path + entry.name, file: await new Promise((yes, no) => entry.file(yes, () => no(new Error(entry.name)))) });
      if (all.length % 100 === 0) tell(zone.dataset.looking.replace("{n}", all.length));
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const batch = await new Promise((yes, no) => reader.readEntries(yes, () => no(new Error(entry.name))));
      if (!batch.length) return;
      for (const e of batch) await walk(e, path + entry.name + "/", all);
    }
  };

  const handOver = async (entries, files) => {
    if (sending) return;
    busy(true);
    at("sendbar").removeAttribute("value");
    tell(zone.dataset.looking.replace("{n}", files.length));
    const all = files.map((f) => ({ path: f.webkitRelativePath || f.name, file: f }));
    try {
      for (const e of entries) await walk(e, "", all);
    } catch (e) {
      return fail(zone.dataset.unreadable.replace("{name}", e.message));
    }
    if (stopped) return fail(zone.dataset.stopped);
    if (!all.length) return fail(zone.dataset.nothing, zone.dataset.nothingHint);
    const bytes = all.reduce((n, f) => n + f.file.size, 0);
    // What is wrong is heard before anything is sent.
    for (const [path, about] of [
      ["upload/room", new URLSearchParams({ files: all.length, bytes })],
      ["upload/names", new Blob(all.map((f) => f.path + "\0"))],
    ]) {
      const answer = await exile.post(exile.base + path, about);
      if (answer.go) return location.assign(answer.go);
      if (answer.error) return fail(answer.error, answer.hint);
      if (stopped) return fail(zone.dataset.stopped);
    }
    const body = new FormData();
    for (const f of all) {
      body.append("path", f.path);
      body.append("file", f.file, "f");
    }
    send(body, bytes);
  };

  const send = (body, bytes) => {
    const x = sending = new XMLHttpRequest();
    x.open("POST", exile.base + "upload");
    x.setRequestHeader("X-Exile", "1");
    x.responseType = "json";
    x.upload.addEventListener("progress", (e) => {
      const percent = e.lengthComputable ? Math.floor(e.loaded * 100 / e.total) : 0;
      at("sendbar").value = percent;
      tell(`${zone.dataset.sending}: ${size(Math.min(e.loaded, bytes))} / ${size(bytes)}`, `${zone.dataset.sending}: ${Math.floor(percent / 25) * 25} %`);
    });
    x.upload.addEventListener("load", () => {
      at("sendbar").removeAttribute("value");
      tell(zone.dataset.opening);
    });
    x.addEventListener("load", () => {
      const answer = x.response?.go || x.response?.error ? x.response : { error: zone.dataset.broken, hint: zone.dataset.brokenHint };
      if (answer.go) location.assign(answer.go);
      else fail(answer.error, answer.hint);
    });
    x.addEventListener("error", () => fail(zone.dataset.broken, zone.dataset.brokenHint));
    x.addEventListener("abort", () => fail(zone.dataset.stopped));
    x.send(body);
  };

  at("sendstop").addEventListener("click", () => {
    stopped = true;
    if (sending && sending !== true) sending.abort();
  });
  for (const [button, field] of [["pickfiles", "files"], ["pickfolder", "folder"]]) {
    at(button).addEventListener("click", () => at(field).click());
    at(field).addEventListener("change", () => {
      const files = [...at(field).files];
      at(field).value = ""; // so that the same can be chosen again
      if (files.length) handOver([], files);
    });
  }
  zone.addEventListener("submit", (e) => e.preventDefault());

  // The whole page takes what is dropped.
  let depth = 0;
  const over = (n) => {
    depth = Math.max(0, n);
    zone.classList.toggle("over", depth > 0);
    at("drophead").textContent = depth > 0 ? zone.dataset.anywhere : head;
  };
  const head = at("drophead").textContent;
  const holdsFiles = (e) => [...(e.dataTransfer?.types || [])].includes("Files");
  document.addEventListener("dragenter", (e) => { if (holdsFiles(e)) over(depth + 1); });
  document.addEventListener("dragleave", (e) => { if (holdsFiles(e)) over(depth - 1); });
  document.addEventListener("dragover", (e) => {
    if (!holdsFiles(e)) return;
    e.preventDefault();
    e.dataTransfer.dropEffect = "copy";
  });
  document.addEventListener("drop", (e) => {
    if (!holdsFiles(e)) return;
    e.preventDefault();
    over(0);
    const entries = [...e.dataTransfer.items].map((i) => i.webkitGetAsEntry?.()).filter(Boolean);
    handOver(entries, entries.length ? [] : [...e.dataTransfer.files]);
  });
})();
