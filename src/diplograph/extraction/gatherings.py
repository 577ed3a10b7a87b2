"""Events told again ("le forum", "cette conférence") belong to the one told last, and complete it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.language import fold
from diplograph.model import EVENT_CLASSES

_FARTHEST = 1800  # characters within which "le forum" may mean the one told before
_ONCE = ("place", "start", "end")  # what a retelling adds only where nothing was said


def with_gatherings_retold(drafts: Sequence[Draft]) -> list[Draft]:
    """Give each retelling the name of the event that it speaks of; drop those that speak of none.

    Args:
        drafts: in the order of the text; a retelling is anaphoric, its first form the noun it uses.
    """
    told: list[Draft] = []
    said: dict[str, set[str]] = {}  # name → roles that something is known of
    result = []
    for draft in drafts:
        if draft.type not in EVENT_CLASSES:
            result.append(draft)
            continue
        if not draft.anaphoric:
            told.append(draft)
            said.setdefault(draft.name, set()).update(r for r, values in draft.roles.items() if values)
            result.append(draft)
            continue
        before = next((d for d in reversed(told) if _is_meant(d, draft)), None)
        if before is None:
            continue
        known = said[before.name]
        roles = {r: () if r in _ONCE and r in known else values for r, values in draft.roles.items()}
        if roles.get("start") == ():
            roles["end"] = ()
        known.update(r for r, values in roles.items() if values)
        result.append(
            replace(
                draft,
                type=before.type,
                roles=roles,
                name=before.name,
                name_start=draft.start,
                forms=(),
                anaphoric=False,
            )
        )
    return result


def _is_meant(told: Draft, again: Draft) -> bool:
    near = 0 <= again.start - told.end < _FARTHEST
    head = again.forms[0] if again.forms else ""
    return near and (told.rule == again.rule or head in fold(told.name).split())
