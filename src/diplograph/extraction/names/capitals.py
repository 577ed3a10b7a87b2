"""Capitals that stand for their governments: "Tokyo soutient", "l'accord avec Lima", "fournir à Quito"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.extraction.source import Source

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITH_ACTOR = re.compile(r"(?:^|[\s(«])(?:avec|contre|envers|selon|entre) $")  # behind these a town acts
_BETWEEN = re.compile(r"(?:^|[\s(])entre (?:\w[\w -]{2,20} et )?$")
_FOR_IT = re.compile(
    r"(?:^|[\n.!?»,;] |\n)pour $"
)  # "Pour Tokyo, l'accord est …", "la facture, pour Lima, …"
_TO_DO = re.compile(r" (?:de |d')(?=[a-z])")  # "une façon pour Lima | de …"
_OF = re.compile(r"(?:^|[\s(])(?:de|d') ?$")
_TO = re.compile(r"(?:^|[\s(])(?:a|au) $")
_LISTED = re.compile(r"(?:,| et| ou|,? comme|,? ainsi que) $")
_REACH = 24
_NOUN_REACH = 30
_OF_VERB = 3  # characters of " de", " à"
_OBJECT_REACH = 60  # characters of "une aide de 12 millions d'euros" between a verb and "à Quito"
_WAY_REACH = 40  # characters of "liaison aérienne directe " before "entre Tokyo et Lima"
_ACTOR_REACH = 3  # characters of " à " between "quant" and a name
_GIVEN_TO = re.compile(r" (?:a|au|aux|entre) ")
_CLAUSE = re.compile(r"[.;:()]|, | (?:qui|que|dont|ou|lors|apres|avant) ")
_BEFORE_SUBJECT = frozenset({"PUNCT", "SPACE", "SCONJ", "PRON", "ADV"})
_REFLEXIVE = frozenset({"se", "s'", "me", "m'", "te", "t'", "nous", "vous"})
# "Tokyo la | finance": no article can stand there; "Tokyo le 5 mai" is a dateline
_CLITIC = re.compile(r" (?:la|le|les|leur) (?=[a-zéêîôûàèù])")
_PARTICIPLE = re.compile(
    r"(?:é|i|is|it|u|ert)e?s?$"
)  # "le prêt consenti | par Tokyo", which the model errs on
_INVERTED = re.compile(r" [a-zéêû]+(?:-t)?-(?:elle|il)s?\b")  # "Ainsi Tokyo | a-t-elle signé"
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
    if _is_end_of_way(source, start):
        return False
    if _WITH_ACTOR.search(before):
        return not before.endswith("entre ") or _is_beside_government(source, end)
    if _BETWEEN.search(source.folded, max(0, start - len("entre ") - _REACH), start):
        return True
    if _ends_with(source, start, "actor"):
        return True
    if before.endswith("pour "):
        return _is_for_government(source, start, end)
    if _OF.search(before):
        return _ends_with(source, start, "of", "both")
    if _TO.search(before):
        return is_recipient(source, start)
    if before.endswith(" par "):
        return _is_agent(source, start)
    return _is_subject(source, start, end) or _is_object(source, start)


def _ends_with(source: Source, start: int, *forms: str) -> bool:
    """Whether words of a form stand right before a name, an article or a preposition between."""
    hits = source.cues("metonymy", start - _NOUN_REACH, start, *forms)
    return any(0 <= start - hit.end <= len(" de ") for hit in hits)


def _is_end_of_way(source: Source, start: int) -> bool:
    """Whether "entre" or a hyphen joins two towns that a line or a flight runs between."""
    opening = _BETWEEN.search(source.folded, max(0, start - _REACH - len(" entre ")), start)
    if opening is None:
        return False
    at = opening.start()
    return any(
        not _CLAUSE.search(source.folded, hit.end, at)
        for hit in source.cues("metonymy", at - _WAY_REACH, at + 1, "way")
    )


def _is_for_government(source: Source, start: int, end: int) -> bool:
    """ "Pour Tokyo, …", "une façon pour Lima de …", "un revers pour Lima"; not "le vol pour Lima"."""
    lead = start - len("pour ")
    if source.folded.startswith(", ", end) and _FOR_IT.search(source.folded, max(0, lead - 3), start):
        return True
    step = _TO_DO.match(source.folded, end)
    verb = source.token_starting(step.end()) if step else None
    if verb is not None and "Inf" in verb.morph.get("VerbForm", []):
        return True
    return any(lead - hit.end <= 1 for hit in source.cues("metonymy", lead - _NOUN_REACH, lead, "for"))


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
    if not given or _CLAUSE.search(source.folded, given[-1].end, start):
        return False
    if _GIVEN_TO.search(source.folded, given[-1].end, start - 2):
        return False  # "a confié à Alta une usine à Lima", "demande un dialogue entre A et B à Lima"
    return not _is_reflexive(source, given[-1].start)  # "se rendre à Lima"


def _is_reflexive(source: Source, start: int) -> bool:
    token = source.token_starting(start)
    if token is None or not token.i:
        return False
    before = token.nbor(-1)
    if before.pos_ == "AUX" and before.i:
        before = before.nbor(-1)  # "s'est | rendu"
    return before.lower_ in _REFLEXIVE


def _is_agent(source: Source, start: int) -> bool:
    """Whether "par" before a town follows what is done: "ratifié par Lisbonne", not "passé par Lisbonne"."""
    token = source.token_starting(start)
    verb = source.analysed.doc[token.i - 2] if token is not None and token.i > 1 else None
    if verb is None:
        return False
    if any(hit.end == verb.idx + len(verb) for hit in source.cues("metonymy", verb.idx, start, "deed")):
        return True  # "la vente | par Tokyo"
    taken_for_noun = verb.pos_ in {"NOUN", "ADJ"} and _PARTICIPLE.search(verb.lower_)
    if not taken_for_noun and "Part" not in verb.morph.get("VerbForm", []):
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
        return following is not None and (
            following.pos_ in {"VERB", "AUX", "PRON"} or following.lower_ in OF_VERB
        )
    if token.dep_.startswith("nsubj") and token.head.i > token.i and "-" not in source.text[end : end + 1]:
        return True
    if _CLITIC.match(source.text, end) or _INVERTED.match(source.text, end):
        return True
    if following is not None and following.lower_ == "en" and following.i + 1 < len(doc):
        following = following.nbor()  # "Tokyo en | attend beaucoup"
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
