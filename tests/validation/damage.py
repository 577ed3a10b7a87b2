"""Break graphs at random, in the ways that graphs break: for comparing validators on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from diplograph.rdf.terms import Triple, literal, split_literal
from diplograph.rdf.vocabulary import DG, OA, RDF_TYPE, XSD, dg

_CLASSES = tuple(
    dg(name)
    for name in (
        *("Person", "Country", "City", "Actor", "Place", "Organization", "Company", "Document", "Evidence"),
        *("Amount", "Visit", "Office", "Meeting", "Cooperation", "Figure", "Position", "Event", "Fact"),
    )
)
_TYPES = ("date", "gYear", "gYearMonth", "decimal", "integer", "string", "dateTime", "boolean", "anyURI")
_TEXTS = (
    *("", "x", "12", "-3", "0.5", "1e3", "1500", "2024", "2024-05", "2024-02-30", "2024-05-04", "0024"),
    *("4,5", "1000000000000000000", "true", "EUR", "GW", "percent", "count", "été", "Omar 2", "FR", "UE"),
    *("FR0000120271", "2024-13", "2031-01-01"),
)
_LANGUAGES = ("", "fr", "en", "fr-ca")
_NODES = ("<https://example.org/unknown>", "<http://www.wikidata.org/entity/Q90>", "_:b", dg("Actual"))
_DATES = (dg("start"), dg("end"))
_OFFSETS = (f"<{OA}start>", f"<{OA}end>")

_FORMS = {
    "date": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])",
    "gYear": r"\d{4}",
    "gYearMonth": r"\d{4}-(0[1-9]|1[0-2])",
    "decimal": r"-?\d+(\.\d+)?",
    "integer": r"-?\d+",
    "boolean": r"true|false",
    "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
}

_Change = Callable[[list[Triple], int, Random], None]


def _drop(triples: list[Triple], at: int, chance: Random) -> None:
    del triples[at]


def _retype(triples: list[Triple], at: int, chance: Random) -> None:
    typed = [index for index, triple in enumerate(triples) if triple[1] == RDF_TYPE]
    at = chance.choice(typed)
    triples[at] = (triples[at][0], RDF_TYPE, chance.choice(_CLASSES))


def _revalue(triples: list[Triple], at: int, chance: Random) -> None:
    subject, predicate, _ = triples[at]
    kind = chance.choice(("same", "typed", "spoken", "node"))
    if kind == "node":
        value = chance.choice(_NODES)
    elif kind == "typed":
        value = literal(chance.choice(_TEXTS), datatype=f"{XSD}{chance.choice(_TYPES)}")
    elif kind == "spoken":
        value = literal(chance.choice(_TEXTS), language=chance.choice(_LANGUAGES))
    else:
        value = chance.choice([triple for triple in triples if triple[1] == predicate])[2]
    triples[at] = (subject, predicate, value)


def _double(triples: list[Triple], at: int, chance: Random) -> None:
    triples.append(triples[at])
    _revalue(triples, len(triples) - 1, chance)


def _respell(triples: list[Triple], at: int, chance: Random) -> None:
    """Another text with the language or datatype that is there."""
    literals = [index for index, triple in enumerate(triples) if triple[2].startswith('"')]
    at = chance.choice(literals)
    subject, predicate, value = triples[at]
    _, language, datatype = split_literal(value)
    text = chance.choice(_TEXTS)
    triples[at] = (subject, predicate, literal(text, language=language, datatype=datatype))


def _swap(triples: list[Triple], at: int, chance: Random) -> None:
    """Exchange the values of two statements, dates and offsets above all."""
    pair = chance.choice((_DATES, _OFFSETS, (triples[at][1], triples[at][1])))
    found = [index for index, triple in enumerate(triples) if triple[1] in pair]
    one, other = chance.choice(found), chance.choice(found)
    first, second = triples[one], triples[other]
    triples[one], triples[other] = (*first[:2], second[2]), (*second[:2], first[2])


def _rename(triples: list[Triple], at: int, chance: Random) -> None:
    """Another property, or another subject."""
    other = chance.choice(triples)
    subject, predicate, value = triples[at]
    if chance.random() < 0.5 and other[1].startswith(f"<{DG}"):
        triples[at] = (subject, other[1], value)
    else:
        triples[at] = (other[0], predicate, value)


_CHANGES: tuple[_Change, ...] = (_drop, _retype, _revalue, _double, _respell, _swap, _rename)


def damaged(triples: Sequence[Triple], seed: int, *, hard: bool) -> list[Triple]:
    """A copy with one to six changes; the same ones for the same seed.

    Args:
        hard: with blank nodes and ill-typed literals too. rdflib takes "2024-13" for a month, compares "x"
            with a number and gives a blank node a text, so these go to Jena alone.
    """
    chance = Random(seed)
    found = list(triples)
    for _ in range(chance.randint(1, 6)):
        chance.choice(_CHANGES)(found, chance.randrange(len(found)), chance)
    return sorted({triple for triple in found if hard or not _is_hard(triple[2])})


def _is_hard(term: str) -> bool:
    if term.startswith("_:"):
        return True
    if not term.startswith('"'):
        return False
    text, _, datatype = split_literal(term)
    form = _FORMS.get(datatype.removeprefix(XSD))
    return form is not None and not re.fullmatch(form, text)
