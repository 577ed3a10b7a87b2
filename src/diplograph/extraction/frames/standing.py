"""Whether a cooperation is, will be, may be or is over, and which words tell none at all."""

from __future__ import annotations

import re

from diplograph.extraction.frames.assistance import OWN
from diplograph.extraction.frames.parties import keys_of, stated_parties
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import Status

_REACH = 60  # characters of "avec" after a means
_NEXT = 24
_STANCE_REACH = 40
_GENERIC = re.compile(r" (?:[a-z]+ )?(?:au |a la |le |la |en faveur du |pour le |du |de la )")
_DIVERSE = re.compile(r"(?:^| )diversifi\w+ (?:de |des |les |ses |leurs |nos )(?:ses |leurs )?$")
_THIS = re.compile(r"(?:^|[\s'«\"])(?:ce|cet|cette|ces) (?:[a-z]+ )?$")
_REVIEWED = 48  # how far before the noun a verb that presupposes it may stand
_WITHOUT = re.compile(r"(?:^| )sans (?:la |toute )?$")
_NONE = re.compile(r"(?:^| )(?:aucune?|nulle?) $")
_ENDED = re.compile(r" (?:a |de |du |des |d')?(?:la |le |l'|les |toute |sa |son |ses |leurs? )?")
_PLAIN = re.compile(
    r"[.,;]| (?:entre|avec|bilatera\w+|mutuel\w+|et|dans|franco|d'amitie|de bon voisinage|de partenariat"
    r"|unissant|liant|qui)|$"
)
_BY = re.compile(r"\bpar (?:le |la |un |une )$")
_WITH = re.compile(r"[^.;:]*? (?:avec|entre) ")
_TALK = frozenset({"politics", "security"})
_INDEFINITE = re.compile(r"(?:^|[\s'])(?:une?|tout|toute) (?:[a-z]+ )?$")


def status_of_cooperation(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """What is to be continued or deepened exists; what is agreed on is planned; a prospect is possible."""
    if sentence.source.cues("outlooks", hit.start, hit.end, "promising"):
        return Status.POSSIBLE  # "perspectives d'affaires"
    if _is_over(sentence, hit):
        return Status.DENIED
    status = status_of(sentence, hit.start, hit.end)
    if status is Status.POSSIBLE and OWN.search(sentence.folded(hit.start - 24, hit.start)):
        return Status.ACTUAL  # "nous pourrions évoquer notre coopération": it exists
    if status is Status.POSSIBLE:
        low = max(sentence.start, hit.start - _REVIEWED)
        if any(low <= p.start and p.end <= hit.start + 1 for p in sentence.words("presuppositions")):
            return Status.ACTUAL
    if status is Status.PLANNED and _goes_on(sentence, hit):
        return Status.ACTUAL
    return status


def _goes_on(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """ "Notre coopération se poursuivra": what is to be continued exists."""
    noun = sentence.source.token_starting(hit.start)
    if noun is None or not noun.dep_.startswith("nsubj"):
        return False
    verb = noun.head
    return any(p.start <= verb.idx < p.end for p in sentence.words("presuppositions"))


def _is_over(sentence: Sentence, hit: Hit[Entry]) -> bool:
    before = max(sentence.start, hit.start - 36)
    return bool(_NONE.search(sentence.folded(before, hit.start))) or any(
        _ENDED.fullmatch(sentence.folded(cue.end, hit.start))
        for cue in sentence.source.cues("outlooks", before, hit.start, "ended")
    )


def is_without(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a cooperation is said not to be, or to end, nobody told: "la rupture du dialogue"."""
    if _WITHOUT.search(sentence.folded(hit.start - 16, hit.start)):
        return True
    partners = sentence.folded(hit.start, hit.end).startswith("partenariat")
    if partners and _DIVERSE.search(sentence.folded(hit.start - 36, hit.start)):
        return True  # with many others, not with whom the text is about
    return _is_over(sentence, hit) and len(keys_of(stated_parties(sentence, hit.start, hit.end))) < 2


def is_anybodys(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a dialogue is nobody's yet: "créer les conditions d'un dialogue politique"."""
    talk = hit.payload["sector"] in _TALK and hit.payload["form"] == "noun"
    if talk and _is_principle(sentence, hit):
        return True
    return (
        talk
        and not sentence.discourse.salience.is_clear
        and bool(_INDEFINITE.search(sentence.folded(hit.start - 14, hit.start)))
        and len(keys_of(stated_parties(sentence, hit.start, hit.end))) < 2
    )


def is_means(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a dialogue with nobody is how something is done: "régler les conflits par le dialogue"."""
    return bool(_BY.search(sentence.folded(hit.start - 10, hit.start))) and not _WITH.match(
        sentence.folded(hit.end, min(sentence.end, hit.end + _REACH))
    )


def is_developed(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether relations are said to grow or to be close: "renforcer leurs relations"."""
    noun = sentence.folded(hit.start, hit.end)
    if hit.payload.get("sector") or not noun.startswith(("relation", "lien")):
        return False
    if sentence.source.cues("outlooks", hit.end, hit.end + _NEXT, "close"):
        return True
    low = max(sentence.start, hit.start - _REVIEWED)
    return any(low <= p.start and p.end <= hit.start for p in sentence.words("presuppositions")) and bool(
        _PLAIN.match(sentence.folded(hit.end, hit.end + _NEXT))
    )


def is_heading(sentence: Sentence) -> bool:
    """Whether a line has no verb and no full stop: it announces what the text then states."""
    return sentence.folded(sentence.end - 1, sentence.end) not in {".", "!", "?", "»", ";", ":"} and not (
        sentence.has_finite_verb(sentence.start, sentence.end)
    )


def _is_principle(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a bare dialogue is what somebody stands for: "son attachement au dialogue"."""
    if " " in sentence.folded(hit.start, hit.end):
        return False
    stances = sentence.source.cues("positions", hit.start - _STANCE_REACH, hit.start)
    near = any(_GENERIC.fullmatch(sentence.folded(cue.end, hit.start)) for cue in stances)
    return near and len(keys_of(stated_parties(sentence, hit.start, hit.end))) < 2


def is_told_again(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether "ce partenariat" only takes up what was told before: whose, this sentence does not say."""
    again = _THIS.search(sentence.folded(hit.start - 12, hit.start))
    return bool(again) and len(keys_of(stated_parties(sentence, hit.start, hit.end))) < 2
