"""The reading of one project: its name, its trade, who has it, where it is, when it begins."""

from __future__ import annotations

import re

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.common.sums import is_money, opening_sum, sum_between
from diplograph.extraction.frames.common.titles_of_works import GENERIC, proper_name, without_place
from diplograph.extraction.frames.common.trading import trade_of
from diplograph.extraction.frames.projects.builders import builders
from diplograph.extraction.frames.projects.definite import status_ahead
from diplograph.extraction.frames.projects.naming import TELLING
from diplograph.extraction.frames.projects.numbering import THAT_ONE
from diplograph.extraction.frames.projects.partaking import BUILDERS
from diplograph.extraction.frames.projects.siting import beginning_of, places_of
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import PLACES, Amount, EntityType, Status, Value

_NAMED_AFTER_SITES = ("energy", "mining")
_PIECE = 24
_START_REACH = 40
_AGREED = 90
_FOR = pattern(r"[^,;:.]{0,70} (?:{for}|sur |relati(?:f|ve)s? )")
_OF_PART = pattern(r" {of}{det}?")
_SHORT_NAME = re.compile(r" \(([A-Z][A-Z0-9-]{2,9})\)")
_SIZE = re.compile(r" de \d[\d ,.]* ?\w+$")  # "une centrale de 330 MW" is not every "centrale"
_PASSIVE_REACH = 60
_BEFORE_START = pattern(r"{brackets}? {to}?{det}?")
_OF_A = pattern(r" d'{a}{word}?$")
_SUM_REACH = 24
_YEARS = re.compile(r"\b(20\d\d) ?[-–/] ?20\d\d\b")
_VAGUE = frozenset({"industry", "transport"})  # what "usine" and "corridor" alone say


def draft_of(
    sentence: Sentence,
    hit: Hit[Entry],
    start: int,
    end: int,
    name: str,
    started: Hit[Entry] | None,
    *,
    each: bool = False,
) -> Draft:
    """What the text around works says of them.

    Args:
        start, end: where they are named. name: the name itself.
        started: what brings them about, if the sentence tells it.
        each: whether they are one of several told in a row.
    """
    until = min(sentence.clause_end(end), end + 90)
    if started is not None and started.start >= end:  # "le centre de X, qui sera inauguré à A"
        until = max(until, min(sentence.clause_end(started.end), started.end + _PASSIVE_REACH))
    quoted = any(mark in sentence.source.text[start:end] for mark in '«"“')
    further = THAT_ONE.search(sentence.source.folded, end, until)
    until = further.start() if further else until  # "… et celle que B construit à C"
    inside = [
        i
        for i in sentence.items
        if start <= i.start < end
        and i.type in PLACES
        and not quoted
        and (
            (each and not hit.payload["sector"].startswith(_NAMED_AFTER_SITES))
            or _is_place(sentence, i, hit.payload["sector"])
        )
    ]
    around = _whose_part(sentence, start) or places_of(sentence, start, end, until, started)
    nations = [i for i in sentence.items if i.kind == "adjective" and hit.end <= i.start < end]
    if nations and not nations[0].is_plural:  # "la première centrale égyptienne, dans le nord du pays"
        around = [nations[0] if i.kind == "anaphor" else i for i in around]
    if each and inside:  # "les ports d'A et de B": each has its own
        around = [i for i in around if i.type is EntityType.COUNTRY]
    if any(i.kind == "name" for i in (*inside, *around)):  # "à A, dans le nord du pays": A
        around = [i for i in around if i.kind != "anaphor"]
    own, *also = hit.payload["sector"].split("|")
    sectors = [
        h.payload.code
        for h in sentence.sectors
        if start <= h.start < end
        and (not own or not hit.start <= h.start < hit.end or h.payload.code.startswith(own))
    ]
    if (
        own
        and not (own in _VAGUE and sectors)
        and not any(
            code.startswith(own) or (own in GENERIC and code.startswith("energy.")) for code in sectors
        )
    ):
        sectors = [own, *also, *sectors]
    if sectors == ["transport"]:  # "le corridor vertical, qui amènera le gaz", "le corridor nord, … le fret"
        near = [
            h.payload.code for h in sentence.sectors if end <= h.start < min(sentence.end, end + _START_REACH)
        ]
        energy = [code for code in near if code.startswith("energy.")]
        sectors = energy[:1] or sectors
    sectors = [c for c in sectors if not any(other.startswith(f"{c}.") for other in sectors)]
    title = hit.payload["form"] == "named" and sentence.source.text[start].isupper()
    owners = [i for i in inside if i.type is EntityType.COUNTRY and title]
    sited = hit.payload["sector"].startswith("mining")
    who = builders(sentence, start, end, started, sited=sited) or keys_of(owners)
    if not who and hit.payload["form"] == "named":  # "le programme spatial indien X"
        own_nation = [i for i in sentence.items if i.kind == "adjective" and hit.end <= i.start < end]
        who = keys_of(own_nation[:1]) if own_nation and not own_nation[0].is_plural else ()
    if not who and title_told(hit, name):  # "le programme X de l'Union européenne"
        who = keys_of(
            [i for i in sentence.genitive(end, kinds=BUILDERS) if i.start - end < len(" de la ") + 1]
        )
    if sectors == ["industry"] or (not sectors and hit.payload["form"] == "start"):
        sectors = list(trade_of(sentence, who)) or sectors
    roles: dict[str, tuple[Value, ...]] = {
        "participant": who,
        "place": keys_of([*(i for i in inside if i not in owners), *around]),
        "sector": tuple(dict.fromkeys(sectors)),
        "amount": (sum_between(sentence, hit.end, end) if hit.payload["form"] == "named" else ())
        or _paid(sentence, started)
        or opening_sum(sentence, start)
        or _own_sum(sentence, end, until)
        or (sum_between(sentence, started.end, start) if started else ()),
        "start": beginning_of(sentence, start, end, started)
        or _first_year(name if hit.payload["form"] != "named" else sentence.source.text[start:until]),
    }
    default = Status(started.payload["status"] or Status.ACTUAL) if started else status_ahead(sentence, hit)
    if started is not None and default is Status.ACTUAL and _is_agreed(sentence, started):
        default = Status.PLANNED
    if started is not None and _is_sought(sentence, started):
        default = Status.POSSIBLE
    if started is not None and _is_stopped(sentence, started):
        default = Status.DENIED
    short = _SHORT_NAME.match(sentence.source.text, end, sentence.end)  # "le gazoduc X (TSGP)"
    known = short is not None and any(i.start <= short.start(1) < i.end for i in sentence.items)
    proper = short.group(1) if short and not known and each is False else proper_name(name)
    return Draft(
        "Project",
        roles,
        min(start, started.start if started else start),
        end,
        hit.payload.rule,
        status=status_of(sentence, min(start, started.start if started else start), end, default=default),
        name=name,
        name_start=start,
        forms=tuple(
            dict.fromkeys((*_forms(name, sentence.source.quote(start, end)), *([proper] if proper else [])))
        ),
        confidence=0.65,
    )


def title_told(hit: Hit[Entry], name: str) -> bool:
    """Whether a programme has a name of its own."""
    return hit.payload["form"] == "named" and TELLING.search(name, 1) is not None


def _paid(sentence: Sentence, started: Hit[Entry] | None) -> tuple[Amount, ...]:
    """A sum right before what begins the works: "financera à hauteur de 60 M€ | la construction de …"."""
    for mention in sentence.amounts if started is not None else ():
        before = started is not None and sentence.folded(mention.span.end, started.start)
        if before and is_money(mention) and _BEFORE_START.fullmatch(before):
            return (mention.amount,)
    return ()


def _own_sum(sentence: Sentence, start: int, until: int) -> tuple[Amount, ...]:
    """A sum behind the works' name, not that of a whole: "…, premier projet d'une enveloppe de 400 M€"."""
    for cue in sentence.source.cues("word_classes", start, until, "aid"):
        if _OF_A.search(sentence.folded(cue.start - _SUM_REACH, cue.start)):
            return sum_between(sentence, start, cue.start)
    return sum_between(sentence, start, until)


def _whose_part(sentence: Sentence, start: int) -> list[Item]:
    """The country whose part of the works is told: "le tronçon géorgien du chemin de fer X"."""
    return [
        i
        for i in sentence.items
        if i.kind == "adjective"
        and not i.is_plural
        and i.end < start
        and _OF_PART.fullmatch(sentence.folded(i.end, start))
        and sentence.source.cues("undertakings", i.start - _PIECE, i.start, "part")
    ]


def _first_year(name: str) -> tuple[str, ...]:
    """When a plan begins that is told by its years: "le plan 2012-2017"."""
    match = _YEARS.search(name)
    return (match.group(1),) if match else ()


def _is_place(sentence: Sentence, item: Item, sector: str) -> bool:
    """Whether something within a project's description is where it is: a name, "du pays".

    Power stations and mines are named after their site, which a lesser town's name is there: "le parc éolien
    de Taza".
    """
    if item.kind == "name":  # a name that no table knows is the works' own: "le parc éolien de Mirny"
        knowledge, key = sentence.source.knowledge, item.keys[0]
        own = sector.startswith(_NAMED_AFTER_SITES)  # then only towns that everybody knows
        known = key in knowledge.gazetteer.entities or (not own and knowledge.entity(key) is not None)
        return known or bool(sentence.places(item.start, item.end))
    return item.kind == "anaphor" and sentence.preposition(item) in members("of") | {"dans"}


def _is_stopped(sentence: Sentence, started: Hit[Entry]) -> bool:
    """Whether what begins the works is itself given up: "a gelé la construction de …"."""
    low = max(sentence.clause_start(started.start), started.start - _START_REACH)
    cues = sentence.source.cues("project_starts", low, started.start)
    return any(
        cue.payload["status"] == Status.DENIED.value and "," not in sentence.folded(cue.end, started.start)
        for cue in cues
    )


def _is_sought(sentence: Sentence, started: Hit[Entry]) -> bool:
    """Whether what begins the works is only talked over: "négocie avec Riga | la construction de …"."""
    low = max(sentence.clause_start(started.start), started.start - _AGREED)
    cues = sentence.source.cues("word_classes", low, started.start, "seeks")[-1:]
    return any(
        not sentence.has_mark(cue.end, started.start) and not sentence.has_finite_verb(cue.end, started.start)
        for cue in cues
    )


def _is_agreed(sentence: Sentence, started: Hit[Entry]) -> bool:
    """Whether an agreement is on what begins the works: "un accord pour la construction de …"."""
    low = max(sentence.clause_start(started.start), started.start - _AGREED)
    texts = sentence.source.cues("agreements", low, started.start)
    return bool(texts) and bool(_FOR.match(sentence.folded(texts[-1].end, started.start)))


def _forms(name: str, found: str) -> tuple[str, ...]:
    sized = _SIZE.sub("", name)
    shorter = without_place(sized if " " in sized else name)
    return tuple(form for form in dict.fromkeys((found, shorter)) if form != name and len(form) > 3)
