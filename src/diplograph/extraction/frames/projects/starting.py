"""What brings works about: "construction de", "ouverture prochaine d'", "sera inauguré"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.projects.partaking import NOUNS
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import visit_before
from diplograph.knowledge import Entry, Hit

_RUN = frozenset(
    {"works", "sized", "numbered", "field"}
)  # what is there, and whose: the verb makes no project of it
_REFLEXIVE = re.compile(r"(?:^|[ ,(])(?:s'|se )$")
_PARTICIPLE = re.compile(r"ée?s?$")
_HAVING = re.compile(r"\b(?:a|ont|avait|avaient|ayant|avoir|aura) (?!ete )(?:[\w-]+ )?$")
_NO_STARTS = frozenset({"passive", "due", "given", "gives", "funds"})
# "l'ouverture, en 2024, d'écoles", "la construction en Inde de deux usines"
_SPLIT = re.compile(
    r"(?:, [^,;:.]{2,40},| (?:en|au|aux|a|dans) [^,;:.]{2,30}) "
    r"(?:de la |de l'|de |d'|du |des )(?:[\w'-]+ ){0,3}$"
)
_WITH = re.compile(r",? avec (?:la |le |l'|les )?")
_FOR_NETWORK = re.compile(r"^[^,;:.]{0,40}\b(?:pour le|au|a l'intention du|destinees? au) $")
_AFTER = frozenset({"passive", "due"})
_ASIDE = re.compile(
    r"(?: (?!qui |que |qu'|dont )[\w'-]+){0,6}, (?:qui|que|qu'|dont|auquel|auxquels|a laquelle|ou) ?"
    r"[^;:.()]{3,120}?,"
    r" (?=(?:a|ont|est|sont|sera|seront|doit|doivent|devrait|reste|verra|ouvrira|demarrera|avait|etait)\b)"
)
_WHICH = re.compile(r"(?: [\w'-]+)? qui ")
_RELATED = 90
_CALLED = re.compile(r", une? (?:[\w-]+ )?$")  # "construira ANGOSAT, un satellite"
_RELATIVE = re.compile(r"[^.;:()]{0,60}?,? qu(?:e |')")  # "la mine de X, que développe Y"
_START_REACH = 40
_AND_ALSO = re.compile(r" (?:et|puis) [\w-]+ ")
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
    if parts and _FOR_NETWORK.search(sentence.folded(parts[-1].end, hit.start)):
        return False  # "a livré trois rames | au métro de X"
    token = sentence.source.token_starting(start.start)
    also = _AND_ALSO.match(between)  # "construira et exploitera une centrale"
    until = start.end + also.end() if also else start.end
    if token is not None and token.pos_ in {
        "VERB",
        "AUX",
    }:  # "ont inauguré hier, dans la région de X, l'usine"
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
