// What all pages of the window share: forms are sent by this script, never by the browser itself,
// which would keep what was typed.
"use strict";
(() => {
  const root = document.documentElement;
  const base = root.dataset.base;
  const tell = (near, error, hint) => {
    let box = near.querySelector(".trouble");
    if (!box) {
      box = document.createElement("div");
      box.className = "trouble";
      box.setAttribute("role", "alert");
      near.append(box);
    }
    box.replaceChildren();
    for (const line of [error, hint]) {
      if (!line) continue;
      const p = document.createElement("p");
      p.textContent = line;
      box.append(p);
    }
  };

  // post sends a form and returns the answer. Where nobody answers, that is the answer.
  const post = async (path, body) => {
    try {
      const r = await fetch(path, { method: "POST", body, headers: { "X-Exile": "1" }, redirect: "error" });
      return await r.json();
    } catch {
      return { error: document.body.dataset.noServer };
    }
  };

  // say has a screen reader say what has changed. What was put in a page a moment ago it does not
  // listen to, so all is said in one place.
  const say = (text) => {
    const told = document.getElementById("told");
    if (told) told.textContent = text || "";
  };

  // put replaces what an element holds with what the server has written. Who was in there stays in there.
  const put = (selector, html) => {
    const to = document.querySelector(selector);
    if (!to) return;
    const within = to !== document.activeElement && to.contains(document.activeElement);
    const from = new DOMParser().parseFromString(html, "text/html");
    to.replaceChildren(...from.body.childNodes);
    const first = to.querySelector("[autofocus]") || within && to.querySelector("input:not([type=hidden]), select, button, a[href], summary");
    if (first) first.focus();
    say(to.querySelector("[data-told]")?.textContent);
  };

  // follow does what an answer says.
  const follow = (answer, near) => {
    if (answer.go) location.assign(answer.go);
    if (answer.swap) put(answer.swap, answer.html || "");
    if (answer.error) tell(near, answer.error, answer.hint);
  };

  // sure asks a question and returns whether the answer was yes.
  const sure = (question) => new Promise((done) => {
    const d = document.createElement("dialog");
    const p = document.createElement("p");
    p.textContent = question;
    p.id = "sure";
    d.setAttribute("aria-labelledby", p.id);
    const row = document.createElement("div");
    row.className = "row";
    for (const [word, value] of [[document.body.dataset.no, ""], [document.body.dataset.yes, "yes"]]) {
      const b = document.createElement("button");
      b.textContent = word;
      b.value = value;
      if (!value) b.className = "second";
      b.addEventListener("click", () => d.close(value));
      row.append(b);
    }
    d.append(p, row);
    d.addEventListener("close", () => { d.remove(); done(d.returnValue === "yes"); });
    document.body.append(d);
    d.showModal();
  });

  document.addEventListener("submit", async (e) => {
    const form = e.target.closest("form[data-post]");
    if (!form) return;
    e.preventDefault();
    const by = e.submitter;
    if (form.dataset.confirm && !await sure(form.dataset.confirm)) return;
    const body = new URLSearchParams(new FormData(form, by));
    const buttons = [...form.querySelectorAll("button")].filter((b) => !b.disabled);
    const held = document.activeElement;
    for (const b of buttons) b.disabled = true;
    form.setAttribute("aria-busy", "true");
    form.querySelector(".trouble")?.remove();
    form.removeAttribute("data-again");
    say("");
    const answer = await post(form.action, body);
    form.removeAttribute("aria-busy");
    for (const b of buttons) b.disabled = false;
    if (document.activeElement === document.body && form.contains(held)) held.focus({ preventScroll: true }); // a button loses it that cannot be pressed
    follow(answer, form);
  });

  // What a page asks for is an address of ours; no form goes there by itself (see the policy of pages).
  document.addEventListener("submit", (e) => {
    const form = e.target.closest("form[data-goes]");
    if (!form) return;
    e.preventDefault();
    location.assign(form.action + "?" + new URLSearchParams(new FormData(form)));
  });

  // Whoever comes back from what a search has found finds it again, and is where they were in it.
  document.addEventListener("click", (e) => {
    const hit = e.target.closest(".hits a");
    if (hit) history.replaceState({ hit: hit.href }, "");
  });
  const again = document.querySelector("form[data-again]");
  if (again) {
    const body = new URLSearchParams(new FormData(again));
    body.set("limit", again.dataset.again);
    post(again.action, body).then((answer) => {
      if (!again.hasAttribute("data-again")) return; // something else is sought by now
      follow(answer, again);
      [...document.querySelectorAll(".hits a")].find((a) => a.href === history.state?.hit)?.focus();
    });
  }

  // On a narrow screen the menu is wider than that.
  document.querySelector(".menu [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  // What takes longer than a page may is put in when it is there.
  for (const late of document.querySelectorAll("[data-load]")) {
    fetch(late.dataset.load, { headers: { "X-Exile": "1" } })
      .then((r) => r.ok && r.headers.get("Content-Type").startsWith("text/html") ? r.text() : "")
      .then((html) => { if (html && !late.contains(document.activeElement) && !late.querySelector("details[open]")) put("#" + late.id, html); })
      .catch(() => {});
  }

  window.exile = { base, post, put, follow, tell, sure };
})();
