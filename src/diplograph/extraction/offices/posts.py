"""A title in a text, and the words that stand around one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry
from diplograph.language.patterns import pattern

PAST = frozenset({"past", "then"})  # "ancien", "alors": held no more
LEADERS = ("HeadOfState", "HeadOfGovernment", "Monarch")  # one person at a time
_ELECT = 20  # characters of " nouvellement élue"
_NAMED = re.compile(r",|\.| [A-ZÀ-ÖØ-Þ]| \(|$")
_AT_PORTFOLIO = pattern(r" {to}{the}?")
_ADDRESS = 14  # characters of "Monsieur le "
_DETERMINER = pattern(r"{edge}({of}|{to})?((?!des ){det})$")


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


def minister_entry(source: Source) -> Entry | None:
    """The row of the tables that titles a minister of a country."""
    entries = source.knowledge.lexicon.tables["offices"]
    titles = [e for e in entries if (e.get("post"), e.get("of")) == ("Minister", "country")]
    return min(titles, key=lambda entry: len(entry.pattern), default=None)


def as_minister(source: Source, office: Office) -> Office | None:
    """Who is called secretary of a portfolio, a minister: "le secrétaire à la Défense"; None without one."""
    entry = minister_entry(source)
    ends = {hit.end for hit in source.words("portfolios", office.title_start, office.title_end)}
    told = _AT_PORTFOLIO.search(source.folded, office.title_start, office.title_end) is not None
    told = told or bool(source.cues("title_words", office.title_start, office.title_end, "charge"))
    if entry is None or not told or not any(end <= office.title_end for end in ends):
        return None
    return replace(office, entry=entry)


def is_elect(source: Source, title_end: int) -> bool:
    """Whether a title that ends here is yet to be taken up: "le président élu | X", "élu en mai" is not."""
    last = source.cues("title_words", max(0, title_end - _ELECT), title_end, "elect")
    return bool(last) and last[-1].end == title_end and _NAMED.match(source.text, title_end) is not None


def is_address(source: Source, title_start: int) -> bool:
    """Whether a title addresses somebody: "Madame la | Ministre"."""
    article = source.folded.rfind(" ", 0, max(0, title_start - 1))
    return bool(source.cues("civilities", title_start - _ADDRESS, article + 1))


def expression_start(source: Source, title_start: int) -> int:
    """Take in the determiner, so that what stands before it is the preposition."""
    window_start = max(0, title_start - 24)
    modifiers = source.cues("office_modifiers", window_start, title_start, "", "present")
    end = next((m.start for m in modifiers if m.end == title_start - 1), title_start)
    determiner = source.before(_DETERMINER, end)
    return determiner.start() if determiner and not determiner.group(1) else title_start  # "de la" governs it
