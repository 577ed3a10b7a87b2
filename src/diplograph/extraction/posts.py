"""A title in a text, and the words that stand around one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry

PAST = frozenset({"past", "then"})  # "ancien", "alors": held no more
LEADERS = ("HeadOfState", "HeadOfGovernment", "Monarch")  # one person at a time
_ADDRESS = 14  # characters of "Monsieur le "
_DETERMINER_BEFORE = re.compile(
    r"(?:^|[\s(«\"])"
    r"(le |la |l'|du |de la |de l'|au |a la |a l'|les |des |aux |un |une |son |sa |notre )$"
)


@dataclass(frozen=True, slots=True)
class Office:
    """A title in the text.

    Attributes:
        start, end: the whole expression, person included when one stands next to it.
        title_start, title_end: the title with its country or organization and portfolio.
        post: term of the vocabulary; of: entity key, "" when unsaid.
        person: who holds it, when named next to it.
        sense: "", "past", "then", "present" or "future", as "ancien", "alors" or "futur" says.
        counterpart: named as the counterpart of another: of another country than that one.
        apart: the country, organization or person whose counterpart that is, "" when unknown.
    """

    start: int
    end: int
    title_start: int
    title_end: int
    post: str
    of: str
    person: Mention | None
    entry: Entry
    sense: str = ""
    counterpart: bool = False
    apart: str = ""


def past_civility(source: Source, position: int) -> int:
    """Where a name begins, past the civility that may stand first."""
    for hit in source.words("civilities", position, position + 1):
        if source.folded.startswith(" ", hit.end):
            return past_civility(source, hit.end + 1)  # "S.E. Monsieur"
    return position


def is_address(source: Source, title_start: int) -> bool:
    """Whether a title addresses somebody: "Madame la | Ministre"."""
    article = source.folded.rfind(" ", 0, max(0, title_start - 1))
    return bool(source.cues("civilities", title_start - _ADDRESS, article + 1))


def expression_start(source: Source, title_start: int) -> int:
    """Take in the determiner, so that what stands before it is the preposition."""
    window_start = max(0, title_start - 24)
    modifiers = source.cues("office_modifiers", window_start, title_start, "", "present")
    end = next((m.start for m in modifiers if m.end == title_start - 1), title_start)
    match = _DETERMINER_BEFORE.search(source.folded[window_start:end])
    if match and match.group(1) in {"le ", "la ", "l'", "les ", "un ", "une ", "son ", "sa ", "notre "}:
        return window_start + match.start(1)
    return title_start
