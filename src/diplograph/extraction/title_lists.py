"""What the neighbours of a title in one list tell of its country: "X, ministre letton de A, et Y, ministre de B"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from diplograph.extraction.posts import Office
from diplograph.extraction.source import Source

_COUNTRY = "country/"
_CABINET = frozenset({"Minister", "OtherOffice"})  # ministers and their deputies
_JOINT = re.compile(r"\)?(?:,? (?:et |ainsi que )(?:de |d'|avec |par )?|, (?:de |d'|avec |par )?)(?:le |la |l'|les )?")
_PAIR = 2


def listed_after(
    source: Source,
    offices: Sequence[Office],
    office: Office,
    country_of: Callable[[str], str],
    *,
    strict: bool,
) -> str:
    """The country of the minister named right before in one list, whose country is told; "" if there is none.

    Args:
        offices: of the text, in order of start.
        country_of: the country that a person acts for, "" when unknown.
        strict: a title before its name after one alone may be of another country.
    """
    if office.post not in _CABINET or office.person is None or office.counterpart:
        return ""
    at = bisect_left(offices, office.start, key=lambda o: o.start)
    current = office
    sure = not strict or office.person.start < office.title_start
    for previous in reversed(offices[max(0, at - 6) : at]):
        if previous.person is None or previous.counterpart or previous.post not in _CABINET or previous.sense:
            return ""
        end = max(previous.end, previous.title_end)
        begin = source.before_civilities(min(current.start, current.title_start))
        if end > begin or not _JOINT.fullmatch(source.folded, end, begin):
            return ""
        if previous.entry.get("of") != "country":
            return ""
        own = previous.of if previous.of.startswith(_COUNTRY) else country_of(previous.person.key)
        if own:
            return own if sure else ""
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
    between = source.folded[one.end : other.start]
    return between in {" et ", " et le ", " et la "} and one.person is not None and other.person is not None


def _countries_of_sentence(source: Source, offset: int) -> list[str]:
    """The countries that the sentence at an offset names, in order."""
    sentences = source.analysed.sentences
    at = max(0, bisect_left(sentences, offset + 1, key=lambda span: span.start) - 1)
    if not sentences:
        return []
    span = sentences[at]
    named = [(h.start, h.payload.key) for h in source.scan.names if span.start <= h.start < span.end]
    named = [(start, key) for start, key in named if key.startswith(_COUNTRY)]
    named += [
        (a.start, a.payload.countries[0])
        for a in source.scan.adjectives
        if span.start <= a.start < span.end and len(a.payload.countries) == 1
    ]
    return list(dict.fromkeys(key for _, key in sorted(named)))
