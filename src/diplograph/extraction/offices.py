"""Offices: a title with what it governs, and the person it belongs to.

"le président kazakh, Kassym-Jomart Tokaïev", "Jean Martin, ministre de l'Énergie du Kazakhstan",
"le PDG d'Orano": the title, its country or organization and the person are read together, before other facts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source, beginning
from diplograph.extraction.titles import (
    GOVERNS,
    MOST_PORTFOLIO_WORDS,
    governed,
    heads_a_body,
    portfolio_word,
)
from diplograph.knowledge import Entry, Hit
from diplograph.model import ORGANIZATIONS, EntityType

_AND = re.compile(r",? et ")
_BETWEEN_TITLE_AND_NAME = re.compile(r",? ?")
_BETWEEN_NAME_AND_TITLE = re.compile(
    r"(?:,| \(| est)(?: qui (?:est|etait) )? ?(?:aussi |egalement |par ailleurs )?(?:le |la |l')?"
)
_DETERMINER_BEFORE = re.compile(
    r"(?:^|[\s(«\"])"
    r"(le |la |l'|du |de la |de l'|au |a la |a l'|les |des |aux |un |une |son |sa |notre )$"
)
_MODIFIER_REACH = 24
_COUNTERPART_REACH = 250


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
    counterparts = {
        h.start for h in source.scan.words.get("references", ()) if h.payload["kind"] == "homologue"
    }
    titles = [*source.scan.words.get("offices", ())]
    titles += [h for h in source.scan.words.get("references", ()) if h.start in counterparts]
    for hit in sorted(titles, key=lambda h: h.start):
        if hit.start in counterparts:
            if found and hit.start - found[-1].end < _COUNTERPART_REACH:
                office = _office(source, hit, by_start, by_end, ())
                model = _counterpart_of(source, office, found)
                found.append(replace(office, post=model.post, entry=model.entry))
            continue
        shared = _distributed(source, hit, by_start)
        if shared:
            found.extend(shared)
            continue
        near = bisect_right(collective, (hit.start, len(source.folded) + 1))
        if near and hit.start < collective[near - 1][1]:
            continue
        named = bisect_right(mentions, hit.start, key=lambda m: m.start)
        if named and hit.start < mentions[named - 1].end:
            continue
        if found and hit.start < found[-1].title_end:
            continue
        taken = [o.person for o in found[-2:] if o.person is not None and o.person.start > o.title_start]
        found.append(_office(source, hit, by_start, by_end, taken))
    return found


def _distributed(source: Source, hit: Hit[Entry], by_start: dict[int, Mention]) -> list[Office]:
    """ "Les ministres A et B des Affaires étrangères, X et Y": one office each, in order."""
    if not source.folded[: hit.end].endswith("s") or not hit.payload.get("post"):
        return []
    near = beginning(source.scan.adjectives, hit.end, hit.end + _COUNTERPART_REACH)
    adjectives = {a.start: a for a in near if len(a.payload.countries) == 1}
    first = adjectives.get(hit.end + 1)
    second = adjectives.get(first.end + len(" et ")) if first else None
    if first is None or second is None or source.folded[first.end : first.end + 4] != " et ":
        return []
    position = second.end
    for _ in range(MOST_PORTFOLIO_WORDS):
        link = GOVERNS.match(source.folded, position)
        step = portfolio_word(source, link.end() if link else position + 1, by_start)
        if step is None:
            break
        position = step
    holders: list[Mention] = []
    for gap in (_BETWEEN_TITLE_AND_NAME, _AND):
        match = gap.match(source.folded, position)
        person = by_start.get(_past_civility(source, match.end())) if match else None
        if person is None or person.type is not EntityType.PERSON:
            return []
        holders.append(person)
        position = person.end
    start = _expression_start(source, hit.start)
    found: list[Office] = []
    for holder, adjective in zip(holders, (first, second), strict=True):
        found.append(
            Office(
                start=holder.start if found else start,
                end=holder.end,
                title_start=hit.start,
                title_end=second.end,
                post=hit.payload.get("post"),
                of=adjective.payload.countries[0],
                person=holder,
                entry=hit.payload,
            )
        )
    return found


def _counterpart_of(source: Source, office: Office, found: list[Office]) -> Office:
    """Whose counterpart one is: the first office holder of the sentence who is of another country."""
    starts = [sentence.start for sentence in source.analysed.sentences]
    begin = starts[max(0, bisect_right(starts, office.title_start) - 1)] if starts else 0
    here = [o for o in found if o.start >= begin and not (office.of and o.of == office.of)]
    return here[0] if here else found[-1]


def _office(
    source: Source,
    hit: Hit[Entry],
    by_start: dict[int, Mention],
    by_end: dict[int, Mention],
    taken: Collection[Mention],
) -> Office:
    entry = hit.payload
    of, title_end = governed(source, hit, by_start)
    body = False
    if of is not None and of.type is EntityType.COUNTRY:
        body = heads_a_body(source, hit, of)
        of = None if body else of
    start = _expression_start(source, hit.start)
    sense = _sense(source, hit.start)
    before = _person_before(source, hit.start, by_end)
    person, end = _person_after(source, title_end, by_start)
    apposed = person is None or source.text[title_end : title_end + 1] == ","
    if before and apposed and (start == hit.start or person is None) and before not in taken:
        person, start, end = before, before.start, title_end
    in_organization = body or (of is not None and of.type in ORGANIZATIONS)
    post = entry.get("org_post") if in_organization and entry.get("org_post") else entry.get("post")
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


def _person_after(source: Source, title_end: int, by_start: dict[int, Mention]) -> tuple[Mention | None, int]:
    gap = _BETWEEN_TITLE_AND_NAME.match(source.folded, title_end)
    position = gap.end() if gap else title_end
    mention = by_start.get(_past_civility(source, position))
    if mention is not None and mention.type is EntityType.PERSON:
        return mention, mention.end
    return None, title_end


def _past_civility(source: Source, position: int) -> int:
    """Where a name begins, past the civility that may stand first."""
    for hit in source.words("civilities", position, position + 1):
        if source.folded.startswith(" ", hit.end):
            return hit.end + 1
    return position


def _person_before(source: Source, title_start: int, by_end: dict[int, Mention]) -> Mention | None:
    window = source.folded[max(0, title_start - 40) : title_start]
    for offset in range(len(window)):
        end = title_start - len(window) + offset
        mention = by_end.get(end)
        if mention and mention.type is EntityType.PERSON:
            gap = source.besides("office_modifiers", end, title_start)
            modifier = gap != source.folded[end:title_start]
            if _BETWEEN_NAME_AND_TITLE.fullmatch(gap) or (modifier and gap.startswith((",", " ("))):
                return mention
    return None


def _expression_start(source: Source, title_start: int) -> int:
    """Take in the determiner, so that what stands before it is the preposition."""
    window_start = max(0, title_start - 24)
    modifiers = source.cues("office_modifiers", window_start, title_start, "", "present")
    end = next((m.start for m in modifiers if m.end == title_start - 1), title_start)
    match = _DETERMINER_BEFORE.search(source.folded[window_start:end])
    if match and match.group(1) in {"le ", "la ", "l'", "les ", "un ", "une ", "son ", "sa ", "notre "}:
        return window_start + match.start(1)
    return title_start


def _sense(source: Source, title_start: int) -> str:
    for hit in source.words("office_modifiers", title_start - _MODIFIER_REACH, title_start):
        if hit.end <= title_start and re.fullmatch(
            r"[ -]?(?:le |la |l')?", source.folded[hit.end : title_start]
        ):
            return hit.payload["form"]
    return ""


def find_holders(offices: Sequence[Office]) -> Iterator[tuple[tuple[str, str], str]]:
    """(post, of) → person key, as the text itself says; past offices are left out."""
    for office in offices:
        if office.person is not None and office.of and office.sense != "past":
            yield (office.post, office.of), office.person.key
