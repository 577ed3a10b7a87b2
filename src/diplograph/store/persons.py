"""Partial names of persons: "M. Rémont, PDG d'EDF" in one document is "Luc Rémont, PDG d'EDF" in another.

A document that gives a surname alone (or with initials) and an office leaves a row under the surname; one
that gives a full name and an office leaves one under each ending of the name that may be a surname. The
partial name is joined to the full one when exactly one person of that surname holds an office that it is
said to hold: a post in a company or body, the head of a state, or a ministry of the same title. A country
alone is no context: "M. Martin, ministre français" may be any of five.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from diplograph.language.folding import fold
from diplograph.model.keys import slug
from diplograph.rdf.terms import split_literal
from diplograph.rdf.vocabulary import DG, dg
from diplograph.store.tallies import Row

HOLDER, POST, OF, TITLE = dg("holder"), dg("post"), dg("of"), dg("title")
BLOCK = "Person|"
_HEADS = frozenset({"HeadOfState", "HeadOfGovernment", "Monarch"})  # one at a time in a country
_SHARED = frozenset({"OtherOffice"})  # of which a firm has many: told apart by their titles
_LONGEST_INITIAL = 2  # letters of "J.", "Ch."
_LONGEST_SURNAME = 3  # words of "Saint Martin Tillet"


@dataclass(frozen=True, slots=True)
class Partial:
    """A surname, perhaps with initials, in some documents.

    Attributes:
        person: its term there.
        initials: lower-case, in their order; "" for none.
        offices: what it is said to hold; sorted.
        apart: terms of persons of that surname whom the same documents name in full.
    """

    person: str
    initials: str
    offices: tuple[str, ...]
    apart: tuple[str, ...]


def rows_of(entities: Mapping[str, str], offices: Iterable[Mapping[str, str]]) -> list[Row]:
    """Rows that a document leaves.

    Args:
        entities: term of a person → label (a term) in the document.
        offices: predicate → value of each Office it tells.
    """
    held: dict[str, set[str]] = {}
    for office in offices:
        told = _office(office)
        if told and office[HOLDER] in entities:
            held.setdefault(office[HOLDER], set()).add(told)
    rows: list[Row] = []
    partial: dict[str, list[tuple[str, str]]] = {}
    full: dict[str, list[str]] = {}
    for person, label in entities.items():
        initials, surnames, is_full = _parts(label)
        for surname in surnames:
            if is_full:
                full.setdefault(surname, []).append(person)
                for one in sorted(held.get(person, ())):
                    rows.append((key_of(surname), json.dumps(["F", person, one, label])))
            elif person in held and person.endswith(f"/{slug(split_literal(label)[0])}>"):
                partial.setdefault(surname, []).append((person, initials))
    for surname, persons in partial.items():
        apart = sorted(full.get(surname, ()))
        for person, initials in persons:
            cells = ["P", person, initials, sorted(held[person]), apart]
            rows.append((key_of(surname), json.dumps(cells)))
    return rows


def key_of(surname: str) -> str:
    """Block of a surname."""
    return f"{BLOCK}{surname}"


@lru_cache(maxsize=20_000)
def _parts(label: str) -> tuple[str, tuple[str, ...], bool]:
    """(initials, surnames that the name may end in, whether it is a full name) of a label."""
    words = split_literal(label)[0].replace(".", ". ").split()
    given = [
        word
        for word in words
        if len(word.rstrip(".").replace("-", "")) <= _LONGEST_INITIAL and word.endswith(".")
    ]
    rest = words[len(given) :]
    if len(given) < len(words) and words[: len(given)] == given and len(rest) == 1:
        initials = "".join(fold(word)[0] for word in given)
        return initials, (slug(rest[0]),), False
    if given or not rest:
        return "", (), False
    ends = range(1, min(_LONGEST_SURNAME, len(rest) - 1) + 1)
    return "", tuple(slug(" ".join(rest[-number:])) for number in ends), True


def _office(office: Mapping[str, str]) -> str:
    """What an office is told apart by; "" where it could be several persons'."""
    post, of, title = office.get(POST, ""), office.get(OF, ""), office.get(TITLE, "")
    name = post[len(DG) + 1 : -1]
    if not of or HOLDER not in office:
        return ""
    if (name in _HEADS) or ("/country/" not in of and name not in _SHARED):
        return f"{name} {of}"
    return f"{name} {of} {' '.join(fold(split_literal(title)[0]).split())}" if title else ""


def partial_rows(rows: Iterable[str]) -> list[Partial]:
    """The partial names of a block."""
    cells = [json.loads(row) for row in rows]
    return [Partial(c[1], c[2], tuple(c[3]), tuple(c[4])) for c in cells if c[0] == "P"]


class Persons:
    """Whom partial names mean, in one state of the tallies."""

    def __init__(
        self, rows: Callable[[str], Mapping[str, int]], *, apart: Callable[[str, str], bool]
    ) -> None:
        self._rows = rows
        self._apart = apart

    def meant(self, key: str, partial: Partial) -> tuple[str, str]:
        """Term and label of the person whom a partial name of a block means; "" when nothing settles it."""
        cells = [json.loads(row) for row in self._rows(key)]
        held = [(c[1], c[3]) for c in cells if c[0] == "F" and c[2] in partial.offices]
        fitting = {person for person, _ in held if _initials_fit(partial.initials, person)}
        if len(fitting) != 1:
            return "", ""
        (person,) = fitting
        if person in partial.apart or self._apart(partial.person, person):
            return "", ""
        return person, min((name for one, name in held if one == person), key=lambda name: (-len(name), name))


def _initials_fit(initials: str, person: str) -> bool:
    """Whether a full name, by its key, begins with the initials."""
    given = person.rpartition("/")[2].split("-")
    return all(word.startswith(letter) for letter, word in zip(initials, given, strict=False))
