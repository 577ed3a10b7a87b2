"""Shares in words, rates by the day, and counts of things with a name of their own."""

from __future__ import annotations

import pytest

from diplograph.language.amounts import find_amounts
from diplograph.language.folding import plain


def read(text: str) -> list[tuple[str, str, str]]:
    return [(str(m.amount.value), m.amount.unit, m.amount.modifier) for m in find_amounts(plain(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un quart de la population", [("25", "percent", "")]),
        ("plus de la moitié des ventes", [("50", "percent", "AtLeast")]),
        ("près des deux tiers du cuivre", [("67", "percent", "About")]),
        ("réduire de moitié les délais", [("50", "percent", "")]),
        ("accroître de plus de moitié", [("50", "percent", "AtLeast")]),
        ("trois quarts des exportations", [("75", "percent", "")]),
        ("400 000 m3 d’eau par jour", [("400000", "m3/d", "")]),
        ("60 000 m³ par jour", [("60000", "m3/d", "")]),
        ("70.000 barils de brut par jour", [("70000", "bbl/d", "")]),
        ("150 gigabits par seconde", [("150", "Gbit/s", "")]),
        ("douze Rafale", [("12", "count", "")]),
        ("184 A320 NEO", [("184", "count", "")]),
        ("elle a commandé à Dassault Aviation 42 avions", [("42", "count", "")]),
        ("100’000 personnes", [("100000", "count", "")]),
        ("dépassé le milliard d’euros", [("1000000000", "EUR", "AtLeast")]),
        ("huit points de base", [("8", "bp", "")]),
    ],
)
def test_what_is_an_amount(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "un quart d’heure",
        "un tiers de confiance",
        "les pays tiers",
        "la première moitié de l’année",
        "un Boeing 737 de la flotte",
        "le milliard manque encore",
        "le quart de finale",
    ],
)
def test_what_is_none(text: str) -> None:
    assert read(text) == []


def test_a_flow_without_a_unit_of_its_own_keeps_its_unit() -> None:
    assert read("900 tonnes de sucre par jour") == [("900", "t", "")]
