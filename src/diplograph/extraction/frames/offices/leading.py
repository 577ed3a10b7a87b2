"""Offices that a verb tells: "X préside depuis mai le Conseil", "elle dirige aussi les ventes d'Alta".

Titles are read before any sentence is; here the subject may be a pronoun, "qui", or stand farther off.
"""

from __future__ import annotations

from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.verbs import is_verb
from diplograph.extraction.items import Item
from diplograph.extraction.offices.posts import LEADERS
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import is_future, status_of
from diplograph.extraction.source import ARTICLES
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import ORGANIZATIONS, EntityType, Status

_REACH = 90  # characters between a verb and what is led
_NEAR = 12  # characters of ", toujours " between a name and a place at its head
_OF_A_PART = "OtherOffice"
_WHICH = pattern(r"{edge}(?:{that}(?:{he}|[^,;.:]{3,40} )|dont [^,;.:()]{3,40} ){has}?$")
_LONGEST_WHICH = 50
_AND = " et "
_BESIDE = frozenset({"ADV", "SPACE"})
_MANNER = pattern(r" {with}[^,;:.]{3,30}(?= {definite}[^ ]*$)")
_AT_ONES = pattern(r" chez {the}?")
_NOMINAL = frozenset({"NOUN", "ADJ", "PROPN", "ADP", "DET", "CCONJ", "PUNCT"})
_STATE = frozenset({"AUX", "VERB"})


def find_leaders(sentence: Sentence) -> Iterator[Draft]:
    """Who leads a body, a part of one, or a country, as one sentence tells."""
    for hit in sentence.words("leaderships"):
        if hit.payload["form"] not in {"who", "part"}:
            continue
        leaders = _leaders(sentence, hit)
        if len(leaders) != 1 or len(leaders[0].keys) != 1:
            continue
        person = leaders[0].keys[0]
        found = led(sentence, hit, person)
        if found is None:
            continue
        post, of, end = found
        status = told_status(sentence, hit)
        if status is not Status.DENIED:
            roles = {"holder": (person,), "post": (post,), "of": (of,)}
            start = min(leaders[0].start, hit.start)
            yield Draft("Office", roles, start, end, hit.payload.rule, status=status)


def told_status(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """Whether one leads, will lead or does not, as the verb and the words around it say."""
    status = status_of(sentence, hit.start, hit.end, ignore=frozenset({Status.POSSIBLE}))
    ahead = is_future(sentence.source.folded[hit.start : hit.end].split()[0])
    return Status.PLANNED if status is Status.ACTUAL and ahead else status


def _leaders(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The person whom a verb, or a phrase behind "est", "nommé" or a comma, says to lead."""
    token = sentence.source.token_starting(hit.start)
    if token is None:
        return []
    if token.pos_ in {"ADP", "DET"}:
        return _at_the_head(sentence, hit)
    if not is_verb(sentence, hit):
        return []
    first = sentence.source.cues("leaderships", hit.start - _REACH, hit.start - len(_AND), "who")
    if first and sentence.folded(first[-1].end, hit.start) == _AND:
        return _leaders(sentence, first[-1])  # "préside et | dirige"
    subject = sentence.subject(hit.start)
    if "Sing" in token.morph.get("Number", []):  # "A et B, qui | pilote …": B does
        subject = [i for i in subject if i.end <= hit.start][-1:]
    subject = [i for i in subject if i.end <= hit.start and not _is_behind_verb(sentence, i)]
    return subject if _are_persons(subject) else []


def _is_behind_verb(sentence: Sentence, person: Item) -> bool:
    """Whether a name follows its own verb: "le pays, que gouverne | X, préside …"."""
    index = sentence.source.token_index(sentence.source.before_civilities(person.start))
    return index > 0 and sentence.source.analysed.doc[index - 1].pos_ in _STATE


def _at_the_head(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    index = sentence.source.token_index(hit.start)
    doc = sentence.source.analysed.doc
    while index and (doc[index - 1].pos_ in _BESIDE) and doc[index - 1].idx >= sentence.start:
        index -= 1
    previous = doc[index - 1] if index else None
    if previous is None or previous.idx < sentence.start:
        return []
    near = sentence.before(hit.start, kinds={EntityType.PERSON})[:1]
    if previous.text == ",":
        return [i for i in near if i.end == previous.idx and hit.start - i.end <= _NEAR]
    if previous.pos_ not in _STATE:
        return []
    subject = sentence.subject(previous.idx)
    return subject if _are_persons(subject) else []


def _are_persons(items: list[Item]) -> bool:
    return bool(items) and all(item.type is EntityType.PERSON for item in items)


def led(sentence: Sentence, hit: Hit[Entry], person: str) -> tuple[str, str, int] | None:
    """(post, of, end) of what is led, None when the sentence names nothing that somebody heads."""
    own = hit.payload.get("post")
    if own and not hit.payload.get("org_post"):
        return _in_state(sentence, hit, own)
    before = _taken_up(sentence, hit)
    if before is not None and hit.payload["form"] == "who":
        return hit.payload["org_post"], before.keys[0], hit.end
    begin = _past_second_verb(sentence, hit.end)
    market = sentence.after(begin, kinds={EntityType.REGION}, until=min(sentence.end, begin + _NEAR))[:1]
    firms = sentence.before(hit.start, kinds={EntityType.COMPANY})[:1] if market else []
    if market and _is_direct(sentence, begin, market[0]):  # "qui pilote l'Asie", of the firm told of
        return (_OF_A_PART, firms[0].keys[0], market[0].end) if firms else None
    kinds = ORGANIZATIONS | {EntityType.COUNTRY}
    for body in sentence.after(begin, kinds=kinds, until=min(sentence.end, begin + _REACH))[:1]:
        if len(body.keys) != 1 or body.kind not in {"name", "anaphor"}:
            return None
        at = _AT_ONES.fullmatch(sentence.folded(begin, body.start))
        if at and _names_a_part(sentence, body.end, body.end + _REACH):
            return _OF_A_PART, body.keys[0], body.end
        if body.type is EntityType.COUNTRY:
            post = _of_country(sentence, hit, person, body.keys[0])
            return (post, body.keys[0], body.end) if post and _is_direct(sentence, begin, body) else None
        if _is_direct(sentence, begin, body):
            return (hit.payload["org_post"], body.keys[0], body.end) if hit.payload["form"] == "who" else None
        return (_OF_A_PART, body.keys[0], body.end) if _is_of_part(sentence, begin, body) else None
    return None


def _in_state(sentence: Sentence, hit: Hit[Entry], post: str) -> tuple[str, str, int] | None:
    """ "Dirige le gouvernement italien", "à la tête de la diplomatie du Togo", "à la tête du pays"."""
    nation = sentence.adjective_after(hit.end, reach=2)
    if nation is not None and len(nation.keys) == 1:
        return post, nation.keys[0], nation.end
    for owner in sentence.genitive(hit.end, kinds={EntityType.COUNTRY}, reach=24):
        return post, owner.keys[0], owner.end
    whole = [i for i in sentence.items if i.type is EntityType.COUNTRY and i.start < hit.end <= i.end]
    return (post, whole[0].keys[0], hit.end) if whole and len(whole[0].keys) == 1 else None


def _of_country(sentence: Sentence, hit: Hit[Entry], person: str, country: str) -> str:
    """The post of who leads a country: as the row says, else as the tables know."""
    known = sentence.source.knowledge.tenures_of(person)
    held = next((t.post for t in known if t.of == country and t.post in LEADERS), "")
    return held or str(hit.payload.get("post"))


def _taken_up(sentence: Sentence, hit: Hit[Entry]) -> Item | None:
    """The body of which a relative clause speaks: "Osmo, qui vend des filtres et qu'elle | dirige"."""
    if not _WHICH.search(sentence.folded(hit.start - _LONGEST_WHICH, hit.start)):
        return None
    token = sentence.source.token_starting(hit.start)
    if token is not None and any(
        child.dep_ in {"obj", "obl:arg"} and child.idx >= hit.end for child in token.children
    ):
        return None
    found = sentence.before(hit.start, kinds=ORGANIZATIONS)
    return next((i for i in found if not sentence.preposition(i) and len(i.keys) == 1), None)


def _past_second_verb(sentence: Sentence, end: int) -> int:
    """Where the second of two verbs ends that share their object: "préside | et dirige | la major"."""
    second = sentence.source.words("leaderships", end + 4, end + 5)
    joined = sentence.folded(end, end + 4) == " et " and bool(second)
    return second[0].end if joined else end


def _is_direct(sentence: Sentence, begin: int, body: Item) -> bool:
    """Whether nothing but adverbs, days and an article stand between a verb and what it governs."""
    manner = _MANNER.match(sentence.source.folded, begin, body.start)
    begin = manner.end() if manner else begin
    days = [(d.span.start, d.span.end) for d in sentence.source.dates_in(begin, body.start)]
    since = sentence.source.cues("title_words", begin, body.start, "since")
    days += [(cue.start, cue.end) for cue in since]
    for token in sentence.source.tokens(begin, body.start):
        if any(low <= token.idx < high for low, high in days) or token.is_space:
            continue
        if token.pos_ != "ADV" and token.lower_.replace("’", "'") not in ARTICLES:
            return False
    return True


def _is_of_part(sentence: Sentence, begin: int, body: Item) -> bool:
    """Whether one leads a part of what follows: "les activités minières d'Alta"."""
    if sentence.preposition(body) not in members("of") | {"chez"}:
        return False
    tokens = sentence.source.tokens(begin, body.start)
    nominal = all(t.pos_ in _NOMINAL or t.pos_ in _BESIDE or t.lower_ in ARTICLES for t in tokens)
    return nominal and _names_a_part(sentence, begin, body.start)


def _names_a_part(sentence: Sentence, start: int, end: int) -> bool:
    return bool(sentence.source.cues("title_words", start, min(end, sentence.end), "part"))
