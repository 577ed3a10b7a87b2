"""How works are named: by what they are, their size, a place, or as an institution to open."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.titles_of_works import proper_name
from diplograph.extraction.frames.projects.partaking import BUILDERS, of_relative
from diplograph.extraction.frames.projects.siting import linked, sides
from diplograph.extraction.names.head_ends import with_capital_row
from diplograph.extraction.names.names import RUN
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import balanced_end, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

QUOTED = re.compile(r"(?: [\w'’-]+){0,3}(?:, l[ae])? ?[«\"“]\s?([^«»\"“”]{3,100}?)\s?[»\"”]")
_LONGEST_TITLE = 100
_GENERAL = pattern(r"{edge}(?:{definite}|{some}|{of}|aux )$")  # before a plural
_WITHOUT = pattern(r"{edge}(?:de |d')$")
_ONE = pattern(r"{edge}(?:{det}|{contracted}){word}?$")
_COUNTED = pattern(r"{edge}(?:une? |{number}|[2-6] ){word}?$")
_BARE = pattern(r"{edge}(?:de |premiere? ){word}?$")
_SUPERLATIVE = pattern(r"{edge}(?:{definite}|une? |du )(?:(?!{of}|{and}|{to})[\w-]+ ){2,4}$")
_NAMED_NEXT = re.compile(r", ([A-ZÉÈ][\w-]+(?: (?:[A-ZÉÈ][\w-]+|\d{1,2}))+)(?=,)")
_NAME_BEFORE = re.compile(r"(?<![\w'’-])([a-z]{0,2}[A-ZÉÈ][\w’'-]+(?: [A-ZÉÈ\d][\w’'-]*){0,3})$")
_APPOSED = pattern(r", {det}{word}?$")
_AS_ONE = pattern(r", (?:{a}|{this}){word}?$")
_SOME_RIGHT_BEFORE = pattern(r"{edge}{some}$")
_BY_WHOM = pattern(r",? {word}{0,3}{by}")
_INDEFINITE = pattern(r"{edge}{a}$")
TELLING = re.compile(r"[A-ZÀ-ÖØ-Þ0-9]")
_ONE_MORE = pattern(r"{edge}{own}$")
_SOME = pattern(r"{edge}(?:une? |{number})(?:(?!{of})[\w-]+ )?$")  # "des" tells no number
_SIDE = pattern(r" {at}{det}?")
_MORE_REACH = 24
_PLACE_REACH, _NEXT, _AGREED = 30, 6, 60
_FEWEST_SPACES = 2
POWER = frozenset({"W", "kW", "MW", "GW", "TW"})
_SITES_OF = frozenset({EntityType.CITY})
_DOERS = BUILDERS - {EntityType.COUNTRY}
_PLURAL_DEFINITE = pattern(r"{edge}(?:{definite}|{contracted})$")
_ONE_SITE = re.compile(r" (?:de |d'|d’|du )(?=[A-ZÉÈ])")
_BARE_AFTER = pattern(r"{edge}(?:{with}|{by}|{at}|pres {of}|contre ){definite}$")
_TO_JOIN = pattern(r",? {word}?(?:qui|lequel|laquelle) {modal}?\w+er(?:a|ont)?\b")
_HEADLINE = re.compile(r" (?:de |d'|d’|du )[A-ZÉÈ][^:;.,]{1,40} ?: ")
_COMPLETED = pattern(r" (?:{by}|{to}|{at}|{for}|depuis )")  # what a participle governs: "destiné | à"
_IN_ITS = pattern(r" dans {own}$")
_INSIDE = pattern(r" dans {det}$")
_BESIDE_NAME = pattern(  # what a name does not hold, but the clause it stands in
    r" (?:a (?:{a}|{own}|{this})|(?!a ){at}|{for}|{by}|{with}|d'une? "
    r"|depuis |pendant |durant |apres |avant |sans )"
)


def is_plural(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the noun of works is a plural."""
    return sentence.folded(hit.start, hit.end).split()[0].endswith(("s", "x"))


def is_one(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a determiner tells one of the noun, a word between: "la", "sa première", "au futur"."""
    before = sentence.folded(hit.start - 28, hit.start)
    return not is_plural(sentence, hit) and _ONE.search(before) is not None


def quoted(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """Works with a name in quotes: "le gisement d'uranium « South Djengeldi »"."""
    match = QUOTED.match(sentence.source.text, hit.end, sentence.end)
    if match is None or not match.group(1)[0].isupper():
        return None
    return hit.start, match.end(), sentence.source.quote(match.start(1), match.end(1))


def apposed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """Works whose name comes before what they are: "SATRIA, un satellite de télécommunications"."""
    one = _AS_ONE.search(sentence.source.folded, max(sentence.start, hit.start - _MORE_REACH), hit.start)
    name = name_before(sentence, hit) if one else None
    if name is None or name.start() <= sentence.start:
        return None
    return name.start(), name_end(sentence, hit), name.group()


def name_before(sentence: Sentence, hit: Hit[Entry]) -> re.Match[str] | None:
    """The name of which works or a programme are said to be: "| iDICE, le programme fédéral"; of nobody."""
    said = _APPOSED.search(sentence.source.folded, max(sentence.start, hit.start - _MORE_REACH), hit.start)
    low = max(sentence.start, hit.start - _LONGEST_TITLE)
    name = _NAME_BEFORE.search(sentence.source.text, low, said.start()) if said else None
    inside = [i for i in sentence.items if name and i.start < name.end() and name.start() < i.end and i.keys]
    known = sentence.source.knowledge.entity
    if any(i.type is EntityType.PERSON or known(i.keys[0]) is not None for i in inside):
        return None
    return name


def works_named(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None
) -> tuple[int, int, str] | None:
    """Works by their description: "le métro de Belgrade", "une centrale solaire de 20 MW"."""
    before = sentence.folded(hit.start - 36, hit.start)
    shared = sentence.source.cues("undertakings", hit.start - len(before), hit.start, "stake", "role")
    if started is None and _INSIDE.search(before[-22:]) and not shared:
        return None
    near = before[-22:]
    one = (_COUNTED if is_plural(sentence, hit) else _ONE).search(near) or _BARE.search(near)
    greatest = started is not None and _SUPERLATIVE.search(before) is not None
    alone = bool(one) or greatest or _is_headline(sentence, hit)
    several_at_one = _PLURAL_DEFINITE.search(before) and _is_at_one_site(sentence, hit)
    if not several_at_one and (not alone or (_is_general(sentence, hit) and started is None)):
        return None
    end = name_end(sentence, hit)
    one_word = " " not in sentence.folded(hit.start, hit.end)
    if end <= hit.end and one_word and _BARE_AFTER.search(before):
        return None  # "un contrat de combustible avec la centrale"
    if (
        is_plural(sentence, hit)
        and _is_general(sentence, hit)
        and not proper_name(sentence.source.quote(hit.start, end))
    ):
        return None  # "la construction de centrales": works in general
    if hit.payload["form"] == "sized" and not _is_sized(sentence, hit):
        between = sentence.source.cues("projects", started.end, hit.start) if started else ()
        if started is None or between or not proper_name(sentence.source.quote(hit.start, end)):
            return None
    sited = sentence.source.cues("sites", end, end + _PLACE_REACH, "sited")
    placed = (
        sited and sited[0].start <= end + 2 and sentence.places(sited[0].end, sited[0].end + _PLACE_REACH)
    )
    specific = end > hit.end or _is_sized(sentence, hit) or bool(placed) or is_link(sentence, hit)
    if not specific and started is None:
        return None
    if started is None and _is_any(sentence, hit, max(end, hit.end)) and not placed:
        return None
    named = _NAMED_NEXT.match(sentence.source.text, max(end, hit.end), sentence.end)
    if named and not any(i.start <= named.start(1) < i.end for i in sentence.items):
        return hit.start, named.end(1), sentence.source.quote(named.start(1), named.end(1))
    return hit.start, max(end, hit.end), sentence.source.quote(hit.start, max(end, hit.end))


def _is_general(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether works are told as a kind, not as this one: "de | centrale", "les | centrales"."""
    before = sentence.folded(hit.start - _MORE_REACH, hit.start)
    return bool((_GENERAL if is_plural(sentence, hit) else _WITHOUT).search(before))


def _is_any(sentence: Sentence, hit: Hit[Entry], end: int) -> bool:
    """Whether works are but one of a kind, of which nothing is told: "suit un corridor naturel"."""
    if not _INDEFINITE.search(sentence.folded(hit.start - _MORE_REACH, hit.start)):
        return False
    told = TELLING.search(sentence.source.text, hit.start + 1, end) or _is_sized(sentence, hit)
    around = sentence.places(end, end + _PLACE_REACH) or of_relative(sentence, end)
    by = _BY_WHOM.match(sentence.source.folded, end, sentence.end)
    return not (told or around or by or is_link(sentence, hit))


def _is_headline(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a heading begins with the works and what is told of them: "Métro de X : A signe …"."""
    head = _HEADLINE.match(sentence.source.text, hit.end, sentence.end)
    return hit.start == sentence.start and head is not None


def is_link(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether works are told by what they join: "une ligne à grande vitesse qui reliera Riga à Tallinn"."""
    return bool(linked(sentence, hit.start, hit.end + _PLACE_REACH))


def _is_at_one_site(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """ "Les éoliennes de Fécamp", not "les centrales d'EDF", "les éoliennes d'Italie"."""
    link = _ONE_SITE.match(sentence.source.text, hit.end, sentence.end)
    item = next((i for i in sentence.items if link and i.start <= link.end() < i.end), None)
    return link is not None and (item is None or item.type in _SITES_OF)


def _is_sized(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether its power comes next, "un parc de 300 MW", or its name with a power farther on."""
    powers = [a for a in sentence.amounts if a.amount.unit in POWER and a.span.start > hit.end]
    named = RUN.match(sentence.source.text, hit.end + 1, sentence.end)
    return bool(powers) and (named is not None or powers[0].span.start - hit.end <= 30)


def opened(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    """An institution still to be opened is a project; one that exists is not."""
    new = _INDEFINITE.search(sentence.folded(hit.start - 8, hit.start))
    if started is None:
        ahead = is_link(sentence, hit) and _TO_JOIN.match(sentence.source.folded, hit.end, sentence.end)
        return (hit.start, hit.end, sentence.source.quote(hit.start, hit.end)) if ahead else None
    end = name_end(sentence, hit)
    if sentence.source.text[hit.start].isupper() and not new and not _is_begun(sentence, started, hit, end):
        return None
    if _IN_ITS.search(sentence.folded(hit.start - 12, hit.start)):
        return None  # "investira 300 millions dans son usine de X"
    general = is_plural(sentence, hit) and _is_general(sentence, hit)
    if general and not proper_name(sentence.source.quote(hit.start, end)):
        return None  # "développer des usines de traitement": works in general
    if end <= hit.end:
        placed = _new_in_place(sentence, hit)
        if placed is not None:
            return placed
        cues = sentence.source.cues("office_modifiers", hit.start - 16, hit.start)
        fresh = [c for c in cues if c.end == hit.start - 1 and c.payload["form"] not in {"past", "then"}]
        sited = _is_sited(sentence, hit, started)
        if fresh and (started.payload["form"] == "passive" or sited):
            return fresh[0].start, hit.end, sentence.source.quote(fresh[0].start, hit.end)
        before = sentence.source.besides("office_modifiers", hit.start - 24, hit.start)
        some = bool(_SOME.search(before)) or _is_one_more(sentence, hit.start)
        done = _has_doer(sentence, started)
        again = started.payload["form"] == "rebuild" and bool(
            sited or sides(sentence, hit.end, hit.end + 2 * _PLACE_REACH)
        )
        if (
            again
            or (started.payload["form"] == "rebuild" and done and not _is_of_text(sentence, started))
            or (some and (sited or done))
            or (done and _is_several(sentence, hit))
        ):
            return hit.start, hit.end, sentence.source.quote(hit.start, hit.end)
        return None
    begins = started.start if started.payload["form"] == "named" else hit.start
    reach = _PLACE_REACH if started.payload["form"] == "named" else _NEXT
    end = max([end, *(i.end for i in sentence.places(end, end + reach))])
    return begins, end, sentence.source.quote(begins, end)


def _is_one_more(sentence: Sentence, offset: int) -> bool:
    """Whether what begins there is told as one more of somebody's: "sa deuxième | usine"."""
    low, cues = max(0, offset - _MORE_REACH), sentence.source.cues
    ranks = [*cues("ordinals", low, offset), *cues("word_classes", low, offset, "further")]
    return any(
        rank.end == offset - 1 and _ONE_MORE.search(sentence.folded(low, rank.start)) for rank in ranks
    )


def _is_several(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether works are told in a number that counts: "plusieurs | usines", "de nouvelles | écoles"."""
    cues = sentence.source.cues("word_classes", hit.start - _MORE_REACH, hit.start, "further")
    fresh = is_plural(sentence, hit) and any(cue.end == hit.start - 1 for cue in cues)
    return fresh or bool(_SOME_RIGHT_BEFORE.search(sentence.folded(hit.start - _MORE_REACH, hit.start)))


def _is_begun(sentence: Sentence, started: Hit[Entry], hit: Hit[Entry], end: int) -> bool:
    """Whether a name follows a noun of building: "la première pierre de la Villa Hegra"."""
    token = sentence.source.token_starting(started.start)
    verb = token is not None and token.pos_ != "NOUN"
    if started.payload["form"] not in {"create", "rebuild"}:
        return False
    if verb:  # "posera la première pierre du Centre culturel francophone"
        stone = any(t.pos_ == "NOUN" for t in sentence.source.tokens(started.start, started.end))
        return stone and sentence.folded(hit.start, end).count(" ") >= _FEWEST_SPACES
    return bool(TELLING.search(sentence.source.text, hit.end, end))


def _has_doer(sentence: Sentence, started: Hit[Entry]) -> bool:
    """Whether a firm or a bank is the subject of what begins the works: "Alta va ouvrir un centre"."""
    subject = sentence.subject(started.start, kinds=_DOERS)
    return any(i.type in _DOERS and i.end <= started.start for i in subject)


def _is_of_text(sentence: Sentence, started: Hit[Entry]) -> bool:
    """Whether an agreement is on the works: "un accord destiné à soutenir la modernisation du réseau"."""
    return bool(
        sentence.source.cues("agreements", max(sentence.start, started.start - _AGREED), started.start)
    )


def _is_sited(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry]) -> bool:
    """Whether the clause says where: "inaugurera à Fès une usine", "ouvrira une école au nord de Lomé"."""
    low, high = min(started.start, hit.start), max(started.end, hit.end)
    until = min(sentence.clause_end(high), high + 2 * _PLACE_REACH)
    if sentence.places(low, until):
        return True
    there = sentence.source.cues("sites", low, until, "there", "side", "capital")
    return bool(there or sides(sentence, low, until)) or sentence.folded(low - 3, low) == " y "


def _new_in_place(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Une nouvelle usine à Fès", "deux cimenteries au sud du Tchad": one or a few, and where."""
    before = sentence.source.besides("office_modifiers", hit.start - 24, hit.start)
    if not _SOME.search(before):
        return None
    places = sentence.places(hit.end, hit.end + _NEXT)
    sides = sentence.source.cues("sites", hit.end, hit.end + _PLACE_REACH, "side")
    sides = [side for side in sides if _SIDE.fullmatch(sentence.folded(hit.end, side.start))]
    if not places and not sides:
        return None
    end = places[0].end if places else hit.end
    return hit.start, end, sentence.source.quote(hit.start, end)


def name_end(sentence: Sentence, hit: Hit[Entry]) -> int:
    """The works' name: the noun with its adjectives, its size and its place name, not the whole clause."""
    stops = [i.start for i in sentence.items if i.type is EntityType.PERSON]
    stops += [i.start for i in sentence.items if i.kind == "anaphor" and i.start > hit.end]  # "du pays"
    stops += [h.start for h in sentence.source.cues("sites", hit.end, hit.start + 80, "sited", "planned")]
    stops += [
        i.start - 2 for i in sentence.items if i.type in _DOERS and sentence.preposition(i) in members("to")
    ]
    end = phrase_end(
        sentence.source, hit.start, min(sentence.end, hit.start + 80), coordinated=False, stops=stops
    )
    if end < hit.end and _ONE_SITE.match(
        sentence.source.text, hit.end
    ):  # the parser takes a word of the noun for an adverb: "station de dessalement | de Sfax"
        limit = min(sentence.end, hit.start + 80)
        end = phrase_end(sentence.source, hit.end + 1, limit, coordinated=False, stops=stops)
    shares = sentence.source.cues("stakes", hit.end, end, "share", "part", "whole")
    end = min([end, *(h.start - 1 for h in shares)])  # "à hauteur de"
    beside = _BESIDE_NAME.search(sentence.folded(hit.end, end))
    end = hit.end + beside.start() if beside else end
    last = sentence.source.token_starting(sentence.source.folded.rfind(" ", hit.start, end) + 1)
    measured = any(
        a.span.start < end <= a.span.end and a.amount.unit != "count" for a in sentence.amounts
    )  # "60 000 mètres carrés"
    if (
        last is not None
        and last.idx > hit.end
        and _COMPLETED.match(sentence.source.folded, end)
        and not measured
    ):
        end = last.idx - 1 if "Part" in last.morph.get("VerbForm", []) else end  # "commandé par A"
    end = with_capital_row(sentence.source, hit.start, end)
    return balanced_end(sentence.source, hit.start, end, floor=hit.end)
