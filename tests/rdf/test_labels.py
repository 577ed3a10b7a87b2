from __future__ import annotations

import csv
from decimal import Decimal

import pytest
from rdf_sample import ENTITIES, FACTS

from diplograph.knowledge.sectors import load_sectors
from diplograph.knowledge.tables import read_table
from diplograph.model import FACT_ROLES, Amount, Fact, ValueKind, make_fact
from diplograph.rdf.french import article, at, dates, of
from diplograph.rdf.labels import amount_label, fact_label, thing_label
from diplograph.resources import resource

NAMES = {entity.key: entity.name for entity in ENTITIES} | {
    "person/tokaiev": "Kassym-Jomart Tokaïev",
    "person/attal": "Attal",
    "country/kazakhstan": "Kazakhstan",
    "country/iran": "Iran",
}


def label(fact_type: str, **arguments: object) -> str:
    return fact_label(make_fact(fact_type, arguments), NAMES)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.type)
def test_every_fact_has_a_label_of_one_line(fact: Fact) -> None:
    text = fact_label(fact, NAMES)
    assert len(text) > 5
    assert not set(text) & set("{}[]\n")
    assert "  " not in text


@pytest.mark.parametrize("fact_type", sorted(FACT_ROLES))
def test_a_fact_that_says_little_still_has_a_label(fact_type: str) -> None:
    assert not set(fact_label(make_fact(fact_type, {}), {})) & set("{}[]")


def test_labels_read_as_french() -> None:
    tokaiev = {"visitKind": "State", "visitor": "person/tokaiev", "start": "2024-11-04", "end": "2024-11-05"}
    assert (
        label("Visit", place="country/france", **tokaiev)
        == "Visite d’État de Kassym-Jomart Tokaïev en France (4–5 novembre 2024)"
    )
    assert (
        label("Visit", visitKind="Other", visitor="person/attal", place="city/paris")
        == "Visite d’Attal à Paris"
    )
    assert (
        label("Visit", visitKind="Working", visitor="country/iran", place="country/kazakhstan", start="2023")
        == "Visite de travail de l’Iran au Kazakhstan (2023)"
    )
    assert (
        label("Cooperation", party=("country/france", "country/kazakhstan"), sector="finance")
        == f"Coopération France – Kazakhstan : {load_sectors()['finance'].label_fr}"
    )
    assert (
        label(
            "Office", holder="person/tokaiev", post="HeadOfState", of="country/kazakhstan", title="président"
        )
        == "Kassym-Jomart Tokaïev, président (Kazakhstan)"
    )
    assert (
        label("Office", holder="person/attal", post="HeadOfGovernment", of="country/france")
        == "Attal, chef du gouvernement (France)"
    )
    figure = {"indicator": "Trade", "value": Decimal("4000000000"), "unit": "USD", "modifier": "AtLeast"}
    assert (
        label("Figure", about=("country/france",), start="2023", **figure)
        == "Échanges commerciaux, France : au moins 4\u00a0milliards de dollars (2023)"
    )


def test_who_belongs_to_whom_cannot_be_read_the_other_way_round() -> None:
    names = {
        **NAMES,
        "company/katco": "Katco",
        "company/orano": "Orano",
        "international-organization/g20": "G20",
    }
    branch = make_fact("Membership", {"member": ("company/katco",), "organization": ("company/orano",)})
    assert fact_label(branch, names) == "Katco appartient à Orano"
    state = {"member": ("country/iran",), "organization": ("international-organization/g20",)}
    assert fact_label(make_fact("Membership", state), names) == "Iran, membre de : G20"


@pytest.mark.parametrize(
    ("name", "fact_type", "arguments", "text"),
    [
        (
            "sommet sur ce sujet",
            "Summit",
            {"place": ("city/paris",), "start": ("2025-02",)},
            "Sommet à Paris (février 2025)",
        ),
        ("accord à cet égard", "Agreement", {"party": ("country/iran",)}, "Accord Iran"),
        ("centrale", "Project", {"participant": ("company/orano",)}, "Centrale Orano"),
        ("centrale", "Project", {}, "Centrale"),
        ("sommet sur la biodiversité", "Summit", {"place": ("city/paris",)}, "sommet sur la biodiversité"),
        ("Prosub", "Project", {"participant": ("company/orano",)}, "Prosub"),
        ("COP30", "Summit", {"place": ("city/belem",)}, "COP30"),
    ],
)
def test_a_name_that_tells_nothing_alone_is_filled_up(
    name: str, fact_type: str, arguments: dict[str, tuple[str, ...]], text: str
) -> None:
    names = {"country/iran": "Iran", "company/orano": "Orano", "city/paris": "Paris"}
    assert thing_label(name, make_fact(fact_type, arguments), names) == text


@pytest.mark.parametrize(
    ("name", "where", "whose"),
    [
        ("France", "en France", "de la France"),
        ("Italie", "en Italie", "de l’Italie"),
        ("Kazakhstan", "au Kazakhstan", "du Kazakhstan"),
        ("Ouzbékistan", "en Ouzbékistan", "de l’Ouzbékistan"),
        ("Mexique", "au Mexique", "du Mexique"),
        ("États-Unis", "aux États-Unis", "des États-Unis"),
        ("Cuba", "à Cuba", "de Cuba"),
        ("Israël", "en Israël", "d’Israël"),
        ("République tchèque", "en République tchèque", "de la République tchèque"),
        ("Corée du Sud", "en Corée du Sud", "de la Corée du Sud"),
    ],
)  # fmt: skip
def test_prepositions_of_countries(name: str, where: str, whose: str) -> None:
    assert at(name, "country/x") == where
    assert of(name, "country/x") == whose


def test_articles_agree_with_the_gazetteer() -> None:
    seen = 0
    with resource("data/gazetteer/countries.csv").open(encoding="utf-8-sig", newline="") as table:
        for row in csv.DictReader(table):
            expected = {"": {"à", "en"}, "l'": {"le", "la"}}.get(row["article"], {row["article"]})
            assert article(row["name"]) in expected, row["name"]
            seen += 1
    assert seen > 190


@pytest.mark.parametrize(
    ("name", "where"),
    [("Paris", "à Paris"), ("Le Caire", "au Caire"), ("La Haye", "à La Haye"), ("Astana", "à Astana")],
)
def test_prepositions_of_cities(name: str, where: str) -> None:
    assert at(name, "city/x") == where


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2024", "", "2024"),
        ("2024-11", "", "novembre 2024"),
        ("2023-11-01", "", "1er novembre 2023"),
        ("2022-11-29", "2022-11-30", "29–30 novembre 2022"),
        ("2022-11-30", "2022-12-02", "30 novembre – 2 décembre 2022"),
        ("2022-12-30", "2023-01-02", "30 décembre 2022 – 2 janvier 2023"),
        ("2023-05", "2023-06", "mai–juin 2023"),
        ("2019", "2023", "2019 – 2023"),
        ("2024-01-01", "2024-01-01", "1er janvier 2024"),
        ("", "2030", "jusqu’en 2030"),
        ("", "2030-05-02", "jusqu’au 2 mai 2030"),
    ],
)
def test_dates_read_as_french(start: str, end: str, text: str) -> None:
    assert dates(start, end) == text


@pytest.mark.parametrize(
    ("value", "unit", "modifier", "upper", "text"),
    [
        ("1600000000", "EUR", "", None, "1,6 milliard d’euros"),
        ("4000000000", "USD", "AtLeast", None, "au moins 4 milliards de dollars"),
        ("50000000", "EUR", "", "100000000", "50 à 100 millions d’euros"),
        ("21", "percent", "", None, "21 %"),
        ("170", "count", "AtMost", None, "au plus 170"),
        ("1", "GW", "", None, "1 GW"),
        ("1234567", "EUR", "", None, "1 234 567 euros"),
        ("25000", "t", "About", None, "environ 25 000 tonnes"),
        ("500", "XYZ", "", None, "500 XYZ"),
        ("-3.50", "percent", "", None, "-3,5 %"),
    ],
)
def test_amounts_read_as_french(value: str, unit: str, modifier: str, upper: str | None, text: str) -> None:
    amount = Amount(Decimal(value), unit, modifier, Decimal(upper) if upper else None)
    assert amount_label(amount).replace("\u00a0", " ") == text


def test_every_class_and_every_term_has_its_words() -> None:
    rows = read_table(resource("data/lexicon/labels.csv"), ("kind", "key", "text"))
    words = {(row.get("kind"), row.get("key")) for row in rows}
    assert len(words) == len(rows)
    shown = {
        (role.name, term)
        for roles in FACT_ROLES.values()
        for role in roles
        if role.kind is ValueKind.TERM and role.name != "stage"
        for term in role.terms
    }
    assert len(shown) == 30
    assert shown | {("template", fact_type) for fact_type in FACT_ROLES} <= words
