"""Projects: works, programmes and initiatives with an identity, and institutions still to be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.parties import as_principals, keys_of
from diplograph.extraction.names import RUN
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, PLACES, Amount, EntityType, Status

_START_REACH = 40
_QUOTED = re.compile(r"(?: [\w'-]+){0,2} ?«\s?([^»]{3,100}?)\s?»")
_PLURAL_GENERIC = re.compile(r"(?:^|[\s(])(?:des|de|d'|les|ces|aux|nos|leurs|plusieurs|divers|differents) ?$")
_SINGULAR = re.compile(r"(?:^|[\s(])(?:le|la|l'|un|une|du|de la|de l'|d'un|d'une|au|a la|ce|cette|cet|sa|son|deux|trois|quatre|premier|premiere|de) ?(?:[\w-]+ )?$")
_BUILDERS = frozenset({EntityType.COMPANY, EntityType.COUNTRY, EntityType.PUBLIC_BODY})
_AMOUNT_REACH = 120


def find_projects(sentence: Sentence) -> Iterator[Draft]:
    """Projects that one sentence names."""
    hits = sentence.words("projects")
    taken = sentence.start
    for hit in hits:
        if hit.start < taken:
            continue
        form = hit.payload["form"]
        started = _starter(sentence, hit)
        if form == "named":
            found = _titled(sentence, hit)
        elif form == "works":
            found = _works(sentence, hit, started)
        else:
            found = _opened(sentence, hit, started)
        if found is None:
            continue
        start, end, name = found
        taken = max(taken, end)
        yield _draft(sentence, hit, start, end, name, started)


def _starter(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The word that brings the works about ("construction de", "ouverture prochaine d'"), near before."""
    found = [
        s
        for s in sentence.words("project_starts")
        if s.end <= hit.start and hit.start - s.end <= _START_REACH
        and not re.search(r"[,;:.]", sentence.folded(s.end, hit.start))
    ]
    return found[-1] if found else None


def _titled(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """A programme with a title: « quoted », or capitalised right after the noun."""
    text = sentence.source.text
    quoted = _QUOTED.match(text, hit.end, sentence.end)
    if quoted:
        return hit.start, quoted.end(), sentence.source.quote(quoted.start(1), quoted.end(1))
    run = RUN.match(text, hit.end + 1, sentence.end)
    if run and text[hit.end] == " " and not any(i.start <= run.start() < i.end for i in sentence.items):
        return hit.start, run.end(), sentence.source.quote(hit.start, run.end())
    return None


def _works(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    before = sentence.folded(hit.start - 22, hit.start)
    if not _SINGULAR.search(before) or _PLURAL_GENERIC.search(before) and started is None:
        return None
    end = _name_end(sentence, hit)
    specific = end > hit.end
    if not specific and started is None:
        return None
    return hit.start, max(end, hit.end), sentence.source.quote(hit.start, max(end, hit.end))


def _opened(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    """An institution still to be opened is a project; one that exists is not."""
    if started is None or sentence.source.text[hit.start].isupper():
        return None
    end = _name_end(sentence, hit)
    if end <= hit.end:
        return None
    begins = started.start if started.payload.pattern.startswith("projet") else hit.start
    end = max([end, *(i.end for i in sentence.places(end, end + 30))])
    return begins, end, sentence.source.quote(begins, end)


def _name_end(sentence: Sentence, hit: Hit[Entry]) -> int:
    """The works' name: the noun with its adjectives, its size and its place name, not the whole clause."""
    stops = [i.start for i in sentence.items if i.type is EntityType.PERSON]
    end = phrase_end(sentence.source, hit.start, min(sentence.end, hit.start + 80), coordinated=False, stops=stops)
    locative = [
        p.start() for p in re.finditer(r" (?:au|aux|en|dans|pour|par|avec|sur) ", sentence.folded(hit.end, end))
    ]
    return hit.end + locative[0] if locative else end


def _draft(
    sentence: Sentence, hit: Hit[Entry], start: int, end: int, name: str, started: Hit[Entry] | None
) -> Draft:
    until = min(sentence.clause_end(end), end + 90)
    inside = [i for i in sentence.items if start <= i.start < end and i.kind == "name" and i.type in PLACES]
    around = sentence.places(max(sentence.start, start - 40), until)
    sectors = [h.payload.code for h in sentence.sectors if start <= h.start < end]
    own = hit.payload["sector"]
    if own and not any(code.startswith(own) for code in sectors):
        sectors = [own, *sectors]
    roles = {
        "participant": _participants(sentence, start, end, started),
        "place": keys_of([*inside, *around]),
        "sector": tuple(dict.fromkeys(sectors)),
        "amount": _amount(sentence, end, until),
    }
    default = Status(started.payload["status"] or Status.ACTUAL) if started else Status.ACTUAL
    return Draft(
        "Project",
        roles,
        min(start, started.start if started else start),
        end,
        hit.payload.rule,
        status=status_of(sentence, min(start, started.start if started else start), end, default=default),
        name=name,
        name_start=start,
        forms=_forms(name, sentence.source.quote(start, end)),
        confidence=0.65,
    )


def _participants(
    sentence: Sentence, start: int, end: int, started: Hit[Entry] | None
) -> tuple[str, ...]:
    adjectives = [i for i in sentence.items if i.kind == "adjective" and start <= i.start < end and i.is_plural]
    if adjectives:
        return keys_of(adjectives)
    agents = [
        i
        for i in sentence.after(end, kinds=_BUILDERS, until=min(sentence.end, end + 60))
        if sentence.preposition(i) == "par"
    ]
    if agents:
        return keys_of(list(sentence.group(agents[0])))
    if started is not None:
        builders = [i for i in sentence.subject(started.start, kinds=_BUILDERS) if i.type is EntityType.COMPANY]
        return as_principals(sentence, keys_of(builders))
    return keys_of([i for i in sentence.genitive(end, kinds=ACTORS) if i.type is EntityType.COMPANY])


def _amount(sentence: Sentence, start: int, until: int) -> tuple[Amount, ...]:
    for mention in sentence.amounts:
        currency = len(mention.amount.unit) == 3 and mention.amount.unit.isupper()
        if currency and start <= mention.span.start < min(until, start + _AMOUNT_REACH):
            return (mention.amount,)
    return ()


def _forms(name: str, found: str) -> tuple[str, ...]:
    shorter = re.sub(r" de \d[\d ,.]* ?\w+$|,? (?:à|au|en) [A-ZÉ].*$", "", name)
    return tuple(form for form in dict.fromkeys((found, shorter)) if form != name and len(form) > 3)
