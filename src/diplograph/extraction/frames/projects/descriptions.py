"""How programmes without a title are described: by cost, maker, state, years, aim, trade and site.

"Un programme d'un milliard d'euros pour la bioéconomie", "le plan de retour élaboré par l'OIM", "le plan
national roumain de relance", "son projet d'usine d'engrais", "un programme destiné à former des juges".
"""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.meant_again import ANY
from diplograph.extraction.frames.projects.naming import is_one, is_plural
from diplograph.extraction.frames.projects.partaking import BUILDERS, of_relative
from diplograph.extraction.frames.projects.siting import sides
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern

LONGEST_TITLE = 100
_OF = pattern(r" {of}")
_OF_SUM = pattern(r"(?: {of}?[\w'-]+)? {of}{word}{0,2}")
_SUM_REACH = 40
_FOR = pattern(r" {word}?(?:{for}|contre )")
_COMPLEMENT = pattern(r" (?:{of}|{for}){det}?(?=[a-z])")
_BY = pattern(r" (?:[\w-]+e(?:e?s?)?|[\w-]+(?:is|it|ert|u)(?:es?)?) {word}{0,2}{by}")
_VERBAL = frozenset({"VERB", "AUX"})
_YEARS = re.compile(
    r"(?: [a-zà-öø-ÿ'’-]+){0,5}(?<! en)(?<! depuis)(?<! de)(?<! avant) "
    r"\(?(?:20\d\d ?[-–/] ?20\d\d|20[2-9]\d)\b"
)
_NAMING = frozenset({"NOUN", "ADJ", "ADP", "DET", "CCONJ", "PROPN", "NUM", "PUNCT", "SYM", "SPACE"})
_DATING = frozenset({"dont", "en", "depuis", "avant", "après", "dès"})
_OWNED = pattern(r"{edge}{own}{word}?$")
_APPOSED = pattern(r", {a}{word}?$|-$")
_ONE = pattern(r" {word}?")
_AIM_END = pattern(r"[,;.:()«]| (?:{which}|{and})")
APART = pattern(r" (?:{with}|{for}|{by}|sur |aux? |dans )")
_GREATEST = pattern(r"\bplus [\w-]+ $")  # "il s'agit du plus grand projet d'X du pays": the one just told
_ADJECTIVES = pattern(r" (?:(?!{of}|{and}|{which}|a )[a-z-]+ ){0,2}")
_SUM, _NATION_REACH, _PLACE_REACH, _AIM_REACH = 30, 40, 30, 34


def described(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    """A plan told by its years, else a project told by its trade and place."""
    return _dated(sentence, hit) or _of_trade(sentence, hit, started)


def is_named_after_site(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether what follows "de" tells which one a noun means: "le projet de X", not "la stratégie de X"."""
    return sentence.source.begins("word_classes", hit.start, "site_named")


def costed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Un programme d'un milliard d'euros pour la bioéconomie en Amazonie": its sum, and what it is for."""
    if not is_one(sentence, hit) or sentence.folded(hit.start, hit.end) in ANY:
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
        limit = min(sentence.end, hit.start + LONGEST_TITLE)
        end = max(end, phrase_end(sentence.source, end + 1, limit, commas=False, participles=False))
    return hit.start, end, sentence.source.quote(hit.start, end)


def made_by(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Le plan de retour élaboré par l'OIM": what it is, and who makes it right after that."""
    if not is_one(sentence, hit) or not _COMPLEMENT.match(sentence.source.folded, hit.end, sentence.end):
        return None
    limit = min(sentence.end, hit.start + LONGEST_TITLE)
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


def endowed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Le programme d'investissement vert du groupe, doté de 13 milliards": a sum makes it one."""
    if not is_one(sentence, hit):
        return None
    limit = min(sentence.end, hit.start + LONGEST_TITLE)
    end = phrase_end(sentence.source, hit.start, limit, commas=False, participles=False)
    endowed_ = sentence.source.cues("word_classes", end, end + _AIM_REACH, "endowed")
    if end <= hit.end or not endowed_ or endowed_[0].start - end > len(", "):
        return None
    low = endowed_[0].end
    money = any(0 <= a.span.start - low < _SUM and a.amount.unit.isupper() for a in sentence.amounts)
    return (hit.start, end, sentence.source.quote(hit.start, end)) if money else None


def national(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Le plan national roumain de relance", "la stratégie tunisienne de l'hydrogène": a state's own."""
    nation = next(
        (i for i in sentence.items if i.kind == "adjective" and 0 < i.start - hit.end <= _NATION_REACH), None
    )
    if nation is None or nation.is_plural or not is_one(sentence, hit):
        return None
    if not _ADJECTIVES.fullmatch(sentence.folded(hit.end, nation.start)):
        return None
    link = _COMPLEMENT.match(sentence.source.folded, nation.end, sentence.end)
    if link is None:
        return None
    limit = min(sentence.end, hit.start + LONGEST_TITLE)
    end = phrase_end(sentence.source, nation.end, limit, commas=False, datives=False)
    apart = APART.search(sentence.folded(nation.end, end))
    end = nation.end + apart.start() if apart else end
    return (hit.start, end, sentence.source.quote(hit.start, end)) if end > link.end() else None


def aimed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """A programme told by its aim or its beginning: "un programme destiné à …", "lancé en 2022"."""
    if _APPOSED.search(sentence.folded(hit.start - 8, hit.start)):
        return None  # "le projet X, un projet destiné à …"; "un avant-projet"
    aims = sentence.source.cues("subjects", hit.end, hit.end + _AIM_REACH, "aim")
    if not aims or not _ONE.fullmatch(sentence.folded(hit.end, aims[0].start)) or is_plural(sentence, hit):
        return None
    stop = _AIM_END.search(sentence.folded(aims[0].end, sentence.end))
    end = aims[0].end + stop.start() if stop else sentence.end
    return (hit.start, end, sentence.source.quote(hit.start, end)) if end - hit.end < LONGEST_TITLE else None


def _dated(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """A plan told by its years: "son plan de développement 2021-2025", "la stratégie 2030"."""
    match = _YEARS.match(sentence.source.text, hit.end, sentence.end)
    if match is None or is_plural(sentence, hit):
        return None
    if sentence.source.cues("circumstances", hit.end, match.end(), "horizon"):
        return None  # "la stratégie du groupe à l'horizon 2030"
    if any(
        t.pos_ not in _NAMING or t.lower_ in _DATING for t in sentence.source.tokens(hit.end, match.end())
    ):
        return None
    return hit.start, match.end(), sentence.source.quote(hit.start, match.end())


def _of_trade(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    """A project told by its trade and place: "son projet d'usine d'engrais", "projets d'eau à Tachkent"."""
    loose = started is None and not is_named_after_site(sentence, hit)
    if loose and is_plural(sentence, hit):
        return None
    if not _OF.match(sentence.source.folded, hit.end, sentence.end):
        return None
    end = phrase_end(sentence.source, hit.start, min(sentence.end, hit.start + 90), coordinated=False)
    trade = [h for h in sentence.sectors if hit.end <= h.start < end]
    inner = [h for h in sentence.source.cues("projects", hit.end, end) if h.payload["form"] != "named"]
    if not trade or inner or _GREATEST.search(sentence.folded(hit.start - 24, hit.start)):
        return None
    places = sentence.places(trade[-1].end, end + _PLACE_REACH)
    places = places or sides(sentence, trade[-1].end, end + _PLACE_REACH)
    owned = _OWNED.search(sentence.folded(hit.start - 16, hit.start))
    if loose and not places:
        return None
    if not places and not owned and (started is None or is_plural(sentence, hit)):
        return None
    apart = APART.search(sentence.folded(trade[-1].end, end))
    end = trade[-1].end + apart.start() if apart else end
    return hit.start, end, sentence.source.quote(hit.start, end)
