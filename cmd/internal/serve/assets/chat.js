// The chats: the list of them, and one that goes on in both directions while one scrolls. The page holds
// some hundred messages at a time, however many there are.
"use strict";
(() => {
  const base = document.documentElement.dataset.base;

  const make = (tag, attributes, ...children) => {
    const e = document.createElement(tag);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    e.append(...children);
    return e;
  };

  // ---- The list

  const list = document.getElementById("rooms");
  const filter = document.getElementById("filter");

  if (list) {
    const links = [...list.querySelectorAll("a")];
    const titles = links.map((a) => a.querySelector(".title").textContent.normalize("NFC").toLowerCase());
    const current = list.querySelector("[aria-current]");
    let shown = links;
    // One link alone is reached by Tab; the arrows lead to the others.
    const reach = (link) => {
      for (const a of list.querySelectorAll('a[tabindex="0"]')) a.tabIndex = -1;
      if (link) link.tabIndex = 0;
    };
    for (const a of links) a.tabIndex = -1;
    reach(current || links[0]);
    current?.scrollIntoView({ block: "nearest" });

    const go = (link) => {
      if (!link) return;
      reach(link);
      link.focus();
    };
    list.addEventListener("keydown", (e) => {
      const at = shown.indexOf(e.target.closest("a"));
      if (at < 0 || e.altKey || e.ctrlKey || e.metaKey) return;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1, PageDown: Math.min(at + 10, shown.length - 1), PageUp: Math.max(at - 10, 0) }[e.key];
      if (to === undefined) return;
      e.preventDefault();
      if (to < 0) filter.focus();
      else go(shown[to]);
    });
    filter.addEventListener("keydown", (e) => {
      if (e.key === "ArrowDown" || e.key === "Enter") { e.preventDefault(); go(shown[0]); }
      if (e.key === "Escape" && filter.value) { e.preventDefault(); filter.value = ""; sift(); }
    });
    const nothing = document.getElementById("nothing");
    const sift = () => {
      const sought = filter.value.normalize("NFC").toLowerCase().trim();
      shown = [];
      links.forEach((a, i) => {
        const has = titles[i].includes(sought);
        a.parentElement.hidden = !has;
        if (has) shown.push(a);
      });
      nothing.textContent = shown.length ? "" : nothing.dataset.none;
      reach(shown.includes(current) ? current : shown[0]);
    };
    filter.addEventListener("input", sift);
    addEventListener("pageshow", () => { if (filter.value) sift(); });
  }

  // ---- Photos, on any page

  const photos = () => [...document.querySelectorAll("a.ph")];

  // What does not turn out to be a picture is a link.
  document.addEventListener("error", (e) => {
    const link = e.target.tagName === "IMG" && e.target.closest("a.ph");
    if (!link) return;
    link.className = "lost";
    link.setAttribute("download", "");
    link.textContent = e.target.alt;
  }, true);

  let box = null;
  const show = (link) => {
    box ||= lightbox();
    const all = photos(), i = all.indexOf(link), image = link.querySelector("img");
    box.at = link;
    box.image.src = link.href;
    box.image.alt = image ? image.alt : "";
    box.previous.disabled = i <= 0;
    box.next.disabled = i < 0 || i === all.length - 1;
    box.message.hidden = !link.dataset.message;
    if (link.dataset.message) box.message.href = link.dataset.message;
    if (!box.view.open) box.view.showModal();
    if (document.activeElement.disabled || !box.view.contains(document.activeElement)) box.close.focus();
  };
  const lightbox = () => {
    const view = document.getElementById("lightbox").content.firstElementChild.cloneNode(true);
    const part = (name) => view.querySelector("." + name);
    const b = { view, image: view.querySelector("img"), previous: part("previous"), next: part("next"), close: part("close"), message: part("message"), at: null };
    const step = (n) => {
      const all = photos(), to = all[all.indexOf(b.at) + n];
      if (to) show(to);
    };
    b.previous.addEventListener("click", () => step(-1));
    b.next.addEventListener("click", () => step(1));
    b.close.addEventListener("click", () => view.close());
    view.addEventListener("click", (e) => { if (e.target === view || e.target === b.image) view.close(); });
    view.addEventListener("keydown", (e) => {
      if (e.key === "ArrowLeft") step(-1);
      if (e.key === "ArrowRight") step(1);
    });
    view.addEventListener("close", () => {
      b.image.removeAttribute("src");
      b.at.scrollIntoView({ block: "nearest" });
      b.at.focus();
    });
    document.body.append(view);
    return b;
  };
  document.addEventListener("click", (e) => {
    const link = e.target.closest("a.ph");
    if (!link || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    show(link);
  });

  // ---- The messages

  const log = document.getElementById("log");
  if (!log) return;
  const room = log.closest(".room");
  const address = base + "chat/" + room.dataset.chat;
  const most = 240; // messages that the page holds
  const near = 2000; // how many pixels before an end the next part is fetched

  const first = () => log.querySelector("article");
  const last = () => { const all = log.querySelectorAll("article"); return all[all.length - 1]; };
  const number = (article) => article.id.slice(1);

  // ends tells whether the chat itself ends where the page does.
  const ends = { before: false, after: false };
  const busy = { before: false, after: false };

  // steady changes what the page holds and keeps what is seen where it is.
  const steady = (change) => {
    const top = log.getBoundingClientRect().top;
    let anchor = null;
    for (const a of log.querySelectorAll("article")) {
      if (a.getBoundingClientRect().bottom > top) { anchor = a; break; }
    }
    const was = anchor ? anchor.getBoundingClientRect().top : 0;
    log.style.overflowAnchor = "none";
    change();
    if (anchor && anchor.isConnected) log.scrollTop += anchor.getBoundingClientRect().top - was;
    requestAnimationFrame(() => { log.style.overflowAnchor = ""; });
  };

  // hold goes to the messages, so that keys scroll them. Where no key was pressed no frame is drawn around them.
  const hold = () => {
    log.classList.add("held");
    log.focus({ preventScroll: true });
  };
  for (const kind of ["keydown", "blur"]) log.addEventListener(kind, () => log.classList.remove("held"));

  const sections = () => [...log.children].filter((e) => e.classList.contains("day"));

  // open takes the sections out of a part.
  const open = (part) => {
    for (const d of [...part.children]) part.before(d);
    part.remove();
    quiet([log]);
  };

  // quiet keeps Tab from stopping at the time of every message.
  const quiet = (all) => {
    for (const e of all) for (const time of e.querySelectorAll("a.w")) time.tabIndex = -1;
  };

  // join makes one of two sections of the same day, and of a sender's messages a run. What was on the page
  // stays in its place: what is moved loses the focus, and stops playing.
  const join = (upper, lower, side) => {
    if (!upper || !lower || upper.dataset.d !== lower.dataset.d) return;
    const before = upper.lastElementChild, behind = lower.querySelector("article");
    const name = (a) => a?.classList.contains("m") ? a.querySelector(":scope > .n")?.textContent : null;
    if (behind && name(before) && name(before) === name(behind)) behind.classList.add("on");
    if (side === "before") {
      lower.querySelector("h2").after(...[...upper.children].filter((e) => e.tagName !== "H2"));
      upper.remove();
    } else {
      upper.append(...[...lower.children].filter((e) => e.tagName !== "H2"));
      lower.remove();
    }
  };

  // trim drops what is far from where one looks: from the end opposite to the one that grew.
  const trim = (grew) => {
    let n = log.querySelectorAll("article").length;
    if (n <= most) return;
    const other = grew === "after" ? "before" : "after";
    for (const day of grew === "after" ? sections() : sections().reverse()) {
      const all = [...day.querySelectorAll("article")];
      if (grew === "before") all.reverse();
      for (const a of all) {
        if (n <= most) return;
        if ([...a.querySelectorAll("video, audio")].some((p) => !p.paused)) return;
        if (a.contains(document.activeElement)) hold(); // it is long out of sight
        a.remove();
        n--;
        ends[other] = false;
      }
      day.remove();
    }
  };

  const complain = (side) => {
    const again = make("button", { type: "button" }, room.dataset.again);
    const box = make("div", { class: "box", role: "alert" }, make("p", {}, room.dataset.failed), again);
    again.addEventListener("click", () => { box.remove(); busy[side] = false; grow(side); });
    if (side === "before") log.prepend(box);
    else log.append(box);
  };

  // grow fetches the next part at an end of the page.
  const grow = async (side) => {
    const edge = side === "before" ? first() : last();
    if (ends[side] || busy[side] || !edge) return;
    busy[side] = true;
    let html = "";
    try {
      const r = await fetch(address + "/part?" + side + "=" + number(edge), { headers: { "X-Exile": "1" }, redirect: "error" });
      if (r.headers.get("Content-Type") === "application/json") {
        const answer = await r.json();
        if (answer.go) { location.assign(answer.go); return; }
        throw new Error(answer.error);
      }
      html = await r.text();
    } catch {
      complain(side);
      return;
    }
    if (!edge.isConnected) { busy[side] = false; return; }
    const part = new DOMParser().parseFromString(html, "text/html").querySelector(".part");
    steady(() => {
      if (part) {
        ends[side] = part.hasAttribute(side === "before" ? "data-top" : "data-end");
        const all = sections();
        const days = [...part.children];
        quiet(days);
        if (side === "before") {
          log.prepend(...days);
          join(days[days.length - 1], all[0], side);
        } else {
          log.append(...days);
          join(all[all.length - 1], days[0], side);
        }
      } else {
        ends[side] = true;
      }
      trim(side);
    });
    busy[side] = false;
    look();
  };

  // look fetches where little is left to scroll.
  const look = () => {
    if (log.scrollTop < near) grow("before");
    if (log.scrollHeight - log.scrollTop - log.clientHeight < near) grow("after");
  };

  let waiting = false;
  log.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; look(); });
  }, { passive: true });

  // mark shows a message, and leads who hears the page to it.
  const mark = (article) => {
    for (const a of log.querySelectorAll("article.found")) a.classList.remove("found");
    article.classList.add("found");
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "center" });
  };

  const part = log.querySelector(".part");
  ends.before = part.hasAttribute("data-top");
  ends.after = part.hasAttribute("data-end");
  open(part);
  const wanted = log.dataset.at && document.getElementById("m" + log.dataset.at);
  if (wanted) {
    mark(wanted);
  } else {
    hold();
    log.scrollTop = log.hasAttribute("data-start") ? 0 : log.scrollHeight;
  }
  look();

  // What a reply answers may be here already; so may be the message that a time links to.
  log.addEventListener("click", (e) => {
    const link = e.target.closest("a.re, a.w");
    if (!link || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey) return;
    const id = link.classList.contains("w") ? link.hash.slice(1) : "m" + new URL(link.href).searchParams.get("at");
    const article = document.getElementById(id);
    if (!article) return;
    e.preventDefault();
    mark(article);
  });

  log.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && e.target !== log) { e.preventDefault(); log.focus({ preventScroll: true }); }
    // Tab leads to what is in sight, not to the first of what the page holds.
    if (e.key === "Tab" && !e.shiftKey && e.target === log) {
      const view = log.getBoundingClientRect();
      const to = [...log.querySelectorAll("a[href], button, summary, video, audio")].find((a) => {
        const box = a.getBoundingClientRect();
        return a.tabIndex >= 0 && box.height > 0 && box.bottom > view.top && box.top < view.bottom;
      });
      if (to) { e.preventDefault(); to.focus({ preventScroll: true }); }
    }
    if (e.target !== log && e.target.tagName !== "ARTICLE" || e.altKey || e.ctrlKey || e.metaKey) return;
    if (e.key === "Home" && !ends.before) { e.preventDefault(); location.assign(address + "?at=start"); }
    if (e.key === "End" && !ends.after) { e.preventDefault(); location.assign(address); }
    // The arrows with Shift go from message to message.
    if (e.shiftKey && (e.key === "ArrowDown" || e.key === "ArrowUp")) {
      const all = [...log.querySelectorAll("article")];
      const at = all.indexOf(document.activeElement);
      const middle = log.getBoundingClientRect().top + log.clientHeight / 2;
      const to = at < 0 ? all.findLast((a) => a.getBoundingClientRect().top < middle) : all[at + (e.key === "ArrowDown" ? 1 : -1)];
      if (!to) return;
      e.preventDefault();
      mark(to);
    }
  });

  // ---- Dates

  const dialog = document.getElementById("dates");
  const when = document.getElementById("when");
  const ask = async (query) => {
    const r = await fetch(address + "/dates" + query, { headers: { "X-Exile": "1" }, redirect: "error" }).catch(() => null);
    if (r?.headers.get("Content-Type") === "application/json") {
      const answer = await r.json();
      if (answer.go) { location.assign(answer.go); return; }
      when.replaceChildren(make("p", { class: "lost", role: "alert" }, answer.error));
      return;
    }
    if (!r) {
      when.replaceChildren(make("p", { class: "lost", role: "alert" }, document.body.dataset.noServer));
      return;
    }
    const page = new DOMParser().parseFromString(await r.text(), "text/html");
    when.replaceChildren(...page.body.childNodes);
    const all = when.querySelectorAll("a, button[data-month]");
    (query ? all[0] : all[all.length - 1])?.focus();
  };
  document.getElementById("bydate").addEventListener("click", () => {
    dialog.showModal();
    ask("");
  });
  dialog.addEventListener("click", (e) => {
    const b = e.target.closest("button");
    if (e.target === dialog || b?.hasAttribute("data-close")) dialog.close();
    else if (b?.dataset.month) ask("?month=" + b.dataset.month);
    else if (b?.hasAttribute("data-months")) ask("");
  });
  // The arrows lead through months and days, a row up and down.
  dialog.addEventListener("keydown", (e) => {
    const all = [...when.querySelectorAll(".months button, .days a")];
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const row = all[at].closest("ul").classList.contains("days") ? 7 : 6;
    const to = all[at + ({ ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[e.key] || 0)];
    if (to && to !== all[at]) { e.preventDefault(); to.focus(); }
  });
})();
