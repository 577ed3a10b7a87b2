"""What a title governs: its country or organization, and its portfolio."""

from __future__ import annotations

import re

from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source, beginning
from diplograph.knowledge import Adjective, Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, PLACES, EntityType

GOVERNS = pattern(r",? ?(?:(?:aupres )?{of}{the}?|{for}{the})")
_POSTED = pattern(r" (?:{at}{the}?|{for}{the}|aupres {of}{the}?|pres {the})")
_POSTED_ABROAD = frozenset({"Ambassador", "Envoy"})  # "ambassadeur de A en B"; a president's visit is no post
_BEFORE_CHARGE = re.compile(r",? ")
_OF_CHARGE = pattern(r" (?:{of}|{to}|aupres |en )")
_THING = frozenset({"NOUN", "PROPN"})
_MORE_PORTFOLIOS = pattern(r"(?:, |,? et )(?:{of}|{to}){the}?")
_ANNOUNCING = pattern(r"(?: {of}?[a-zà-öø-ÿ-]+){0,4} ", spelt=True)
MOST_PORTFOLIO_WORDS = 16
_LONGEST_STANCE = 16  # characters of " attachement"
_LONGEST_TITLE = 160
_TAIL = 20
_GIVEN = pattern(r",?(?: et)? {to}{the}?")  # "ministre délégué au Commerce"
_AT = pattern(r" {to}{the}?")  # "secrétaire d'État au Budget"
_BRACKET = pattern(r" \([^() ]{2,12}\)(?= (?:{at}|{for}|aupres ))")
_LONE = pattern(r" {word}{word}?{of}{the}?")
_DASHED = re.compile(r" [–-] [A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ-]+(?= )")
_EMPLOYED = pattern(r" (?:{to}|chez ){the}?")  # "directrice des ventes chez Alta"
_PORTFOLIO = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "VERB", "X"})


def governed(source: Source, hit: Hit[Entry], by_start: dict[int, Mention]) -> tuple[Mention | None, int]:
    """The country or organization that a title governs, and where the title ends, portfolio included."""
    position = hit.end
    near = beginning(source.scan.adjectives, hit.end, hit.end + _LONGEST_TITLE)
    adjectives = {adjective.start: adjective for adjective in near}
    portfolios = {h.start: h.end for h in source.words("portfolios", hit.end, hit.end + _LONGEST_TITLE)}
    of: Mention | None = None
    words = 0
    limit = min(len(source.folded), position + _LONGEST_TITLE)
    while position < limit and words < MOST_PORTFOLIO_WORDS:
        if source.folded.startswith(" ", position):
            adjective = adjectives.get(position + 1)
            if adjective and len(adjective.payload.countries) == 1:
                if of is None and hit.payload.get("of") != "organization":
                    of = _meant(source, adjective)
                position = adjective.end
                continue
        link = GOVERNS.match(source.folded, position)
        portfolio = portfolios.get(link.end()) if link and (of is not None or words == 0) else None
        if link and link.end() in by_start and portfolio is not None and has_portfolio(hit.payload):
            position = portfolio
            words += 1
            continue
        superior = source.words("offices", link.end(), link.end() + 1) if link and of is None else ()
        if superior and link and not words and has_portfolio(hit.payload) and "aupres" in link.group():
            above, position = governed(source, superior[0], by_start)  # "auprès du ministre de la Santé, X"
            of, words = (above if above and above.type is EntityType.COUNTRY else None), words + 1
            continue
        if superior and is_posted(hit.payload):  # "envoyé spécial du président mongol"
            above, end = governed(source, superior[0], by_start)
            if above is not None and " pour " in source.folded[superior[0].end : above.start]:
                above, position = None, end  # "du président de la République pour le Liban": where, not whose
                continue
            if above is None or above.type is not EntityType.COUNTRY:
                break
            of = above
            if source.text[end : end + 1] == " " and end + 1 in by_start:
                break  # the name after it is the superior's
            position = end
            continue
        if link and link.end() in adjectives and hit.payload.get("post") == "Monarch" and of is None:
            of, position = (
                _meant(source, adjectives[link.end()]),
                adjectives[link.end()].end,
            )  # "roi des Belges"
            continue
        post_place = _POSTED.match(source.folded, position)
        abroad = of is not None and (is_posted(hit.payload) or of.type in ORGANIZATIONS)
        if abroad and post_place and post_place.end() in by_start:
            posted = by_start[post_place.end()]
            if posted.type in PLACES or (posted.type in ORGANIZATIONS and is_posted(hit.payload)):
                position = posted.end
                continue
        if link and link.end() in by_start and _is_ministry(source, hit, link, by_start[link.end()]):
            position = by_start[link.end()].end
            words += 1
            continue
        if link and link.end() in by_start:
            named = by_start[link.end()]
            if named.type is EntityType.PERSON:
                break
            part = of is not None and bool(source.cues("title_words", of.start, of.end, "part"))
            if part and of is not None and of.end == position and named.type in ORGANIZATIONS:
                of, position = named, named.end  # "du département Asie d'Alta"
                continue
            if of is None and (named.type is EntityType.COUNTRY or named.type in ORGANIZATIONS):
                of = named
                position = named.end
                continue
            if of is None and named.type in {EntityType.CITY, EntityType.REGION}:
                chaired = named.type is EntityType.REGION and hit.payload.get("org_post") == "Chair"
                own = hit.payload.get("of") in {"place", "town"} or chaired
                of = named if own else None  # "maire de la ville de Riga", "président de la région Bretagne"
                position = named.end
                continue
            break
        serving = _POSTED.match(source.folded, position) if of is None else None
        if serving and serving.end() in by_start and _is_apposed(source, hit, by_start[serving.end()]):
            of, position = by_start[serving.end()], by_start[serving.end()].end
            continue
        if of is None and link:
            announced = _announced(source, link.end(), by_start)
            if announced is not None:
                of, position = announced, announced.end
                continue
        tail = source.cues("title_words", position + 1, position + _TAIL, "tail", "elect")
        if tail and tail[0].start == position + 1:
            position = tail[0].end
            continue
        lone = _LONE.match(source.folded, position) if of is None and not words else None
        if (
            lone and hit.payload.get("of") == "organization"
        ):  # "directeur pays d'Alta", "directrice Asie de Beta"
            body = by_start.get(lone.end())
            if body is not None and body.type in ORGANIZATIONS:
                of, position, words = body, body.end, 1
                continue
        employer = _EMPLOYED.match(source.folded, position)
        if of is None and employer and hit.payload.get("of") == "organization":
            body = by_start.get(employer.end())
            if body is not None and body.type in ORGANIZATIONS:
                of, position = body, body.end
                continue
        bracket = _BRACKET.match(source.folded, position) if of is not None else None
        if bracket and of is not None and of.end == position:
            position = bracket.end()  # "directrice d'Alta (AB) | en Asie"
            continue
        field = position + 1 if words and of is None and source.folded.startswith(" ", position) else -1
        owned = GOVERNS.match(source.folded, by_start[field].end) if field in by_start else None
        if owned and by_start[field].type in PLACES and owned.end() in by_start:
            position = by_start[field].end  # "du département Asie d'Alta"
            continue
        dashed = _DASHED.match(source.text, position) if hit.payload.get("of") == "organization" else None
        if dashed and words:  # "directeur des investissements – Production chez Alta"
            position = dashed.end()
            continue
        at = _AT.match(source.folded, position) if not words else None
        if at and at.end() in portfolios:
            position = portfolios[at.end()]
            words += 1
            continue
        given = _GIVEN.match(source.folded, position) if hit.payload.get("post") == "Minister" else None
        if given and given.end() in portfolios:
            position = portfolios[given.end()]
            words += 1
            continue
        charge = charge_at(source, position)
        if charge is not None:
            position = charge.end
            words = max(words, 1)
            continue
        if link and not source.folded.startswith(",", position):
            step = portfolio_word(source, link.end(), by_start)
        elif words and (more := _MORE_PORTFOLIOS.match(source.folded, position)):
            step = portfolio_word(source, more.end(), by_start)
        else:
            step = portfolio_word(source, position + 1, by_start) if words else None
        if step is None:
            break
        position = step
        words += 1
    return of, position


def _is_apposed(source: Source, hit: Hit[Entry], country: Mention) -> bool:
    """Whether a minister's country ends an apposition: "Léa Baral, ministre du Plan en Jordanie, a signé"."""
    between_commas = source.folded.endswith(", ", 0, hit.start) and source.folded.startswith(",", country.end)
    return between_commas and hit.payload.get("post") == "Minister" and country.type is EntityType.COUNTRY


def _is_ministry(source: Source, hit: Hit[Entry], link: re.Match[str], body: Mention) -> bool:
    """Whether a minister is attached to a ministry: "secrétaire d'État auprès du ministère de la Santé"."""
    attached = "aupres" in link.group() and hit.payload.get("post") == "Minister"
    return attached and body.type is EntityType.PUBLIC_BODY


def is_posted(entry: Entry) -> bool:
    """Whether a title is held for one country in another: ambassador, envoy, consul, chargé d'affaires."""
    return entry.get("post") in _POSTED_ABROAD or (
        entry.get("post") == "OtherOffice" and entry.get("of") != "organization"
    )


def _meant(source: Source, adjective: Hit[Adjective]) -> Mention | None:
    """The country of an adjective or demonym; None when it is of several."""
    key, *others = adjective.payload.countries
    known = source.knowledge.entity(key)
    if known is None or others:
        return None
    return Mention(adjective.start, adjective.end, key, EntityType.COUNTRY, known.name)


def has_portfolio(entry: Entry) -> bool:
    """Whether a title takes a portfolio: a minister, or whoever stands in for one."""
    return entry.get("post") == "Minister" or (entry.get("post"), entry.get("of")) == (
        "OtherOffice",
        "country",
    )


def heads_a_body(source: Source, hit: Hit[Entry], end: int) -> bool:
    """Whether a title is of something that it names in its words: "président du Conseil [français] du culte".

    "Président de la République arabe d'A", "porte-parole du gouvernement d'A" are of the country.
    """
    if hit.payload.get("of") == "country" or hit.payload.get("post") in _POSTED_ABROAD:
        return False
    leads = hit.payload.get("post") == "HeadOfState"
    if not leads and source.words("offices", hit.end, end):
        return False  # "conseillère du président bulgare"
    if source.cues("title_words", hit.end, end, "state", *(() if leads else ("organ",))):
        return False
    tails = source.cues("title_words", hit.end, end, "tail", "elect")
    return any(
        token.pos_ in _THING and not any(t.start <= token.idx < t.end for t in tails)
        for token in source.tokens(hit.end, end)
    )


def charge_at(source: Source, position: int) -> Hit[Entry] | None:
    """What a minister is charged with comes next: ", chargée de", " délégué auprès de"."""
    lead = _BEFORE_CHARGE.match(source.folded, position)
    if lead is None:
        return None
    for word in source.words("title_words", lead.end(), lead.end() + 1):
        if word.payload["form"] == "charge" and _OF_CHARGE.match(source.folded, word.end):
            return word
    return None


def _announced(source: Source, offset: int, by_start: dict[int, Mention]) -> Mention | None:
    """An organization that a common noun announces: "PDG du groupe de chimie Alta"."""
    for hit in source.scan.words.get("heads", ()):
        if hit.start == offset:
            words = _ANNOUNCING.match(source.text, hit.end)
            if words and words.end() in by_start and by_start[words.end()].type in ORGANIZATIONS:
                return by_start[words.end()]
    return None


def portfolio_word(source: Source, offset: int, by_start: dict[int, Mention]) -> int | None:
    """End of one more word of a portfolio ("des Affaires étrangères"), None when it is over."""
    token = source.token_starting(offset)
    if token is None or token.idx != offset or offset in by_start or token.pos_ not in _PORTFOLIO:
        return None
    others = (*source.words("offices", offset, offset + 1), *source.words("civilities", offset, offset + 1))
    if any(not source.folded[: other.end].endswith("s") for other in others):
        return (
            None  # "conseillère du président X", "le président de la République et Mme X"; not "des députés"
        )
    end = offset + len(token)
    stance = source.cues("positions", offset, end + _LONGEST_STANCE, "toward", "noun")
    if token.text.islower() and stance and stance[0].start <= end + 1:
        return None  # "a assuré le ministre | du plein soutien de Lima"
    if token.pos_ == "VERB" and not source.cues("title_words", offset, end, "charge"):
        return None
    if token.pos_ in {"ADP", "CCONJ", "DET"}:
        following = source.token_starting(end)
        if following is not None and source.words("civilities", following.idx, following.idx + 1):
            return None
        if following is None or following.idx in by_start:
            return None
        if token.pos_ == "CCONJ" and source.words("offices", following.idx, following.idx + 1):
            return None  # "ministre de l'Énergie | et PDG d'Alta"
        joined = token.pos_ == "CCONJ" and following.pos_ == "ADJ"  # "des Affaires maghrébines et africaines"
        if not joined and not following.text[:1].isupper():
            return None
    return end
