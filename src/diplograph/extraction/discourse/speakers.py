"""Who says "je" and "notre pays": the speaker of a speech, a toast, an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.items import preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.offices import Office
from diplograph.extraction.source import Source, is_quoted
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_FIRST = pattern(r"{edge}(?:{me}|{you})")
_ENOUGH = 3  # words of the first person outside quotes that make a text a speech
_FEWEST = 1  # of them, or of "nous", in a text whose headline announces one
_FIRST_OF_ALL = pattern(r"{edge}(?:{me}|{you}|{us})")
_FOR_COUNTRIES = frozenset({"Ambassador", "Minister", "HeadOfState", "HeadOfGovernment", "Monarch", "Envoy"})
# "ambassadeur | d'Italie", "ministre des Affaires étrangères | de Belgique"
_PORTFOLIO = pattern(r" (?:(?:{of}|{to}|{and})?{the}?{word}){0,5}")
_OF_OFFICE = pattern(r" (?:(?:{of}|{to}|{and})?{the}?{word}){0,5}?{of}{the}?")
_OTHER_PART = re.compile(r"[:;]")  # of a headline
_QUESTION = re.compile(r"^(?![-–—*]).{8,240}\?\s*$", re.MULTILINE)
_FEWEST_QUESTIONS = 2  # lines that end in a question mark, which make a text an interview
_WITH = pattern(r" (?:{with}|{to}|{of})")
_ANNOUNCED = 24  # characters of "conversation avec Mme "
_OPENING_SENTENCE = 200
_OPENING = 400  # characters within which a speech says who speaks


def speaker_of(source: Source, mentions: Sequence[Mention], offices: Sequence[Office]) -> str:
    """The person who speaks throughout the text, else whose envoy does; "" for a text in the third person."""
    heading = fold(source.analysed.document.title)
    asked = _interviewee(source, mentions, offices)
    if asked:
        return asked
    titled = _country_of_title(source, heading)
    if not _is_speech(source, _FEWEST if titled else _ENOUGH):
        return ""
    for mention in mentions:
        if mention.type is EntityType.PERSON and heading and fold(mention.name) in heading:
            if _is_honoured(source, heading, heading.index(fold(mention.name))):
                continue
            return _receiver(heading, mention, mentions) or mention.key
    if titled:
        return titled
    for office in sorted(offices, key=lambda o: o.start):
        if office.start > _OPENING:
            break
        if office.person is not None:
            return office.person.key
        if office.of and office.post in {"Ambassador", "Minister", "HeadOfState", "HeadOfGovernment"}:
            return office.of
    return ""


def _interviewee(source: Source, mentions: Sequence[Mention], offices: Sequence[Office]) -> str:
    """Who answers in an interview: the person presented before the first question; "" for any other text."""
    questions = [m.start() for m in _QUESTION.finditer(source.text) if not is_quoted(source, m.end() - 1)]
    if len(questions) < _FEWEST_QUESTIONS:
        return ""
    presented = [m for m in mentions if m.start < questions[0] and m.type is EntityType.PERSON]
    presented += [o.person for o in offices if o.person is not None and o.person.start < questions[0]]
    presented.sort(key=lambda m: m.start)
    talks = [m for m in presented if _is_asked(source, m)]
    free = [m for m in presented if not preposition_before(source, m.start)]
    return next((m.key for m in (*talks, *free)), "")


def _is_asked(source: Source, person: Mention) -> bool:
    """Whether the text calls itself a talk with somebody: "Entretien avec | Ahmed Attaf"."""
    talks = source.cues("word_classes", person.start - _ANNOUNCED, person.start, "interview")
    return any(
        _WITH.fullmatch(source.folded, talk.end, source.before_civilities(person.start)) for talk in talks
    )


def _is_honoured(source: Source, heading: str, start: int) -> bool:
    """Whether a speech is for whom its headline names: "dîner en l'honneur de | Mme Duval"."""
    cues = [h for h in source.heading.words.get("word_classes", ()) if h.payload["form"] == "honour"]
    return any(c.end <= start and not _OTHER_PART.search(heading, c.end, start) for c in cues)


def _receiver(heading: str, mention: Mention, mentions: Sequence[Mention]) -> str:
    """Who speaks after "Entretien avec A", where the text begins with somebody else, who received A."""
    lead = heading[: heading.index(fold(mention.name))].split()
    first = next((m for m in mentions if m.type is EntityType.PERSON), mention)
    met = lead[-1:] == ["avec"] and first.key != mention.key and fold(first.name) not in heading
    return first.key if met and mention.start - first.start < _OPENING_SENTENCE else ""


def _country_of_title(source: Source, heading: str) -> str:
    """The country for which speaks whom the headline announces: "Entretien avec l'ambassadeur d'Italie"."""
    if not heading:
        return ""
    scan = source.heading
    genres = [hit for hit in scan.words.get("speech", ()) if hit.payload["form"] == "genre"]
    if not genres:
        return ""
    for office in scan.words.get("offices", ()):
        if office.start < genres[0].end or office.payload.get("post") not in _FOR_COUNTRIES:
            continue
        for name in scan.names:
            forms = source.knowledge.country(name.payload.key)
            if forms is not None and _OF_OFFICE.fullmatch(heading, office.end, name.start):
                return name.payload.key
        for adjective in scan.adjectives:
            near = _PORTFOLIO.fullmatch(heading, office.end, adjective.start)
            if near and len(adjective.payload.countries) == 1:
                return adjective.payload.countries[0]
        break
    return ""


def _is_speech(source: Source, enough: int) -> bool:
    """Whether enough words of the first person stand outside quotation marks."""
    words = _FIRST if enough == _ENOUGH else _FIRST_OF_ALL
    count = 0
    for match in words.finditer(source.folded):
        count += not is_quoted(source, match.start())
        if count >= enough:
            return True
    return False


def asks(source: Source) -> bool:
    """Whether a text has lines of questions, as an interview has."""
    return sum(1 for _ in _QUESTION.finditer(source.text)) >= _FEWEST_QUESTIONS
