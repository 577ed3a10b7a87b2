"""Who else is there: partners beside the subject, verbs left out, lists behind a colon, "nous"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.frames.common.appositions import meant
from diplograph.extraction.frames.common.parties import chained, firm_in_focus, governor
from diplograph.extraction.frames.common.voices import speaker
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import is_quoted
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_COMPANIES = frozenset({EntityType.COMPANY})
_PARTNER_REACH = 60
_FEW = 2
_THERE = re.compile(r"\by\b")
_DOES = pattern(r" (?!{has}|{is}|{modal}|{clitic}|{and}|{of}|{at}|{which})[a-z]+ (?:{det}|{of})")
_NEXT = 30  # characters of " du groupe chinois " before a partner
_FIRMS_REACH = 120
_LIST_REACH = 400
_WITH = pattern(r"(?: [\w-]+){0,2}? {with}{det}?{word}{0,3}")
# "A fabrique des moteurs, | B des ascenseurs": what follows a subject whose verb is the one before.
_OBJECT = pattern(r",? (?:{det}|{of}{the}?|{at})\w")
_LINK = pattern(r"(?:[,;] {and}?| {and}){det}?{word}?$")
MEMBER_END = pattern(r"[,;.:]| {and}")
_LISTED = pattern(r"(?:^|[:,] ?|\b(?:{and}|{also})){det}?(?:(?!{of}){word}){0,2}$")
_OUR = pattern(r"{edge}(?:notre|nos|mon|ma|mes) {word}{0,2}$")  # of whoever speaks, hence not all of them
_OUR_REACH = 36
_ARTICLE = 12  # characters of " le groupe "
_EXAMPLE_REACH = 18  # characters of ", parmi lesquelles"
_QUALIFIED = pattern(r" {word}{0,3}{at}{the}?")
_FIRST = re.compile(r"(?:nous|n'avons|venons|\w+ons|sommes|j'ai|ai|suis)\b")


def partners_beside(sentence: Sentence, hit: Hit[Entry], bodies: list[Item], until: int) -> list[Item]:
    """With whom one runs works: "exploite avec B la centrale", "exploité par A avec B et C"."""
    if not sentence.source.begins("word_classes", hit.start, "runs", "makes"):  # by several at once
        return []
    near = sentence.before(hit.start, kinds=_COMPANIES)[:1]
    aside = near and near[0] not in bodies and sentence.folded(near[0].end, hit.start) == ", "
    if aside and governor(sentence, near[0]) == "avec":  # "A, qui, avec B, font rouler le métro"
        return near
    last = max(hit.end, *(i.end for i in bodies)) if hit.payload["form"] in {"by", "made"} else hit.end
    for cue in sentence.source.cues("companions", last, min(until, last + _PARTNER_REACH), "with")[:1]:
        beside = sentence.after(cue.end, kinds=_COMPANIES, until=min(sentence.end, cue.end + _NEXT))
        if beside and not MEMBER_END.search(sentence.folded(cue.end, beside[0].start)):
            row = chained(sentence, beside[0], sentence.after(cue.end, kinds=_COMPANIES))
            return row if len(row) <= _FEW else []  # a whole consortium is listed for its shares
    firms = sentence.after(last, kinds=_COMPANIES, until=min(until, last + _PARTNER_REACH))
    for firm in firms:
        if _WITH.fullmatch(sentence.folded(last, firm.start)):
            return chained(sentence, firm, sentence.after(hit.end, kinds=_COMPANIES, until=until))
    return []


def elided(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Firms whose verb is left out, being the one before: "A fabrique des moteurs, B des ascenseurs"."""
    found: list[Item] = []
    position = hit.end
    for firm in sentence.after(hit.end, kinds=_COMPANIES):
        if firm.kind != "name" or sentence.has_finite_verb(position, firm.start):
            break
        if _is_there_too(sentence, hit, position, firm):
            found.append(firm)
            position = sentence.clause_end(firm.end)
            continue
        opened = _LINK.search(sentence.folded(position, firm.start))
        if not opened or governor(sentence, firm) or not _OBJECT.match(sentence.source.folded, firm.end):
            continue
        stop = MEMBER_END.search(sentence.source.folded, firm.end + 1, sentence.end)
        end = stop.start() if stop else sentence.end
        if sentence.has_finite_verb(firm.end, end):
            break
        found.append(firm)
        position = end
    return found


def _is_there_too(sentence: Sentence, hit: Hit[Entry], start: int, firm: Item) -> bool:
    """Whether a clause goes on with what is done there: "A y exploite un hôtel, | B analyse le minerai"."""
    if not _THERE.search(sentence.folded(hit.start - 3, hit.end)):
        return False
    joined = sentence.folded(start, firm.start).endswith((", ", " et "))
    return joined and _DOES.match(sentence.source.folded, firm.end, sentence.end) is not None


def listed_after(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Examples behind a colon: "Cent sociétés sont installées ici : A, dont …, mais aussi B, ou C, …"."""
    low = max(sentence.start, hit.start - _FIRMS_REACH)
    if not sentence.source.cues("companions", low, hit.start, "firms"):
        return []
    colon = sentence.source.folded.find(" : ", hit.end, min(sentence.end, hit.end + _FIRMS_REACH))
    if colon < 0:
        return _called(sentence, hit)
    firms = sentence.after(colon, kinds=_COMPANIES, until=min(sentence.end, colon + _LIST_REACH))
    if not firms or sentence.has_finite_verb(colon, firms[0].start):
        return []
    return [
        firm
        for firm in firms
        if firm.kind == "name"
        and not governor(sentence, firm)
        and _LISTED.search(sentence.folded(max(colon + 3, firm.start - 40), firm.start))
    ]


def _called(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Firms that "être" tells to be those meant: "les sociétés présentes au Kenya | sont A et B"."""
    for verb in sentence.source.cues("linking_verbs", hit.end, hit.end + _PARTNER_REACH, "copula")[:1]:
        firms = sentence.after(verb.end, kinds=_COMPANIES, until=verb.end + _ARTICLE)
        if firms and not sentence.has_finite_verb(hit.end, verb.start):
            return chained(sentence, firms[0], firms + sentence.after(firms[0].end, kinds=_COMPANIES))
    return []


def examples_there(sentence: Sentence) -> Iterator[tuple[Item, Item, Hit[Entry]]]:
    """Firms told as examples of those of a country: "trente sociétés françaises au Kenya, dont A et B"."""
    for cue in sentence.source.cues("companions", sentence.start, sentence.end, "firms"):
        for place in sentence.places(cue.end, cue.end + _PARTNER_REACH)[:1]:
            near = sentence.source.cues("companions", place.end, place.end + _EXAMPLE_REACH, "example")[:1]
            apart = not near or sentence.folded(place.end, near[0].start).strip(" ,(")
            if apart or not _QUALIFIED.fullmatch(sentence.folded(cue.end, place.start)):
                continue
            firms = sentence.after(near[0].end, kinds=_COMPANIES)
            if firms and firms[0].start - near[0].end <= _ARTICLE:
                for firm in chained(sentence, firms[0], firms):
                    yield firm, place, cue


def ours(sentence: Sentence, hit: Hit[Entry]) -> list[Item] | None:
    """The firm that speaks of itself: "nous employons", "nos usines"; None in the third person."""
    if hit.payload["form"] in {"noun", "own", "counted"}:
        first = _OUR.search(sentence.folded(hit.start - _OUR_REACH, hit.start))
    else:
        first = _FIRST.match(sentence.source.folded, hit.start)
    if not first:
        return None
    said = [sentence.discourse.firm_of(key) for key in speaker(sentence, hit.start)]
    keys = tuple(key for key in said if key)
    if not keys and sentence.discourse.salience.of_firms and not is_quoted(sentence.source, hit.start):
        keys = firm_in_focus(sentence)
    return [meant(hit, keys[0], EntityType.COMPANY)] if keys else []
