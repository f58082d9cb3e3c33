// Sorts, finds and narrows what the page holds. Without it, everything can still be read.
// What is shown stands in the address (#sort=weights&q=llama), so that a view can be sent to somebody.
(() => {
  "use strict";

  const tools = document.getElementById("tools");
  if (!tools) return;
  const fields = tools.elements;
  const openness = { "grade-open": 3, "grade-partial": 2, "grade-closed": 1 };
  const articles = [...document.querySelectorAll("article")];
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(articles.map((each) => [each.id, folded(each.querySelector("header").textContent)]));
  const matrices = [...document.querySelectorAll("section.matrix")].map((section) => ({
    section,
    framework: section.dataset.framework,
    body: section.querySelector("tbody"),
    rows: [...section.querySelector("tbody").rows],
    heads: [...section.querySelector("thead").rows[1].cells],
  }));
  let state = {};

  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const known = matrices.some((each) => each.framework === asked.get("framework"));
    const [criterion, grade] = (asked.get("where") || "").split(":");
    state = {
      framework: known ? asked.get("framework") : matrices[0]?.framework,
      sort: asked.get("sort") || "",
      turned: asked.get("order") === "reverse",
      q: asked.get("q") || "",
      criterion,
      grade: grade ? `grade-${grade}` : "grade-open",
    };
  }

  function write() {
    const view = new URLSearchParams();
    if (state.framework !== matrices[0]?.framework) view.set("framework", state.framework);
    if (state.sort) view.set("sort", state.sort);
    if (state.turned) view.set("order", "reverse");
    if (state.q) view.set("q", state.q);
    if (state.criterion) view.set("where", `${state.criterion}:${state.grade.slice("grade-".length)}`);
    try {
      history.replaceState(null, "", `#${view}`);
    } catch {
      // A frame without an address of its own: the view is shown all the same.
    }
  }

  // What a row is sorted by: null is what nobody judged, which stands last whichever way it goes.
  function value(row, column, key) {
    const cell = row.cells[column];
    if (key === "name") return folded(cell.textContent);
    if (key === "score") return -Number(cell.dataset.v);
    return openness[cell.className] ?? null;
  }

  function sorted(matrix) {
    const column = matrix.heads.findIndex((head) => state.sort && head.dataset.k === state.sort);
    if (column < 0) return matrix.rows;
    const way = state.turned ? -1 : 1;
    const keys = new Map(matrix.rows.map((row) => [row, value(row, column, state.sort)]));
    return [...matrix.rows].sort((one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      if (a === null || b === null) return (a === null) - (b === null);
      return state.sort === "name" ? way * a.localeCompare(b) : way * (b - a);
    });
  }

  function show() {
    const words = folded(state.q).split(/\s+/).filter(Boolean);
    const found = (text) => words.every((word) => text.includes(word));
    const kept = new Set();
    for (const matrix of matrices) {
      const { section, framework, body, heads } = matrix;
      section.hidden = framework !== state.framework;
      if (section.hidden) continue;
      const column = heads.findIndex((head) => state.criterion && head.dataset.k === state.criterion);
      const rows = sorted(matrix);
      body.append(...rows);
      for (const row of rows) {
        const text = `${folded(row.cells[1].textContent)} ${texts.get(`e-${row.dataset.e}`) || ""}`;
        row.hidden = !found(text) || (column >= 0 && row.cells[column].className !== state.grade);
        if (!row.hidden) kept.add(row.dataset.e);
      }
      for (const head of heads) {
        const way = (head.dataset.k === "name") === state.turned ? "descending" : "ascending";
        if (state.sort && head.dataset.k === state.sort) head.setAttribute("aria-sort", way);
        else head.removeAttribute("aria-sort");
      }
      const shown = rows.filter((row) => !row.hidden).length;
      fields.count.value = `${shown} of ${rows.length} judged`;
    }
    for (const each of articles) {
      const narrowed = state.criterion && !kept.has(each.id.slice(2));
      each.hidden = narrowed || !found(texts.get(each.id));
    }
    fill();
  }

  // The fields say what is shown; the criteria to choose from are those of the framework on show.
  function fill() {
    const matrix = matrices.find((each) => each.framework === state.framework);
    const criteria = matrix ? matrix.heads.filter((head) => !["name", "score", undefined].includes(head.dataset.k)) : [];
    fields.criterion.length = 1;
    for (const head of criteria) fields.criterion.add(new Option(head.textContent, head.dataset.k));
    if (matrix) fields.framework.value = state.framework;
    fields.criterion.value = criteria.some((head) => head.dataset.k === state.criterion) ? state.criterion : "";
    fields.grade.value = state.grade;
    if (fields.q.value !== state.q) fields.q.value = state.q;
  }

  function change(part) {
    state = { ...state, ...part };
    write();
    show();
  }

  // An address of one entry shows it with its assessments unfolded, whatever was narrowed before.
  function go() {
    const id = location.hash.slice(1);
    if (!texts.has(id)) {
      read();
      show();
      return;
    }
    const article = document.getElementById(id);
    article.hidden = false;
    const first = article.querySelector("details");
    if (first) first.open = true;
    article.scrollIntoView();
  }

  for (const { heads } of matrices) {
    for (const head of heads.filter((each) => each.dataset.k)) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const key = head.dataset.k;
        change(state.sort === key ? { turned: !state.turned } : { sort: key, turned: false });
      });
      head.append(button);
    }
  }
  tools.addEventListener("submit", (event) => event.preventDefault());
  fields.q.addEventListener("input", () => change({ q: fields.q.value }));
  fields.framework.addEventListener("change", () => change({ framework: fields.framework.value, sort: "", criterion: "" }));
  fields.criterion.addEventListener("change", () => change({ criterion: fields.criterion.value }));
  fields.grade.addEventListener("change", () => change({ grade: fields.grade.value }));
  addEventListener("hashchange", go);
  tools.hidden = false;
  read();
  show();
  if (texts.has(location.hash.slice(1))) go();
})();
