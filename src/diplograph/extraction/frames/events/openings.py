"""Inaugurations told by a verb: "A a inauguré hier, aux côtés de B, l'usine de C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.events.names import Named
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.language.patterns import members, pattern
from diplograph.model import ACTORS, Status

_NEXT = 60  # characters from the verb to the event that it opens, which is told by itself
_REACH = 170
_SOON, _LEAD = 40, 80
_RELATIVE = pattern(r"{edge}(?:dont |{that})[^,;:.]*$")
_AGENT = members("by", "of") | {""}
_PASSIVE = pattern(r"\b{is}")
_BREAK = pattern(r"[;:.]| {which}")


def find_openings(sentence: Sentence, named: Sequence[Named]) -> Iterator[Draft]:
    """Openings of works and houses in a sentence, each with its day or with who was there.

    Args:
        named: gatherings that the sentence names, which one opens too: these are events by themselves.
    """
    for hit in sentence.words("events"):
        if hit.payload["form"] != "opens" or any(0 <= s - hit.end < _NEXT for s, _, _, _ in named):
            continue
        if _RELATIVE.search(sentence.folded(max(sentence.start, hit.start - _LEAD), hit.start)):
            continue  # "l'usine, dont A avait posé la première pierre en 2017": told of the works
        until = min(sentence.clause_end(hit.end), hit.end + _REACH)
        broken = _BREAK.search(sentence.source.folded, hit.end, until)
        until = broken.start() if broken else until
        date, places = _day(sentence, hit, until), _places(sentence, hit, until)
        people = _present(sentence, hit, until)
        if date is None or not (people or places):
            continue
        yield Draft(
            "PublicEvent",
            {
                "start": (date.period.start,),
                "end": (date.period.end,) if date.period.end else (),
                "place": keys_of(places),
                "participant": keys_of(people),
            },
            hit.start,
            max([hit.end, date.span.end, *(i.end for i in people)]),
            hit.payload.rule,
            status=_status(sentence, hit),
            confidence=0.6,
        )


def _status(sentence: Sentence, hit: Hit[Entry]) -> Status:
    said = hit.payload["status"]
    return Status(said) if said else status_of(sentence, hit.start, hit.end)


def _day(sentence: Sentence, hit: Hit[Entry], until: int) -> DateMention | None:
    """The day within the clause of the verb, else at its head."""
    inside = sentence.date_inside(hit)
    after = [d for d in sentence.dates if hit.end <= d.span.start < until]
    low = sentence.clause_start(hit.start)
    before = [d for d in sentence.dates if low <= d.span.start and d.span.end <= hit.start]
    found = [d for d in (*([inside] if inside else []), *after, *before) if d.period.start.count("-")]
    return found[0] if found else None


def _places(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    return sentence.own_places(hit.end, until)[:1] or sentence.places(
        sentence.clause_start(hit.start), hit.start
    )


def _present(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Who opens it, and who stands beside: "aux côtés de B", "en présence de C", "par D"."""
    passive = _PASSIVE.search(sentence.folded(hit.start, hit.end)) is not None
    found = [] if passive else [i for i in sentence.subject(hit.start, kinds=ACTORS) if i.end <= hit.start]
    for item in sentence.after(hit.end - 3, kinds=ACTORS, until=until):
        near = sentence.source.cues("companions", item.start - _SOON, item.start, "with")
        near += sentence.source.cues("events", item.start - _SOON, item.start, "beside")
        at_verb = passive and item.start - hit.end < _SOON and sentence.preposition(item) in _AGENT
        named = [j for j in sentence.items if near and near[-1].end <= j.start < item.start and j.keys]
        if at_verb or (near and not named) or sentence.preposition(item) == "avec":
            found += [j for j in sentence.group(item) if j.start >= item.start]
    return found
