"""The ontology and the data together, before an OWL 2 RL reasoner."""

from __future__ import annotations

from collections.abc import Iterable

import owlrl
import pytest
import rdflib
from rdf_sample import EXTRACTION, RUN
from rdflib.namespace import RDF

from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import DG, FOAF, PROV
from diplograph.resources import resource

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
OMAR = rdflib.URIRef("https://w3id.org/diplograph/id/person/omar-sane")


def to_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    text = "".join(f"{' '.join(triple)} .\n" for triple in triples)
    return rdflib.Graph().parse(data=text, format="nt")


def closure(*extra: tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef]) -> rdflib.Graph:
    graph = rdflib.Graph().parse(resource("ontology/diplograph.ttl"))
    for triple in (*to_graph(map_extraction(EXTRACTION, run=RUN).triples), *extra):
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def classes(graph: rdflib.Graph, node: rdflib.term.Node) -> set[str]:
    found = {str(c).removeprefix(DG) for c in graph.objects(node, RDF.type) if str(c).startswith(DG)}
    return found - {"Quantity"}  # the one superclass that is not written out


def test_nothing_contradicts_and_no_class_is_missing() -> None:
    stated = to_graph(map_extraction(EXTRACTION, run=RUN).triples)
    inferred = closure()
    assert not list(inferred.subject_objects(ERROR))
    nodes = set(stated.subjects())
    assert len(nodes) > 40
    for node in nodes:
        assert classes(inferred, node) == classes(stated, node), node
    assert (OMAR, RDF.type, rdflib.URIRef(f"{FOAF}Person")) in inferred
    assert (OMAR, RDF.type, rdflib.URIRef(f"{PROV}Agent")) in inferred


def test_a_person_that_is_a_place_is_a_contradiction() -> None:
    assert list(closure((OMAR, RDF.type, rdflib.URIRef(f"{DG}Place"))).objects(None, ERROR))
