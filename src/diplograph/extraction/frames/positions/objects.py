"""Where the object of a stance begins: what governs it, past adverbs, adjectives and determiners."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import ACTORS

if TYPE_CHECKING:
    from spacy.tokens import Token

# Templates of patterns; what else determines the object is left to `DETERMINER`.
OF, TO = "(?:{of}{the}?)", "(?:{to}{the}?)"
_FOR = "(?:{for}{the}?)"
_TOWARD = "(?:{toward}{the}?)"
_OVER = "(?:(?:{over}|{by}|{of}|pour ){the}?)"
# What governs the object of a verb or an adjective, by the column "object" of the table.
_GOVERNORS = {
    "": re.compile(""),
    "to": pattern(TO),
    "of": pattern(OF),
    "for": pattern(_FOR),
    "against": re.compile(r"contre "),
    "over": pattern(_OVER),
    "on": re.compile(r"sur "),
}
# What governs the object of a noun, by its form.
_LEADS = {
    "noun": pattern(_OVER),
    "toward": pattern(rf"(?:{_TOWARD}|{TO}|{_FOR})"),
    "with": pattern(rf"(?:avec |{_TOWARD}|{TO}|{_FOR})"),
    "plea": pattern(_FOR),
    "call": pattern(rf"(?:{TO}|{_FOR})"),
    "protest": pattern(rf"(?:contre |{_OVER})"),
    "importance": pattern(OF),
    "against": re.compile(r"contre "),
    "assured": re.compile(r"(?!)"),  # an object of "assurer" only: "assure B de son concours"
    "after": pattern(r"(?:apres |suite {to}|a la suite {of}|au lendemain {of}|a l'annonce {of}){the}?"),
    "attached": pattern(rf"(?:{OF}|{TO})"),
}
# "la mobilisation politique de haut niveau | en faveur de"
_PLEADING = pattern(r" (?:(?!{and}|{which}){word}){0,6}?(?=en faveur )")
DETERMINER = pattern(
    r"[«\"“]? ?(?:(?:toutes?|tout|tous) )?(?:(?:davantage|plus|moins|beaucoup) {of}|{the}"
    r"|une? telle? |de tel(?:le)?s |{a}|d'une? |{this}|aucune? |nulle? )?[«\"“]? ?"
)
# "proteste contre | ce qu'il appelle | une provocation"
_RECENT = 240  # characters
_OWNED = ("sa ", "son ", "ses ", "leur ", "leurs ")
_SO_CALLED = re.compile(
    r"ce (?:qu'(?:il|elle|ils|elles) (?:appelle|nomme|qualifie|considere|denonce)(?:nt)?"
    r"|qu'(?:il|elle)s? tien(?:t|nent))(?: pour| de| d'| comme(?: etant)?)? ?"
)
_QUANTITY = frozenset({"davantage", "plus", "moins", "beaucoup"})
_POSSESSIVE = pattern(r"{own}")
_CLITICS = members("clitic", "not")
_QUOTES = frozenset('«»"“”')
_QUOTED_ADVERB = re.compile(
    r"[«\"“] ?(?:\w+ment|sans \w+|avec \w+)(?:,? et (?:\w+ment|sans \w+|avec \w+))? ?[»\"”]"
)
_CLOSING = re.compile(r"[»\"”] ")
_AUDIENCE = pattern(r"(?:devant |aupres {of}|face {to}|lors {of}|avec ){the}?")
_NEAR = 10  # characters of " dans les "
_STYLE = 4  # characters of "M. "
_ENDS_TO, _ENDS_OF = pattern(rf"{{edge}}{TO}$"), pattern(rf"{{edge}}{OF}$")
_THAT = pattern(r"(?:a ce |de ce )?{that}")
_MOST_BETWEEN = 4  # words between a noun and what governs its object: "soutien ferme et constant à"
_LONGEST_ASIDE = 80
# Without a date of publication, no date is made of them.
_DAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"})


@dataclass(frozen=True, slots=True)
class Object:
    """Where the object of a stance begins, determiner left out.

    Attributes:
        family: the preposition that its coordinated parts repeat: "a", "de" or "".
        clause: whether it is a clause: "regrette que | l'accord soit rompu".
    """

    start: int
    family: str
    clause: bool = False


def object_of_verb(sentence: Sentence, offset: int, governor: str) -> Object | None:
    """Where the object of a verb or adjective that ends at an offset begins."""
    start = past_asides(sentence, offset)
    text = sentence.source.folded
    if governor and text[start] in _QUOTES:
        start += 2 if text.startswith(" ", start + 1) else 1  # "a plaidé « pour | la trêve »"
    that = _THAT.match(text, start, sentence.end)
    if that is None and governor == "for" and text.startswith("pour ", start):
        that = _THAT.match(text, start + len("pour "), sentence.end)
    if that is not None:
        return Object(that.end(), "", clause=True)
    lead = _GOVERNORS[governor].match(text, start, sentence.end)
    return _begun(sentence, start, lead, governor == "") if lead else None


def object_of_noun(
    sentence: Sentence, offset: int, lead: str, *, between: int = _MOST_BETWEEN
) -> Object | None:
    """Where the object of a noun that ends at an offset begins, adjectives between."""
    pattern = _LEADS[lead]
    pleading = (
        _PLEADING.match(sentence.source.folded, offset, sentence.end) if lead in {"plea", "call"} else None
    )
    if pleading:
        found = pattern.match(sentence.source.folded, pleading.end(), sentence.end)
        return _begun(sentence, pleading.end(), found, False) if found else None
    words = 0
    asides = sentence.source.cues("stance_words", offset, offset + 70, "aside")
    for token in sentence.source.tokens(offset, min(sentence.end, offset + 70)):
        if any(cue.start <= token.idx < cue.end for cue in asides):
            continue
        found = pattern.match(sentence.source.folded, token.idx, sentence.end)
        if found:
            return _begun(sentence, token.idx, found, False)
        if token.text in _QUOTES:
            continue
        words += 1
        if words > between or token.pos_ in {"ADP", "DET", "PRON", "AUX", "PUNCT", "SCONJ"}:
            return None
        if "Fin" in token.morph.get("VerbForm", []):
            return None
    return None


def object_in_place(sentence: Sentence, offset: int) -> Object | None:
    """The place that a worry is about: "leur préoccupation en | mer Rouge"."""
    for place in sentence.places(offset, min(sentence.end, offset + _NEAR)):
        return Object(place.start, "")
    return None


def _begun(sentence: Sentence, offset: int, lead: re.Match[str], direct: bool) -> Object | None:
    text = sentence.source.folded
    start = lead.end()
    called = _SO_CALLED.match(text, start, sentence.end)
    start = called.end() if called else start
    preposition = lead.group().strip()
    own = _POSSESSIVE.match(text, start)
    if own:
        if preposition not in {"", "a", "de"} or not text.startswith(_OWNED, start):
            return None
        at = sentence.discourse.stance_topic[0]
        told = 0 <= at <= sentence.start <= at + _RECENT
        if not told and (not preposition or text.startswith("leur", start)):
            return None  # "réclame | sa suspension": of what was spoken of with another stance
        named = sentence.source.cues("stance_words", own.end(), own.end() + 40, "goal", "merit")
        if not any(cue.start == own.end() for cue in named):
            return None
        start = own.end()  # "le soutien du Pérou à sa | candidature"
    determiner = DETERMINER.match(text, start, sentence.end)
    start = determiner.end() if determiner else start
    if direct and start == offset and not _names_begin(sentence, start):
        return None
    if text[lead.end() : start].startswith(("«", '"', "“")):
        return Object(start, "")  # the words quoted repeat no preposition
    return Object(start, family_of(lead.group()))


def family_of(governor: str) -> str:
    """The preposition that parts coordinated with an object repeat, by what governs it: "a", "de" or ""."""
    if _ENDS_TO.search(governor):
        return "a"
    return "de" if _ENDS_OF.search(governor) else ""


def _names_begin(sentence: Sentence, offset: int) -> bool:
    return any(i.start == offset and i.kind != "adjective" for i in sentence.items)


def past_asides(sentence: Sentence, offset: int) -> int:
    """Past adverbs, dates and what commas set off: "a dénoncé, hier, avec force | le saccage"."""
    text = sentence.source.folded
    for _ in range(4):
        offset += text.startswith(" ", offset)
        token = sentence.source.token_starting(offset)
        if token is None or token.idx >= sentence.end:
            return offset
        asides = sentence.source.cues("stance_words", offset, offset + _LONGEST_ASIDE, "aside")
        dates = [d.span for d in sentence.dates if d.span.start == offset]
        if asides and asides[0].start == offset:
            offset = asides[0].end
        elif adverb := _QUOTED_ADVERB.match(text, offset):
            offset = adverb.end()  # "rejette « catégoriquement » | les …"
        elif _CLOSING.match(text, offset):
            offset += 1  # "a « regretté » | la décision"
        elif dates:
            offset = dates[0].end
        elif before := _before_whom(sentence, offset):
            offset = before  # "a défendu devant A | un ordre commercial"
        elif text.startswith(",", offset):
            close = text.find(",", offset + 1, min(sentence.end, offset + _LONGEST_ASIDE))
            if close < 0 or sentence.has_finite_verb(offset, close):
                return offset
            offset = close + 1
        elif token.idx == offset and (token.pos_ == "ADV" or token.lower_ in _DAYS):
            if token.lower_ in _QUANTITY and text.startswith((" de ", " d'"), token.idx + len(token)):
                return offset
            if token.lower_ in {"moins", "plus"}:
                return offset
            offset = token.idx + len(token)
        else:
            return offset
    return offset


def _before_whom(sentence: Sentence, offset: int) -> int:
    """Where "devant A", "auprès de B" ends that begins at an offset: who hears a stance; 0 if none."""
    lead = _AUDIENCE.match(sentence.source.folded, offset, sentence.end)
    if lead is None:
        return 0
    heard = sentence.source.cues("speech", offset, min(sentence.end, offset + _LONGEST_ASIDE), "audience")
    if heard and heard[0].start == offset:
        return heard[0].end
    near = (
        i for i in sentence.items if i.kind != "adjective" and i.keys and 0 <= i.start - lead.end() <= _STYLE
    )
    found = next(near, None)
    return found.end if found is not None and found.type in ACTORS else 0


def infinitive_at(sentence: Sentence, offset: int) -> Token | None:
    """The infinitive that begins at an offset, pronouns before it left aside."""
    index = sentence.source.token_index(offset)
    doc = sentence.source.analysed.doc
    for token in doc[index : index + 4]:
        if token.idx < offset:
            continue
        infinitive = "Inf" in token.morph.get("VerbForm", []) or token.pos_ in {"VERB", "AUX"}
        if infinitive and token.lower_.endswith(("er", "ir", "re")):
            return token
        if fold(token.lower_) not in _CLITICS:
            return None
    return None
