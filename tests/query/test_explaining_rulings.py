"""What an analyst decided is told with the fact, beside the words of the documents."""

from __future__ import annotations

import json
from pathlib import Path

from store_samples import BASE, batch, entry, fact_of, office, visit

from diplograph.model.decisions import Action, Decision
from diplograph.query.explained import as_json, as_text
from diplograph.query.explaining import Ruling, explain
from diplograph.rdf.identifiers import fact_iri
from diplograph.store import Store


def test_author_day_and_reason_stand_with_the_fact(tmp_path: Path) -> None:
    told = fact_iri(BASE, visit())
    asserted = "Contract party=country/france|country/kazakhstan start=2025-01"
    decisions = [
        Decision(
            Action.STATUS,
            told.removeprefix(BASE),
            "Denied",
            author="A. Bureau",
            date="2025-02-01",
            reason="faux",
        ),
        Decision(Action.ASSERT, value=asserted, author="B. Martin", date="2025-02-02", reason="vu sur place"),
    ]
    contract = fact_of("Contract", {"party": ("country/france", "country/kazakhstan"), "start": "2025-01"})
    with Store.open(tmp_path / "s.store", create=True) as store:
        store.commit(batch(entry("a", visit(), office())))
        assert explain(store, told).facts[0].rulings == ()
        store.curate(decisions)
        (denied,) = explain(store, told).facts
        (stated,) = explain(store, fact_iri(BASE, contract)).facts
        text = as_text(explain(store, told), prefixes={})
        known = json.loads(as_json(explain(store, told)))
    (ruling,) = denied.rulings
    assert (ruling.author, ruling.date, ruling.reason) == ("A. Bureau", "2025-02-01", "faux")
    assert denied.words  # the document's words stay beside it
    assert stated.rulings == (Ruling(f"assert {asserted}", "B. Martin", "2025-02-02", "vu sur place"),)
    assert "decided by A. Bureau, 2025-02-01: status" in text
    assert known["facts"][0]["rulings"][0]["reason"] == "faux"
