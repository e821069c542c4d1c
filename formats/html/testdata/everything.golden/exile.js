(() => {
"use strict";
const words = {"jump":"날짜로 이동","search":"검색","hint":"찾을 말","all":"모든 대화","busy":"찾는 중입니다…","none":"찾는 말이 없습니다.","found":"#개를 찾았습니다","most":"최대 #개를 찾았습니다","more":"더 보기","failed":"검색에 필요한 파일을 열지 못했습니다.","close":"닫기","previous":"이전 사진","next":"다음 사진","photo":"사진"};
// Runs in the page of a site on a disk: nothing is fetched, shards are scripts that
// call exile(name, value). Texts are only ever set as text.

const root = document.documentElement.dataset.root;
const single = root === undefined;

const make = (tag, attributes, ...children) => {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes || {})) e.setAttribute(k, v);
  e.append(...children);
  return e;
};

// ---- Files of the search

const kept = 96; // files in memory at a time
const files = new Map();
const arriving = new Map();

window.exile = (name, value) => {
  const a = arriving.get(name);
  if (a) a.value = value;
};

const load = (name) => {
  let p = files.get(name);
  if (p) {
    files.delete(name);
  } else {
    p = new Promise((resolve, reject) => {
      const a = {};
      arriving.set(name, a);
      const s = make("script", { src: root + "search/" + name + ".js" });
      const done = () => { arriving.delete(name); s.remove(); };
      s.onload = () => { done(); resolve(a.value); };
      s.onerror = () => { done(); files.delete(name); reject(new Error(words.failed)); };
      document.head.append(s);
    });
  }
  files.set(name, p);
  for (const old of files.keys()) {
    if (files.size <= kept) break;
    if (old !== "index") files.delete(old);
  }
  return p;
};

// ---- Words and pairs, as the writer makes them

const small = (c) => {
  const [first] = c.toLowerCase();
  return first;
};
const fold = (s) => {
  s = s.normalize("NFC");
  return /^[\u0000-\u007f\uac00-\ud7a3]*$/.test(s) ? s.toLowerCase() : Array.from(s, small).join("");
};
const wordsOf = (q) => [...new Set(fold(q.replace(/[\u202a-\u202e\u2066-\u2069]/g, "")).split(/[\s\u0085]+/).filter((w) => w))];
const keyOf = (a, b) => a.codePointAt(0) * 0x200000 + b.codePointAt(0);

const digits = "!#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}";
const valueOf = new Uint8Array(128);
for (let i = 0; i < digits.length; i++) valueOf[digits.charCodeAt(i)] = i;

// places reads distances as numbers of messages.
const places = (s, from) => {
  const list = new Float64Array(s.length);
  let n = 0, at = from - 1, value = 0, unit = 1;
  for (let i = 0; i < s.length; i++) {
    const d = valueOf[s.charCodeAt(i)];
    if (d < 45) {
      value += d * unit;
      unit *= 45;
      continue;
    }
    at += value + (d - 45) * unit + 1;
    list[n++] = at;
    value = 0;
    unit = 1;
  }
  return list.subarray(0, n);
};

const both = (a, b) => {
  const list = new Float64Array(Math.min(a.length, b.length));
  let n = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) { list[n++] = a[i]; i++; j++; }
    else if (a[i] < b[j]) i++;
    else j++;
  }
  return list.subarray(0, n);
};

const either = (lists) => {
  const all = new Float64Array(lists.reduce((n, l) => n + l.length, 0));
  let at = 0;
  for (const l of lists) { all.set(l, at); at += l.length; }
  all.sort();
  let n = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[n++] = all[i];
  return all.subarray(0, n);
};

// lastAt is the place of the last of an ascending list that is not above a value.
const lastAt = (list, value, get = (x) => x) => {
  let low = 0, high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (get(list[mid]) <= value) low = mid + 1;
    else high = mid;
  }
  return low - 1;
};

// range returns the shards that may hold pairs between two keys.
const range = (segment, number, low, high) => {
  const names = [];
  const end = lastAt(segment.first, high);
  for (let i = Math.max(0, lastAt(segment.first, low)); i <= end; i++) names.push("i" + number + "-" + i);
  return names;
};

const withPair = async (segment, number, a, b) => {
  for (const name of range(segment, number, keyOf(a, b), keyOf(a, b))) {
    const shard = await load(name);
    const i = shard.indexOf(a + b);
    if (i >= 0 && i % 2 === 0) return places(shard[i + 1], segment.from);
    for (let k = 0; k < shard.length; k += 2) if (shard[k] === a + b) return places(shard[k + 1], segment.from);
  }
  return new Float64Array(0);
};

const withCharacter = async (segment, number, c) => {
  const lists = [];
  for (const shard of await Promise.all(range(segment, number, keyOf(c, "\u0000"), keyOf(c, "\u{10ffff}")).map(load))) {
    for (let k = 0; k < shard.length; k += 2) {
      if (shard[k].startsWith(c)) lists.push(places(shard[k + 1], segment.from));
    }
  }
  return either(lists);
};

// pairsOf picks pairs of a word: enough to leave few messages to look through.
const pairsOf = (word) => {
  const c = Array.from(word), list = [];
  for (let i = 0; i + 1 < c.length; i++) list.push([c[i], c[i + 1]]);
  if (list.length <= 4) return list;
  const third = Math.floor(list.length / 3);
  return [list[0], list[third], list[2 * third], list[list.length - 1]];
};

// ---- Looking in the files of a site

const site = {
  async chats() { return (await load("index")).chats; },

  // candidates are the messages that may hold all words; exact: they do.
  async candidates(list, chat) {
    const index = await load("index");
    const chosen = chat >= 0 ? index.chats[chat] : null;
    const found = [];
    for (const [number, segment] of index.segments.entries()) {
      if (chosen && (chosen.from >= segment.to || chosen.from + chosen.count <= segment.from)) continue;
      const parts = [];
      for (const w of list) {
        const pairs = pairsOf(w);
        if (pairs.length === 0) parts.push(withCharacter(segment, number, w));
        for (const [a, b] of pairs) parts.push(withPair(segment, number, a, b));
      }
      const lists = (await Promise.all(parts)).sort((a, b) => a.length - b.length);
      found.push(lists.reduce(both));
    }
    let all = either(found);
    if (chosen) all = all.filter((d) => d >= chosen.from && d < chosen.from + chosen.count);
    return { all, exact: list.length > 0 && list.every((w) => Array.from(w).length <= 2) };
  },

  async read(docs) {
    const index = await load("index");
    const at = docs.map((d) => lastAt(index.blocks, d));
    const blocks = await Promise.all(at.map((b) => load("t" + b)));
    return docs.map((d, i) => {
      const k = 3 * (d - index.blocks[at[i]]);
      const number = lastAt(index.chats, d, (c) => c.from);
      const chat = index.chats[number];
      const page = chat.pages[lastAt(chat.pages, d, (p) => p[3])];
      const person = blocks[i][k];
      return {
        doc: d, text: blocks[i][k + 2], when: blocks[i][k + 1], chat: chat.title,
        who: person >= 0 ? index.people[person] : "",
        link: root + chat.folder + "/" + page[0] + ".html#m" + d,
      };
    });
  },
};

// ---- Looking in the page that has it all

const whole = {
  rooms() { return this.list ||= [...document.querySelectorAll("section.room")]; },
  async chats() { return this.rooms().map((r) => ({ title: r.querySelector("h2").textContent })); },
  texts() {
    if (!this.articles) {
      this.articles = [...document.querySelectorAll("article")];
      this.folded = this.articles.map((a) => fold((a.querySelector(".b") || a.querySelector("p")).textContent));
    }
    return this.folded;
  },
  async candidates(list, chat) {
    const all = [];
    const room = chat >= 0 ? this.rooms()[chat] : null;
    this.texts().forEach((t, i) => {
      if (list.every((w) => t.includes(w)) && (!room || room.contains(this.articles[i]))) all.push(i);
    });
    return { all, exact: true };
  },
  async read(docs) {
    return docs.map((i) => {
      const a = this.articles[i];
      let named = a;
      while (named.classList.contains("on") && named.previousElementSibling) named = named.previousElementSibling;
      const name = named.querySelector(".n"), time = a.querySelector(".w time");
      return {
        doc: i, text: (a.querySelector(".b") || a.querySelector("p")).textContent, who: name ? name.textContent : "",
        when: time ? time.dateTime.slice(0, 16).replace("T", " ") : "", chat: a.closest(".room").querySelector("h2").textContent,
        link: "#" + a.id,
      };
    });
  },
};

// ---- The form and the results

const source = single ? whole : site;
const batch = 20; // results at a time

// letter is i, or the next place where no letter of two parts is cut.
const letter = (s, i) => (/[\udc00-\udfff]/.test(s[i] || "") ? i + 1 : i);

// excerpt is the text around the first word found, with all words marked.
const excerpt = (text, list) => {
  text = text.normalize("NFC");
  const low = fold(text);
  const first = Math.max(0, Math.min(...list.map((w) => low.indexOf(w)).filter((i) => i >= 0)));
  const from = first > 60 ? letter(text, first - 40) : 0;
  const to = letter(text, Math.min(text.length, from + 240));
  const p = make("p", { class: "t", dir: "auto" });
  if (from > 0) p.append("…");
  for (let i = from; i < to;) {
    const hit = list.filter((w) => low.startsWith(w, i)).sort((a, b) => b.length - a.length)[0];
    if (hit) {
      p.append(make("mark", null, text.slice(i, i + hit.length)));
      i += hit.length;
      continue;
    }
    let end = to;
    for (const w of list) {
      const k = low.indexOf(w, i);
      if (k >= 0 && k < end) end = k;
    }
    p.append(text.slice(i, end));
    i = end;
  }
  if (to < text.length) p.append("…");
  return p;
};

const find = document.getElementById("find");

const searching = async () => {
  const input = make("input", { type: "search", id: "q", "aria-label": words.hint, placeholder: words.hint, autocomplete: "off" });
  const select = make("select", { "aria-label": words.all });
  select.append(make("option", { value: "-1" }, words.all));
  const status = make("p", { class: "k", id: "status", role: "status" });
  const hits = make("ol", { class: "hits" });
  const more = make("button", { type: "button", hidden: "" }, words.more);
  const form = make("form", null, input, select);
  find.append(form, status, hits, more);

  let turn = 0, rest = null;

  // show looks through candidates, newest first, until a batch is found.
  const show = async (mine) => {
    let shown = 0;
    while (rest.left > 0 && shown < batch) {
      const docs = Array.from(rest.all.slice(Math.max(0, rest.left - batch), rest.left)).reverse();
      rest.left -= docs.length;
      const read = await source.read(docs);
      if (mine !== turn) return;
      for (const m of read) {
        const low = fold(m.text);
        if (!rest.list.every((w) => low.includes(w))) { rest.wrong++; continue; }
        shown++;
        const head = make("p", { class: "k" }, make("bdi", null, m.chat), " · ", make("b", null, make("bdi", null, m.who)), " " + m.when);
        hits.append(make("li", null, make("a", { href: m.link }, head, excerpt(m.text, rest.list))));
      }
    }
    const count = rest.all.length - rest.wrong;
    more.hidden = rest.left === 0;
    const sentence = count === 0 ? words.none : rest.exact || rest.left === 0 ? words.found : words.most;
    status.textContent = sentence.replace("#", count.toLocaleString());
  };

  const run = async () => {
    const mine = ++turn;
    const began = performance.now();
    const list = wordsOf(input.value);
    hits.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    if (list.length === 0) return;
    status.textContent = words.busy;
    try {
      const found = await source.candidates(list, Number(select.value));
      if (mine !== turn) return;
      rest = { ...found, list, left: found.all.length, wrong: 0 };
      await show(mine);
      if (mine === turn) status.dataset.ms = Math.ceil(performance.now() - began);
    } catch (e) {
      if (mine === turn) status.textContent = words.failed;
    }
  };

  const fromAddress = () => {
    const p = new URLSearchParams(location.hash.slice(1));
    if (!p.has("q") || p.get("q") === input.value && p.get("c") === select.value) return;
    input.value = p.get("q");
    if (p.has("c")) select.value = p.get("c");
    run();
  };

  let waiting = 0;
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!single) location.replace("#" + new URLSearchParams({ q: input.value, c: select.value }));
      run();
    }, 150);
  };
  input.addEventListener("input", changed);
  select.addEventListener("change", changed);
  form.addEventListener("submit", (e) => { e.preventDefault(); changed(); });
  more.addEventListener("click", () => show(turn).catch(() => { status.textContent = words.failed; }));
  document.addEventListener("keydown", (e) => {
    if (e.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) { e.preventDefault(); input.focus(); }
  });

  try {
    const chats = await source.chats();
    chats.forEach((c, i) => select.append(make("option", { value: String(i) }, c.title)));
    select.hidden = chats.length < 2;
  } catch (e) {
    status.textContent = words.failed;
    return;
  }
  if (!single) {
    addEventListener("hashchange", fromAddress);
    fromAddress();
    input.focus();
  }
};

if (find) searching();

// ---- A date

const number = (date) => Number(date.replaceAll("-", ""));

// nearest scrolls to the first day of a list that is not before a date, or to its last.
const nearest = (days, date) => {
  const d = days.find((s) => s.dataset.d >= date) || days[days.length - 1];
  if (d) d.scrollIntoView();
};

const jump = async (date) => {
  if (single) {
    const rooms = whole.rooms();
    const room = rooms.findLast((r) => r.getBoundingClientRect().top <= innerHeight / 2) || rooms[0];
    if (room) nearest([...room.querySelectorAll(".day[data-d]")], date);
    return;
  }
  const index = await load("index");
  const folder = location.pathname.split("/").slice(-2)[0];
  const chat = index.chats.find((c) => c.folder === folder || decodeURIComponent(c.folder) === decodeURIComponent(folder));
  if (!chat) return;
  const page = chat.pages.find((p) => p[2] >= number(date)) || chat.pages[chat.pages.length - 1];
  location.href = page[0] + ".html#d" + date;
};

const tools = document.querySelector(".tools");
if (tools && (document.querySelector(".day") || document.body.classList.contains("list") && root === "../")) {
  const input = make("input", { type: "date", min: "1970-01-01", max: "9999-12-31" });
  // Who types 12 has typed 1 before, so what is typed waits for more.
  let key = -Infinity, waiting = 0;
  const go = () => {
    clearTimeout(waiting);
    if (input.value && input.validity.valid) jump(input.value).catch(() => {});
  };
  input.addEventListener("keydown", (e) => { key = e.timeStamp; if (e.key === "Enter") go(); });
  input.addEventListener("change", (e) => {
    clearTimeout(waiting);
    waiting = setTimeout(go, e.timeStamp - key < 500 ? 1000 : 0);
  });
  tools.append(make("label", null, make("span", null, words.jump + " "), input));
  const arrive = () => {
    const [, date] = /^#d(\d{4}-\d\d-\d\d)$/.exec(location.hash) || [];
    if (date && !document.getElementById("d" + date)) nearest([...document.querySelectorAll(".day[data-d]")], date);
  };
  addEventListener("hashchange", arrive);
  arrive();
}

// ---- Photos

let box = null;
const photos = () => [...document.querySelectorAll("a.ph")];

const open = (link) => {
  if (!box) {
    const image = make("img", { alt: "" });
    const step = (n) => {
      const all = photos(), to = all[all.indexOf(box.at) + n];
      if (to) open(to);
    };
    const shut = () => box.dialog.close();
    const button = (label, sign, act) => {
      const b = make("button", { type: "button", "aria-label": label }, sign);
      b.autofocus = act === shut;
      b.addEventListener("click", act);
      return b;
    };
    const dialog = make("dialog", { class: "box", "aria-label": words.photo },
      image, button(words.previous, "‹", () => step(-1)), button(words.next, "›", () => step(1)), button(words.close, "×", shut));
    dialog.addEventListener("click", (e) => { if (e.target === dialog || e.target === image) dialog.close(); });
    dialog.addEventListener("keydown", (e) => {
      if (e.key === "ArrowLeft") step(-1);
      if (e.key === "ArrowRight") step(1);
    });
    dialog.addEventListener("close", () => { image.removeAttribute("src"); box.at.focus(); });
    document.body.append(dialog);
    box = { dialog, image, at: null };
  }
  box.at = link;
  const img = link.querySelector("img");
  box.image.src = img.src;
  box.image.alt = img.alt;
  if (!box.dialog.open) box.dialog.showModal();
};

document.addEventListener("click", (e) => {
  const link = e.target.closest && e.target.closest("a.ph");
  if (!link || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || !HTMLDialogElement.prototype.showModal) return;
  e.preventDefault();
  open(link);
});
})();
