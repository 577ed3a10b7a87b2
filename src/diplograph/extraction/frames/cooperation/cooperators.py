"""Who cooperates: named with the noun, told by a country's adjective, coordinated before it, or implied."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.antecedents import subject_by_noun
from diplograph.extraction.frames.common.parties import (
    PARTIES,
    as_principals,
    chained,
    completed,
    governor,
    keys_of,
)
from diplograph.extraction.frames.common.stated_parties import (
    fronted_partners,
    is_with_stranger,
    stated_parties,
    with_partners,
)
from diplograph.extraction.frames.cooperation.assistance import OWN, beside, subjects
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType

FIRMS = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY})
_BILATERAL, _BILATERAL_REACH = "bilatera", 40  # says of itself that it is of two countries
_TO_BIND = pattern(r" {word}{0,2}?(?:qui )?{clitic}?")
_BOUND_REACH = 90
_EUROPEAN = re.compile(r" (?:europeen|euro-atlantique|atlantique)")
_PAIR = 2
_TO_OR_AND = pattern(r" (?:{to}|{and}|{with}){det}?{word}{0,2}")
_BETWEEN = pattern(r" {word}{0,3}?(?:entre |{of}){det}?{word}?{of}?")
_UNKNOWN_PAIR = re.compile(r"(?: [\w']+)? \w+o-[a-z]+")  # "le partenariat turco-africain", no country's
_OTHERS = pattern(r"^[^,;:.]{0,40}? (?:entre |{with})(?!{own})")
_JUST = pattern(r"{also}?{det}?")
_DESCRIBED_REACH = 60
_PARTNER = pattern(r" (?:et |{with}){of}?{det}?{word}{1,3}$")


def cooperators(sentence: Sentence, hit: Hit[Entry], *, weak: bool, fielded: bool = False) -> tuple[str, ...]:
    """Keys of those who cooperate: said with the noun or the verb, else implied; () when it is unclear.

    Args:
        weak: whether the noun tells a cooperation only by its fields ("échanges").
        fielded: whether a field is told with it that only a cooperation has: "en matière de".
    """
    if hit.payload["form"] == "verb":
        subject = subjects(sentence, hit.start) or _towns_named(sentence, hit.start)
        partners = [i for i in stated_parties(sentence, hit.start, hit.end) if i not in subject]
        if not any(i.start >= hit.end for i in partners):
            partners = [i for i in beside(sentence, hit.end) if i.kind == "adjective"] or partners
        if not partners and sentence.folded(hit.start, hit.end).endswith((" a", " au", " aux", " avec")):
            partners = sentence.right_after(hit.end, kinds=PARTIES)
            if not partners:
                return ()  # "s'associer à une plainte"
        return _states(sentence, keys_of([*subject, *partners]))
    items = _bound(sentence, hit.end) or stated_parties(sentence, hit.start, hit.end)
    if hit.payload["form"] == "stated":
        if not items and OWN.search(sentence.folded(hit.start - 24, hit.start)):
            items = [i for i in sentence.subject(hit.start) if i.end <= hit.start]
        items = items or _partner_before(sentence, hit.start)
        if not items and sentence.folded(hit.start, hit.end).startswith("jumelage"):
            items = _towns(sentence, hit.end)
        keys = as_principals(sentence, keys_of(items))
        if not items and fielded:
            items = [i for i in sentence.subject(hit.start) if i.end <= hit.start]
            items = items if len(keys_of(items)) > 1 else []
            keys = as_principals(sentence, keys_of(items))
        if not items and fielded and sentence.discourse.salience.is_clear:
            return sentence.discourse.implied  # "un rapprochement en matière de cybersécurité sera étudié"
        if sentence.folded(hit.start, hit.end).startswith("rapprochement") and _toward_union(
            sentence, hit, items
        ):
            return ()
        asked = sentence.folded(sentence.end - 1, sentence.end) == "?"
        return keys if len(keys) > 1 and not asked else ()
    if len(keys_of(items)) < 2:
        described = _described(sentence, hit.end)
        items = [*items, *described] if items or described else []
        if described and len(items) == 1:
            items = [*sentence.subject(hit.start), *items]
    told = len(items) > 1 and all(i.start >= hit.end and i.type in FIRMS for i in items)
    if told and governor(sentence, items[0]) == "avec":
        return ()  # "des projets avec A et B": with whom, but not whose
    if items and all(i.is_plural and governor(sentence, i) == "avec" for i in items):
        return _with_both(sentence, hit.start, items)
    if items:
        keys = _states(sentence, keys_of(items))
        return keys if len(keys) > 1 else _host_and_guest(sentence, items)
    fronted = fronted_partners(sentence, hit.start)
    if fronted:  # "Avec A, B a suspendu ses projets communs"
        return _states(sentence, keys_of([*sentence.subject(hit.start), *fronted]))
    if OWN.search(sentence.folded(hit.start - 24, hit.start)):
        owners = _coordinated(sentence, hit.start)
        if len(owners) < 2:
            near = [sentence.group(i) for i in sentence.before(hit.start, kinds=FIRMS) if i.type in FIRMS]
            firms = [group for group in near if all(i.type in FIRMS for i in group)]
            owners = list(next((group for group in firms if len(group) > 1), ()))
        if len(owners) > 1:
            return keys_of(owners)
    if _UNKNOWN_PAIR.match(sentence.source.folded, hit.end, sentence.end):
        return ()
    if is_with_stranger(sentence, hit.end) or _is_with_others(sentence, hit.end):
        return ()
    nearby = _body_and_country(sentence, hit.start) if weak else ()
    if nearby:
        return nearby
    copula = [i for i in sentence.subject(hit.start) if i.type in {EntityType.COUNTRY, EntityType.COMPANY}]
    if len(keys_of(copula)) > 1:
        return keys_of(copula)
    leaders = [i for i in sentence.subject(hit.start) if i.type is EntityType.PERSON and i.is_plural]
    states = as_principals(sentence, keys_of(leaders))
    if len(states) >= _PAIR and all(key.startswith("country/") for key in states):
        return states  # "les deux présidents …": theirs, whatever third country the paragraph speaks of
    companies = [i for i in sentence.before(hit.start, kinds=ORGANIZATIONS) if i.kind in {"name", "anaphor"}]
    if companies and len(sentence.discourse.pair) < 2:
        return ()
    bilateral = _BILATERAL in sentence.folded(hit.start, hit.end + _BILATERAL_REACH)
    return sentence.discourse.pair if bilateral else sentence.discourse.implied


def each_pair(sentence: Sentence, hit: Hit[Entry], keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Those who cooperate; of relations, which are of two, one pair for each partner: "avec B et C"."""
    if len(keys) <= _PAIR:
        return [keys] if len(keys) == _PAIR else []
    partners = keys_of(with_partners(sentence, hit.end, min(sentence.end, hit.end + _BOUND_REACH)))
    bilateral = hit.payload["form"] == "weak" and not hit.payload["sector"]
    if bilateral and len(partners) > 1 and len(set(keys) - set(partners)) == 1:
        one = next(key for key in keys if key not in partners)
        return [(one, partner) for partner in partners]
    return [keys]


def _with_both(sentence: Sentence, offset: int, items: list[Item]) -> tuple[str, ...]:
    """The third beside "les deux pays": "l'occasion pour la France de renforcer la coopération avec eux"."""
    keys = keys_of(items)
    agents = [i for i in sentence.before(offset, kinds=PARTIES) if sentence.preposition(i) == "pour"]
    third = keys_of(agents[:1]) or ((sentence.discourse.hub,) if sentence.discourse.hub else ())
    return (*third, *keys) if third and not set(third) & set(keys) else ()


def _host_and_guest(sentence: Sentence, items: list[Item]) -> tuple[str, ...]:
    """An organization of one of two countries, and the other: "la coopération avec l'AFD"."""
    pair, keys = sentence.discourse.implied, keys_of(items)
    if len(keys) != 1 or len(pair) != 2 or items[0].type not in FIRMS:
        return ()
    home = sentence.discourse.nation_of(keys[0])
    others = [key for key in pair if key != home]
    return (others[0], *keys) if len(others) == 1 else ()


def _bound(sentence: Sentence, offset: int) -> list[Item]:
    """Whom a relation binds: "le partenariat qui lie A à B", "les relations unissant A et B"."""
    lead = _TO_BIND.match(sentence.source.folded, offset, sentence.end)
    verbs = sentence.source.cues("word_classes", offset, offset + _BOUND_REACH, "binds") if lead else []
    if not lead or not verbs or not _TO_BIND.fullmatch(sentence.folded(offset, verbs[0].start)):
        return []
    start = verbs[0].end + 1
    items = sentence.after(start, kinds=PARTIES, until=min(sentence.end, start + _BOUND_REACH))
    if len(items) < 2 or not _JUST.fullmatch(sentence.folded(start, items[0].start)) or items[0].is_plural:
        return items[:1] if items and items[0].is_plural else []
    joint = _TO_OR_AND.fullmatch(sentence.folded(items[0].end, items[1].start))
    return items[:2] if joint else []


def _toward_union(sentence: Sentence, hit: Hit[Entry], items: list[Item]) -> bool:
    """Whether a state draws near to a union or a continent: "le rapprochement de l'Albanie avec l'Europe"."""
    unions = {EntityType.REGION, EntityType.INTERNATIONAL_ORGANIZATION}
    adjective = _EUROPEAN.match(sentence.source.folded, hit.end)
    return bool(adjective) or any(item.type in unions for item in items)


def _towns(sentence: Sentence, offset: int) -> list[Item]:
    """Two towns that a noun is said to be between: "le jumelage entre Ségou et Angoulême"."""
    between = _BETWEEN.match(sentence.source.folded, offset, sentence.end)
    if between is None:
        return []
    named = [i for i in sentence.items if between.end() <= i.start and i.type is EntityType.CITY]
    if len(named) < 2 or named[0].start - between.end() > 4:
        return []
    joint = _TO_OR_AND.fullmatch(sentence.folded(named[0].end, named[1].start))
    return named[:2] if joint else []


def _towns_named(sentence: Sentence, offset: int) -> list[Item]:
    """ "Les villes de Riga et de Brême | coopèrent"."""
    if not sentence.source.cues("sites", sentence.clause_start(offset), offset, "town"):
        return []
    towns = subject_by_noun(sentence, offset, frozenset({EntityType.CITY})) or []
    return towns if len(keys_of(towns)) > 1 else []


def _partner_before(sentence: Sentence, offset: int) -> list[Item]:
    """ "Alta négocie avec Beta | une coproduction": who does, and with whom it is told between."""
    near = [i for i in sentence.before(offset, kinds=PARTIES)[:1] if governor(sentence, i) == "avec"]
    if not near or sentence.has_finite_verb(near[0].end, offset):
        return []
    return [*(i for i in sentence.subject(offset) if i.end <= near[0].start), *near]


def _body_and_country(sentence: Sentence, offset: int) -> tuple[str, ...]:
    """An organization and a country named before an offset: "l'AFD mène au Kenya des projets dans l'eau"."""
    named = [
        i
        for i in sentence.items
        if i.end <= offset and i.kind == "name" and (i.type in ORGANIZATIONS or i.type is EntityType.COUNTRY)
    ]
    bodies = [
        i
        for i in named
        if i.type in ORGANIZATIONS
        and i.type is not EntityType.INTERNATIONAL_ORGANIZATION
        and governor(sentence, i) != "avec"
    ]
    countries = [i for i in named if i.type is EntityType.COUNTRY]
    return keys_of([bodies[-1], countries[-1]]) if bodies and countries else ()


def _described(sentence: Sentence, start: int) -> list[Item]:
    """A partner told by its country: "entre X et les entreprises françaises"."""
    for item in sentence.items:
        if item.kind == "adjective" and not item.is_plural and 0 < item.start - start <= _DESCRIBED_REACH:
            before = sentence.folded(start, item.start)
            if _PARTNER.search(before) and not re.search(r"[,;:.]", before):
                return [item]
    return []


def _is_with_others(sentence: Sentence, start: int) -> bool:
    """Whether the partners are told, but none whom anything names: "entre tous les pays du continent"."""
    match = _OTHERS.match(sentence.folded(start, min(sentence.end, start + _DESCRIBED_REACH)))
    if match is None:
        return False
    low = start + match.end()
    told = [i for i in sentence.items if low <= i.start < low + _DESCRIBED_REACH and i.keys]
    return not told or (len(told) == 1 and told[0].kind == "adjective")  # "entre Ukrainiens"


def _coordinated(sentence: Sentence, offset: int) -> list[Item]:
    """Organizations that a list before an offset names, the country of each in brackets: "A (Japon) et B"."""
    items = [
        i
        for i in sentence.items
        if i.end <= offset and i.type in FIRMS and i.kind == "name" and not governor(sentence, i)
    ]
    return chained(sentence, items[0], items) if items else []


def _states(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    return completed(sentence, as_principals(sentence, keys))
