"""Titles in the plural: "les ministres A et B de la Santé, X et Y", "ses homologues A, X, et B, Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.mentions import Mention, behind
from diplograph.extraction.offices.possessors import possessors
from diplograph.extraction.offices.posts import Office, expression_start, past_civility
from diplograph.extraction.offices.titles import GOVERNS, MOST_PORTFOLIO_WORDS, charge_at, portfolio_word
from diplograph.extraction.source import Source
from diplograph.knowledge import Adjective, Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType

_JOINT = pattern(r" : |{brackets}?(?:,? {and}|, respectivement |, )| ")
_LINK = pattern(r"{of}{the}?")
_AND_OF = pattern(r",? {and}?{one}?{of}{the}?")
_BEFORE_PERSON = pattern(r"{brackets}?, ")
_ASIDE = re.compile(r", [^,;.:()]{3,70}(,? et |, )")
_MORE = pattern(r"(?:, |,? et ){of}{the}?")
_ONE_COUNTRY = frozenset({"Minister", "Legislator", "Ambassador"})  # "les ministres grecs X et Y"
_ARTICLE = pattern(r"{the}?")


def read_series(
    source: Source,
    hit: Hit[Entry],
    by_start: dict[int, Mention],
    adjectives: dict[int, Hit[Adjective]],
) -> list[Office]:
    """One office for each of several persons who share a title, their countries in the same order.

    Countries all come first, in the order of the persons, or each before its person. Empty unless they fit.
    """
    if not any(word.endswith("s") for word in source.folded[hit.start : hit.end].split()):
        return []  # "ministres", "chefs d'État", "ses homologues"
    countries: list[tuple[str, int]] = []  # with how many persons come before
    holders: list[Mention] = []
    position, titled = hit.end, hit.end
    words = 0
    charge = charge_at(source, position)  # "les ministres chargés de la Santé, X et Y"
    if charge is not None:
        position = titled = charge.end
    while words < MOST_PORTFOLIO_WORDS:
        joint = _JOINT.match(source.folded, position)
        if joint is None:
            break
        country, end = _country_at(source, joint.end(), by_start, adjectives)
        if country:
            countries.append((country, len(holders)))
            position, titled = end, end if not holders else titled
            continue
        article = _ARTICLE.match(source.folded, joint.end())
        person = by_start.get(past_civility(source, article.end() if article else joint.end()))
        if person is not None and person.type is EntityType.PERSON:
            holders.append(person)
            position = person.end
            continue
        aside = _ASIDE.match(source.folded, position) if holders else None
        if aside and _country_at(source, aside.end(), by_start, adjectives)[0]:
            position = aside.start(1)  # "du Mali, X, médiateur, du Bénin, Y": back before the next country
            words += 1
            continue
        step = _portfolio_step(source, position, words, by_start) if not holders else None
        step = step or _unknown_adjective(source, joint.end())
        if step is None:
            break
        words += 1
        position = titled = step
    of = _shared_out(countries, len(holders), hit.payload.get("post") in _ONE_COUNTRY)
    if of is None:
        return []
    if not any(of):
        in_firm = hit.payload.get("of") == "organization"
        kinds = ORGANIZATIONS if in_firm else frozenset({EntityType.COUNTRY})
        of = possessors(source, by_start, hit.start, len(holders), kinds) or of
    start = expression_start(source, hit.start)
    return [
        Office(
            start=holder.start if i else start,
            end=holder.end,
            title_start=hit.start,
            title_end=titled,
            post=_post(hit, of[i]),
            of=of[i],
            person=holder,
            entry=hit.payload,
        )
        for i, holder in enumerate(holders)
    ]


def _post(hit: Hit[Entry], of: str) -> str:
    """The post that a title is, of a country or of an organization."""
    in_body = hit.payload.get("org_post") if of and not of.startswith("country/") else ""
    return in_body or hit.payload.get("post") or ""


def _shared_out(countries: list[tuple[str, int]], holders: int, of_one: bool) -> list[str] | None:
    """The country of each person, "" when the text leaves it out; None when they do not fit."""
    if holders <= 1 and [before for _, before in countries] != [0, 1]:
        return None  # one alone may be the first of several, the others' names unread
    names = [country for country, _ in countries]
    if not any(before for _, before in countries):
        if len(names) == 1 and of_one:
            return names * holders
        return names or [""] * holders if len(names) in {0, holders} else None
    own = dict(zip((before for _, before in countries), names, strict=True))
    return [own.get(i, "") for i in range(holders)] if holders and len(own) == len(countries) else None


def _unknown_adjective(source: Source, offset: int) -> int | None:
    """End of a lone word before a comma, such as an adjective that no table knows."""
    token = source.token_starting(offset)
    if token is None or token.idx != offset or token.pos_ not in {"ADJ", "NOUN"} or not token.text.islower():
        return None
    return offset + len(token) if source.folded.startswith(", ", offset + len(token)) else None


def _country_at(
    source: Source, offset: int, by_start: dict[int, Mention], adjectives: dict[int, Hit[Adjective]]
) -> tuple[str, int]:
    """The country that an adjective or "de …" gives at an offset, and where that ends."""
    adjective = adjectives.get(offset)
    if adjective is not None and len(adjective.payload.countries) == 1:
        return adjective.payload.countries[0], adjective.end
    mention = behind(source, _LINK, offset, by_start)
    if mention is not None and (mention.type is EntityType.COUNTRY or mention.type in ORGANIZATIONS):
        return mention.key, mention.end
    return "", offset


def _portfolio_step(source: Source, position: int, words: int, by_start: dict[int, Mention]) -> int | None:
    """End of one more word of the portfolio that the titles share."""
    link = _MORE.match(source.folded, position) if words else None
    link = link or GOVERNS.match(source.folded, position)
    if link is None and not words:
        return None
    return portfolio_word(source, link.end() if link else position + 1, by_start)


def read_repeated(source: Source, office: Office, by_start: dict[int, Mention]) -> Iterator[Office]:
    """The same title of others, told by their bodies only: "le PDG d'A, X, et de B, Y"."""
    if office.person is None or not office.of or office.person.start < office.title_end:
        return
    kind = office.of.partition("/")[0]
    position = office.person.end
    while link := _AND_OF.match(source.folded, position):
        body = by_start.get(link.end())
        if body is None or body.key.partition("/")[0] != kind:
            return
        gap = _BEFORE_PERSON.match(source.folded, body.end)
        person = by_start.get(past_civility(source, gap.end())) if gap else None
        if person is None or person.type is not EntityType.PERSON:
            return
        position = person.end
        yield replace(office, start=person.start, end=position, of=body.key, person=person)
