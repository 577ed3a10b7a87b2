"""Names that only the model gives, each accepted with a cue: its label is wrong for one company in five."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator

from diplograph.extraction.mentions import CAPITAL, RUN, Cover, Mention, counterpart_start, named
from diplograph.extraction.names.capitals import is_recipient
from diplograph.extraction.names.lesser_towns import is_headed, is_lesser_town, is_town
from diplograph.extraction.source import Source, beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.model import EntityType

_LOWERCASE = re.compile(r"\b[a-zà-öø-ÿ]{2,}\b")
_LED_REACH = 40
_LED = re.compile(r" (?:de la |de l'|du |de |d'|chez )")
_LONGER = re.compile(rf" (?:de|del|do|da|dos) {CAPITAL}")
_NEAR_TOWN = 24  # characters of "en provenance de "
_ARTICLE = 3  # "Monsieur le Président Duval": an article may stand before the title
_LONGEST = 60  # characters of the longest words of the tables that a name may be part of
_FIRST_NAME = re.compile(rf"[a-zà-öø-ÿ],? ({CAPITAL}[a-zà-öø-ÿ]+(?:-{CAPITAL}[a-zà-öø-ÿ]+)?) $")
_ARABIC_NAME = re.compile(rf" (?:al|el|ar|as|ash|at|az|an|ad)-{CAPITAL}[\w'’-]*")  # "Ahmad el-Masri"
_IN_LIST = re.compile(r"(?:,? et |,? ou |, )(?:de |d')?")
_FIRMS_LISTED = re.compile(
    r"(?:, (?:la |l'|le )?|(?:,? et |,? ou )(?:de la |de l'|du |de |d'|a |au |par |la |l'|le )?)"
)
_OF_WORKS = re.compile(r"(?: (?:d'|de )?[\w-]+){0,4} (?:de |d')")  # "usine d'eau potable de"
_WORKS_REACH = 60
_AND_OF = re.compile(r"[^.;:\n]{0,90} et (?:de |d')")
# Between a title and its holder: adjectives, a place, a comma; nothing that makes the name part of the title.
_TITLE_TO_NAME = re.compile(r"(?:[\w' -]{0,60}[^\s,' -])?,? ")
_OTHER_TITLE = re.compile(r" et (?!de|du|des|d'|a |au)")
_GOVERNED = re.compile(r"(?:^|[ '])(?:de|du|des|d'|a|au|aux|et|la|le|les|l'|pour|par|en|avec|sur|dans) ?$")
_APPOSED = re.compile(r", (?:le |la |l'|alors )?")
# Words of talks whose partner is a person when it is a name of two words that no table knows.
_TAKE_PERSONS = frozenset({"direct", "received", "with", "to", "seen", "granted"})
_TO_MET = re.compile(r"(?: (?:par|avec|a))? ")
_MET_REACH = 48
_FIRMS = 2
_ARTICLES = frozenset({"Le", "La", "Les"})
_NOT_FIRMS = ("agreements", "events")  # "Power Purchase Agreement", "la Haute Commission"
_COMMON = ("events", "agreements", "heads", "projects", "offices", "visit_kinds", "portfolios", "references")


_PARTICLE = re.compile(r" (?:Le|La|Du|De|Des|Al|El|Ben|Bin|Van|Von)$")
_AFTER_PARTICLE = re.compile(rf" {CAPITAL}[\w'-]+")
_DETERMINED = re.compile(r"(?:^|[ '])(?:le|la|du|au|les|des|aux|un|son) $")


def from_model(source: Source, taken: list[Mention]) -> Iterator[Mention]:
    """Names of the model that stand outside all mentions taken, with the kind that their context shows."""
    cover = Cover()
    for mention in taken:
        cover.take(mention.start, mention.end)
    taken = list(taken)
    lowercase = {fold(word) for word in set(_LOWERCASE.findall(source.text))}
    heads = [
        hit.start
        for hit in source.scan.words.get("heads", ())
        if hit.payload["type"] == EntityType.COMPANY.value
    ]
    for entity in source.analysed.doc.ents:
        run = RUN.search(source.text, entity.start_char, max(entity.end_char, entity.start_char + 1))
        if run is None:
            continue
        start, end = _without_title(source, run.start(), run.end()), run.end()
        particle = _ARABIC_NAME.match(source.text, end) if entity.label_ == "PER" else None
        end = particle.end() if particle else end
        if entity.label_ == "PER" and start == run.start():
            longer = _with_first_name(source, start)
            start = start if cover.overlaps(longer, start) else longer
        if entity.label_ == "PER" and _PARTICLE.search(source.text, start, end):
            more = _AFTER_PARTICLE.match(source.text, end)
            end = more.end() if more else end  # "Bruno Le [Maire]"
        name = source.text[start:end].strip(" .,'-")
        if start >= end or source.text[start - 1 : start] in {'"', "«"} or source.text[start].islower():
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


def _with_first_name(source: Source, start: int) -> int:
    """Take in the capitalised word that the model left before a surname: "la ministre [Ana] Duval"."""
    match = _FIRST_NAME.search(source.text, max(0, start - 24), start)
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
        and not _DETERMINED.search(source.folded, max(0, hit.start - _ARTICLE - 3), hit.start)
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
    before = source.folded[max(0, start - 40) : start]
    titles = source.words("offices", start - 40, start)  # "Conseil Scientifique" is nobody
    if any(
        h.end in {start, start - 1} for h in source.cues("memberships", start - 30, start, "bought", "from")
    ):
        return EntityType.COMPANY  # "l'acquisition de Lesieur Cristal"
    if label != "PER" and _is_led(source, start):
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
    if label == "PER" and _ends_list_of_firms(source, start, taken):
        return EntityType.COMPANY  # "Alta, Bera et Zeller Brandt"
    if label == "PER" and len(words) >= 2:
        return EntityType.PERSON
    placed = label == "LOC" and is_town(source, start)  # "Alta, à Riva, et Bera"
    if not placed and _listed_with_company(source, start, end, taken):
        return EntityType.COMPANY
    if label == "PER":
        return None
    if re.search(r"(?:^|\s)chez $", before):
        return EntityType.COMPANY
    if label == "LOC":
        if before.endswith(" avec "):
            return EntityType.COMPANY
        if is_town(source, start):
            return None if is_recipient(source, start) else EntityType.CITY
        if _is_beside_town(source, start, end, taken):
            return EntityType.CITY
        return EntityType.REGION if is_headed(source, start, "area") else None
    nation = beginning(source.scan.adjectives, start - 24, start)
    announced = any(-60 < start - head < 60 for head in heads) or any(a.end == start - 1 for a in nation)
    long = len(words) - (words[0] in _ARTICLES) >= 2  # "Le Creusot"
    if label == "ORG" and (long or announced):  # "le chinois SPIC"; a lone acronym may be anything
        return EntityType.COMPANY
    return None


def _is_near_town(source: Source, start: int) -> bool:
    """Whether what belongs to a town or lies near one stands right before: "le port de", "près de"."""
    return any(
        source.folded[near.end : start] in {" de ", " d'"}
        and source.folded[max(0, near.start - 1) : near.start] in {"", " ", "("}
        for near in source.cues("word_classes", start - _NEAR_TOWN, start, "near_town")
    )


def _is_beside_town(source: Source, start: int, end: int, taken: list[Mention]) -> bool:
    """Whether a place's name is one of a row of towns, or what is near it or goes there shows a town."""
    if _LONGER.match(source.text, end):
        return False  # "Rio de Janeiro", of which the model sees a part
    if _is_near_town(source, start):
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


def _is_led(source: Source, start: int) -> bool:
    """Whether a title that only organizations have governs a name: "le directeur général de la | Camrail"."""
    return any(
        h.payload.get("post") == "ExecutiveOfficer"
        and h.payload.get("of") == "organization"
        and _LED.fullmatch(source.folded, h.end, start)
        for h in source.words("offices", start - _LED_REACH, start)
    )


def _follows_office(source: Source, start: int) -> bool:
    before = source.folded[max(0, start - 90) : start]
    if _GOVERNED.search(before):
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
        if 0 < high - low < 12 and _FIRMS_LISTED.fullmatch(source.folded[low:high]):
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
