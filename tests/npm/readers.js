// Opens a network file as programs in JavaScript do, and prints what they then hold as JSON: node readers.js gexf FILE
"use strict";
const { readFileSync } = require("node:fs");

const readers = {
  // graphology-gexf is what Gephi Lite reads GEXF with.
  gexf(text) {
    const graph = require("graphology-gexf").parse(require("graphology"), text);
    return {
      type: graph.type,
      multi: graph.multi,
      nodes: graph.mapNodes((id, attributes) => ({ id, ...attributes })),
      edges: graph.mapEdges((id, attributes, source, target) => ({ id, source, target, ...attributes })),
    };
  },
  cytoscape(text) {
    const graph = require("cytoscape")({ headless: true, layout: { name: "preset" }, ...JSON.parse(text) });
    return {
      name: graph.data("name"),
      nodes: graph.nodes().map((node) => ({ ...node.data(), position: node.position() })),
      edges: graph.edges().map((edge) => edge.data()),
      parallel: graph.edges().map((edge) => edge.parallelEdges().length),
      loops: graph.edges().filter((edge) => edge.isLoop()).length,
    };
  },
};

const [, , format, file] = process.argv;
process.stdout.write(JSON.stringify(readers[format](readFileSync(file, "utf8"))));
