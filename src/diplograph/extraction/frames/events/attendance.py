"""Who takes part in an event, who holds it and where."""

from __future__ import annotations

import itertools

from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.events.relatives import told_by_clause
from diplograph.extraction.items import Item, as_town
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, EntityType

_PARTNERS = pattern(r" (?:{of}{det}?{word}{1,2}(?={of}))?{of}?{det}?")
MATTER = pattern(r" (?:sur |contre |{for})")
_WITH = pattern(r"{edge}{with}{det}?$")
_WHICH = pattern(r",? qui {word}?")
_TO_WHICH = pattern(r",? {whither}{word}{0,2}")
_APART = pattern(r"[;:.]|\b(?:{which}|{and})")
_NEW_CLAUSE = pattern(r"[;:.]|, {which}")
_NEXT = 12
_NEAR = 24  # characters of "lors de la toute première " before an event that only says when
_JOINED = ("country/", "region/", "international-organization/")
_LEAD = 110
_HOLDERS = frozenset({EntityType.CITY, EntityType.COUNTRY})


def attended(sentence: Sentence, start: int) -> list[Hit[Entry]]:
    """Words of taking part that an event completes: "coprésideront une conférence", the nearest last."""
    found = [
        h for h in sentence.words("events") if h.payload["form"] == "attend" and 0 <= start - h.end < _LEAD
    ]
    during = sentence.source.cues("circumstances", max(sentence.start, start - _NEAR), start, "during")
    aside = [c.start for c in during if not sentence.is_broken(c.end, start)]
    return [
        h
        for h in found
        if not sentence.is_broken(h.end, start, marks=";:.") and not any(h.end <= at for at in aside)
    ]


def hosts(sentence: Sentence, start: int) -> list[Item]:
    """The town that holds an event: "Paris accueille le forum", "Paris, qui accueille …"."""
    hosts = [h for h in sentence.words("events") if h.payload["form"] == "host" and h.end <= start]
    if not hosts or start - hosts[-1].end > _LEAD:
        return []
    if _NEW_CLAUSE.search(sentence.folded(hosts[-1].end, start)):
        return []
    towns = [as_town(sentence.source, i) for i in sentence.before(hosts[-1].start, kinds=_HOLDERS)[:1]]
    relative = towns and _WHICH.fullmatch(sentence.folded(towns[0].end, hosts[-1].start))
    return [i for i in towns if relative or not sentence.preposition(i)]


def participants(
    sentence: Sentence, start: int, end: int, until: int, *, quoted: bool, organ: bool
) -> tuple[str, ...]:
    """Who an event brings together: by a verb of taking part, by "avec" or "par", else by its name.

    Args:
        organ: a body of two states, whose name tells whose it is beside those who take part.
    """
    found: list[Item] = []
    for cue in sentence.source.cues("events", max(sentence.start, start - 120), start, "presence")[:1]:
        adjective = sentence.adjective_after(cue.end, reach=2)  # "la participation marocaine au sommet"
        found += sentence.genitive(cue.end, kinds=ACTORS) or ([adjective] if adjective else [])
    attending = attended(sentence, start)
    if attending and not _is_invited(sentence, attending[-1].start):
        found += [i for i in sentence.subject(attending[-1].start, kinds=ACTORS) if i.start < start]
        for item in sentence.after(attending[-1].end, kinds=ACTORS, until=start):
            if _is_beside(sentence, item.start):  # "a coprésidé, avec son homologue B, la conférence"
                found += [j for j in sentence.group(item) if item.start <= j.start < start]
    for item in sentence.after(end, kinds=ACTORS, until=until):
        if _is_beside(sentence, item.start) or _is_host(sentence, end, item):
            found += [j for j in sentence.group(item) if j.start >= item.start]
    found += _gathered(sentence, end)
    found += [i for i in told_by_clause(sentence, start, end) if i not in found]
    if quoted or (found and not organ):
        return keys_of(found)
    matter = MATTER.search(sentence.source.folded, start, end)
    inside = [
        i
        for i in sentence.items
        if start < i.start < (matter.start() if matter and not organ else end)
        and (i.type in ACTORS or i.type is EntityType.REGION)
        and (i.kind == "name" or (i.kind == "adjective" and i.is_plural))
    ]
    if len(keys_of(inside)) > 1:
        return keys_of([*found, *inside])
    joined = _joined_names(sentence, start, matter.start() if matter else end)
    if joined:
        return tuple(dict.fromkeys((*keys_of(found), *joined)))
    states = _named_states(sentence, start, end) if organ else ()
    if len(states) > 1:
        return tuple(dict.fromkeys((*keys_of(found), *states)))
    named = [*inside, *(i for i in sentence.items if i.start <= start < i.end)]  # "l'Assemblée de l'ONU"
    whose = {i.type for i in named} & {EntityType.COUNTRY, EntityType.INTERNATIONAL_ORGANIZATION}
    if organ and not found and not whose:
        return tuple(sentence.discourse.implied)  # "la commission mixte": of the two whom the text is about
    return keys_of(found)


def _named_states(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """States in the name of a joint body that is taken for one thing: "Conseil d'affaires France-Kenya"."""
    source = sentence.source
    names = [h.payload.key for h in beginning(source.scan.names, start, end)]
    pairs = [k for h in beginning(source.scan.adjectives, start, end) for k in h.payload.countries]
    countries = source.knowledge.gazetteer.countries
    return tuple(dict.fromkeys(key for key in (*names, *pairs) if key in countries))


def _is_invited(sentence: Sentence, offset: int) -> bool:
    """Whether one only invites another to take part: "a invité B à | prendre part aux jeux"."""
    cues = sentence.source.cues(
        "invitations", max(sentence.start, offset - _LEAD), offset, "verb", "infinitive"
    )
    token = sentence.source.token_starting(offset)
    return bool(cues) and token is not None and "Inf" in token.morph.get("VerbForm", [])


def _joined_names(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Two that a hyphen joins in the name of an event: "le sommet Union européenne-Asie centrale"."""
    source = sentence.source
    hits = [h for h in beginning(source.scan.names, start, end) if h.payload.key.startswith(_JOINED)]
    for one, other in itertools.product(hits, hits):
        if source.text[one.end : other.start] in {"-", "–", "/", " - ", " – "}:
            return (one.payload.key, other.payload.key)
    return ()


def _gathered(sentence: Sentence, end: int) -> list[Item]:
    """Whom an event brings together by its verb: "le forum a réuni A et B", "auquel ont pris part A et B"."""
    for cue in sentence.source.cues("events", end, min(sentence.end, end + _LEAD), "gathers", "attend"):
        between = sentence.folded(end, cue.start)
        if cue.payload["form"] == "attend" and not _TO_WHICH.fullmatch(between):
            continue
        if cue.payload["form"] == "gathers" and _APART.search(between):
            continue
        for item in sentence.after(cue.end - 3, kinds=ACTORS, until=cue.end + _NEXT)[:1]:
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _is_host(sentence: Sentence, end: int, item: Item) -> bool:
    """Whether the event is held by an item: "…, qui sera organisée par l'Égypte", "coprésidé par A et B"."""
    if sentence.preposition(item) != "par":
        return False
    verbs = [t for t in sentence.source.tokens(end, item.start) if t.pos_ == "VERB"]
    return len(verbs) == 1 and "Part" in verbs[0].morph.get("VerbForm", [])


def _is_beside(sentence: Sentence, start: int) -> bool:
    """Whether "avec", "aux côtés de", "sous la présidence de"… stand right before an offset."""
    start = sentence.source.before_civilities(start)
    cues = (
        *sentence.source.cues("companions", start - 30, start, "with"),
        *sentence.source.cues("events", start - 40, start, "beside"),
    )
    return bool(_WITH.search(sentence.folded(start - 40, start))) or any(
        _PARTNERS.fullmatch(sentence.folded(cue.end, start)) for cue in cues
    )
