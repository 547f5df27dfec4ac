"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const findings = all(".finding");
  const matches = all(".match");
  const stretches = all("[data-matches], [data-findings]");
  const numbers = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const ofMatch = (number) => all(`[data-matches~="${number}"]`);
  const ofFinding = (number) => all(`[data-findings~="${number}"]`);
  const wide = matchMedia("(min-width: 75.01rem)");
  const detail = one("detail");

  // Choosing: light both passages of a finding, or both sides of a statement.

  function clear() {
    all(".lit").forEach((e) => e.classList.remove("lit"));
    all(".chosen").forEach((e) => e.classList.remove("chosen"));
    detail.hidden = true;
  }

  function choose(card, passages, what) {
    clear();
    card.classList.add("chosen");
    passages.forEach((e) => e.classList.add("lit"));
    one("status").textContent = passages.length ? `${what}: its passages are marked in the articles.` : what;
  }

  function reveal(passages) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const shown = passages.find((e) => e.offsetParent);
    if (shown) shown.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  function chooseFinding(number, scroll) {
    const card = one(`finding-${number}`);
    if (!card) return;
    let passages = ofFinding(number);
    if (!passages.length && card.dataset.match) passages = ofMatch(card.dataset.match);
    choose(card, passages, `Finding ${number}`);
    // A page shown inside another may not change its address; that is no reason to stop.
    try { history.replaceState(null, "", `#finding-${number}`); } catch { /* stays as it is */ }
    if (scroll) reveal(passages);
  }

  function chooseMatch(number, scroll) {
    const card = one(`statement-${number}`);
    if (!card) return;
    const passages = ofMatch(number);
    choose(card, passages, `Statement ${number}`);
    if (scroll) reveal(passages);
  }

  // A copy of a card at the foot of the window, for a reader whose eyes are in the text.
  function showDetail(card) {
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.remove("chosen");
    all("h3 .show", copy).forEach((button) => button.replaceWith(...button.childNodes));
    detail.querySelector(".detail-body").replaceChildren(copy);
    detail.hidden = false;
  }

  // The innermost that covers a stretch; a finding comes before the statement it is about.
  function fromText(stretch) {
    const finding = numbers(stretch, "findings").pop();
    const match = numbers(stretch, "matches").pop();
    if (finding) {
      chooseFinding(finding, false);
      const card = one(`finding-${finding}`);
      if (wide.matches) card.scrollIntoView({ block: "nearest" });
      else showDetail(card);
    } else if (match) {
      chooseMatch(match, false);
      showDetail(one(`statement-${match}`));
    }
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    if (at(".close")) return clear();
    const link = at("[data-open]");
    if (link) {
      event.preventDefault();
      return chooseFinding(link.dataset.open, true);
    }
    const sign = at("[data-sign]");
    if (sign) {
      chooseMatch(sign.dataset.sign, false);
      return showDetail(one(`statement-${sign.dataset.sign}`));
    }
    if (at(".detail") || getSelection().type === "Range") return;
    const finding = at(".finding");
    if (finding) return chooseFinding(finding.dataset.finding, true);
    if (at(".match .show")) return chooseMatch(at(".match").dataset.match, true);
    const stretch = at("[data-matches], [data-findings]");
    if (stretch) fromText(stretch);
  });

  // Pointing or tabbing at a statement shows its counterpart.

  let joined = [];
  function join(number) {
    joined.forEach((e) => e.classList.remove("joined"));
    joined = number ? ofMatch(number) : [];
    joined.forEach((e) => e.classList.add("joined"));
  }
  function pointed(event) {
    const over = event.target.closest("[data-matches], [data-sign], [data-match]");
    if (!over) return join(null);
    join(over.dataset.sign || over.dataset.match || numbers(over, "matches").pop());
  }
  document.addEventListener("mouseover", pointed);
  document.addEventListener("focusin", pointed);

  // Filters.

  const filters = one("filters");
  const holds = (card, name, wanted) => !wanted.length || numbers(card, name).some((v) => wanted.includes(v));
  const is = (card, name, wanted) => !wanted || card.dataset[name] === wanted;

  function filter() {
    const data = new FormData(filters);
    const words = (data.get("words") || "").trim().toLowerCase();
    const passes = (card) =>
      holds(card, "verdict", data.getAll("verdict")) &&
      holds(card, "severity", data.getAll("severity")) &&
      is(card, "speaker", data.get("speaker")) &&
      is(card, "kind", data.get("kind")) &&
      card.textContent.toLowerCase().includes(words);
    [...findings, ...matches].forEach((card) => (card.hidden = !passes(card)));
    const shown = (cards) => cards.filter((card) => !card.hidden);
    const kept = new Set(shown(matches).map((card) => card.dataset.match));
    const keptFindings = new Set(shown(findings).map((card) => card.dataset.finding));
    stretches.forEach((e) => {
      const out = !numbers(e, "matches").some((n) => kept.has(n)) && !numbers(e, "findings").some((n) => keptFindings.has(n));
      e.classList.toggle("off", out);
    });
    all("[data-sign]").forEach((e) => (e.hidden = !kept.has(e.dataset.sign)));
    all(".bead").forEach((e) => e.classList.toggle("dim", words !== "" && !e.textContent.toLowerCase().includes(words)));
    all("#no-findings").forEach((e) => (e.hidden = shown(findings).length > 0));
    all("#no-statements").forEach((e) => (e.hidden = shown(matches).length > 0));
    const some = [...findings, ...matches].some((card) => card.hidden);
    const count = (cards, noun) => `${shown(cards).length} of ${cards.length} ${noun}`;
    one("shown").textContent = some ? `${count(findings, "findings")}, ${count(matches, "statements")}` : "";
  }
  filters.addEventListener("input", filter);
  filters.addEventListener("reset", () => setTimeout(filter));
  filters.addEventListener("submit", (event) => event.preventDefault());

  // Keys.

  function step(by) {
    const open = findings.filter((card) => !card.hidden);
    if (!open.length) return;
    const now = open.findIndex((card) => card.classList.contains("chosen"));
    const next = now < 0 ? (by > 0 ? 0 : open.length - 1) : (now + by + open.length) % open.length;
    chooseFinding(open[next].dataset.finding, true);
    if (wide.matches) open[next].scrollIntoView({ block: "nearest" });
    open[next].querySelector(".show").focus({ preventScroll: true });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") clear();
  });

  const linked = /^#finding-(\d+)$/.exec(location.hash);
  if (linked) chooseFinding(linked[1], true);
})();
