"""What brings works about: "construction de", "ouverture prochaine d'", "sera inauguré", "rénovation de"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.frames.projects.partaking import NOUNS, is_verb
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import visit_before
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_RUN = frozenset(
    {"works", "sized", "numbered", "field"}
)  # what is there, and whose: the verb makes no project of it
_REFLEXIVE = re.compile(r"(?:^|[ ,(])(?:s'|se )$")
_PARTICIPLE = re.compile(r"ée?s?$")
_HAVING = pattern(r"\b{has}(?!ete ){word}?$")
_NO_STARTS = frozenset({"passive", "due", "given", "gives", "funds"})
# "l'ouverture, en 2024, d'écoles", "la construction en Inde de deux usines"
_SPLIT = pattern(r"(?:, [^,;:.]{2,40},| {at}[^,;:.]{2,30}) {of}{det}?{word}{0,3}$")
_WITH = pattern(r",? {with}{det}?")
FOR_OTHERS = pattern(r"[^,;:.]{0,40}\b(?:{for}{det}|{to}{det}?|a l'intention {of}{det}?)$")
_AFTER = frozenset({"passive", "due"})
_ASIDE = pattern(
    r"(?: (?!{which})[\w'-]+){0,6}, {which}[^;:.()]{3,120}?, "
    r"(?={has}|{is}|{modal}|restent? |[\w-]+r(?:a|ont) )"
)
_WHICH = pattern(r"(?: [\w'-]+)? qui ")
_RELATED = 90
_CALLED = pattern(r", {a}{word}?$")  # "construira ANGOSAT, un satellite"
_RELATIVE = pattern(r"[^.;:()]{0,60}?,? {that}")  # "la mine de X, que développe Y"
_START_REACH = 40
_AND_ALSO = pattern(r" {and}{word}")
_BETWEEN = pattern(r" ?{of}?{det}?")
_THAT_WHICH = pattern(r",? qui ")
_INSTITUTIONS = frozenset({EntityType.INSTITUTION})
_MOST_TO_NAME = 30  # characters between "rénovation" and the name
_INDEFINITE = pattern(r"{edge}{a}$")
_OBJECT_REACH = 80
_PASSIVE_REACH = 60


def starter_of(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The word that brings the works about ("construction de", "ouverture prochaine d'"), near before."""
    starts = sentence.words("project_starts")
    visited = visit_before(sentence, hit.start)
    found = [
        s
        for s in starts
        if s.end <= hit.start
        and s.payload["form"] not in (_NO_STARTS if hit.payload["form"] in _RUN else _NO_STARTS | {"runs"})
        and _is_verb_or_noun(sentence, s)
        and s.start > visited
        and _brings(sentence, s, hit)
    ]
    if found:
        return found[-1]
    aside = _ASIDE.match(sentence.source.folded, hit.end, sentence.end)
    if aside and visited < 0:  # "le projet de X, que mène A, | a été suspendu"
        late = [
            s for s in starts if s.payload["form"] in _AFTER and 0 <= s.start - aside.end() < _START_REACH
        ]
        if late and not sentence.has_finite_verb(aside.end(), late[0].start):
            return late[0]
    relative = _RELATIVE.match(sentence.source.folded, hit.end, sentence.end)
    begun = relative.end() if relative else sentence.end
    for verb in starts:
        if begun <= verb.start < begun + _START_REACH and verb.payload["form"] in NOUNS:
            return verb
    which = _WHICH.match(sentence.source.folded, hit.end, sentence.end)
    if which:  # "un centre qui porterait son nom | est envisagé à X"
        late = [
            s
            for s in starts
            if s.payload["form"] == "due" and which.end() <= s.start < which.end() + _RELATED
        ]
        if late and not re.search(r"[,;:.]", sentence.folded(which.end(), late[0].start)):
            return late[0]
    limit = min(sentence.clause_end(hit.end), hit.end + _PASSIVE_REACH)
    if visited >= 0:
        return None  # "une visite de l'usine est prévue"
    after = [s for s in starts if s.payload["form"] in {"passive", "due"} and hit.end <= s.start < limit]
    return after[0] if after and not sentence.has_finite_verb(hit.end, after[0].start) else None


def _is_verb_or_noun(sentence: Sentence, start: Hit[Entry]) -> bool:
    """Whether a word that begins works is no reflexive ("s'étendre") nor a participle ("prolongé de …")."""
    if _REFLEXIVE.search(sentence.folded(start.start - 4, start.start)):
        return False
    word = sentence.source.text[start.start : start.end]
    if " " in word or not _PARTICIPLE.search(word):
        return True
    return bool(_HAVING.search(sentence.folded(start.start - 20, start.start)))


def _brings(sentence: Sentence, start: Hit[Entry], hit: Hit[Entry]) -> bool:
    between = sentence.folded(start.end, hit.start)
    if between.count(",") % 2:
        between = _CALLED.sub("", between)
    beside = _company_at(sentence, start.end, hit.start) - start.end
    between = between[:beside].rstrip(" ,") if beside < len(between) else between
    if re.search(r"[;:.]", between):
        return False
    if start.payload["form"] == "apart":
        return len(between) <= _OBJECT_REACH and _SPLIT.match(between) is not None
    parts = sentence.source.cues("undertakings", start.end, hit.start, "part")
    if parts and FOR_OTHERS.fullmatch(sentence.folded(parts[-1].end, hit.start)):
        return False  # "a livré trois rames | au métro de X"
    also = _AND_ALSO.match(between)  # "construira et exploitera une centrale"
    until = start.end + also.end() if also else start.end
    if is_verb(sentence, start):  # "ont inauguré hier, dans la région de X, l'usine"
        return (
            len(between) <= _OBJECT_REACH
            and between.count(",") in {0, 2}
            and not sentence.has_finite_verb(until, hit.start)
            and not any(
                "Inf" in t.morph.get("VerbForm", []) for t in sentence.source.tokens(until, hit.start)
            )
        )
    dated = any(start.end <= d.span.start < hit.start for d in sentence.dates)
    return len(between) <= _START_REACH and between.count(",") == (2 if dated else 0)


def _company_at(sentence: Sentence, start: int, end: int) -> int:
    """Where those begin with whom one acts: "a inauguré en mai |, aux côtés de A, de B et de C, le parc"."""
    beside = [c.start for c in sentence.source.cues("companions", start, end, "with")]
    aside = _WITH.search(sentence.source.folded, start, end)
    return min([end, *beside, *([aside.start()] if aside else [])])


def renewed(sentence: Sentence) -> Iterator[tuple[Hit[Entry], Hit[Entry] | None, Item]]:
    """Institutions right after a word of rebuilding, or of opening where it is said to be a new one.

    Yields:
        (the word that begins the works, the head noun within the name if a table knows it, the institution).
    """
    for item in sentence.after(sentence.start, kinds=_INSTITUTIONS):
        if item.kind != "name":
            continue
        for started in sentence.source.cues(
            "project_starts", item.start - _MOST_TO_NAME, item.start, "rebuild", "create"
        ):
            between = sentence.source.besides("office_modifiers", started.end, item.start)
            if not _BETWEEN.fullmatch(between):
                continue
            verb = is_verb(sentence, started)
            new = _INDEFINITE.search(between) or started.payload["status"] == "Planned"
            if started.payload["form"] == "create" and verb and not new:
                continue  # "inaugure l'Institut X" may open an event in it
            heads = sentence.source.cues("projects", item.start, item.end)
            yield started, heads[0] if heads else None, item
            break
        else:
            limit = min(sentence.clause_end(item.end), item.end + _MOST_TO_NAME)
            relative = _THAT_WHICH.match(sentence.source.folded, item.end, sentence.end)
            begin = relative.end() if relative else item.end
            limit = begin + _MOST_TO_NAME if relative else limit
            for started in sentence.source.cues("project_starts", begin, limit, "passive")[:1]:
                ahead = started.payload["status"] in {"Planned", "Possible"}
                if ahead and not sentence.has_finite_verb(begin, started.start):
                    heads = sentence.source.cues("projects", item.start, item.end)
                    yield started, heads[0] if heads else None, item
