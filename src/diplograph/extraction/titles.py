"""What a title governs: its country or organization, and its portfolio."""

from __future__ import annotations

import re

from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source, beginning
from diplograph.knowledge import Entry, Hit
from diplograph.model import ORGANIZATIONS, PLACES, EntityType

GOVERNS = re.compile(
    r",? ?(?:de la |de l'|du |des |de |d'|aupres de la |aupres de l'|aupres du |aupres de "
    r"|pour la |pour l'|pour le )"
)
_POSTED = re.compile(r" (?:au |aux |en |a |aupres de la |aupres de l'|aupres de |aupres du )")
_POSTED_ABROAD = frozenset({"Ambassador", "Envoy"})  # "ambassadeur de A en B"; a president's visit is no post
_BEFORE_CHARGE = re.compile(r",? ")
_OF_CHARGE = re.compile(r" (?:du|de|des|a|au|aux|aupres|en)\b")
_PROPER_WORD = re.compile(r" [A-ZÀ-ÖØ-Þ]")
_MORE_PORTFOLIOS = re.compile(r"(?:,| et|, et) (?:de la |de l'|du |des |de |d'|a la |a l'|aux? )")
_ANNOUNCING = re.compile(r"(?: (?:d'|de )?[a-zà-öø-ÿ-]+){0,3} ")
MOST_PORTFOLIO_WORDS = 16
_LONGEST_TITLE = 160
_PORTFOLIO = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "VERB", "X"})


def governed(source: Source, hit: Hit[Entry], by_start: dict[int, Mention]) -> tuple[Mention | None, int]:
    """The country or organization that a title governs, and where the title ends, portfolio included."""
    position = hit.end
    near = beginning(source.scan.adjectives, hit.end, hit.end + _LONGEST_TITLE)
    adjectives = {adjective.start: adjective for adjective in near}
    portfolios = {h.start: h.end for h in source.words("portfolios", hit.end, hit.end + _LONGEST_TITLE)}
    of: Mention | None = None
    words = 0
    limit = min(len(source.folded), position + _LONGEST_TITLE)
    while position < limit and words < MOST_PORTFOLIO_WORDS:
        if source.folded.startswith(" ", position):
            adjective = adjectives.get(position + 1)
            if adjective and len(adjective.payload.countries) == 1:
                key = adjective.payload.countries[0]
                known = source.knowledge.entity(key)
                if known is not None and of is None:
                    of = Mention(adjective.start, adjective.end, key, EntityType.COUNTRY, known.name)
                position = adjective.end
                continue
        link = GOVERNS.match(source.folded, position)
        portfolio = portfolios.get(link.end()) if link and (of is not None or words == 0) else None
        if (
            link
            and link.end() in by_start
            and portfolio is not None
            and hit.payload.get("post") == "Minister"
        ):
            position = portfolio
            words += 1
            continue
        if link and link.end() in by_start:
            named = by_start[link.end()]
            if named.type is EntityType.PERSON:
                break
            if of is None and (named.type is EntityType.COUNTRY or named.type in ORGANIZATIONS):
                of = named
                position = named.end
                continue
            if of is None and named.type in {EntityType.CITY, EntityType.REGION}:
                position = named.end
                continue
            break
        post_place = _POSTED.match(source.folded, position)
        if of is None and link:
            announced = _announced(source, link.end(), by_start)
            if announced is not None:
                of, position = announced, announced.end
                continue
        if (
            of is not None
            and hit.payload.get("post") in _POSTED_ABROAD
            and post_place
            and post_place.end() in by_start
        ):
            posted = by_start[post_place.end()]
            if posted.type in PLACES or posted.type in ORGANIZATIONS:
                position = posted.end
                continue
        charge = _charge(source, position)
        if charge is not None:
            position = charge.end
            words = max(words, 1)
            continue
        if link and not source.folded.startswith(",", position):
            step = portfolio_word(source, link.end(), by_start)
        elif words and (more := _MORE_PORTFOLIOS.match(source.folded, position)):
            step = portfolio_word(source, more.end(), by_start)
        else:
            step = portfolio_word(source, position + 1, by_start) if words else None
        if step is None:
            break
        position = step
        words += 1
    return of, position


def heads_a_body(source: Source, hit: Hit[Entry], of: Mention) -> bool:
    """Whether a president presides over something in a country: "président du Conseil français du culte"."""
    if hit.payload.get("post") != "HeadOfState":
        return False
    states = {word.start for word in source.cues("title_words", hit.end, of.start, "state")}
    return any(
        match.start() + 1 not in states for match in _PROPER_WORD.finditer(source.text, hit.end, of.start)
    )


def _charge(source: Source, position: int) -> Hit[Entry] | None:
    """What a minister is charged with comes next: ", chargée de", " délégué auprès de"."""
    lead = _BEFORE_CHARGE.match(source.folded, position)
    if lead is None:
        return None
    for word in source.words("title_words", lead.end(), lead.end() + 1):
        if word.payload["form"] == "charge" and _OF_CHARGE.match(source.folded, word.end):
            return word
    return None


def _announced(source: Source, offset: int, by_start: dict[int, Mention]) -> Mention | None:
    """An organization that a common noun announces: "PDG du groupe de chimie Alta"."""
    for hit in source.scan.words.get("heads", ()):
        if hit.start == offset:
            words = _ANNOUNCING.match(source.text, hit.end)
            if words and words.end() in by_start and by_start[words.end()].type in ORGANIZATIONS:
                return by_start[words.end()]
    return None


def portfolio_word(source: Source, offset: int, by_start: dict[int, Mention]) -> int | None:
    """End of one more word of a portfolio ("des Affaires étrangères"), None when it is over."""
    token = source.token_starting(offset)
    if token is None or token.idx != offset or offset in by_start or token.pos_ not in _PORTFOLIO:
        return None
    end = offset + len(token)
    if token.pos_ == "VERB" and not source.cues("title_words", offset, end, "charge"):
        return None
    if token.pos_ in {"ADP", "CCONJ", "DET"}:
        following = source.token_starting(end)
        if following is None or following.idx in by_start or not following.text[:1].isupper():
            return None
    return end
