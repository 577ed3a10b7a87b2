"""Visits: nouns ("une visite d'État"), verbs of going ("s'est rendu"), receptions ("accueilli par")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.discourse import Item
from diplograph.extraction.drafts import Draft
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import PLACES, EntityType, Status

VISITORS = frozenset({EntityType.PERSON, EntityType.COUNTRY})
_POSSESSIVE = re.compile(r"(?:^|[\s(])(?:sa|son|leur|ses|leurs) (?:[\w-]+ ){0,2}$")
_ANAPHORIC = re.compile(r"(?:^|[\s(])(?:la|cette|ce|le|du|de la|une|au|l') ?(?:[\w-]+ ){0,1}$")
_SEEN = 8  # characters between "a visité" and the place: an article
_PHRASE = 70  # characters of the visit's own complements: visitor and place
_TO = frozenset({"à", "a"})
_SELF = frozenset({"se", "s'", "s’"})
_INVITED_REACH = 110
_OTHER_TIME = re.compile(r"\b(?:apres|avant|depuis) (?:une|la|sa|leur) $")
_SINCE = re.compile(r"\b(?:depuis|apres|avant)\b")
_CELLE = re.compile(r"\bcelle (?=du |de |d')")
_RELATIVE = re.compile(r"(?: (?!qu)[\w'-]+){0,2}? qu(?:'|e )")
_FRONTED = 60  # characters of a fronted "après son voyage à Riga" up to its comma
_THOSE = re.compile(r"\b(?:ceux|celles|celui|celle) (?=(?:de |du |d')(?:\d|[a-z]+ \d{4}))")
_ENUMERATED = re.compile(r"(?:de |du |d')|(?:, | et |, et )(?:de |du |d')?")
_BE_REACH = 40  # characters of "sera mercredi à " up to the place
_LOCATIVE = re.compile(r",? (?:a|au|aux|en) ")
_TO_GO = re.compile(r",? (?:de |d')")
_MINE = re.compile(r"(?:^|[\s(])(ma|mon|notre|nos|votre|vos) (?:[\w-]+ ){0,2}$")
_WHERE = re.compile(r",? où ")
_ON_VISIT = re.compile(r"(?:^|[\s,(])en $")


def find_visits(sentence: Sentence) -> Iterator[Draft]:
    """Visits that one sentence states or adds to."""
    hits = [h for h in sentence.words("visits") if _may_trigger(sentence, h)]
    for number, hit in enumerate(hits):
        following = [h.start for h in hits[number + 1 :]] + [a for a in _that_of(sentence) if a > hit.end]
        those = _THOSE.search(sentence.source.folded, hit.end, sentence.end)
        following += [those.start()] if those else []
        until = min([*following, sentence.clause_end(hit.end)])
        if hit.payload["form"] == "noun":
            yield from _from_noun(sentence, hit, until)
        else:
            yield from _from_verb(sentence, hit, until)
        if hit.payload["form"] == "noun":
            for offset in _that_of(sentence):
                if offset > hit.end:
                    yield from _from_that_of(sentence, hit, offset)
    yield from _from_receptions(sentence)


def _may_trigger(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a word can tell a visit by itself: "sera" only right before a place, "lundi à Rome"."""
    form = hit.payload["form"]
    if form != "be":
        return form != "led"
    places = sentence.places(hit.end, hit.end + _BE_REACH)
    if not places:
        return False
    days = [d.span for d in sentence.dates if hit.end < d.span.start and d.span.end < places[0].start]
    rest = sentence.folded(max([hit.end, *(d.end for d in days)]), places[0].start)
    first = sentence.folded(hit.end, min([places[0].start, *(d.start for d in days)]))
    return _LOCATIVE.fullmatch(rest) is not None and (not days or first.strip() in {"", "le", "ce"})


def _that_of(sentence: Sentence) -> list[int]:
    return [m.end() for m in _CELLE.finditer(sentence.source.folded, sentence.start, sentence.end)]


def _from_noun(sentence: Sentence, hit: Hit[Entry], until: int) -> Iterator[Draft]:
    before = sentence.folded(hit.start - 40, hit.start)
    if _is_invited_to(sentence, hit.start):
        return
    after = hit.end
    relative: list[Item] = []
    by_genitive = (
        sentence.genitive(after, kinds=VISITORS, reach=70)
        or _owner_after_place(sentence, after, until)
        or (relative := _in_relative(sentence, after))
    )
    visitors: list[Item] = [i for i in by_genitive if i.end <= until] or _apposed(sentence, hit)
    anaphoric = False
    if not visitors:
        verb = _light_verb(sentence, hit)
        if verb is not None:
            visitors = sentence.subject(verb, kinds=VISITORS)
        elif (said := _in_person(sentence, before)) is not None:
            visitors = said
            anaphoric = not visitors
        elif _POSSESSIVE.search(before):
            visitors = sentence.subject(hit.start, kinds=VISITORS) or _cataphoric(sentence, hit)
            anaphoric = not visitors
        else:
            anaphoric = bool(_ANAPHORIC.search(before)) or hit.start == sentence.start
    if not by_genitive and _POSSESSIVE.search(before):
        visitors = _foreigners(sentence, visitors, hit, until)
    hosts = _hosts(sentence)
    keys = _from_abroad(sentence, tuple(k for k in sentence.actors(visitors) if k not in hosts), after, until)
    if not keys and not anaphoric:
        return
    for low, high in [(relative[-1].end, until)] if relative else _legs(sentence, hit, until):
        draft = _draft(sentence, hit, keys, hosts, visitors, high, anaphoric=not keys, after=low)
        yield draft
        if keys and draft.get("place"):
            yield from _those_of(sentence, hit, draft)


def _is_invited_to(sentence: Sentence, start: int) -> bool:
    """Whether someone is invited to the visit at an offset: then it is an invitation (ANNOTATION.md)."""
    for cue in sentence.source.cues("invitations", max(sentence.start, start - _INVITED_REACH), start):
        between = sentence.folded(cue.end, start)
        if cue.payload["form"] != "noun":
            if cue.payload["form"] != "at" and ";" not in between:
                return True
        elif not re.search(r"[.;,]", between):  # "une invitation à effectuer une visite"
            tokens = sentence.source.tokens(cue.end, start + 3)
            to = [n for n, token in enumerate(tokens) if token.lower_ in _TO]
            following = tokens[to[-1] + 1 : to[-1] + 3] if to else []
            if any(t.lower_ in _SELF or "Inf" in t.morph.get("VerbForm", []) for t in following):
                return True
    return False


def _from_abroad(sentence: Sentence, visitors: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    """Of several persons, those whose country is not the one visited: "A et B, en visite chez B"."""
    places = {k for i in sentence.own_places(start, end) for k in i.keys}
    known = (sentence.source.knowledge.entity(place) for place in places)
    visited = places | {entity.country for entity in known if entity is not None}
    abroad = tuple(
        k for k in visitors if k not in visited and sentence.discourse.country_of(k) not in visited
    )
    return abroad or visitors


def _legs(sentence: Sentence, hit: Hit[Entry], until: int) -> list[tuple[int, int]]:
    """Stretches that tell one visit each: "en A le 1er mai et en B le 2 mai" are two."""
    places = sentence.own_places(hit.end, until)
    dates = [d for d in sentence.dates if hit.end <= d.span.start and d.span.end <= until]
    if len(places) < 2 or len(dates) != len(places):
        return [(hit.start, until)]
    ends = [d.span.end for d in dates]
    starts = [hit.start, *(end + 1 for end in ends[:-1])]
    if all(
        p.start < d.span.start < e
        for p, d, e in zip(places, dates, [*(p.start for p in places[1:]), until], strict=True)
    ):
        return list(zip(starts, ends, strict=True))
    return [(hit.start, until)]


def _owner_after_place(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """ "la visite d'État en France du président": the visitor after the place, or after the date."""
    places = [i for i in sentence.places(offset, min(until, offset + 40)) if i.start - offset < 30]
    ends = [sentence.group(places[0])[-1].end] if places else []
    ends += [d.span.end for d in sentence.dates if 0 < d.span.start - offset < 16]
    return sentence.genitive(max(ends), kinds=VISITORS, reach=12) if ends else []


def _in_relative(sentence: Sentence, offset: int) -> list[Item]:
    """ "la visite qu'a effectuée le président", "les visites que M. Duval doit faire"."""
    relative = _RELATIVE.match(sentence.source.folded, offset, sentence.end)
    if relative is None:
        return []
    for item in sentence.after(relative.end(), kinds=VISITORS, until=relative.end() + 40):
        if not sentence.preposition(item):
            return list(sentence.group(item))
    return []


def _apposed(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "Ana Duval, en visite à Oslo, …", "En visite à Oslo, Ana Duval …"."""
    if not _ON_VISIT.search(sentence.folded(max(hit.start - 5, sentence.start), hit.start)):
        return []
    for item in sentence.before(hit.start, kinds=VISITORS)[:1]:
        if sentence.folded(item.end, hit.start) in {", en ", " en "} and item.type is EntityType.PERSON:
            return list(sentence.group(item))
    if hit.start - sentence.start < 4:
        comma = sentence.source.folded.find(", ", hit.end, min(sentence.end, hit.end + 60))
        for item in sentence.after(comma, kinds=VISITORS)[:1] if comma >= 0 else ():
            if not sentence.preposition(item) and not sentence.has_finite_verb(comma, item.start):
                return list(sentence.group(item))
    return []


def _light_verb(sentence: Sentence, hit: Hit[Entry]) -> int | None:
    """Offset of the verb that the noun completes ("effectuer une visite"), None when it hangs from none."""
    token = sentence.source.token_starting(hit.start)
    if token is None:
        return None
    verbs = [
        t.idx
        for t in sentence.source.tokens(max(sentence.start, hit.start - 60), hit.start)
        if t.pos_ == "VERB" or "Part" in t.morph.get("VerbForm", [])
    ]
    if verbs and sentence.antecedent(verbs[-1]) and "," not in sentence.folded(verbs[-1], hit.start):
        return verbs[-1]
    head = token.head
    if (
        head.pos_ in {"VERB", "AUX"}
        and token.dep_ in {"obj", "obl", "obl:mod", "obl:arg", "ROOT"}
        and head.idx < hit.start
    ):
        return head.idx if head.idx >= sentence.start else None
    if verbs and re.fullmatch(
        r"[^;:]*?\b(?:une|sa|son|leur|un) (?:[\w-]+ )?", sentence.folded(verbs[-1], hit.start)
    ):
        return verbs[-1]
    return None


def _from_verb(sentence: Sentence, hit: Hit[Entry], until: int) -> Iterator[Draft]:
    form = hit.payload["form"]
    if form == "be" and not _is_abroad(sentence, hit):
        return
    if form == "go" and _is_invited_to(sentence, hit.start):
        return
    sent = _sent(sentence, hit)
    visitors = sent or sentence.subject(hit.start, kinds=VISITORS) or _leaders(sentence, hit)
    keys = sentence.actors(visitors)
    places = sentence.places(hit.end, until)
    certain: list[Item] = []  # places that no noun between could own
    if form == "see":
        seen = sentence.after(hit.end, kinds=PLACES, until=min(until, hit.end + _SEEN))
        certain = [i for i in seen if not sentence.preposition(i)]
        places = certain = certain or [i for i in places if i.start - hit.end <= _SEEN]
    elif form == "leads":
        certain = places
    elif not places:
        places = certain = _right_there(sentence, hit) or _where(sentence, hit, visitors)
    if not keys or not places:
        return
    if form == "welcomed" and not any(i.type is EntityType.PERSON for i in visitors):
        return
    hosts = _hosts(sentence)
    if form == "welcomed":
        hosts = (*hosts, *_agents(sentence, hit.end, until))
    others = tuple(dict.fromkeys(h for h in hosts if h not in keys))
    draft = _draft(sentence, hit, keys, others, visitors, until, seen=certain)
    yield replace(draft, status=Status.PLANNED) if sent and draft.status is Status.ACTUAL else draft


def _foreigners(sentence: Sentence, visitors: list[Item], hit: Hit[Entry], until: int) -> list[Item]:
    """Whose visit "sa visite en France" is: not a Frenchman's, but whoever else the sentence names."""
    places = {_country_of(sentence, k) for i in sentence.own_places(hit.end, until) for k in i.keys}

    def at_home(item: Item) -> bool:
        return all(k in places or sentence.discourse.country_of(k) in places for k in item.keys)

    if not places or not visitors or not all(map(at_home, visitors)):
        return visitors
    return [i for i in sentence.before(hit.start, kinds={EntityType.PERSON}) if not at_home(i)][:1]


def _country_of(sentence: Sentence, place: str) -> str:
    known = sentence.source.knowledge.entity(place)
    return known.country if known is not None and known.country else place


def _in_person(sentence: Sentence, before: str) -> list[Item] | None:
    """Whose visit a speaker means by "ma visite" or "votre visite"; None when nobody speaks of one so."""
    mine = _MINE.search(before)
    if mine is None or not sentence.discourse.speaker:
        return None
    discourse = sentence.discourse
    own = mine.group(1) in {"ma", "mon", "notre", "nos"}
    key = discourse.speaker if own else _addressee(sentence)
    return [Item(sentence.start, sentence.start, "pronoun", (key,), discourse.type_of((key,)))] if key else []


def _addressee(sentence: Sentence) -> str:
    """The person, of another country than the speaker's, whom a speech names most."""
    discourse = sentence.discourse
    own = discourse.country_of(discourse.speaker)
    guests = [
        key
        for key, kind in discourse.types.items()
        if kind is EntityType.PERSON
        and key != discourse.speaker
        and discourse.country_of(key) not in {own, ""}
    ]
    return max(guests, key=lambda key: discourse.focus.weight.get(key, 0), default="")


def _cataphoric(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "Un an après son voyage à Riga, le ministre a…": whose visit it was comes after the comma."""
    comma = sentence.source.folded.find(", ", hit.end, min(sentence.end, hit.end + _FRONTED))
    for item in sentence.after(comma, kinds=VISITORS)[:1] if comma >= 0 else ():
        if not sentence.preposition(item) and not sentence.has_finite_verb(sentence.start, item.start):
            return list(sentence.group(item))
    return []


def _those_of(sentence: Sentence, hit: Hit[Entry], told: Draft) -> Iterator[Draft]:
    """Earlier visits told by their dates alone: "après ceux de mai 2018 et de juin 2022"."""
    those = _THOSE.search(sentence.source.folded, hit.end, sentence.end)
    last = those.end() if those else sentence.end
    for date in sentence.dates:
        if those is None or date.span.start < last:
            continue
        if not _ENUMERATED.fullmatch(sentence.folded(last, date.span.start)) or not date.period.start:
            return
        last = date.span.end
        roles = {"start": (date.period.start,), "end": (date.period.end,) if date.period.end else ()}
        plain = {"host": (), "visitKind": ("Other",)}
        yield replace(told.having(**roles, **plain), start=those.start(), end=last, apart=True)


def _right_there(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The place right after a verb that ends with its preposition: "s'est envolé pour Rome"."""
    return [i for i in sentence.after(hit.end, kinds=PLACES, until=hit.end + 5) if i.kind == "name"][:1]


def _is_abroad(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether one person is somewhere that is not their own country: nobody visits where they live."""
    visitors = sentence.subject(hit.start, kinds=VISITORS)
    country = _country_of(sentence, sentence.places(hit.end, hit.end + _BE_REACH)[0].keys[0])
    people = [k for i in visitors if i.type is EntityType.PERSON and i.end <= hit.start for k in i.keys]
    discourse = sentence.discourse
    nations = {discourse.country_of(k) or discourse.nation_of(discourse.principal(k)) for k in people}
    return bool(nations) and not nations & {"", country}


def _sent(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who is asked to go: "a demandé à A de se rendre à Rome"."""
    for item in sentence.before(hit.start, kinds={EntityType.PERSON})[:1]:
        asked = sentence.preposition(item) in {"a", "au"} and _TO_GO.fullmatch(
            sentence.folded(item.end, hit.start)
        )
        return [item] if asked else []
    return []


def _leaders(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who leads the delegation that travels: "une délégation conduite par A s'est rendue à Rome"."""
    led = sentence.source.cues("visits", sentence.start, hit.start, "led")
    for item in sentence.after(led[-1].end, kinds=VISITORS, until=led[-1].end + 60) if led else ():
        if item.type is EntityType.PERSON and item.end <= hit.start:
            return [item]
    return []


def _where(sentence: Sentence, hit: Hit[Entry], visitors: Sequence[Item]) -> list[Item]:
    """The place that "où" takes up: "à Riga, où le ministre s'était rendu"."""
    text = sentence.source.text
    for item in sentence.before(hit.start, kinds=PLACES)[:2]:
        if _WHERE.match(text, item.end) and all(i.start > item.end for i in visitors):
            return [item]
    return []


def _from_that_of(sentence: Sentence, hit: Hit[Entry], offset: int) -> Iterator[Draft]:
    visitors = sentence.genitive(offset - 1, kinds=VISITORS)
    if visitors:
        shifted = Hit(offset - len("celle "), offset, hit.payload)
        yield _draft(sentence, shifted, sentence.actors(visitors), (), visitors, sentence.clause_end(offset))


def _from_receptions(sentence: Sentence) -> Iterator[Draft]:
    """ "Le président a reçu à Paris son homologue": whoever is received in a town of another's came to it."""
    for hit in sentence.words("meetings"):
        if hit.payload["form"] not in {"receives", "received"}:
            continue
        until = sentence.clause_end(hit.end)
        places = sentence.own_places(hit.end, until)
        objects = [
            i for i in sentence.after(hit.end, kinds=VISITORS, until=until) if not sentence.preposition(i)
        ]
        if hit.payload["form"] == "receives":
            hosts = [i for i in sentence.subject(hit.start, kinds=VISITORS) if i.end <= hit.start]
            guests = list(sentence.group(objects[0])) if objects else []
        else:
            hosts = [
                i
                for i in sentence.after(hit.end, kinds=VISITORS, until=until)
                if sentence.preposition(i) == "par"
            ]
            guests = [i for i in sentence.subject(hit.start, kinds=VISITORS) if i.end <= hit.start]
        guests = [i for i in guests if i.type is EntityType.PERSON]
        keys, receivers = sentence.actors(guests), sentence.actors(hosts)
        if keys and receivers and places and _is_home(sentence, places, receivers, keys):
            yield _draft(sentence, hit, keys, receivers, guests, until, seen=places)


def _is_home(
    sentence: Sentence, places: Sequence[Item], hosts: tuple[str, ...], guests: tuple[str, ...]
) -> bool:
    """Whether the hosts are at home where they receive, and the guests are not."""
    country = _country_of(sentence, places[0].keys[0])
    nations = {sentence.discourse.country_of(key) for key in guests}
    return country in {sentence.discourse.country_of(key) for key in hosts} | set(hosts) and not nations & {
        country
    }


def _agents(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    agents = [i for i in sentence.after(start, kinds=VISITORS, until=end) if sentence.preposition(i) == "par"]
    return sentence.actors([j for i in agents for j in sentence.group(i)])


def _hosts(sentence: Sentence) -> tuple[str, ...]:
    """Who invites ("à l'invitation de") or receives in this sentence."""
    for hit in sentence.words("invitations"):
        if hit.payload["form"] == "at":
            return sentence.actors(sentence.right_after(hit.end, kinds=VISITORS))
    return ()


def _draft(
    sentence: Sentence,
    hit: Hit[Entry],
    visitors: tuple[str, ...],
    hosts: tuple[str, ...],
    items: list[Item],
    until: int,
    *,
    anaphoric: bool = False,
    after: int = 0,
    seen: Sequence[Item] = (),
) -> Draft:
    after = max(after, hit.end)
    found = list(seen) or sentence.own_places(after, until)
    places = tuple(k for i in found for k in i.keys)
    phrase = [i for i in (*items, *found) if hit.end <= i.start and i.end <= hit.end + _PHRASE]
    floor = _date_floor(sentence, hit, items) if after == hit.end else after
    if _OTHER_TIME.search(sentence.folded(hit.start - 14, hit.start)):
        floor = hit.start  # "est arrivé lundi à Oslo après une visite à Riga"
    date = sentence.date(after, start=floor, end=_date_ceiling(sentence, until))
    if date is not None and _SINCE.search(sentence.folded(hit.end, date.span.start)):
        date = None  # "la première visite à Riga depuis celle de X en 2014"
    start = min([hit.start, *(i.start for i in items if hit.start - i.end < 90)])
    end = max([hit.end, *(i.end for i in (*found, *items))])
    if hit.payload["form"] == "noun":
        date = sentence.date_said_of(max([hit.end, *(i.end for i in phrase)])) or date
    roles: dict[str, tuple[str, ...]] = {
        "visitKind": (_kind(sentence, hit),),
        "visitor": visitors,
        "host": hosts,
        "place": places,
    }
    default = Status(hit.payload["status"] or Status.ACTUAL)
    if date is not None:
        roles["start"] = (date.period.start,) if date.period.start else ()
        roles["end"] = (date.period.end,) if date.period.end else ()
        if date.span.start < end + 60:
            end = max(end, date.span.end)
    return Draft(
        "Visit",
        roles,
        start,
        min(end, sentence.end),
        hit.payload.rule,
        status=_status(sentence, hit, max([hit.end, *(i.end for i in phrase)]), default),
        anaphoric=anaphoric,
        confidence=0.85 if visitors and places else 0.7,
    )


def _status(sentence: Sentence, hit: Hit[Entry], end: int, default: Status) -> Status:
    """Status by the noun or verb, or by what follows its complements: "la visite de X en Y a été annulée"."""
    near = status_of(sentence, hit.start, hit.end, default=default)
    if end == hit.end or near is not default or hit.payload["form"] != "noun":
        return near
    return status_of(sentence, hit.start, end, default=default)


def _date_floor(sentence: Sentence, hit: Hit[Entry], items: list[Item]) -> int:
    return min([sentence.clause_start(hit.start), *(i.start for i in items)])


def _date_ceiling(sentence: Sentence, until: int) -> int:
    return max(until, 0) if until < sentence.end else sentence.end


def _kind(sentence: Sentence, hit: Hit[Entry]) -> str:
    for kind in sentence.words("visit_kinds"):
        if 0 <= kind.start - hit.end <= 2 or hit.start <= kind.start < hit.end:
            return kind.payload["kind"]
    return "Other"
