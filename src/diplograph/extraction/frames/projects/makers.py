"""Programmes told by what they cost and are for, or by who makes them.

"Un programme d'un milliard d'euros pour la bioéconomie", "le plan de retour élaboré par l'OIM", "le plan de
relance que prépare la Commission".
"""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.meant_again import ANY
from diplograph.extraction.frames.projects.naming import is_plural
from diplograph.extraction.frames.projects.partaking import BUILDERS, of_relative
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.knowledge import Entry, Hit

_ONE = re.compile(
    r"(?:^|[\s(«'])(?:le|la|l'|un|une|du|de la|de l'|d'un|d'une|au|a la|a l'|ce|cette|cet|son|sa|leur) ?"
    r"(?:(?:nouvel|nouvelle|nouveau|grand|grande|vaste|premier|premiere|second|seconde|ambitieux) )?$"
)
_OF_SUM = re.compile(r"(?: [\w-]+| d[e'] ?[\w-]+)? (?:de |d')(?:[\w']+ ){0,2}")
_SUM_REACH = 40
_FOR = re.compile(
    r"(?: [a-z]+)? (?:pour (?:la |le |les |l')|en faveur |destinee? |consacree? |contre |de lutte )"
)
_COMPLEMENT = re.compile(r" (?:de |d'|du |des )(?:la |l')?(?=[a-z])")
_BY = re.compile(r" (?:[\w-]+e(?:e?s?)?|[\w-]+(?:is|it|ert|u)(?:es?)?) (?:[\w-]+ ){0,2}par ")
_VERBAL = frozenset({"VERB", "AUX"})
_LONGEST = 100


def costed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Un programme d'un milliard d'euros pour la bioéconomie en Amazonie": its sum, and what it is for."""
    if not _is_one(sentence, hit) or sentence.folded(hit.start, hit.end) in ANY:
        return None  # "un projet de 190 millions" is one told before
    sums = [
        a
        for a in sentence.amounts
        if hit.end < a.span.start < hit.end + _SUM_REACH
        and len(a.amount.unit) == len("EUR")
        and a.amount.unit.isupper()
    ]
    if not sums or not _OF_SUM.fullmatch(sentence.folded(hit.end, sums[0].span.start)):
        return None
    words = sentence.source.tokens(hit.end, sums[0].span.start)
    if any(t.pos_ in _VERBAL for t in words) or sentence.source.words(
        "projects", hit.end, sums[0].span.start
    ):
        return None
    end = sums[0].span.end
    if _FOR.match(sentence.source.folded, end, sentence.end):
        limit = min(sentence.end, hit.start + _LONGEST)
        end = max(end, phrase_end(sentence.source, end + 1, limit, commas=False, participles=False))
    return hit.start, end, sentence.source.quote(hit.start, end)


def made_by(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Le plan de retour élaboré par l'OIM": what it is, and who makes it right after that."""
    if not _is_one(sentence, hit) or not _COMPLEMENT.match(sentence.source.folded, hit.end, sentence.end):
        return None
    limit = min(sentence.end, hit.start + _LONGEST)
    end = phrase_end(sentence.source, hit.start, limit, commas=False, participles=False)
    verbs = [t.idx for t in sentence.source.tokens(hit.end, end) if t.pos_ in _VERBAL]
    end = min([end, *(at - 1 for at in verbs)])
    if end <= hit.end + len(" de "):
        return None
    by = _BY.match(sentence.source.folded, end, sentence.end)
    makers = sentence.after(by.end(), kinds=BUILDERS, until=by.end() + 24) if by else []
    if makers or of_relative(sentence, end):
        return hit.start, end, sentence.source.quote(hit.start, end)
    return None


def _is_one(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return not is_plural(sentence, hit) and bool(_ONE.search(sentence.folded(hit.start - 28, hit.start)))
