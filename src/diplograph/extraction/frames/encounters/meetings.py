"""Meetings: talks, audiences, calls, between persons or between states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.encounters.attending import by_gerund, companions
from diplograph.extraction.frames.encounters.interlocutors import lacks_object, met
from diplograph.extraction.frames.encounters.people import (
    OF,
    PERSONS,
    RECEIVING,
    TALK_NOUNS,
    agents,
    are_persons,
    span_of,
)
from diplograph.extraction.frames.encounters.places import places_of_talks
from diplograph.extraction.frames.encounters.receptions import is_state
from diplograph.extraction.frames.encounters.talks import is_to_come
from diplograph.extraction.frames.encounters.times import (
    is_news,
    is_of_saying,
    is_since,
    main_date,
    put_off,
    today,
)
from diplograph.extraction.frames.encounters.visitors import is_bare_between
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.attachment import is_another
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import is_called_off, is_left_open, status_of
from diplograph.extraction.source import beginning
from diplograph.knowledge import Entry, Hit
from diplograph.language import DateMention
from diplograph.language.patterns import pattern
from diplograph.model import EntityType, Status

_ONE_BY_ONE = frozenset({"each", "granted"})
_INDEFINITE = pattern(r"{edge}(?:pas {of}|(?!pas ){none})$")
_AGAIN = pattern(r"{edge}{definite}{word}?$")
_THERE = pattern(r"{edge}y {word}{0,2}$")
_AIM = pattern(r"{edge}{for}{det}?{word}?$")
_THEN = pattern(r"{edge}(?:{then}|avant |ainsi qu(?:e |'))")
_WITH = OF | {"entre", "avec"}
_SEEN_REACH = 60
_JUST_REACH = 24
_AFTERWORD = 30  # characters of " au téléphone" behind a verb
_AGENT_REACH = 60  # characters of " longuement lundi à Riga " between a participle and "par"
_TURNS = 30
_ABOVE = frozenset({"receives", "hails", "received", "granted", "hosted"})


def find_meetings(sentence: Sentence) -> Iterator[Draft]:
    """Meetings that one sentence states, and what it adds to the one told last."""
    hits = sentence.words("meetings")
    nouns = {hit.start for hit in hits if hit.payload["form"] in TALK_NOUNS}
    for hit in hits:
        if _INDEFINITE.search(sentence.folded(hit.start - 10, hit.start)):
            continue
        if _is_participle(sentence, hit) and not (
            sentence.opens(hit.start) or _is_received_by(sentence, hit)
        ):
            continue  # alone it tells a meeting where it opens the sentence: "Reçu lundi à Riga par A, B a …"
        if hit.payload["form"] == "direct" and hit.start in nouns and not _is_verb(sentence, hit):
            continue
        items = met(sentence, hit)
        items = [*items, *(companions(sentence, hit, items) if len(items) > 1 else ())]
        if lacks_object(sentence, hit, items):
            continue
        people = _of_persons(items) or any(i.is_plural for i in items) or _took_place(sentence, hit, items)
        keys = sentence.actors(items)
        if hit.payload["form"] in RECEIVING and is_state([i for i in items if i.end <= hit.start]):
            continue  # "la Norvège recevra A" tells a visit
        if len(keys) < (3 if hit.payload["form"] == "several" else 2) or not people:
            if hit.payload["form"] in TALK_NOUNS:
                yield from _told_again(sentence, hit)
            continue
        for some in _each(sentence, hit, items):
            draft = _draft(sentence, hit, sentence.actors(some), some)
            if _is_told(sentence, hit, some, draft):
                yield from put_off(sentence, draft, hit.start, hit.end)


def _is_verb(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a lone word that may be a noun is a verb: "A rencontre aujourd'hui B", not "la rencontre"."""
    token = sentence.source.token_starting(hit.start)
    if token is None or token.pos_ not in {"VERB", "AUX"}:
        return False
    previous = sentence.source.analysed.doc[token.i - 1] if token.i else token
    return previous.pos_ not in {"DET", "ADJ", "NUM"}


def _is_participle(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether words of a reception are its participle alone."""
    return hit.payload["form"] == "received" and " " not in sentence.folded(hit.start, hit.end)


def _is_received_by(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a participle qualifies a person and its agent is told: "B, reçu lundi à Riga par A"."""
    until = min(sentence.clause_end(hit.end), hit.end + _AGENT_REACH)
    by = agents(sentence, hit.end, until, kinds=PERSONS)
    return bool(by) and are_persons(sentence.antecedent(hit.start))


def _each(sentence: Sentence, hit: Hit[Entry], items: list[Item]) -> Iterator[list[Item]]:
    """Who met: all together, or with "entretiens bilatéraux" the first with each of the others."""
    after = [i for i in items if i.start >= hit.end]
    parts = _one_after_another(sentence, after)
    others = [i for i in items if i not in after]
    turns = sentence.source.cues("meetings", hit.end - _TURNS, sentence.clause_end(hit.end), "turns")
    if (hit.payload["form"] in _ONE_BY_ONE or (turns and len(after) > 1)) and len(items) > 2:
        yield from ([items[0], other] for other in items[1:])
    elif len(parts) > 1 and (others or hit.payload["form"] not in TALK_NOUNS):
        yield from ([*others, *part] for part in parts)
    else:
        yield items


def _one_after_another(sentence: Sentence, items: Sequence[Item]) -> list[list[Item]]:
    """Those met in turn: "avec A, puis avec B", "reçu par A ainsi que par B"; all at once in one part."""
    parts: list[list[Item]] = []
    if not all(item.type is EntityType.PERSON for item in items):
        return [list(items)]  # "A ainsi que les dirigeants d'Alta"
    for item in items:
        if not parts or _THEN.search(sentence.folded(parts[-1][-1].end, item.start)):
            parts.append([])
        parts[-1].append(item)
    return parts


def _of_persons(items: Sequence[Item]) -> bool:
    return are_persons(items) or any(item.kind == "office" for item in items)


def _took_place(sentence: Sentence, hit: Hit[Entry], items: Sequence[Item]) -> bool:
    """Whether talks are said to have been held: "une réunion entre A et B s'est tenue à Riga"."""
    if hit.payload["form"] not in TALK_NOUNS:
        return False
    start = max([hit.end, *(i.end for i in items)])
    happenings = sentence.source.cues("happenings", start, sentence.clause_end(start))
    return bool(happenings) and not sentence.has_finite_verb(start, happenings[0].start)


def _is_told(sentence: Sentence, hit: Hit[Entry], items: Sequence[Item], draft: Draft) -> bool:
    """Whether words tell one meeting: "se sont vus", and talks that states hold, only with when or where."""
    if (draft.get("start") or draft.get("place")) and hit.payload["form"] != "personal":
        return True
    behind = any(item.start >= hit.end and sentence.preposition(item) in _WITH for item in items)
    if hit.payload["form"] == "each" and not _of_persons(items):
        return False  # "les rencontres bilatérales entre responsables des deux pays"
    if hit.payload["form"] == "personal":
        return are_persons(items)
    if hit.payload["form"] == "seen":
        return behind or _is_placed(sentence, hit.end)
    if not _of_persons(items) and not any(item.is_plural for item in items):
        return False  # "des réunions entre A et B ont lieu chaque année"
    return _of_persons(items) or hit.payload["form"] not in TALK_NOUNS or behind


def _is_placed(sentence: Sentence, offset: int) -> bool:
    """Whether a seat of power or talks follow: "se sont retrouvés au Kremlin", "… pour un déjeuner"."""
    until = min(sentence.clause_end(offset), offset + _SEEN_REACH)
    metonyms = sentence.source.knowledge.gazetteer.metonyms
    named = beginning(sentence.source.scan.names, offset, until)
    at_seat = any(sentence.source.text[hit.start : hit.end] in metonyms for hit in named)
    return at_seat or bool(sentence.source.cues("meetings", offset, until, *TALK_NOUNS))


def _is_just_over(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a speaker comes from talks: "je sors d'un entretien avec A", "je viens de rencontrer A"."""
    cues = sentence.source.cues("circumstances", hit.start - _JUST_REACH, hit.start, "just")
    return (
        bool(cues and sentence.discourse.speaker) and sentence.folded(cues[-1].end, hit.start).count(" ") < 3
    )


def _told_again(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "La rencontre s'est tenue à Riga le 3 mars": when and where the talks told last took place."""
    if not _AGAIN.search(sentence.folded(max(sentence.start, hit.start - 24), hit.start)):
        return
    until = sentence.clause_end(hit.end)
    if is_called_off(sentence, hit.end):
        yield Draft(
            "Meeting",
            {"participant": ()},
            hit.start,
            until,
            hit.payload.rule,
            status=Status.DENIED,
            anaphoric=True,
            confidence=0.7,
        )
        return
    happening = next(
        (h for h in sentence.words("happenings") if hit.end <= h.start < min(until, hit.end + 60)), None
    )
    if happening is None or sentence.has_finite_verb(hit.end, happening.start):
        return
    places = tuple(k for i in sentence.own_places(happening.end, until) for k in i.keys)
    date = sentence.date_said_of(hit.end) or sentence.date(happening.end, start=hit.end, end=until)
    if places or (date is not None and date.period.start):
        yield Draft(
            "Meeting",
            {
                "participant": (),
                "place": places,
                "start": span_of(date)["start"],
            },
            hit.start,
            until,
            hit.payload.rule,
            status=status_of(sentence, hit.start, happening.end),
            anaphoric=True,
            confidence=0.7,
        )


def _receivers(sentence: Sentence, hit: Hit[Entry], items: Sequence[Item]) -> tuple[str, ...]:
    """Who received the others: the subject of "recevoir", the agent of "être reçu"."""
    form = hit.payload["form"]
    if form == "received":
        return sentence.actors(i for i in items if i.start >= hit.end)
    return sentence.actors(i for i in items if i.end <= hit.start) if form in _ABOVE else ()


def _is_purpose_of_future(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether those who will go somewhere go there to meet: "sera à Riga pour rencontrer A"."""
    return _AIM.search(sentence.folded(hit.start - 24, hit.start)) is not None and any(
        "Fut" in token.morph.get("Tense", [])
        for token in sentence.source.tokens(sentence.clause_start(hit.start), hit.start)
    )


def _status(sentence: Sentence, hit: Hit[Entry], items: Sequence[Item], default: Status) -> Status:
    """Status by the noun or verb, or by what follows those who meet: "un entretien de A et B est prévu"."""
    if by_gerund(sentence, hit):
        return default
    near = status_of(sentence, hit.start, hit.end, default=default)
    if is_called_off(sentence, max([hit.end, *(i.end for i in items)])):
        return Status.DENIED
    if is_left_open(sentence, max([hit.end, *(i.end for i in items)])):
        return Status.POSSIBLE
    end = max([hit.end, *(i.end for i in items)])
    if near is Status.ACTUAL and hit.payload["form"] in TALK_NOUNS and is_to_come(sentence, hit.start):
        return Status.PLANNED
    if near is not default or hit.payload["form"] not in TALK_NOUNS or end == hit.end:
        return near
    between = sentence.has_finite_verb(hit.end, end)
    return near if between else status_of(sentence, hit.start, end, default=default)


def _inside(sentence: Sentence, start: int, items: Sequence[Item]) -> DateMention | None:
    """The date among those who meet: "les entretiens que A a eus, lundi à Riga, avec B"."""
    end = max((i.start for i in items), default=start)
    return next((d for d in sentence.dates if start <= d.span.start and d.span.end <= end), None)


def _matter(sentence: Sentence, start: int, end: int) -> int:
    """Where what is talked about begins: "ont abordé, jeudi à Riga, | la participation au forum en mai"."""
    for begin in (*(d.span.start for d in sentence.dates), *(i.start for i in sentence.items)):
        if start <= begin < end and not is_bare_between(sentence, start, begin):
            end = begin
    return end


def _draft(sentence: Sentence, hit: Hit[Entry], keys: tuple[str, ...], items: list[Item]) -> Draft:
    until = sentence.action_end(max([hit.end, *(i.end for i in items)]), sentence.clause_end(hit.end))
    if hit.payload["form"] == "jointly":
        until = _matter(sentence, hit.end, until)
    visits = [h.start for h in sentence.source.cues("visits", hit.end, until, "noun", "coming")]
    date = sentence.date_inside(hit) or sentence.date(
        hit.end, start=sentence.clause_start(hit.start), end=min([until, *visits])
    )
    if date is not None and date.span.end <= hit.start and is_of_saying(sentence, date):
        date = None  # "a annoncé mardi un entretien avec A"
    roles: dict[str, tuple[str, ...]] = {
        "participant": keys,
        "place": tuple(k for i in places_of_talks(sentence, hit, until) for k in i.keys),
    }
    if hit.payload["form"] in TALK_NOUNS:
        said = sentence.date_said_of(hit.end) or sentence.date_said_of(
            max([hit.end, *(i.end for i in items)])
        )
        date = said or date or _inside(sentence, hit.end, items)
    if date is not None and date.period.start and not is_since(sentence, date):
        roles["start"] = (date.period.start,)
    elif _is_just_over(sentence, hit):
        roles["start"] = today(sentence)
    elif date is None:
        roles["start"] = main_date(sentence, hit)
    default = Status(hit.payload["status"] or Status.ACTUAL)
    if not hit.payload["status"] and _is_purpose_of_future(sentence, hit):
        default = Status.PLANNED
    return Draft(
        "Meeting",
        roles,
        min([hit.start, *(i.start for i in items)]),
        max([hit.end, *(i.end for i in items)]),
        hit.payload.rule,
        status=_status(sentence, hit, items, default),
        confidence=0.7 if hit.payload["form"] in TALK_NOUNS else 0.8,
        renewed=is_another(sentence, hit.start, hit.end),
        receivers=_receivers(sentence, hit, items),
        is_news=is_news(sentence, hit),
        remote=bool(sentence.source.cues("word_classes", hit.start, hit.end + _AFTERWORD, "remote")),
        there=_THERE.search(sentence.folded(max(sentence.start, hit.start - 30), hit.start)) is not None,
    )
