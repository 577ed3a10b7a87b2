"""Contradictions are listed with both sides and their words; what fits is not."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from diplograph.cli.app import diplograph
from diplograph.model import (
    Amount,
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Fact,
    Span,
    Status,
    make_fact,
)
from diplograph.model.keys import kind_of
from diplograph.model.schema import FACT_ROLES, ValueKind
from diplograph.query.conflicts import Conflict, conflicts
from diplograph.rdf.identifiers import DEFAULT_BASE, run_iri
from diplograph.rdf.mapping import map_extraction
from diplograph.store import Batch, DocumentEntry, Store

RUN = run_iri(DEFAULT_BASE, "v1")
_TYPES = {kind_of(entity_type): entity_type for entity_type in EntityType}
NAMES = {"person/macron": "Emmanuel Macron", "country/kazakhstan": "Kazakhstan", "country/france": "France"}


def document(identifier: str, *facts: Fact, published: str = "2024-11-05") -> DocumentEntry:
    text = f"Selon {identifier}, c’est ainsi."
    roles = {(fact.type, role.name): role.kind for fact in facts for role in FACT_ROLES[fact.type]}
    keys = {fact.subject for fact in facts if fact.subject} | {
        str(value)
        for fact in facts
        for name, values in fact.arguments
        if roles[fact.type, name] is ValueKind.ENTITY
        for value in values
    }
    entities = tuple(
        Entity(key, _TYPES[key.partition("/")[0]], NAMES.get(key, key.partition("/")[2]), (), (Span(0, 2),))
        for key in sorted(keys)
    )
    read = Document(identifier, text, f"{text}{facts}{published}", published=published)
    graph = map_extraction(Extraction(read, entities, facts), base=DEFAULT_BASE, run=RUN)
    return DocumentEntry(identifier, read.digest, RUN, published, graph)


def fact(kind: str, status: Status = Status.ACTUAL, subject: str = "", **roles: object) -> Fact:
    words = (Evidence(0, 5, "Selon", "test:1"),)
    return make_fact(kind, roles, status=status, evidence=words, subject=subject)


def visit(start: str, status: Status = Status.ACTUAL, **more: object) -> Fact:
    roles = {"visitKind": "State", "visitor": "person/macron", "place": "country/kazakhstan", "start": start}
    return fact("Visit", status, **{**roles, **more})


def trade(value: str, modifier: str = "", start: str = "2023", unit: str = "EUR") -> Fact:
    pair = ["country/france", "country/kazakhstan"]
    told = {"indicator": "Trade", "about": pair, "value": Decimal(value), "unit": unit, "start": start}
    return fact("Figure", modifier=modifier, **told)


def pact(**roles: object) -> Fact:
    return fact("Treaty", subject="agreement/pacte", **{"party": "country/france", **roles})


def president(holder: str, **roles: object) -> Fact:
    return fact("Office", holder=holder, post="HeadOfState", of="country/france", **roles)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "s"


def found(folder: Path, *documents: DocumentEntry) -> tuple[Conflict, ...]:
    with Store.open(folder, create=True) as store:
        store.commit(Batch(documents))
        return conflicts(store)


ORANO, EDF = Amount(Decimal(4), "EUR"), Amount(Decimal(5), "EUR")


@pytest.mark.parametrize(
    ("kind", "one", "other", "values"),
    [
        ("figure", trade("4"), trade("5"), ("4 EUR", "5 EUR")),
        ("figure", trade("4", "AtMost"), trade("5"), ("5 EUR", "AtMost 4 EUR")),
        ("figure", trade("4", "About"), trade("5"), ("5 EUR", "About 4 EUR")),
        ("status", visit("2023-11-01"), visit("2023-11-01", Status.DENIED), ("Actual", "Denied")),
        ("agreement", pact(start="2008-06-11"), pact(start="2008-07"), ("2008-06-11", "2008-07")),
        ("agreement", pact(amount=ORANO), pact(amount=EDF), ("4\u00a0euros", "5\u00a0euros")),
        ("agreement", pact(), pact(party="country/kazakhstan"), ("France", "Kazakhstan")),
        ("office", president("person/macron"), president("person/x"), ("Emmanuel Macron", "x")),
    ],
)
def test_both_sides_are_told_with_their_documents(
    folder: Path, kind: str, one: Fact, other: Fact, values: tuple[str, str]
):
    (conflict,) = found(folder, document("a", one), document("b", other))
    assert conflict.kind == kind
    assert tuple(claim.value for claim in conflict.claims) == values
    cited = [citation.document for claim in conflict.claims for citation in claim.citations]
    assert sorted(cited) == ["a", "b"]
    assert {c.quote for claim in conflict.claims for c in claim.citations} == {"Selon"}


def contract(amount: object = 4, start: str = "2024-11-04", **more: object) -> Fact:
    roles = {"party": ["company/orano", "country/kazakhstan"], "sector": "energy.nuclear", "start": start}
    told = Amount(Decimal(amount), "EUR") if isinstance(amount, int) else amount
    return fact("Contract", **{**roles, **({"amount": told} if told else {}), **more})


def deal(start: str = "2024-11-04", status: Status = Status.ACTUAL, **more: object) -> Fact:
    roles = {"party": ["company/orano", "country/kazakhstan"], "sector": "energy.nuclear", "start": start}
    return fact("Contract", status, **{**roles, **more})


@pytest.mark.parametrize(
    ("kind", "one", "other", "values"),
    [
        ("agreement", contract(4), contract(7), ("4\u00a0euros", "7\u00a0euros")),
        ("agreement", contract(4, "2024-11"), contract(7, "2024-11"), ("4\u00a0euros", "7\u00a0euros")),
        ("agreement", deal("2024-11-04"), deal("2024-11-07"), ("2024-11-04", "2024-11-07")),
        ("agreement", contract(4), contract(4, "2024-11-06"), ("2024-11-04", "2024-11-06")),
        ("status", deal(), deal("2024-11", Status.DENIED), ("Actual", "Denied")),
        ("status", contract(4), deal(status=Status.DENIED), ("Actual", "Denied")),
    ],
)
def test_two_agreements_that_may_be_one_are_told_with_what_differs(
    folder: Path, kind: str, one: Fact, other: Fact, values: tuple[str, str]
):
    (conflict,) = found(folder, document("a", one), document("b", other))
    assert conflict.kind == kind
    assert tuple(claim.value for claim in conflict.claims) == values
    assert sorted(c.document for claim in conflict.claims for c in claim.citations) == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (contract(4), contract(7, sector="energy.gas")),
        (contract(4), contract(7, party=["company/edf", "country/kazakhstan"])),
        (contract(4, ""), contract(7, "")),
        (contract(4), contract(7, "2024-12-20")),
        (contract(4), contract(Amount(Decimal(7), "USD"))),
        (contract(4), contract(Amount(Decimal(3), "EUR", "AtLeast"))),
        (contract(4), contract(Amount(Decimal(3), "EUR", "", Decimal(5)))),
        (deal(), deal("2025-11-04")),
        (deal(), deal("2025-11-04", Status.DENIED)),
        (deal(), deal("2024-11", Status.DENIED, sector="energy.gas")),
        (deal(status=Status.DENIED), deal("2024-11", Status.DENIED)),
        (
            fact(
                "Treaty", party=["country/france", "country/kazakhstan"], start="2024-11-04", sector="energy"
            ),
            fact(
                "Treaty", party=["country/france", "country/kazakhstan"], start="2024-11-06", sector="energy"
            ),
        ),
    ],
)
def test_agreements_that_are_plainly_two_or_fit_are_not_told(folder: Path, one: Fact, other: Fact):
    assert found(folder, document("a", one), document("b", other)) == ()


def test_what_one_document_tells_beside_each_other_is_two(folder: Path):
    assert found(folder, document("a", contract(4), contract(7))) == ()


def test_two_near_days_of_a_visit_are_told_and_far_ones_are_not(folder: Path):
    (conflict,) = found(
        folder,
        document("a", visit("2023-11-01")),
        document("b", visit("2023-11-03")),
        document("c", visit("2024-05-01")),
    )
    assert conflict.kind == "visit"
    assert conflict.about == "Emmanuel Macron in Kazakhstan"
    assert [claim.value[:10] for claim in conflict.claims] == ["2023-11-01", "2023-11-03"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (trade("4", "AtLeast"), trade("5")),
        (trade("5"), trade("4", "AtLeast")),
        (trade("100", "About"), trade("104")),
        (trade("4", "AtLeast"), trade("5", "AtLeast")),
        (trade("4"), trade("5", start="2024")),
        (trade("4"), trade("4", unit="USD")),
        (pact(start="2008"), pact(start="2008-06-11")),
        (pact(), pact(party=["country/france", "country/kazakhstan"])),
        (visit("2023-11-01", Status.PLANNED), visit("2023-11-01")),
        (visit("2023-11-01"), visit("2023-11-03", place="country/mongolie")),
        (visit("2023-11-01"), visit("2023-11-01", place=["country/kazakhstan", "country/mongolie"])),
        (
            visit("2023-11-01", end="2023-11-04", place=["country/kazakhstan", "country/mongolie"]),
            visit("2023-11-03"),
        ),
        (president("person/macron"), fact("Office", holder="person/x", post="Minister", of="country/france")),
    ],
)
def test_what_can_both_be_right_is_no_conflict(folder: Path, one: Fact, other: Fact):
    assert found(folder, document("a", one), document("b", other)) == ()


def test_one_after_the_other_may_hold_an_office(folder: Path):
    assert (
        found(
            folder,
            document("a", president("person/x"), published="2010-01-01"),
            document("b", president("person/x"), published="2011-01-01"),
            document("c", president("person/macron"), published="2018-01-01"),
        )
        == ()
    )


def test_the_command_prints_text_json_and_a_table(folder: Path):
    found(folder, document("a", trade("4")), document("b", trade("5")))
    run = CliRunner().invoke(diplograph, ["conflicts", "--store", str(folder)])
    assert run.exit_code == 0
    assert "figure: Trade of France, Kazakhstan, 2023" in run.output
    assert "a, 2024-11-05: « Selon »" in run.output
    assert run.output.endswith("1 conflict: 1 of figure\n")
    told = json.loads(
        CliRunner().invoke(diplograph, ["conflicts", "--store", str(folder), "-f", "json"]).output
    )
    assert [claim["value"] for claim in told[0]["claims"]] == ["4 EUR", "5 EUR"]
    table = CliRunner().invoke(diplograph, ["conflicts", "--store", str(folder), "--format", "csv"]).output
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["value"], row["document"]) for row in rows] == [("4 EUR", "a"), ("5 EUR", "b")]


def test_a_store_without_conflicts_says_so(folder: Path):
    found(folder, document("a", trade("4")))
    run = CliRunner().invoke(diplograph, ["conflicts", "--store", str(folder)])
    assert (run.exit_code, run.output) == (0, "No conflicts.\n")


def test_a_fact_is_told_in_one_form(folder: Path):
    found(folder, document("a", trade("4")), document("b", trade("5")))
    told = CliRunner().invoke(diplograph, ["conflicts", "--store", str(folder), "-f", "json"]).output
    table = CliRunner().invoke(diplograph, ["conflicts", "--store", str(folder), "-f", "csv"]).output
    claims = json.loads(told)[0]["claims"]
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [claim["fact"] for claim in claims] == [row["fact"] for row in rows]
    assert not [claim for claim in claims if ":" in claim["fact"]], "keys, as the ledger takes them"
    assert claims[0]["citations"] == [{"document": "a", "published": "2024-11-05", "quote": "Selon"}]


def test_values_of_one_name_come_in_one_order():
    """Two amounts that read the same, told in fresh processes with other hashes."""
    program = """
import sys, tempfile
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from test_conflicts import document, found, pact
parties = ["country/a", "country/b", "country/c", "country/d"]
import test_conflicts
test_conflicts.NAMES.update({party: "Même nom" for party in parties})
folder = Path(tempfile.mkdtemp()) / "s"
(told,) = found(folder, *(document(party[-1], pact(party=party)) for party in parties))
print([claim.citations[0].document for claim in told.claims])
"""
    here = str(Path(__file__).parent)
    told = {
        subprocess.run(
            [sys.executable, "-c", program, here],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert told == {"['a', 'b', 'c', 'd']\n"}
