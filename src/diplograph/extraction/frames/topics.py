"""What a stance is on: where its object ends, and its coordinated parts, one topic each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplograph.extraction.frames.objects import (
    DETERMINER,
    OF,
    TO,
    Object,
    family_of,
    infinitive_at,
    past_asides,
)
from diplograph.extraction.frames.relatives import relative_end
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.model import PLACES

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 420
_CIRCUMSTANCE = re.compile(
    r"(?:, c(?:ette derniere|e dernier|elui-ci|elle-ci|eux-ci|es derniers)|,| devant|,? et contre|(?: dans| pour) (?:leurs?|son|sa|ses))(?= )")
_ADVERBIAL = re.compile(r" (?:sur|dans|en(?! particulier)|avec|par|lors|devant|apres|avant) ")
# "la situation en X, ses conséquences …": what belongs to an object already told
_POSSESSED = re.compile(r"(?:,|,? et) (?:son|sa|ses|leurs?) ")
_ELSEWHERE = re.compile(r"(?:dans|en|avec|pour|sur|lors) ")
# Where a phrase goes on past an adverb: "par plus de cent pays", "au plus vite d'un traité"
_RESUMED = re.compile(
    r", (?:en particulier|notamment) |,? ainsi que | (?:par |de |a )?(?:plus|pres|moins) de "
    r"| au plus (?:vite|tot) (?=d)"
)
_NEXT_STANCE = re.compile(
    r"(?:,| et| ainsi que) (?:(?:leurs?|son|sa|la|le|les|a|ont|une?) |l')?(?:(?!des? |du |aux? |en )\w+ )?$"
)
_TAIL = re.compile(
    r"(?:[,\s]|\b(?:et|ou|le|la|les|de|du|des|a|au|aux|en|dans|sur|pour|par|avec|entre|ce|cette|mais)\b"
    r"|\b[ldn]'|\bne\b|\bnotamment|\ben particulier|\ben vue)+$"
)
_DATED = re.compile(r"(?:du|de|d'|des|en|depuis|annee|prevue?s?|en date) ?$")
_BREAKS = {
    "a": r",? et (?:a la |a l'|aux |au |a )|, (?:a la |a l'|aux |au |a )",
    "de": rf",? et {OF}|, {OF}|,? et en faveur {OF}|, en faveur {OF}",
    "": r",? et (?:les? |la |l'|une? |toute? |cette |ces? )|, (?:les? |la |l')",
}
_SPLITS = {
    family: re.compile(rf"{breaks}|, en particulier |, notamment |,? ainsi que (?:{TO}|{OF}|les? |la |l')?")
    for family, breaks in _BREAKS.items()
}
_INNER = re.compile(r" (?:de|du|des|d'|a|au|aux|en|sur|pour|contre|entre|dans)(?: |(?<='))")
_AFTER_NAME = re.compile(r" (?:dans|face|contre|en|pour|lors|sur|apres|avant|depuis) ")
# "l'adoption, lors du sommet, | d'un texte commun"
_INSERTED = re.compile(
    r", (?:lors|par|dans|en|a|au|avec|sous|apres|avant|d'ici) [^,;:»]{3,60}, (?=du |des |de |d')"
)
_FOR_THEM = re.compile(r"(?:pour|avec|chez|contre|envers|sans|par) (?:eux|elles|lui|elle|nous|soi) ")
_IN_PARTICULAR = re.compile(r", (?:en particulier|notamment) ")
_LEAD = re.compile(rf"(?:{TO}|{OF}|les? |la |l')")
_OF_STATE = re.compile(rf" {OF}")
_ARTICLE = 4
_PAIR, _STYLE = 2, 14  # characters of "République de "
_AT = re.compile(r"(?:au|aux|a) ")
_TO_DO = re.compile(r" (?:de |d'|a )")  # "la décision | de reprendre les livraisons"
_NEXT_INFINITIVE = re.compile(r"(?:,? et|,) (?:de |d'|a )?")


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing a stance is on."""

    start: int
    end: int
    text: str


def topics(sentence: Sentence, thing: Object, *, light: bool) -> Iterator[Topic]:
    """Coordinated objects apart; those that share a complement together ("la paix et la stabilité du pays").

    Args:
        light: leave out an infinitive that only says support again: "de défendre | le multilatéralisme".
    """
    limit = _limit(sentence, thing.start)
    if infinitive_at(sentence, thing.start) is None:
        yield from _nominal(sentence, thing.start, _nominal_end(sentence, thing.start, limit), thing.family)
        return
    for start, end in _infinitives(sentence, thing.start, limit):
        cues = sentence.source.cues("stance_words", start, end, "light") if light else []
        if cues and cues[0].start == start:
            determiner = DETERMINER.match(sentence.source.folded, past_asides(sentence, cues[0].end), end)
            begin = determiner.end() if determiner else cues[0].end
            family = family_of(sentence.folded(start, begin))
            yield from _nominal(sentence, begin, _nominal_end(sentence, begin, end), family)
        else:
            yield Topic(start, end, _written(sentence, start, end))


def _limit(sentence: Sentence, start: int) -> int:
    following = [
        h.start
        for h in sentence.source.words("positions", start + 4, min(start + _LONGEST, sentence.end))
        if _NEXT_STANCE.search(sentence.folded(h.start - 24, h.start))
    ]
    return min([sentence.end, start + _LONGEST, *following])


def _infinitives(sentence: Sentence, start: int, limit: int) -> Iterator[tuple[int, int]]:
    """Coordinated infinitives: "de réduire les tensions, restaurer la confiance et …"."""
    while True:
        verb = infinitive_at(sentence, start)
        if verb is None:
            return
        end = _infinitive_end(sentence, verb, limit)
        yield start, end
        step = _NEXT_INFINITIVE.match(sentence.source.folded, end, limit)
        if step is None:
            return
        start = step.end()


def _infinitive_end(sentence: Sentence, verb: Token, limit: int) -> int:
    doc = sentence.source.analysed.doc
    last = verb
    while last.i + 1 < len(doc) and doc[last.i + 1].idx < limit:
        following = doc[last.i + 1]
        passive = last.lower_ in {"être", "etre"} and following.pos_ in {"VERB", "ADJ"}
        if not passive and "Inf" not in following.morph.get("VerbForm", []):
            break
        last = following
    end = last.idx + len(last)
    begin = past_asides(sentence, end)
    pronoun = _FOR_THEM.match(sentence.source.folded, begin, limit)
    begin = pronoun.end() if pronoun else begin  # "devenir pour eux | un pays de transit"
    step = re.compile(r"(?:a|de|d') ?").match(sentence.source.folded, begin, limit)
    further = infinitive_at(sentence, step.end()) if step else None
    if further is not None and further.idx < limit:
        return _infinitive_end(sentence, further, limit)  # "cesser de livrer …"
    stop = _next_infinitive(sentence, begin, limit)
    return max(_nominal_end(sentence, begin, stop), end)


def _next_infinitive(sentence: Sentence, start: int, limit: int) -> int:
    for step in _NEXT_INFINITIVE.finditer(sentence.source.folded, start, limit):
        verb = infinitive_at(sentence, step.end())
        if verb is not None and verb.idx - step.end() < 12:
            return step.start()
    return limit


def _nominal_end(sentence: Sentence, start: int, limit: int) -> int:
    name = next((i for i in sentence.items if i.start == start and i.kind == "name"), None)
    if name is not None and _AFTER_NAME.match(sentence.source.folded, name.end, limit):
        return name.end  # "l'Ukraine | face à l'agression"
    to_do = _TO_DO.match(sentence.source.folded, name.end, limit) if name is not None else None
    if name is not None and to_do and infinitive_at(sentence, to_do.end()) is not None:
        return name.end  # "le Pérou | d'armer les rebelles"
    end = _phrase(sentence, start, limit)
    cues = [
        *(h for h in sentence.source.words("circumstances", start, end) if h.payload["form"] == "during"),
        *(h for h in sentence.source.words("stance_words", start, end) if h.payload["form"] == "manner"),
    ]
    days = [
        d.span.start
        for d in sentence.dates
        if start < d.span.start < end and not _DATED.search(sentence.folded(d.span.start - 12, d.span.start))
    ]
    between = " entre " in sentence.folded(start, end)
    possessed = None if between else _POSSESSED.search(sentence.source.folded, start, end)
    end = min([end, *(cue.start - 1 for cue in cues if cue.start > start), *days])
    end = min(end, _subject_after(sentence, start, end), possessed.start() if possessed else end)
    aside = _CIRCUMSTANCE.search(sentence.source.folded, start, end)
    while aside is not None:
        # a comma within a list of objects is no break: "à la paix, à la sécurité", "la paix, la sécurité"
        if aside.group() != "," or _ADVERBIAL.match(sentence.source.folded, aside.end(), end):
            end = aside.start()
            break
        aside = _CIRCUMSTANCE.search(sentence.source.folded, aside.end(), end)
    tail = _TAIL.search(sentence.folded(start, end))
    end = start + tail.start() if tail else end
    step = _TO_DO.match(sentence.source.folded, end, limit)
    verb = infinitive_at(sentence, step.end()) if step else None
    if verb is not None and verb.idx < limit:
        return _infinitive_end(sentence, verb, limit)
    inserted = _INSERTED.match(sentence.source.folded, end, limit)
    return max(end, phrase_end(sentence.source, inserted.end(), limit)) if inserted else end


def _subject_after(sentence: Sentence, start: int, end: int) -> int:
    """Where a new subject begins after a comma: "la paix au Niger, | Ana Duval a déclaré"; `end` for none."""
    for item in sentence.items:
        if start < item.start < end and item.kind != "adjective" and not sentence.preposition(item):
            comma = sentence.source.folded.rfind(",", start, item.start)
            if comma >= 0 and item.start - comma < 6 and sentence.has_finite_verb(item.end, item.end + 12):
                return comma
    return end


def _phrase(sentence: Sentence, start: int, limit: int) -> int:
    end = phrase_end(sentence.source, start, limit)
    resumed = _RESUMED.match(sentence.source.folded, end, limit)
    while resumed:
        further = phrase_end(sentence.source, resumed.end(), limit)
        if further <= resumed.end():
            break
        end = further
        resumed = _RESUMED.match(sentence.source.folded, end, limit)
    return end


def _nominal(sentence: Sentence, start: int, end: int, family: str) -> Iterator[Topic]:
    apart = _IN_PARTICULAR.search(sentence.source.folded, start, end)
    if apart and not _is_where(sentence, apart.end()):  # "au droit, en particulier à la paix et à la sécurité"
        yield from _nominal(sentence, start, apart.start(), family)
        lead = _LEAD.match(sentence.source.folded, apart.end(), end)
        yield from _nominal(sentence, lead.end() if lead else apart.end(), end, family)
        return
    parts = _parts(sentence, start, end, family)
    if parts:
        parts[-1] = (parts[-1][0], relative_end(sentence, parts[-1][1], sentence.end))
    if len(parts) > 1 and _is_shared(sentence, parts):
        if len(parts) > _PAIR and family == "a" and (of := _owner_of_all(sentence, *parts[-1])):
            for low, high in parts:  # "à l'indépendance, à la souveraineté et à la sécurité | de la Moldavie"
                yield Topic(low, high, _written(sentence, low, min(high, of)) + " " + _written(sentence, of, parts[-1][1]))
            return
        written = [_written(sentence, low, high) for low, high in parts]
        yield Topic(start, end, f"{', '.join(written[:-1])} et {written[-1]}")
        return
    for low, high in parts:
        yield Topic(low, high, _written(sentence, low, high))


def _owner_of_all(sentence: Sentence, start: int, end: int) -> int:
    """Where the owner begins that the last of several parts names for all; 0 for none."""
    of = _OF_STATE.search(sentence.source.folded, start, end)
    named = of and any(of.end() <= i.start <= of.end() + _STYLE for i in sentence.items if i.type in PLACES)
    return of.start() if of and named else 0


def _written(sentence: Sentence, start: int, end: int) -> str:
    """The words between two offsets, without quotation marks that lack their other half."""
    text = sentence.source.quote(start, end).strip(" ,;")
    text = text if text.count("«") == text.count("»") else text.replace("«", "").replace("»", "")
    text = text if text.count('"') % 2 == 0 else text.replace('"', "")
    return " ".join(text.strip(" “”").split())


def _parts(sentence: Sentence, start: int, end: int, family: str) -> list[tuple[int, int]]:
    text = sentence.source.folded
    parts, position = [], start
    for step in _SPLITS[family].finditer(text, start, end):
        if step.start() - position <= 3:
            continue
        inner = family == "de" and _INNER.search(text, position, step.start())
        if text.rfind(" entre ", position, step.start()) >= 0 and " et " not in text[position : step.start()]:
            continue  # "les relations entre le Pérou et le Chili"
        if inner and not re.match(r"une? ", text[step.end() :]):
            continue  # "le respect de la souveraineté et de l'intégrité": parts of its complement
        if _is_within_complement(sentence, step.start(), step.end()):
            continue
        if _ELSEWHERE.match(text, step.end()) or _is_where(sentence, step.end()):
            end = step.start()  # "ainsi que dans le domaine …"
            break
        parts.append((position, step.start()))
        determiner = DETERMINER.match(text, step.end(), end)
        position = determiner.end() if determiner else step.end()
    if end - position > 3:
        parts.append((position, end))
    return parts


def _is_where(sentence: Sentence, start: int) -> bool:
    """Whether "en particulier" and the like are followed by a mere place: "en particulier | au Mali"."""
    lead = _AT.match(sentence.source.folded, start)
    return lead is not None and any(
        i.start - lead.end() < 1 <= i.end - lead.end() and i.kind == "name" and i.type in PLACES
        for i in sentence.items
    )


def _is_within_complement(sentence: Sentence, left: int, right: int) -> bool:
    """Whether a conjunction joins places that complete a noun: "l'adhésion de la Suède et la Finlande"."""
    places = [i for i in sentence.items if i.kind == "name" and i.type in PLACES]
    return any(i.end == left and sentence.preposition(i) for i in places) and any(
        i.start == right for i in places
    )


def _is_shared(sentence: Sentence, parts: list[tuple[int, int]]) -> bool:
    """Whether the last part's complement, a place, is that of all: "la paix et la stabilité au Niger"."""
    text = sentence.source.folded
    if any(_INNER.search(text, low, high) or high - low > 40 for low, high in parts[:-1]):
        return False
    low, high = parts[-1]
    inner = _INNER.search(text, low, high)
    if inner is None:
        return False
    whole = sentence.source.cues("stance_words", inner.start(), high, "whole")
    if whole and whole[0].start - inner.end() <= _ARTICLE:
        return True
    return any(
        i.type in PLACES and inner.start() <= i.start <= inner.end() + 3
        for i in sentence.items
        if i.kind == "name"
    )
