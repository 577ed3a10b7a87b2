"""Whether a cooperation is, will be, may be or is over, and which words tell none at all."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.parties import keys_of
from diplograph.extraction.frames.common.stated_parties import fronted_partners, stated_parties
from diplograph.extraction.frames.cooperation.assistance import OWN
from diplograph.extraction.frames.cooperation.fields import THINGS
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import Status

_REACH = 60  # characters of "avec" after a means
_NEXT = 24
_STANCE_REACH = 40
_GENERIC = pattern(r" {word}?(?:{to}|{for}|{of})?{the}?")
_DIVERSE = pattern(r"{edge}diversifi\w+ {of}?{det}$")
_THIS = pattern(r"{edge}{this}{word}?$")
# ", d'orienter le " before what several infinitives of one verb are about
_ANOTHER_TO_DO = pattern(r"(?:, |,? {and}){of}[\w'-]+(?:er|ir|re) [^,;.]{0,30}$")
_TO_DO_REACH, _LONGEST_ROW = 70, 300
_MODAL = ("[va|", "[devrait|", "[entend|")  # rows of mere futures: "doit", "devrait"
_OPEN = (" de", " d'", " a")  # of "sont convenus de", "se sont engagés à"
_REVIEWED = 48  # how far before the noun a verb that presupposes it may stand
_WITHOUT = pattern(r"{edge}sans {det}?$")
_NONE = pattern(r"{edge}(?:aucune?|nulle?) $")
_ENDED = pattern(
    r"(?:,? (?:en|depuis|le|des|hier|avant-hier|\w+di|\d+)\b[\w ]{0,16}?,?)? (?:{to}|{of})?{det}?{definite}?"
)
# "l'agence de coopération, X", "la coopération suisse, la DDC": a body, whatever it does
_OFFICE_REACH = 44
_OFFICE_OF = pattern(r" {word}?(?:{of}|{to}|{for}){the}?")
_BY_NAME = re.compile(r"(?:,| \() ?(?:(?:la|le|par la) |l')?[A-ZÉ]{2,}\b")
_PLAIN = pattern(
    r"[.,;]| (?:entre |{with}|{and}|{into}|{which}|bilatera|mutuel|franco|d'amitie|de bon voisinage"
    r"|de partenariat|unissant|liant)|$"
)
_JUST = pattern(r"(?:(?:{has}|{is})|(?:demeure|reste|restent|demeurent) )?{word}{0,3}")
_NEVER = pattern(r"{edge}n(?:e |')(?=.*?{not})")
_TO_NEW = pattern(r"(?:ouvrir|etendre|elargir) {definite}(?:\w+ )?$")
_BY = pattern(r"{edge}{by}(?:l[ea] |l'|une? )$")  # in the plural, no means
# "dans le cadre de la concertation": how things are done, not what is done with anybody
_IN_SPIRIT = pattern(
    r"{edge}(?:dans {det}(?:cadre|esprit|climat|respect)|sur la base|au moyen|par (?:la )?voie) {of}{the}?$"
)
_SPIRIT_REACH = 36
_WITH = pattern(r"[^.;:]*? (?:{with}|entre )")
_GROWING_REACH, _STRAINED_REACH = 90, 110
_DIPLOMATIC = re.compile(r" (?:diplomatique|consulaire)")
_BILATERAL = pattern(r" {word}{0,2}bilatera")
_BETWEEN = pattern(r" {word}{0,2}entre ")
_TALK = frozenset({"politics", "security"})
_CONTINUING = ("poursui", "continu")
_INDEFINITE = pattern(r"{edge}(?:{a}|toute? ){word}?$")


def status_of_cooperation(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """What is to be continued or deepened exists; what is agreed on is planned; a prospect is possible."""
    if sentence.source.cues("outlooks", hit.start, hit.end, "promising"):
        return Status.POSSIBLE  # "perspectives d'affaires"
    if _is_over(sentence, hit):
        return Status.DENIED
    ended = _end_told_after(sentence, hit)
    if ended is not None:
        return ended
    status = status_of(sentence, hit.start, hit.end)
    if status in {Status.POSSIBLE, Status.PLANNED} and _is_opened(sentence, hit):
        return status
    if status is Status.ACTUAL:
        status = _decided(sentence, hit)
    if status is Status.POSSIBLE and OWN.search(sentence.folded(hit.start - 24, hit.start)):
        return Status.ACTUAL  # "nous pourrions évoquer notre coopération": it exists
    if status is Status.POSSIBLE:
        low = max(sentence.start, hit.start - _REVIEWED)
        if any(low <= p.start and p.end <= hit.start + 1 for p in sentence.words("presuppositions")):
            return Status.ACTUAL
    if status is Status.PLANNED and _is_to_go_on(sentence, hit):
        return Status.ACTUAL
    if status is Status.PLANNED and (_goes_on(sentence, hit) or _is_to_be_deepened(sentence, hit)):
        return Status.ACTUAL
    return status


def _end_told_after(sentence: Sentence, hit: Hit[Entry]) -> Status | None:
    """ "La coopération entre A et B | a pris fin", "… ne s'est jamais interrompue"; None for neither."""
    high = min(sentence.clause_end(hit.end), hit.end + _LONGEST_ROW)
    verbs = [t for t in sentence.source.tokens(hit.end, high) if "Fin" in t.morph.get("VerbForm", [])][:1]
    noun = sentence.source.token_starting(hit.start)
    if not verbs or noun is None or not noun.dep_.startswith("nsubj"):
        return None
    for cue in sentence.source.cues("outlooks", verbs[0].idx, min(high, verbs[0].idx + _REVIEWED), "ended"):
        link = sentence.folded(verbs[0].idx, cue.start)
        goes_on = sentence.folded(cue.end, cue.end + 3) in {" de", " d'"}  # "ne cessent de s'améliorer"
        if _JUST.fullmatch(link) and not goes_on:
            never = _NEVER.search(sentence.folded(verbs[0].idx - 8, cue.start))
            return Status.ACTUAL if never else Status.DENIED
    return None


def _is_opened(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a wish is to take it to new fields: "souhaitent ouvrir leur coopération à l'agriculture"."""
    return _TO_NEW.search(sentence.folded(hit.start - 40, hit.start)) is not None


def _is_to_go_on(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether what is decided is to continue what there is: "se sont engagés à poursuivre leurs liens"."""
    low = max(sentence.clause_start(hit.start), hit.start - _REVIEWED)
    return any(
        cue.end <= hit.start and cue.payload.pattern.startswith(_CONTINUING)
        for cue in sentence.source.cues("presuppositions", low, hit.start)
    )


def _is_to_be_deepened(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a mere future, which nobody decides, deepens what exists: "doit consolider leurs liens"."""
    low = max(sentence.start, hit.start - _REVIEWED)
    if hit.payload.pattern in THINGS or not any(
        low <= p.start and p.end <= hit.start + 1 for p in sentence.words("presuppositions")
    ):
        return False  # "vont développer des projets": new ones
    cues = sentence.source.cues("modality", max(sentence.start, hit.start - _LONGEST_ROW), hit.start)
    return all(
        cue.payload["status"] != Status.PLANNED.value or cue.payload.pattern.startswith(_MODAL)
        for cue in cues
    )


def _decided(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """What a verb farther up governs with others: "ont décidé de …, de … et de relancer | leurs liens"."""
    start = sentence.clause_start(hit.start)
    step = _ANOTHER_TO_DO.search(sentence.folded(max(start, hit.start - _TO_DO_REACH), hit.start))
    if step is None:
        return Status.ACTUAL
    cues = sentence.source.cues("modality", max(start, hit.start - _LONGEST_ROW), hit.start)
    for cue in reversed(cues):
        if cue.payload["side"] in {"before", "both"} and sentence.folded(cue.start, cue.end).endswith(_OPEN):
            return Status(cue.payload["status"])
    return Status.ACTUAL


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
    if OWN.search(sentence.folded(hit.start - 24, hit.start)) and any(
        i.is_plural for i in sentence.subject(hit.start)
    ):
        return False  # "les deux capitales ont suspendu leur coopération"
    if fronted_partners(sentence, hit.start):
        return False  # "Avec A, B a suspendu ses projets communs"
    return _is_over(sentence, hit) and len(keys_of(stated_parties(sentence, hit.start, hit.end))) < 2


def is_anybodys(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a dialogue is nobody's yet: "créer les conditions d'un dialogue politique"."""
    talk = hit.payload["sector"] in _TALK and hit.payload["form"] == "noun"
    if talk and (_is_principle(sentence, hit) or _is_bare_dialogue(sentence, hit)):
        return True
    return (
        talk
        and not sentence.discourse.salience.is_clear
        and bool(_INDEFINITE.search(sentence.folded(hit.start - 14, hit.start)))
        and len(keys_of(stated_parties(sentence, hit.start, hit.end))) < 2
    )


def is_agency(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a body that cooperates is meant: "l'agence de coopération", "la coopération suisse, la DDC"."""
    officers = sentence.source.cues("word_classes", hit.start - _OFFICE_REACH, hit.start, "officer")
    if any(_OFFICE_OF.fullmatch(sentence.folded(officer.end, hit.start)) for officer in officers):
        return True
    adjective = sentence.adjective_after(hit.end, reach=2)
    return adjective is not None and _BY_NAME.match(sentence.source.text, adjective.end) is not None


def is_broken_off(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether relations are said to have ended: "a rompu ses | relations diplomatiques avec B"."""
    if not sentence.folded(hit.start, hit.end).startswith(("relation", "lien")):
        return False
    none = _NONE.search(sentence.folded(hit.start - 12, hit.start))  # "aucun lien avec": none at any time
    return none is None and _is_over(sentence, hit)


def is_means(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a dialogue with nobody is how something is done: "régler les conflits par le dialogue"."""
    how = _BY.search(sentence.folded(hit.start - 10, hit.start))
    if (
        how is None
        and hit.payload["sector"] in _TALK
        and not _BILATERAL.match(sentence.source.folded, hit.end)
    ):
        how = _IN_SPIRIT.search(sentence.folded(max(sentence.start, hit.start - _SPIRIT_REACH), hit.start))
    others = _WITH.match(sentence.folded(hit.end, min(sentence.end, hit.end + _REACH)))
    return how is not None and others is None


def is_developed(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether relations are said to grow, to be close, or to be those of two: "les liens bilatéraux"."""
    noun = sentence.folded(hit.start, hit.end)
    if hit.payload.get("sector") or not noun.startswith(("relation", "lien", "rapport")):
        return False
    cues, strained = sentence.source.cues, _is_strained(sentence, hit)
    if cues("outlooks", hit.end, hit.end + _NEXT, "close") or _is_called_close(sentence, hit):
        return not strained
    if noun.startswith("rapport"):
        return False
    low = max(sentence.start, hit.start - _REVIEWED)
    reviewed = any(low <= p.start and p.end <= hit.start for p in sentence.words("presuppositions"))
    if reviewed and _PLAIN.match(sentence.folded(hit.end, hit.end + _NEXT)):
        return True
    if strained or _DIPLOMATIC.match(sentence.source.folded, hit.end):
        return False
    if cues("outlooks", hit.end, min(sentence.end, hit.end + _GROWING_REACH), "growing"):
        return True
    return noun == "relations" and _is_of_two(sentence, hit)


def _is_called_close(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """ "de bonnes | relations"."""
    before = sentence.source.cues("outlooks", hit.start - _NEXT, hit.start, "close")
    return bool(before) and before[-1].end == hit.start - 1


def _is_strained(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether relations are said to be bad, or yet to be made good again."""
    low, high = max(sentence.start, hit.start - _STRAINED_REACH), hit.end + _STRAINED_REACH
    return bool(sentence.source.cues("outlooks", low, min(sentence.end, high), "strained", "wished"))


def _is_of_two(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether relations are told to be those of two states: "bilatérales", "entre A et B"."""
    if _BILATERAL.match(sentence.source.folded, hit.end):
        return True
    adjective = sentence.adjective_after(hit.end)
    if adjective is not None and adjective.is_plural:
        return True
    between = _BETWEEN.match(sentence.source.folded, hit.end)
    return bool(between) and len(keys_of(stated_parties(sentence, hit.start, hit.end))) > 1


def is_heading(sentence: Sentence) -> bool:
    """Whether a line has no verb and no full stop: it announces what the text then states."""
    return sentence.folded(sentence.end - 1, sentence.end) not in {".", "!", "?", "»", ";", ":"} and not (
        sentence.has_finite_verb(sentence.start, sentence.end)
    )


def _is_bare_dialogue(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether nothing says between whom a mere "dialogue" is: "maintenir le dialogue"."""
    if sentence.folded(hit.start, hit.end) != "dialogue" or OWN.search(
        sentence.folded(hit.start - 24, hit.start)
    ):
        return False
    if _BILATERAL.match(sentence.source.folded, hit.end) or any(i.is_plural for i in sentence.items):
        return False
    return len(keys_of(stated_parties(sentence, hit.start, hit.end))) < 2


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
