"""How programmes and plans are named: by a title, by their years, by their aim, by their trade and place."""

from __future__ import annotations

import re

from diplograph.extraction.frames.projects.makers import costed, made_by
from diplograph.extraction.frames.projects.naming import QUOTED, TELLING, is_plural
from diplograph.extraction.frames.projects.siting import sides
from diplograph.extraction.items import Item
from diplograph.extraction.names.names import RUN
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import balanced_end, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_WITHIN = re.compile(r"[«\"“]\s?(?:l['’]|la |le )?$")
_CLOSE = re.compile(r"[^«»\"“”.;:,]{3,60}?(?=\s?[»\"”])()")
_IS_PLACE_LIKE = re.compile(r"(?:projets?|chantiers?|(?:missions?|fouilles|campagnes?) archeologiques?)$")
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
_APART = re.compile(r" (?:avec|pour|par|sur|au|aux|dans) ")
_FEWEST_WORDS = 3
_GREATEST = re.compile(r"\bplus [\w-]+ $")  # "il s'agit du plus grand projet d'X du pays": the one just told
_PLACE_REACH = 30
_TRADE_AND_SITE = re.compile(
    r"((?: (?!de |du |et )[a-zà-öø-ÿ-]+(?: et [a-zà-öø-ÿ-]+)?){1,2}) (?:de |d'|d’|du )(?=[A-ZÉÈ])"
)
_ONE_THING = re.compile(
    r"(?:^|[\s(])(?:le|la|l'|du|de la|de l'|au|a la|a l'|ce|cette|son|sa|un|une|d'un|d'une|leur) ?"
    r"(?:[\w-]+ )?$"
)
_ADJECTIVES = re.compile(r" (?:(?!de |du |des |et |que |qui |a )[a-z-]+ ){0,2}")
_COMPLEMENT = re.compile(r" (?:de |du |des |d'|pour )(?:la |le |l'|les )?(?=[a-z])")
_BEFORE = re.compile(
    r"(?<![\w'’-])([a-z]{0,2}[A-ZÉÈ][\w’'-]+(?: [A-ZÉÈ\d][\w’'-]*){0,3}), "
    r"(?:le |la |l['’]|un |une )(?:[\w-]+ )?$"
)
_WHAT = re.compile(r" (?:(?!qui |que )[\w-]+ ){0,2}(?:de |d'|pour |du |des )")
_ENDOWED = re.compile(r",? (?:dotee?|chiffree?|evaluee?|d'un montant|d'un budget) (?:de |a |d')?")
_SUM = 30
_NATION_REACH, _LONGEST_SURNAME = 40, 14
_SITED_BY = frozenset({EntityType.CITY, EntityType.REGION})


def titled(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None = None
) -> tuple[int, int, str] | None:
    """A programme with a title: « quoted », or capitalised right after the noun."""
    text = sentence.source.text
    quoted = QUOTED.match(text, hit.end, sentence.end)
    if quoted:
        return hit.start, quoted.end(), sentence.source.quote(quoted.start(1), quoted.end(1))
    whole = _WITHIN.search(text, max(sentence.start, hit.start - 8), hit.start)
    close = _CLOSE.match(text, hit.end, sentence.end) if whole else None
    if close and TELLING.search(text, hit.end, close.start(1)):
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
        if not TELLING.search(rest) and rest.count(" ") < _FEWEST_WORDS:
            return None  # "le Programme de coopération" may be any
        return (hit.start, end, sentence.source.quote(hit.start, end)) if end > hit.end else None
    special = _called(sentence, hit) or _national(sentence, hit) or _endowed(sentence, hit)
    special = special or costed(sentence, hit) or made_by(sentence, hit)
    if special:
        return special
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
    qualified = _qualified(sentence, hit)
    if qualified:
        return qualified
    run = RUN.match(text, position, sentence.end)
    if run and sentence.source.cues("civilities", run.start(), run.end() + 1):
        return None  # "les projets de M. Durand", "les initiatives de Sa Majesté"
    if run and link and _is_noun(sentence, run.start(), run.end()):
        return None  # "les projets de Développement"
    if run and text[hit.end] == " ":
        item = next((i for i in sentence.items if i.start <= run.start() < i.end), None)
        unknown = item is not None and sentence.source.knowledge.entity(item.keys[0]) is None
        after_man = (
            link is None and item is not None and item.type is EntityType.PERSON and _is_one_word(item)
        )
        if item is None or after_man or (unknown and _may_be_title(item, link if link is not kind else None)):
            end = max(run.end(), item.end) if item else run.end()
            return hit.start, end, sentence.source.quote(hit.start, end)
    return _aimed(sentence, hit) or _dated(sentence, hit) or _described(sentence, hit, started)


def _called(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "iDICE, le programme fédéral de soutien aux jeunes pousses": its name comes before what it is."""
    low = max(sentence.start, hit.start - _LONGEST_TITLE)
    match = _BEFORE.search(sentence.source.text, low, hit.start)
    nation = sentence.adjective_after(hit.end, reach=2)  # "Global Gateway, le programme européen"
    if match is None or not (nation or _WHAT.match(sentence.source.folded, hit.end, sentence.end)):
        return None
    inside = [i for i in sentence.items if i.start < match.end(1) and match.start(1) < i.end and i.keys]
    known = [i for i in inside if sentence.source.knowledge.entity(i.keys[0]) is not None]
    if known or any(i.type is EntityType.PERSON for i in inside):
        return None
    limit = min(sentence.end, hit.start + _LONGEST_TITLE)
    end = phrase_end(sentence.source, hit.start, limit, commas=False)
    return match.start(1), max(end, hit.end), match.group(1)


def _endowed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Le programme d'investissement vert du groupe, doté de 13 milliards": a sum makes it one."""
    if is_plural(sentence, hit) or not _ONE_THING.search(sentence.folded(hit.start - 24, hit.start)):
        return None
    limit = min(sentence.end, hit.start + _LONGEST_TITLE)
    end = phrase_end(sentence.source, hit.start, limit, commas=False, participles=False)
    sum_of = _ENDOWED.match(sentence.source.folded, end, sentence.end)
    if sum_of is None or end <= hit.end:
        return None
    money = any(0 <= a.span.start - sum_of.end() < _SUM and a.amount.unit.isupper() for a in sentence.amounts)
    return (hit.start, end, sentence.source.quote(hit.start, end)) if money else None


def _is_one_word(item: Item) -> bool:
    """Whether a man is told by his surname alone: "le plan Marshall", not "le projet Jean Moulin"."""
    return item.kind == "name" and item.end - item.name_start < _LONGEST_SURNAME


def _qualified(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Le projet agricole de Timimoun", "le projet gazier et pétrolier de Kribi": its trade and its site."""
    text = sentence.source.text
    match = _TRADE_AND_SITE.match(text, hit.end, sentence.end)
    if (
        match is None
        or not _IS_PLACE_LIKE.match(sentence.folded(hit.start, hit.end))
        or is_plural(sentence, hit)
    ):
        return None
    if not _ONE_THING.search(sentence.folded(hit.start - 24, hit.start)):
        return None
    if not all(
        t.pos_ in {"ADJ", "NOUN", "VERB", "CCONJ"} for t in sentence.source.tokens(hit.end, match.end(1))
    ):
        return None
    run = RUN.match(text, match.end(), sentence.end)
    item = next((i for i in sentence.items if run and i.start <= run.start() < i.end), None)
    if run is None or (item is not None and item.type not in _SITED_BY):
        return None
    if sentence.source.cues("civilities", run.start(), run.end() + 1):
        return None
    end = max(run.end(), item.end) if item else run.end()
    return hit.start, end, sentence.source.quote(hit.start, end)


def _national(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """ "Le plan national roumain de relance", "la stratégie tunisienne de l'hydrogène": a state's own."""
    nation = next(
        (i for i in sentence.items if i.kind == "adjective" and 0 < i.start - hit.end <= _NATION_REACH), None
    )
    if nation is None or nation.is_plural or is_plural(sentence, hit):
        return None
    between = sentence.folded(hit.end, nation.start)
    if not _ADJECTIVES.fullmatch(between) or not _ONE_THING.search(
        sentence.folded(hit.start - 24, hit.start)
    ):
        return None
    link = _COMPLEMENT.match(sentence.source.folded, nation.end, sentence.end)
    if link is None:
        return None
    limit = min(sentence.end, hit.start + _LONGEST_TITLE)
    end = phrase_end(sentence.source, nation.end, limit, commas=False, datives=False)
    apart = _APART.search(sentence.folded(nation.end, end))
    end = nation.end + apart.start() if apart else end
    return (hit.start, end, sentence.source.quote(hit.start, end)) if end > link.end() else None


def _may_be_title(item: Item, link: re.Match[str] | None) -> bool:
    """Whether a name that only the model gave is the programme's own: "le programme Choose Africa"."""
    if link is not None:  # "le projet de Dassa": the site's
        return item.type in _SITED_BY
    return item.kind == "name" and item.type in _TITLE_LIKE


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


def _described(
    sentence: Sentence, hit: Hit[Entry], started: Hit[Entry] | None
) -> tuple[int, int, str] | None:
    """A project told by its trade and place: "son projet d'usine d'engrais", "projets d'eau à Tachkent"."""
    loose = started is None and not _IS_PLACE_LIKE.match(sentence.folded(hit.start, hit.end))
    if loose and is_plural(sentence, hit):
        return None
    if not _OF.match(sentence.source.text, hit.end, sentence.end):
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
    apart = _APART.search(sentence.folded(trade[-1].end, end))
    end = trade[-1].end + apart.start() if apart else end
    return hit.start, end, sentence.source.quote(hit.start, end)


def _aimed(sentence: Sentence, hit: Hit[Entry]) -> tuple[int, int, str] | None:
    """A programme told by its aim or its beginning: "un programme destiné à …", "lancé en 2022"."""
    if _APPOSED.search(sentence.folded(hit.start - 8, hit.start)):
        return None  # "le projet X, un projet destiné à …"; "un avant-projet"
    aims = sentence.source.cues("subjects", hit.end, hit.end + _AIM_REACH, "aim")
    if not aims or not _ONE.fullmatch(sentence.folded(hit.end, aims[0].start)) or is_plural(sentence, hit):
        return None
    stop = _AIM_END.search(sentence.folded(aims[0].end, sentence.end))
    end = aims[0].end + stop.start() if stop else sentence.end
    return (hit.start, end, sentence.source.quote(hit.start, end)) if end - hit.end < _LONGEST_TITLE else None


def _is_noun(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a capitalised run is but one common noun."""
    tokens = list(sentence.source.tokens(start, end))
    return len(tokens) == 1 and tokens[0].pos_ == "NOUN" and tokens[0].text.istitle()
