"""Names that only the model gives, each accepted with a cue: its label is wrong for one company in five."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator

from diplograph.extraction.mentions import (
    ARABIC,
    CAPITAL,
    LISTED,
    PERSON_RUN,
    RUN,
    Cover,
    Mention,
    counterpart_start,
    named,
)
from diplograph.extraction.names.capitals import is_recipient
from diplograph.extraction.names.led_bodies import is_led
from diplograph.extraction.names.lesser_towns import is_headed, is_lesser_town, is_near_town, is_town
from diplograph.extraction.names.persons import FIRST_NAME
from diplograph.extraction.names.surnames import has_given_name
from diplograph.extraction.offices.posts import past_civility
from diplograph.extraction.source import Source, beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

_LOWERCASE = re.compile(r"\b[a-zà-öø-ÿ]{2,}\b")
_LONGER = re.compile(rf" (?:de|del|do|da|dos) {CAPITAL}")
_ARTICLE = 3  # "Monsieur le Président Duval": an article may stand before the title
_LONGEST = 60  # characters of the longest words of the tables that a name may be part of
_ARABIC_NAME = re.compile(rf" {ARABIC}{CAPITAL}[\w'’-]*")
_IN_LIST = pattern(r"(?:, |,? {and}){of}?")
_OF_WORKS = pattern(r"(?: {of}?[\w-]+){0,4} {of}")  # "usine d'eau potable de"
_WORKS_REACH = 60
_AND_OF = pattern(r"[^.;:\n]{0,90} {and}{of}")
# Between a title and its holder: adjectives, a place, a comma; nothing that makes the name part of the title.
_TITLE_TO_NAME = re.compile(r"(?:[\w' -]{0,60}[^\s,' -])?,? ")
_OTHER_TITLE = pattern(r" {and}(?!{of}|{to})")
_GOVERNED = pattern(r"{edge}(?:{of}|{at}|{for}|{by}|{with}|{det}|{and})$")
_APPOSED = pattern(r", (?:{det}|{also})?")
# Words of talks whose partner is a person when it is a name of two words that no table knows.
_TAKE_PERSONS = frozenset({"direct", "received", "with", "to", "seen", "granted"})
_TO_MET = pattern(r" (?:{by}|{with}|{to})?")
_OF_FIRM = pattern(r"{edge}chez $")
_WITH = pattern(r"{edge}{with}$")
_MET_REACH = 48
_FIRMS = 2
_NOT_FIRMS = ("agreements", "events")  # "Power Purchase Agreement", "la Haute Commission"
_COMMON = ("events", "agreements", "heads", "projects", "offices", "visit_kinds", "portfolios", "references")
# A part of a name, or an initial, that a surname follows: "Bruno Le | Maire", "Ana B. | Duval"
_PARTICLE = re.compile(rf" (?:Le|La|Du|De|Des|Al|El|Ben|Bin|Van|Von|{CAPITAL}\.?)$")
_AFTER_PARTICLE = re.compile(
    rf"\.? (?!(?:Les?|La|Il|Elle|Ils|Un|Une|Des|En|Au|Aux|Ce|Cette|Son|Sa) ){CAPITAL}[\w'-]+"
)
_DETERMINED = pattern(r"{edge}(?:{det}|{of}|{to})$")


def from_model(source: Source, taken: list[Mention]) -> Iterator[Mention]:
    """Names of the model that stand outside all mentions taken, with the kind that their context shows."""
    cover = Cover(taken)
    taken = list(taken)
    lowercase = {fold(word) for word in set(_LOWERCASE.findall(source.text))}
    heads = [
        hit.start
        for hit in source.scan.words.get("heads", ())
        if hit.payload["type"] == EntityType.COMPANY.value
    ]
    for entity in source.analysed.doc.ents:
        begin = past_civility(source, entity.start_char)
        run = RUN.search(source.text, begin, max(entity.end_char, begin + 1))
        if run is None:
            continue
        start, end = _without_title(source, run.start(), run.end()), run.end()
        particle = _ARABIC_NAME.match(source.text, end) if entity.end_char > run.end() else None
        end = particle.end() if particle else end
        if entity.label_ == "PER":
            end = _with_surname(source, start, end)
        if entity.label_ == "PER" and start == run.start():
            longer = _with_first_name(source, start)
            start = start if cover.overlaps(longer, start) else longer
        if entity.label_ == "PER" and _PARTICLE.search(source.text, start, end):
            more = _AFTER_PARTICLE.match(source.text, end)
            end = more.end() if more else end  # "Bruno Le [Maire]"
        name = source.text[start:end].strip(" .,'-")
        if start >= end or source.text[start - 1 : start] in {'"', "«"} or not RUN.match(source.text, start):
            continue
        if len(name) < 2 or cover.overlaps(start, end) or "\n" in name:
            continue
        words = name.split()
        if _is_common(source, start, start + len(name)):
            continue
        if len(words) == 1 and (fold(name) in lowercase or name.isdigit()):
            continue
        if _is_term(source, entity.label_, start, start + len(name)):
            continue
        kind = _kind(source, entity.label_, start, start + len(name), words, taken, heads)
        if kind is not None:
            mention = named(source, start, start + len(name), kind)
            insort(taken, mention)
            yield mention


def _with_surname(source: Source, start: int, end: int) -> int:
    """Take in a surname that the model parted from the first name: "Jean-Louis [de Silguy]"."""
    run = PERSON_RUN.match(source.text, start)
    if run is None or run.end() <= end or " " in source.text[start:end]:
        return end
    last = source.token_starting(run.start() + run.group().rfind(" ") + 1)
    return run.end() if last is not None and last.ent_type_ == "PER" else end


def _with_first_name(source: Source, start: int) -> int:
    """Take in the capitalised word that the model left before a surname: "la ministre [Ana] Duval"."""
    match = FIRST_NAME.search(source.text, max(0, start - 24), start)
    if match is None or _is_common(source, match.start(1), match.end(1)):
        return start
    return _without_title(source, match.start(1), start) if match.end() == start else start


def _is_common(source: Source, start: int, end: int) -> bool:
    """Whether a capitalised run is but a word of the tables: "Forum", "Accord", the "État" of a title."""
    return any(
        hit.start <= start and end <= hit.end
        for table in _COMMON
        for hit in source.words(table, start - _LONGEST, start + 1)
        if start < hit.end
    )


def _is_term(source: Source, label: str, start: int, end: int) -> bool:
    """Whether a run is a term of a trade, an adjective or a product: "EPR", "Kazakhs", "A321neo"."""
    if any(hit.end == end for hit in beginning(source.scan.adjectives, start, start + 1)):
        return True
    if any(hit.start == start or hit.end == end for hit in source.words("terms", start, end)):
        return True
    digits = any(c.isdigit() for c in source.text[start:end])
    return label != "PER" and (digits or any(source.words(table, start, end) for table in _NOT_FIRMS))


def _without_title(source: Source, start: int, end: int) -> int:
    """Leave out civilities, titles and portfolios that the model took into a name."""
    for table in ("civilities", "offices", "portfolios", "meetings", "visits", "events", "agreements"):
        for hit in source.words(table, start, end):
            if hit.start == start and _is_first_name(source, hit):
                continue
            if start <= hit.start and hit.end <= end and hit.start - start <= _ARTICLE:
                start = min(hit.end + 1, end)
    for adjective in beginning(source.scan.adjectives, start, start + 1):
        start = min(adjective.end + 1, end)  # "le roi des [Belges] Philippe"
    return start


def _is_first_name(source: Source, hit: Hit[Entry]) -> bool:
    """Whether a monarch's title is a given name: ", Sultan Al Jaber"; "le sultan Qabous" reigns."""
    return (
        hit.payload.get("post") == "Monarch"
        and source.text[hit.start].isupper()
        and not source.before(_DETERMINED, hit.start)
    )


def _kind(
    source: Source,
    label: str,
    start: int,
    end: int,
    words: list[str],
    taken: list[Mention],
    heads: list[int],
) -> EntityType | None:
    """The kind of a name that only the model found, by its surroundings; None when nothing supports it."""
    titles = source.words("offices", start - 40, start)  # "Conseil Scientifique" is nobody
    if any(
        h.end in {start, start - 1} for h in source.cues("memberships", start - 30, start, "bought", "from")
    ):
        return EntityType.COMPANY  # "l'acquisition de Lesieur Cristal"
    if label != "PER" and is_led(source, start, of="organization", post="ExecutiveOfficer"):
        return EntityType.COMPANY  # "le PDG de la Camrail"
    sure = label == "PER" or len(words) > 1 or any(h.end + 1 == start for h in titles)
    if (sure and _follows_office(source, start)) or (len(words) >= 2 and _precedes_office(source, end)):
        return EntityType.PERSON
    met = _is_met(source, start) or counterpart_start(source, start) < start
    if label == "LOC" and len(words) >= 2 and met:
        return EntityType.PERSON  # "a été reçu par Laziz Kudratov"
    if _is_at_works(source, start):
        return EntityType.CITY  # "l'usine d'eau potable de Keur Momar Sarr"
    if is_lesser_town(source, label, start, end):
        return EntityType.CITY  # "un colloque à Kielce", which is on the list of towns
    if label == "PER" and len(words) >= 2 and has_given_name(source, start):
        return EntityType.PERSON
    if label == "PER" and _ends_list_of_firms(source, start, taken):
        return EntityType.COMPANY  # "Alta, Bera et Zeller Brandt"
    if label == "PER" and len(words) >= 2:
        return EntityType.PERSON
    placed = label == "LOC" and is_town(source, start)  # "Alta, à Riva, et Bera"
    if not placed and _listed_with_company(source, start, end, taken):
        return EntityType.COMPANY
    if label == "PER":
        return None
    if source.before(_OF_FIRM, start) or (label == "LOC" and source.before(_WITH, start)):
        return EntityType.COMPANY
    if label == "LOC":
        if is_town(source, start):
            return None if is_recipient(source, start) else EntityType.CITY
        if _is_beside_town(source, start, end, taken):
            return EntityType.CITY
        return EntityType.REGION if is_headed(source, start, "area") else None
    nation = beginning(source.scan.adjectives, start - 24, start)
    announced = any(-60 < start - head < 60 for head in heads) or any(a.end == start - 1 for a in nation)
    long = len(words) - (fold(words[0]) in members("the")) >= 2  # "Le Creusot"
    if label == "ORG" and (long or announced):  # "le chinois SPIC"; a lone acronym may be anything
        return EntityType.COMPANY
    return None


def _is_beside_town(source: Source, start: int, end: int, taken: list[Mention]) -> bool:
    """Whether a place's name is one of a row of towns, or what is near it or goes there shows a town."""
    if _LONGER.match(source.text, end):
        return False  # "Rio de Janeiro", of which the model sees a part
    if is_near_town(source, start):
        return True
    after = bisect_left(taken, start, key=lambda mention: mention.start)
    for mention in taken[max(0, after - 1) : after + 1]:
        low, high = (mention.end, start) if mention.end <= start else (end, mention.start)
        if (
            mention.type is EntityType.CITY
            and 0 < high - low < 8
            and _IN_LIST.fullmatch(source.folded[low:high])
        ):
            return True
    return False


def _follows_office(source: Source, start: int) -> bool:
    if source.before(_GOVERNED, start):
        return False
    civil = source.before_civilities(start)
    return any(
        _TITLE_TO_NAME.fullmatch(source.folded[hit.end : civil])
        and not _OTHER_TITLE.search(source.folded, hit.end, start)
        for hit in source.words("offices", start - 90, start)
    )


def _is_met(source: Source, start: int) -> bool:
    """Whether words of talks that take persons end right before a name: "a reçu", "s'est entretenu avec"."""
    return any(
        hit.payload["form"] in _TAKE_PERSONS and _TO_MET.fullmatch(source.folded, hit.end, start)
        for hit in source.words("meetings", start - _MET_REACH, start)
    )


def _precedes_office(source: Source, end: int) -> bool:
    """Whether an apposition gives the office: "Ana Duval, ministre de …"."""
    gap = _APPOSED.match(source.folded, end)
    return gap is not None and bool(source.words("offices", gap.end(), gap.end() + 1))


def _ends_list_of_firms(source: Source, start: int, taken: list[Mention]) -> bool:
    """Whether two firms at least come before a name in one list."""
    last = bisect_left(taken, start, key=lambda mention: mention.start)
    near = taken[max(0, last - _FIRMS) : last]
    ends = [m.start for m in near[1:]] + [start]
    return len(near) == _FIRMS and all(
        m.type is EntityType.COMPANY and m.end < end and _IN_LIST.fullmatch(source.folded, m.end, end)
        for m, end in zip(near, ends, strict=True)
    )


def _listed_with_company(source: Source, start: int, end: int, taken: list[Mention]) -> bool:
    after = bisect_left(taken, start, key=lambda mention: mention.start)
    for mention in taken[max(0, after - 1) : after + 1]:
        if mention.type is not EntityType.COMPANY:
            continue
        low, high = (mention.end, start) if mention.end <= start else (end, mention.start)
        if 0 < high - low < 12 and LISTED.fullmatch(source.folded, low, high):
            return True
    return False


def _is_at_works(source: Source, start: int) -> bool:
    """Whether several works stand at places, "les usines de X et de Y"; one alone is named after its own."""
    works = source.cues("projects", start - 2 * _WORKS_REACH, start, "works", "sized")
    return any(
        source.folded[hit.start : hit.end].partition(" ")[0].endswith("s")
        and (
            _OF_WORKS.fullmatch(source.folded, hit.end, start)
            or _AND_OF.fullmatch(source.folded, hit.end, start)
        )
        for hit in works
    )
