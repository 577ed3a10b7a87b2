"""Words of appointment and of time before a title: "nommée hier", "ancien", "candidat au poste de"."""

from __future__ import annotations

import re

from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source

_MODIFIER_REACH = 24
_BEFORE_TITLE = re.compile(r"[ -]?(?:le |la |l'|comme )?")


def besides_appointment(source: Source, start: int, end: int) -> str:
    """Folded text between two offsets without words of appointment, nor the days beside them."""
    if not source.cues("appointments", start, end):
        return source.folded[start:end]
    kept, position = [], start
    spans = [(h.start, h.end) for h in source.cues("appointments", start, end)]
    spans += [(d.span.start, d.span.end) for d in source.dates_in(start, end)]
    for low, high in sorted(spans):
        kept.append(source.folded[position : max(low, position)])
        position = max(position, high + source.folded.startswith(" ", high))
    return "".join(kept) + source.folded[position:end]


def sense_of(source: Source, title_start: int, person: Mention | None) -> str:
    """What words before a title say of its time; a candidate's title is but possible."""
    if person is not None and person.end < title_start:
        begin = source.before_civilities(person.start)
        if any(
            h.end + 1 == begin for h in source.cues("appointments", begin - _MODIFIER_REACH, begin, "wish")
        ):
            return "possible"
    for table in ("office_modifiers", "appointments"):
        for hit in source.words(table, title_start - _MODIFIER_REACH, title_start):
            days = [d for d in source.dates_in(hit.end, title_start) if d.span.start == hit.end + 1]
            end = days[0].span.end if days else hit.end
            if end <= title_start and _BEFORE_TITLE.fullmatch(source.folded, end, title_start):
                return "" if hit.payload["form"] == "wish" else str(hit.payload["form"])
    return ""
