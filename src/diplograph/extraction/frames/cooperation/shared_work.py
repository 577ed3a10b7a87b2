"""Work that one does with another: "Alta extrait de l'or avec Beta", "ils ont largué ensemble des vivres"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.parties import governor
from diplograph.extraction.frames.common.stated_parties import fronted_partners, with_partners
from diplograph.extraction.frames.common.verbs import is_active, is_verb
from diplograph.extraction.frames.cooperation.assistance import sides, states, subjects
from diplograph.extraction.frames.cooperation.drafts import cooperation
from diplograph.extraction.frames.cooperation.fields import fronted_fields
from diplograph.extraction.frames.cooperation.standing import status_of_cooperation
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.lists import sectors_after, without_works
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.language.patterns import members, pattern
from diplograph.model import ORGANIZATIONS, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIDES = ORGANIZATIONS | {EntityType.COUNTRY}
_REACH = 150  # characters from the verb to "avec" and to the field
_ALLY_REACH = 48
_FIELD_REACH = 80
_BETWEEN = pattern(r" ?{det}?(?:(?!{and}|{which}){word}){0,4}(?:[ld]')?")
_APPOSED = pattern(r",? {also}?(?:ici )?(?:l')?$")
# "C'est avec Alta | que Beta fouille le site"
_CLEFT = pattern(r"{edge}c'est {also}?avec (?P<who>[^,;:]{3,70}?) {that}")
# "avec le groupe |", "avec l'agence nationale du |"
_WITH_WHOM = pattern(r"(?:^| ){with}(?:(?!{and}|{for}|{at}){word}){0,6}(?:[ld]')?$")
_DESCRIBED = 30
_TAKEN = pattern(r"{edge}{the}{has}?(?:[\w-]+ment |{also})?$")
_OF_THEIRS = members("own")
_INTO = pattern(r"(?: |^)(?:{at}|{for}|{over}|afin )")
_OTHER_VERB = pattern(r"[;:]|, (?:{which}|{and})")
_BACK = 4  # words between the verb and "ensemble"
_BACK_REACH = 70  # characters from "ensemble" to the field
_PARTNER_REACH = 60
_WE_REACH = 36
# "l'ensemble", no adverb
_THING = pattern(r"{edge}(?:{det}|d'|(?:vaste|meme|transports?|sens|bien) )$")
_APART = pattern(r"[,;.]| (?:avant|apres|puis|lors|pendant|malgre|{which})")
_WE = pattern(r"{edge}nous {word}{0,4}$")
_HAVING = members("has", "is") | {"être"}
_PAST = ("é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues")
_NEITHER = frozenset({"DET", "ADP", "PROPN"})


def shared_work(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """What somebody does with a partner, in the field that the verb or its object tells."""
    if not is_verb(sentence, hit) or not is_active(sentence, hit):
        return
    if _TAKEN.search(sentence.folded(hit.start - 24, hit.start)):
        return  # "un parc, qu'Alta | le développera avec Beta": a project's
    limit = min(sentence.clause_end(hit.end), hit.end + _REACH)
    partners = [i for i in with_partners(sentence, hit.end, limit) if i.type in _SIDES]
    if partners and (
        sentence.has_finite_verb(hit.end, partners[0].start)
        or _OTHER_VERB.search(sentence.folded(hit.end, partners[0].start))
    ):
        return
    partners = partners or fronted_partners(sentence, hit.start) or _cleft(sentence, hit.start)
    if not partners:
        return
    subject = [i for i in subjects(sentence, hit.start) if i not in partners]
    subject = subject or _whose_people(sentence, hit.start, partners)
    keys = sides(sentence, subject, partners)
    if len(keys) < 2:
        return
    yield from _in_field(sentence, hit, keys, limit)


def _whose_people(sentence: Sentence, verb: int, partners: list[Item]) -> list[Item]:
    """ "L'Inrae y tient : ses équipes | étudient avec B": whose people do it, by the possessive."""
    token = sentence.source.token_starting(verb)
    nouns = [c for c in token.children if c.dep_.startswith("nsubj") and c.idx < verb] if token else []
    if not nouns or not any(d.lower_ in _OF_THEIRS for d in nouns[0].children):
        return []
    before = sentence.before(nouns[0].idx, kinds=_SIDES)
    return [
        i for i in before if i.type in ORGANIZATIONS and i not in partners and not sentence.preposition(i)
    ][:1]


def _in_field(sentence: Sentence, hit: Hit[Entry], keys: tuple[str, ...], limit: int) -> Iterator[Draft]:
    status = status_of_cooperation(sentence, hit)
    if hit.payload["sector"]:
        yield cooperation(hit, keys, hit.payload["sector"], hit.end, status)
        return
    found = [s for s in _fields(sentence, hit.end, limit) if not _is_of_partner(sentence, s, hit.end)]
    for sector in found[:1]:
        yield cooperation(hit, keys, sector.payload.code, sector.end, status)


def _is_of_partner(sentence: Sentence, sector: Hit[SectorTerm], start: int) -> bool:
    """Whether a word only describes the partner: "avec le | fonds minier | Alta"."""
    lead = sentence.folded(start, sector.start)
    return _WITH_WHOM.search(lead) is not None and bool(
        sentence.after(sector.end, kinds=_SIDES, until=sector.end + _DESCRIBED)
    )


def _fields(sentence: Sentence, start: int, limit: int) -> list[Hit[SectorTerm]]:
    """Sector words between two offsets, those in names left out."""
    names = [(i.name_start, i.end) for i in sentence.items if i.kind == "name"]
    return without_works(
        sentence,
        [
            s
            for s in sentence.sectors
            if start <= s.start < limit and not any(low <= s.start < high for low, high in names)
        ],
    )


def _cleft(sentence: Sentence, offset: int) -> list[Item]:
    match = next(_CLEFT.finditer(sentence.source.folded, sentence.start, offset), None)
    if match is None or sentence.has_finite_verb(match.end(), offset):
        return []
    low, high = match.span("who")
    return [i for i in sentence.after(low, kinds=_SIDES, until=high) if i.end == high][:1]


def alliances(sentence: Sentence, hit: Hit[Entry]) -> Iterator[Draft]:
    """ "Beta, associé à l'italien Gamma", "Alta s'est alliée au japonais Delta"."""
    other = _ally(sentence, hit)
    if not other:
        return
    one = _who(sentence, hit)
    keys = sides(sentence, one, other) if one else ()
    if len(keys) < 2 or not states(sentence, [*one, *other]):
        return
    high = min(sentence.clause_end(other[-1].end), other[-1].end + _FIELD_REACH)
    found = _fields(sentence, other[-1].end, high)
    into = found and _INTO.search(sentence.folded(other[-1].end, found[0].start))
    sector = found[0] if into else None
    status = status_of_cooperation(sentence, hit)
    code = hit.payload["sector"] or (sector.payload.code if sector else "")
    yield cooperation(hit, keys, code, sector.end if sector else other[-1].end, status)


def _ally(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    for item in sentence.after(hit.end, kinds=_SIDES, until=min(sentence.end, hit.end + _ALLY_REACH))[:1]:
        between = sentence.folded(hit.end, item.start)
        if item.type is not EntityType.COUNTRY and _BETWEEN.fullmatch(between):
            return [i for i in sentence.group(item) if i.start >= item.start and i.type in _SIDES]
    return []


def _who(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who is allied: told right before the participle, else the subject of its verb."""
    near = [i for i in sentence.before(hit.start, kinds=_SIDES)[:1] if i.type is not EntityType.COUNTRY]
    if near and _APPOSED.fullmatch(sentence.folded(near[0].end, hit.start)):
        return near if governor(sentence, near[0]) != "avec" else []
    token = sentence.source.token_starting(hit.start)
    if token is None or (sentence.is_bare_participle(hit.start) and token.pos_ == "VERB"):
        copula = sentence.source.cues("linking_verbs", hit.start - 16, hit.start)
        if not copula:
            return []
    found = [i for i in sentence.subject(hit.start, kinds=_SIDES) if i.end <= hit.start]
    return [i for i in found if i.type is not EntityType.COUNTRY]


def done_together(
    sentence: Sentence, hit: Hit[Entry], stops: list[int]
) -> tuple[tuple[str, ...], list[Hit[SectorTerm]]]:
    """Who does something together, and the fields told; both empty where two or a field are not told."""
    nothing: tuple[tuple[str, ...], list[Hit[SectorTerm]]] = ((), [])
    if _THING.search(sentence.folded(hit.start - 12, hit.start)):
        return nothing
    verb = sentence.source.token_starting(hit.start) if hit.payload["sector"] else _verb(sentence, hit.start)
    if verb is None or verb.lower_ in _HAVING:
        return nothing
    if sentence.source.cues("positions", verb.idx, verb.idx + len(verb)):
        return nothing  # "ont condamné ensemble": a stance
    sectors = [
        s for s in sectors_after(sentence, hit.end, stops=stops, reach=_BACK_REACH) if s.start >= hit.end
    ]
    if sectors and _APART.search(sentence.folded(hit.end, sectors[0].start)):
        sectors = []
    sectors = sectors or fronted_fields(sentence, verb.idx)
    told = bool(sectors or hit.payload["sector"])
    keys = _doers(sentence, hit, verb) if told else ()
    return (keys, sectors) if len(keys) > 1 else nothing


def _doers(sentence: Sentence, hit: Hit[Entry], verb: Token) -> tuple[str, ...]:
    if verb.lower_.endswith(_PAST) and sentence.is_bare_participle(verb.idx):  # "le travail fourni en commun"
        return sentence.discourse.implied if sentence.discourse.salience.is_clear else ()
    subject = subjects(sentence, verb.idx)
    partners = with_partners(sentence, hit.end, min(sentence.end, hit.end + _PARTNER_REACH))
    if partners and not sentence.has_finite_verb(hit.end, partners[0].start):
        return sides(sentence, [i for i in subject if i not in partners], partners)
    found = states(sentence, subject)
    if not found and _WE.search(sentence.folded(max(sentence.start, verb.idx - _WE_REACH), verb.idx)):
        return sentence.discourse.implied
    return found


def _verb(sentence: Sentence, offset: int) -> Token | None:
    """The verb right before an offset, adverbs between: "faire davantage | ensemble"."""
    tokens = sentence.source.tokens(max(sentence.start, offset - _BACK_REACH), offset)
    for token in reversed(tokens[-_BACK:]):
        if token.pos_ == "VERB":
            return token
        if token.pos_ in _NEITHER:
            return None
    return None
