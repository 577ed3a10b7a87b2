"""What became of each line of a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diplograph.curation.conflicts import OVERRULED
from diplograph.curation.keys import thing_iri
from diplograph.curation.ledger import Ledger, parse_ledger, read_ledger
from diplograph.curation.naming import label_of
from diplograph.curation.remembering import ledger_copy, remembered_ledger
from diplograph.model.decisions import Action, Decision, Unmatched
from diplograph.query.rows import select
from diplograph.rdf.identifiers import graph_iri
from diplograph.rdf.vocabulary import GENERATED_BY, RDFS_LABEL, dg
from diplograph.store import Store
from diplograph.store.rulings import activity


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of a ledger, as it stands.

    Attributes:
        file, line: where it stands; "" and 0 for a decision whose line is gone from the file.
        label: of the subject, as published; of an assertion, of the fact that it states.
        facts: published facts about the subject, or about what it was merged into; those that are asserted.
        state: "in force", "breaks a shape" (in force, and facts are set aside by it), "overruled", "faulty",
            "matches nothing" or "not replayed".
        why: for the state; "" when in force.
    """

    file: str
    line: int
    action: str
    subject: str
    value: str
    document: str
    author: str
    date: str
    reason: str
    label: str
    facts: int
    state: str
    why: str


def standings(store: Store) -> tuple[Standing, ...]:
    """Every line of the ledger of a store, by line; then decisions in force that its ledger lacks."""
    ledger = _ledger(store)
    in_force = {_told(decision): decision for decision in store.decisions()}
    unmatched = {_told(each.decision): each for each in store.unmatched()}
    found = []
    if ledger is not None:
        found += _of_ledger(store, ledger, in_force, unmatched)
    held = set(map(_told, ledger.decisions)) if ledger else set()
    for decision in (decision for key, decision in in_force.items() if key not in held):
        gone = "its line is gone from the ledger: run 'diplograph curate apply'"
        found.append(_standing(store, decision, "in force", gone, file="", line=0))
    return tuple(found)


def _ledger(store: Store) -> Ledger | None:
    path = remembered_ledger(store.path)
    if path is None:
        return None
    if path.exists():
        return read_ledger(path, base=store.base)
    return parse_ledger(ledger_copy(store.path), path, base=store.base)


def _of_ledger(
    store: Store,
    ledger: Ledger,
    in_force: Iterable[tuple[str, ...]],
    unmatched: dict[tuple[str, ...], Unmatched],
) -> list[Standing]:
    known = set(in_force)
    held = {decision.line for decision in ledger.decisions}
    told: dict[int, str] = {}
    for problem in ledger.problems:
        if not problem.note or problem.line not in held:
            told.setdefault(problem.line, f"{problem.column} {problem.reason}".strip())
    overruled = {problem.line for problem in ledger.problems if problem.kind == OVERRULED}
    lines = {decision.line: decision for decision in ledger.lines}
    found = []
    for line in ledger.places:
        decision, why = lines.get(line), told.get(line, "")
        if decision is None:
            blank = Decision(Action.REJECT, file=str(ledger.path), line=line)
            found.append(_standing(store, blank, "faulty", why, action=""))
        elif line not in held:
            found.append(_standing(store, decision, "overruled" if line in overruled else "faulty", why))
        elif remark := unmatched.get(_told(decision)):
            state = "breaks a shape" if remark.breaks else "matches nothing"
            found.append(_standing(store, decision, state, remark.reason))
        elif _told(decision) in known:
            found.append(_standing(store, decision, "in force", ""))
        else:
            found.append(_standing(store, decision, "not replayed", "run 'diplograph curate apply'"))
    return found


def _standing(store: Store, decision: Decision, state: str, why: str, **other: object) -> Standing:
    end = decision.value if decision.action is Action.MERGE and state == "in force" else decision.subject
    stated = _stated(store, decision) if decision.action is Action.ASSERT and state == "in force" else ()
    cells: dict[str, object] = {
        "file": decision.file,
        "line": decision.line,
        "action": decision.action.value,
        "subject": decision.subject,
        "value": decision.value,
        "document": decision.document,
        "author": decision.author,
        "date": decision.date,
        "reason": decision.reason,
        "label": label_of(store, decision.subject) if decision.subject else "; ".join(stated),
        "facts": _facts(store, end) if end else len(stated),
        "state": state,
        "why": why,
    }
    return Standing(**{**cells, **other})  # type: ignore[arg-type]  # its fields, by name


def _stated(store: Store, decision: Decision) -> tuple[str, ...]:
    """Labels of the published facts that an assertion states."""
    node = activity(store.base, decision)[1:-1]
    graph = graph_iri(store.base, "curation")
    rows = select(
        store,
        f"SELECT ?fact ?l {{ GRAPH <{graph}> {{ ?fact {GENERATED_BY} ?thing }} ?fact {RDFS_LABEL} ?l }}",
        thing=node,
    )
    return tuple(sorted(label for _, label in rows))


def _facts(store: Store, key: str) -> int:
    thing = thing_iri(store.base, key)
    naming = f"?fact ?role ?thing ; {dg('status')} ?s"
    being = f"?thing {dg('status')} ?s BIND(?thing AS ?fact)"
    found = select(
        store,
        f"SELECT (COUNT(DISTINCT ?fact) AS ?n) {{ {{ {naming} }} UNION {{ {being} }} }}",
        thing=thing,
    )
    return int(found[0][0])


def _told(decision: Decision) -> tuple[str, ...]:
    return tuple(
        str(getattr(decision, name))
        for name in ("action", "subject", "value", "document", "author", "date", "reason")
    )
