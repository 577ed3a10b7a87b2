"""Dates that the one told before gives: "cette année-là", "le mois suivant", "deux ans plus tard"."""

from __future__ import annotations

import pytest

from diplograph.language.dates import find_dates


def _dates(text: str, *, published: str = "2025-03-12") -> list[tuple[str, str]]:
    found = find_dates(text, published=published)
    return [(text[d.span.start : d.span.end], d.period.start) for d in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Né en 2012. Cette année-là, ils ont signé.", ("Cette année-là", "2012")),
        ("Reçu en mars 2023, puis en octobre de la même année.", ("octobre de la même année", "2023-10")),
        ("Le 7 février 2024, elle vint ; le mois suivant, elle signa.", ("le mois suivant", "2024-03")),
        ("Signé en 2022, étendu l'année suivante.", ("l'année suivante", "2023")),
        ("Le 7 décembre 2017, il vint. Le même jour, il signa.", ("Le même jour", "2017-12-07")),
        ("Arrivée le 31 mai 2021, elle repartit le lendemain.", ("le lendemain", "2021-06-01")),
        ("En avril 2014, un contrat. Quatre ans plus tard, un autre.", ("Quatre ans plus tard", "2018")),
        ("En mai 2020, un accord ; trois mois plus tôt, un refus.", ("trois mois plus tôt", "2020-02")),
    ],
)
def test_is_reckoned_from_the_date_before(text: str, told: tuple[str, str]) -> None:
    assert _dates(text)[-1] == told


def test_gives_its_year_to_the_day_that_follows() -> None:
    assert _dates("L'usine ferme en mars 2023. Cinq mois plus tard, le 28 août, elle est vendue.")[-1] == (
        "28 août",
        "2023-08-28",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Le même jour, ils ont signé.",
        "Le 3 mai 2020, la veille de la visite, il vint.",
        "En 2012, un accord. Le lendemain, un autre.",
    ],
)
def test_is_none_without_a_date_as_precise_before_it(text: str) -> None:
    assert all(
        words.lower() not in {"le même jour", "la veille", "le lendemain"} for words, _ in _dates(text)
    )


def test_this_year_is_still_the_year_of_publication() -> None:
    assert _dates("Signé en 2012, il expire cette année.")[-1] == ("cette année", "2025")
