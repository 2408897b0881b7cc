"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (name) => document.getElementById(name);
  const panel = byId("panel"), body = byId("panel-body"), told = byId("told");
  let opener = null;

  /* Everything is made with createElement and textContent: words from reports never pass an HTML parser here. */
  const make = (tag, text, attributes = {}) => {
    const node = document.createElement(tag);
    if (text !== undefined && text !== null) node.textContent = text;
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  const bdi = (text) => make("bdi", text);
  let fading = 0;
  const tell = (text) => {
    told.textContent = text;
    clearTimeout(fading);
    fading = setTimeout(() => { told.textContent = ""; }, 2600);
  };

  /* --- a sentence in its place ------------------------------------------------------------------------- */
  const context = (name, around) => {
    const first = byId(name);
    const box = make("div", undefined, { class: "text" });
    if (!first) return box;
    const home = first.closest("p");
    const text = first.closest(".text");
    box.lang = text.lang;
    const picked = [];
    if (around && home.previousElementSibling) picked.push(home.previousElementSibling);
    for (let p = home; p && p.querySelector(`[data-m="${CSS.escape(name)}"]`); p = p.nextElementSibling) picked.push(p);
    const last = picked[picked.length - 1].nextElementSibling;
    if (around && last) picked.push(last);
    for (const p of picked) {
      const copy = p.cloneNode(true);
      for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
      for (const node of copy.querySelectorAll("mark")) {
        node.removeAttribute("tabindex");
        const mine = node.dataset.m === name;
        node.classList.toggle("here", mine);
        if (mine) copy.classList.add("has");
        else node.replaceWith(...node.childNodes);
      }
      box.append(copy);
    }
    return box;
  };

  const chain = (s) => {
    const line = make("p", undefined, { class: "chain" });
    if (s.chain.length) {
      s.chain.forEach((name, number) => {
        if (number) line.append(" ← ");
        line.append(bdi(name));
      });
      if (s.cue) line.append(" · cue “", bdi(s.cue), "”");
    } else {
      line.append(s.voice === "own" ? "the outlet's own voice" : s.voice === "attributed" ? "attributed" : "voice undetermined");
    }
    if (s.sure) line.append(" ", make("span", s.sure, { class: "sure" }));
    return line;
  };

  const place = (name, around) => {
    const s = data.statements[name];
    const box = make("div", undefined, { class: "place", "data-place": name });
    const head = make("h3");
    head.append(bdi(s.label), " ", make("span", [s.lang, s.time].filter(Boolean).join(" · "), { class: "dim" }));
    box.append(head, chain(s), context(name, around));
    const acts = make("div", undefined, { class: "acts" });
    const copy = make("button", "Copy as citation", { type: "button" });
    copy.addEventListener("click", () => copyText(s.cite));
    const there = make("a", "In the full report", { href: `#${name}` });
    there.addEventListener("click", () => { close(); reveal(name); });
    acts.append(copy, there);
    if (s.url) acts.append(make("a", "At its address", { href: s.url, rel: "noreferrer noopener external", target: "_blank" }));
    const row = s.row && data.rows[s.row];
    if (row && row.statements.length > 1) acts.append(toggle("Not in this row", split, name));
    if (s.row) acts.append(toggle("Join its row with others", picks, s.row));
    if (s.chain.length) acts.append(toggle("Attribution is wrong", wrong, name));
    acts.append(make("code", name));
    box.append(acts);
    return box;
  };

  const toggle = (label, set, name) => {
    const button = make("button", label, { type: "button", "aria-pressed": String(set.has(name)), "data-marks": label + name });
    button.addEventListener("click", () => {
      if (!set.delete(name)) set.add(name);
      for (const twin of body.querySelectorAll(`[data-marks="${CSS.escape(label + name)}"]`)) twin.setAttribute("aria-pressed", String(set.has(name)));
      count();
    });
    return button;
  };

  const open = (name, from) => {
    const s = data.statements[name];
    if (!s) return;
    if (from && !panel.contains(from)) opener = from;
    body.replaceChildren(place(name, true));
    const row = s.row && data.rows[s.row];
    const others = row ? row.statements.filter((other) => other !== name && data.statements[other]) : [];
    if (others.length) {
      body.append(make("h2", others.length === 1 ? "Its counterpart" : `Its ${others.length} counterparts`));
      for (const other of others) body.append(place(other, false));
    } else {
      body.append(make("p", "Not found in the other reports.", { class: "empty" }));
    }
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
    for (const node of document.querySelectorAll(".now")) node.classList.remove("now");
    const cell = opener && opener.closest("td, .line");
    if (cell) cell.classList.add("now");
  };

  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    body.replaceChildren();
    for (const node of document.querySelectorAll(".now")) node.classList.remove("now");
    if (opener) opener.focus();
    opener = null;
  };

  /* Opens whatever folds the target away, so that a link always arrives. */
  const reveal = (name) => {
    const target = byId(name);
    if (!target) return;
    for (let node = target.parentElement; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView({ block: "center" });
    if (target.tabIndex >= 0) target.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-s]");
    const mark = event.target.closest("main mark[data-m]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link.dataset.s, link);
    } else if (mark) {
      open(mark.dataset.m, mark);
    } else {
      const inner = event.target.closest('a[href^="#"]');
      if (inner && !panel.contains(inner)) reveal(decodeURIComponent(inner.getAttribute("href").slice(1)));
    }
  });
  byId("panel-close").addEventListener("click", close);

  /* --- keyboard ---------------------------------------------------------------------------------------- */
  const along = (from, step) => {
    const all = [...document.querySelectorAll(".cells .q")].filter((node) => node.offsetParent);
    const next = all[all.indexOf(from) + step];
    if (next) next.focus();
  };
  const across = (from, step) => {
    let row = from.closest("tr");
    const column = [...row.children].indexOf(from.closest("td"));
    for (row = step > 0 ? row.nextElementSibling : row.previousElementSibling; row; row = step > 0 ? row.nextElementSibling : row.previousElementSibling) {
      const cell = row.classList.contains("cells") && row.children[column] && row.children[column].querySelector(".q");
      if (cell && cell.offsetParent) { cell.focus(); return; }
    }
  };
  document.addEventListener("keydown", (event) => {
    const here = document.activeElement;
    if (event.key === "Escape") {
      if (!panel.hidden) { event.preventDefault(); close(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (here && here.matches(".cells .q")) {
      const moves = { ArrowRight: () => along(here, 1), ArrowLeft: () => along(here, -1), ArrowDown: () => across(here, 1), ArrowUp: () => across(here, -1) };
      if (moves[event.key]) { event.preventDefault(); moves[event.key](); }
    } else if (here && here.matches("main mark[data-m]") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const marks = [...here.closest(".text").querySelectorAll("mark[tabindex]")];
      const next = marks[marks.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    } else if (here && here.matches("main mark[data-m]") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      open(here.dataset.m, here);
    } else if (!panel.hidden && panel.contains(here) && event.key === "Tab") {
      const stops = [byId("panel-close"), ...body.querySelectorAll("button, a")];
      const end = event.shiftKey ? stops[0] : stops[stops.length - 1];
      if (here === end || (event.shiftKey && here === panel)) {
        event.preventDefault();
        (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
      }
    }
  });

  /* --- copy -------------------------------------------------------------------------------------------- */
  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", undefined, { "aria-hidden": "true" });
      area.value = text;
      body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) { tell("The browser would not copy"); return; }
    }
    tell("Citation copied");
  };

  /* --- corrections: kept in the page, downloaded as a file ---------------------------------------------- */
  const split = new Set(), wrong = new Set(), picks = new Set(); /* statements, statements, rows */
  let join = [];
  const count = () => {
    const parts = [];
    if (split.size) parts.push(`${split.size} to take out of a row`);
    if (join.length) parts.push(`${join.length} to join`);
    if (wrong.size) parts.push(`${wrong.size} wrong attribution${wrong.size === 1 ? "" : "s"}`);
    const ticks = picks.size;
    for (const box of document.querySelectorAll("input.join")) box.checked = picks.has(box.value);
    byId("corrections-told").textContent = parts.join(", ") || (ticks ? `${ticks} row${ticks === 1 ? "" : "s"} to join; tick another` : "");
    byId("corrections-join").hidden = ticks < 2;
    byId("corrections-save").hidden = !parts.length;
    byId("corrections").hidden = !parts.length && !ticks;
  };
  const unpress = () => {
    picks.clear();
    for (const button of body.querySelectorAll("[data-marks]")) {
      const kept = [...split, ...wrong].some((name) => button.dataset.marks.endsWith(name)) && button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(kept && !button.dataset.marks.startsWith("Join")));
    }
    count();
  };
  const save = () => {
    const file = {
      "tellings-corrections": "1",
      split: [...split].sort().map((name) => [name]),
      join,
      attribution: [...wrong].sort().map((name) => ({ statement: name, verdict: "wrong" })),
    };
    const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1) + "\n"], { type: "application/json" }));
    const link = make("a", undefined, { href: address, download: "corrections.json" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches("input.join")) return;
    if (box.checked) picks.add(box.value); else picks.delete(box.value);
    count();
  });
  byId("corrections-join").addEventListener("click", () => {
    join.push([...picks].map((row) => data.rows[row].statements[0]).filter(Boolean).sort());
    unpress();
  });
  byId("corrections-save").addEventListener("click", save);
  byId("corrections-clear").addEventListener("click", () => {
    split.clear();
    wrong.clear();
    join = [];
    unpress();
  });

  /* --- columns beyond the sixth ------------------------------------------------------------------------- */
  const unfold = byId("unfold");
  const fold = (few) => {
    for (const table of document.querySelectorAll(".matrix")) {
      table.classList.toggle("narrow", few);
      const shown = few ? table.querySelectorAll(".outlet-row th:not(.foldable)").length : Number(table.dataset.columns);
      table.style.setProperty("--cols", shown);
      table.classList.toggle("fits", shown <= 6);
      for (const node of table.querySelectorAll("[data-few]")) {
        const span = Number(few ? node.dataset.few : node.dataset.all);
        node.hidden = span === 0;
        node.colSpan = span || 1;
      }
    }
    if (unfold) {
      unfold.hidden = false;
      unfold.setAttribute("aria-pressed", String(!few));
      unfold.textContent = few ? `Show all ${document.querySelector(".matrix").dataset.columns} reports` : "Show six reports";
    }
  };
  if (document.querySelector(".matrix")) fold(Boolean(unfold));
  if (unfold) unfold.addEventListener("click", () => fold(unfold.getAttribute("aria-pressed") === "true"));
  if (location.hash) reveal(decodeURIComponent(location.hash.slice(1)));
})();
