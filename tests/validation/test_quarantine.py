from __future__ import annotations

import pytest
from shape_examples import EXAMPLES, VISIT, data_of

from diplograph.model import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Fact,
    make_fact,
)
from diplograph.rdf.identifiers import DEFAULT_BASE, document_iri, entity_iri, fact_iri
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.terms import Triple
from diplograph.validation import Report, Shapes, load_shapes, split, validate

TEXT = "La Ligue invite Omar à Paris le 3 mai 2024. Omar accepte. Acme opère au Kenya."
ENTITIES = (
    Entity("city/paris", EntityType.CITY, "Paris"),
    Entity("company/acme", EntityType.COMPANY, "Acme"),
    Entity("country/kenya", EntityType.COUNTRY, "Kenya"),
    Entity("international-organization/ligue", EntityType.INTERNATIONAL_ORGANIZATION, "Ligue"),
    Entity("person/omar", EntityType.PERSON, "Omar"),
)


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


def quote(words: str, text: str = TEXT) -> Evidence:
    start = text.index(words)
    return Evidence(start, start + len(words), words, "test:1")


def invitation(place: str = "city/paris", words: str = "invite") -> Fact:
    arguments = {"inviter": "international-organization/ligue", "invitee": "person/omar", "place": place}
    return make_fact("Invitation", dict(arguments), evidence=(quote(words),))


PRESENCE = make_fact(
    "Presence", {"company": "company/acme", "country": "country/kenya"}, evidence=(quote("opère"),)
)


def parts(*facts: Fact, text: str = TEXT, shapes: Shapes) -> tuple[Report, set[Triple], set[Triple]]:
    document = Document("doc", text, digest="0" * 64)
    graph = map_extraction(Extraction(document, ENTITIES, facts), run=f"{DEFAULT_BASE}run/test")
    report = validate(data=graph.triples, shapes=shapes)
    kept, aside = split(triples=graph.triples, report=report)
    assert list(kept) == sorted(kept)
    assert list(aside) == sorted(aside)
    assert set(kept) | set(aside) == set(graph.triples)
    assert not set(kept) & set(aside)
    assert validate(data=kept, shapes=shapes).conforms
    return report, set(kept), set(aside)


def subjects(triples: set[Triple]) -> set[str]:
    return {subject[1:-1].removeprefix(DEFAULT_BASE) for subject, _, _ in triples}


def test_what_conforms_stays_whole(shapes: Shapes) -> None:
    report, kept, aside = parts(invitation(), PRESENCE, shapes=shapes)
    assert report.conforms
    assert not aside
    assert kept


def test_a_fact_leaves_with_its_evidence_and_the_others_stay(shapes: Shapes) -> None:
    wrong = invitation(place="company/acme")
    report, kept, aside = parts(wrong, PRESENCE, shapes=shapes)
    assert {violation.focus for violation in report.violations} == {fact_iri(DEFAULT_BASE, wrong)}
    assert subjects(aside) == {fact_iri("", wrong), "evidence/doc.9-15"}
    assert fact_iri("", PRESENCE) in subjects(kept)
    assert "company/acme" in subjects(kept)


def test_evidence_that_another_fact_rests_on_stays(shapes: Shapes) -> None:
    wrong = invitation(place="company/acme", words="opère")
    _, kept, aside = parts(wrong, PRESENCE, shapes=shapes)
    assert subjects(aside) == {fact_iri("", wrong)}
    assert any(subject.startswith("evidence/") for subject in subjects(kept))


def test_a_false_quote_takes_its_fact_along_unless_another_holds(shapes: Shapes) -> None:
    false = Evidence(0, 6, "Oméga!", "test:1")
    alone = make_fact("Presence", dict(PRESENCE.arguments), evidence=(false,))
    _, kept, _ = parts(alone, shapes=shapes)
    assert fact_iri("", alone) not in subjects(kept)
    both = make_fact("Presence", dict(PRESENCE.arguments), evidence=(false, quote("opère")))
    _, kept, aside = parts(both, shapes=shapes)
    assert fact_iri("", both) in subjects(kept)
    assert "evidence/doc.0-6" in subjects(aside)


def test_a_fact_that_points_at_one_that_leaves_follows_it(shapes: Shapes) -> None:
    entities = (*ENTITIES, Entity("agreement/pacte", EntityType.AGREEMENT, "Pacte"))
    treaty = make_fact(
        "Treaty", {"party": "city/paris"}, evidence=(quote("Paris"),), subject="agreement/pacte"
    )
    support = make_fact(
        "Position",
        {"actor": "person/omar", "stance": "Support", "target": "agreement/pacte"},
        evidence=(quote("accepte"),),
    )
    document = Document("doc", TEXT, digest="0" * 64)
    graph = map_extraction(Extraction(document, entities, (treaty, support)), run="https://example.org/run")
    report = validate(data=graph.triples, shapes=shapes)
    kept, aside = split(triples=graph.triples, report=report)
    assert {entity_iri("", "agreement/pacte"), fact_iri("", support)} <= subjects(set(aside))
    assert validate(data=kept, shapes=shapes).conforms


def test_nothing_stays_of_a_document_that_is_at_fault(shapes: Shapes) -> None:
    document = Document("doc", TEXT, digest="not a digest")
    graph = map_extraction(Extraction(document, ENTITIES, (PRESENCE,)), run="https://example.org/run")
    report = validate(data=graph.triples, shapes=shapes)
    assert {violation.focus for violation in report.violations} == {document_iri(DEFAULT_BASE, "doc")}
    assert split(triples=graph.triples, report=report) == ((), graph.triples)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_what_is_kept_conforms_whatever_is_wrong(name: str, shapes: Shapes) -> None:
    data = data_of(EXAMPLES[name][1])
    report = validate(data=data, shapes=shapes)
    kept, aside = split(triples=data, report=report)
    assert bool(aside) is not report.conforms
    assert not validate(data=kept, shapes=shapes).of("Violation")


def test_a_warning_sets_nothing_aside(shapes: Shapes) -> None:
    data = data_of(EXAMPLES["VisitLength"][1])
    report = validate(data=data, shapes=shapes)
    assert [violation.severity for violation in report.violations] == ["Warning"]
    assert report.conforms
    assert split(triples=data, report=report) == (tuple(sorted(data)), ())


def test_an_asserted_fact_stays_without_evidence(shapes: Shapes) -> None:
    asserted = EXAMPLES["Fact-evidence"][0]
    wrong = f":x dg:confidence 1.8 . {asserted.replace(':x ', ':y ')}"
    data = data_of(f"{VISIT} {wrong}")
    kept, aside = split(triples=data, report=validate(data=data, shapes=shapes))
    assert {subject for subject, _, _ in aside} == {"<https://example.org/x>", "<https://example.org/quote>"}
    assert "<https://example.org/y>" in {subject for subject, _, _ in kept}
