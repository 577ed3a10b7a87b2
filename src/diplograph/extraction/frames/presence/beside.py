"""Who else is there: partners beside the subject, verbs left out, lists behind a colon, "nous"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.parties import chained, firm_in_focus, governor
from diplograph.extraction.frames.common.voices import speaker
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import is_quoted
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_COMPANIES = frozenset({EntityType.COMPANY})
_PARTNER_REACH = 60
_FEW = 2
_NEXT = 30  # characters of " du groupe chinois " before a partner
_FIRMS_REACH = 120
_LIST_REACH = 400
_WITH = re.compile(r"(?: [\w-]+){0,2}? avec (?:le |la |l'|son |sa )?(?:[\w-]+ ){0,3}")
# "A fabrique des moteurs, | B des ascenseurs": what follows a subject whose verb is the one before.
_OBJECT = re.compile(
    r"(?:,)? (?:des|du|de la|de l'|les|le|la|l'|une?|deux|trois|quatre|au|aux|en|a|dans) ?[\w'’]"
)
_LINK = re.compile(r"(?:, (?:et )?|; | et )(?:le |la |l')?(?:[\w-]+ )?$")
_END = re.compile(r"[,;.:]| et ")
_LISTED = re.compile(
    r"(?:^|[:,]| et| ou|mais aussi|comme|surtout|notamment) ?(?:l'|le |la )?(?:(?!de |du |d')[\w-]+ ){0,2}$"
)
_OUR = re.compile(r"(?:^|[\s(«'])(?:notre|nos|mon|mes) (?:[\w-]+ ){0,2}$")
_OUR_REACH = 36
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
        if beside and not _END.search(sentence.folded(cue.end, beside[0].start)):
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
        opened = _LINK.search(sentence.folded(position, firm.start))
        if not opened or governor(sentence, firm) or not _OBJECT.match(sentence.source.folded, firm.end):
            continue
        stop = _END.search(sentence.source.folded, firm.end + 1, sentence.end)
        end = stop.start() if stop else sentence.end
        if sentence.has_finite_verb(firm.end, end):
            break
        found.append(firm)
        position = end
    return found


def listed_after(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Examples behind a colon: "Cent sociétés sont installées ici : A, dont …, mais aussi B, ou C, …"."""
    low = max(sentence.start, hit.start - _FIRMS_REACH)
    if not sentence.source.cues("companions", low, hit.start, "firms"):
        return []
    colon = sentence.source.folded.find(" : ", hit.end, min(sentence.end, hit.end + _FIRMS_REACH))
    if colon < 0:
        return []
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
    return [Item(hit.start, hit.end, "pronoun", keys[:1], EntityType.COMPANY)] if keys else []
