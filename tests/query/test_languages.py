"""The same in French: the words of the program, never those of documents or names."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_conflicts import document, president, trade, visit

from diplograph.cli.app import diplograph
from diplograph.query.wording import LANGUAGES
from diplograph.resources import resource
from diplograph.store import Batch, Store

_FIELD = re.compile(r"\{(\w*)\}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "s", create=True) as store:
        one = document("a", trade("4"), visit("2023-11-01"), president("person/macron"))
        store.commit(Batch((one, document("b", trade("5", "About"), president("person/x")))))
    return tmp_path / "s"


def run(*words: object, **environment: str) -> str:
    done = CliRunner().invoke(diplograph, [str(word) for word in words], env=environment)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_contradictions_in_french(folder: Path) -> None:
    told = run("conflicts", "--store", folder, "--lang", "fr")
    assert told.startswith("chiffre : échanges commerciaux, France, Kazakhstan, 2023")
    assert "fonction : chef de l’État, France" in told
    assert "  environ 5 EUR  fact/figure-" in told
    assert told.endswith("2 contradictions : chiffre (1), fonction (1)\n")
    assert run("conflicts", "--store", folder, DIPLOGRAPH_LANG="fr") == told
    assert run("conflicts", "--store", folder).endswith("2 conflicts: 1 of figure, 1 of office\n")


def test_data_are_the_same_in_any_language(folder: Path) -> None:
    english = run("explain", "Kazakhstan", "-f", "json", "--store", folder)
    assert run("explain", "Kazakhstan", "-f", "json", "--store", folder, "--lang", "fr") == english


def test_an_explanation_in_french(folder: Path) -> None:
    told = run("explain", "Kazakhstan", "--store", folder, "--lang", "fr")
    assert "  pays, dans 2 documents : a, b\n" in told
    assert "  visite, réel, confiance " in told
    assert "  visiteur : Emmanuel Macron\n" in told
    assert "  a, 2024-11-05, caractères 0 à 5 :\n    [[Selon]] a, c’est ainsi.\n" in told


@pytest.mark.parametrize("path", sorted(resource("data/wording").glob("*.csv")), ids=lambda path: path.stem)
def test_both_languages_say_the_same(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            fields = [sorted(set(_FIELD.findall(row[language]))) for language in LANGUAGES]
            assert fields[0] == fields[1], row["key"]
