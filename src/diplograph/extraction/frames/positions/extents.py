"""Where the object of a stance ends: noun phrases, infinitives, and what only tells when or how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplograph.extraction.frames.positions.objects import infinitive_at, past_asides
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.language.patterns import members, pattern

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 420
_CIRCUMSTANCE = pattern(r"(?:, {latter}|, | devant |,? et contre |(?: dans| pour) (?:leurs?|son|sa|ses) )")
_ADVERBIAL = pattern(r" ?(?:(?!en particulier ){into}|{with}|{by}|lors |devant |apres |avant )")
# "la situation en X, ses conséquences …": what belongs to an object already told
_POSSESSED = pattern(r"(?:, |,? {and}){own}")
# Where a phrase goes on past an adverb: "par plus de cent pays", "au plus vite d'un traité"
_RESUMED = pattern(
    r", (?:en particulier|notamment) |,? ainsi que | ni (?={definite})| au plus (?:vite|tot) (?={of})"
    r"| (?:{by}|{of}|{to})?{about}"
)
_NEXT_STANCE = pattern(r"(?:, | {and}){of}?(?:{the}|{own}|{a}|{has})?(?:(?!{of}|{to}|en )\w+ )?$")
_TAIL = pattern(
    r"(?:[,\s]|{edge}(?:{and}|{det}|{of}|{at}|{for}|{by}|{with}|{not}|entre |mais |ne |n'|{also}))+$"
)
_DATED = pattern(r"(?:{of}|en |depuis |annee |prevue?s? |en date )$")
_AFTER_NAME = pattern(r" (?:{into}|{for}|face |contre |lors |apres |avant |depuis )")
# "l'adoption, lors du sommet, | d'un texte commun"
_INSERTED = pattern(r", (?:lors |{by}|{at}|{with}|apres |avant |d'ici )[^,;:»]{3,60}, (?={of})")
_FOR_THEM = pattern(r"(?:{for}|{with}|{by}|{toward}|chez |contre |sans ){him}")
_HAVING = members("not") | {"avoir", "été"}
_MANNERS = frozenset({"manner", "funding"})
_YEAR, _NAME = 4, 24  # characters of "2027", of a name before it
_NAMED = re.compile(r"(?:^|[\s'’])[A-ZÉÈ]\w+ $")
_CLAUSE_STOP = pattern(r"[,;:»]| {and}(?:{that}|{of}|{has})| qui |\.$")
_OF_VERB = pattern(r"(?:a |{of})")
_TO_DO = pattern(r" (?:{of}|a )")  # "la décision | de reprendre les livraisons"
_NEXT_INFINITIVE = pattern(r"(?:,? {and}|, )(?:{of}|a )?")


def limit_of(sentence: Sentence, start: int) -> int:
    """Where the next stance of the sentence begins, or the sentence ends."""
    following = [
        h.start
        for h in sentence.source.words("positions", start + 4, min(start + _LONGEST, sentence.end))
        if _NEXT_STANCE.search(sentence.folded(h.start - 24, h.start))
    ]
    return min([sentence.end, start + _LONGEST, *following])


def clause_end(sentence: Sentence, start: int, limit: int) -> int:
    """Where a clause that is the object of a stance ends: at a comma past its verb, or at "et que"."""
    stop = _CLAUSE_STOP.search(sentence.source.folded, start, limit)
    while stop is not None and stop.group() == "," and not sentence.has_finite_verb(start, stop.start()):
        stop = _CLAUSE_STOP.search(sentence.source.folded, stop.end(), limit)
    end = stop.start() if stop else limit
    return start + len(sentence.folded(start, end).rstrip(' .;:!?»"'))


def infinitives(sentence: Sentence, start: int, limit: int) -> Iterator[tuple[int, int]]:
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
        perfect = last.lower_ in _HAVING and following.pos_ in {"VERB", "AUX", "ADV"}  # "avoir pas été lu"
        passive = passive or perfect
        if not passive and "Inf" not in following.morph.get("VerbForm", []):
            break
        last = following
    end = last.idx + len(last)
    begin = past_asides(sentence, end)
    pronoun = _FOR_THEM.match(sentence.source.folded, begin, limit)
    begin = pronoun.end() if pronoun else begin  # "devenir pour eux | un pays de transit"
    step = _OF_VERB.match(sentence.source.folded, begin, limit)
    further = infinitive_at(sentence, step.end()) if step else None
    if further is not None and further.idx < limit:
        return _infinitive_end(sentence, further, limit)  # "cesser de livrer …"
    stop = _next_infinitive(sentence, begin, limit)
    return max(nominal_end(sentence, begin, stop), end)


def _next_infinitive(sentence: Sentence, start: int, limit: int) -> int:
    for step in _NEXT_INFINITIVE.finditer(sentence.source.folded, start, limit):
        verb = infinitive_at(sentence, step.end())
        if verb is not None and verb.idx - step.end() < 12:
            return step.start()
    return limit


def nominal_end(sentence: Sentence, start: int, limit: int) -> int:
    """Where a noun phrase ends, before circumstances, a new subject or what is another thing's."""
    name = next((i for i in sentence.items if i.start == start and i.kind == "name"), None)
    if name is not None and _AFTER_NAME.match(sentence.source.folded, name.end, limit):
        return name.end  # "l'Ukraine | face à l'agression"
    to_do = _TO_DO.match(sentence.source.folded, name.end, limit) if name is not None else None
    if name is not None and to_do and infinitive_at(sentence, to_do.end()) is not None:
        return name.end  # "le Pérou | d'armer les rebelles"
    end = _phrase(sentence, start, limit)
    cues = [
        *(h for h in sentence.source.words("circumstances", start, end) if h.payload["form"] == "during"),
        *(h for h in sentence.source.words("stance_words", start, end) if h.payload["form"] in _MANNERS),
    ]
    days = [
        d.span.start
        for d in sentence.dates
        if start < d.span.start < end
        and not _DATED.search(sentence.folded(d.span.start - 12, d.span.start))
        and not _ends_name(sentence, d.span.start, d.span.end)
    ]
    between = " entre " in sentence.folded(start, end)
    possessed = None if between else _POSSESSED.search(sentence.source.folded, start, end)
    end = min([end, *(cue.start - 1 for cue in cues if cue.start > start), *days])
    end = min(end, _subject_after(sentence, start, end), possessed.start() if possessed else end)
    aside = _CIRCUMSTANCE.search(sentence.source.folded, start, end)
    while aside is not None:
        # a comma within a list of objects is no break: "à la paix, à la sécurité", "la paix, la sécurité"
        if aside.group() != ", " or _ADVERBIAL.match(sentence.source.folded, aside.end(), end):
            end = aside.start()
            break
        aside = _CIRCUMSTANCE.search(sentence.source.folded, aside.end(), end)
    tail = _TAIL.search(f"{sentence.folded(start, end)} ")
    end = start + tail.start() if tail else end
    step = _TO_DO.match(sentence.source.folded, end, limit)
    verb = infinitive_at(sentence, step.end()) if step else None
    if verb is not None and verb.idx < limit:
        return _infinitive_end(sentence, verb, limit)
    inserted = _INSERTED.match(sentence.source.folded, end, limit)
    return max(end, phrase_end(sentence.source, inserted.end(), limit)) if inserted else end


def _ends_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a bare year is the end of a name: "l'Expo | 2027"."""
    before = sentence.source.text[max(sentence.start, start - _NAME) : start]
    return end - start == _YEAR and _NAMED.search(before) is not None


def _subject_after(sentence: Sentence, start: int, end: int) -> int:
    """Where a new subject begins after a comma: "la paix au Niger, | Ana Duval a déclaré"; `end` for none."""
    for item in sentence.items:
        if start < item.start < end and item.kind != "adjective" and not sentence.preposition(item):
            comma = sentence.source.folded.rfind(",", start, item.start)
            if comma < 0 or item.start - comma >= 6:
                continue
            following = sentence.source.tokens(item.end, item.end + 12)[:1]
            if sentence.has_finite_verb(item.end, item.end + 12) or any(
                t.pos_ == "VERB" and t.lower_.endswith("ant") for t in following
            ):
                return comma
    return end


def _phrase(sentence: Sentence, start: int, limit: int) -> int:
    end = _past_name(sentence, phrase_end(sentence.source, start, limit), limit)
    resumed = _RESUMED.match(sentence.source.folded, end, limit)
    while resumed:
        further = phrase_end(sentence.source, resumed.end(), limit)
        if further <= resumed.end():
            break
        end = _past_name(sentence, further, limit)
        resumed = _RESUMED.match(sentence.source.folded, end, limit)
    return end


def _past_name(sentence: Sentence, end: int, limit: int) -> int:
    """Where a phrase ends that the model breaks off inside a name: "l'appel d'Ana | Duval"."""
    cut = (i.end for i in sentence.items if i.kind == "name" and i.start < end < i.end <= limit)
    return next(cut, end)
