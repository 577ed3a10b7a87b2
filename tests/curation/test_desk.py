"""The desk on a store built by the real build: what lies there, how it is told, what leaves it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk_samples import AREVA, ORANO, read_capacity

from diplograph.build import build
from diplograph.curation.deciding import make_decision, open_ledger, record
from diplograph.curation.described import Describer
from diplograph.curation.desk import Case, Why, aside, flagged, queue
from diplograph.curation.naming import key_of, label_of
from diplograph.curation.session import Answer, NotPublishableError, accept, correct, refuse, write
from diplograph.curation.standing import standings
from diplograph.curation.telling import Teller, as_row
from diplograph.errors import UsageError
from diplograph.model import Document, Entity, EntityType, Evidence, Extraction, Span, make_fact
from diplograph.store import SetAside, Store

COMMON = {"author": "Mme Fèvre", "date": "2026-11-22", "reason": ""}


def cases(store: Path, **options: object) -> list[Case]:
    with Store.open(store, read_only=True) as opened:
        ledger = open_ledger(opened)
        return list(queue(opened, ledger.lines, **options))  # type: ignore[arg-type]


def test_what_was_set_aside_comes_first_then_the_least_sure(store: Path) -> None:
    found = cases(store)
    assert [(case.why, case.document, case.score) for case in found] == [
        (Why.ASIDE, "astana", -1.0),
        (Why.DOUBT, "", 0.45),
        (Why.DOUBT, "", 0.55),
        (Why.LINK, "paris", 0.5),
    ]
    assert [case.type for case in found] == ["Visit", "Visit", "Presence", ""]
    assert "ends" in found[0].reasons[0].messages["en"] or "after" in found[0].reasons[0].messages["en"]


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ({"below": 0.5}, 2),
        ({"documents": ["paris"]}, 2),
        ({"documents": ["astana"]}, 2),
        ({"classes": ["Visit"]}, 2),
        ({"classes": ["Presence"], "documents": ["astana"]}, 0),
        ({"why": [Why.LINK]}, 1),
        ({"why": [Why.ASIDE, Why.LINK], "documents": ["astana"]}, 1),
    ],
)
def test_filters(store: Path, options: dict[str, object], number: int) -> None:
    assert len(cases(store, **options)) == number


def test_a_fact_set_aside_is_told_with_its_words_and_what_to_do(store: Path) -> None:
    case = cases(store)[0]
    with Store.open(store, read_only=True) as opened:
        text = Teller(Describer(opened), language="fr").case(case)
    lines = [line.strip() for line in text.splitlines()]
    assert "visitor (visiteur) : Kassym-Jomart Tokaïev (person/kassym-jomart-tokaiev)" in lines
    assert "Le président Tokaïev [[a été reçu à Paris]]." in lines
    assert "start (début) : 2024-05-03" in lines
    assert any(line.startswith("défaut : Le début vient après la fin") for line in lines)
    name = case.key.replace("/", ":", 1)
    assert lines[-2] == f"On peut : diplograph curate amend {name} start=2024-05-03 end=2024-05-01"
    assert lines[-1] == f"On peut : diplograph curate reject {case.key.replace('/', ':', 1)}"


def test_a_doubtful_name_is_told_with_what_else_it_may_mean(store: Path) -> None:
    case = cases(store)[-1]
    with Store.open(store, read_only=True) as opened:
        text = Teller(Describer(opened), language="en").case(case)
        row = as_row(case, None, language="en")
    assert text.splitlines()[0] == "“Martin” was taken for Martin (person/jean-martin)"
    assert "it may also be: person/luc-martin (person/luc-martin)" in text
    assert text.splitlines()[-1] == "    M. [[Martin]] dirige Orano."
    assert (row["quote"], row["candidates"]) == ("Martin", "person/luc-martin")


def test_what_a_shape_says_of_an_amount_or_a_passage_is_told_of_its_fact(store: Path) -> None:
    with Store.open(store, read_only=True) as opened:
        fact = f"{opened.base}{cases(store)[2].key}"
        rows = opened.query(f"SELECT ?e {{ <{fact}> <https://w3id.org/diplograph/ontology#evidence> ?e }}")
        passage = next(iter(rows))["e"].value  # type: ignore[union-attr]
        items = [SetAside("", focus, "", "", "", "Warning", {"en": "?"}) for focus in (passage, fact)]
        found = flagged(opened, items)
    assert [(case.key, len(case.reasons)) for case in found] == [(fact.removeprefix(opened.base), 2)]
    assert found[0].why is Why.PUBLISHED


def test_what_documents_contradict_one_another_on(store: Path, tmp_path: Path) -> None:
    texts = tmp_path / "autres"
    texts.mkdir()
    for name, number in (("a", 5), ("b", 7)):
        text = f"En 2024, le Kazakhstan disposait de {number} GW."
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    build([texts], store=store, extractor=read_capacity)
    found = cases(store, why=[Why.CONFLICT])
    assert [(case.why, case.type) for case in found] == [(Why.CONFLICT, "Figure")] * 2
    with Store.open(store, read_only=True) as opened:
        text = Teller(Describer(opened), language="en").case(found[0])
    assert "Documents contradict one another on a figure:" in text
    assert f"    {found[1].key}  7" in text
    assert "      b: [[En 2024, le Kazakhstan disposait de 7 GW.]]" in text
    assert cases(store, why=[Why.CONFLICT], documents=["paris"]) == []
    write(store, [("reject", found[1].key, "")], ledger=None, common=COMMON)
    assert cases(store, why=[Why.CONFLICT]) == []


def test_a_decision_takes_its_case_off_the_desk(store: Path) -> None:
    before = cases(store)
    for row in (("accept", before[1].key, ""), ("reject", before[2].key, "")):
        write(store, [row], ledger=None, common=COMMON)
    assert [case.key for case in cases(store)] == [before[0].key, before[3].key]
    with Store.open(store, read_only=True) as opened:
        facts = {s for s, p, _ in opened.triples() if p.endswith("#status>")}
    assert f"<{opened.base}{before[1].key}>" in facts
    assert f"<{opened.base}{before[2].key}>" not in facts


def test_what_breaks_a_shape_is_not_accepted_but_amended(store: Path) -> None:
    case = cases(store)[0]
    with pytest.raises(NotPublishableError):
        accept(case)
    with Store.open(store, read_only=True) as opened:
        described = Describer(opened).describe(case.key)
        facts = opened.counts().facts
    rows = correct(case, described, "end", "2024-05-04")
    assert rows == [("amend", case.key, "end=2024-05-04")]
    replayed, written = write(store, rows, ledger=None, common={**COMMON, "document": "astana"})
    assert [each.document for each in written] == ["astana"]
    assert not replayed.of(written[0])
    with Store.open(store, read_only=True) as opened:
        after = opened.counts().facts
        assert after["Visit", "Actual"] == facts.get(("Visit", "Actual"), 0) + 1
        assert aside(opened, opened.quarantine()) == []
    assert case.key not in [each.key for each in cases(store)]


def test_a_fact_whose_words_are_at_fault_is_stated_anew(store: Path) -> None:
    case = cases(store)[0]
    reasons = tuple(replace(each, focus=each.focus.replace("/fact/", "/evidence/")) for each in case.reasons)
    case = replace(case, reasons=reasons)
    with Store.open(store, read_only=True) as opened:
        described = Describer(opened).describe(case.key)
        facts = opened.counts().facts
    rows = correct(case, described, "end", "2024-04-01")
    assert [row[0] for row in rows] == ["reject", "assert"]
    with pytest.raises(UsageError, match="The start is after the end"):
        write(store, rows, ledger=None, common=COMMON)  # nor is a slip written
    rows = correct(case, described, "end", "2024-05-04")
    replayed, _ = write(store, rows, ledger=None, common=COMMON)
    assert replayed.unmatched == ()
    with Store.open(store, read_only=True) as opened:
        assert opened.counts().facts["Visit", "Actual"] == facts.get(("Visit", "Actual"), 0) + 1
        assert opened.quarantine() == ()


def test_roles_and_status_of_a_published_fact_are_amended(store: Path) -> None:
    case = cases(store)[1]
    with Store.open(store, read_only=True) as opened:
        described = Describer(opened).describe(case.key)
    write(store, correct(case, described, "start", "2024-06"), ledger=None, common=COMMON)
    write(store, correct(case, described, "status", "Actual"), ledger=None, common=COMMON)
    with Store.open(store, read_only=True) as opened:
        assert {each.state for each in standings(opened)} == {"in force"}
        found = [s for s, p, o in opened.triples() if p.endswith("#start>") and o.startswith('"2024-06"')]
        assert len(found) == 1
        assert opened.counts().facts["Visit", "Actual"] == 1


def test_things_that_are_no_facts_have_no_roles(store: Path) -> None:
    case = cases(store)[3]
    with Store.open(store, read_only=True) as opened:
        described = Describer(opened).describe(case.key)
    with pytest.raises(UsageError, match="is no fact"):
        correct(case, described, "start", "2024")


def test_answers() -> None:
    assert Answer.of("") == Answer("s", "")
    assert Answer.of(" R  contresens  ") == Answer("r", "contresens")
    assert Answer.of("c start=2024") == Answer("c", "start=2024")


def test_merged_things_keep_their_keys(store: Path) -> None:
    with Store.open(store) as opened:
        decision = make_decision(opened, action="merge", subject="Areva", value="Orano", **COMMON)
        assert (decision.subject, decision.value) == (AREVA, ORANO)
        record(opened, open_ledger(opened), [decision])
        assert key_of(opened, AREVA) == AREVA
        assert key_of(opened, "Areva") == ORANO
        assert label_of(opened, ORANO) == "Orano"
        with pytest.raises(UsageError, match=f"both names are those of {ORANO}"):
            make_decision(opened, action="separate", subject="Areva", value="Orano", **COMMON)
        with pytest.raises(UsageError, match=rf"no company/orana-test \(did you mean {ORANO}"):
            key_of(opened, "company/orana-test")


def test_names_and_documents_that_the_store_does_not_have(store: Path) -> None:
    with Store.open(store, read_only=True) as opened:
        with pytest.raises(UsageError, match="nothing is named 'Orrano'"):
            make_decision(opened, action="reject", subject="Orrano", **COMMON)
        with pytest.raises(UsageError, match=r"no document 'astanna' \(did you mean astana\?\)"):
            make_decision(opened, action="reject", subject="Orano", document="astanna", **COMMON)


def test_a_surname_taken_for_a_person_lies_on_the_desk_until_it_is_settled(tmp_path: Path) -> None:
    people = {"person/remont": "Rémont", "person/luc-remont": "Luc Rémont", "company/edf": "EDF"}

    def read_office(document: Document) -> Extraction:
        name = "Luc Rémont" if "Luc" in document.text else "Rémont"
        key = next(key for key, label in people.items() if label == name)
        found = [(key, EntityType.PERSON, name), ("company/edf", EntityType.COMPANY, "EDF")]
        entities = tuple(Entity(k, kind, label, (), (Span(0, 2),)) for k, kind, label in found)
        roles = {"holder": key, "post": "ExecutiveOfficer", "of": "company/edf"}
        words = (Evidence(0, len(document.text), document.text, "essai:1"),)
        return Extraction(document, entities, (make_fact("Office", roles, evidence=words),))

    for name, text in (("a", "M. Rémont dirige EDF."), ("b", "Luc Rémont dirige EDF.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    store = tmp_path / "s.store"
    build([tmp_path / "a.txt", tmp_path / "b.txt"], store=store, extractor=read_office)
    (case,) = cases(store, why=[Why.JOIN])
    assert (case.key, case.document, case.candidates) == ("person/remont", "a", ("person/luc-remont",))
    with Store.open(store, read_only=True) as opened:
        told = Teller(Describer(opened), language="en").case(case)
    assert "“Rémont” was taken for Luc Rémont (person/luc-remont)" in told
    assert "[[M. Rémont dirige EDF.]]" in told
    replayed, _ = write(store, refuse(case), ledger=tmp_path / "l.csv", common=COMMON)
    assert replayed.unmatched == ()
    assert cases(store, why=[Why.JOIN]) == []
    with Store.open(store, read_only=True) as opened:
        assert opened.taken_names() == ()
    assert accept(case) == [("merge", "person/remont", "person/luc-remont")]
