"""The sector scheme: the codes that were agreed, in two languages, and words that mean one sector each."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph
import pytest

from diplograph.errors import TableError
from diplograph.knowledge.sectors import load_sectors
from diplograph.language.folding import fold
from diplograph.resources import resource

SKOS = "http://www.w3.org/2004/02/skos/core#"
CODES = """
energy energy.nuclear energy.oil-gas energy.renewables energy.renewables.wind energy.renewables.solar
energy.renewables.hydro energy.hydrogen energy.electricity mining mining.critical-minerals mining.uranium
industry industry.chemicals industry.automotive industry.pharmaceuticals industry.textiles-luxury engineering
construction construction.materials aerospace aerospace.space aerospace.aviation transport transport.rail
transport.road transport.maritime transport.air logistics agriculture agriculture.livestock agrifood water
environment environment.climate environment.biodiversity digital digital.artificial-intelligence
digital.telecoms digital.cybersecurity finance trade investment economy tourism sport culture
culture.heritage culture.cinema education education.higher education.vocational education.language research
health defence security security.counter-terrorism security.migration justice urban humanitarian media
politics development
""".split()  # noqa: SIM905 (a list of 65 strings would not read)


def test_the_codes_are_those_agreed():
    assert sorted(load_sectors()) == sorted(CODES)


def test_every_sector_has_two_labels_and_stands_under_its_parent():
    for code, sector in load_sectors().items():
        assert sector.label_fr
        assert sector.label_en
        assert sector.broader == code.rpartition(".")[0]
        assert sector.terms[0] == sector.label_fr


def test_a_term_names_one_sector():
    owners: dict[str, str] = {}
    for sector in load_sectors().values():
        for term in sector.terms:
            assert owners.setdefault(fold(term), sector.code) == sector.code, term


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("filière nucléaire", "energy.nuclear"),
        ("ferroviaire", "transport.rail"),
        ("terres rares", "mining.critical-minerals"),
        ("mobilité étudiante", "education.higher"),
        ("coopération muséale", "culture.heritage"),
        ("protonthérapie", "health"),
        ("connectivité", "transport"),
        ("immigration irrégulière", "security.migration"),
        ("sécurité alimentaire", "agriculture"),
        ("cinématographique", "culture.cinema"),
        ("villes durables", "urban"),
    ],
)
def test_words_lead_to_their_sector(term, code):
    assert term in load_sectors()[code].terms


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("http://data.europa.eu/ux2/nace2/", r"[A-U]|\d{2,4}"),
        ("https://unstats.un.org/classifications/ISIC/rev4/", r"[A-U]|\d{2,4}"),
    ],
)
def test_every_sector_is_matched_with_two_published_classifications(scheme, code):
    triples = list(pyoxigraph.parse(path=str(resource("ontology/sectors.ttl"))))
    matched = {
        str(triple.subject)
        for triple in triples
        if triple.predicate.value in {SKOS + "closeMatch", SKOS + "broadMatch", SKOS + "exactMatch"}
        and re.fullmatch(re.escape(scheme) + f"(?:{code})", triple.object.value)
    }
    concepts = {
        str(triple.subject)
        for triple in triples
        if isinstance(triple.object, pyoxigraph.NamedNode) and triple.object.value == SKOS + "Concept"
    }
    assert len(concepts) == len(CODES)
    assert matched == concepts


def test_a_division_of_nace_is_a_division_of_isic():
    """NACE Rev. 2 keeps the sections and divisions of ISIC Rev. 4, so that both matches must agree."""
    found = defaultdict(lambda: defaultdict(set))
    for triple in pyoxigraph.parse(path=str(resource("ontology/sectors.ttl"))):
        if triple.predicate.value.endswith("Match"):
            scheme, _, code = triple.object.value.rpartition("/")
            found[str(triple.subject)][scheme].add(code[:2])
    for concept, schemes in found.items():
        nace, isic = schemes.values()
        assert nace == isic, concept


HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix s: <https://w3id.org/diplograph/sector/> .
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("s:a a skos:Concept ;", "does not parse"),
        ('s:a a skos:Concept ; skos:prefLabel "a"@fr, "a"@en .', "needs one notation"),
        ('s:a a skos:Concept ; skos:notation "a" ; skos:prefLabel "a"@fr .', "needs one prefLabel @en"),
        (
            's:a a skos:Concept ; skos:notation "a" ; skos:prefLabel "a"@fr, "a"@en ; skos:broader s:z .',
            "which is not a sector",
        ),
        (
            's:a a skos:Concept ; skos:notation "a" ; skos:prefLabel "eau"@fr, "a"@en .\n'
            's:b a skos:Concept ; skos:notation "b" ; skos:prefLabel "b"@fr, "b"@en ;'
            ' skos:altLabel "Eau"@fr .',
            r"'Eau' \(a, b\)",
        ),
        (
            's:a a skos:Concept ; skos:notation "a" ; skos:prefLabel "a"@fr, "a"@en .\n'
            's:b a skos:Concept ; skos:notation "a" ; skos:prefLabel "b"@fr, "b"@en .',
            "two sectors have the code 'a'",
        ),
    ],
)
def test_a_bad_scheme_says_what_is_wrong(tmp_path: Path, body: str, expected: str):
    path = tmp_path / "sectors.ttl"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(TableError, match=expected):
        load_sectors(path)
