"""How works and programmes are named: by a title, by their size, by a place, or as an institution to open."""

from __future__ import annotations

import re

from diplograph.extraction.frames.siting import sides
from diplograph.extraction.frames.works import proper_name
from diplograph.extraction.items import Item
from diplograph.extraction.names import RUN
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.source import balanced_end, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_QUOTED = re.compile(r"(?: [\w'’-]+){0,3}(?:, l[ae])? ?[«\"“]\s?([^«»\"“”]{3,100}?)\s?[»\"”]")
_WITHIN = re.compile(r"[«\"“]\s?(?:l['’]|la |le )?$")
_CLOSE = re.compile(r"[^«»\"“”.;:,]{3,60}?(?=\s?[»\"”])()")
_IS_PLACE_LIKE = re.compile(r"projets?$")
_YEARS = re.compile(
    r"(?: [a-zà-öø-ÿ'’-]+){0,5}(?<! en)(?<! depuis)(?<! de)(?<! avant) "
    r"\(?(?:20\d\d ?[-–/] ?20\d\d|20[2-9]\d)\b"
)
_NAMING = frozenset({"NOUN", "ADJ", "ADP", "DET", "CCONJ", "PROPN", "NUM", "PUNCT", "SYM", "SPACE"})
_DATING = frozenset({"dont", "en", "depuis", "avant", "après", "dès"})
_OWNED = re.compile(r"\b(?:son|leur|ses|leurs) (?:[\w-]+ )?$")
_TITLE_LIKE = frozenset({EntityType.COMPANY, EntityType.INSTITUTION, EntityType.CITY, EntityType.REGION})
_APPOSED = re.compile(r", une? (?:[\w-]+ )?$|-$")
_LONGEST_TITLE, _AIM_REACH = 100, 34
_ONE = re.compile(r" (?:[\w-]+ )?")
_AIM_END = re.compile(r"[,;.:()«]| (?:qui|que|dont|et) ")
_KIND = re.compile(r" [a-zé-]+ (?=[A-ZÉ])")
_OF = re.compile(r" (?:de |d'|d’|du )")
_SITE = r" (?:de |d'|d’|du )([A-ZÉÈ][\w-]+(?: (?:[A-ZÉÈ][\w-]+|\d{1,2}))*)"
_TITLE = r"([A-ZÉÈ][\w-]+(?: (?=[\w-]*[A-ZÉÈ])[\w-]+| [a-z]{4,7}(?= [A-ZÉÈ]))*)"
_TITLES = re.compile(rf" {_TITLE}(?: \([^()]{{1,12}}\))? et {_TITLE}")
_SITES = re.compile(rf"(?: d['’][a-zé]+)?{_SITE}(?: \([^()]{{1,30}}\))?(?:,| et){_SITE}")
_PLURAL_GENERIC = re.compile(r"(?:^|[\s(])(?:des|de|d'|les|ces|aux|nos|leurs|plusieurs|divers|differents) ?$")
_SINGULAR = re.compile(
    r"(?:^|[\s(])(?:le|la|l'|un|une|du|de la|de l'|d'un|d'une|au|a la|ce|cette|cet|sa|son|"
    r"deux|trois|quatre|cinq|six|[2-6]|premier|premiere|de) ?(?:[\w-]+ )?$"
)
_SUPERLATIVE = re.compile(r"\b(?:le |la |l'|du |un |une )(?:(?!de |du |des |et |a |au )[\w-]+ ){2,4}$")
_APART = re.compile(r" (?:avec|pour|par|sur|au|aux|dans) ")
_NAMED_NEXT = re.compile(r", ([A-ZÉÈ][\w-]+(?: (?:[A-ZÉÈ][\w-]+|\d{1,2}))+)(?=,)")
_CALLED = re.compile(
    r"(?<=[a-zà-öø-ÿ'’] )([A-ZÉÈ][\w-]{2,}(?: (?:[A-ZÉÈ][\w-]+|\d{1,2})){0,3}), une? (?:[\w-]+ )?$"
)
_INDEFINITE = re.compile(r"\b(?:un|une|d'un|d'une) $")
_TELLING = re.compile(r"[A-ZÀ-ÖØ-Þ0-9]")
_FEWEST_WORDS = 3
_SOME = re.compile(r"(?:^|[\s'])(?:une?|deux|trois|quatre|cinq|six) (?:(?!de |du |des )[\w-]+ )?$")
_SEVERAL = re.compile(r"(?:^|[\s'])(?:de nouvelles|de nouveaux|plusieurs) $")
_SIDE = re.compile(r" (?:a l'|a la |au |aux |dans le |dans la |dans l'|sur les )")
_PLACE_REACH, _NEXT = 30, 6
POWER = frozenset({"W", "kW", "MW", "GW", "TW"})
_INSIDE = re.compile(r" dans (?:le|la|l'|un|une) ?$")
_SITED_BY = frozenset({EntityType.CITY, EntityType.REGION})


def several(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> list[tuple[int, int, str]]:
    """ "les centrales solaires d'A (1 GW) et de B" are two projects, each with its own place."""
    source = sentence.source
    match = _SITES.match(source.text, hit.end, sentence.end)
    begun = hit.payload["form"] == "works" or (hit.payload["form"] == "start" and started is not None)
    if hit.payload["form"] == "named" and _is_plural(sentence, hit):
        both = _TITLES.match(source.text, hit.end, sentence.end)
        if both:
            return [(hit.start, both.end(1), both.group(1)), (both.start(2), both.end(2), both.group(2))]
    if match is None or not begun or not _is_plural(sentence, hit):
        return []
    head = " ".join(word.removesuffix("s") for word in source.quote(hit.start, hit.end).split())
    particles = [source.text[match.start(n) - 2 : match.start(n)].replace("e ", "de ") for n in (1, 2)]
    names = [f"{head} {particle}{name}" for particle, name in zip(particles, match.groups(), strict=True)]
    return [(hit.start, match.end(1), names[0]), (match.start(2), match.end(2), names[1])]


def _is_plural(sentence: Sentence, hit: Hit[Entry]) -> bool:
    return sentence.folded(hit.start, hit.end).split()[0].endswith(("s", "x"))


def titled(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None = None
) -> tuple[int, int, str] | None:
    """A programme with a title: « quoted », or capitalised right after the noun."""
    text = sentence.source.text
    quoted = _QUOTED.match(text, hit.end, sentence.end)
    if quoted:
        return hit.start, quoted.end(), sentence.source.quote(quoted.start(1), quoted.end(1))
    whole = _WITHIN.search(text, max(sentence.start, hit.start - 8), hit.start)
    close = _CLOSE.match(text, hit.end, sentence.end) if whole else None
    if close and _TELLING.search(text, hit.end, close.start(1)):
        return hit.start, close.start(1), sentence.source.quote(hit.start, close.start(1))
    if text[hit.start].isupper() and text[sentence.start : hit.start].strip(' «"-–'):
        end = phrase_end(
            sentence.source,
            hit.start,
            min(sentence.end, hit.start + _LONGEST_TITLE),
            commas=False,
            datives=False,
        )
        apart = _APART.search(sentence.folded(hit.end, end))
        end = hit.end + apart.start() if apart else end
        end = balanced_end(sentence.source, hit.start, end, floor=hit.end)
        rest = text[hit.end : end]
        if not _TELLING.search(rest) and rest.count(" ") < _FEWEST_WORDS:
            return None  # "le Programme de coopération" may be any
        return (hit.start, end, sentence.source.quote(hit.start, end)) if end > hit.end else None
    link = _OF.match(text, hit.end, sentence.end)
    if link and not _IS_PLACE_LIKE.match(sentence.folded(hit.start, hit.end)):
        # "la stratégie d'X" is X's, not its name
        return (
            None
            if text[link.end()].isupper()
            else _dated(sentence, hit) or _described(sentence, hit, started)
        )
    kind = _KIND.match(text, hit.end, sentence.end)
    if kind and all(
        t.pos_ in {"ADJ", "NOUN", "VERB"} for t in sentence.source.tokens(hit.end + 1, kind.end() - 1)
    ):
        link = kind
    position = link.end() if link else hit.end + 1
    run = RUN.match(text, position, sentence.end)
    if run and sentence.source.cues("civilities", run.start(), run.end() + 1):
        return None  # "les projets de M. Durand", "les initiatives de Sa Majesté"
    if run and link and _is_noun(sentence, run.start(), run.end()):
        return None  # "les projets de Développement"
    if run and text[hit.end] == " ":
        item = next((i for i in sentence.items if i.start <= run.start() < i.end), None)
        unknown = item is not None and sentence.source.knowledge.entity(item.keys[0]) is None
        if item is None or (unknown and _may_be_title(item, link if link is not kind else None)):
            end = max(run.end(), item.end) if item else run.end()
            return hit.start, end, sentence.source.quote(hit.start, end)
    return _aimed(sentence, hit) or _dated(sentence, hit) or _described(sentence, hit, started)


def _may_be_title(item: Item, link: re.Match[str] | None) -> bool:
    """Whether a name that only the model gave is the programme's own: "le programme Choose Africa"."""
    if link is not None:  # "le projet de Dassa": the site's
        return item.type in _SITED_BY
    return item.kind == "name" and item.type in _TITLE_LIKE


def _dated(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """A plan told by its years: "son plan de développement 2021-2025", "la stratégie 2030"."""
    match = _YEARS.match(sentence.source.text, hit.end, sentence.end)
    if match is None or _is_plural(sentence, hit):
        return None
    if sentence.source.cues("circumstances", hit.end, match.end(), "horizon"):
        return None  # "la stratégie du groupe à l'horizon 2030"
    if any(
        t.pos_ not in _NAMING or t.lower_ in _DATING for t in sentence.source.tokens(hit.end, match.end())
    ):
        return None
    return hit.start, match.end(), sentence.source.quote(hit.start, match.end())


def _described(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None
) -> tuple[int, int, str] | None:
    """A project told by its trade and place: "son projet d'usine d'engrais", "projets d'eau à Tachkent"."""
    loose = started is None and not _IS_PLACE_LIKE.match(sentence.folded(hit.start, hit.end))
    if loose and _is_plural(sentence, hit):
        return None
    if not _OF.match(sentence.source.text, hit.end, sentence.end):
        return None
    end = phrase_end(sentence.source, hit.start, min(sentence.end, hit.start + 90), coordinated=False)
    trade = [h for h in sentence.sectors if hit.end <= h.start < end]
    inner = [h for h in sentence.source.cues("projects", hit.end, end) if h.payload["form"] != "named"]
    if not trade or inner:
        return None
    places = sentence.places(trade[-1].end, end + _PLACE_REACH)
    places = places or sides(sentence, trade[-1].end, end + _PLACE_REACH)
    owned = _OWNED.search(sentence.folded(hit.start - 16, hit.start))
    if loose and not places:
        return None
    if not places and not owned and (started is None or _is_plural(sentence, hit)):
        return None
    apart = _APART.search(sentence.folded(trade[-1].end, end))
    end = trade[-1].end + apart.start() if apart else end
    return hit.start, end, sentence.source.quote(hit.start, end)


def _aimed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """A programme told by its aim or its beginning: "un programme destiné à …", "lancé en 2022"."""
    if _APPOSED.search(sentence.folded(hit.start - 8, hit.start)):
        return None  # "le projet X, un projet destiné à …"; "un avant-projet"
    aims = sentence.source.cues("subjects", hit.end, hit.end + _AIM_REACH, "aim")
    if not aims or not _ONE.fullmatch(sentence.folded(hit.end, aims[0].start)) or _is_plural(sentence, hit):
        return None
    stop = _AIM_END.search(sentence.folded(aims[0].end, sentence.end))
    end = aims[0].end + stop.start() if stop else sentence.end
    return (hit.start, end, sentence.source.quote(hit.start, end)) if end - hit.end < _LONGEST_TITLE else None


def _is_noun(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a capitalised run is but one common noun."""
    tokens = list(sentence.source.tokens(start, end))
    return len(tokens) == 1 and tokens[0].pos_ == "NOUN" and tokens[0].text.istitle()


def quoted(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """Works with a name in quotes: "le gisement d'uranium « South Djengeldi »"."""
    match = _QUOTED.match(sentence.source.text, hit.end, sentence.end)
    if match is None or not match.group(1)[0].isupper():
        return None
    return hit.start, match.end(), sentence.source.quote(match.start(1), match.end(1))


def apposed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """Works whose name comes before what they are: "SATRIA, un satellite de télécommunications"."""
    low = max(sentence.start, hit.start - _LONGEST_TITLE)
    match = _CALLED.search(sentence.source.text, low, hit.start)
    if match is None or any(i.start < match.end(1) and match.start(1) < i.end for i in sentence.items):
        return None
    return match.start(1), _name_end(sentence, hit), match.group(1)


def works_named(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None
) -> tuple[int, int, str] | None:
    """Works by their description: "le métro de Belgrade", "une centrale solaire de 20 MW"."""
    before = sentence.folded(hit.start - 36, hit.start)
    if started is None and _INSIDE.search(before[-22:]):
        return None
    one = _SINGULAR.search(before[-22:]) or (started is not None and _SUPERLATIVE.search(before))
    if not one or (_PLURAL_GENERIC.search(before) and started is None):
        return None
    end = _name_end(sentence, hit)
    if (
        _is_plural(sentence, hit)
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
    specific = end > hit.end or _is_sized(sentence, hit) or bool(placed)
    if not specific and started is None:
        return None
    named = _NAMED_NEXT.match(sentence.source.text, max(end, hit.end), sentence.end)
    if named and not any(i.start <= named.start(1) < i.end for i in sentence.items):
        return hit.start, named.end(1), sentence.source.quote(named.start(1), named.end(1))
    return hit.start, max(end, hit.end), sentence.source.quote(hit.start, max(end, hit.end))


def _is_sized(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether its power comes next, "un parc de 300 MW", or its name with a power farther on."""
    powers = [a for a in sentence.amounts if a.amount.unit in POWER and a.span.start > hit.end]
    named = RUN.match(sentence.source.text, hit.end + 1, sentence.end)
    return bool(powers) and (named is not None or powers[0].span.start - hit.end <= 30)


def opened(sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None) -> tuple[int, int, str] | None:
    """An institution still to be opened is a project; one that exists is not."""
    new = _INDEFINITE.search(sentence.folded(hit.start - 8, hit.start))
    if started is None:
        return None
    end = _name_end(sentence, hit)
    if sentence.source.text[hit.start].isupper() and not new and not _is_begun(sentence, started, hit, end):
        return None
    general = _is_plural(sentence, hit) and _PLURAL_GENERIC.search(sentence.folded(hit.start - 22, hit.start))
    if general and not proper_name(sentence.source.quote(hit.start, end)):
        return None  # "développer des usines de traitement": works in general
    if end <= hit.end:
        placed = _new_in_place(sentence, hit)
        if placed is not None:
            return placed
        cues = sentence.source.cues("office_modifiers", hit.start - 16, hit.start)
        fresh = [c for c in cues if c.end == hit.start - 1 and c.payload["form"] != "past"]
        sited = _is_sited(sentence, hit, started)
        if fresh and (started.payload["form"] == "passive" or sited):
            return fresh[0].start, hit.end, sentence.source.quote(fresh[0].start, hit.end)
        some = _SOME.search(sentence.source.besides("office_modifiers", hit.start - 24, hit.start))
        done = _has_doer(sentence, started)
        if (some and (sited or done)) or (
            done and _SEVERAL.search(sentence.folded(hit.start - 24, hit.start))
        ):
            return hit.start, hit.end, sentence.source.quote(hit.start, hit.end)
        return None
    begins = started.start if started.payload["form"] == "named" else hit.start
    reach = _PLACE_REACH if started.payload["form"] == "named" else _NEXT
    end = max([end, *(i.end for i in sentence.places(end, end + reach))])
    return begins, end, sentence.source.quote(begins, end)


def _is_begun(sentence: Sentence, started: Hit[Entry], hit: Hit[Entry], end: int) -> bool:
    """Whether a name follows a noun of building: "la première pierre de la Villa Hegra"."""
    token = sentence.source.token_starting(started.start)
    noun = started.payload["form"] in {"create", "rebuild"} and token is not None and token.pos_ == "NOUN"
    return noun and bool(proper_name(sentence.source.quote(hit.start, end)))


def _has_doer(sentence: Sentence, started: Hit[Entry]) -> bool:
    """Whether a company is the subject of what begins the works: "Alta va ouvrir un centre de formation"."""
    subject = sentence.subject(started.start, kinds=frozenset({EntityType.COMPANY}))
    return any(i.type is EntityType.COMPANY and i.end <= started.start for i in subject)


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


def _name_end(sentence: Sentence, hit: Hit[Entry]) -> int:
    """The works' name: the noun with its adjectives, its size and its place name, not the whole clause."""
    stops = [i.start for i in sentence.items if i.type is EntityType.PERSON]
    stops += [h.start for h in sentence.source.cues("sites", hit.end, hit.start + 80, "sited", "planned")]
    end = phrase_end(
        sentence.source, hit.start, min(sentence.end, hit.start + 80), coordinated=False, stops=stops
    )
    locative = [
        p.start()
        for p in re.finditer(
            r" (?:au|aux|en|dans|vers|pour|par|avec|sur|d'une?|depuis|pendant|durant|apres|avant|sans) ",
            sentence.folded(hit.end, end),
        )
    ]
    end = hit.end + locative[0] if locative else end
    return balanced_end(sentence.source, hit.start, end, floor=hit.end)
