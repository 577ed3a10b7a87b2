"""What a document says is never run by the spreadsheet that opens a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from diplograph.cli.app import diplograph
from diplograph.cli.network_output import rows_as
from diplograph.model import Document, Entity, EntityType, Evidence, Extraction, Span, make_fact
from diplograph.model.cells import harmless
from diplograph.query.conflicts import Claim, Conflict
from diplograph.query.contradictions import as_csv
from diplograph.rdf.identifiers import DEFAULT_BASE, run_iri
from diplograph.rdf.mapping import map_extraction
from diplograph.store import Batch, DocumentEntry, Store

EVIL = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cells") / "s"
    run = run_iri(DEFAULT_BASE, "v1")
    text = f"{EVIL} est présent en France."
    entities = (
        Entity("company/evil", EntityType.COMPANY, EVIL, (), (Span(0, len(EVIL)),)),
        Entity("country/france", EntityType.COUNTRY, "France", (), (Span(26, 32),)),
    )
    fact = make_fact(
        "Presence",
        {"company": "company/evil", "country": "country/france"},
        evidence=(Evidence(0, len(text), text, "test:1"),),
    )
    read = Document("a", text, text, title="@SUM(A1)", published="2024-11-05")
    graph = map_extraction(Extraction(read, entities, (fact,)), base=DEFAULT_BASE, run=run)
    with Store.open(folder, create=True) as opened:
        opened.commit(Batch((DocumentEntry("a", read.digest, run, "2024-11-05", graph),)))
    return folder


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


@pytest.mark.parametrize("text", [EVIL, "+1", "-x", "@a", "\t=a", "\n=a", " =a", "\uff1da"])
def test_a_formula_becomes_a_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Orano", "", "a=b", -3, 2.5, None])
def test_all_else_stays(value: object) -> None:
    assert harmless(value) is value


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["documents", "list", "-f", "csv"], "'@SUM(A1)"),
        (["knowledge", "unknown", "-f", "csv"], f"'{EVIL}"),
        (["network", "centrality", "-f", "csv"], f"'{EVIL}"),
    ],
)
def test_every_table_of_the_command_line_is_harmless(store: Path, words: list[str], told: str) -> None:
    run = CliRunner().invoke(diplograph, [*words, "--store", str(store)])
    assert run.exit_code == 0
    assert told in cells(run.stdout)
    assert not [cell for cell in cells(run.stdout) if cell.startswith(("=", "@"))]


def test_numbers_of_a_table_stay_numbers() -> None:
    rows = [{"label": EVIL, "score": -0.5, "all": ("-a", "b")}]
    text = rows_as("csv", rows, columns=("label", "score", "all"), prefixes={}, more={})
    assert cells(text)[3:] == [f"'{EVIL}", "-0.5", "'-a b"]


def test_conflicts_are_harmless_too() -> None:
    claims = (Claim("-1 EUR", "urn:base/figure/a", ()), Claim("2 EUR", "urn:base/figure/b", ()))
    text = as_csv([Conflict("figure", EVIL, claims)], base="urn:base/")
    assert cells(text)[8:13] == ["1", "figure", f"'{EVIL}", "'-1 EUR", "figure/a"]


def test_the_csv_of_sparql_is_what_the_standard_says(store: Path) -> None:
    words = ["query", "-e", f'SELECT ?l {{ VALUES ?l {{ "{EVIL}" }} }}', "-f", "csv", "--store", str(store)]
    assert CliRunner().invoke(diplograph, words).stdout_bytes == f"l\r\n{EVIL}\r\n".encode()
