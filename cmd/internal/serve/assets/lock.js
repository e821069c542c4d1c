// What hides a sealed archive again, in every tab, whoever locks it and whatever else happens; and
// what the forms of keys and passphrases need.
"use strict";
(() => {
  const { base, post, put, follow } = window.exile;
  const root = document.documentElement;
  const born = root.dataset.state; // what the store was when this page was made
  const every = 5000; // how often the server is asked, in ms
  let open = born === "open"; // a sealed archive is open: also one that was made after this page
  let idle = 15 * 60 * 1000; // the server says what it really is
  let last = Date.now(); // when the person did something, in any tab, by the clock of the wall: it goes on while a computer sleeps
  let shared = last, sent = last; // when the other tabs and the server were told
  let failures = 0, blanked = false, deaf = false;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("exile " + base) : null;

  // blank empties the page at once. Nothing of it is to be seen, whatever the server does, or does
  // not do any more.
  const blank = (words) => {
    if (blanked) return;
    blanked = true;
    for (const m of document.querySelectorAll("video, audio")) {
      m.pause();
      m.removeAttribute("src");
      m.load();
    }
    window.stop();
    root.replaceChildren(document.createElement("body"));
    document.body.textContent = words || "";
  };

  const shut = () => location.replace(base + "unlock");

  // tell sends a form that is answered even if the page goes away.
  const tell = (path) => fetch(base + path, {
    method: "POST", headers: { "X-Exile": "1" }, body: new URLSearchParams(), keepalive: true, redirect: "error",
  });

  // lock blanks this tab and all others, and has the server lock the archive.
  const lock = () => {
    channel?.postMessage("lock");
    blank();
    tell("lock").finally(() => {
      channel?.postMessage("locked");
      shut();
    });
  };

  // late blanks what nobody has looked at for long. Whether the archive is to be locked is the
  // server's to say: this tab may have slept while the person used another.
  const late = () => {
    if (!open || blanked || Date.now() - last < idle) return blanked;
    blank();
    tell("late").then((r) => r.json()).then((answer) => answer.go ? shut() : location.reload(), shut);
    return true;
  };

  // act notes that the person does something.
  const act = () => {
    if (late()) return;
    last = Date.now();
    if (!open) return;
    if (last - shared > 2000) {
      shared = last;
      channel?.postMessage("act");
    }
    if (last - sent > Math.min(60000, idle / 4)) {
      sent = last;
      post(base + "acted", new URLSearchParams());
    }
  };
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(kind, (e) => { if (e.isTrusted) act(); }, { capture: true, passive: true });
  }

  // notice shows what the person is to know of the archive, on top of the page.
  const notice = (now) => {
    let box = document.getElementById("notices");
    if (!now.notices) { box?.remove(); return; }
    if (box?.dataset.n === String(now.notices.length)) return;
    box?.remove();
    box = document.createElement("div");
    box.id = "notices";
    box.className = "box";
    box.setAttribute("role", "alert");
    box.dataset.n = now.notices.length;
    for (const n of now.notices) {
      for (const [text, name] of [[n.error, "lost"], [n.hint, ""]]) {
        if (!text) continue;
        const p = document.createElement("p");
        p.className = name;
        p.textContent = text;
        box.append(p);
      }
    }
    const b = document.createElement("button");
    b.className = "second";
    b.textContent = now.close;
    b.addEventListener("click", () => {
      post(base + "notices", new URLSearchParams({ n: box.dataset.n }));
      box.remove();
    });
    box.append(b);
    document.querySelector("main")?.before(box);
  };

  // ask asks the server whether the page may go on showing what it shows. Every page does: an
  // archive may be sealed, opened and locked long after it was made.
  const ask = async () => {
    if (blanked ? !deaf : late() || !document.querySelector("header.bar")) return;
    let now;
    try {
      const r = await fetch(base + "state", { headers: { "X-Exile": "1" }, redirect: "error", signal: AbortSignal.timeout(every - 500) });
      if (!r.ok) throw new Error(r.status);
      now = await r.json();
    } catch {
      if (++failures < 2 || !open || blanked) return;
      deaf = true; // until it answers again
      blank(document.body.dataset.noServer);
      return;
    }
    failures = 0;
    if (deaf) { location.reload(); return; }
    if (blanked) return;
    idle = now.idle;
    open = now.state === "open";
    if (born === "locked" && open) location.replace(base);
    else if (born !== "locked" && now.state === "locked") { blank(); shut(); }
    else {
      last = Math.max(last, Date.now() - (idle - now.left)); // others may have done something, or work goes on
      notice(now);
    }
  };
  ask();
  setInterval(ask, every);

  channel?.addEventListener("message", (e) => {
    if (e.data === "act" && !late()) last = Date.now();
    if (born === "locked") return;
    if (e.data === "lock") {
      blank();
      setTimeout(shut, 3000); // if the tab that locks is gone
    }
    if (e.data === "locked") shut();
  });
  addEventListener("pageshow", (e) => { // a page that the browser kept whole, and shows again
    if (!e.persisted) return;
    blank();
    location.reload();
  });
  for (const kind of ["visibilitychange", "resume"]) document.addEventListener(kind, ask);
  addEventListener("focus", ask);

  // The button that locks does so before anybody answers.
  document.addEventListener("submit", (e) => {
    if (e.target.action !== location.origin + base + "lock") return;
    e.preventDefault();
    e.stopImmediatePropagation();
    lock();
  }, { capture: true });

  document.addEventListener("click", async (e) => {
    const show = e.target.closest("[data-show]");
    if (show) {
      const shown = show.getAttribute("aria-pressed") !== "true";
      show.setAttribute("aria-pressed", shown);
      for (const field of document.querySelectorAll(show.dataset.show)) field.classList.toggle("shown", shown);
    }
    const send = e.target.closest("[data-send]");
    if (send) {
      const answer = await post(base + send.dataset.send, new URLSearchParams());
      send.closest("form")?.querySelector(".trouble")?.remove(); // it was about what is replaced now
      follow(answer, send.parentElement);
    }
  });

  // How strong a passphrase is, a moment after the last key.
  let judging = 0;
  document.addEventListener("input", (e) => {
    const field = e.target;
    if (!field.matches("[data-judge]")) return;
    const mine = ++judging;
    setTimeout(async () => {
      if (mine !== judging) return;
      const answer = await post(base + "keep/judge", new URLSearchParams({ passphrase: field.value }));
      if (mine === judging && answer.swap) put(answer.swap, answer.html || "");
    }, 400);
  });

  // A key file is sent as text in the form, and is nowhere but in it.
  document.addEventListener("change", async (e) => {
    const file = e.target.matches("input[data-key]") && e.target.files[0];
    if (!file) return;
    const bytes = new Uint8Array(await file.slice(0, (64 << 10) + 1).arrayBuffer());
    let text = "";
    for (const b of bytes) text += String.fromCharCode(b);
    e.target.form.elements.key.value = btoa(text);
  });

  // What was typed goes with the page.
  addEventListener("pagehide", () => {
    for (const field of document.querySelectorAll("#passphrase, #again, input[name=again], input[name=key]")) field.value = "";
    for (const words of document.querySelectorAll(".words")) words.textContent = "";
  });

  window.exile.act = act;
})();
