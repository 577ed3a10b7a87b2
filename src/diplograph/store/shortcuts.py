"""Keeping graph/shortcuts in step with the facts it is derived from.

A rule reads the statements of one fact, and of nothing that it points at. So the facts that a commit
touches are drawn twice, as they were and as they will be, on a small store in memory: what they draw comes,
what they no longer draw leaves, unless another fact about the same two things still draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

from diplograph.model import FACT_ROLES
from diplograph.rdf.shortcuts import shortcut_rules
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import RDF_TYPE, dg
from diplograph.store.change import DEFAULT, Change
from diplograph.store.consolidation import STATUS
from diplograph.store.reader import Reader

# What a rule may read of a fact. Labels, confidence and evidence are none of its business.
_READ = (
    STATUS,
    RDF_TYPE,
    *sorted({dg(role.name) for roles in FACT_ROLES.values() for role in roles}),
)
_ALL_READ = frozenset(_READ)
_CHUNK = 200
_FIRST = 8  # facts that are looked at together for all shortcuts in doubt, before each one is followed up


def draw_shortcuts(reader: Reader, change: Change, *, is_there: Callable[[str], bool]) -> None:
    """Add to a change what it means for the shortcuts; comes after the change of the published graph.

    Args:
        is_there: whether anything was published of a fact before the change.
    """
    facts = reader.names.fact_prefixes
    gone, come = (
        {t for t in graphs.get(DEFAULT, ()) if t[1] in _ALL_READ and t[0].startswith(facts)}
        for graphs in (change.deletes, change.inserts)
    )
    known = {fact for fact in {triple[0] for triple in gone | come} if is_there(fact)}
    come -= {triple for triple in come - gone if triple[0] in known and reader.publishes(triple)}
    touched = {triple[0] for triple in gone | come}
    before = _statements(reader, sorted(touched & known))
    drawn, shortcuts = _derive(before), _derive((before - gone) | come)
    change.insert(reader.names.shortcuts, shortcuts)
    change.insert(DEFAULT, shortcuts)
    lost = drawn - shortcuts
    lost -= _drawn_by_others(reader, lost, touched)
    change.delete(reader.names.shortcuts, lost)
    change.delete(DEFAULT, lost)


def _drawn_by_others(reader: Reader, shortcuts: Iterable[Triple], touched: set[str]) -> set[Triple]:
    """Of some shortcuts, those that facts which are not touched draw as well."""
    others = {s: _facts_between(reader, s[0], s[2], besides=touched) for s in sorted(shortcuts)}
    drawn = _derive(
        _statements(reader, sorted({fact for facts in others.values() for fact in islice(facts, _FIRST)}))
    )
    for shortcut, facts in others.items():
        while shortcut not in drawn and (more := list(islice(facts, _CHUNK))):
            drawn |= _derive(_statements(reader, more))
    return drawn


def _facts_between(reader: Reader, one: str, other: str, *, besides: set[str]) -> Iterator[str]:
    """Facts that name two things, or name one and are the other, found from the one that is named less."""
    for fact, thing in ((one, other), (other, one)):
        if reader.names.may_be_fact(fact) and fact not in besides and reader.names_thing(fact, thing):
            yield fact
    for fact, thing in reader.naming_either(one, other):
        if fact not in besides and reader.names.may_be_fact(fact) and reader.names_thing(fact, thing):
            yield fact


def redraw_shortcuts(reader: Reader, change: Change) -> None:
    """Have a change draw all shortcuts again."""
    change.redraw(reader.names.shortcuts, (text for _, text in shortcut_rules()))


def _statements(reader: Reader, subjects: Sequence[str]) -> set[Triple]:
    found: set[Triple] = set()
    for first in range(0, len(subjects), _CHUNK):
        # Pairs make Oxigraph look each one up; two lists make it read the whole graph.
        pairs = " ".join(f"({s} {p})" for s in subjects[first : first + _CHUNK] for p in _READ)
        query = f"SELECT ?s ?p ?o WHERE {{ VALUES (?s ?p) {{ {pairs} }} ?s ?p ?o }}"
        found.update((row[0], row[1], row[2]) for row in reader.select(query))
    return found


def _derive(triples: Iterable[Triple]) -> set[Triple]:
    lines = "".join([f"{s} {p} {o} .\n" for s, p, o in triples])
    if not lines:
        return set()
    store = ox.Store()
    store.load(lines.encode(), ox.RdfFormat.N_TRIPLES)
    found: set[Triple] = set()
    for name, rule in shortcut_rules():
        drawn = store.query(rule)
        if not isinstance(drawn, ox.QueryTriples):
            raise ValueError(f"the shortcut rule {name} is no CONSTRUCT")
        found.update((str(t.subject), str(t.predicate), str(t.object)) for t in drawn)
    return found
