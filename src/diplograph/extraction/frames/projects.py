"""Projects: works, programmes and initiatives with an identity, and institutions still to be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.parties import (
    BUILDERS,
    as_principals,
    chained,
    governor,
    keys_of,
    same_country,
    whole_subject,
)
from diplograph.extraction.frames.sums import sum_between
from diplograph.extraction.frames.works import GENERIC, proper_name
from diplograph.extraction.names import RUN
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, PLACES, EntityType, Status, Value

_START_REACH = 40
_OBJECT_REACH = 80
_QUOTED = re.compile(r"(?: [\w'-]+){0,2} ?[«\"“]\s?([^«»\"“”]{3,100}?)\s?[»\"”]")
_KIND = re.compile(r" [a-zé-]+ (?=[A-ZÉ])")
_OF = re.compile(r" (?:de |d'|d’|du )")
_SITES = re.compile(
    r" (?:de |d'|d’|du )([A-ZÉÈ][\w-]+(?: (?:[A-ZÉÈ][\w-]+|\d{1,2}))*)(?: \([^()]{1,30}\))?(?:,| et)"
    r" (?:de |d'|d’|du )([A-ZÉÈ][\w-]+(?: (?:[A-ZÉÈ][\w-]+|\d{1,2}))*)"
)
_PLURAL_GENERIC = re.compile(r"(?:^|[\s(])(?:des|de|d'|les|ces|aux|nos|leurs|plusieurs|divers|differents) ?$")
_SINGULAR = re.compile(
    r"(?:^|[\s(])(?:le|la|l'|un|une|du|de la|de l'|d'un|d'une|au|a la|ce|cette|cet|sa|son|"
    r"deux|trois|quatre|premier|premiere|de) ?(?:[\w-]+ )?$"
)
POWER = frozenset({"W", "kW", "MW", "GW", "TW"})
_INSIDE = re.compile(r" dans (?:le|la|l'|un|une) ?$")
_BESIDE = re.compile(r" ?(?:de |du |des |d')?(?:[\w-]+ ){0,3}")
_SITED_BY = frozenset({EntityType.CITY, EntityType.REGION})
_OPENING_REACH = 60
_MOST_AT_ONCE = 5


def find_projects(sentence: Sentence) -> Iterator[Draft]:
    """Projects that one sentence names."""
    hits = sentence.words("projects")
    taken = sentence.start
    for hit in hits:
        if hit.start < taken or _is_quantity(sentence, hit):
            continue
        form = hit.payload["form"]
        started = _starter(sentence, hit)
        several = _several(sentence, hit)
        if several:
            for start, end, name in several:
                yield _draft(sentence, hit, start, end, name, started)
            taken = max(taken, several[-1][1])
            continue
        if form == "named":
            found = _titled(sentence, hit)
        elif form in {"works", "sized"}:
            found = _works(sentence, hit, started)
        else:
            found = _opened(sentence, hit, started)
        if found is None:
            continue
        start, end, name = found
        taken = max(taken, end)
        yield _draft(sentence, hit, start, end, name, started)


def _several(sentence: Sentence, hit: Hit[Entry]) -> list[tuple[int, int, str]]:
    """ "les centrales solaires d'A (1 GW) et de B" are two projects, each with its own place."""
    source = sentence.source
    match = _SITES.match(source.text, hit.end, sentence.end)
    if match is None or hit.payload["form"] != "works" or not _is_plural(sentence, hit):
        return []
    head = " ".join(word.removesuffix("s") for word in source.quote(hit.start, hit.end).split())
    particle = "d'" if source.text[hit.end + 1 : hit.end + 3] in {"d'", "d’"} else "de "
    names = [
        f"{head} {'d’' if name[0] in 'AEIOUÉÈH' and particle != 'de ' else 'de '}{name}"
        for name in match.groups()
    ]
    return [(hit.start, match.end(1), names[0]), (match.start(2), match.end(2), names[1])]


def _is_plural(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return sentence.folded(hit.start, hit.end).split()[0].endswith(("s", "x"))


def _is_quantity(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """ "un parc de 120 avions" apart, works counted by the dozen are no project: "cent trente centrales"."""
    return any(
        a.span.start <= hit.start < a.span.end and a.amount.value > _MOST_AT_ONCE for a in sentence.amounts
    )


def _starter(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The word that brings the works about ("construction de", "ouverture prochaine d'"), near before."""
    found = [s for s in sentence.words("project_starts") if s.end <= hit.start and _brings(sentence, s, hit)]
    return found[-1] if found else None


def _brings(sentence: Sentence, start: Hit[Entry], hit: Hit[Entry]) -> bool:
    between = sentence.folded(start.end, hit.start)
    if re.search(r"[;:.]", between):
        return False
    token = sentence.source.token_starting(start.start)
    if token is not None and token.pos_ in {
        "VERB",
        "AUX",
    }:  # "ont inauguré hier, dans la région de X, l'usine"
        return (
            len(between) <= _OBJECT_REACH
            and between.count(",") in {0, 2}
            and not sentence.has_finite_verb(start.end, hit.start)
        )
    return len(between) <= _START_REACH and "," not in between


def _titled(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """A programme with a title: « quoted », or capitalised right after the noun."""
    text = sentence.source.text
    quoted = _QUOTED.match(text, hit.end, sentence.end)
    if quoted:
        return hit.start, quoted.end(), sentence.source.quote(quoted.start(1), quoted.end(1))
    link = _OF.match(text, hit.end, sentence.end)
    kind = _KIND.match(text, hit.end, sentence.end)
    if kind and all(
        t.pos_ in {"ADJ", "NOUN", "VERB"} for t in sentence.source.tokens(hit.end + 1, kind.end() - 1)
    ):
        link = kind
    position = link.end() if link else hit.end + 1
    run = RUN.match(text, position, sentence.end)
    if run and sentence.source.cues("civilities", run.start(), run.end() + 1):
        return None  # "les projets de M. Durand", "les initiatives de Sa Majesté"
    if run and text[hit.end] == " ":
        item = next((i for i in sentence.items if i.start <= run.start() < i.end), None)
        if item is None or (
            link
            and link is not kind
            and item.type in _SITED_BY
            and sentence.source.knowledge.entity(item.keys[0]) is None
        ):
            return hit.start, run.end(), sentence.source.quote(hit.start, run.end())
    return None


def _works(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    before = sentence.folded(hit.start - 22, hit.start)
    if started is None and _INSIDE.search(before):
        return None
    if not _SINGULAR.search(before) or (_PLURAL_GENERIC.search(before) and started is None):
        return None
    end = _name_end(sentence, hit)
    if hit.payload["form"] == "sized" and not _is_sized(sentence, hit):
        return None
    specific = end > hit.end or _is_sized(sentence, hit)
    if not specific and started is None:
        return None
    return hit.start, max(end, hit.end), sentence.source.quote(hit.start, max(end, hit.end))


def _is_sized(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether its power comes next: "un parc de 300 MW"."""
    return any(a.amount.unit in POWER and 0 < a.span.start - hit.end <= 30 for a in sentence.amounts)


def _opened(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    """An institution still to be opened is a project; one that exists is not."""
    if started is None or sentence.source.text[hit.start].isupper():
        return None
    end = _name_end(sentence, hit)
    if end <= hit.end:
        return None
    begins = started.start if started.payload["form"] == "named" else hit.start
    end = max([end, *(i.end for i in sentence.places(end, end + 30))])
    return begins, end, sentence.source.quote(begins, end)


def _name_end(sentence: Sentence, hit: Hit[Entry]) -> int:
    """The works' name: the noun with its adjectives, its size and its place name, not the whole clause."""
    stops = [i.start for i in sentence.items if i.type is EntityType.PERSON]
    end = phrase_end(
        sentence.source, hit.start, min(sentence.end, hit.start + 80), coordinated=False, stops=stops
    )
    locative = [
        p.start()
        for p in re.finditer(
            r" (?:au|aux|en|dans|pour|par|avec|sur|d'une?|depuis|pendant|apres|avant) ",
            sentence.folded(hit.end, end),
        )
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
    if own and not any(
        code.startswith(own) or (own in GENERIC and code.startswith("energy.")) for code in sectors
    ):
        sectors = [own, *sectors]
    sectors = [c for c in sectors if not any(other.startswith(f"{c}.") for other in sectors)]
    roles: dict[str, tuple[Value, ...]] = {
        "participant": _participants(sentence, start, end, started),
        "place": keys_of([*inside, *around]),
        "sector": tuple(dict.fromkeys(sectors)),
        "amount": sum_between(sentence, end, until)
        or (sum_between(sentence, started.end, start) if started else ()),
        "start": _opening(sentence, end),
    }
    default = Status(started.payload["status"] or Status.ACTUAL) if started else Status.ACTUAL
    proper = proper_name(name)
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


def _opening(sentence: Sentence, end: int) -> tuple[str, ...]:
    """The date of entry into service said right after: "…, dont la mise en service est prévue en 2026"."""
    said = sentence.source.cues("openings", end, min(sentence.end, end + _OPENING_REACH))[:1]
    dates = [d for d in sentence.dates if said and said[0].end <= d.span.start < said[0].end + 24]
    return (dates[0].period.start,) if dates and dates[0].period.start else ()


def _participants(sentence: Sentence, start: int, end: int, started: Hit[Entry] | None) -> tuple[str, ...]:
    """Who builds, funds or takes part: by an adjective, an agent, the subject and "avec", or the owner."""
    found: list[Item] = []
    adjectives = [
        i for i in sentence.items if i.kind == "adjective" and start <= i.start < end and i.is_plural
    ]
    if adjectives:
        return keys_of(adjectives)
    clause = sentence.clause_end(end)
    firms = sentence.after(end, kinds=BUILDERS, until=min(clause, end + 80))
    agent = next((i for i in firms if governor(sentence, i) == "par"), None)
    if agent is not None and not sentence.has_finite_verb(end, agent.start):
        found += chained(sentence, agent, firms)
    elif started is not None:
        subject = whole_subject(sentence, started.start, kinds=BUILDERS)
        found += [i for i in subject if i.start < start and not _is_beneficiary(sentence, i)]
    near = [
        i
        for i in sentence.after(sentence.start, kinds=BUILDERS, until=min(clause, end + 60))
        if i not in found
    ]
    for partner in near:
        with_verb = started is not None and started.start <= partner.start < start
        beside = any(
            _BESIDE.fullmatch(sentence.folded(cue.end, partner.start))
            for cue in sentence.source.cues("companions", partner.start - 40, partner.start, "with")
        )
        if (beside or governor(sentence, partner) == "avec") and (with_verb or end <= partner.start):
            found += [i for i in chained(sentence, partner, near) if i not in found]
            break
    if not found and "«" not in sentence.source.text[start:end]:
        owners = [i for i in sentence.genitive(end, kinds=ACTORS) if i.type is EntityType.COMPANY]
        inside = [
            i
            for i in sentence.items
            if start < i.start < end and i.kind == "name" and i.type is EntityType.COMPANY
        ]
        found = owners or inside
    return as_principals(sentence, tuple(dict.fromkeys(k for i in found for k in same_country(sentence, i))))


def _is_beneficiary(sentence: Sentence, item: Item) -> bool:
    return governor(sentence, item) in {"pour", "chez", "dans", "en"}


def _forms(name: str, found: str) -> tuple[str, ...]:
    shorter = re.sub(r" de \d[\d ,.]* ?\w+$|,? (?:à|au|en) [A-ZÉ].*$", "", name)
    return tuple(form for form in dict.fromkeys((found, shorter)) if form != name and len(form) > 3)
