"""Offices told by a verb: "le groupe présidé par X", "X, qui dirige Alta", "Y, à la tête de la banque"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diplograph.extraction.items import announced_span, preposition_before
from diplograph.extraction.mentions import AT, Mention, behind
from diplograph.extraction.offices.posts import LEADERS, Office, past_civility
from diplograph.extraction.source import ARTICLES, Source, beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import ORGANIZATIONS, PLACES, EntityType

_AFTER_BODY = pattern(r"{brackets}?,? ")
_AFTER_PERSON = pattern(r"(?:{aside}|,)? (?:{which}|{also})*")
_BEFORE_BODY = pattern(r" ?{of}?{definite}?")
_FUTURE = re.compile(r"r(?:a|ont)$")
_OPENS = re.compile(r"(?:^|[.,«] |qu'|que )$")  # before a participle that opens a sentence or a clause
_LONGEST_GAP = 46
_MOST_BETWEEN = 2  # spaces in " au Britannique " between a verb and a name
SUCCESSIONS = ("succeeds", "replaces", "yields")
_OF_A_PART = "OtherOffice"
_NOMINAL = frozenset({"DET", "NOUN", "ADJ"})


def read_leaderships(
    source: Source, by_start: dict[int, Mention], by_end: dict[int, Mention]
) -> Iterator[Office]:
    """Offices that no title tells, for a named organization or for "le groupe" under discussion."""
    for hit in source.scan.words.get("leaderships", ()):
        if hit.payload["form"] == "under":
            yield from _by_tables(source, hit, by_start)
            continue
        if hit.payload["form"] in SUCCESSIONS:
            continue
        if hit.payload["form"] == "by":
            person = by_start.get(past_civility(source, hit.end + 1))
            body, start = _body_before(source, hit.start, by_end)
            end, part = hit.end, False
        else:
            person = _ending(source, hit.start, by_end, _AFTER_PERSON)
            another = person and _is_of_another_clause(source, person.end, hit.start)
            person = None if another or (person and _is_followed_by(source, person)) else person
            body, end, part = _body_after(source, hit.end, by_start, country=bool(hit.payload["post"]))
            start = hit.start
            if person is None and body is not None and not part:
                person = _appointed_after(source, hit.start, end, by_start)
        if person is None or person.type is not EntityType.PERSON or (body is None and start == end):
            continue
        if hit.payload["post"] == "Ambassador" and not _is_posted(source, end, by_start):
            continue
        office = _office(hit, person, body, start, end, part)
        later = _FUTURE.search(source.folded[hit.start : hit.end].split()[0])
        if office is not None:
            yield replace(office, sense="future") if later else office


def _is_posted(source: Source, end: int, by_start: dict[int, Mention]) -> bool:
    """Whether a place follows in which somebody represents a state: "qui représente le Togo | à Paris"."""
    place = behind(source, AT, end, by_start)
    return place is not None and place.type in PLACES


def _is_followed_by(source: Source, person: Mention) -> bool:
    """Whether another takes somebody's place: "A succède à | B à la tête d'Alta"."""
    verbs = source.cues("leaderships", person.start - _LONGEST_GAP, person.start, *SUCCESSIONS)
    gap = source.folded[verbs[-1].end : person.start] if verbs else ","
    return "," not in gap and gap.count(" ") <= _MOST_BETWEEN


def _is_of_another_clause(source: Source, end: int, verb: int) -> bool:
    """Whether a comma parts a name from another's verb: "la France, que gouverne A, | préside"."""
    gap = source.folded[end:verb]
    token = source.token_starting(verb)
    return gap.count(",") == 1 and "qui " not in gap and token is not None and token.pos_ == "VERB"


def _by_tables(source: Source, hit: Hit[Entry], by_start: dict[int, Mention]) -> Iterator[Office]:
    """ "Le gouvernement de X": the office that the tables know X to hold."""
    begin = hit.end + source.folded.startswith(" ", hit.end)
    person = by_start.get(past_civility(source, begin))
    if person is None or person.type is not EntityType.PERSON:
        return
    published = source.analysed.document.published
    held = [(post, of) for post, of in source.knowledge.posts_of(person.key, published) if post in LEADERS]
    known = source.knowledge.tenures_of(person.key)
    left = {(t.post, t.of) for t in known if t.post in LEADERS and not (published and t.start > published)}
    sense = "" if held or len(left) != 1 else "then"  # "sous X": whose term is over
    for post, of in held or (sorted(left) if sense else ()):
        if published:
            yield Office(
                start=person.start,
                end=person.end,
                title_start=hit.start,
                title_end=hit.end,
                post=post,
                of=of,
                person=person,
                entry=hit.payload,
                sense=sense,
            )


def _appointed_after(source: Source, start: int, end: int, by_start: dict[int, Mention]) -> Mention | None:
    """Whom the sentence names after it: "Nommée en mai à la tête d'Alta, Ana Duval"."""
    if not source.folded.startswith(", ", end):
        return None
    person = by_start.get(past_civility(source, end + 2))
    if person is None or person.type is not EntityType.PERSON:
        return None
    named = [
        h for h in source.words("appointments", max(0, start - _LONGEST_GAP), start) if not h.payload["form"]
    ]
    opens = [h for h in named if _OPENS.search(source.folded, max(0, h.start - 4), h.start)]
    return person if opens else None


def _office(
    hit: Hit[Entry], person: Mention, body: Mention | None, start: int, end: int, part: bool
) -> Office | None:
    country = body is not None and body.type is EntityType.COUNTRY
    post = _OF_A_PART if part else hit.payload.get("post" if country else "org_post")
    if not post or (body is None and (start, end) == (hit.start, hit.end)):
        return None
    return Office(
        start=person.start,
        end=person.end,
        title_start=start,
        title_end=end,
        post=post,
        of=body.key if body else "",
        person=person,
        entry=hit.payload,
    )


def _body_before(source: Source, offset: int, by_end: dict[int, Mention]) -> tuple[Mention | None, int]:
    """The organization or country that stands right before a verb, or where "le groupe" begins."""
    body = _ending(source, offset, by_end, _AFTER_BODY)
    if body is not None:
        fits = body.type in ORGANIZATIONS | {EntityType.COUNTRY}
        # "une délégation d'Alta, dirigée par X"
        of_another = preposition_before(source, body.start) in members("of")
        return (body, body.start) if fits and not of_another else (None, offset)
    for word in beginning(source.scan.words.get("references", ()), offset - _LONGEST_GAP, offset):
        if word.payload["kind"] == "company" and source.folded[word.end : offset] in {" ", ", "}:
            return None, word.start
    return None, offset


def _body_after(
    source: Source, begin: int, by_start: dict[int, Mention], *, country: bool
) -> tuple[Mention | None, int, bool]:
    """The organization that a verb governs, or where "le groupe" ends; and whether only a part is led.

    "X dirige Alta", "X dirige le groupe", "X dirige les activités minières d'Alta".
    """
    for offset in range(begin, begin + _LONGEST_GAP):
        body = by_start.get(offset)
        word = next(iter(source.words("references", offset, offset + 1)), None)
        company = word is not None and word.payload["kind"] == "company"
        if word is not None and any(start in by_start for start in range(word.start, word.end)):
            continue  # "la Banque mondiale"
        if body is None and not company:
            continue
        direct = _BEFORE_BODY.fullmatch(source.folded, begin, offset) is not None
        direct = direct or _is_of_a_branch(source, begin, offset)
        if not direct and not _is_of_a_part(source, begin, offset):
            break
        named = _announced(source, word, by_start) if company and word is not None else None
        if named is not None:
            return named, named.end, not direct
        if company and word is not None:
            return None, word.end, not direct
        if body is not None and (body.type in ORGANIZATIONS or (country and body.type is EntityType.COUNTRY)):
            return body, body.end, not direct
        break
    return None, begin, False


def _announced(source: Source, word: Hit[Entry], by_start: dict[int, Mention]) -> Mention | None:
    """The firm that "la compagnie" only leads to: "la compagnie nationale d'électricité Barda"."""
    found = (by_start[offset] for offset in range(word.end, word.end + _LONGEST_GAP) if offset in by_start)
    body = next(found, None)
    if body is None or body.type not in ORGANIZATIONS:
        return None
    return body if announced_span(source, body, word.start)[0] < word.end else None


def _is_of_a_branch(source: Source, start: int, end: int) -> bool:
    """Whether one leads a firm that belongs to what comes next: "dirige la filiale grecque d'Alta"."""
    owned = source.cues("memberships", start, end, "owned", "under")
    tokens = [token for token in source.tokens(start, end) if not token.is_space]
    return bool(owned) and all(
        token.pos_ in _NOMINAL or token.pos_ == "ADP" or token.lower_ in ARTICLES for token in tokens
    )


def _is_of_a_part(source: Source, start: int, end: int) -> bool:
    """Whether one leads a part of what comes next: "les activités minières du"."""
    tokens = [token for token in source.tokens(start, end) if not token.is_space]
    return bool(source.cues("title_words", start, end, "part")) and all(
        token.pos_ in _NOMINAL or token.lower_ in ARTICLES for token in tokens
    )


def _ending(source: Source, offset: int, by_end: dict[int, Mention], gap: re.Pattern[str]) -> Mention | None:
    """The mention that ends before an offset with nothing but a gap between."""
    for end in range(offset - 1, max(0, offset - _LONGEST_GAP), -1):
        if end in by_end:
            return by_end[end] if gap.fullmatch(source.folded, end, offset) else None
    return None
