"""Numbers that leave out the unit of the amount before them."""

from __future__ import annotations

import pytest

from diplograph.language.amounts import find_amounts
from diplograph.language.dates import find_dates
from diplograph.language.folding import plain


def read(text: str) -> list[str]:
    text = plain(text)
    dates = list(find_dates(text, published="2024-11-05"))
    found = list(find_amounts(text, dates=dates))
    return [f"{m.amount.value} {m.amount.unit}{' elided' if m.elided else ''}" for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 milliards d'euros, contre 2 en 2020", ["3000000000 EUR", "2000000000 EUR elided"]),
        ("18 tonnes d'or, après 17,5 en 2019", ["18 t", "17.5 t elided"]),
        ("247 millions d'euros, dont 90 pour les routes", ["247000000 EUR", "90000000 EUR elided"]),
        ("12 rames, plus six en option", ["12 count", "6 count elided"]),
        ("Elle a 63 avions. Elle n'en avait que 30.", ["63 count", "30 count elided"]),
        ("45 %, aux côtés de Hess (30)", ["45 percent", "30 percent elided"]),
        ("52 milliards de dollars ; la France, 18.", ["52000000000 USD", "18000000000 USD elided"]),
        ("Safran garde 51 %, Thales les 49 restants.", ["51 percent", "49 percent elided"]),
        ("60 % en 2015 et 45 en 2010", ["60 percent", "45 percent elided"]),
        ("40 des 180 kilomètres promis", ["40 km elided", "180 km"]),
        ("deux turbines sur six", ["2 count"]),
        ("Alta en détient le quart.", ["25 percent"]),
    ],
)
def test_a_number_takes_the_unit_told_before_it(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 millions d'euros et l'Agenda 2063 en parle", ["3000000 EUR"]),
        ("12 avions ont atterri. L'article 5 en parle.", ["12 count"]),
        ("21 voix contre 6", ["21 count"]),
        ("30 % de moins, contre l'avis de tous", ["30 percent"]),
        ("30 clubs. La rue 40 est fermée.", ["30 count"]),
        ("50 % des voix. Il en veut 600.", ["50 percent"]),
        ("une des 12 usines", ["12 count"]),
        ("Dans le tiers-monde, le quart d'heure suffit.", []),
    ],
)
def test_a_label_or_another_thing_takes_none(text: str, expected: list[str]) -> None:
    assert read(text) == expected
