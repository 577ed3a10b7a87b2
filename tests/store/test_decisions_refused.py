"""Decisions that wait, that cannot hold together, or that come by the thousand."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_samples import BASE, batch, dump, entry, fact_of, presence, values

from diplograph.model import Fact, KnownEntity
from diplograph.model.decisions import Action, Decision
from diplograph.model.schema import EntityType
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.vocabulary import RDF_TYPE, dg
from diplograph.store import Background, Batch, Store
from diplograph.store.names import MENTIONED_IN
from diplograph.store.remembered import remember
from diplograph.store.rulings import Rulings

NAMES = {
    "company/orano": "Orano",
    "company/areva": "Areva",
    "company/cogema": "Cogema",
    "country/kazakhstan": "Kazakhstan",
    "person/macron": "Emmanuel Macron",
}


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "s", create=True) as opened:
        yield opened


def told(identifier: str, *facts: Fact):
    return entry(identifier, *facts, names=NAMES)


def decide(action: Action, subject: str = "", value: str = "", **more: str) -> Decision:
    return Decision(action, subject, value, author="Ana Duval", date="2025-02-01", **more)


def merge(one: str, other: str, document: str = "") -> Decision:
    return decide(Action.MERGE, f"company/{one}", f"company/{other}", document=document)


def known(key: str, kind: EntityType) -> Background:
    triples = map_known_entity(KnownEntity(key, kind, "Orano"), base=BASE)
    return Background("1", lambda term: triples if term == f"<{BASE}{key}>" else ())


def names_of(store: Store) -> set[str]:
    return {s[1 + len(BASE) : -1] for s, p, _ in store.triples() if p == MENTIONED_IN}


def test_a_merge_into_nothing_is_told_and_not_applied(store: Store):
    store.commit(batch(told("a", presence("company/areva")), told("b", presence("company/orano"))))
    before = set(store.triples())
    (found,) = store.curate([merge("areva", "oranno")])
    assert "company/oranno" in found.reason
    assert "company/orano" in found.hint
    assert {t for t in store.triples() if f"{BASE}decision/" not in "".join(t)} >= before
    assert "company/areva" in names_of(store)


def test_a_chain_of_merges_goes_as_far_as_something_is_told(store: Store):
    store.commit(batch(told("a", presence("company/cogema")), told("b", presence("company/areva"))))
    (found,) = store.curate([merge("cogema", "areva"), merge("areva", "oranno")])
    assert found.decision.value == "company/oranno"
    assert names_of(store) == {"company/areva", "country/kazakhstan"}
    store.curate([merge("cogema", "oranno"), merge("oranno", "areva")])
    assert names_of(store) == {"company/areva", "country/kazakhstan"}


def test_what_only_the_gazetteer_knows_can_be_merged_into(store: Store):
    background = known("company/orano", EntityType.COMPANY)
    store.commit(Batch((told("a", presence("company/areva")),), background=background))
    assert store.curate([merge("areva", "orano")], background=background) == ()
    assert "company/orano" in names_of(store)
    after = dump(store)
    store.commit(Batch((told("b", presence("company/areva")),), background=background))
    assert "company/areva" not in names_of(store)
    store.remove(["b"])
    assert dump(store) == after


def test_circles_are_judged_in_each_document() -> None:
    Rulings.of(BASE, [merge("areva", "orano", "a"), merge("orano", "areva", "b")])
    Rulings.of(BASE, [merge("areva", "orano"), merge("areva", "cogema", "a"), merge("orano", "areva", "a")])
    with pytest.raises(ValueError, match="circle"):
        Rulings.of(BASE, [merge("areva", "orano"), merge("areva", "cogema", "a"), merge("orano", "areva")])
    with pytest.raises(ValueError, match="circle"):
        Rulings.of(BASE, [merge("areva", "orano", "a"), merge("orano", "areva")])


def test_a_class_of_the_analyst_replaces_those_of_the_gazetteer(store: Store):
    background = known("company/orano", EntityType.COMPANY)
    store.commit(Batch((told("a", presence("company/orano")),), background=background))
    before = dump(store)
    public = [dg(name) for name in ("Actor", "Organization", "PublicBody")]
    retype = decide(Action.RETYPE, "company/orano", "PublicBody")
    assert store.curate([retype], background=background) == ()
    assert values(store, "company/orano", RDF_TYPE) == public
    store.refresh(Background("2", background.known))
    assert values(store, "company/orano", RDF_TYPE) == public
    store.commit(Batch((told("b", presence("company/orano")),), background=Background("2", background.known)))
    assert values(store, "company/orano", RDF_TYPE) == public
    store.remove(["b"])
    store.refresh(background)
    store.curate([], background=background)
    assert dump(store) == before


def test_a_class_taken_back_without_the_gazetteer_is_completed_by_the_next_build(store: Store):
    background = known("company/orano", EntityType.COMPANY)
    store.commit(Batch((told("a", presence("company/orano")),), background=background))
    before = dump(store)
    store.curate([decide(Action.RETYPE, "company/orano", "PublicBody")])
    assert dg("Company") not in values(store, "company/orano", RDF_TYPE)
    store.curate([])
    store.refresh(background)
    assert dump(store) == before


def test_a_class_that_breaks_a_shape_is_told(store: Store):
    visit = fact_of("Visit", {"visitKind": "Other", "visitor": "person/macron", "start": "2023-11-01"})
    store.commit(batch(told("a", visit)))
    (found,) = store.curate([decide(Action.RETYPE, "person/macron", "City")])
    assert found.reason
    assert "fact/visit-" in found.hint
    assert store.curate([decide(Action.RETYPE, "person/macron", "Country")]) == ()


def test_what_is_remembered_is_on_the_disk_before_it_has_its_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    order: list[str] = []
    replace = Path.replace
    monkeypatch.setattr("os.fsync", lambda _: order.append("fsync"))
    monkeypatch.setattr(Path, "replace", lambda *both: (order.append("name"), replace(*both))[1])
    remember(store.path, "curation", {"ledger.csv": b"x", "ledger.json": b"y"})
    assert order == ["fsync", "name"] * 2
    assert sorted(path.name for path in (store.path / "curation").iterdir()) == ["ledger.csv", "ledger.json"]


def test_thousands_of_lines_that_match_nothing_are_told(store: Store):
    countries = [f"country/pays-{number:04}" for number in range(300)]
    store.commit(batch(*(told(f"d{n}", presence("company/orano", key)) for n, key in enumerate(countries))))
    lines = [decide(Action.RENAME, f"country/pais-{number:05}", "X") for number in range(5000)]
    assert len(store.curate(lines)) == 5000
    assert len(store.unmatched()) == 5000


def test_thousands_of_amendments_wait(store: Store):
    amend = "fact/visit-00000000000000"
    lines = [decide(Action.AMEND, amend, f"host=country/pays-{number}") for number in range(2000)]
    store.curate(lines)
    documents = [told(f"d{n}", presence("company/orano", f"country/p{n}")) for n in range(40)]
    store.commit(batch(*documents))
    assert "country/p39" in names_of(store)
