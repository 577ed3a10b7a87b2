"""Visits: nouns ("une visite d'État"), verbs of going ("s'est rendu"), receptions ("accueilli par")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType, Status

VISITORS = frozenset({EntityType.PERSON, EntityType.COUNTRY})
_POSSESSIVE = re.compile(r"(?:^|[\s(])(?:sa|son|leur|ses|leurs) (?:[\w-]+ ){0,2}$")
_ANAPHORIC = re.compile(r"(?:^|[\s(])(?:la|cette|ce|le|du|de la|une|au|l') ?(?:[\w-]+ ){0,1}$")
_THAT_OF = re.compile(r"(?:^|[\s(])(?:et )?(?:de )?celle ?$")
_INVITED_TO = re.compile(r"invit\w+ .{0,60}$")
_RECEIVED_BY = re.compile(r"accueilli\w*|recu\w*")


def find_visits(sentence: Sentence) -> Iterator[Draft]:
    """Visits that one sentence states or adds to."""
    hits = sentence.words("visits")
    for number, hit in enumerate(hits):
        following = [h.start for h in hits[number + 1 :]] + [a for a in _that_of(sentence) if a > hit.end]
        until = min([*following, sentence.clause_end(hit.end)])
        if hit.payload["form"] == "noun":
            yield from _from_noun(sentence, hit, until)
        else:
            yield from _from_verb(sentence, hit, until)
        if hit.payload["form"] == "noun":
            for offset in _that_of(sentence):
                if offset > hit.end:
                    yield from _from_that_of(sentence, hit, offset)


def _that_of(sentence: Sentence) -> list[int]:
    return [m.end() for m in re.finditer(r"\bcelle (?=du |de |d')", sentence.source.folded[: sentence.end]) if m.start() >= sentence.start]


def _from_noun(sentence: Sentence, hit: Hit[Entry], until: int) -> Iterator[Draft]:
    before = sentence.folded(hit.start - 40, hit.start)
    after = hit.end
    by_genitive = sentence.genitive(after, kinds=VISITORS, reach=70) or _owner_after_place(sentence, after, until)
    visitors: list[Item] = [i for i in by_genitive if i.end <= until]
    anaphoric = False
    if not visitors:
        verb = _light_verb(sentence, hit)
        if verb is not None:
            visitors = sentence.subject(verb, kinds=VISITORS)
        elif _POSSESSIVE.search(before):
            visitors = sentence.subject(hit.start, kinds=VISITORS)
            anaphoric = not visitors
        else:
            anaphoric = bool(_ANAPHORIC.search(before)) or hit.start == sentence.start
    hosts = _hosts(sentence)
    keys = tuple(k for k in sentence.actors(visitors) if k not in hosts)
    if not keys and not anaphoric:
        return
    yield _draft(sentence, hit, keys, hosts, visitors, until, anaphoric=not keys)


def _owner_after_place(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """ "la visite d'État en France du président": the visitor after the place."""
    places = [i for i in sentence.places(offset, min(until, offset + 40)) if i.start - offset < 30]
    if not places:
        return []
    last = sentence.group(places[0])[-1]
    return sentence.genitive(last.end, kinds=VISITORS, reach=12)


def _light_verb(sentence: Sentence, hit: Hit[Entry]) -> int | None:
    """Offset of the verb that the noun completes ("effectuer une visite"), None when it hangs from none."""
    token = sentence.source.token_starting(hit.start)
    if token is None:
        return None
    head = token.head
    if head.pos_ in {"VERB", "AUX"} and token.dep_ in {"obj", "obl", "obl:mod", "obl:arg", "ROOT"} and head.idx < hit.start:
        return head.idx if head.idx >= sentence.start else None
    verbs = [
        t.idx
        for t in sentence.source.tokens(max(sentence.start, hit.start - 60), hit.start)
        if t.pos_ == "VERB" or "Part" in t.morph.get("VerbForm", ())
    ]
    if verbs and re.fullmatch(r"[^;:]*?\b(?:une|sa|son|leur|un) (?:[\w-]+ )?", sentence.folded(verbs[-1], hit.start)):
        return verbs[-1]
    return None


def _from_verb(sentence: Sentence, hit: Hit[Entry], until: int) -> Iterator[Draft]:
    form = hit.payload["form"]
    if form == "go" and _INVITED_TO.search(sentence.folded(max(sentence.start, hit.start - 90), hit.start)):
        return
    visitors = sentence.subject(hit.start, kinds=VISITORS)
    keys = sentence.actors(visitors)
    places = sentence.places(hit.end, until)
    if not keys or not places:
        return
    if form == "welcomed" and not any(i.type is EntityType.PERSON for i in visitors):
        return
    hosts = _hosts(sentence)
    if form == "welcomed":
        hosts = (*hosts, *_agents(sentence, hit.end, until))
    yield _draft(sentence, hit, keys, tuple(dict.fromkeys(h for h in hosts if h not in keys)), visitors, until)


def _from_that_of(sentence: Sentence, hit: Hit[Entry], offset: int) -> Iterator[Draft]:
    visitors = sentence.genitive(offset - 1, kinds=VISITORS)
    if visitors:
        shifted = Hit(offset - len("celle "), offset, hit.payload)
        yield _draft(sentence, shifted, sentence.actors(visitors), (), visitors, sentence.clause_end(offset))


def _agents(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    agents = [i for i in sentence.after(start, kinds=VISITORS, until=end) if sentence.preposition(i) == "par"]
    return sentence.actors([j for i in agents for j in sentence.group(i)])


def _hosts(sentence: Sentence) -> tuple[str, ...]:
    """Who invites ("à l'invitation de") or receives in this sentence."""
    for hit in sentence.words("invitations"):
        if hit.payload["form"] == "noun" and hit.payload.pattern.startswith("à"):
            items = [i for i in sentence.after(hit.end, kinds=VISITORS, until=hit.end + 40) if i.start <= hit.end + 4]
            return sentence.actors(items)
    return ()


def _draft(
    sentence: Sentence,
    hit: Hit[Entry],
    visitors: tuple[str, ...],
    hosts: tuple[str, ...],
    items: list[Item],
    until: int,
    *,
    anaphoric: bool = False,
) -> Draft:
    places = tuple(k for i in sentence.places(hit.end, until) for k in i.keys)
    date = sentence.date(hit.end, start=_date_floor(sentence, hit, items), end=_date_ceiling(sentence, until))
    start = min([hit.start, *(i.start for i in items if hit.start - i.end < 90)])
    end = max([hit.end, *(i.end for i in sentence.places(hit.end, until)), *(i.end for i in items)])
    roles: dict[str, tuple[str, ...]] = {
        "visitKind": (_kind(sentence, hit),),
        "visitor": visitors,
        "host": hosts,
        "place": places,
    }
    default = Status(hit.payload["status"] or Status.ACTUAL)
    if date is not None:
        roles["start"] = (date.period.start,) if date.period.start else ()
        roles["end"] = (date.period.end,) if date.period.end else ()
        if date.span.start < end + 60:
            end = max(end, date.span.end)
    return Draft(
        "Visit",
        roles,
        start,
        min(end, sentence.end),
        hit.payload.rule,
        status=status_of(sentence, hit.start, hit.end, default=default),
        anaphoric=anaphoric,
        confidence=0.85 if visitors and places else 0.7,
    )


def _date_floor(sentence: Sentence, hit: Hit[Entry], items: list[Item]) -> int:
    return min([sentence.clause_start(hit.start), *(i.start for i in items)])


def _date_ceiling(sentence: Sentence, until: int) -> int:
    return max(until, 0) if until < sentence.end else sentence.end


def _kind(sentence: Sentence, hit: Hit[Entry]) -> str:
    for kind in sentence.words("visit_kinds"):
        if 0 <= kind.start - hit.end <= 2 or hit.start <= kind.start < hit.end:
            return kind.payload["kind"]
    return "Other"
