"""Capitals that stand for their governments: "Tokyo soutient", "l'accord avec Lima", "fournir à Quito"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.extraction.source import Source

if TYPE_CHECKING:
    from spacy.tokens import Token

# Behind these a town acts, or is acted on; places do not stand there.
_WITH_ACTOR = re.compile(
    r"(?:^|[\s(«])(?:avec|contre|envers|selon|entre|d'apres|face a|vis-a-vis de|a l'egard de|a l'encontre de"
    r"|aupres de|aux cotes de|de la part de|au nom de|a la place de) $"
)
_FOR_IT = re.compile(r"(?:^|[\n.!?»] |\n)pour $")  # "Pour Tokyo, l'accord est …"
_OF = re.compile(r"(?:^|[\s(])(?:de|d') ?$")
_TO = re.compile(r"(?:^|[\s(])(?:a|au) $")
_LISTED = re.compile(r"(?:,| et| ou|,? comme|,? ainsi que) $")
_REACH = 24
_NOUN_REACH = 30
_OF_VERB = 3  # characters of " de", " à"
_OBJECT_REACH = 60  # characters of "une aide de 12 millions d'euros" between a verb and "à Quito"
_CLAUSE = re.compile(r"[.;:()]|, | (?:qui|que|dont|ou|lors|apres|avant) ")
_BEFORE_SUBJECT = frozenset({"PUNCT", "SPACE", "SCONJ", "PRON"})
_JOINING = frozenset({"et", "que", "qu'", "mais"})
OF_VERB = frozenset({"ne", "n'", "se", "s'", "l'", "lui", "leur", "y"})
# "Tokyo| et Lima |", "Tokyo|, Le Caire et Lima |", before the verb
_NAME = r"(?:L[ea] )?[A-ZÉ][\w-]+(?: [A-Z][\w-]+)?"
_JOINED = re.compile(rf"(?:, {_NAME})* et {_NAME}(?:,[^,;:.()«»]{{3,50}},)? (?=[a-zéê])")
_ASIDE = re.compile(r", (?:qui|dont|de son cote|pour sa part|quant a elle|par la voix) ")
# "Tokyo, selon la même source, | a dénoncé", "Pretoria (Afrique du Sud) | a …"
_PARENTHESIS = re.compile(r"(?:,| -| –) (?!et |ou |ainsi )[^,;:.()«»]{3,70}(?:,| -| –) (?=[a-z])")


def acts_as_government(source: Source, start: int, end: int, *, listed: bool = False) -> bool:
    """Whether a capital's name, between two offsets, stands for its government.

    Args:
        listed: the capital named right before it does, and only a comma or a conjunction may join them.
    """
    before = source.folded[max(0, start - _REACH) : start]
    if listed and _LISTED.search(before):
        return True
    if _WITH_ACTOR.search(before):
        return not before.endswith("entre ") or _is_beside_government(source, end)
    if re.search(r"(?:^|[\s(])entre \w[\w -]{2,20} et $", source.folded[max(0, start - 32) : start]):
        return True
    if before.endswith("pour ") and source.folded.startswith(", ", end):
        return _FOR_IT.search(source.folded, max(0, start - len("pour ") - 3), start) is not None
    if _OF.search(before):
        return any(
            start - hit.end <= 4 for hit in source.cues("metonymy", start - _NOUN_REACH, start, "of", "both")
        )
    if _TO.search(before):
        return is_recipient(source, start)
    if before.endswith(" par "):
        return _is_agent(source, start)
    return _is_subject(source, start, end) or _is_object(source, start)


def _is_beside_government(source: Source, end: int) -> bool:
    """Whether a name or a government follows with "et": "entre Tokyo et Lima", "… et le gouvernement X"."""
    if not source.folded.startswith(" et ", end):
        return False
    start = end + len(" et ")
    return source.text[start : start + 1].isupper() or any(
        hit.start == start and hit.payload["kind"] == "body"
        for hit in source.words("references", start, start + 1)
    )


def is_recipient(source: Source, start: int) -> bool:
    """Whether "à" before a town follows what is given or said to somebody: "fournir une aide à Quito"."""
    given = source.cues("metonymy", start - _OBJECT_REACH, start - 2, "to", "both")
    return bool(given) and not _CLAUSE.search(source.folded, given[-1].end, start)


def _is_agent(source: Source, start: int) -> bool:
    """Whether "par" before a town follows what is done: "ratifié par Lisbonne", not "passé par Lisbonne"."""
    token = source.token_starting(start)
    verb = source.analysed.doc[token.i - 2] if token is not None and token.i > 1 else None
    if verb is None or "Part" not in verb.morph.get("VerbForm", []):
        return False
    return not source.cues("metonymy", verb.idx, start, "place")


def _is_subject(source: Source, start: int, end: int) -> bool:
    doc = source.analysed.doc
    token = source.token_starting(start)
    if token is None or token.idx != start:
        return False
    preceding = doc[token.i - 1] if token.i else None
    if preceding is not None and preceding.pos_ not in _BEFORE_SUBJECT and preceding.lower_ not in _JOINING:
        return False
    if _ASIDE.match(source.folded, end):
        return preceding is None or preceding.text != ","
    aside = _PARENTHESIS.match(source.folded, end)
    end = aside.end() - 1 if aside and (preceding is None or preceding.text != ",") else end
    following = source.token_starting(end)
    joined = _JOINED.match(source.text, end)
    if joined:  # "Tokyo, Le Caire et Lima soutiennent"
        following = source.token_starting(joined.end())
        return following is not None and following.pos_ in {"VERB", "AUX", "PRON"}
    if following is None or "Part" in following.morph.get("VerbForm", []):
        return False
    return (
        following.pos_ in {"VERB", "AUX"} or following.lower_ in OF_VERB or _is_known_verb(source, following)
    )


def _is_known_verb(source: Source, token: Token) -> bool:
    """Whether the tables know a word right after a name as a verb, which the model may take for a noun."""
    if token.text[:1].isupper() or source.folded[token.idx - 1 : token.idx] != " ":
        return False
    said = source.cues("positions", token.idx, token.idx + len(token), "verb", "urging", "courtesy", "claim")
    told = source.cues("speech", token.idx, token.idx + len(token), "says", "stresses", "judges")
    helped = source.cues("cooperation", token.idx, token.idx + len(token), "helps")
    meant = source.cues("speech", token.idx, token.idx + len(token) + _OF_VERB, "intends")
    return any(hit.start == token.idx for hit in (*said, *told, *helped, *meant))


def _is_object(source: Source, start: int) -> bool:
    """Whether a town is the object, or the inverted subject, of a verb other than of moving or lying."""
    token = source.token_starting(start)
    if token is None or token.idx != start or not token.i:
        return False
    verb = source.analysed.doc[token.i - 1]
    urged = token.i > 1 and verb.i > 1 and _is_known_verb(source, verb) and verb.nbor(-1).pos_ != "DET"
    if (verb.pos_ != "VERB" and not urged) or verb.idx + len(verb) != start - 1:
        return False
    return not source.cues("metonymy", verb.idx, start, "place")
