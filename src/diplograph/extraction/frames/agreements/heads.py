"""The nouns of a sentence that tell an agreement each."""

from __future__ import annotations

from diplograph.extraction.frames.agreements.titles import is_plural, town_end
from diplograph.extraction.frames.common.parties import OF
from diplograph.extraction.frames.common.series import JOINED
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_TO_HEAD = pattern(r" {to}{det}?")
_FOR_HEAD = pattern(r" (?:{for}|{to}|sur )?{det}")
_OF_HEAD = pattern(r" {of}{det}?")
_AMENDING_REACH = 30
_SPEAKER_REACH = 14


def agreement_heads(sentence: Sentence) -> list[Hit[Entry]]:
    """Nouns that tell an agreement, but not what such a noun is only of: "l'accord du [financement]"."""
    found: list[Hit[Entry]] = []
    end = 0  # of the last noun, with those told together with it
    for hit in sentence.words("agreements"):
        numbered = hit.payload["form"] == "numbered"
        if hit.payload["form"] == "idiom" or (numbered and town_end(sentence, hit) < 0):
            continue
        if _is_speech(sentence, hit) or (found and _is_short_form(sentence, found[-1], hit)):
            continue
        if found and _belongs(sentence, found[-1], end, hit):
            if found[-1].payload["form"] == "weak":  # "l'avenant au contrat": the contract tells what it is
                found[-1] = hit
            end = hit.end
            continue
        if (
            found
            and hit.payload["form"] == "weak"
            and _FOR_HEAD.fullmatch(sentence.source.besides("subjects", found[-1].end, hit.start, "title"))
        ):
            continue  # "un contrat pour la commande de douze hélicoptères"
        of = found and _OF_HEAD.fullmatch(sentence.folded(found[-1].end, hit.start))
        if not (of and hit.payload["form"] == "weak" and found[-1].payload["form"] == "noun"):
            found.append(hit)
            end = hit.end
    return found


def amends(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether an older agreement is told that another one amends: "un avenant à leur contrat | de 2012"."""
    before = sentence.source.cues("agreements", max(sentence.start, hit.start - _AMENDING_REACH), hit.start)
    return bool(before) and _TO_HEAD.fullmatch(sentence.folded(before[-1].end, hit.start)) is not None


def _belongs(sentence: Sentence, whole: Hit[Entry], end: int, hit: Hit[Entry]) -> bool:
    """Whether one is only told with that before it: "un protocole à l'accord", "des accords et contrats"."""
    between = sentence.folded(end, hit.start)
    if _TO_HEAD.fullmatch(between):
        return True
    return is_plural(sentence, whole) and is_plural(sentence, hit) and bool(JOINED.fullmatch(between))


def _is_short_form(sentence: Sentence, whole: Hit[Entry], hit: Hit[Entry]) -> bool:
    """Whether brackets hold the short form of the agreement before: "un contrat d'achat d'énergie (PPA)"."""
    text = sentence.source.text
    bracketed = text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] in {")", ","}
    return bracketed and hit.payload["class"] == whole.payload["class"]


def _is_speech(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a declaration is what one person says: "déclaration de M. Lars Holm"."""
    if hit.payload["class"] != "JointDeclaration" or " " in sentence.folded(hit.start, hit.end):
        return False
    by = sentence.after(hit.end, kinds={EntityType.PERSON}, until=hit.end + _SPEAKER_REACH)[:1]
    return bool(by) and sentence.preposition(by[0]) in OF and len(sentence.group(by[0])) == 1
