"""Works entrusted to someone, which is a contract without its name: "A a confié à B la construction de …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.agreements.signatories import led_group
from diplograph.extraction.frames.common.parties import (
    TO,
    as_principals,
    governed,
    governor,
    is_agent,
    keys_of,
)
from diplograph.extraction.frames.common.sums import sum_between
from diplograph.extraction.frames.contracts.trade_sides import (
    EQUIPMENT,
    deal,
    deal_date,
    deal_status,
    told_deals,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.attachment import day_of
from diplograph.extraction.sentences.lists import codes, sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType, Status

_WORKERS = frozenset({EntityType.COMPANY, EntityType.INSTITUTION})
_STATES = frozenset({EntityType.COUNTRY, EntityType.PUBLIC_BODY})
_OF_STATES = (*EQUIPMENT, "energy.nuclear")  # what one state has another supply
_CLIENTS = frozenset(
    {
        EntityType.COUNTRY,
        EntityType.COMPANY,
        EntityType.PUBLIC_BODY,
        EntityType.INSTITUTION,
        EntityType.CITY,
        EntityType.INTERNATIONAL_ORGANIZATION,
    }
)
_BUILT = ("construction",)
_FORMS = frozenset({"entrusts", "entrusted", "chosen", "chooses", "assigned"})
_FOR = members("for")  # "s'est vu confier la construction de douze rames pour A"
_OF_IT = pattern(r" {of}{det}?{word}?")
_OPENING = 4  # characters before a word that opens its sentence: a dash, quotation marks
_TASK_REACH = 90
_OBJECT_REACH = 40
_SUM_REACH = 130


def find_awards(sentence: Sentence) -> Iterator[Draft]:
    """Contracts that a sentence tells by their work: what one side has the other do.

    The client may be left out ("Suez s'est vu confier l'exploitation de …"), who does the work may not.
    """
    for hit, until in told_deals(sentence, _FORMS):
        task = _task(sentence, hit, until) or (
            _task_before(sentence, hit) if hit.payload["form"] == "assigned" else None
        )
        if task is None:
            continue
        if hit.payload["form"] == "assigned":  # "la construction du pont a été confiée à Alta par la ville"
            clients = _agents(sentence, hit, until)
            workers = _recipients(sentence, hit, until) or _recipient_before(sentence, hit)
        elif hit.payload["form"] in {"entrusts", "chooses"}:
            clients = [i for i in sentence.subject(hit.start, kinds=_CLIENTS) if i.end <= hit.start]
            chooses = hit.payload["form"] == "chooses"  # "a retenu Alta pour la fourniture de …"
            workers = _chosen(sentence, hit, task) if chooses else _recipients(sentence, hit, until)
        else:
            clients = _agents(sentence, hit, until)
            clients = clients or governed(sentence, task.end, until, by=_FOR, kinds=_CLIENTS)
            workers = [i for i in sentence.subject(hit.start, kinds=_WORKERS) if i.end <= hit.start]
            if not workers and _opens(sentence, hit):  # "Mandatée par A, la société B …"
                last = max([hit.end, *(i.end for i in clients)])
                workers = [i for i in sentence.after(last, kinds=_WORKERS)[:1] if not sentence.preposition(i)]
        if workers and (
            all(i.type in _WORKERS for i in workers) or _is_between_states(sentence, task, until, clients)
        ):
            yield _draft(sentence, hit, workers, clients, task, until)


def _opens(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a participle opens its sentence, maybe behind a fronted phrase: "Par ailleurs, mandatée"."""
    if hit.start - sentence.start <= _OPENING:
        return True
    fronted = sentence.folded(hit.start - 2, hit.start) == ", "
    return fronted and not sentence.has_finite_verb(sentence.start, hit.start)


def _task(sentence: Sentence, hit: Hit[Entry], until: int) -> Hit[Entry] | None:
    """The work that is entrusted; None where an agreement is, which tells it by itself."""
    words = [word for word in sentence.words("orders") if word.payload["form"] == "task"]
    if hit.payload["form"] in {"entrusts", "entrusted"}:  # "a attribué à Alta la ligne 4 du métro"
        words += [word for word in sentence.words("projects") if word.payload["form"] == "works"]
    for word in sorted(words, key=lambda w: w.start):
        if hit.end <= word.start < min(until, hit.end + _TASK_REACH):
            if sentence.source.cues("agreements", hit.start, word.start):
                return None
            opens = _opens(sentence, hit)
            offers = sentence.source.cues("orders", hit.end, word.start, "offered")  # "offre" reads as a verb
            if sentence.has_finite_verb(max([hit.end, *(o.end for o in offers)]), word.start) and not opens:
                return None
            return word
    return None


def _task_before(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The work that is the subject: "l'étude a été confiée"."""
    low = max(sentence.clause_start(hit.start), hit.start - _TASK_REACH)
    works = [h for h in sentence.words("projects") if h.payload["form"] == "works"]
    tasks = [h for h in sentence.words("orders") if h.payload["form"] == "task"]
    for word in sorted([*works, *tasks], key=lambda h: -h.start):
        if low <= word.start and word.end <= hit.start:
            told = sentence.source.cues("agreements", low, hit.start) or sentence.has_finite_verb(
                word.end, hit.start
            )
            return None if told else _whole_task(sentence, word, tasks)
    return None


def _whole_task(sentence: Sentence, word: Hit[Entry], tasks: Sequence[Hit[Entry]]) -> Hit[Entry]:
    """The work of which a thing is only the object: "la construction | du terminal"."""
    for task in tasks:
        if task.end <= word.start and _OF_IT.fullmatch(sentence.folded(task.end, word.start)):
            return task
    return word


def _recipient_before(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom an inverted sentence names first: "C'est à Alta qu'a été confiée l'étude"."""
    for item in sentence.before(hit.start, kinds=_WORKERS)[-1:]:
        if governor(sentence, item) in TO:
            return [item]
    return []


def _recipients(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Who is entrusted: what "à" governs, before or behind the work."""
    return governed(sentence, hit.end, until, by=TO, kinds=_WORKERS) or led_group(sentence, hit.end, until)


def _chosen(sentence: Sentence, hit: Hit[Entry], task: Hit[Entry]) -> list[Item]:
    """Whom a verb has as its object, or whose offer: "a retenu A", "a retenu l'offre du norvégien A"."""
    until = min(task.start, hit.end + _OBJECT_REACH)
    offers = sentence.source.cues("orders", hit.end, until, "offered")
    if offers:
        near = sentence.after(offers[0].end, kinds=_WORKERS, until=task.start)[:1]
        return [i for item in near for i in sentence.group_from(item)]
    chosen = governed(sentence, hit.end, hit.end + _OBJECT_REACH, by={""}, kinds=_WORKERS)
    return chosen or governed(sentence, hit.end, until, by={""}, kinds={EntityType.COUNTRY})


def _is_between_states(sentence: Sentence, task: Hit[Entry], until: int, clients: Sequence[Item]) -> bool:
    """Whether one state has another supply arms or the like; elsewhere a country chosen is a place."""
    sectors = _sectors(sentence, task, until)
    arms = bool(sectors) and sectors[0].startswith(_OF_STATES)
    return arms and bool(clients) and all(i.type in _STATES for i in clients)


def _agents(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    for item in sentence.after(hit.end, kinds=_CLIENTS, until=min(until, hit.end + _SUM_REACH)):
        if is_agent(sentence, item):
            return sentence.group_from(item)
    return []


def _draft(
    sentence: Sentence,
    hit: Hit[Entry],
    workers: list[Item],
    clients: list[Item],
    task: Hit[Entry],
    until: int,
) -> Draft:
    date = deal_date(sentence, hit, until)
    status = (
        Status(hit.payload["status"] or Status.ACTUAL)
        if _opens(sentence, hit)
        else deal_status(sentence, hit)
    )
    if status is Status.ACTUAL and sentence.source.cues("orders", hit.end, task.start, "offered"):
        status = Status.PLANNED  # an offer retained is still to be signed
    return deal(
        hit,
        [*workers, *clients],
        end=task.end,
        parties=as_principals(sentence, keys_of([*workers, *clients])),
        sectors=_sectors(sentence, task, until),
        amount=sum_between(sentence, task.end, until) or sum_between(sentence, hit.end, task.start),
        status=status,
        start=day_of(date),
        confidence=0.75,
    )


def _sectors(sentence: Sentence, task: Hit[Entry], until: int) -> tuple[str, ...]:
    """What the work is about; where only that it is built, what the thing built is for: "deux réacteurs"."""
    told = codes(sectors_after(sentence, task.start, stops=[until]))
    if told and told != _BUILT:
        return told
    limit = min(until, task.end + _OBJECT_REACH)
    works = [w for w in sentence.source.cues("projects", task.end, limit, "works") if w.payload.get("sector")]
    return (works[0].payload["sector"],) if works else told
