"""Names that begin with what they are: "université d'Astana", "marine grecque", "la société Alta".

The table says how each head noun announces a name: `proper` heads belong to the name, `capital` ones when
written with a capital, `national` ones need no more than a country ("le Parlement ouzbek"); `common` heads
only lead to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from diplograph.extraction.mentions import NAME_START, OF, RUN, Mention, behind, named
from diplograph.extraction.names.head_ends import (
    before_acronym,
    between_two,
    binational,
    closing_head,
    in_brackets,
    name_end,
    of_a_country,
    place_end,
    with_acronym,
    with_capital_row,
    with_second_adjective,
    with_second_complement,
)
from diplograph.extraction.names.led_bodies import is_led, led_body
from diplograph.extraction.names.ministries import (
    coordinated_portfolios,
    country_end,
    lowercase_portfolio,
    with_adjectives,
)
from diplograph.extraction.names.surnames import has_given_name
from diplograph.extraction.source import Source, beginning, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, PLACES, EntityType
from diplograph.model.keys import entity_key

_FUNCTION = "(?!{of}|{at}|{by}|{for}|{with}|et |ou |{the})"  # "une ONG comme | Alta"
_AFTER_HEAD = pattern(  # "l'hôpital | n° 3 de Riga"
    r"(?: n[°º] ?{digits})?((?: " + _FUNCTION + r"[a-zà-öø-ÿ-]+){0,3}) (?:{of}{the}?)?(?=" + NAME_START + ")",
    spelt=True,
)
# Between a common noun and the name it announces: "groupe de chimie", "compagnie aérienne indienne".
_HEAD_MODIFIERS = pattern(
    r"(?: (?:de |d['’]|en )?" + _FUNCTION + r"(?!{which})[a-zà-öø-ÿ-]+){0,3}(?= " + NAME_START + ")",
    spelt=True,
)
_MORE = pattern(r"(?:, (?:et )?| {and})(?=" + NAME_START + ")", spelt=True)
_NO_NAME = pattern(r" (?:{at}|{by}|{for}|{which}|{prep})")
# What an article follows is no part of a name, or its last: a verb, whatever the model says.
_OBJECT = pattern(r" (?!{of}|{and}|{for}|{by}|{at}|{with}|{prep})([\w-]+) (?:{definite}|une? )")
_FOR = pattern(r" {for}{definite}")
_SEAT = pattern(r" (?:{at}|pres )(?:{the}|republique {of})?")
_DEFINITE = pattern(r"{edge}(?:{definite}|du |au )$")
_ARTICLE = pattern(r"{edge}({det}|{of}|{to})$")
_TITLES = ("offices", "civilities", "portfolios", "agreements", "events")
_LONG_NAME = 90
_APPOSED = pattern(r", {definite}")
_LINKED = re.compile(r" (?:des|du|d'|de(?: \w+)?)$")  # at the end of a head itself, without its space
_MINISTRY = "minister"
_OF_PLURAL = pattern(r"{edge}([\w-]+s) de $")


def headed(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Names with their head nouns, and names that a common noun announces."""
    starts = {mention.start: mention for mention in known}
    for hit in source.scan.words.get("heads", ()):
        if hit.start in starts and starts[hit.start].end > hit.end:
            yield from _with_more_portfolio(source, starts[hit.start])
            yield from of_a_country(source, starts[hit.start], starts)
            continue  # the gazetteer knows a name that begins here
        form = hit.payload["form"]
        pair = between_two(source, hit.end, starts) if form != "common" else 0
        if pair:
            yield named(source, hit.start, pair, EntityType(hit.payload["type"]))
            continue
        spelt_out = list(in_brackets(source, hit)) if form in {"common", "proper", "capital"} else []
        if spelt_out:
            yield from spelt_out
        elif form == "common":
            yield from _announced(source, hit, starts)
        elif form in {"national", "mission"}:
            yield from _national(source, hit, starts)
        elif form != "capital" or source.text[hit.start].isupper():
            found = None if form == "led" else closing_head(source, hit) or _proper(source, hit, starts)
            found = found or led_body(source, hit, starts)
            if found is not None:
                yield found
    yield from _nationals(source, starts)


def _with_more_portfolio(source: Source, known: Mention) -> Iterator[Mention]:
    """A ministry whose name goes on past that of a known one: "… et de la Recherche | scientifique"."""
    words = source.words("portfolios", known.start, known.end)
    further = max((word.end for word in words), default=0)
    if known.type is EntityType.PUBLIC_BODY and further > known.end:
        yield named(source, known.start, further, known.type)


def _announced(source: Source, hit: Hit[Entry], starts: dict[int, Mention]) -> Iterator[Mention]:
    text, kind = source.text, EntityType(hit.payload["type"])
    spelt_out = before_acronym(source, hit) if text[hit.start].isupper() else None
    if spelt_out is not None:
        yield named(source, hit.start, spelt_out, kind)
        return
    match = _HEAD_MODIFIERS.match(text, hit.end)
    for begin in dict.fromkeys((hit.end + 1, (match.end() if match else hit.end) + 1)):
        run = RUN.match(text, begin)
        known = starts.get(begin)
        # "le chantier naval Riga Marine": a town's name that goes on is a firm's
        longer = known and known.type in PLACES and kind in ORGANIZATIONS and run and run.end() > known.end
        if known is not None and not longer:
            end = known.end
        else:
            if not run or text[begin - 1] != " " or _is_adjective(source, run.start(), run.end()):
                continue
            end = with_acronym(source, run.start(), run.end()) or run.end()
            yield named(source, run.start(), end, kind)
        if source.folded[hit.end - 1] == "s":
            yield from _listed(source, end, kind, starts)
        return


def _nationals(source: Source, starts: dict[int, Mention]) -> Iterator[Mention]:
    """Firms named after their country's adjective alone: "le russe Beta", "les chinois Alta et Cora"."""
    persons = {e.start_char for e in source.analysed.doc.ents if e.label_ == "PER" and " " in e.text}
    for adjective in source.scan.adjectives:
        begin = adjective.end + 1
        run = RUN.match(source.text, begin)
        if run is None or not source.text[adjective.start].islower() or source.text[begin - 1] != " ":
            continue
        article = source.before(_ARTICLE, adjective.start)
        if article is None or begin in persons or len(adjective.payload.countries) != 1:
            continue
        end = run.end()
        if begin in starts:
            end = starts[begin].end
        elif not any(source.words(table, begin, begin + 1) for table in _TITLES):
            yield named(source, begin, end, EntityType.COMPANY)
        if article.group(1).endswith(("s ", "x ")):
            yield from _listed(source, end, EntityType.COMPANY, starts)


def _listed(source: Source, end: int, kind: EntityType, starts: dict[int, Mention]) -> Iterator[Mention]:
    """Further names after a plural head: "les sociétés Alta, Bera et Cora"."""
    while True:
        more = _MORE.match(source.text, end)
        run = RUN.match(source.text, more.end()) if more else None
        if more is None or run is None:
            return
        if run.start() in starts:
            end = starts[run.start()].end
            continue
        if " " in run.group() and has_given_name(source, run.start()):
            return
        token = source.token_starting(run.end())
        if more.group().strip() == "," and token is not None and token.pos_ in {"VERB", "AUX"}:
            return  # a new clause: "…, Bera a"
        yield named(source, run.start(), run.end(), kind)
        end = run.end()


def _national(source: Source, hit: Hit[Entry], starts: dict[int, Mention]) -> Iterator[Mention]:
    """ "la marine grecque", "le Parlement de Norvège"."""
    kind = EntityType(hit.payload["type"])
    end = country_end(source, hit.end, starts)
    plural = source.before(_OF_PLURAL, hit.start)
    if plural and not any(source.begins(table, plural.start(1)) for table in ("offices", "memberships")):
        return  # "les droits de douane chinois"; not "les membres de"
    if end is None and source.text[hit.start].isupper() and is_led(source, hit.start):
        body = named(source, hit.start, hit.end, kind)
        yield replace(body, key=entity_key(kind, f"{body.name} {source.analysed.document.identifier}"))
    seat = _seat_end(source, end, starts) if end is not None and hit.payload["form"] == "mission" else None
    if seat is not None:
        yield named(source, hit.start, seat, kind)
    elif end is not None:
        mention = named(source, hit.start, end, kind)
        key = entity_key(kind, f"{source.folded[hit.start : hit.end]} {_country_of(source, hit.end, starts)}")
        run = RUN.match(source.text, end + 1) if source.text.startswith(" ", end) else None
        if run is not None and " " in run.group() and is_led(source, hit.start):
            run = None  # "le président de l'Assemblée nationale du Vietnam Nguyen Sinh Hung"
        own = starts.get(end + 1) or (named(source, run.start(), run.end(), kind) if run else None)
        if own is None or own.type not in ORGANIZATIONS:
            known = behind(source, _APPOSED, end, starts)
            if known is not None and known.type in ORGANIZATIONS:  # "le fonds souverain saoudien, le PIF"
                yield replace(known, start=mention.start, end=mention.end, bare=True)
                return
            yield replace(mention, key=key)
            return
        yield own  # "l'agence spatiale lettone Kosma" names one body
        yield replace(own, start=mention.start, end=mention.end)


def _seat_end(source: Source, end: int, starts: dict[int, Mention]) -> int | None:
    """Where the place ends in which an embassy is: "l'ambassade de France | au Ghana"; None when unsaid."""
    place = behind(source, _SEAT, end, starts)
    return place.end if place is not None and place.type in PLACES else None


def _country_of(source: Source, offset: int, starts: dict[int, Mention]) -> str:
    """Name of the country that `country_end` found, so that its adjective and its name give one key."""
    for adjective in beginning(source.scan.adjectives, offset + 1, offset + 2):
        known = source.knowledge.entity(adjective.payload.countries[0])
        if known is not None:
            return known.name
    country = behind(source, OF, offset, starts)
    return country.name if country is not None else ""


def _proper(source: Source, hit: Hit[Entry], starts: dict[int, Mention]) -> Mention | None:
    text, kind = source.text, EntityType(hit.payload["type"])
    capital = text[hit.start].isupper()
    if kind is EntityType.INTERNATIONAL_ORGANIZATION and not capital:
        return None  # "l'organisation du Jubilé"
    spelt_out = before_acronym(source, hit) if capital else None
    if spelt_out is not None:
        return named(source, hit.start, spelt_out, kind)
    ministry = source.folded.startswith(_MINISTRY, hit.start)
    if ministry:
        end = lowercase_portfolio(source, hit.end, starts)
        if end is not None:
            return named(source, hit.start, end, kind)
    definite = source.before(_DEFINITE, hit.start)
    if (
        (capital or definite)
        and kind is EntityType.INSTITUTION
        and (adjective := binational(source, hit.end))
    ):
        return named(source, hit.start, adjective, kind)
    reach = _AFTER_HEAD.match(text, hit.end)
    if reach:
        run = RUN.match(text, reach.end())
        plural = not capital and source.folded[hit.start : hit.end].partition(" ")[0].endswith("s")
        modified = _is_adjectival(source, reach.start(1), reach.end(1))
        inner = starts.get(run.start()) if run else None
        nested = inner is not None and inner.type not in PLACES and inner.type is not EntityType.PERSON
        last = name_end(source, run, inner, of_person=kind is EntityType.INSTITUTION) if run else 0
        if run and kind is EntityType.PUBLIC_BODY and _is_of_holder(source, hit, run, inner):
            return named(source, hit.start, hit.end, kind)
        if run and last and not nested and modified and not plural:
            end = with_adjectives(source, last)
            if kind is EntityType.REGION and inner is not None and inner.type is EntityType.REGION:
                return Mention(hit.start, inner.end, inner.key, inner.type, inner.name)
            state = hit.payload["form"] == "capital" and kind is EntityType.REGION
            if state and source.folded.endswith("d'", 0, hit.start):
                return None  # "la visite d'État de Maia Sandu"
            if state and _is_whole_state(source, hit.end, run.end(), inner):
                return None
            if ministry:
                end = coordinated_portfolios(source, end, starts)
            end = place_end(source, end, starts) or with_capital_row(source, hit.start, end)
            return named(source, hit.start, end, kind)
    if capital and kind is not EntityType.REGION and not _starts_line(text, hit.start):
        limit = min(len(source.folded), hit.start + _LONG_NAME)
        purpose = _FOR.match(source.folded, hit.end)  # "Autorité | pour la réforme ferroviaire"
        first = _NO_NAME.search(source.folded, purpose.end() if purpose else hit.end, limit)
        cut = [first.start()] if first else []
        verb = _OBJECT.search(source.folded, hit.end, limit)
        cut += [verb.start() if text[verb.start(1)].islower() else verb.end(1)] if verb else []
        cut += [d.span.start for d in source.analysed.dates if hit.end < d.span.start < limit]
        cut += [
            t.idx - 1
            for t in source.tokens(hit.end, limit)
            if t.pos_ in {"VERB", "AUX"} and "Fin" in t.morph.get("VerbForm", [])
        ][:1]
        end = phrase_end(source, hit.start, limit, coordinated=False, stops=cut)
        end = with_second_adjective(source, end, limit, cut)
        end = with_second_complement(source, hit.start, end, limit, cut)
        content = [t for t in source.tokens(hit.end, end) if t.pos_ in {"NOUN", "ADJ", "PROPN"}]
        least = 1 if _LINKED.search(source.folded, hit.start, hit.end) else 2  # "Chambre des | conseillers"
        if end > hit.end and len(content) >= least:  # "l'Université mexicaine" describes, it does not name
            return named(source, hit.start, end, kind)
    return None


def _is_of_holder(source: Source, hit: Hit[Entry], run: re.Match[str], inner: Mention | None) -> bool:
    """Whether who heads a body is named right behind it: "le président de la Cour des comptes | X"."""
    person = inner is None or inner.type is EntityType.PERSON
    whole = " " in source.text[hit.start : hit.end] and " " in run.group()
    return whole and person and run.start() == hit.end + 1 and is_led(source, hit.start)


def _is_whole_state(source: Source, start: int, end: int, inner: Mention | None) -> bool:
    """Whether "État de" begins no province: "l'État du Qatar", "chef de l'État du président Duval"."""
    state = inner is not None and inner.type is EntityType.COUNTRY
    return state or bool(source.words("offices", start, end))


def _is_adjectival(source: Source, start: int, end: int) -> bool:
    return all(token.pos_ in {"ADJ", "NOUN", "PROPN"} for token in source.tokens(start, end))


def _is_adjective(source: Source, start: int, end: int) -> bool:
    """Whether a capitalised word is but a country's adjective: "les chemins de fer Kazakhs"."""
    return any(a.end == end for a in beginning(source.scan.adjectives, start, start + 1))


def _starts_line(text: str, offset: int) -> bool:
    before = text[max(0, offset - 8) : offset].rstrip(" «\"'")[-1:]
    return before in {"", "\n", ".", "!", "?", ":"}
