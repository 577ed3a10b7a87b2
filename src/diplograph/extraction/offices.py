"""Offices: a title with what it governs, and the person it belongs to.

"le président kazakh, Kassym-Jomart Tokaïev", "Jean Martin, ministre de l'Énergie du Kazakhstan", "le PDG d'Orano":
the title, its country or organization and the person are read together, before any other fact.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry, Hit
from diplograph.model import ORGANIZATIONS, PLACES, EntityType

_GOVERNS = re.compile(r",? ?(?:de la |de l'|du |des |de |d'|aupres de la |aupres de l'|aupres du |aupres de |pour la |pour l'|pour le )")
_POSTED = re.compile(r" (?:au |aux |en |a |aupres de la |aupres de l'|aupres de |aupres du )")
_BETWEEN_TITLE_AND_NAME = re.compile(r",? ?")
_BETWEEN_NAME_AND_TITLE = re.compile(r"(?:,| \()(?: qui (?:est|etait) )? ?(?:aussi |egalement |par ailleurs )?(?:le |la |l')?(?:nouveau |nouvelle |actuel |actuelle )?")
_DETERMINER_BEFORE = re.compile(r"(?:^|[\s(«\"])((?:le |la |l'|du |de la |de l'|au |a la |a l'|les |des |aux |un |une |son |sa |notre ))?(?:(?:nouveau |nouvelle |nouvel |actuel |actuelle |premier |jeune ))?$")
_MOST_PORTFOLIO_WORDS = 16
_COUNTERPART_REACH = 250
_PORTFOLIO = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "VERB", "X"})


@dataclass(frozen=True, slots=True)
class Office:
    """A title in the text.

    Attributes:
        start, end: the whole expression, person included when one stands next to it.
        title_start, title_end: the title with its country or organization and portfolio.
        post: term of the vocabulary; of: entity key, "" when unsaid.
        person: who holds it, when named next to it.
        sense: "", "past", "present" or "future", as "ancien" or "futur" says.
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


def find_offices(source: Source, mentions: list[Mention]) -> list[Office]:
    """Offices of the whole body, in reading order."""
    by_start = {mention.start: mention for mention in mentions}
    by_end = {mention.end: mention for mention in mentions}
    collective = [
        (hit.start, hit.end)
        for hit in source.scan.words.get("references", ())
        if hit.payload["kind"] not in {"homologue", "company"}
    ]
    found: list[Office] = []
    counterparts = {h.start for h in source.scan.words.get("references", ()) if h.payload["kind"] == "homologue"}
    titles = [*source.scan.words.get("offices", ())]
    titles += [h for h in source.scan.words.get("references", ()) if h.start in counterparts]
    for hit in sorted(titles, key=lambda h: h.start):
        if hit.start in counterparts:
            if found and hit.start - found[-1].end < _COUNTERPART_REACH:
                office = _office(source, hit, by_start, by_end, ())
                found.append(replace(office, post=found[-1].post, entry=found[-1].entry))
            continue
        if any(start <= hit.start < end for start, end in collective):
            continue
        if any(m.start <= hit.start < m.end for m in mentions):
            continue
        if found and hit.start < found[-1].title_end:
            continue
        taken = [o.person for o in found[-2:] if o.person is not None and o.person.start > o.title_start]
        found.append(_office(source, hit, by_start, by_end, taken))
    return found


def _office(
    source: Source,
    hit: Hit[Entry],
    by_start: dict[int, Mention],
    by_end: dict[int, Mention],
    taken: Collection[Mention],
) -> Office:
    entry = hit.payload
    of, title_end = _governed(source, hit.end, by_start)
    start = _expression_start(source, hit.start)
    sense = _sense(source, hit.start)
    before = _person_before(source, hit.start, by_end)
    person, end = _person_after(source, title_end, by_start)
    apposed = before is not None and (person is None or source.text[title_end : title_end + 1] == ",")
    if apposed and (start == hit.start or person is None) and before not in taken:
        person, start, end = before, before.start, title_end
    kind = of.type if of else None
    post = entry.get("org_post") if kind in ORGANIZATIONS and entry.get("org_post") else entry.get("post")
    return Office(
        start=start,
        end=max(end, title_end),
        title_start=hit.start,
        title_end=title_end,
        post=post,
        of=of.key if of else "",
        person=person,
        entry=entry,
        sense=sense,
    )


def _governed(source: Source, position: int, by_start: dict[int, Mention]) -> tuple[Mention | None, int]:
    """The country or organization that a title governs, and where the title ends, portfolio included."""
    adjectives = {a.start: a for a in source.scan.adjectives}
    of: Mention | None = None
    words = 0
    limit = min(len(source.folded), position + 160)
    while position < limit and words < _MOST_PORTFOLIO_WORDS:
        if source.folded.startswith(" ", position):
            adjective = adjectives.get(position + 1)
            if adjective and len(adjective.payload.countries) == 1:
                key = adjective.payload.countries[0]
                known = source.knowledge.entity(key)
                if known is not None and of is None:
                    of = Mention(adjective.start, adjective.end, key, EntityType.COUNTRY, known.name)
                position = adjective.end
                continue
        link = _GOVERNS.match(source.folded, position)
        if link and link.end() in by_start:
            governed = by_start[link.end()]
            if governed.type is EntityType.PERSON:
                break
            if of is None and (governed.type is EntityType.COUNTRY or governed.type in ORGANIZATIONS):
                of = governed
                position = governed.end
                continue
            if of is None and governed.type in {EntityType.CITY, EntityType.REGION}:
                position = governed.end
                continue
            break
        post_place = _POSTED.match(source.folded, position)
        if of is not None and post_place and post_place.end() in by_start:
            posted = by_start[post_place.end()]
            if posted.type in PLACES or posted.type in ORGANIZATIONS:
                position = posted.end
                continue
        if link and not source.folded.startswith(",", position):
            step = _portfolio_word(source, link.end(), by_start)
        else:
            step = _portfolio_word(source, position + 1, by_start) if words else None
        if step is None:
            break
        position = step
        words += 1
    return of, position


def _portfolio_word(source: Source, offset: int, by_start: dict[int, Mention]) -> int | None:
    """End of one more word of a portfolio ("des Affaires étrangères et du Commerce"), None when it is over."""
    token = source.token_starting(offset)
    if token is None or token.idx != offset or offset in by_start or token.pos_ not in _PORTFOLIO:
        return None
    if token.pos_ == "VERB" and not token.lower_.startswith(("charg", "délégu")):
        return None
    if token.pos_ in {"ADP", "CCONJ", "DET"}:
        following = source.token_starting(offset + len(token))
        if following is None or following.idx in by_start or not following.text[:1].isupper():
            return None
    return token.idx + len(token)


def _person_after(source: Source, title_end: int, by_start: dict[int, Mention]) -> tuple[Mention | None, int]:
    gap = _BETWEEN_TITLE_AND_NAME.match(source.folded, title_end)
    position = gap.end() if gap else title_end
    for hit in source.scan.words.get("civilities", ()):
        if hit.start == position and source.folded.startswith(" ", hit.end):
            position = hit.end + 1
            break
    mention = by_start.get(position)
    if mention is not None and mention.type is EntityType.PERSON:
        return mention, mention.end
    return None, title_end


def _person_before(source: Source, title_start: int, by_end: dict[int, Mention]) -> Mention | None:
    window = source.folded[max(0, title_start - 40) : title_start]
    for offset in range(len(window)):
        end = title_start - len(window) + offset
        mention = by_end.get(end)
        if mention and mention.type is EntityType.PERSON:
            gap = source.folded[end:title_start]
            modifier = any(end <= h.start < title_start for h in source.scan.words.get("office_modifiers", ()))
            if _BETWEEN_NAME_AND_TITLE.fullmatch(gap) or (modifier and gap.startswith((",", " ("))):
                return mention
    return None


def _expression_start(source: Source, title_start: int) -> int:
    """Take in the determiner, so that what stands before it is the preposition."""
    window_start = max(0, title_start - 24)
    match = _DETERMINER_BEFORE.search(source.folded[window_start:title_start])
    if match and match.group(1) in {"le ", "la ", "l'", "les ", "un ", "une ", "son ", "sa ", "notre "}:
        return window_start + match.start(1)
    return title_start


def _sense(source: Source, title_start: int) -> str:
    for hit in source.scan.words.get("office_modifiers", ()):
        if hit.end <= title_start and re.fullmatch(r"[ -]?(?:le |la |l')?", source.folded[hit.end : title_start]):
            return hit.payload["sense"]
    return ""


def find_holders(source: Source, offices: list[Office]) -> Iterator[tuple[tuple[str, str], str]]:
    """(post, of) → person key, as the text itself says; past offices are left out."""
    for office in offices:
        if office.person is not None and office.of and office.sense != "past":
            yield (office.post, office.of), office.person.key
