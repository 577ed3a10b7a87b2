"""The loader: what it makes of tables, and how it names what is wrong with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diplograph.errors import TableError
from diplograph.knowledge.gazetteer import load_gazetteer
from diplograph.knowledge.tables import read_table
from diplograph.model import EntityType
from diplograph.resources import resource


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource("data/gazetteer"), tmp_path / "gazetteer"))


def append(path: Path, line: str) -> int:
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{line}\n", encoding="utf-8")
    return text.count("\n") + 1


def test_a_country_has_its_words():
    gazetteer = load_gazetteer()
    entity = gazetteer.entities["country/kazakhstan"]
    assert entity.type is EntityType.COUNTRY
    assert entity.name == "Kazakhstan"
    assert "République du Kazakhstan" in entity.aliases
    assert dict(entity.identifiers)["iso3166"] == "KZ"
    forms = gazetteer.countries["country/kazakhstan"]
    assert {"kazakh", "kazakhe", "kazakhs", "kazakhes", "kazakhstanaise"} <= set(forms.adjectives)
    assert "Kazakhe" in forms.demonyms
    assert "kazakho" in forms.combining
    assert (forms.capital, forms.article) == ("city/astana", "le")


def test_demonyms_are_the_adjectives_capitalised_in_each_part():
    gazetteer = load_gazetteer()
    assert "Néo-Zélandaise" in gazetteer.countries["country/nouvelle-zelande"].demonyms
    assert "Sud-Coréens" in gazetteer.countries["country/coree-du-sud"].demonyms


def test_what_a_name_stands_for():
    gazetteer = load_gazetteer()
    assert gazetteer.metonyms["Élysée"] == "country/france"
    assert gazetteer.metonyms["Akorda"] == "country/kazakhstan"
    assert "Nice" in gazetteer.ambiguous
    assert "Astana" not in gazetteer.ambiguous


def test_a_joint_venture_has_all_its_parents():
    gazetteer = load_gazetteer()
    assert gazetteer.all_parents["company/katco"] == ("company/orano", "company/kazatomprom")
    assert gazetteer.parents["company/katco"] == "company/orano"
    assert "mining.uranium" in gazetteer.company_sectors["company/katco"]


def test_the_digest_follows_the_bytes(folder):
    before = load_gazetteer(folder).digest
    assert before == load_gazetteer().digest
    append(folder / "people.csv", "person/ana-durand,Ana Durand,,,country/france,")
    assert load_gazetteer(folder).digest != before


def test_a_spreadsheet_may_save_semicolons_a_mark_and_blank_rows(folder):
    path = folder / "people.csv"
    rows = read_table(path, ["key", "name", "aliases", "ambiguous", "country", "wikidata"])
    body = "".join(";".join(row.cells.values()) + ";\r\n;;;;;\r\n" for row in rows)
    path.write_bytes(b"\xef\xbb\xbf" + f"key;name;aliases;ambiguous;country;wikidata\r\n{body}".encode())
    assert load_gazetteer(folder).entities == load_gazetteer().entities


def test_every_dangling_reference_is_named_with_its_line(folder):
    first = append(folder / "companies.csv", "company/a,Aaa,,,,country/nulle-part,,,,")
    second = append(folder / "companies.csv", "company/b,Bbb,,,,,company/personne,,,")
    third = append(folder / "tenures.csv", "person/inconnu,HeadOfState,country/france,2020,")
    with pytest.raises(TableError) as caught:
        load_gazetteer(folder)
    message = str(caught.value)
    assert f"companies.csv:{first}: column country refers to 'country/nulle-part'" in message
    assert f"companies.csv:{second}: column parents refers to 'company/personne'" in message
    assert f"tenures.csv:{third}: column person refers to 'person/inconnu'" in message


def test_a_key_used_twice_is_refused_with_both_places(folder):
    line = append(folder / "institutions.csv", "institution/cnrs,Autre,,,,")
    with pytest.raises(
        TableError, match=rf"institutions\.csv:{line}: .*repeats 'institution/cnrs'.*first at"
    ):
        load_gazetteer(folder)


@pytest.mark.parametrize(
    ("table", "line", "expected"),
    [
        ("people.csv", ",Ana Durand,,,,", "column key is empty"),
        ("people.csv", "person/ana,,,,,", "column name is empty"),
        ("people.csv", "persona/ana,Ana Durand,,,,", "does not begin with person/"),
        ("people.csv", "person/ana,Ana Durand,,Anna,,", "a name that the row lacks: 'Anna'"),
        ("people.csv", "person/ana,Ana Durand,,,,,,x", "has 8 cells, the header 6"),
        ("people.csv", "person/ana,Ana Durand,,,,L114", "column wikidata has 'L114'"),
        (
            "companies.csv",
            "company/essai,Essai,,,,country/france,,,FR12,",
            "column isin has 'FR12'",
        ),
        (
            "countries.csv",
            "country/essai,Essai,,,,,,,,,member,kz,KAZ,398,,,",
            "column alpha2 has 'kz'",
        ),
        (
            "countries.csv",
            "country/essai,Essai,,,,,,,,,member,,,,,,Q114",
            "column alpha2 is empty",
        ),
        ("tenures.csv", "person/emmanuel-macron,Prince,country/france,,", "is not a post: 'Prince'"),
        ("tenures.csv", "person/emmanuel-macron,Minister,country/france,14/05/2017,", "not an ISO date"),
        ("cities.csv", "city/essai,Essai,,,country/france,beaucoup,,", "not a whole number: 'beaucoup'"),
        (
            "countries.csv",
            "country/essai,Essai,,,,,essai,,,,,ZZ,,,,,",
            "needs four forms: 'essai'",
        ),
    ],
)
def test_a_bad_row_is_named_with_file_line_and_column(folder, table, line, expected):
    number = append(folder / table, line)
    with pytest.raises(TableError) as caught:
        load_gazetteer(folder)
    assert expected in str(caught.value)
    assert f"{table}:{number}" in str(caught.value)


def test_a_misspelt_column_is_refused_with_the_right_one(folder):
    path = folder / "people.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("aliases", "alias", 1), encoding="utf-8")
    with pytest.raises(TableError, match=r"people\.csv:1: the header lacks aliases; .*perhaps 'aliases'"):
        load_gazetteer(folder)


def test_a_table_that_is_missing_or_not_utf8_is_named(folder):
    (folder / "people.csv").write_bytes("key,name\nperson/é,é\n".encode("latin-1"))
    with pytest.raises(TableError, match=r"people\.csv:2: is not UTF-8"):
        load_gazetteer(folder)
    (folder / "people.csv").unlink()
    with pytest.raises(TableError, match=r"people\.csv: cannot be read"):
        load_gazetteer(folder)


def test_a_quoted_cell_over_two_lines_does_not_shift_the_line_numbers(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('a,b\n"one\ntwo",x\ny,z\n', encoding="utf-8")
    assert [row.where for row in read_table(path, ["a", "b"])] == [f"{path}:2", f"{path}:4"]
