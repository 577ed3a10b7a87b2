"""Who else meets than the words say at once: whom a relative takes up, who accompanies, who attends."""

from __future__ import annotations

from collections.abc import Sequence

from diplograph.extraction.frames.encounters.people import PERSONS, agents, persons_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, EntityType

_WITH_WHOM = pattern(r",? ?(?:{with}|{by}|chez |aux cotes ){which}")
_RELATIVE_REACH = 80
_COMPANION = 90  # characters of "du président du Conseil européen, " before a name
_DESCRIBED = pattern(r"{edge}{with}{det}(?:[\w'-]+,? ){1,7}$")
_DESCRIBED_REACH = 70
_BY = pattern(r"{edge}{by}{definite}{word}{1,12}?[\w'-]+, $")
_BY_REACH = 100
_TAKES_PART = 30


def of_relative(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """With whom, where a relative opens the clause: "A, avec lequel il s'entretiendra", "avec qui …"."""
    low = max(sentence.start, hit.start - _RELATIVE_REACH)
    found = list(_WITH_WHOM.finditer(sentence.source.folded, low, hit.start))[-1:]
    for match in found:
        if "," in sentence.folded(match.end(), hit.start) or ";" in sentence.folded(match.end(), hit.start):
            return []
        near = sentence.before(match.start() + 1, kinds=PERSONS)[:1]
        near = [i for i in near if match.start() - i.end <= 1]
        several = near and match.group().endswith("s ")  # "A et B, avec lesquels …"
        return [i for i in sentence.group(near[0]) if i.end <= match.start()] if several else near
    return []


def companions(
    sentence: Sentence, hit: Hit[Entry], items: Sequence[Item], *, low: int | None = None
) -> list[Item]:
    """Who was there with somebody: "a reçu A, aux côtés de B", "en compagnie du président du Conseil, B"."""
    last = max([hit.end, *(i.end for i in items)])
    end = sentence.clause_end(last)
    told = {k for i in items for k in i.keys}
    for cue in sentence.source.cues("companions", hit.end if low is None else low, end, "with"):
        if low is None and sentence.has_finite_verb(max(hit.end, min(last, cue.start)), cue.start):
            return []
        for item in sentence.after(cue.end, kinds=PERSONS, until=min(sentence.end, cue.end + _COMPANION))[:1]:
            if set(item.keys) & told or sentence.has_finite_verb(cue.end, item.start):
                return []
            return persons_of(sentence.group_from(item))
    return []


def is_described_partner(sentence: Sentence, item: Item, floor: int) -> bool:
    """Whether a common noun stands between "avec" and a name: "avec l'élu grenoblois A"."""
    if item.type is not EntityType.PERSON or sentence.preposition(item):
        return False
    start = sentence.source.before_civilities(item.start)
    before = sentence.folded(max(floor, start - _DESCRIBED_REACH), start)
    found = _DESCRIBED.search(before)
    return found is not None and not sentence.has_finite_verb(start - len(found.group()), start)


def apposed_agent(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """By whom, a title that nothing settles first: "reçu par le président de la chambre, A"."""
    for item in sentence.after(hit.end, kinds=PERSONS, until=min(sentence.end, hit.end + _BY_REACH))[:1]:
        start = sentence.source.before_civilities(item.start)
        low = max(sentence.start, hit.start)
        if _BY.search(sentence.folded(low, start)) and not sentence.has_finite_verb(hit.end, start):
            return sentence.group_from(item)
    return []


def takes_part(sentence: Sentence, offset: int) -> int:
    """Where the verb is by which somebody takes part in talks: "ont pris part à la | réunion"; -1 if none."""
    cues = sentence.source.cues("events", max(sentence.start, offset - _TAKES_PART - 20), offset, "attend")
    near = bool(cues) and offset - cues[-1].end < _TAKES_PART
    return cues[-1].start if near and not sentence.has_finite_verb(cues[-1].end, offset) else -1


def by_gerund(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who acts by a gerund right behind a name: "a déclaré A en recevant B"."""
    if sentence.folded(hit.start - 4, hit.start) != " en ":
        return []
    return [i for i in sentence.before(hit.start, kinds=PERSONS)[:1] if i.end == hit.start - 4]


def gathered(sentence: Sentence, hit: Hit[Entry], acting: Sequence[Item]) -> list[Item]:
    """Who is gathered, by a participle that opens the sentence: "Réunis à Riga par A, B et C ont signé …"."""
    if not sentence.opens(hit.start):
        return []
    first = acting[0].start if acting else sentence.end
    return persons_of([*acting, *agents(sentence, hit.end, first, kinds=ACTORS)])
