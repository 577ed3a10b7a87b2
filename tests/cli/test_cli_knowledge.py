"""`diplograph knowledge` and the analyst's own tables in a build, as a stranger runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from cli_types import Run

pytestmark = pytest.mark.model

TEXT = """Le groupe Zorgatel et Orange coopèrent en Pologne. Zorgatel a signé un contrat avec Alstom.

Une délégation venue du Congo a visité le salon. Ana Duval, directrice générale de Zorgatel, était là.
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, run: Run) -> tuple[Path, Path]:
    """A text and the store built from it."""
    folder = tmp_path_factory.mktemp("analyst")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    result = run("build", folder / "a.txt", "--store", folder / "s")
    assert result.returncode == 0, result.stderr
    assert "Left unlinked: 1 ambiguous (Congo 1;" in result.stdout
    return folder / "a.txt", folder / "s"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_unknown_names_come_most_frequent_first(places: tuple[Path, Path], run: Run) -> None:
    result = run("knowledge", "unknown", "--store", places[1])
    assert result.returncode == 0, result.stderr
    found = rows(result.stdout)
    assert [(row["type"], row["name"], row["count"]) for row in found] == [
        ("Company", "Zorgatel", "3"),
        ("Person", "Ana Duval", "1"),
    ]
    assert found[0]["sentence"] == "Le groupe Zorgatel et Orange coopèrent en Pologne."


def test_ambiguous_names_are_told_with_what_they_may_mean(places: tuple[Path, Path], run: Run) -> None:
    found = rows(run("knowledge", "unknown", "--ambiguous", "--store", places[1], "-f", "csv").stdout)
    assert [row["name"] for row in found] == ["Congo"]
    assert found[0]["candidates"].count("country/") == 2
    listed = json.loads(run("documents", "list", "--store", places[1], "-f", "json").stdout)
    table = rows(run("documents", "list", "--store", places[1], "-f", "csv").stdout)
    assert [row["identifier"] for row in table] == [listed[0]["identifier"]]
    assert set(listed[0]) - set(table[0]) == {"links"}
    unlinked = run("explain", "congo", "--store", places[1])
    assert (unlinked.returncode, unlinked.stdout) == (2, "")
    assert unlinked.stderr.startswith("diplograph: 'congo' was left unlinked")
    assert "country/" in unlinked.stderr
    assert "knowledge unknown --ambiguous" in unlinked.stderr
    doubtful = {link["name"]: link["key"] for link in listed[0]["links"]}
    assert doubtful["Congo"] == ""
    assert doubtful["Orange"] == "company/orange"


def test_what_is_unknown_is_completed_given_back_and_remembered(
    places: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    text, store = places[0], tmp_path / "s"
    given = run("knowledge", "unknown", "--store", places[1]).stdout
    table = tmp_path / "names.csv"
    table.write_text(
        given.replace("Company,Zorgatel,,,,,", "Company,Zorgatel,,,Pologne,,Q999999991"), "utf-8"
    )
    assert run("knowledge", "check", table).returncode == 0
    built = run("build", text, "--store", store, "--gazetteer", table)
    assert (built.returncode, built.stderr) == (0, "")
    ask = "SELECT ?same WHERE { ?s rdfs:label 'Zorgatel'@fr ; owl:sameAs ?same }"
    assert "Q999999991" in run("query", "--store", store, "-e", ask).stdout
    assert run("knowledge", "unknown", "--store", store).stdout.count("\n") == 1

    again = run("build", text, "--store", store)
    assert "1 unchanged" in again.stdout, "the store remembers the table"
    found = run("knowledge", "find", "zorgatel", "--store", store)
    assert "company/zorgatel  Company  Zorgatel\n  normalised as Zorgatel, score 0.98" in found.stdout
    assert "names.csv:2" in found.stdout

    table.write_text(table.read_text("utf-8").replace("Q999999991", "Q999999992"), "utf-8")
    assert "1 replaced" in run("build", text, "--store", store, "--gazetteer", table).stdout
    assert "1 replaced" in run("build", text, "--store", store, "--no-gazetteer").stdout
    assert "Zorgatel" in run("knowledge", "unknown", "--store", store).stdout


def test_a_faulty_table_is_told_and_its_rest_used_unless_strict(
    places: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    table = tmp_path / "names.csv"
    table.write_bytes(
        "type;name;wikidata\nCompagny;Béta;Q1|L2\nCompany;Zorgatel;Q999999991|L2\n".encode("cp1252")
    )
    checked = run("knowledge", "check", table)
    assert checked.returncode == 1
    assert f"{table}:2: column type is unknown: 'Compagny' (did you mean Company?" in checked.stdout
    assert f"{table}:3: column wikidata has 'L2'" in checked.stdout
    assert f"remark: {table}:1: is Windows-1252; read as such" in checked.stdout
    assert f"remark: {table}:1: has semicolons" in checked.stdout
    assert checked.stderr == "1 thing can be used; 2 faults\n"
    told = json.loads(run("knowledge", "check", table, "-f", "json").stdout)
    assert [(row["line"], row["column"], row["note"]) for row in told] == [
        (1, "", True),
        (1, "", True),
        (2, "type", False),
        (3, "wikidata", False),
    ]
    store = tmp_path / "s"
    built = run("build", places[0], "--store", store, "--gazetteer", table)
    assert built.returncode == 0
    assert [line.split(": column")[0] for line in built.stderr.splitlines()] == [
        f"diplograph: {table}:{line}" for line in (2, 3)
    ]
    assert [row["name"] for row in rows(run("knowledge", "unknown", "--store", store).stdout)] == [
        "Ana Duval"
    ]
    refused = run("build", places[0], "--store", tmp_path / "strict", "--gazetteer", table, "--strict")
    assert refused.returncode == 2
    assert [line.split(": column")[0] for line in refused.stderr.splitlines()] == [
        f"diplograph: {table}:{line}" for line in (2, 3)
    ]
    assert all(line.endswith(")") for line in refused.stderr.splitlines()), "each has its hint"
    assert not (tmp_path / "strict" / "gazetteer").exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tokayev", "person/kassym-jomart-tokaiev  Person"),
        ("élysée", "country/france  Country  France\n  metonym as Élysée"),
        ("kazakhe", "country/kazakhstan  Country  Kazakhstan\n  "),
        ("Shavkat Mirzijojew", ""),
        ("company/edf", "company/edf  Company  EDF\n  key, score 1.00"),
        ("country:kazakhstan", "country/kazakhstan  Country"),
        (
            "Saint Gobain",
            "company/saint-gobain  Company  Saint-Gobain\n  spelling as Saint-Gobain, score 0.95",
        ),
        ("Congo", "Where nothing decides, the name is left unlinked"),
    ],
)
def test_find_says_what_a_name_is_taken_for(run: Run, name: str, expected: str) -> None:
    result = run("knowledge", "find", name)
    assert expected in result.stdout
    assert result.returncode == (0 if expected else 1)
    if not expected:
        assert f"no table knows {name!r}" in result.stderr
        assert "near: " in result.stderr


def test_missing_tables_and_stores_are_told(run: Run, tmp_path: Path) -> None:
    missing = run("knowledge", "check", tmp_path / "nulle-part.csv")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "nulle-part.csv: cannot be read" in missing.stderr
    none = run("knowledge", "unknown", "--store", tmp_path / "nulle-part")
    assert none.returncode == 2
    named = run("knowledge", "find", "EDF", "--store", tmp_path / "nulle-part")
    assert (named.returncode, named.stdout) == (2, "")
    assert "nulle-part: there is no store here" in named.stderr
    text = tmp_path / "a.txt"
    text.write_text("La France et l'Italie coopèrent.", encoding="utf-8")
    refused = run("build", text, "--store", tmp_path / "s", "--gazetteer", tmp_path / "nulle-part.csv")
    assert refused.returncode == 2
    assert "there is no such table" in refused.stderr
    assert not (tmp_path / "s").exists()
