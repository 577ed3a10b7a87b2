"""Which things of two states are one: by IRI, else by name among the documents that both have."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from diplograph.diff.snapshot import Snapshot, Thing


def successors(before: Snapshot, after: Snapshot) -> Mapping[str, str]:
    """Term of each thing that is there no more → the one thing that has taken its place; others are left out.

    A successor bears one of its names and is named in a document that named it. Among several the one with
    most of these documents is taken, then one of its class; none when that does not decide.
    """
    return _matched(before, after)


def origins(before: Snapshot, after: Snapshot) -> Mapping[str, str]:
    """Term of each thing that is new → the thing that bore its name in the same documents before."""
    return _matched(after, before)


def _matched(of: Snapshot, among: Snapshot) -> dict[str, str]:
    lost = [term for term in sorted(of.things) if term not in among.things]
    if not lost:
        return {}
    by_form: dict[str, set[str]] = defaultdict(set)
    for term, thing in among.things.items():
        for form in thing.forms:
            by_form[fold(form)].add(term)
    found = {}
    for term in lost:
        thing = of.things[term]
        candidates = {other for form in thing.forms for other in by_form.get(fold(form), ())}
        best = _best(thing, ((other, among.things[other]) for other in sorted(candidates)))
        if best:
            found[term] = best
    return found


def _best(thing: Thing, candidates: Iterable[tuple[str, Thing]]) -> str:
    told = (
        (len(thing.documents & other.documents), other.type == thing.type, term) for term, other in candidates
    )
    ranked = sorted((entry for entry in told if entry[0]), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return ""
    return ranked[0][2]


def fold(name: str) -> str:
    """A name without accents, case and spacing, which spellings differ by."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
