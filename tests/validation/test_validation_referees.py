"""Our own validator against pySHACL and Apache Jena: the same results on right, wrong and damaged graphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from damage import damaged
from hypothesis import given, settings
from hypothesis import strategies as st
from rdf_sample import EXTRACTION, RUN
from rdflib.compare import to_isomorphic
from rdflib.namespace import SH
from shape_examples import EXAMPLES, MORE_WRONG, data_of

from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import XSD
from diplograph.resources import resource
from diplograph.validation import Result, Shapes, load_shapes, validate
from diplograph.validation.index import Index
from diplograph.validation.referee import pyshacl_report, pyshacl_results

if TYPE_CHECKING:
    from spacy.language import Language

    from java_peers import Jena

SAMPLE = map_extraction(EXTRACTION, run=RUN).triples
# rdflib takes any text for a month, and finds "haute" smaller than 1: Jena is the referee there.
ILL_TYPED = {f'"2024-13"^^<{XSD}gYearMonth>', f'"haute"^^<{XSD}decimal>'}


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


def own(data: Sequence[Triple], shapes: Shapes) -> set[Result]:
    assert shapes.program
    return shapes.program.run(Index(data))


def texts(name: str) -> tuple[str, ...]:
    return (*EXAMPLES[name], *MORE_WRONG.get(name, ()))


def comparable(results: set[Result]) -> set[Result]:
    """Without the comparisons of a date with a number, for which rdflib has an order of its own."""
    return {
        result
        for result in results
        if not (
            result.component.endswith("InclusiveConstraintComponent") and re.search("#(g|date)", result.value)
        )
    }


def told(*terms: str) -> tuple[str, ...]:
    """A result as both tell it: Jena labels blank nodes anew, and writes fr-CA and SPARQL paths."""
    found = [
        re.sub(r"@[\w-]+$", lambda tag: tag[0].lower(), "_:" if term[:2] == "_:" else term) for term in terms
    ]
    path = re.sub(rf"^\[ <{SH}inversePath> (<\S+>) \]$", r"^\1", found[1])
    found[1] = re.sub(rf"^\[ <{SH}alternativePath> \( (<\S+>) (<\S+>) \) \]$", r"\1|\2", path)
    return tuple(found)


def apart(data: Sequence[Triple], number: int) -> list[Triple]:
    """The same graph with names of its own, so that many fit into one."""

    def renamed(term: str) -> str:
        return re.sub(
            r"(?<=https://example.org/)|(?<=https://w3id.org/diplograph/id/)|(?<=^_:)", f"g{number}", term
        )

    return [(renamed(subject), predicate, renamed(value)) for subject, predicate, value in data]


def examples() -> list[list[Triple]]:
    return [data_of(text) for name in EXAMPLES for text in texts(name)]


def test_pyshacl_finds_the_same_in_every_example(shapes: Shapes) -> None:
    data = [triple for number, graph in enumerate(examples()) for triple in apart(graph, number)]
    ours = {result for result in own(data, shapes) if result.value not in ILL_TYPED}
    theirs = pyshacl_results(data=data, shapes=shapes.graph)
    assert len(ours) > 200
    assert ours == {result for result in theirs if result.value not in ILL_TYPED}


@settings(max_examples=20)
@given(seed=st.integers(0, 10**6))
def test_pyshacl_finds_the_same_in_damaged_graphs(seed: int, shapes: Shapes) -> None:
    data = damaged(SAMPLE, seed, hard=False)
    theirs = pyshacl_results(data=data, shapes=shapes.graph)
    assert comparable(own(data, shapes)) == comparable(theirs)


def test_jena_finds_the_same(jena: Jena, tmp_path: Path, shapes: Shapes) -> None:
    graphs: list[Sequence[Triple]] = [SAMPLE, *examples()]
    graphs += [damaged(SAMPLE, seed, hard=True) for seed in range(150)]
    data = [triple for number, graph in enumerate(graphs) for triple in apart(graph, number)]
    file = tmp_path / "all.nt"
    file.write_text("".join(f"{' '.join(triple)} .\n" for triple in data), encoding="utf-8")
    theirs = {
        told(found.focus, found.path, found.value, found.component, found.severity, found.shape)
        for found in jena.validate(file, sorted(resource("shapes").glob("*.ttl")))
    }
    ours = {
        told(each.focus, each.path, each.value, f"<{each.component}>", f"<{SH}{each.severity}>", each.shape)
        for each in own(data, shapes)
    }
    assert len(ours) > 700
    assert ours == theirs


@pytest.mark.parametrize("name", ["Holder", "Evidence-end", "Alpha2-one", "Fact-evidence", "VisitLength"])
def test_the_report_is_that_of_pyshacl(name: str, shapes: Shapes) -> None:
    data = data_of(EXAMPLES[name][1])
    ours = rdflib.Graph().parse(data=validate(data=data, shapes=shapes).as_turtle(), format="turtle")
    theirs = pyshacl_report(data=data, shapes=shapes.graph)
    # pySHACL drops the languages of a SPARQL constraint's messages.
    for graph in (ours, theirs):
        for triple in list(graph.triples((None, SH.resultMessage, None))):
            graph.remove(triple)
            graph.add((triple[0], triple[1], rdflib.Literal(str(triple[2]))))
    assert len(ours) > 8
    assert to_isomorphic(ours) == to_isomorphic(theirs)


@pytest.mark.model
def test_a_real_text_damaged_gives_the_same(
    nlp: Language, shapes: Shapes, corpus: list[Sequence[Triple]]
) -> None:
    for number, data in enumerate(corpus):
        assert not [result for result in own(data, shapes) if result.severity == "Violation"]
        for seed in range(4):
            broken = damaged(data, 100 * number + seed, hard=False)
            theirs = pyshacl_results(data=broken, shapes=shapes.graph)
            assert comparable(own(broken, shapes)) == comparable(theirs)
