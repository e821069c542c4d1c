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

  // put replaces what an element holds with what the server has written.
  const put = (selector, html) => {
    const to = document.querySelector(selector);
    if (!to) return;
    const from = new DOMParser().parseFromString(html, "text/html");
    to.replaceChildren(...from.body.childNodes);
    to.querySelector("[autofocus]")?.focus();
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
    for (const b of buttons) b.disabled = true;
    form.setAttribute("aria-busy", "true");
    form.querySelector(".trouble")?.remove();
    const answer = await post(form.action, body);
    form.removeAttribute("aria-busy");
    for (const b of buttons) b.disabled = false;
    follow(answer, form);
  });

  // What a page asks for is an address of ours; no form goes there by itself (see the policy of pages).
  document.addEventListener("submit", (e) => {
    const form = e.target.closest("form[data-goes]");
    if (!form) return;
    e.preventDefault();
    location.assign(form.action + "?" + new URLSearchParams(new FormData(form)));
  });

  // What takes longer than a page may is put in when it is there.
  for (const late of document.querySelectorAll("[data-load]")) {
    fetch(late.dataset.load, { headers: { "X-Exile": "1" } })
      .then((r) => r.ok && r.headers.get("Content-Type").startsWith("text/html") ? r.text() : "")
      .then((html) => { if (html && !late.contains(document.activeElement) && !late.querySelector("details[open]")) put("#" + late.id, html); })
      .catch(() => {});
  }

  window.exile = { base, post, put, follow, tell, sure };
})();
