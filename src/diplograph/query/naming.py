"""What a person means by a name: an IRI, a prefixed name, a key, a label, or any form found in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from diplograph.errors import UsageError
from diplograph.language.folding import fold
from diplograph.model.values import KEY
from diplograph.query.rows import select
from diplograph.query.table import abbreviated
from diplograph.rdf.identifiers import data_prefixes
from diplograph.rdf.terms import literal
from diplograph.rdf.vocabulary import ALT_LABEL, DG, RDF_TYPE, RDFS_LABEL, SUPERCLASSES, dg
from diplograph.store import Store

# Entities that occur and facts; what the gazetteer alone says of a country nobody mentions has no facts.
_OCCURS = (
    f"FILTER EXISTS {{ {{ ?thing {dg('mentionedIn')} ?document }}"
    f" UNION {{ ?thing {dg('status')} ?status }} }}"
)
_SUGGESTED = 3
_SHOWN = 8  # of the things that share a name
_LIKE = 60  # of 100: a whole name that is written nearly so
_SAME_WORD = 80  # of 100: a word of a longer name
_WORD = re.compile(r"\w+")
_GENERAL = frozenset(name for names in SUPERCLASSES.values() for name in names) | {"Fact"}


def resolve(store: Store, name: str, *, classes: Sequence[str] = ()) -> str:
    """IRI of what a name stands for.

    Args:
        classes: local names; the thing must be of one of them. Empty: of any.
    Raises:
        UsageError: nothing has this name (the nearest are told), several things have it, or what has it is of
            another class.
    """
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    iri = _as_iri(store, name)
    if not iri:
        return _by_name(store, name, classes)
    if not select(store, "SELECT ?p { ?thing ?p ?o } LIMIT 1", thing=iri):
        raise UsageError(f"the store says nothing of {name!r}", hint="check it, or give a name in words")
    if classes and not _of_classes(store, [iri], classes):
        raise _another_class(store, name, [iri], classes)
    return iri


def _as_iri(store: Store, name: str) -> str:
    """The IRI that is written in some way; "" for a name in words."""
    if name.startswith(("http://", "https://", "<")):
        return name.strip("<>")
    prefix, colon, local = name.partition(":")
    namespace = data_prefixes(store.base).get(prefix) if colon else None
    if namespace and local and " " not in local:
        return f"{namespace}{local}"
    return f"{store.base}{name}" if KEY.fullmatch(name) else ""


def _by_name(store: Store, name: str, classes: Sequence[str]) -> str:
    labels, forms = _exactly(store, name)
    wanted = _folded(name)
    if not (labels or forms):
        labels, forms = _but_for_case(store, wanted)
    fitting = _of_classes(store, labels, classes) or _of_classes(store, forms, classes)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        more = "" if len(fitting) <= _SHOWN else f" and {len(fitting) - _SHOWN} more"
        hint = f"give one of {_shown(store, fitting[:_SHOWN])}{more}"
        raise UsageError(f"{name!r} names {len(fitting)} things", hint=hint)
    if labels or forms:
        raise _another_class(store, name, labels or forms, classes)
    if candidates := _left_unlinked(store, wanted):
        reason = f"{name!r} was left unlinked: nothing in the texts tells which is meant"
        advice = f"it may be {', '.join(candidates)}; see 'diplograph knowledge unknown --ambiguous'"
        raise UsageError(reason, hint=advice)
    near = _suggested(store, wanted, classes)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "names are those of the texts"
    raise UsageError(f"nothing is named {name!r}", hint=hint)


def _exactly(store: Store, name: str) -> tuple[list[str], list[str]]:
    """Things whose label, and whose other form, is written just so; looked up, not searched."""
    terms = f"{literal(name, language='fr')} {literal(name)}"
    start = f"SELECT DISTINCT ?thing {{ VALUES ?name {{ {terms} }}"
    labels, forms = (
        sorted(row[0] for row in select(store, f"{start} ?thing {kind} ?name {_OCCURS} }}"))
        for kind in (RDFS_LABEL, ALT_LABEL)
    )
    return labels, forms


def _but_for_case(store: Store, wanted: str) -> tuple[list[str], list[str]]:
    """Things whose label, and whose other form, is the wanted one but for case and accents."""
    found: list[set[str]] = []
    for predicate in (RDFS_LABEL, ALT_LABEL):
        rows = select(store, f"SELECT ?thing ?name {{ ?thing {predicate} ?name {_OCCURS} }}")
        found.append({thing for thing, name in rows if _folded(name) == wanted})
    return sorted(found[0]), sorted(found[1])


def _suggested(store: Store, wanted: str, classes: Sequence[str]) -> list[str]:
    """The nearest names, one for each thing: its label where that is near, else the form that is."""
    of = f"VALUES ?class {{ {' '.join(map(dg, classes))} }} ?thing {RDF_TYPE} ?class ." if classes else ""
    kinds = f"VALUES ?kind {{ {RDFS_LABEL} {ALT_LABEL} }}"
    rows = select(
        store, f"SELECT DISTINCT ?thing ?kind ?name {{ {of} {kinds} ?thing ?kind ?name {_OCCURS} }}"
    )
    named: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    for thing, kind, name in rows:
        named[_folded(name)].append((f"<{kind}>" != RDFS_LABEL, name, thing))
    things: dict[str, tuple[bool, str]] = {}
    for folded in nearest(wanted, sorted(named)):
        for is_form, name, thing in sorted(named[folded]):
            if thing not in things or is_form < things[thing][0]:
                things[thing] = (is_form, name)
    return list(dict.fromkeys(name for _, name in things.values()))[:_SUGGESTED]


def _of_classes(store: Store, things: Iterable[str], classes: Sequence[str]) -> list[str]:
    if not classes:
        return list(things)
    wanted = {f"{DG}{name}" for name in classes}
    return [thing for thing in things if wanted & _types(store, thing)]


def _types(store: Store, thing: str) -> set[str]:
    return {row[0] for row in select(store, f"SELECT ?class {{ ?thing {RDF_TYPE} ?class }}", thing=thing)}


def _another_class(store: Store, name: str, things: Sequence[str], classes: Sequence[str]) -> UsageError:
    types = {iri.removeprefix(DG) for thing in things for iri in _types(store, thing) if iri.startswith(DG)}
    narrow = sorted(types - _GENERAL) or sorted(types)
    reason = f"{name!r} is of class {' and '.join(narrow) or '?'}, not {' or '.join(classes)}"
    return UsageError(reason, hint="give the name of such a thing")


def nearest(wanted: str, names: Sequence[str]) -> list[str]:
    """Folded names that may be meant: those that have all its words, then those written nearly so as a whole,
    then those of which one word is; of equals, the one nearest in length."""
    words = set(_WORD.findall(wanted))
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for word in set(_WORD.findall(name)):
            by_word[word].append(name)
    whole = [name for name in names if words and words <= set(_WORD.findall(name))]
    whole.sort(key=lambda name: (not name.endswith(f" {wanted}"), len(name), name))
    alike = process.extract(wanted, names, scorer=fuzz.ratio, limit=_SUGGESTED, score_cutoff=_LIKE)
    near = process.extract(wanted, sorted(by_word), scorer=fuzz.ratio, limit=None, score_cutoff=_SAME_WORD)
    partly = sorted(
        {name for word, _, _ in near for name in by_word[word]}, key=lambda name: (len(name), name)
    )
    return list(dict.fromkeys([*whole, *(name for name, _, _ in alike), *partly]))


def _left_unlinked(store: Store, wanted: str) -> list[str]:
    """Keys of what a name may mean that a build left unlinked; none when it did not."""
    links = (link for record in store.documents() for link in record.links if not link.key)
    return sorted({key for link in links if _folded(link.name) == wanted for key in link.candidates})


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _shown(store: Store, things: Sequence[str]) -> str:
    namespaces = {namespace: prefix for prefix, namespace in data_prefixes(store.base).items()}
    return ", ".join(abbreviated(thing, namespaces) for thing in things)
