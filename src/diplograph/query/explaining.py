"""Why the graph says what it says: the facts about a thing, each with its sentences and its rules."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from diplograph.language.around import Sentences
from diplograph.query.rows import select
from diplograph.rdf.vocabulary import (
    ALT_LABEL,
    DCTERMS,
    DG,
    GENERATED_BY,
    HAS_SOURCE,
    OA,
    PROV,
    RDFS,
    RDFS_LABEL,
    SAME_AS,
    dg,
    narrowest,
)
from diplograph.resources import resource
from diplograph.store import Store

_IDENTIFIER, _TITLE, _ISSUED = (f"<{DCTERMS}{name}>" for name in ("identifier", "title", "issued"))
_START, _END, _EXACT = (f"<{OA}{name}>" for name in ("start", "end", "exact"))
_LABEL = f"OPTIONAL {{ ?value {RDFS_LABEL} ?label }}"
# Superclasses are written with each class; they tell a person nothing.


@dataclass(frozen=True, slots=True)
class Rule:
    """What read the words: `table:pattern`, and where the row stands ("" and 0 when there is none)."""

    rule: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Words:
    """A passage that states a fact.

    Attributes:
        document: its identifier; title, published: "" when unknown.
        start, end: offsets into its text, in code points.
        before, quote, after: the sentence around, cut at the words.
    """

    document: str
    title: str
    published: str
    start: int
    end: int
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an analyst decided of a thing or fact: `decision` as the ledger has it; reason "" when untold."""

    decision: str
    author: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Argument:
    """One value of a fact; `iri` is "" for a date, a number or a text."""

    role: str
    value: str
    iri: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with all that it rests on."""

    iri: str
    label: str
    type: str
    status: str
    confidence: float
    arguments: tuple[Argument, ...]
    words: tuple[Words, ...]
    rules: tuple[Rule, ...]
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A thing, or a fact, and why the graph says so.

    Attributes:
        forms: other names; same_as: IRIs elsewhere; documents: identifiers, where it is named.
        facts: those that name it, or the fact itself; by label. total: how many there are.
    """

    iri: str
    label: str
    type: str
    forms: tuple[str, ...]
    same_as: tuple[str, ...]
    documents: tuple[str, ...]
    facts: tuple[Statement, ...]
    total: int
    rulings: tuple[Ruling, ...] = ()


def explain(store: Store, iri: str, *, limit: int = 0) -> Explanation:
    """Gather what a store says of a thing or of a fact, with the words.

    Args:
        iri: of something in the store, see `naming.resolve`.
        limit: of the facts shown; 0: all.
    """
    own = bool(select(store, f"SELECT ?s {{ ?thing {dg('status')} ?s }} LIMIT 1", thing=iri))
    naming = select(
        store,
        f"SELECT DISTINCT ?fact ?label {{ ?fact ?role ?thing ; {dg('status')} ?s ; {RDFS_LABEL} ?label }}",
        thing=iri,
    )
    label = _first(select(store, f"SELECT ?l {{ ?thing {RDFS_LABEL} ?l }} ORDER BY ?l", thing=iri)) or iri
    facts = [iri] if own else []
    facts += [fact for fact, _ in sorted(naming, key=lambda row: (row[1], row[0]))]
    sentences = cache(lambda identifier: Passages(store.text(identifier)))
    return Explanation(
        iri=iri,
        label=label,
        type=_type(store, iri),
        forms=_column(store, f"SELECT DISTINCT ?n {{ ?thing {ALT_LABEL} ?n }}", iri),
        same_as=_column(store, f"SELECT DISTINCT ?n {{ ?thing {SAME_AS} ?n }}", iri),
        documents=_column(
            store, f"SELECT DISTINCT ?n {{ ?thing {dg('mentionedIn')} ?d . ?d {_IDENTIFIER} ?n }}", iri
        ),
        facts=tuple(_statement(store, fact, sentences) for fact in (facts[:limit] if limit else facts)),
        total=len(facts),
        rulings=_rulings(store, iri),
    )


class Passages:
    """A text from which passages are cut with their sentence."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences = Sentences(text)

    def cut(self, start: int, end: int) -> tuple[str, str, str]:
        """The words before a passage in its sentence, the passage, the words after; white space plain."""
        span = self._sentences.span(start, end)
        parts = self._text[span.start : start], self._text[start:end], self._text[end : span.end]
        before, quote, after = (" ".join(part.split()) for part in parts)
        return (
            before + " " * (bool(before) and parts[0][-1:].isspace()),
            quote,
            " " * (bool(after) and parts[2][:1].isspace()) + after,
        )


def _statement(store: Store, fact: str, passages: Callable[[str], Passages]) -> Statement:
    told = select(store, f"SELECT ?role ?value ?label {{ ?thing ?role ?value . {_LABEL} }}", thing=fact)
    values: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for role, value, label in told:
        values[role].append((value, label))
    rules = select(store, f"SELECT ?n {{ ?thing {GENERATED_BY} ?r . ?r {_IDENTIFIER} ?n }}", thing=fact)
    return Statement(
        iri=fact,
        label=min((value for value, _ in values[RDFS_LABEL[1:-1]]), default=fact),
        type=_type(store, fact),
        status=_local(values[f"{DG}status"][0][0]),
        confidence=float(values[f"{DG}confidence"][0][0]),
        arguments=tuple(_arguments(values)),
        words=tuple(_words(store, fact, passages)),
        rules=tuple(find_rule(rule) for (rule,) in sorted(set(rules))),
        rulings=_rulings(store, fact),
    )


def _rulings(store: Store, thing: str) -> tuple[Ruling, ...]:
    rows = select(
        store,
        f"""SELECT ?decision ?author ?date ?reason {{
          {{ ?act <{PROV}used> ?thing }} UNION {{ ?thing {GENERATED_BY} ?act }}
          ?act a <{PROV}Activity> ; {RDFS_LABEL} ?decision ; <{PROV}wasAssociatedWith> ?who .
          ?who {RDFS_LABEL} ?author
          OPTIONAL {{ ?act <{DCTERMS}date> ?date }} OPTIONAL {{ ?act <{RDFS}comment> ?reason }} }}""",
        thing=thing,
    )
    return tuple(Ruling(*row) for row in sorted(set(rows), key=lambda row: (row[2], row)))


def _arguments(values: dict[str, list[tuple[str, str]]]) -> Iterator[Argument]:
    for role in sorted(values):
        name = role.removeprefix(DG)
        if name == role or name in ("status", "confidence", "evidence", "mentionedIn"):
            continue
        for value, label in sorted(values[role]):
            iri = value if value.startswith(("http://", "https://")) else ""
            yield Argument(name, label or (_local(value) if iri else value), iri)


def _words(store: Store, fact: str, passages: Callable[[str], Passages]) -> Iterator[Words]:
    rows = select(
        store,
        f"""SELECT ?document ?title ?published ?start ?end {{
          ?thing {dg("evidence")} ?words . ?words {HAS_SOURCE} ?source ; {_START} ?start ; {_END} ?end .
          ?source {_IDENTIFIER} ?document
          OPTIONAL {{ ?source {_TITLE} ?title }} OPTIONAL {{ ?source {_ISSUED} ?published }} }}""",
        thing=fact,
    )
    for document, title, published, start, end in sorted(rows, key=lambda row: (row[2], row[0], int(row[3]))):
        before, quote, after = passages(document).cut(int(start), int(end))
        yield Words(document, title, published, int(start), int(end), before, quote, after)


@cache
def find_rule(rule: str) -> Rule:
    """The row of a table of the lexicon that a rule names."""
    table, _, pattern = rule.partition(":")
    name = f"data/lexicon/{table}.csv"
    try:
        lines = resource(name).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except FileNotFoundError:
        return Rule(rule, "", 0)
    reader = csv.DictReader(lines)
    line = next((reader.line_num for row in reader if (row.get("pattern") or "").strip() == pattern), 0)
    return Rule(rule, name, line)


def _type(store: Store, iri: str) -> str:
    """The narrowest class of a thing."""
    classes = _column(store, f"SELECT ?n {{ ?thing a ?n FILTER(STRSTARTS(STR(?n), '{DG}')) }}", iri)
    return narrowest(map(_local, classes))


def _column(store: Store, sparql: str, iri: str) -> tuple[str, ...]:
    return tuple(sorted({row[0] for row in select(store, sparql, thing=iri)}))


def _first(rows: list[tuple[str, ...]]) -> str:
    return rows[0][0] if rows else ""


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
