"""Quantities as written, and what they come to."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.language.amounts import find_amounts
from diplograph.language.dates import find_dates
from diplograph.language.folding import plain
from diplograph.language.mentions import AmountMention
from diplograph.language.numbers import parse_digits, parse_words


def mentions(text: str) -> list[AmountMention]:
    text = plain(text)
    dates = list(find_dates(text, published="2024-11-05"))
    return list(find_amounts(text, dates=dates))


def read(text: str) -> list[str]:
    """Modifier, value or range, unit, noun: as short as a test can say it."""
    out = []
    for found in mentions(text):
        amount = found.amount
        value = f"{amount.value}" if amount.upper is None else f"{amount.value}-{amount.upper}"
        out.append(" ".join(filter(None, [amount.modifier, value, amount.unit, found.noun])))
    return out


MONEY = [
    ("4 milliards de dollars", ["4000000000 USD"]),
    ("un demi-milliard d'euros", ["500000000 EUR"]),
    ("plus d'un demi-million de dollars", ["AtLeast 500000 USD"]),
    ("12 MdsEUR", ["12000000000 EUR"]),
    ("1,6 milliard d'euros", ["1600000000 EUR"]),
    ("1,6 milliard d’euros", ["1600000000 EUR"]),
    ("50 à 100 millions d'euros", ["50000000-100000000 EUR"]),
    ("50-100 millions d'euros", ["50000000-100000000 EUR"]),
    ("entre 3 et 4 milliards de dollars", ["3000000000-4000000000 USD"]),
    ("de 3,2 à 4 milliards de dollars", ["3200000000-4000000000 USD"]),
    ("de 800 millions à 1 milliard d'euros", ["800000000-1000000000 EUR"]),
    ("12 M€", ["12000000 EUR"]),
    ("3 milliards d'euros, dont 500 millions cette année", ["3000000000 EUR", "500000000 EUR"]),
    ("3 milliards d'euros. Il en vient 2 millions.", ["3000000000 EUR", "2000000 count"]),
    ("2,5 Md€", ["2500000000 EUR"]),
    ("3 Mds d'euros", ["3000000000 EUR"]),
    ("3 Mds €", ["3000000000 EUR"]),
    ("500 k€", ["500000 EUR"]),
    ("300 €", ["300 EUR"]),
    ("300€", ["300 EUR"]),
    ("$300", ["300 USD"]),
    ("4 milliards $", ["4000000000 USD"]),
    ("20 millions USD", ["20000000 USD"]),
    ("dix millions d'euros", ["10000000 EUR"]),
    ("un milliard et demi d'euros", ["1500000000 EUR"]),
    ("un million de livres sterling", ["1000000 GBP"]),
    ("200 milliards de tenges", ["200000000000 KZT"]),
    ("5 milliards de yuans", ["5000000000 CNY"]),
    ("90 milliards de roubles", ["90000000000 RUB"]),
    ("30 milliards de francs CFA", ["30000000000 XOF"]),
    ("7 milliards de dollars canadiens", ["7000000000 CAD"]),
    ("3,5 milliards de dollars américains", ["3500000000 USD"]),
    ("15 milliards de dirhams", ["15000000000 MAD"]),
    ("une centaine de millions d'euros", ["About 100000000 EUR"]),
    ("plus de 1 200,50 euros", ["AtLeast 1200.5 EUR"]),
    ("un budget à hauteur de 10 millions d'euros", ["About 10000000 EUR"]),
]

MEASURES = [
    ("21%", ["21 percent"]),
    ("21 %", ["21 percent"]),
    ("21\u202f%", ["21 percent"]),
    ("3,5 pour cent", ["3.5 percent"]),
    ("2 points de pourcentage", ["2 percent"]),
    ("de 4 à 5 %", ["4-5 percent"]),
    ("entre 3 % et 4 %", ["3-4 percent"]),
    ("vingt pour cent", ["20 percent"]),
    ("1 GW", ["1 GW"]),
    ("un parc éolien de 1\u00a0GW", ["1 GW"]),
    ("1 000 MW", ["1000 MW"]),
    ("1.200 km", ["1200 km"]),
    ("1,2 gigawatt", ["1.2 GW"]),
    ("600 mégawatts", ["600 MW"]),
    ("12 TWh", ["12 TWh"]),
    ("100 MWc", ["100 MW"]),
    ("3 000 tonnes", ["3000 t"]),
    ("2 millions de tonnes", ["2000000 t"]),
    ("5 kt", ["5 kt"]),
    ("500 hectares", ["500 ha"]),
    ("2,7 millions de km²", ["2700000 km2"]),
    ("2,7 millions de kilomètres carrés", ["2700000 km2"]),
    ("300 km/h", ["300 km/h"]),
    ("1,8 million de barils par jour", ["1800000 bbl/d"]),
    ("10 millions de barils", ["10000000 bbl"]),
    ("30 milliards de mètres cubes", ["30000000000 m3"]),
    ("10 milliards de m3", ["10000000000 m3"]),
]

COUNTS = [
    ("Plus de 170 entreprises françaises", ["AtLeast 170 count entreprises"]),
    ("quelque 200 grandes entreprises françaises", ["About 200 count entreprises"]),
    ("une centaine d'entreprises", ["About 100 count entreprises"]),
    ("une douzaine d'accords", ["About 12 count accords"]),
    ("un millier de salariés", ["About 1000 count salaries"]),
    ("deux cents étudiants", ["200 count etudiants"]),
    ("quatre-vingt-dix-sept accords", ["97 count accords"]),
    ("trente-cinq mille emplois", ["35000 count emplois"]),
    ("20 millions d'habitants", ["20000000 count habitants"]),
    ("les deux pays", ["2 count pays"]),
    ("trois jours", ["3 count jours"]),
    ("1 200 personnes", ["1200 count personnes"]),
    ("200.000 visas", ["200000 count visas"]),
    ("2024 entreprises sont venues", ["2024 count entreprises"]),
    ("plus de 2000 emplois", ["AtLeast 2000 count emplois"]),
    ("au moins 30 accords", ["AtLeast 30 count accords"]),
    ("moins de 50 sites", ["AtMost 50 count sites"]),
    ("jusqu'à 500 postes", ["AtMost 500 count postes"]),
    ("près de 12 500 collaborateurs", ["About 12500 count collaborateurs"]),
    ("environ 40 avions", ["About 40 count avions"]),
    ("autour de 40 avions", ["About 40 count avions"]),
    ("presque 40 avions", ["About 40 count avions"]),
    ("40 avions environ", ["About 40 count avions"]),
    ("40 avions au minimum", ["AtLeast 40 count avions"]),
    ("pas moins de 40 avions", ["AtLeast 40 count avions"]),
    ("plus d'une vingtaine de projets", ["AtLeast 20 count projets"]),
    ("deux ou trois projets", ["2-3 count projets"]),
    ("entre 1900 et 2000 emplois", ["1900-2000 count emplois"]),
    ("Trente entreprises", ["30 count entreprises"]),
    ("une délégation de 50 chefs d'entreprise", ["50 count chefs"]),
    ("320 wagons, dont 200 bâchés", ["320 count wagons", "200 count baches"]),
]

NOTHING = [
    "en 2024",
    "le 4 novembre 2024",
    "les 4 et 5 novembre",
    "le 31 février 2024",
    "12. Les présidents",
    "3) Les parties",
    "le 5e sommet",
    "le 21ème siècle",
    "la 1re fois",
    "l'article 5 du traité",
    "l'article 5 ratifié",
    "l'art. 12 modifié",
    "le n° 12 mondial",
    "la résolution 2254 adoptée",
    "l'A320 livré",
    "des A320 livrés",
    "la COP16 réunie",
    "la COP 16 réunie",
    "le G7 élargi",
    "un H145 neuf",
    "un Boeing 737 livré",
    "01 42 34 56 78",
    "+33 1 42 34 56 78",
    "Paris 2024 approche",
    "la 5G mobile",
    "les Deux-Sèvres",
    "les Vingt-Sept",
    "un accord",
    "une visite",
    "version 2.0 publiée",
    "75008 Paris",
]


@pytest.mark.parametrize(("text", "expected"), MONEY + MEASURES + COUNTS)
def test_an_amount_is_its_value_and_its_unit(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_a_number_that_measures_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Il y a plus de 170 entreprises françaises ici.", "plus de 170 entreprises"),
        ("Soit entre 3 et 4 milliards de dollars par an.", "3 et 4 milliards de dollars"),
        ("Une hausse de 21% sur un an.", "21%"),
        ("Près de 4,5 milliards d’euros.", "Près de 4,5 milliards d'euros"),
        ("Un prix de $300 environ.", "$300 environ"),
    ],
)
def test_the_span_covers_modifier_number_and_unit(text: str, words: str) -> None:
    text = plain(text)
    (found,) = mentions(text)
    assert text[found.span.start : found.span.end] == words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("deux", 2),
        ("soixante et onze", 71),
        ("quatre-vingts", 80),
        ("quatre-vingt-un", 81),
        ("cent quatre-vingt-dix-neuf", 199),
        ("mille neuf cent quatre-vingt-quatre", 1984),
        ("deux mille vingt-quatre", 2024),
        ("septante-deux", 72),
        ("deux trois", None),
        ("dix deux", None),
        ("cent cent", None),
    ],
)
def test_numbers_in_words(words: str, value: int | None) -> None:
    assert parse_words(words) == value


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("1 200", "1200"),
        ("1.200", "1200"),
        ("1,200", "1.2"),
        ("1.5", "1.5"),
        ("0.125", "0.125"),
        ("12", "12"),
    ],
)
def test_numbers_in_digits(digits: str, value: str) -> None:
    assert parse_digits(digits) == Decimal(value)


WORDS = st.sampled_from(
    [
        "1",
        "200",
        "12",
        "3,5",
        "1.200",
        "mille",
        "cent",
        "deux",
        "millions",
        "milliards",
        "d'euros",
        "euros",
        "€",
        "%",
        "MW",
        "de",
        "à",
        "et",
        "entre",
        "plus",
        "environ",
        "une",
        "centaine",
        "d'entreprises",
        "grandes",
        "pays",
        "2024",
        "novembre",
        "A320",
        "article",
        ",",
        ".",
        "-",
        "$",
        "M€",
        "demi",
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_amounts_are_in_order_and_outside_dates(text: str) -> None:
    dates = list(find_dates(text, published="2024-11-05"))
    found = list(find_amounts(text, dates=dates))
    spans = sorted([mention.span for mention in found] + [mention.span for mention in dates])
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all("E" not in str(mention.amount.value) for mention in found)
