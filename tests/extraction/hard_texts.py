"""Texts that nobody wrote to be read well, each of any size, and how much work they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

FIRST = ("Ana", "Luc", "Eva", "Karim", "Petra", "Omar", "Lena", "Ivo", "Mara", "Yann", "Inès", "Tomas")
LAST = ("Duval", "Petit", "Lind", "Haddad", "Novak", "Costa", "Moreau", "Kallas", "Ortega", "Weber", "Silva")
ENDS = ("", "bec", "dor", "fin", "gal", "hem", "jou", "kin", "lut", "mer", "nov", "pax", "rol", "sud", "tam")
STATES = (
    "la France",
    "le Kazakhstan",
    "l'Italie",
    "le Pérou",
    "la Norvège",
    "le Japon",
    "le Maroc",
    "le Chili",
)
FIRMS = ("Orano", "Engie", "Alstom", "Veolia", "Airbus", "Danone", "Michelin", "Thales", "Safran", "Vinci")


def person(i: int) -> str:
    """One of 80,000 names."""
    last = LAST[(i // 12) % 11] + ENDS[(i // 132) % 15] + ENDS[(i // 1980) % 15]
    return f"{FIRST[i % 12]} {last} {'' if i < 29_700 else ENDS[1 + (i // 29_700) % 14].title()}".strip()


def names(n: int) -> str:
    return "Étaient présents : " + ", ".join(map(person, range(n))) + "."


def titled(n: int) -> str:
    return "Ont signé : " + ", ".join(f"M. {person(i)}, ministre de l'Énergie" for i in range(n)) + "."


def clauses(n: int) -> str:
    """One sentence of some thirteen words a clause."""
    told = (
        f"{STATES[i % 8]} a signé un accord avec {FIRMS[i % 10]} dans le domaine de l'eau" for i in range(n)
    )
    return "On dit que " + " et que ".join(told) + "."


def visits(n: int) -> str:
    told = (f"M. {person(i)} s'est rendu à Oslo où il a rencontré son homologue serbe" for i in range(n))
    return ", puis ".join(told) + "."


def news(n: int) -> str:
    """Paragraphs of an ordinary text."""
    return "\n".join(
        f"M. {person(i)} s'est rendu à Paris le {1 + i % 28} mars 2024. {STATES[i % 8].capitalize()} et "
        f"{STATES[(i + 3) % 8]} ont signé un accord de {i + 2} millions d'euros. Il a rencontré le ministre."
        for i in range(n)
    )


def capitals(n: int) -> str:
    return "LE PRÉSIDENT FRANÇAIS EMMANUEL MACRON S'EST RENDU À ASTANA. " * n


def signed(n: int) -> str:
    return "La France a " + " et ".join(["signé un accord"] * n) + " avec le Maroc."


def works(n: int) -> str:
    towns = ("Boukhara", "Lyon", "Rabat", "Oslo")
    return (
        "Le groupe construira " + ", ".join(f"la centrale solaire de {towns[i % 4]}" for i in range(n)) + "."
    )


def pronouns(n: int) -> str:
    return " ".join(["Il a signé. Ils se sont rencontrés. Le groupe investit."] * n)


def lines(n: int) -> str:
    return "\n".join(FIRMS[i % 10] for i in range(n))


def figures(n: int) -> str:
    return "Les échanges ont atteint " + ", ".join(f"{i + 1} millions d'euros" for i in range(n)) + "."


def commas(n: int) -> str:
    return "La France" + "," * n + " et le Maroc ont signé un accord."


def brackets(n: int) -> str:
    return "La France " + "(" * n + "Maroc" + ")" * n + " a signé."


def quotes(n: int) -> str:
    return "« " * n + "La France soutient le Maroc" + " »" * n + "."


def emoji(n: int) -> str:
    return "🇫🇷🤝🇰🇿 " * n + "La France et le Maroc."


def word(n: int) -> str:
    return "a" * n


def compound(n: int) -> str:
    return "-".join(["franco"] * n)


def blanks(n: int) -> str:
    return "\n \n\t\n" * n + "La France et le Maroc ont signé un accord."


def lines_run(work: Callable[[], object], *, below: str) -> int:
    """How many lines of our code some work runs through, loops counted; the same on any machine.

    Args:
        below: a part of the path of the modules that count.
    """
    count = 0

    def local(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def opened(frame: FrameType, event: str, arg: Any) -> Any:
        return local if below in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(opened)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
