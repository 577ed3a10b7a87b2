"""What the neighbours of a title in one list tell: "X, ministre letton de A, et Y, ministre de B"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.mentions import Mention, behind
from diplograph.extraction.offices.posts import Office
from diplograph.extraction.source import Source, beginning
from diplograph.knowledge import Adjective, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType

_COUNTRY = "country/"
_CABINET = frozenset({"Minister", "OtherOffice"})  # ministers and their deputies
_JOINT = pattern(r"\)?(?:, |,? {and})(?:{of}|{with}|{by})?{the}?")
_JOINED = pattern(r" et {the}?")
_PAIR = 2
_AND_OF = pattern(r" et {of}{definite}?")
_SHARED = pattern(r"{brackets}?(?:, | et )")  # "chef du parti (PCV) et président, X"
_EACH_BY = pattern(r" {by}{the}?$")
_AND = pattern(r",? {and}")  # "X, ministre du Plan et présidente de l'Agence"
_LISTED = pattern(r",? {and}|, ")


def listed_after(
    source: Source,
    offices: Sequence[Office],
    office: Office,
    country_of: Callable[[str], str],
) -> str:
    """The country of the minister named right before in one list, whose country is told; "" if there is none.

    A title before its name after one only may be of another country: "la ministre grecque X, le ministre Y".

    Args:
        offices: of the text, in order of start.
        country_of: the country that a person acts for, "" when unknown.
    """
    if office.post not in _CABINET or office.person is None or office.counterpart:
        return ""
    at = bisect_left(offices, office.start, key=lambda o: o.start)
    current = office
    sure = office.person.start < office.title_start
    for previous in reversed(offices[max(0, at - 6) : at]):
        if previous.person is None or previous.counterpart or previous.post not in _CABINET or previous.sense:
            return ""
        end = max(previous.end, previous.title_end)
        begin = source.before_civilities(min(current.start, current.title_start))
        if end > begin or not _JOINT.fullmatch(source.folded, end, begin):
            return ""
        if _EACH_BY.search(source.folded, end, begin):
            return ""  # "signé par la ministre X et par Y, ministre …": of two sides
        if previous.entry.get("of") != "country":
            return ""
        own = previous.of if previous.of.startswith(_COUNTRY) else country_of(previous.person.key)
        if own:
            return own if sure or not previous.of else ""
        current, sure = previous, True
    return ""


def in_order(source: Source, offices: Sequence[Office]) -> list[Office]:
    """Two ministers told by name alone are of the two countries that their sentence names, in that order.

    "Les ministres X et Y ont signé l'accord entre A et B"; "le ministre X et le vice-ministre Y".
    """
    found = list(offices)
    for i in range(len(found) - 1):
        pair = found[i : i + _PAIR]
        if not all(_is_bare_minister(source, office) for office in pair) or not _are_joined(source, *pair):
            continue
        if i and _is_bare_minister(source, found[i - 1]) and _are_joined(source, found[i - 1], pair[0]):
            continue  # three or more
        if i + _PAIR < len(found) and _are_joined(source, pair[1], found[i + _PAIR]):
            continue
        countries = _countries_of_sentence(source, pair[0].start)
        if len(countries) == _PAIR:
            found[i : i + _PAIR] = [replace(o, of=of) for o, of in zip(pair, countries, strict=True)]
    return found


def _is_bare_minister(source: Source, office: Office) -> bool:
    if office.person is None or office.of or office.counterpart or office.sense:
        return False
    if office.entry.get("of") != "country" or office.post not in _CABINET:
        return False
    return "ministre" in source.folded[office.title_start : office.title_end] and (
        office.person.start >= office.title_end
    )


def _are_joined(source: Source, one: Office, other: Office) -> bool:
    joined = _JOINED.fullmatch(source.folded, one.end, other.start)
    return joined is not None and one.person is not None and other.person is not None


def _countries_of_sentence(source: Source, offset: int) -> list[str]:
    """The countries that the sentence at an offset names, in order."""
    sentences = source.analysed.sentences
    at = max(0, bisect_left(sentences, offset + 1, key=lambda span: span.start) - 1)
    if not sentences:
        return []
    span = sentences[at]
    named = [(h.start, h.payload.key) for h in beginning(source.scan.names, span.start, span.end)]
    named = [(start, key) for start, key in named if key.startswith(_COUNTRY)]
    named += [
        (a.start, a.payload.countries[0])
        for a in beginning(source.scan.adjectives, span.start, span.end)
        if len(a.payload.countries) == 1
    ]
    return list(dict.fromkeys(key for _, key in sorted(named)))


def shared_before(
    source: Source, office: Office, by_end: dict[int, Mention], adjectives: dict[int, Hit[Adjective]]
) -> list[Office]:
    """A title in the plural of those named before: "A et B, députés grecs", "A et B, rois danois, belge"."""
    title = source.folded[office.title_start : office.title_end].partition(" ")[0]
    if office.person is None or office.person.start > office.title_start or not title.endswith("s"):
        return [office]
    holders = [office.person]
    while True:
        begin = source.before_civilities(holders[0].start)
        end = next((end for end in range(begin - 1, begin - 6, -1) if end in by_end), begin)
        person = by_end[end] if end < begin and _LISTED.fullmatch(source.folded, end, begin) else None
        if person is None or person.type is not EntityType.PERSON:
            break
        holders.insert(0, person)
    countries = [office.of]
    position = office.title_end
    while joint := _LISTED.match(source.folded, position):
        adjective = adjectives.get(joint.end())
        if adjective is None or len(adjective.payload.countries) != 1:
            break
        countries.append(adjective.payload.countries[0])
        position = adjective.end
    if len(countries) == 1:
        countries *= len(holders)
    if len(countries) != len(holders):
        return [replace(office, person=None, start=office.title_start, end=office.title_end)]
    return [
        replace(office, start=h.start, end=h.end, person=h, of=of)
        for h, of in zip(holders, countries, strict=True)
    ]


def of_another(source: Source, office: Office, by_start: dict[int, Mention]) -> Iterator[Office]:
    """The same title of a second organization: "Luc Petit, président d'Alta et du Conseil du cuir"."""
    if office.person is None or office.person.start > office.title_start:
        return
    body = behind(source, _AND_OF, office.title_end, by_start)
    if body is not None and body.type in ORGANIZATIONS and office.of.partition("/")[0] not in {"", "country"}:
        yield replace(office, title_end=body.end, of=body.key)


def with_shared_names(source: Source, found: list[Office]) -> list[Office]:
    """A title before another without determiner is of whom that names: "ministre d'État, ministre …, X"."""
    result = list(found)
    for i in range(len(found) - 2, -1, -1):
        office, following = found[i], result[i + 1]
        gap = source.folded[office.title_end : following.title_start]
        named_after = following.person is not None and following.person.start >= following.title_end
        if office.person is None and named_after and _SHARED.fullmatch(gap):
            result[i] = replace(office, person=following.person)
    for i in range(1, len(found)):
        office, previous = result[i], result[i - 1]
        gap = source.besides("office_modifiers", previous.title_end, office.title_start)
        named_before = previous.person is not None and previous.person.end <= previous.title_start
        if office.person is None and named_before and _AND.fullmatch(gap) and not office.counterpart:
            result[i] = replace(office, person=previous.person)
    return [o for i, o in enumerate(result) if not _is_deputy_and_minister(source, result, i)]


def _is_deputy_and_minister(source: Source, offices: Sequence[Office], i: int) -> bool:
    """Whether a deputy head of government is a minister too, which tells more."""
    office = offices[i]
    if (office.post, office.entry.get("of")) != ("OtherOffice", "country") or office.person is None:
        return False
    following = offices[i + 1] if i + 1 < len(offices) else office
    joined = _AND.fullmatch(source.folded, office.title_end, following.title_start) is not None
    return joined and following.post == "Minister" and following.person == office.person
