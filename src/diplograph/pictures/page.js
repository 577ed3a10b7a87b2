"use strict";
// The page of `diplograph export html`: BokehJS draws, this file searches, filters and tells.
// Everything it shows stands in the element #graph; no address outside the page is ever asked.
const graph = JSON.parse(document.getElementById("graph").textContent);
const words = graph.words;
const short = (text) => (text.length > 34 ? `${text.slice(0, 32).trimEnd()}…` : text);
const byId = (id) => document.getElementById(id);
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const neighbours = graph.nodes.map(() => []);
graph.edges.forEach((edge, index) => {
  neighbours[edge.source].push(index);
  if (edge.target !== edge.source) neighbours[edge.target].push(index);
});
graph.nodes.forEach((node) => { node.folded = fold(node.names.join(" ")); });
graph.edges.forEach((edge) => { edge.folded = fold(edge.label); });

let plot; // the three data sources of the drawing
let shownNodes = []; // indices into graph.nodes, in the order drawn
let shownEdges = [];
let chosen = null; // {kind: "node" | "edge", index}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function checked(group) {
  const boxes = document.querySelectorAll(`#${group} input`);
  return new Set([...boxes].filter((box) => box.checked).map((box) => box.value));
}

function selection() {
  const kinds = checked("kinds"), relations = checked("relations"), statuses = checked("statuses");
  const from = byId("from").value, to = byId("to").value, sources = Number(byId("sources").value) || 1;
  const fits = (edge) => relations.has(edge.kind) && statuses.has(edge.status) && edge.weight >= sources
    && kinds.has(graph.nodes[edge.source].kind) && kinds.has(graph.nodes[edge.target].kind)
    && (!from || (edge.start && edge.start.slice(0, 4) >= from))
    && (!to || (edge.start && edge.start.slice(0, 4) <= to));
  const edges = graph.edges.map((edge, index) => index).filter((index) => fits(graph.edges[index]));
  const linked = new Set(edges.flatMap((index) => [graph.edges[index].source, graph.edges[index].target]));
  const nodes = graph.nodes.map((node, index) => index).filter((index) => linked.has(index));
  return { nodes, edges };
}

// Labels of the best linked nodes that have room, in the units of the drawing.
function labelled(nodes) {
  const range = plot.figure.x_range;
  const unit = (range.end - range.start) / Math.max(plot.figure.inner_width || 800, 1);
  const boxes = [];
  const wanted = [...nodes].sort((a, b) => graph.nodes[b].size - graph.nodes[a].size || a - b);
  const kept = new Set();
  const first = chosen && chosen.kind === "node" ? [chosen.index] : [];
  for (const index of [...first, ...wanted]) {
    const node = graph.nodes[index];
    if (kept.has(index) || (index !== first[0] && !nodes.includes(index))) continue;
    const half = (short(node.label).length * 6.8 * unit) / 2, height = 17 * unit;
    const low = node.y - (node.size / 2 + 2) * unit - height;
    const box = [node.x - half, low, node.x + half, low + height];
    const free = boxes.every((o) => box[2] < o[0] || o[2] < box[0] || box[3] < o[1] || o[3] < box[1]);
    if (free || index === first[0]) { boxes.push(box); kept.add(index); }
    if (kept.size > 300) break;
  }
  return [...kept];
}

function draw() {
  ({ nodes: shownNodes, edges: shownEdges } = selection());
  const near = new Set();
  if (chosen && chosen.kind === "node") neighbours[chosen.index].forEach((index) => near.add(index));
  if (chosen && chosen.kind === "edge") near.add(chosen.index);
  const edges = shownEdges.map((index) => graph.edges[index]);
  plot.edges.data = {
    xs: edges.map((edge) => edge.xs), ys: edges.map((edge) => edge.ys), color: edges.map((edge) => edge.color),
    width: shownEdges.map((index) => (near.has(index) ? 2 : 0) + graph.edges[index].width),
    alpha: shownEdges.map((index) => (near.size === 0 ? 0.55 : near.has(index) ? 0.95 : 0.12)),
    label: edges.map((edge) => edge.label),
  };
  const nodes = shownNodes.map((index) => graph.nodes[index]);
  plot.nodes.data = {
    x: nodes.map((node) => node.x), y: nodes.map((node) => node.y), size: nodes.map((node) => node.size),
    color: nodes.map((node) => node.color), label: nodes.map((node) => node.label),
    kind: nodes.map((node) => words[node.kind] || node.kind),
    line: shownNodes.map((index) => (chosen && chosen.kind === "node" && chosen.index === index ? 3 : 0.6)),
  };
  drawLabels();
  list();
  byId("count").textContent = words.count.replace("{nodes}", nodes.length).replace("{edges}", edges.length);
}

function drawLabels() {
  const found = labelled(shownNodes).map((index) => graph.nodes[index]);
  plot.labels.data = {
    x: found.map((node) => node.x), y: found.map((node) => node.y), text: found.map((node) => short(node.label)),
    offset: found.map((node) => node.size / 2 + 2),
  };
}

// What is listed: what the search finds among the things and facts that are shown.
function list() {
  const wanted = fold(byId("search").value).split(/\s+/).filter(Boolean);
  const hit = (text) => wanted.every((word) => text.includes(word));
  const target = byId("results");
  target.replaceChildren();
  if (wanted.length === 0) return;
  const add = (kind, index, label, note) => {
    const button = element("button", label);
    button.type = "button";
    button.append(element("small", ` ${note}`));
    button.addEventListener("click", () => choose(kind, index, true));
    const item = element("li");
    item.append(button);
    target.append(item);
  };
  const nodes = shownNodes.filter((index) => hit(graph.nodes[index].folded));
  nodes.slice(0, 20).forEach((i) => add("node", i, graph.nodes[i].label, words[graph.nodes[i].kind] || ""));
  const facts = new Set();
  for (const index of shownEdges) {
    const edge = graph.edges[index];
    if (facts.size >= 20) break;
    if (facts.has(edge.fact) || !hit(edge.folded)) continue;
    facts.add(edge.fact);
    add("edge", index, edge.label, edge.start);
  }
  if (nodes.length === 0 && facts.size === 0) target.append(element("li", words.nothing_found));
}

function tellFact(fact, into) {
  const told = graph.facts[fact];
  const article = element("article");
  article.append(element("h3", told.label));
  const facts = [words[told.kind] || told.kind, words[told.status] || told.status, told.when,
    `${words.confidence} ${told.confidence}`, (told.sources === 1 ? words.source : words.sources).replace("{count}", told.sources)];
  article.append(element("p", facts.filter(Boolean).join(" · ")));
  for (const passage of told.passages) {
    const quote = element("blockquote");
    quote.append(passage.before, element("mark", passage.quote), passage.after);
    const from = [passage.title || passage.document, passage.published].filter(Boolean).join(", ");
    quote.append(element("footer", from));
    article.append(quote);
  }
  const iri = element("p", undefined, "iri");
  iri.append(element("code", told.iri));
  article.append(iri);
  into.append(article);
}

function tell() {
  const into = byId("told");
  into.replaceChildren();
  if (!chosen) { into.append(element("p", words.hint)); return; }
  if (chosen.kind === "edge") { tellFact(graph.edges[chosen.index].fact, into); return; }
  const node = graph.nodes[chosen.index];
  into.append(element("h2", node.label));
  into.append(element("p", [words[node.kind] || node.kind, ...node.names.slice(1)].join(" · ")));
  const shown = new Set(shownEdges);
  const facts = [...new Set(neighbours[chosen.index].filter((i) => shown.has(i)).map((i) => graph.edges[i].fact))];
  const when = (fact) => graph.facts[fact].when || "9999";
  facts.sort((a, b) => when(a).localeCompare(when(b)) || graph.facts[a].label.localeCompare(graph.facts[b].label));
  facts.forEach((fact) => tellFact(fact, into));
}

function choose(kind, index, move) {
  chosen = index === null ? null : { kind, index };
  if (move && chosen && kind === "node") centre(graph.nodes[index]);
  draw();
  tell();
}

// Show a part of the plane around a place, as wide and high as asked, one unit as long in x as in y.
function show(x, y, width, height) {
  const { inner_width: across, inner_height: down } = plot.figure;
  if (!across || !down) return;
  const unit = Math.max(width / across, height / down);
  plot.figure.y_range.setv({ start: y - unit * down / 2, end: y + unit * down / 2 });
  plot.figure.x_range.setv({ start: x - unit * across / 2, end: x + unit * across / 2 });
}

function fit() {
  if (!plot || shownNodes.length === 0) return;
  const xs = shownNodes.map((index) => graph.nodes[index].x), ys = shownNodes.map((index) => graph.nodes[index].y);
  const ends = (values) => values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
  const [left, right] = ends(xs), [low, high] = ends(ys);
  show((left + right) / 2, (low + high) / 2, (right - left) * 1.1 + 80, (high - low) * 1.1 + 80);
}

function centre(node) {
  const { start, end } = plot.figure.x_range;
  const width = Math.min(end - start, 500);
  show(node.x, node.y, width, 0);
}

window.diplograph = {
  // Called by the drawing when something is clicked; a node lies above the edges under it.
  picked(nodes, edges) {
    if (nodes.length) choose("node", shownNodes[nodes[0]], false);
    else if (edges.length) choose("edge", shownEdges[edges[0]], false);
    else choose("node", null, false);
  },
  moved: (() => {
    let waiting = 0;
    return () => { clearTimeout(waiting); waiting = setTimeout(drawLabels, 120); };
  })(),
  fit,
  state: () => ({ nodes: shownNodes.length, edges: shownEdges.length, chosen }),
};

const item = JSON.parse(byId("drawing").textContent);
Bokeh.embed.embed_item(item).then(() => {
  const find = (name) => Bokeh.documents[0].get_model_by_name(name);
  plot = { nodes: find("nodes"), edges: find("edges"), labels: find("labels"), figure: find("figure") };
  document.querySelectorAll("aside input").forEach((input) => {
    input.addEventListener("input", () => { if (input.id === "search") list(); else { draw(); tell(); } });
  });
  byId("search").addEventListener("keydown", (event) => {
    const first = document.querySelector("#results button");
    if (event.key === "Enter" && first) first.click();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") choose("node", null, false); });
  draw();
  fit();
  drawLabels();
  tell();
  document.body.dataset.ready = "yes";
});
