"""What one can do about an item of the desk, as commands."""

from __future__ import annotations

from diplograph.curation.described import Described
from diplograph.curation.desk import Case, Why
from diplograph.curation.keys import prefixed
from diplograph.model import FACT_ROLES
from diplograph.model.families import is_fact
from diplograph.rdf.vocabulary import DG

_ROLES = frozenset(role.name for roles in FACT_ROLES.values() for role in roles)
_DATES = ("start", "end")


def can_be_amended(case: Case, described: Described) -> bool:
    """Whether another value of a role may make a fact that was set aside publishable: its words are sound."""
    return described.type in FACT_ROLES and not any(
        "/evidence/" in reason.focus or "/document/" in reason.focus for reason in case.reasons
    )


def advice(case: Case, described: Described) -> tuple[str, ...]:
    """Commands that would settle a case, to be completed where they have dots.

    A fact that was set aside is amended; one whose words are at fault is stated anew as it should be.
    """
    name_of = prefixed(case.key)
    path = next((each.path.removeprefix(DG) for each in case.reasons if each.path.startswith(DG)), "")
    name = next((each.path.rpartition("#")[2] for each in case.reasons if each.path), "")
    scope = f" --document {case.document}" if case.document else ""
    if case.key.startswith("document/") or "://" in case.key:
        return (f"diplograph documents remove {case.document or case.key.removeprefix('document/')}",)
    if case.why is Why.LINK:
        other = case.candidates[0] if case.candidates else "…"
        return (f"diplograph curate merge {case.key} {other}{scope}",)
    if not is_fact(case.key):
        verb = {"label": "rename", "type": "retype"}.get(name, "")
        return (f"diplograph curate {verb} {name_of} …",) if verb else (f"diplograph explain {name_of}",)
    rejecting = f"diplograph curate reject {name_of}"
    if described.aside:
        if described.type not in FACT_ROLES:
            return (rejecting,)
        if can_be_amended(case, described):
            change = f"{path}=…" if path in _ROLES else _dates(described) or "ROLE=VALUE"
            return f"diplograph curate amend {name_of} {change}", rejecting
        claim = described.claim(**{path: ["…"]} if path in _ROLES else {})
        return f'diplograph curate assert "{claim}"', rejecting
    change = f"{path}=…" if path in _ROLES else "ROLE=VALUE"
    return f"diplograph curate amend {name_of} {change}", rejecting


def _dates(described: Described) -> str:
    """The dates of a fact as changes, to be corrected: mostly what is wrong with a fact as a whole."""
    return " ".join(f"{role}={described.roles[role][0].value}" for role in _DATES if role in described.roles)
