"""Names that a store's documents have and no table knows, and those that may mean several things."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from diplograph.knowledge import Knowledge
from diplograph.language.folding import fold
from diplograph.model import EntityType
from diplograph.model.keys import kind_of
from diplograph.rdf.terms import split_literal
from diplograph.rdf.vocabulary import ALT_LABEL, RDFS_LABEL
from diplograph.store import Store
from diplograph.store.location import reading

# Things that tables can know: not agreements, events and projects, which documents make.
_TYPES = (
    *(EntityType.PERSON, EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION),
    *(EntityType.INTERNATIONAL_ORGANIZATION, EntityType.CITY, EntityType.REGION, EntityType.COUNTRY),
)
_KINDS = {kind_of(kind): kind.value for kind in _TYPES}
_ENDS = re.compile(r"[.!?…](?=\s)|\n")
_LONGEST = 240  # characters of an example


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A thing that no table knows; its fields are the columns of a table that can be given back.

    `count` is how often documents name it, `documents` how many do, `sentence` an example.
    """

    type: str
    name: str
    aliases: str
    ambiguous: str
    country: str
    sectors: str
    wikidata: str
    count: int
    documents: int
    sentence: str


@dataclass(frozen=True, slots=True)
class UnlinkedName:
    """A name that was left unlinked, since nothing around it tells which of `candidates` it means."""

    name: str
    candidates: str
    count: int
    documents: int
    sentence: str


@dataclass(slots=True)
class _Seen:
    key: str
    label: str = ""
    forms: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    count: int = 0
    sentence: str = ""


def unknown_names(store: Store, knowledge: Knowledge) -> tuple[UnknownName, ...]:
    """Things that the published graph names and the tables do not know, the most frequent first."""
    seen = _things(store, knowledge)
    for identifier, named in _by_document(store, seen.values()).items():
        _count(store.text(identifier), named)
    rows = [
        UnknownName(
            type=_KINDS[thing.key.partition("/")[0]],
            name=thing.label,
            aliases="|".join(sorted(thing.forms - {thing.label})),
            ambiguous="",
            country="",
            sectors="",
            wikidata="",
            count=max(thing.count, len(thing.documents)),
            documents=len(thing.documents),
            sentence=thing.sentence,
        )
        for thing in seen.values()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, -row.documents, row.name, row.type)))


def unlinked_names(store: Store) -> tuple[UnlinkedName, ...]:
    """Ambiguous names that were left unlinked, the most frequent first."""
    counts: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    candidates: dict[str, set[str]] = defaultdict(set)
    sentences: dict[str, str] = {}
    for record in store.documents():
        for link in record.links:
            if link.key:
                continue
            counts[link.name] += 1
            documents[link.name].add(record.identifier)
            candidates[link.name].update(link.candidates)
            if link.name not in sentences:
                sentences[link.name] = _sentence(store.text(record.identifier), link.start, link.end)
    return tuple(
        UnlinkedName(name, "|".join(sorted(candidates[name])), count, len(documents[name]), sentences[name])
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _read(store: Store, query: str) -> Iterator[Any]:
    with reading(store.path):
        yield from store.query(query)  # type: ignore[misc]  # a SELECT gives rows


def _things(store: Store, knowledge: Knowledge) -> dict[str, _Seen]:
    """Unknown things by IRI term, with their labels, forms and documents."""
    seen: dict[str, _Seen] = {}
    known: set[str] = set()
    query = (
        "SELECT ?thing ?predicate ?value WHERE { ?thing dg:mentionedIn ?any ; ?predicate ?value "
        f"FILTER (?predicate IN ({RDFS_LABEL}, {ALT_LABEL}, dg:mentionedIn)) }}"
    )
    prefix = "PREFIX dg: <https://w3id.org/diplograph/ontology#> "
    for thing, predicate, value in _read(store, prefix + query):
        term, text = str(thing), str(value)
        if term in known:
            continue
        if term not in seen:
            key = unquote(term[1:-1].removeprefix(store.base))
            if key.partition("/")[0] not in _KINDS or knowledge.entity(key) is not None:
                known.add(term)
                continue
            seen[term] = _Seen(key)
        if str(predicate) == RDFS_LABEL:
            seen[term].label = split_literal(text)[0]
        elif str(predicate) == ALT_LABEL:
            seen[term].forms.add(split_literal(text)[0])
        else:
            seen[term].documents.add(text[1:-1])
    return {term: seen[term] for term in sorted(seen) if not _is_named(seen[term].label, knowledge)}


def _is_named(name: str, knowledge: Knowledge) -> bool:
    return bool(knowledge.names.get(fold(name)))


def _by_document(store: Store, things: Iterable[_Seen]) -> Mapping[str, list[_Seen]]:
    identifiers = {record.iri: record.identifier for record in store.documents()}
    named: dict[str, list[_Seen]] = defaultdict(list)
    for thing in things:
        for iri in sorted(thing.documents):
            if iri in identifiers:
                named[identifiers[iri]].append(thing)
    return dict(sorted(named.items()))


def _count(text: str, things: Iterable[_Seen]) -> None:
    """Add up how often a text has each thing's names, and keep the first sentence that does."""
    forms = {form: thing for thing in things for form in sorted({thing.label, *thing.forms})}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile(
        "|".join(r"(?<!\w)" + re.escape(form).replace(r"\ ", r"\s+") + r"(?!\w)" for form in longest_first)
    )
    for match in pattern.finditer(text):
        thing = forms.get(" ".join(match.group().split()))
        if thing is not None:
            thing.count += 1
            thing.sentence = thing.sentence or _sentence(text, match.start(), match.end())


def _sentence(text: str, start: int, end: int) -> str:
    """The words around a name up to the ends of its sentence, on one line."""
    before = [match.end() for match in _ENDS.finditer(text, max(0, start - _LONGEST), start)]
    after = _ENDS.search(text, end, end + _LONGEST)
    first = before[-1] if before else max(0, start - _LONGEST)
    last = after.end() if after else min(len(text), end + _LONGEST)
    told = " ".join(text[first:last].split())
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"
