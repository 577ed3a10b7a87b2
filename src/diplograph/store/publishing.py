"""Keeping the published graph in step with the graphs of documents.

Only what a commit touches is looked at. Statements that add up are published when the first document makes
them and leave with the last. Of the others (`consolidation.SETTLED`) the votes are counted again only when
one may change the outcome: a vote more for the winner never does, so a country named in ten thousand
documents costs what a new one does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import ALT_LABEL, RDF_TYPE, RDFS_LABEL
from diplograph.store.change import DEFAULT, Change
from diplograph.store.consolidation import (
    END,
    SETTLED,
    SETTLERS,
    START,
    VOTED,
    Vote,
    settle_label,
    settle_period,
)
from diplograph.store.names import TEXT
from diplograph.store.pausing import no_collection
from diplograph.store.reader import Pair, Reader
from diplograph.store.told import Told

_MIRRORED = frozenset({RDF_TYPE, RDFS_LABEL, ALT_LABEL})  # what graph/entities repeats


@dataclass(frozen=True)
class GraphChange:
    """A graph (a term) whose statements are published, before and after; both may be empty.

    `published_…` is the date of the document; `votes` is false for the gazetteer's graph, which holds only
    the statements of the entities that are affected.
    """

    graph: str
    before: frozenset[Triple]
    after: frozenset[Triple]
    published_before: str = ""
    published_after: str = ""
    votes: bool = True
    grouped: Told | None = field(default=None, compare=False)  # what it holds after, where it is at hand

    @cached_property
    def told(self) -> Told:
        """What it holds before."""
        return Told(self.before)

    @cached_property
    def tells(self) -> Told:
        """What it holds after."""
        return self.grouped or Told(self.after)

    @cached_property
    def gone(self) -> Told:
        """What leaves."""
        return Told(self.before - self.after) if self.after else self.told

    @cached_property
    def come(self) -> Told:
        """What comes."""
        return Told(self.after - self.before) if self.before else self.tells


@dataclass(slots=True)
class _Touched:
    """What a set of changes says about predicates that hold one value."""

    added: dict[Pair, set[str]] = field(default_factory=lambda: defaultdict(set))
    recount: set[Pair] = field(default_factory=set)
    forms_added: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms_removed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    cast: dict[Pair, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))

    def pairs(self) -> set[Pair]:
        return {*self.added, *self.recount}


class Publisher:
    """Plans what one commit changes in the published graph and in graph/entities."""

    def __init__(
        self,
        reader: Reader,
        changes: Sequence[GraphChange],
        change: Change,
        *,
        label: Callable[[str], str | None],
    ) -> None:
        """`label` gives the gazetteer's label of an entity after the change, as a term, or None."""
        self._reader = reader
        self._changes = changes
        self._change = change
        self._label = label
        self._stated: dict[Triple, bool] = {}
        self._there: dict[str, bool] = {}
        self._gone = {item.graph: item.gone.triples for item in changes if item.before}
        self._after: set[Triple] = set().union(*(item.after for item in changes)) if self._gone else set()

    @no_collection()
    def publish(self) -> None:
        """Write the whole plan into the change."""
        touched = _Touched()
        for item in self._changes:
            self._add_up(item, touched)
        self._settle(touched)

    # Statements that add up

    def _add_up(self, item: GraphChange, touched: _Touched) -> None:
        is_entity = self._reader.names.is_entity
        self._insert(self._adding_up(item.come))
        self._delete([t for t in self._adding_up(item.gone) if not self._is_stated(t)])
        for subject, predicate, value in self._own(item.come, VOTED):
            touched.added[subject, predicate].add(value)
        for subject, predicate, _ in self._own(item.gone, VOTED):
            touched.recount.add((subject, predicate))
        for told, forms in ((item.come, touched.forms_added), (item.gone, touched.forms_removed)):
            for subject, _, value in told.of_any((RDFS_LABEL, ALT_LABEL)):
                if is_entity(subject):
                    forms[subject].add(value)
        if item.votes:
            self._cast(item, touched)

    def _cast(self, item: GraphChange, touched: _Touched) -> None:
        redated = item.before and item.after and item.published_before != item.published_after
        ballots = ((item.told, item.published_before, -1), (item.tells, item.published_after, 1))
        for told, published, sign in ballots:
            for subject, predicate, value in self._own(told, VOTED):
                touched.cast[subject, predicate][value, published] += sign
                if redated:
                    touched.recount.add((subject, predicate))

    def _own(self, told: Told, predicates: Iterable[str]) -> Iterator[Triple]:
        """Statements without amounts, which `amounts` publishes with the facts that have them."""
        amounts = told.about(self._reader.names.amount_prefix)
        found = told.of_any(predicates)
        return (triple for triple in found if triple not in amounts) if amounts else found

    def _adding_up(self, told: Told) -> list[Triple]:
        """Statements that are published as often as they come, hence once."""
        predicates = (p for p in told.columns if p not in SETTLED and p != TEXT and p != ALT_LABEL)
        is_entity = self._reader.names.is_entity
        others = (triple for triple in told.of(ALT_LABEL) if not is_entity(triple[0]))
        return [*self._own(told, predicates), *others]

    def _is_stated(self, triple: Triple) -> bool:
        """Whether a graph will still hold a statement after the change."""
        if triple in self._after:
            return True
        found = self._stated.get(triple)
        if found is None:  # asked once, not for each of a thousand documents that cease to make it
            graphs = self._reader.graphs_stating(triple)
            found = self._stated[triple] = any(triple not in self._gone.get(graph, ()) for graph in graphs)
        return found

    def _insert(self, triples: Collection[Triple]) -> None:
        if triples:
            self._write(self._change.insert, triples)

    def _delete(self, triples: Collection[Triple]) -> None:
        if triples:
            self._write(self._change.delete, triples)

    def _write(self, write: Callable[[str, Iterable[Triple]], None], triples: Collection[Triple]) -> None:
        names = self._reader.names
        write(DEFAULT, triples)
        write(names.entities, [t for t in triples if t[1] in _MIRRORED and names.is_entity(t[0])])

    def _value(self, pair: Pair) -> str | None:
        """The value that is published; of a thing that nobody spoke of before, nothing is looked up."""
        subject, predicate = pair
        return self._reader.value(subject, predicate) if self.is_there(subject) else None

    def is_there(self, subject: str) -> bool:
        """Whether anything was published of a thing before the change."""
        there = self._there.get(subject)
        if there is None:
            there = self._there[subject] = self._reader.is_published(subject)
        return there

    # Statements of which one is published

    def _settle(self, touched: _Touched) -> None:
        current = {pair: self._value(pair) for pair in sorted(touched.pairs())}
        recount = {pair for pair in current if self._must_recount(pair, current[pair], touched)}
        recount |= {(s, p) for s, predicate in recount if predicate in (START, END) for p in (START, END)}
        counted = self._reader.votes(recount)
        votes = {
            pair: _add_votes(counted.get(pair, ()), touched.cast.get(pair)) for pair in {*current, *recount}
        }
        entities = sorted({s for s, p in current if p == RDFS_LABEL and self._reader.names.is_entity(s)})
        for subject in sorted({*entities, *touched.forms_added, *touched.forms_removed}):
            self._settle_forms(subject, votes, recount, touched)
        for subject, predicate in sorted(current):
            if predicate in (START, END):
                self._settle_dates(subject, votes, current, recount)
            elif predicate != RDFS_LABEL or not self._reader.names.is_entity(subject):
                pair = (subject, predicate)
                winner = self._winner(predicate, current[pair], votes[pair], again=pair in recount)
                self._replace(pair, current[pair], winner)

    def _must_recount(self, pair: Pair, current: str | None, touched: _Touched) -> bool:
        """Whether votes cast earlier may decide; without them the present value or the batch does."""
        subject, predicate = pair
        if predicate == RDFS_LABEL and self._label(subject) is not None:
            return False
        if pair in touched.recount:
            return True
        if current is None:  # an end may have been left out, and a start decides which ends are
            return predicate in (START, END) and self._value((subject, RDF_TYPE)) is not None
        return touched.added[pair] != {current}

    def _winner(
        self, predicate: str, current: str | None, votes: Sequence[Vote], *, again: bool
    ) -> str | None:
        if not again and current is not None:
            return current
        return SETTLERS[predicate](votes) if votes else None

    def _settle_dates(
        self,
        subject: str,
        votes: Mapping[Pair, Sequence[Vote]],
        current: Mapping[Pair, str | None],
        recount: set[Pair],
    ) -> None:
        start, end = (subject, START), (subject, END)
        old = {pair: current.get(pair) or self._value(pair) for pair in (start, end)}
        if start not in recount and (old[start] or old[end]):
            return  # only more votes for the dates that are there
        first, last = settle_period(votes.get(start, ()), votes.get(end, ()))
        self._replace(start, old[start], first)
        self._replace(end, old[end], last)

    def _replace(self, pair: Pair, old: str | None, new: str | None) -> None:
        if old == new:
            return
        if old is not None:
            self._delete([(*pair, old)])
        if new is not None:
            self._insert([(*pair, new)])

    def _settle_forms(
        self, entity: str, votes: Mapping[Pair, Sequence[Vote]], recount: set[Pair], touched: _Touched
    ) -> None:
        """Settle an entity's label; all other forms that documents give are its alternative labels."""
        pair = (entity, RDFS_LABEL)
        old = self._value(pair)
        cast = votes.get(pair, ())
        known = self._label(entity)
        if known is not None:
            new: str | None = known
        elif pair in votes and (pair in recount or old is None):
            new = settle_label(cast) if cast else self._unnamed(entity)
        elif old is None or (pair not in votes and not self._is_stated((*pair, old))):
            new = self._unnamed(entity)
        else:
            new = old
        self._replace(pair, old, new)
        gone = {form for form in touched.forms_removed[entity] if not self._is_form(entity, form)}
        come = set(touched.forms_added[entity])
        if old is not None and old != new and self._is_form(entity, old):
            come.add(old)
        if new is not None and old != new:
            gone.add(new)
        self._delete([(entity, ALT_LABEL, form) for form in gone])
        self._insert([(entity, ALT_LABEL, form) for form in come - gone if form != new])

    def _unnamed(self, entity: str) -> str | None:
        """A label for a thing that no document calls by a label: it is only what others were merged into."""
        whole = self._reader.names.whole
        left = Counter(
            triple[2]
            for graph, triple in self._reader.stated(entity)
            if triple[1] == ALT_LABEL and graph not in whole and triple not in self._gone.get(graph, ())
        )
        for item in self._changes:
            if item.graph not in whole:
                left.update(value for s, _, value in item.come.of(ALT_LABEL) if s == entity)
        return settle_label([Vote(value, "", number) for value, number in left.items()]) if left else None

    def _is_form(self, entity: str, form: str) -> bool:
        return self._is_stated((entity, RDFS_LABEL, form)) or self._is_stated((entity, ALT_LABEL, form))


def _add_votes(counted: Iterable[Vote], cast: Counter[tuple[str, str]] | None) -> list[Vote]:
    total: dict[tuple[str, str], int] = dict(cast or ())
    for vote in counted:
        key = (vote.value, vote.published)
        total[key] = total.get(key, 0) + vote.documents
    return [Vote(value, published, n) for (value, published), n in sorted(total.items()) if n > 0]
