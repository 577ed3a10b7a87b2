"""Events told again ("le forum", "cette conférence") belong to the one told last, and complete it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diplograph.extraction.drafts import Draft
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import EVENT_CLASSES

_FARTHEST = 1800  # characters within which "le forum" may mean the one told before
_TO_WHICH = pattern(r"(?:,? [^.;:()]{0,40}?)?,? {whither}{det}?")
_TO_IT = pattern(r" {to}{det}?{word}{0,3}$")
_BODIES = ("country/", "region/", "international-organization/")
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
        if draft.renewed:
            if not told and not draft.get("place"):
                continue
            draft = _of_kind(draft, told)
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


def _of_kind(draft: Draft, told: Sequence[Draft]) -> Draft:
    """ "La prochaine réunion" is of the kind told last, and of the states and bodies that met then."""
    last = next((d for d in reversed(told) if 0 <= draft.start - d.end < _FARTHEST), None)
    if last is None:
        return draft
    whose = tuple(v for v in last.get("participant") if str(v).startswith(_BODIES))
    draft = draft.having(participant=tuple(dict.fromkeys((*draft.get("participant"), *whose))))
    return replace(draft, type=last.type)


def _is_meant(told: Draft, again: Draft) -> bool:
    near = 0 <= again.start - told.end < _FARTHEST
    head = again.forms[0] if again.forms else ""
    return near and (told.rule == again.rule or head in fold(told.name).split())


def is_bidden_to(source: Source, invitation: Draft, thing: Draft) -> bool:
    """Whether one is invited to a gathering told before or within: "le forum, auquel A a convié B"."""
    if thing.type not in EVENT_CLASSES or invitation.get("event"):
        return False
    if thing.end <= invitation.start:
        return bool(_TO_WHICH.fullmatch(source.folded[thing.end : invitation.start]))
    within = invitation.start <= thing.start < invitation.end <= thing.end
    return within and bool(_TO_IT.search(source.folded, invitation.start, thing.start))
