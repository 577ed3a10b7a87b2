"""Who stands beside a title: the person named before it or after it, if the words between allow it."""

from __future__ import annotations

import re

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import past_civility
from diplograph.extraction.offices.terms import besides_appointment
from diplograph.extraction.offices.titles import governed
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

_BETWEEN_TITLE_AND_NAME = pattern(r"{brackets}?,? ?")
_BETWEEN_NAME_AND_TITLE = pattern(
    r"(?:, \d\d ans)?(?:,| \(|{aside}?(?: en)? {is})(?: ?qui {is}?)? ?"
    r"(?:{also}|(?:tout )?a la fois |lui-meme |elle-meme )*{definite}?"
)
_BEFORE_APPOINTMENT = pattern(r"(?:{aside}|,)? (?:{which}|{also}|, )*(?:comme |{det})?")
_CLAUSE_END = re.compile(r"[.;:!?\n]")
_REACH_BEFORE = 60
_APPOINTED = 30  # characters of "Désigné le 7 juin dernier "
_FRONTED = 90
_OPENS = re.compile(r"(?:^|[.!?»\n] ?)$")
_NEXT_TO = 4  # characters of " le " between a word of time and a title
_DESCRIBED = 48  # characters of "chargé des Lettons de l'étranger" that the title's grammar does not know
_BEFORE_VERB = 20  # characters of "ne s'y est": what may stand before a verb, and its beginning
_ENDS_IN_ARTICLE = pattern(r"{edge}{the}$")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"})


def person_after(
    source: Source, title_end: int, by_start: dict[int, Mention], *, described: bool
) -> tuple[Mention | None, int]:
    """The person named after a title, and where the name ends; (None, the title's end) if nobody.

    Args:
        described: words that no table knows may go on with the title, as far as the name.
    """
    gap = _BETWEEN_TITLE_AND_NAME.match(source.folded, title_end)
    position = gap.end() if gap else title_end
    for lead in ("", "le ", "la "):  # "le président de la Transition, le général X"
        begin = (
            past_civility(source, position + len(lead)) if source.folded.startswith(lead, position) else -1
        )
        mention = by_start.get(begin) if not lead or begin > position + len(lead) else None
        if mention is not None and mention.type is EntityType.PERSON:
            return mention, mention.end
    if described and source.folded.startswith(" ", title_end):
        for offset in range(title_end + 2, title_end + _DESCRIBED):
            mention = by_start.get(offset)
            if mention is not None:
                is_his = mention.type is EntityType.PERSON and _only_describes(source, title_end, offset)
                return (mention, mention.end) if is_his else (None, title_end)
    return None, title_end


def _only_describes(source: Source, start: int, person: int) -> bool:
    """Whether what stands between a title and a name is more of the title: no verb, no preposition last."""
    name = source.before_civilities(person)
    comma = source.folded[start:name].endswith(", ")
    tokens = [t for t in source.tokens(start, name) if not t.is_space]
    if comma:
        tokens = tokens[:-1]
        if name == person:
            return False
    if source.words("offices", start, name) or source.words("references", start, name):
        return False  # "le président de la République et le Premier ministre Duval"
    kinds = [token.pos_ for token in tokens]
    participles = _NOMINAL | ({"VERB"} if comma else set())
    return bool(kinds) and set(kinds) <= participles and kinds[-1] in {"NOUN", "PROPN", "ADJ"}


def belongs_to_next(source: Source, title_start: int, person: Mention) -> bool:
    """Whether a name after a title is that of the next: "A. B., directrice de X, C. D., président de Y".

    So it is where the title itself follows a comma, whoever stands before that.
    """
    if not source.folded.endswith(", ", 0, title_start) or not source.folded.endswith(", ", 0, person.start):
        return False
    after = source.words("offices", person.end + 2, person.end + 3)
    return bool(after) and source.folded.startswith(", ", person.end)


def opens_a_clause(source: Source, title_end: int) -> bool:
    """Whether a title is the subject of a verb that comes next, so that it is no apposition."""
    if not source.folded.startswith(" ", title_end):
        return False
    words = source.tokens(title_end + 1, title_end + _BEFORE_VERB)
    verb = next((token for token in words if fold(token.text) not in members("clitic")), None)
    if verb is None or "Plur" in verb.morph.get("Number", []):
        return False  # "ni X, ni Y, la ministre des Armées, ne seront …"
    return verb.pos_ in {"VERB", "AUX"} and "Fin" in verb.morph.get("VerbForm", [])


def is_titled_subject(source: Source, person: Mention, by_start: dict[int, Mention]) -> bool:
    """Whether a name has a title of its own and acts: "À l'invitation du roi, M. X, président d'A, a …"."""
    if not source.folded.startswith(", ", person.end):
        return False
    own = source.words("offices", person.end + 2, person.end + 3)
    end = governed(source, own[0], by_start)[1] if own else -1
    return source.folded.startswith(", ", end) and opens_a_clause(source, end + 1)


def person_before(
    source: Source, title_start: int, title_end: int, by_end: dict[int, Mention]
) -> Mention | None:
    """The person named before a title: "X, ministre", "X, 51 ans, est l'ancien ministre"."""
    ends = range(title_start, max(0, title_start - _REACH_BEFORE), -1)
    mention = next((by_end[end] for end in ends if end in by_end), None)
    if mention is None or mention.type is not EntityType.PERSON:
        return None
    between = source.folded[mention.end : title_start]
    if between == " ":
        return mention  # "Shou Zi Chew patron de TikTok"
    gap = source.besides("office_modifiers", mention.end, title_start)
    if _ENDS_IN_ARTICLE.search(gap) and opens_a_clause(source, title_end):
        return None  # "à côté de X, le ministre de la Santé a dit"
    if _BETWEEN_NAME_AND_TITLE.fullmatch(gap):
        return mention
    words = source.cues("office_modifiers", mention.end, title_start)
    near = bool(words) and words[-1].end >= title_start - _NEXT_TO
    if near and gap.startswith((",", " (")) and not _CLAUSE_END.search(between):
        return mention
    named = besides_appointment(source, mention.end, title_start)
    return mention if named != between and _BEFORE_APPOINTMENT.fullmatch(named) else None


def announced_by(
    source: Source, hit: Hit[Entry], title_end: int, by_start: dict[int, Mention]
) -> Mention | None:
    """Whom a sentence names that opens with an office taken up: "Devenu président à la mort de X, Y a …"."""
    named = source.cues("appointments", max(0, hit.start - _APPOINTED), hit.start, "")
    if not named or not _OPENS.search(source.text, max(0, named[0].start - 3), named[0].start):
        return None
    for offset in range(title_end, min(len(source.text), title_end + _FRONTED)):
        if source.text[offset] in ".;:!?\n":
            break
        person = by_start.get(past_civility(source, offset))
        if person is None or person.type is not EntityType.PERSON:
            continue
        if source.folded.endswith(", ", 0, offset):
            return None if _has_verb(source, title_end, offset) else person
    return None


def _has_verb(source: Source, start: int, end: int) -> bool:
    return any("Fin" in token.morph.get("VerbForm", []) for token in source.tokens(start, end))
