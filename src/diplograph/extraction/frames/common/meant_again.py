"""What takes a project up again: "le chantier", "la station", "elle"; and what a name alone tells of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.titles_of_works import head_of
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import pattern

DEFINITE = pattern(r"{edge}(?:{definite}|{contracted})(?:premiere? )?$")
_PRONOUN = pattern(r"[^\w]*(?:{he}|{latter})(?:en |y )?")
_OF_ANOTHER = re.compile(r" [a-zà-öø-ÿ-]+ (?:de |d'|d’|du )[A-ZÉÈ]")  # "le site voisin de Manah 2"
_OF_IT = pattern(r"(?: {the}?plus [\w-]+| [\w-]+)? {of}{det}?{word}?")
_OF = pattern(r" {of}")
_GOES_ON = pattern(r"[.,;]| (?:{is}|{has}|{modal}|{and}|[\w-]+ra )|$")
_ADJECTIVE = 16
_LIKE = 8  # characters of a complement that two descriptions share: "le projet d'usine (de traitement)"
ANY = frozenset({"projet", "chantier", "site"})  # heads that works of any kind may take
_PIECE = 60


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A project meant by a stretch of a sentence, and the name it was told under."""

    start: int
    end: int
    name: str


def meant_again(
    sentence: Sentence, last: Draft, noun: str, told: Sequence[Draft], *, just: bool
) -> list[Mentioned]:
    """Projects that nouns and pronouns of a sentence take up: the last one, or the only one of its noun.

    Args:
        noun: that of the last project. told: all of them. just: whether the last was told right before.
    """
    found = []
    text = sentence.source.text
    again = [h for h in sentence.words("sites") if h.payload["form"] == "works"]
    for hit in (*(h for h in sentence.words("projects") if h.payload["form"] != "none"), *again):
        if not DEFINITE.search(
            sentence.source.besides("office_modifiers", hit.start - 20, hit.start, "present")
        ):
            continue
        following = sentence.folded(hit.end, hit.end + 5)
        measured = any(hit.end < a.span.start <= hit.end + 4 for a in sentence.amounts)
        named = fold(last.name).startswith(sentence.folded(hit.start, hit.end + _LIKE))
        if not named and ((_OF.match(following) and not measured) or not re.match(r"[ ,.;]|$", following)):
            continue
        capital = sentence.source.text[hit.end + 1 : hit.end + 2]
        if capital.isupper() or capital == "«" or _OF_ANOTHER.match(text, hit.end, sentence.end):
            continue
        other = _headed(sentence, hit, noun, told)
        if other is not None:
            found.append(Mentioned(hit.start, hit.end, other.name))
        elif hit in again or _fits(sentence, hit, last, noun):
            found.append(Mentioned(hit.start, hit.end, last.name))
    for match in re.finditer(rf"\b{re.escape(noun)}s?\b", sentence.folded(sentence.start, sentence.end)):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        before = sentence.source.besides("office_modifiers", start - 24, start)
        if DEFINITE.search(before) and _GOES_ON.match(sentence.folded(end, end + 16)):
            found.append(Mentioned(start, end, last.name))
    for hit in sentence.words("memberships"):
        if hit.payload["form"] == "owner" and sentence.folded(hit.start - 4, hit.start) == " en ":
            found.append(Mentioned(hit.start - 3, hit.start, last.name))
    pronoun = _PRONOUN.match(sentence.source.folded, sentence.start, sentence.end)
    if pronoun and just and any(v.start == pronoun.end() for v in sentence.words("project_measures")):
        found.append(Mentioned(sentence.start, pronoun.end(), last.name))
    return found


def _headed(sentence: Sentence, hit: Hit[Entry], last_noun: str, told: Sequence[Draft]) -> Draft | None:
    """The one project told under a noun, where the last one was told under another: "la station"."""
    noun = sentence.folded(hit.start, hit.end).split()[0].rstrip("s")
    if noun == last_noun or noun in ANY:
        return None
    headed = [known for known in told if head_of(known.name) == noun]
    return headed[0] if len(headed) == 1 else None


def _fits(sentence: Sentence, hit: Hit[Entry], last: Draft, noun: str) -> bool:
    """Whether a noun may name the project again: "le projet" any, "la mine" a mine or works of mining."""
    if hit.payload["form"] == "named":
        return True
    if sentence.folded(hit.start, hit.end).split()[0].rstrip("s") == noun:
        return True
    sector, sectors = hit.payload["sector"].partition("|")[0], last.get("sector")
    source, at = sentence.source, last.name_start
    vague = any(h.payload["form"] == "named" for h in source.words("projects", at, at + 1))
    vague = vague or any(h.payload["form"] == "works" for h in source.words("sites", at, at + 1))
    vague = vague or is_headless(sentence, last)
    return vague and (not sectors or any(str(s).startswith(sector) for s in sectors))


def is_whole(sentence: Sentence, draft: Draft) -> bool:
    """Whether works are told only as the whole of which others are a part: "un maillon du Corridor nord"."""
    start = draft.name_start
    pieces = sentence.source.cues("sites", max(sentence.start, start - _PIECE), start, "piece")
    return bool(pieces) and _OF_IT.fullmatch(sentence.folded(pieces[-1].end, start)) is not None


def is_headless(sentence: Sentence, draft: Draft) -> bool:
    """Whether a project is told by its name alone: "Manah 1", which may be a power station or a mine."""
    return draft.name[0].isupper() and not sentence.source.words(
        "projects", draft.name_start, draft.name_start + _ADJECTIVE
    )


def noun_of(sentence: Sentence, draft: Draft) -> str:
    """The noun of a project's name, after "nouveau" and the like."""
    at = draft.name_start
    hits = sentence.source.words("projects", at, at + _ADJECTIVE)
    return sentence.folded(hits[0].start, hits[0].end).split()[0].rstrip("s") if hits else head_of(draft.name)
