"""Whether an agreement is done, planned, hoped for, refused or ended, and whether it is news."""

from __future__ import annotations

import re

from diplograph.extraction.frames.agreements.signing_dates import is_done
from diplograph.extraction.frames.agreements.titles import is_definite, stage_words
from diplograph.extraction.sentences.attachment import is_another
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import Status

_PLUPERFECT = re.compile(r"\b(?:avai(?:t|ent)|n'avai(?:t|ent)) ")
_SOME = pattern(r"{edge}{a}{word}?$")
_AS_DONE = pattern(r"[;:.]|{edge}(?:{by}|dans |lors |depuis )")
_HAILING = frozenset({"courtesy", "passive"})
_PLEA_REACH = 70
_NONE = pattern(r"{edge}(?:aucune?|nulle?) {word}?$")
_ASIDE = pattern(r",? [\w', ]{0,40}{the}$")
_JUST = pattern(r",? (?:\w+,? ){0,2}{of}?{a}{word}?$")
_PASSIVE = pattern(r"{edge}{has}{word}{0,2}ete {word}{0,2}$")  # "l'accord annoncé en juin a été signé"
_KNOWN = pattern(r"{edge}(?:{definite}|du |au ){word}?(?:[«\"“] ?)?$")
_DEEPENED_REACH = 48  # characters of "renforcer encore davantage le " before a partnership
_ANNOUNCED_REACH = 70
_INTENDING = 14  # characters of "entendaient "
_NEXT_REACH = 14  # characters of "prochaine " before a noun, or behind it
_ORDINAL_REACH = 14
_VERB_REACH = 90


def is_news(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether something new is told as done: "a signé un accord", not "l'accord", nor "avait signé"."""
    if is_definite(sentence, hit):
        return False
    signing = [
        v
        for v in stage_words(sentence)
        if v.payload["stage"] == "Signed" and (v.payload["status"] or _is_of_done(sentence, v))
    ]
    return bool(signing) and not any(
        _PLUPERFECT.search(sentence.folded(v.start - 24, v.end)) for v in signing
    )


def _is_of_done(sentence: Sentence, verb: Hit[Entry]) -> bool:
    """Whether a noun of signing completes what was done: "ont procédé à la signature", "ont assisté à"."""
    tokens = sentence.source.tokens(max(sentence.start, verb.start - _VERB_REACH), verb.start)
    return any(
        t.pos_ == "VERB"
        and "Part" in t.morph.get("VerbForm", [])
        and any(c.dep_.startswith("aux") and "Pres" in c.morph.get("Tense", []) for c in t.children)
        for t in tokens
    )


def is_one_more(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether it is told beside another of its kind: "un autre contrat", "un second accord"."""
    if is_another(sentence, hit.start, hit.end):
        return True
    cues = sentence.source.cues("ordinals", hit.start - _ORDINAL_REACH, hit.start)
    return any(hit.start - cue.end <= 1 for cue in cues)


def _is_pleaded_for(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether some agreement is what somebody asks for: "plaide en faveur d'un accord"."""
    if not _SOME.search(sentence.folded(hit.start - 24, hit.start)):
        return False
    low = max(sentence.start, hit.start - _PLEA_REACH)
    for plea in reversed(sentence.words("positions")):
        if plea.end <= hit.start and plea.start >= low:
            asked = plea.payload["stance"] == "Support" and plea.payload["form"] not in _HAILING
            told = sentence.source.cues("agreement_verbs", plea.end, hit.start)
            return asked and not (told or _AS_DONE.search(sentence.folded(plea.end, hit.start)))
    return False


def _is_next(sentence: Sentence, verb: Hit[Entry]) -> bool:
    """Whether a signature is said to be to come: "la prochaine signature"."""
    cues = sentence.source.cues("modality", verb.start - _NEXT_REACH, verb.end + _NEXT_REACH)
    return any(
        cue.payload["status"] == Status.PLANNED.value
        and sentence.source.begins("circumstances", cue.start, "again")
        for cue in cues
    )


def _is_announced(sentence: Sentence, offset: int, gap: re.Pattern[str]) -> bool:
    """Whether it is made known as there: "a annoncé la signature", unlike what is announced for later."""
    low = max(sentence.start, offset - _ANNOUNCED_REACH)
    cues = sentence.source.cues("word_classes", low, offset, "announces")
    return bool(cues) and gap.fullmatch(sentence.folded(cues[-1].end, offset)) is not None


def is_none(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether there is no such agreement: "aucun accord n'a été signé"."""
    return _NONE.search(sentence.folded(max(sentence.start, hit.start - 24), hit.start)) is not None


def _stage_status(sentence: Sentence, hit: Hit[Entry], verb: Hit[Entry] | None, end: int) -> Status:
    """Whether an agreement is done, planned, possible or not so, by its governing word."""
    if is_none(sentence, hit):
        return Status.DENIED  # "aucun accord n'a été signé"
    if verb is None:
        contract = hit.payload["class"] == "Contract"
        done = contract and _is_announced(sentence, hit.start, _JUST)  # "ont annoncé mercredi un contrat"
        ignored = frozenset({Status.PLANNED}) if done else frozenset[Status]()
        status = status_of(sentence, hit.start, end, ignore=ignored)
        return Status.POSSIBLE if status is Status.ACTUAL and _is_pleaded_for(sentence, hit) else status
    default = Status(verb.payload["status"] or Status.ACTUAL)
    if sentence.folded(verb.start - 6, verb.start) == "avoir " and default is Status.ACTUAL:
        denied = status_of(sentence, verb.start, verb.end) is Status.DENIED  # "a démenti avoir signé"
        return Status.DENIED if denied else default  # "a annoncé avoir conclu": done, whatever announces it
    if verb.payload["form"] == "ending":  # "devra dénoncer l'accord": it is there so far
        return default
    if verb.payload["form"] == "under":  # "livrera douze rames aux termes d'un contrat"
        return default
    passive = _PASSIVE.search(sentence.folded(verb.start - 24, verb.start))
    done = passive is not None or is_done(sentence, hit, verb)
    ignored = frozenset({Status.PLANNED}) if done else frozenset()  # "a annoncé trois contrats signés"
    announced = not verb.payload["status"] and verb.payload["stage"] == "Signed"
    announced = announced and _is_announced(sentence, verb.start, _ASIDE) and not _is_next(sentence, verb)
    if announced:  # "a annoncé la signature d'un contrat": done, not to come
        ignored = frozenset({Status.PLANNED})
    status = status_of(sentence, verb.start, verb.end, default=default, ignore=ignored)
    intends = sentence.source.cues("speech", verb.start - _INTENDING, verb.start, "intends")
    if status is Status.ACTUAL and any(cue.end == verb.start - 1 for cue in intends):
        return Status.PLANNED  # "que les deux parties entendent conclure"
    if status is Status.ACTUAL and not (announced or verb.payload["status"]):
        stances = [
            p for p in sentence.words("positions") if p.end <= verb.start and verb.start - p.start < 140
        ]
        courtesy = bool(stances) and stances[-1].payload["form"] in {"courtesy", "passive"}
        if (stances and not courtesy) or status_of(sentence, hit.start, hit.end) is Status.POSSIBLE:
            return Status.POSSIBLE
    return status


def agreement_status(
    sentence: Sentence,
    hit: Hit[Entry],
    verb: Hit[Entry] | None,
    end: int,
    *,
    ended: Hit[Entry] | None,
    cited: bool,
) -> Status:
    """Whether an agreement is done, to come, hoped for, or no more.

    Args:
        end: where its title or noun ends.
        ended: what put an end to it.
        cited: named after its town or number only.
    """
    if ended:
        return Status.DENIED
    if cited and verb is None:  # "les accords d'Alger n'ont pas été appliqués": they are there
        return Status.ACTUAL
    status = _stage_status(sentence, hit, verb, end)
    return Status.ACTUAL if status is not Status.DENIED and _is_deepened(sentence, hit) else status


def _is_deepened(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a partnership is to be made stronger: the one there is, not another, is what they have."""
    if hit.payload["class"] != "Partnership" or hit.payload["form"] == "weak":
        return False
    low = max(sentence.clause_start(hit.start), hit.start - _DEEPENED_REACH)
    known = _KNOWN.search(sentence.folded(max(sentence.start, hit.start - 12), hit.start))
    return known is not None and bool(sentence.source.cues("presuppositions", low, hit.start + 1))


def is_prospect(sentence: Sentence, hit: Hit[Entry], *, plural: bool) -> bool:
    """A partnership or treaty still wished for is a fact of its own, whoever the parties."""
    if plural or hit.payload["class"] not in {"Partnership", "Treaty"} or hit.payload["form"] == "weak":
        return False
    if sentence.folded(hit.start, hit.end).endswith("s"):
        return False
    return status_of(sentence, hit.start, hit.end) in {Status.POSSIBLE, Status.PLANNED}
