"""Short French sentences for facts, from the templates of `data/lexicon/labels.csv`.

A template is text with slots: `{visitor}` gives names ("A, B et C"), `{visitor:de}` puts "de", "du", "d'"
before each, `{place:en}` "en", "au", "à", `{party:–}` joins with a dash. `{when}` is the dates, `{quantity}`
value and unit, `{title}` the title or else the post. What stands between square brackets is left out when one
of its slots is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from diplograph.knowledge.tables import read_table
from diplograph.model import FACT_ROLES, Amount, Fact, Value, ValueKind
from diplograph.rdf.french import at, dates, number, of
from diplograph.resources import resource

_OPTION = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)(?::([^{}]+))?\}")
_SPACES = re.compile(r" {2,}")
_DEMONSTRATIVE = re.compile(r" (?:sur|à|de|pour|dans|autour de|au sujet de) (?:ce|cet|cette|ces) .*$")


@cache
def _words() -> Mapping[tuple[str, str], str]:
    """(kind, key) → text of `labels.csv`."""
    rows = read_table(resource("data/lexicon/labels.csv"), ("kind", "key", "text"))
    return {(row.required("kind"), row.required("key")): row.get("text") for row in rows}


@cache
def _sector_names() -> Mapping[str, str]:
    from diplograph.knowledge.sectors import load_sectors

    return {code: sector.label_fr for code, sector in load_sectors().items()}


def word(kind: str, key: str) -> str:
    """French words for a term of the vocabulary, a unit or a modifier; the key itself when there are none."""
    return _words().get((kind, key), key)


def fact_label(fact: Fact, names: Mapping[str, str]) -> str:
    """Label of a fact.

    Args:
        fact: what is stated.
        names: entity key → name; a key without a name shows its last part.
    """
    return _filled(_template(fact), fact, names)


def thing_label(name: str, fact: Fact, names: Mapping[str, str]) -> str:
    """Label of a named agreement, event or project: its name, or a fuller one where that tells nothing.

    "Sommet sur ce sujet" and "centrale" are clear in their text only; they become "Sommet France à Paris
    (février 2025)", "Centrale CNNC".

    Args:
        name: as the text has it.
        fact: what is stated of it.
        names: entity key → name.
    """
    head = _DEMONSTRATIVE.sub("", name)
    if head == name and (" " in name or not name.islower()):
        return name
    template = _template(fact)
    opening = next(n for n, mark in enumerate(template) if mark in "[{")
    return _filled(f"{head[:1].upper()}{head[1:]}{template[opening:]}", fact, names)


def _template(fact: Fact) -> str:
    """The template of a fact's class; that of a company that belongs to another is its own."""
    words = _words()
    if fact.type == "Membership" and _first(fact, "organization").startswith("company/"):
        return words[("template", "Membership of a firm")]
    return words[("template", fact.type)]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in a template, and how its values are put."""

    name: str
    style: str


_Piece = str | _Slot
_Part = _Piece | tuple[_Piece, ...]  # a tuple is left out when one of its slots is empty


@lru_cache(maxsize=1024)
def _parsed(template: str) -> tuple[_Part, ...]:
    """A template taken apart, for it is filled a thousand times."""
    parts: list[_Part] = []
    end = 0
    for found in _OPTION.finditer(template):
        parts += _pieces(template[end : found.start()])
        parts.append(_pieces(found.group(1)))
        end = found.end()
    return (*parts, *_pieces(template[end:]))


def _pieces(text: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    end = 0
    for found in _SLOT.finditer(text):
        pieces += [text[end : found.start()], _Slot(found.group(1), found.group(2) or "")]
        end = found.end()
    return tuple(piece for piece in (*pieces, text[end:]) if piece)


def _filled(template: str, fact: Fact, names: Mapping[str, str]) -> str:
    texts: list[str] = []
    for part in _parsed(template):
        if isinstance(part, tuple):
            option = [one if isinstance(one, str) else _slot(one, fact, names) for one in part]
            texts += option if all(option) else ()
        else:
            texts.append(part if isinstance(part, str) else _slot(part, fact, names))
    return _SPACES.sub(" ", "".join(texts)).strip(" ,:–")


def _slot(slot: _Slot, fact: Fact, names: Mapping[str, str]) -> str:
    name, style = slot.name, slot.style
    if name == "when":
        return dates(_first(fact, "start"), _first(fact, "end"))
    if name == "quantity":
        return _quantity(fact)
    if name == "title" and not fact.get(name):
        name = "post"
    values = fact.get(name)
    if not values:
        return ""
    role = next(role for role in FACT_ROLES[fact.type] if role.name == name)
    return _join([_text(role.name, role.kind, value, style, names) for value in values], style)


def _text(role: str, kind: ValueKind, value: Value, style: str, names: Mapping[str, str]) -> str:
    match kind, value:
        case ValueKind.ENTITY, str():
            name = names.get(value) or value.partition("/")[2]
            if style == "de":
                return of(name, value)
            return at(name, value) if style == "en" else name
        case ValueKind.TERM, str():
            return word(role, value)
        case ValueKind.SECTOR, str():
            return _sector_names().get(value, value)
        case ValueKind.AMOUNT, Amount():
            return amount_label(value)
        case _:
            return str(value)


def _join(parts: Iterable[str], style: str) -> str:
    texts = [part for part in parts if part]
    if style == "–":
        return " – ".join(texts)
    if len(texts) < 2:
        return ", ".join(texts)
    return f"{', '.join(texts[:-1])} et {texts[-1]}"


def _first(fact: Fact, role: str) -> str:
    values = fact.get(role)
    return str(values[0]) if values else ""


def _quantity(fact: Fact) -> str:
    value = fact.get("value")
    if not value or not isinstance(value[0], Decimal):
        return ""
    return amount_label(Amount(value[0], _first(fact, "unit"), _first(fact, "modifier")))


def amount_label(amount: Amount) -> str:
    """A quantity in French: "plus de 4 milliards de dollars", "50 à 100 millions d'euros", "21 %"."""
    noun = word("unit", amount.unit) if amount.unit else ""
    size, count = number(amount.value, noun=noun)
    if amount.upper is not None:
        last, count = number(amount.upper, noun=noun)
        first, second = size.partition("\u00a0"), last.partition("\u00a0")
        size = f"{first[0] if first[2] == second[2] else size} à {last}"
    if count and noun:
        size = f"{size} {'d’' if noun[0] in 'aeiouyéè' else 'de '}{noun}"
    elif noun:
        size = f"{size}\u00a0{noun}"
    return f"{word('modifier', amount.modifier)} {size}" if amount.modifier else size
