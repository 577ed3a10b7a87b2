"""What is done together: "ont largué ensemble des vivres", "le travail fourni en commun contre …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.frames.cooperation.assistance import sides, states, subjects
from diplograph.extraction.frames.cooperation.fields import fronted_fields
from diplograph.extraction.sentences.lists import sectors_after
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit, SectorTerm
from diplograph.language.patterns import members, pattern

if TYPE_CHECKING:
    from spacy.tokens import Token

_BACK = 4  # words between the verb and "ensemble"
_REACH = 70  # characters from "ensemble" to the field
_PARTNER_REACH = 60
_WE_REACH = 36
# "l'ensemble", no adverb
_THING = pattern(r"{edge}(?:{det}|d'|(?:vaste|meme|transports?|sens|bien) )$")
_APART = pattern(r"[,;.]| (?:avant|apres|puis|lors|pendant|malgre|{which})")
_WE = pattern(r"{edge}nous {word}{0,4}$")
_HAVING = members("has", "is") | {"être"}
_PAST = ("é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues")
_NEITHER = frozenset({"DET", "ADP", "PROPN"})


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
    sectors = [s for s in sectors_after(sentence, hit.end, stops=stops, reach=_REACH) if s.start >= hit.end]
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
    tokens = sentence.source.tokens(max(sentence.start, offset - _REACH), offset)
    for token in reversed(tokens[-_BACK:]):
        if token.pos_ == "VERB":
            return token
        if token.pos_ in _NEITHER:
            return None
    return None
