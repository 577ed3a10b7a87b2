"""Render the ontology's reference into docs/ontology.html with pyLODE; `make docs` runs this.

`--check` says whether the page is current and changes nothing. Nothing is fetched, and the page has no clock.
"""

from __future__ import annotations

import argparse
import logging
import sys
from html import escape
from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS

ROOT = Path(__file__).parents[1]
ONTOLOGY = ROOT / "ontology" / "diplograph.ttl"
PAGE = ROOT / "docs" / "ontology.html"
NAMESPACE = "https://w3id.org/diplograph/ontology#"


def prepared() -> rdflib.Graph:
    """The ontology as pyLODE shows it best: one label per term, in French and English.

    Terms of other vocabularies are left out: they are declared for reasoners, and described elsewhere.
    """
    ontology, graph = rdflib.Graph().parse(ONTOLOGY), rdflib.Graph()
    for prefix, namespace in ontology.namespaces():
        graph.bind(prefix, namespace, replace=True)
    for subject, predicate, value in ontology:
        ours = str(subject).startswith(NAMESPACE.rstrip("#"))
        if ours and predicate != RDFS.label:
            graph.add((subject, predicate, value))
    for subject in sorted(set(graph.subjects(RDF.type))):
        labels = {str(label.language): str(label) for label in ontology.objects(subject, RDFS.label)}
        names = list(dict.fromkeys((labels["fr"], labels["en"])))
        graph.add((subject, RDFS.label, rdflib.Literal(" · ".join(names))))
    return graph


def rendered() -> str:
    """The page."""
    from pylode import OntPub

    logging.disable(logging.CRITICAL)
    graph = prepared()
    page = OntPub(graph, sort_subjects=True)
    # Anchors are the names of the terms: …/ontology.html#Visit.
    terms = {str(term) for term in graph.subjects(RDF.type) if str(term).startswith(NAMESPACE)}
    page.fids.update({term: term.removeprefix(NAMESPACE) for term in sorted(terms)})
    html = page.make_html()
    assert isinstance(html, str)
    lists = closed_lists(graph)
    for before, new in (
        ('      <div id="namespaces">\n', lists),
        ('          <h4>\n            <a href="#namespaces">', LINK),
    ):
        assert html.count(before) == 1, "pyLODE has changed its page"
        html = html.replace(before, new + before)
    return html.rstrip() + "\n"


LINK = """          <h4>
            <a href="#namedindividuals">Closed Lists</a>
          </h4>
        </li>
        <li>
"""


def closed_lists(graph: rdflib.Graph) -> str:
    """The terms of each closed list, which pyLODE leaves out."""
    classes = set(graph.subjects(RDF.type, OWL.Class))
    lines = ['      <div class="section" id="namedindividuals">', "        <h2>Closed Lists</h2>"]
    for kind in sorted(classes):
        terms = sorted(graph.subjects(RDF.type, kind))
        if not terms:
            continue
        name = str(kind).removeprefix(NAMESPACE)
        lines += [
            f'        <h3><a href="#{name}">{escape(str(graph.value(kind, RDFS.label)))}</a></h3>',
            "        <dl>",
        ]
        for term in terms:
            local, label = str(term).removeprefix(NAMESPACE), escape(str(graph.value(term, RDFS.label)))
            # A term of two lists has its anchor at the first.
            anchor = f' id="{local}"' if kind == min(set(graph.objects(term, RDF.type)) & classes) else ""
            lines.append(f"          <dt{anchor}><code>{NAMESPACE}{local}</code> {label}</dt>")
            comments = sorted(graph.objects(term, RDFS.comment))
            lines += [f"          <dd>{escape(str(comment))}</dd>" for comment in comments]
        lines.append("        </dl>")
    return "\n".join((*lines, "      </div>", ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    html = rendered()
    if not check:
        PAGE.write_text(html, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != html:
        print("docs/ontology.html is not what the ontology says: run make docs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
