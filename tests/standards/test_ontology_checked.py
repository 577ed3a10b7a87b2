"""The ontology before the OWL API's profile check and HermiT, alone and with the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from standards_samples import BASE, Dataset

from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import DG
from diplograph.resources import resource

if TYPE_CHECKING:
    from java_peers import Owl

ONTOLOGY = resource("ontology/diplograph.ttl").read_text(encoding="utf-8")
# What the profile does not have and we want all the same. Dates: OWL 2 knows xsd:dateTime alone, and the
# graph is never more precise than the text. Language tags: the profile has them as rdf:PlainLiteral, which
# the checker does not recognise under its name of RDF 1.1.
EXPECTED = re.compile(
    r"xsd:(date|gYear|gYearMonth) |rdf-syntax-ns#langString |"
    r'datatype restriction "[0-9-]+"\^\^xsd:(date|gYear|gYearMonth) '
)


def with_triples(folder: Path, triples: Iterable[Triple] = (), *, turtle: str = "") -> Path:
    """The ontology, some triples and a text in Turtle as one file."""
    file = folder / "whole.ttl"
    lines = "".join(f"{' '.join(triple)} .\n" for triple in triples)
    file.write_text(f"{ONTOLOGY}\n@prefix : <{BASE}> .\n{turtle}\n{lines}", encoding="utf-8")
    return file


def test_the_ontology_is_owl_2_rl_and_has_no_empty_class(owl: Owl, tmp_path: Path) -> None:
    file = with_triples(tmp_path)
    assert owl.rl_violations(file) == []
    assert owl.contradictions(file) == []


def test_what_leaves_the_profile_is_seen(owl: Owl, tmp_path: Path) -> None:
    choice = "dg:Actor rdfs:subClassOf [ a owl:Class ; owl:unionOf ( dg:Person dg:Country ) ] ."
    assert any("superclass" in line for line in owl.rl_violations(with_triples(tmp_path, turtle=choice)))
    undeclared = "dg:Person rdfs:subClassOf dg:Nowhere ."
    assert any(
        "undeclared class" in line for line in owl.rl_violations(with_triples(tmp_path, turtle=undeclared))
    )


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("dg:Chimera a owl:Class ; rdfs:subClassOf dg:Person, dg:Place .", f"{DG}Chimera"),
        ("dg:Wish a owl:Class ; rdfs:subClassOf dg:Country, dg:Fact .", f"{DG}Wish"),
        ("<person/x> a dg:Person, dg:Place .", "inconsistent"),
        ("<fact/x> a dg:Visit, dg:Meeting .", "inconsistent"),
        # By domain and range alone: a country that holds an office, a status that is a stage.
        ("<fact/x> dg:holder <country/y> . <country/y> a dg:Country .", "inconsistent"),
        ("<fact/x> dg:status dg:Signed .", "inconsistent"),
        ("<fact/x> dg:evidence <document/y> . <document/y> a dg:Document .", "inconsistent"),
    ],
)
def test_a_contradiction_is_found(statement: str, told: str, owl: Owl, tmp_path: Path) -> None:
    assert owl.contradictions(with_triples(tmp_path, turtle=f"@base <{BASE}> .\n{statement}")) == [told]


@pytest.mark.model
def test_the_corpus_contradicts_nothing(owl: Owl, corpus: Dataset, tmp_path: Path) -> None:
    file = with_triples(tmp_path, {*corpus[None], *corpus[f"{BASE}graph/runs"]})
    assert owl.contradictions(file) == []
    wrong = with_triples(
        tmp_path, corpus[None], turtle="dg:France2 a dg:Agreement ; owl:sameAs <" + FRANCE + "> ."
    )
    assert owl.contradictions(wrong) == ["inconsistent"]


@pytest.mark.model
def test_the_corpus_leaves_the_profile_by_its_dates_alone(owl: Owl, corpus: Dataset, tmp_path: Path) -> None:
    """Also: every class and property in the data, ours and others', is declared."""
    file = with_triples(tmp_path, {*corpus[None], *corpus[f"{BASE}graph/runs"]})
    found = owl.rl_violations(file)
    assert [line for line in found if not EXPECTED.search(line)] == []
    assert any("xsd:gYear " in line for line in found)


FRANCE = f"{BASE}country/france"


@pytest.mark.model
def test_every_term_in_the_data_is_declared(corpus: Dataset) -> None:
    used = {term[1:-1] for triples in corpus.values() for triple in triples for term in triple if DG in term}
    used = {term.removeprefix(DG) for term in used if term.startswith(DG)}
    assert len(used) > 80
    assert used <= declared()


PLACES = ("src/diplograph", "shapes", "ontology", "data/queries")
PATTERN = re.compile(r'\bdg\("(\w+)"\)|\bdg:(\w+)|ontology#(\w+)>')


def declared() -> set[str]:
    return set(re.findall(r"^dg:(\w+) a ", ONTOLOGY, re.MULTILINE))


def named_in(path: Path) -> set[str]:
    found = PATTERN.findall(path.read_text(encoding="utf-8"))
    return {name for names in found for name in names if name}


def files() -> list[Path]:
    suffixes = {".py", ".ttl", ".rq", ".jsonld", ".md", ".csv"}
    root = resource("ontology").parent
    return [
        path
        for place in PLACES
        for path in sorted((root / place).rglob("*"))
        if path.suffix in suffixes and "commands" not in path.parts
    ]


def test_every_term_that_a_file_names_is_declared() -> None:
    unknown = {(path.name, name) for path in files() for name in named_in(path) - declared()}
    assert unknown == set()


def test_every_declared_term_is_used_or_explained() -> None:
    """Used by the program, a shape or a rule, not only declared."""
    model = (resource("ontology").parent / "src/diplograph/model").rglob("*.py")
    texts = "".join(path.read_text(encoding="utf-8") for path in (*model, *files()) if path.suffix != ".md")
    texts = texts.replace(ONTOLOGY, "")
    page = resource("docs/vocabulary.md").read_text(encoding="utf-8")
    for name in declared():
        assert re.search(rf"\b{name}\b", texts), name
        assert f"`dg:{name}`" in page, name
