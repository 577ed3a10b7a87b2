"""One fact of the graph beside one of the annotations: which arguments agree, and how much in all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diplograph.evaluation.folding import folded_name, folded_number
from diplograph.evaluation.found import FoundFact
from diplograph.evaluation.gold import GoldFact
from diplograph.evaluation.roles import CLASS, NAME, NAMED, SCORED_ROLES, Comparison, ScoredRole
from diplograph.model import ValueKind
from diplograph.rdf.terms import is_literal, split_literal

_OWN = "<https://w3id.org/diplograph/"
_ALIKE = 0.5  # share of common words from which two texts count as one in the table of arguments

Values = Mapping[str, str]  # compared form → what a person is shown


@dataclass(frozen=True, slots=True)
class Sides:
    """One fact, ready to be compared: key → values; names and statuses in the form that is compared."""

    arguments: Mapping[str, Values]
    names: frozenset[str]
    statuses: frozenset[str]


@dataclass(frozen=True, slots=True)
class RoleOutcome:
    """What became of one argument: its values that agree, those we alone give, those we miss; as shown.

    `close` is our text where it agrees with the annotated one in most words only.
    """

    key: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    missing: tuple[str, ...]
    close: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a found fact is an annotated one.

    Attributes:
        score: soft F1, 2·right / (2·right + wrong + missing), by weight; 0 when nothing agrees.
        roles: arguments that either gives.
        status_agrees: None when the annotation gives none.
    """

    score: float
    roles: tuple[RoleOutcome, ...]
    status_agrees: bool | None


def gold_side(fact: GoldFact, *, entities: Mapping[str, str], names: frozenset[str]) -> Sides:
    """Make an annotated fact comparable.

    Args:
        fact: as read.
        entities: id → name of the document's entities.
        names: of the entity that the fact is.
    """
    arguments = {}
    for role in SCORED_ROLES[fact.family]:
        values: dict[str, str] = {}
        for value in fact.arguments.get(role.key, ()):
            if role.kind in (ValueKind.DATE, ValueKind.NUMBER):
                values[value] = value
            elif role.kind is not ValueKind.SECTOR and value in entities:
                values[f"@{value}"] = entities[value]
            else:
                values[folded_name(value)] = value
        arguments[role.key] = values
    return Sides(arguments, names, frozenset({folded_name(fact.status)} - {""}))


def found_side(fact: FoundFact, *, entity: Callable[[str], tuple[str, str] | None]) -> Sides:
    """Make a found fact comparable.

    Args:
        fact: as read.
        entity: term → (id of the annotated entity that it is, with "@", else something of its own; name).
    """
    arguments: dict[str, Values] = {}
    for role in SCORED_ROLES[fact.family]:
        if role.key == CLASS:
            arguments[CLASS] = {folded_name(name): name for name in fact.classes}
        else:
            terms = fact.arguments.get(role.name, ())
            arguments[role.key] = dict(_found_value(role, term, entity) for term in terms)
    return Sides(arguments, fact.names, frozenset(map(folded_name, fact.statuses)))


def _found_value(
    role: ScoredRole, term: str, entity: Callable[[str], tuple[str, str] | None]
) -> tuple[str, str]:
    if is_literal(term):
        value = split_literal(term)[0]
        if role.kind is ValueKind.DATE:
            return value, value
        return (folded_number(value) if role.kind is ValueKind.NUMBER else folded_name(value)), value
    local = term[1:-1].rpartition("#")[2].rpartition("/")[2]
    if role.kind is ValueKind.SECTOR:
        return folded_name(local), local
    if known := entity(term):
        return known
    return (folded_name(local) if term.startswith(_OWN) else term[1:-1]), local


def compare(family: str, found: Sides, gold: Sides) -> Outcome:
    """Weigh what agrees against what does not."""
    right = wrong = missing = 0.0
    outcomes = []
    for role in SCORED_ROLES[family]:
        ours, theirs = found.arguments[role.key], gold.arguments[role.key]
        gain, excess, lack, outcome = _COMPARED[role.comparison](role, ours, theirs)
        right += role.weight * gain
        wrong += role.weight * excess
        missing += role.weight * lack
        if ours or theirs:
            outcomes.append(outcome)
    if family in NAMED and gold.names:
        same = _same_name(found.names, gold.names)
        right += 2 * same
        missing += 2 * (not same)
        wrong += not same and bool(found.names)
        named = (NAME,)
        outcomes.append(RoleOutcome(NAME, named, (), ()) if same else RoleOutcome(NAME, (), (), named))
    agrees = bool(gold.statuses & found.statuses) if gold.statuses else None
    if agrees is not None:
        right += 0.5 * agrees
        missing += 0.5 * (not agrees)
    score = 2 * right / (2 * right + wrong + missing) if right else 0.0
    return Outcome(score, tuple(outcomes), agrees)


def _same_name(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two things share a name, or one has a name that holds a name of the other."""
    return any(one in other or other in one for one in ours for other in theirs)


Compared = tuple[float, float, float, RoleOutcome]


def _as_sets(role: ScoredRole, ours: Values, theirs: Values) -> Compared:
    one, other = ours.keys(), theirs.keys()
    right, wrong, missing = one & other, one - other, other - one
    outcome = RoleOutcome(role.key, _shown(theirs, right), _shown(ours, wrong), _shown(theirs, missing))
    return len(right), len(wrong), len(missing), outcome


def _as_dates(role: ScoredRole, ours: Values, theirs: Values) -> Compared:
    """Two dates agree as far as the vaguer one goes; one that nobody annotated weighs half."""
    if not (ours and theirs):
        outcome = RoleOutcome(role.key, (), tuple(ours), tuple(theirs))
        return 0, 0.5 * bool(ours), bool(theirs), outcome
    our, their = next(iter(ours)), next(iter(theirs))
    length = min(len(our), len(their))
    if our[:length] == their[:length]:
        return 1, 0, 0, RoleOutcome(role.key, (our,), (), ())
    return 0, 1, 1, RoleOutcome(role.key, (), (our,), (their,))


def _as_words(role: ScoredRole, ours: Values, theirs: Values) -> Compared:
    """Two texts agree by the share of their words that both have."""
    if not (ours and theirs):
        outcome = RoleOutcome(role.key, (), tuple(ours.values()), tuple(theirs.values()))
        return 0, 0.5 * bool(ours), bool(theirs), outcome
    (our, our_shown), (their, their_shown) = next(iter(ours.items())), next(iter(theirs.items()))
    one, other = set(our.split()), set(their.split())
    share = len(one & other) / max(1, len(one | other))
    if share >= _ALIKE:
        outcome = RoleOutcome(role.key, (their_shown,), (), (), close="" if share == 1 else our_shown)
    else:
        outcome = RoleOutcome(role.key, (), (our_shown,), (their_shown,))
    return share, 1 - share, 1 - share, outcome


_COMPARED = {Comparison.SET: _as_sets, Comparison.DATE: _as_dates, Comparison.WORDS: _as_words}


def _shown(values: Values, keys: set[str]) -> tuple[str, ...]:
    return tuple(sorted(values[key] for key in keys))
