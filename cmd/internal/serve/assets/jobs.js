// The page of work that goes on, and the form by which outputs are made.
"use strict";
(() => {
  // What is asked depends on the form that was chosen.
  document.addEventListener("change", (e) => {
    if (e.target.name !== "to" || e.target.type !== "radio") return;
    const form = e.target.closest("form");
    for (const d of form.querySelectorAll("details[data-of]")) d.hidden = d.dataset.of !== e.target.value;
    for (const n of form.querySelectorAll("[data-names]")) n.hidden = !("byName" in e.target.dataset);
  });

  // Of many chats a few are chosen by choosing none first.
  document.addEventListener("click", (e) => {
    const pick = e.target.closest("[data-pick]");
    if (!pick) return;
    for (const box of pick.closest("fieldset").querySelectorAll("input[type=checkbox]")) box.checked = pick.dataset.pick === "all";
  });

  const page = document.querySelector("[data-job]");
  if (!page) return;
  const at = (id) => document.getElementById(id);
  let wait = 300;
  let told = "";

  // tell says to those who do not see the bar where it is: at each stage, and at each quarter of it.
  const tell = (s) => {
    const quarter = s.percent < 0 ? "" : Math.floor(s.percent / 25) * 25 + " %";
    const words = [s.stage, quarter].filter(Boolean).join(" ");
    if (words !== told) at("jobtold").textContent = told = words;
  };

  const show = (s) => {
    at("jobstage").textContent = s.stage;
    at("jobtext").textContent = s.text;
    at("jobcancel").hidden = s.saving;
    if (s.percent < 0) at("jobbar").removeAttribute("value");
    else at("jobbar").value = s.percent;
    tell(s);
  };

  const ask = async () => {
    let s;
    try {
      const r = await fetch(page.dataset.job, { headers: { "X-Exile": "1" }, redirect: "error" });
      s = await r.json();
    } catch {
      at("jobtext").textContent = document.body.dataset.noServer;
      setTimeout(ask, 5000);
      return;
    }
    if (s.go) location.replace(s.go);
    else if (s.ended || s.error) location.reload();
    else {
      show(s);
      setTimeout(ask, wait);
      wait = Math.min(wait * 1.1, 2000);
    }
  };
  setTimeout(ask, wait);
})();
