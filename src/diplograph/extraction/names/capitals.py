"""Capitals that stand for their governments: "Tokyo soutient", "l'accord avec Lima", "fournir à Quito"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.language.patterns import members, pattern

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITH_ACTOR = pattern(r"{edge}(?:{with}|contre |envers |selon |entre )$")  # behind these a town acts
_BETWEEN = pattern(r"{edge}entre (?:\w[\w -]{2,20} et )?$")
# "Pour Tokyo, l'accord est …", "la facture, pour Lima, …"
_FOR_IT = re.compile(r"(?:^|[\n.!?»,;] |\n)pour $")
_TO_DO = re.compile(r" (?:de |d')(?=[a-z])")  # "une façon pour Lima | de …"
_OF = pattern(r"{edge}{of}$")
_TO = pattern(r"{edge}{to}$")
_LISTED = pattern(r"(?:, |,? {and})$")
_REACH = 24
_NOUN_REACH = 30
_OF_VERB = 3  # characters of " de", " à"
_OBJECT_REACH = 60  # characters of "une aide de 12 millions d'euros" between a verb and "à Quito"
_WAY_REACH = 40  # characters of "liaison aérienne directe " before "entre Tokyo et Lima"
_ACTOR_REACH = 3  # characters of " à " between "quant" and a name
_GIVEN_TO = pattern(r" (?:{to}|entre )")
_CLAUSE = pattern(r"[.;:()]|, | (?:{which}|lors |apres |avant )")
_BEFORE_SUBJECT = frozenset({"PUNCT", "SPACE", "SCONJ", "PRON", "ADV"})
# "Tokyo la | finance": no article can stand there; "Tokyo le 5 mai" is a dateline
_CLITIC = pattern(r" (?:{the}|leur )(?=[a-zéêîôûàèù])", spelt=True)
_PARTICIPLE = re.compile(r"(?:é|i|is|it|u|ert)e?s?$")  # "le prêt consenti | par Tokyo": the model errs
_INVERTED = re.compile(r" [a-zéêû]+(?:-t)?-(?:elle|il|on)s?\b")  # "Ainsi Tokyo | a-t-elle signé"
# "Tokyo| et Lima |", "Tokyo|, Le Caire et Lima |", before the verb
_NAME = r"(?:L[ea] )?[A-ZÉ][\w-]+(?: [A-Z][\w-]+)?"
_JOINED = re.compile(rf"(?:, {_NAME})* et {_NAME}(?:,[^,;:.()«»]{{3,50}},)? (?=[a-zéê])")
_ASIDE = pattern(r", (?:qui |dont |{also}|par la voix )")
# "Tokyo, selon la même source, | a dénoncé", "Pretoria (Afrique du Sud) | a …"
_PARENTHESIS = re.compile(r"(?:,| -| –) (?!et |ou |ainsi )[^,;:.()«»]{3,70}(?:,| -| –) (?=[a-z])")


def acts_as_government(source: Source, start: int, end: int, *, listed: bool = False) -> bool:
    """Whether a capital's name, between two offsets, stands for its government.

    Args:
        listed: the capital named right before it does, and only a comma or a conjunction may join them.
    """
    before = source.folded[max(0, start - _REACH) : start]
    if listed and source.before(_LISTED, start):
        return True
    if _is_end_of_way(source, start):
        return False
    if source.before(_WITH_ACTOR, start):
        return not before.endswith("entre ") or _is_beside_government(source, end)
    if source.before(_BETWEEN, start):
        return True
    if _ends_with(source, start, "actor"):
        return True
    if before.endswith("pour "):
        return _is_for_government(source, start, end)
    if source.before(_OF, start):
        return _ends_with(source, start, "of", "both")
    if source.before(_TO, start):
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
    opening = source.before(_BETWEEN, start)
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
    return fold(before.text) in members("self")


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
    joining = members("and", "that", "but")
    if preceding and preceding.pos_ not in _BEFORE_SUBJECT and fold(preceding.text) not in joining:
        return False
    if _ASIDE.match(source.folded, end):
        return preceding is None or preceding.text != ","
    aside = _PARENTHESIS.match(source.folded, end)
    end = aside.end() - 1 if aside and (preceding is None or preceding.text != ",") else end
    following = source.token_starting(end)
    joined = _JOINED.match(source.text, end)
    if joined:  # "Tokyo, Le Caire et Lima soutiennent"
        following = source.token_starting(joined.end())
        return following is not None and (following.pos_ in {"VERB", "AUX", "PRON"} or is_of_verb(following))
    if token.dep_.startswith("nsubj") and token.head.i > token.i and "-" not in source.text[end : end + 1]:
        return True
    if _CLITIC.match(source.text, end) or _INVERTED.match(source.text, end):
        return True
    if following is not None and following.lower_ == "en" and following.i + 1 < len(doc):
        following = following.nbor()  # "Tokyo en | attend beaucoup"
    if following is None or "Part" in following.morph.get("VerbForm", []):
        return False
    return following.pos_ in {"VERB", "AUX"} or is_of_verb(following) or _is_known_verb(source, following)


def is_of_verb(token: Token) -> bool:
    """Whether a small word stands before a verb, and is no article nor preposition: "ne", "se", "lui"."""
    return fold(token.text) in members("clitic") - members("definite", "at") | {"l'", "leur"}


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
