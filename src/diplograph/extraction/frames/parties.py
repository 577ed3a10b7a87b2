"""Who takes part in an agreement or a cooperation: said by noun, adjective or verb, or implied."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplograph.extraction.discourse import Item
from diplograph.extraction.frames.relatives import holders
from diplograph.extraction.sentence import Sentence
from diplograph.language import fold
from diplograph.model import ACTORS, ORGANIZATIONS, PLACES, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

BUILDERS = frozenset({EntityType.COMPANY, EntityType.COUNTRY, EntityType.PUBLIC_BODY})
PARTIES = ACTORS | {EntityType.REGION}
CONTRACTED = frozenset({"du", "des", "au", "aux"})
_WHERE = frozenset({"en", "dans", "a", "au", "aux", "sur"})
_REACH = 110
_DESCRIPTION = 64  # characters of "le groupe public kazakh" between a preposition and the name it governs
_LONGEST_GAP = 60
_SHORT = 4  # letters of an abbreviation within a description
_BY = re.compile(r"\bpar (?:la |le |l')?$")
_STRANGER = re.compile(r"[^.,;:]{0,40}\bavec (?:(?:le|la|les) |l['’])?(?:[a-zé'’-]+ ){0,3}([A-Z]\w+)")
_DESCRIBED = re.compile(r"(?:,? et|,? ainsi que|,) (?:(?:le|la|les|son|sa|ses) |l')?(?:[a-z-]+ ){0,3}")
# "A, le fonds souverain d'X, et la société B ont acquis"
_APPOSED_AND = re.compile(
    r"(?: \([^()]{1,40}\))?, [^;:.()]{3,80}, (?:et|ainsi que) (?:(?:le|la|les) |l')?(?:[a-z-]+ ){0,2}"
)
_AMONG = re.compile(r"\bentre ")
_DESCRIBED_SIDE = re.compile(
    r"(?: \([^()]{1,40}\))?,? et (?:(?:le|la|les) |l')?(?:(?!et |a |ont |est )[\w'-]+ ){0,6}"
)
_COMMA = re.compile(r", (?:notamment |dont |a savoir |soit )?(?:une?|des|deux|trois) |\bet (?:une?|des) ")
_UNNAMED_SIDE = re.compile(r"(?:(?!et |a |ont |est )[\w'-]+ ){1,7}et (?:(?!et |a |ont |est )[\w'-]+ ?){0,6}")
_SECOND_SIDE = re.compile(r"(?:^|[ ,)])et (?:(?!et |avec |entre |pour )[\w'-]+ ?){0,7}$")
# "avec les chemins de fer kazakhs, | KTZ"
_APPOSED = re.compile(r"\bavec (?:les? |la |l'|son |sa )(?:(?!et |qui |que )[\w'-]+ ){0,6}[\w'-]+, $")
_OF_STATE = re.compile(r"(?<=[a-z]) d'etat $")
_NOUN_OF = re.compile(
    r", [a-z-]+(?: [a-z-]+)? (?:du |de la |de l'|des |de |d')$"
)  # "A, agence du ministère B"
_BESIDE = re.compile(r"\baupres (?:de la |de l'|des |du |de |d')(?:(?!de |du |des |et )[\w'-]+ ){0,3}$")
_COUNTERPART = re.compile(r"(?: \([^()]{1,40}\))? et (?:son|sa|ses|leur) (?:homologue|equivalent|pendant)")
_OWNED = re.compile(r"(?:^|[\s(])(?:leurs?|notre|nos|sa|son|ses) $")
_LINK = re.compile(r"(?: \([^()]{1,40}\))?(?:,? et|,? ainsi que|,)(?: |$)")


def stated_parties(sentence: Sentence, start: int, end: int, *, until: int | None = None) -> list[Item]:
    """Parties that stand with the noun between two offsets: "entre A et B", "de A avec B"."""
    limit = min(until or sentence.end, end + _REACH)
    held = holders(sentence, end, limit, PARTIES)
    if held is not None:
        return held
    between = _between(sentence, end, limit)
    if between:
        return between
    adjective = sentence.adjective_after(end)
    if adjective is not None and adjective.is_plural:
        return [adjective]
    owner = sentence.genitive(end, kinds=PARTIES)
    if owner and sentence.has_finite_verb(end, owner[0].start):
        owner = []  # "le contrat confirme l'engagement d'Alta"
    partners = with_partners(sentence, end, limit)
    if partners and sentence.has_finite_verb(end, partners[0].start):
        partners = []  # "cet accord permettra de coopérer avec B"; of its own verb, its verb tells
    if partners and not owner and adjective is not None:
        owner = [adjective]
    if owner and (partners or len(sentence.actors(owner)) > 1):
        return [*owner, *partners]
    if owner and not partners and owner[0].type is EntityType.COMPANY:
        return owner
    if partners:
        apart = _is_subject(sentence, start) or is_judged(sentence, start)
        subject = [] if apart else sentence.subject(start, kinds=PARTIES)
        return [*[i for i in subject if i not in partners], *partners]
    return []


def _is_subject(sentence: Sentence, start: int) -> bool:
    """Whether the noun at an offset is itself a verb's subject: "A dit qu'un accord serait conclu avec B"."""
    token = sentence.source.token_starting(start)
    return token is not None and token.dep_ in {"nsubj", "nsubj:pass"}


def is_judged(sentence: Sentence, start: int) -> bool:
    """Whether somebody only takes a stance on what begins there: "A a des réserves sur l'accord avec B"."""
    if _OWNED.search(sentence.folded(start - 12, start)):
        return False  # "attache du prix à son partenariat avec B": A's own
    clause = sentence.clause_start(start)
    stances = sentence.source.cues("positions", clause, start)
    return bool(stances) and not sentence.source.cues("agreement_verbs", clause, start)


def _between(sentence: Sentence, start: int, limit: int) -> list[Item]:
    for item in sentence.after(start, kinds=PARTIES, until=limit):
        if sentence.preposition(item) == "entre":
            if _COMMA.search(sentence.folded(start, item.start)) and sentence.source.cues(
                "agreements", start, item.start
            ):
                return []  # what the next agreement of a row is between
            group = [i for i in sentence.group(item) if i.start >= item.start]
            if len(keys_of(group)) > 1:
                return group
            other = _counterpart_of(sentence, item)
            if other is not None:
                return [item, other]
            # "entre A et ses États membres, d'une part, et B", "entre A et le gouvernement de B"
            for other in sentence.after(item.end, kinds=PARTIES, until=min(sentence.end, item.end + 80)):
                gap = sentence.folded(item.end, other.start)
                if sentence.source.cues("agreements", item.end, other.start):
                    break
                if _SECOND_SIDE.search(gap) and not sentence.has_finite_verb(item.end, other.start):
                    return [item, other]
            return _described_sides(sentence, start, limit) or [item]
    return _described_sides(sentence, start, limit)


def _counterpart_of(sentence: Sentence, item: Item) -> Item | None:
    """The state of a body's counterpart: "entre le ministère A et son homologue | italien"."""
    match = _COUNTERPART.match(sentence.source.folded, item.end)
    adjective = sentence.adjective_after(match.end(), reach=2) if match else None
    return adjective if adjective is not None and not adjective.is_plural else None


def _described_sides(sentence: Sentence, start: int, limit: int) -> list[Item]:
    """Two sides told at length: "entre le fonds national A et le groupe financier français B"."""
    between = _AMONG.search(sentence.source.folded, start, limit)
    if between is None or sentence.source.cues("agreements", start, between.start()):
        return []  # what the next agreement is between
    following = sentence.source.cues("agreements", between.end(), min(sentence.end, limit + _REACH))
    high = following[0].start if following else sentence.end
    sides = sentence.after(between.end(), kinds=PARTIES, until=high)
    for one, other in itertools.pairwise(sides):
        if one.start - start > _REACH:
            break
        if _DESCRIBED_SIDE.fullmatch(sentence.folded(one.end, other.start)):
            return [one, other]
    if sides and sides[0].type in ORGANIZATIONS:  # of the other side nothing is known by name
        unnamed = _UNNAMED_SIDE.fullmatch(sentence.folded(between.end(), sides[0].start))
        return sides[:1] if unnamed else []
    return []


def with_partners(sentence: Sentence, start: int, limit: int) -> list[Item]:
    """What "avec" or "auprès de" introduces between two offsets."""
    near = sentence.after(start, kinds=PARTIES, until=limit)
    for item in near:
        before = sentence.folded(start, item.start)
        if governor(sentence, item) == "avec" or _BESIDE.search(before) or _APPOSED.search(before):
            return chained(sentence, item, near)
    return []


def fronted_partners(sentence: Sentence, offset: int) -> list[Item]:
    """ "Avec A, B a signé": whom the first words of a sentence bring in, before a verb at an offset."""
    comma = sentence.source.folded.find(",", sentence.start, offset)
    if comma < 0 or not sentence.folded(sentence.start, comma).startswith("avec "):
        return []
    near = sentence.after(sentence.start, kinds=PARTIES, until=comma)
    return chained(sentence, near[0], near) if near and sentence.preposition(near[0]) == "avec" else []


def counterpart(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """One party and the firm that the text speaks of: "le contrat, signé avec A" in the news of B."""
    if len(keys) != 1:
        return keys
    other = sentence.discourse.focus.heaviest((), lambda key: key not in keys)
    weight = sentence.discourse.focus.weight
    return (other, *keys) if other and weight.get(other, 0) > weight.get(keys[0], 0) else keys


def firm_in_focus(sentence: Sentence) -> tuple[str, ...]:
    """The firm that the news is of: the thing that the text speaks of most, if it is a company."""
    discourse = sentence.discourse
    actors = [key for key, kind in discourse.types.items() if kind in ACTORS]
    top = max(actors, key=lambda key: discourse.focus.weight.get(key, 0), default="")
    return (top,) if top and discourse.types[top] is EntityType.COMPANY else ()


def is_with_stranger(sentence: Sentence, start: int) -> bool:
    """Whether the partner is a name that nothing recognised: better no party than the wrong one."""
    match = _STRANGER.match(sentence.source.text, start, sentence.end)
    return match is not None and not any(i.start <= match.start(1) < i.end for i in sentence.items)


def keys_of(items: list[Item]) -> tuple[str, ...]:
    """Entity keys of items, each once, in order."""
    return tuple(dict.fromkeys(k for i in items for k in i.keys))


def as_principals(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Persons made what they act for: two presidents sign for two countries, a PDG for a company."""
    return tuple(dict.fromkeys(sentence.discourse.principal(key) for key in keys))


def completed(sentence: Sentence, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Two parties from one: the other of the two countries under discussion."""
    if len(keys) >= 2:
        return keys
    pair = sentence.discourse.implied
    if not keys:
        return pair if len(pair) == 2 else ()
    if keys[0] in pair and len(pair) == 2:
        return pair
    return keys


def governor(sentence: Sentence, item: Item) -> str:
    """The preposition, folded, that governs an item across what describes it: "avec le groupe public X"."""
    direct = sentence.preposition(item)
    if direct:
        return direct
    start = item.start
    if _OF_STATE.search(sentence.folded(start - 10, start)):  # "avec la société d'État X"
        start -= len("d'etat ")
    tokens = sentence.source.tokens(max(sentence.start, start - _DESCRIPTION), start)
    for token in reversed(tokens):
        if token.pos_ == "ADP" or token.lower_ in CONTRACTED:
            return fold(token.lower_)
        if token.pos_ == "PROPN" and token.text.isupper() and len(token.text) <= _SHORT:
            continue  # "avec les groupes de BTP A et B"
        if token.pos_ == "PROPN" and sentence.is_adjective_at(token.idx):
            continue  # "avec le japonais A"
        if token.pos_ not in {"NOUN", "ADJ", "DET", "NUM"} and not _joins_adjectives(token):
            if any(i.kind == "adjective" and i.start <= token.idx < i.end for i in sentence.items):
                continue  # "du groupe néerlando-belge X"
            return ""
    return ""


def _joins_adjectives(token: Token) -> bool:
    """Whether a word is the "et" of "la société pétrolière et gazière"."""
    beside = [token.doc[i].pos_ for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    return token.pos_ == "CCONJ" and beside == ["ADJ", "ADJ"]


def is_agent(sentence: Sentence, item: Item) -> bool:
    """Whether "par" introduces an item, "la ville de" between: "par la ville d'Oslo"."""
    if governor(sentence, item) == "par":
        return True
    town = sentence.source.cues("sites", item.start - _DESCRIPTION, item.start, "town")
    return bool(town) and _BY.search(sentence.folded(item.start - _DESCRIPTION, town[-1].start)) is not None


def chained(sentence: Sentence, first: Item, items: Sequence[Item]) -> list[Item]:
    """An item and what is coordinated to it, shares and heads between: "à 51 % par A et à 49 % par B"."""
    found = [first]
    for item in items:
        if item.start <= first.start or item.keys == found[-1].keys:  # its short form in brackets
            continue
        gap = sentence.folded(found[-1].end, item.start)
        if (
            len(gap) > _LONGEST_GAP
            or not _LINK.match(gap)
            or _is_place_of(sentence, first, item)
            or _NOUN_OF.search(gap)
            or sentence.source.cues("memberships", found[-1].end, item.start)
            or sentence.has_finite_verb(found[-1].end, item.start)
            or sentence.begins_clause(found[-1], item)
            or sentence.source.cues("agreements", found[-1].end, item.start)
        ):
            break
        found.append(item)
    return found


def _is_place_of(sentence: Sentence, first: Item, item: Item) -> bool:
    """Whether what follows a comma only tells where: "avec la ville de Cluj, en Transylvanie"."""
    own = sentence.preposition(item)
    return own in _WHERE and item.type in PLACES and own != sentence.preposition(first)


def whole_subject(sentence: Sentence, offset: int, *, kinds: frozenset[EntityType]) -> list[Item]:
    """The subject of a verb with what is coordinated before it: "A et le chinois B construiront"."""
    found = [i for i in sentence.subject(offset, kinds=kinds) if i.type in kinds and i.start < offset]
    if not found:
        return []
    if found[0].kind == "name" and governor(
        sentence, found[0]
    ):  # "Orano, présent à travers sa filiale X, espère"
        free = [
            i
            for i in sentence.before(found[0].start, kinds=kinds)
            if i.type in kinds
            and not governor(sentence, i)
            and not sentence.has_finite_verb(i.end, found[0].start)
        ]
        return list(sentence.group(free[0])) if free else found
    for item in sentence.before(found[0].start, kinds=kinds):
        gap = sentence.folded(item.end, found[0].start)
        short = gap == " (" and item.keys == found[0].keys  # "Électricité de France (EDF) et B"
        if (
            item.type not in kinds
            or not (short or _DESCRIBED.fullmatch(gap.removeprefix(")")) or _APPOSED_AND.fullmatch(gap))
            or sentence.has_finite_verb(item.end, found[0].start)
        ):
            break
        found.insert(0, item)
    return found
