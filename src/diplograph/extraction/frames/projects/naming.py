"""How works are named: by what they are, their size, a place, or as an institution to open."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.titles_of_works import proper_name
from diplograph.extraction.frames.projects.partaking import BUILDERS
from diplograph.extraction.frames.projects.siting import linked, sides
from diplograph.extraction.names.names import RUN
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import balanced_end, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

QUOTED = re.compile(r"(?: [\w'’-]+){0,3}(?:, l[ae])? ?[«\"“]\s?([^«»\"“”]{3,100}?)\s?[»\"”]")
_LONGEST_TITLE = 100
_SITE = r" (?:de |d'|d’|du )([A-ZÉÈ][\w-]+(?: (?:[A-ZÉÈ][\w-]+|\d{1,2}))*)"
_TITLE = r"([A-ZÉÈ][\w-]+(?: (?=[\w-]*[A-ZÉÈ])[\w-]+| [a-z]{4,7}(?= [A-ZÉÈ]))*)"
_TITLES = re.compile(rf" {_TITLE}(?: \([^()]{{1,12}}\))? et {_TITLE}")
_SITES = re.compile(
    rf"(?: d['’][a-zé]+)?{_SITE}(?: \([^()]{{1,30}}\))?"
    rf"(?:, dont [^,;.()]{{5,90}})?(?:, et|,| et){_SITE}"
)
_PLURAL_GENERIC = re.compile(r"(?:^|[\s(])(?:des|de|d'|les|ces|aux|nos|leurs|plusieurs|divers|differents) ?$")
_SINGULAR = re.compile(
    r"(?:^|[\s(])(?:le|la|l'|un|une|du|de la|de l'|d'un|d'une|au|a la|ce|cette|cet|sa|son|"
    r"deux|trois|quatre|cinq|six|[2-6]|premier|premiere|de) ?(?:[\w-]+ )?$"
)
_SUPERLATIVE = re.compile(r"\b(?:le |la |l'|du |un |une )(?:(?!de |du |des |et |a |au )[\w-]+ ){2,4}$")
_NAMED_NEXT = re.compile(r", ([A-ZÉÈ][\w-]+(?: (?:[A-ZÉÈ][\w-]+|\d{1,2}))+)(?=,)")
_CALLED = re.compile(
    r"(?<=[a-zà-öø-ÿ'’] )([A-ZÉÈ][\w-]{2,}(?: (?:[A-ZÉÈ][\w-]+|\d{1,2})){0,3}), "
    r"(?:une?|cette|cet|ce) (?:[\w-]+ )?$"
)
_INDEFINITE = re.compile(r"\b(?:un|une|d'un|d'une) $")
TELLING = re.compile(r"[A-ZÀ-ÖØ-Þ0-9]")
_ONE_MORE = re.compile(r"(?:^|[\s'])(?:sa|son|leur) $")
_SOME = re.compile(r"(?:^|[\s'])(?:une?|deux|trois|quatre|cinq|six) (?:(?!de |du |des )[\w-]+ )?$")
_SEVERAL = re.compile(r"(?:^|[\s'])(?:de nouvelles|de nouveaux|plusieurs) $")
_SIDE = re.compile(r" (?:a l'|a la |au |aux |dans le |dans la |dans l'|sur les )")
_MORE_REACH = 24
_PLACE_REACH, _NEXT, _AGREED = 30, 6, 60
_FEWEST_SPACES = 2
POWER = frozenset({"W", "kW", "MW", "GW", "TW"})
_SITES_OF = frozenset({EntityType.CITY})
_DOERS = BUILDERS - {EntityType.COUNTRY}
_PLURAL_DEFINITE = re.compile(r"(?:^|[\s(])(?:les|aux|des) ?$")
_ONE_SITE = re.compile(r" (?:de |d'|d’|du )(?=[A-ZÉÈ])")
_BARE_AFTER = re.compile(r"(?:^|[\s(])(?:avec|par|dans|pres de|sur|chez|contre) (?:la |le |l')$")
_TO_JOIN = re.compile(
    r",? (?:[\w-]+ )?(?:qui|lequel|laquelle) (?:doit |doivent |devra |devrait |va )?\w+er(?:a|ont)?\b"
)
_HEADLINE = re.compile(r" (?:de |d'|d’|du )[A-ZÉÈ][^:;.,]{1,40} ?: ")
_IN_ITS = re.compile(r" dans (?:son|sa|ses|leurs?) $")
_INSIDE = re.compile(r" dans (?:le|la|l'|un|une) ?$")


def several(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> list[tuple[int, int, str]]:
    """ "les centrales solaires d'A (1 GW) et de B" are two projects, each with its own place."""
    source = sentence.source
    match = _SITES.match(source.text, hit.end, sentence.end)
    begun = hit.payload["form"] == "works" or (hit.payload["form"] == "start" and started is not None)
    if hit.payload["form"] == "named" and is_plural(sentence, hit):
        both = _TITLES.match(source.text, hit.end, sentence.end)
        if both:
            return [(hit.start, both.end(1), both.group(1)), (both.start(2), both.end(2), both.group(2))]
    if match is None or not begun or not is_plural(sentence, hit):
        return []
    head = " ".join(word.removesuffix("s") for word in source.quote(hit.start, hit.end).split())
    particles = [source.text[match.start(n) - 2 : match.start(n)].replace("e ", "de ") for n in (1, 2)]
    names = [f"{head} {particle}{name}" for particle, name in zip(particles, match.groups(), strict=True)]
    return [(hit.start, match.end(1), names[0]), (match.start(2), match.end(2), names[1])]


def is_plural(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the noun of works is a plural."""
    return sentence.folded(hit.start, hit.end).split()[0].endswith(("s", "x"))


def quoted(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """Works with a name in quotes: "le gisement d'uranium « South Djengeldi »"."""
    match = QUOTED.match(sentence.source.text, hit.end, sentence.end)
    if match is None or not match.group(1)[0].isupper():
        return None
    return hit.start, match.end(), sentence.source.quote(match.start(1), match.end(1))


def apposed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """Works whose name comes before what they are: "SATRIA, un satellite de télécommunications"."""
    low = max(sentence.start, hit.start - _LONGEST_TITLE)
    match = _CALLED.search(sentence.source.text, low, hit.start)
    if match is None:
        return None
    inside = [i for i in sentence.items if i.start < match.end(1) and match.start(1) < i.end and i.keys]
    if any(sentence.source.knowledge.entity(i.keys[0]) is not None for i in inside):
        return None
    return match.start(1), name_end(sentence, hit), match.group(1)


def works_named(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None
) -> tuple[int, int, str] | None:
    """Works by their description: "le métro de Belgrade", "une centrale solaire de 20 MW"."""
    before = sentence.folded(hit.start - 36, hit.start)
    shared = sentence.source.cues("undertakings", hit.start - len(before), hit.start, "stake", "role")
    if started is None and _INSIDE.search(before[-22:]) and not shared:
        return None
    one = _SINGULAR.search(before[-22:]) or (started is not None and _SUPERLATIVE.search(before))
    alone = bool(one) or _is_headline(sentence, hit)
    several_at_one = _PLURAL_DEFINITE.search(before) and _is_at_one_site(sentence, hit)
    if not several_at_one and (not alone or (_PLURAL_GENERIC.search(before) and started is None)):
        return None
    end = name_end(sentence, hit)
    one_word = " " not in sentence.folded(hit.start, hit.end)
    if end <= hit.end and one_word and _BARE_AFTER.search(before):
        return None  # "un contrat de combustible avec la centrale"
    if (
        is_plural(sentence, hit)
        and _PLURAL_GENERIC.search(before)
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
    named = _NAMED_NEXT.match(sentence.source.text, max(end, hit.end), sentence.end)
    if named and not any(i.start <= named.start(1) < i.end for i in sentence.items):
        return hit.start, named.end(1), sentence.source.quote(named.start(1), named.end(1))
    return hit.start, max(end, hit.end), sentence.source.quote(hit.start, max(end, hit.end))


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
    general = is_plural(sentence, hit) and _PLURAL_GENERIC.search(sentence.folded(hit.start - 22, hit.start))
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
            or (done and _SEVERAL.search(sentence.folded(hit.start - 24, hit.start)))
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
    return bool(there) or sentence.folded(low - 3, low) == " y "


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
        i.start - 2
        for i in sentence.items
        if i.type in _DOERS and sentence.preposition(i) in {"a", "au", "aux"}
    ]
    end = phrase_end(
        sentence.source, hit.start, min(sentence.end, hit.start + 80), coordinated=False, stops=stops
    )
    if end < hit.end and _ONE_SITE.match(
        sentence.source.text, hit.end
    ):  # the parser takes a word of the noun for an adverb: "station de dessalement | de Sfax"
        limit = min(sentence.end, hit.start + 80)
        end = phrase_end(sentence.source, hit.end + 1, limit, coordinated=False, stops=stops)
    shares = sentence.source.cues("stakes", hit.end, end, "share")
    end = min([end, *(h.start - 1 for h in shares)])  # "à hauteur de"
    locative = [
        p.start()
        for p in re.finditer(
            r" (?:a une?|a des|a son|au|aux|en|dans|vers|pour|par|avec|sur|d'une?"
            r"|depuis|pendant|durant|apres|avant|sans) ",
            sentence.folded(hit.end, end),
        )
    ]
    end = hit.end + locative[0] if locative else end
    last = sentence.source.token_starting(sentence.source.folded.rfind(" ", hit.start, end) + 1)
    if last is not None and last.idx > hit.end and sentence.source.folded.startswith(" par ", end):
        end = last.idx - 1 if "Part" in last.morph.get("VerbForm", []) else end  # "commandé par A"
    return balanced_end(sentence.source, hit.start, end, floor=hit.end)
