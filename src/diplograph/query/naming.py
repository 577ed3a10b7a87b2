"""What a person means by a name: an IRI, a prefixed name, a key, a label, or any form found in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches

from diplograph.errors import UsageError
from diplograph.language.folding import fold
from diplograph.model.values import KEY
from diplograph.query.rows import select
from diplograph.query.table import abbreviated
from diplograph.rdf.identifiers import data_prefixes
from diplograph.rdf.vocabulary import ALT_LABEL, RDFS_LABEL, dg
from diplograph.store import Store

# Entities that occur and facts; what the gazetteer alone says of a country nobody mentions has no facts.
_NAMES = f"""SELECT ?thing ?kind ?name {{
  VALUES ?kind {{ {RDFS_LABEL} {ALT_LABEL} }} ?thing ?kind ?name
  FILTER EXISTS {{ {{ ?thing {dg("mentionedIn")} ?document }} UNION {{ ?thing {dg("status")} ?status }} }}
}}"""
_SUGGESTED = 3
_SAME_WORD = 0.8  # of the words of a longer name
_WORD = re.compile(r"\w+")


def resolve(store: Store, name: str) -> str:
    """IRI of what a name stands for.

    Raises:
        UsageError: nothing has this name (the nearest are told), or several things have it.
    """
    iri = _as_iri(store, name.strip())
    if iri:
        if select(store, "SELECT ?p { ?thing ?p ?o } LIMIT 1", thing=iri):
            return iri
        raise UsageError(f"the store says nothing of {name!r}", hint="check it, or give a name in words")
    return _by_name(store, name)


def _as_iri(store: Store, name: str) -> str:
    """The IRI that is written in some way; "" for a name in words."""
    if name.startswith(("http://", "https://", "<")):
        return name.strip("<>")
    prefix, colon, local = name.partition(":")
    namespace = data_prefixes(store.base).get(prefix) if colon else None
    if namespace and local and " " not in local:
        return f"{namespace}{local}"
    return f"{store.base}{name}" if KEY.fullmatch(name) else ""


def _by_name(store: Store, name: str) -> str:
    labels: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    spelt: dict[str, str] = {}
    for thing, kind, told in select(store, _NAMES):
        folded = _folded(told)
        (labels if f"<{kind}>" == RDFS_LABEL else forms)[folded].add(thing)
        spelt[folded] = min(told, spelt.get(folded, told))
    wanted = _folded(name)
    found = sorted(labels.get(wanted) or forms.get(wanted) or ())
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name!r} names {len(found)} things", hint=f"give one of {_shown(store, found)}")
    if candidates := _left_unlinked(store, wanted):
        reason = f"{name!r} was left unlinked: nothing in the texts tells which is meant"
        advice = f"it may be {', '.join(candidates)}; see 'diplograph knowledge unknown --ambiguous'"
        raise UsageError(reason, hint=advice)
    near = [spelt[one] for one in nearest(wanted, sorted(spelt))[:_SUGGESTED]]
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "names are those of the texts"
    raise UsageError(f"nothing is named {name!r}", hint=hint)


def nearest(wanted: str, names: Sequence[str]) -> list[str]:
    """Folded names that may be meant: those that have all its words, then those written nearly so as a whole,
    then those of which one word is; of equals, the one nearest in length."""
    words = set(_WORD.findall(wanted))
    whole = [name for name in names if words and words <= set(_WORD.findall(name))]
    alike = get_close_matches(wanted, names, n=_SUGGESTED)
    whole.sort(key=lambda name: (not name.endswith(f" {wanted}"), len(name), name))
    partly = [
        name for name in names if get_close_matches(wanted, _WORD.findall(name), n=1, cutoff=_SAME_WORD)
    ]
    partly.sort(key=lambda name: (len(name), name))
    return list(dict.fromkeys([*whole, *alike, *partly]))


def _left_unlinked(store: Store, wanted: str) -> list[str]:
    """Keys of what a name may mean that a build left unlinked; none when it did not."""
    links = (link for record in store.documents() for link in record.links if not link.key)
    return sorted({key for link in links if _folded(link.name) == wanted for key in link.candidates})


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _shown(store: Store, things: Sequence[str]) -> str:
    namespaces = {namespace: prefix for prefix, namespace in data_prefixes(store.base).items()}
    return ", ".join(abbreviated(thing, namespaces) for thing in things)
