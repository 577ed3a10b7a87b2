"""What a person means by a name: an IRI, a prefixed name, a key, a label, or any form found in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyoxigraph as ox
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
from diplograph.store.location import reading

# Entities that occur and facts; what the gazetteer alone says of a country nobody mentions has no facts.
_OCCURS = (
    f"FILTER EXISTS {{ {{ ?thing {dg('mentionedIn')} ?document }}"
    f" UNION {{ ?thing {dg('status')} ?status }} }}"
)
_SUGGESTED = 3
_LOOKED_AT = 24  # near names, of which some are of things that nobody mentions
_SHOWN = 8  # of the things that share a name
_LIKE = 60  # of 100: a whole name that is written nearly so
_SAME_WORD = 80  # of 100: a word of a longer name
_WORD = re.compile(r"\w+")
_OneName = list[tuple[str, str]]  # ways to write it: (name, as a literal)
_Names = dict[str, _OneName]  # by the folded name
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
    names: _Names = {}
    if not (labels or forms):
        names = _all_names(store)
        labels, forms = _called(store, [written for _, written in names.get(wanted, ())])
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
    near = _suggested(store, _all_names(store, classes) if classes else names, wanted, classes)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "names are those of the texts"
    raise UsageError(f"nothing is named {name!r}", hint=hint)


def _exactly(store: Store, name: str) -> tuple[list[str], list[str]]:
    """Things whose label, and whose other form, is written just so."""
    return _called(store, (literal(name, language="fr"), literal(name)))


def _called(store: Store, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Things whose label, and whose other form, is one of some literals; looked up, not searched."""
    if not names:
        return [], []
    start = f"SELECT DISTINCT ?thing {{ VALUES ?name {{ {' '.join(names)} }}"
    labels, forms = (
        sorted(row[0] for row in select(store, f"{start} ?thing {kind} ?name {_OCCURS} }}"))
        for kind in (RDFS_LABEL, ALT_LABEL)
    )
    return labels, forms


def _all_names(store: Store, classes: Sequence[str] = ()) -> _Names:
    """Folded name → the names that are written so; of things of some classes, or of all.

    Each name comes once however many facts share it, and whether what has it occurs is looked up later, for
    the few that matter: of a million statements these two cost most of a second.
    """
    of = f"VALUES ?class {{ {' '.join(map(dg, classes))} }} ?thing {RDF_TYPE} ?class ." if classes else ""
    found: set[tuple[str, str]] = set()
    for kind in (RDFS_LABEL, ALT_LABEL):
        answer = store.query(f"SELECT DISTINCT ?name {{ {of} ?thing {kind} ?name }}")
        assert isinstance(answer, ox.QuerySolutions)
        with reading(store.path):
            found.update((name.value, str(name)) for (name,) in answer if isinstance(name, ox.Literal))
    names: _Names = {}
    for name, written in sorted(found):
        names.setdefault(_folded(name), []).append((name, written))
    return names


def _suggested(store: Store, names: _Names, wanted: str, classes: Sequence[str]) -> list[str]:
    """The nearest names, one for each thing: its label where that is near, else the form that is."""
    things: dict[str, tuple[bool, str]] = {}
    for limit in (_SUGGESTED, _LOOKED_AT):
        if len(things) < _SUGGESTED:
            for folded in nearest(wanted, sorted(names), limit=limit)[:_LOOKED_AT]:
                _add_things(store, names[folded], classes, things)
    return list(dict.fromkeys(name for _, name in things.values()))[:_SUGGESTED]


def _add_things(
    store: Store, names: _OneName, classes: Sequence[str], things: dict[str, tuple[bool, str]]
) -> None:
    near = []
    for name, written in names:
        labels, forms = _called(store, [written])
        near += [(False, name, thing) for thing in _of_classes(store, labels, classes)]
        near += [(True, name, thing) for thing in _of_classes(store, forms, classes)]
    for is_form, name, thing in sorted(near):
        if thing not in things or is_form < things[thing][0]:
            things[thing] = (is_form, name)


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


def nearest(wanted: str, names: Sequence[str], *, limit: int = _SUGGESTED) -> list[str]:
    """Folded names that may be meant: those that have all its words, then those written nearly so as a whole,
    then those of which one word is; of equals, the one nearest in length."""
    words = set(_WORD.findall(wanted))
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for word in set(_WORD.findall(name)):
            by_word[word].append(name)
    whole = [name for name in names if words and words <= set(_WORD.findall(name))]
    whole.sort(key=lambda name: (not name.endswith(f" {wanted}"), len(name), name))
    alike = process.extract(wanted, names, scorer=fuzz.ratio, limit=limit, score_cutoff=_LIKE)
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
