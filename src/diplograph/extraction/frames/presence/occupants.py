"""Who is in a country: the subject of the words, whose the noun is, the examples of a plural."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.antecedents import subject_by_noun
from diplograph.extraction.frames.common.appositions import is_possessed
from diplograph.extraction.frames.common.parties import governor, whole_subject
from diplograph.extraction.frames.memberships.ventures import opens_clause
from diplograph.extraction.frames.presence.beside import listed_after, ours
from diplograph.extraction.frames.presence.lands import BODIES, OWNER_REACH, of_noun
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

_REACH = 90
_FIRMS_REACH = 120
_EXAMPLES_REACH = 130
_MAIN_SUBJECT = pattern(r", {det}?{word}{0,2}$")
_WHOSE = pattern(r", dont {det}?{word}{0,2}$")
_DESCRIPTION = pattern(r" ?{word}?")
_OF = members("of")
_GOVERNED = pattern(r"{edge}{of}")
_MOST_WORDS = 3  # between a company and the place of its plant: " à ", " dans la "
_OWN = pattern(r"{edge}(?:{own}|{a}|du ){word}{0,2}$")
_NAME_REACH = 34
_OF_GROUP = pattern(r" {word}?{of}{the}?")
_LINK = pattern(r"{brackets}?[ ,(] ?(?:{also}|tres |bien |\w+ment )?")
_AGENT_REACH = 44
_MAKER_REACH = 70
_OF_PLACE = pattern(r" (?:{of}|{at})\S.* {of}")  # "l'usine d'Oran d'Alta"
_RIGHT_BEFORE = pattern(r" {modal}?{clitic}{0,2}")
_DONE_BY = frozenset({"verb", "opens", "has", "closes"})  # verbs of which the subject is there
_RANKED = pattern(r", {det}?$")
_ELIDED = pattern(r"{and}")
_COMMA = re.compile(r"[,;:.]")
_LEAD = 16
# "Au Togo, où il | exploite une mine, X …": the pronoun stands for the subject that follows
_WHERE_HE = pattern(r"\W*{at}[^,;:.]{2,40}, ou (?:ils?|elles?|{definite}{word}) {clitic}{0,2}")
_QUI = pattern(r",?(?: {and}| {but}| )qui {clitic}{0,2}$")


def occupants(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who is there: the subject, what a noun belongs to, or the examples of a plural subject."""
    found = _occupants(sentence, hit)
    last = found[-1] if found else None
    if last is None or len(found) == 1 or last.end > hit.start or last.kind not in {"anaphor", "pronoun"}:
        return found
    gap = sentence.folded(found[-2].end, last.start)
    return found[-1:] if gap == ", " else found  # "détenu par A, le groupe est présent …"


def _occupants(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    form = hit.payload["form"]
    whose = _WHOSE.search(sentence.folded(hit.start - 40, hit.start))
    if whose and form in {"own", "noun", "counted"}:  # "X, dont les mines …"
        start = max(0, hit.start - 40) + whose.start()
        return [i for i in sentence.before(start, kinds=BODIES)[:1] if i.end == start]
    own = ours(sentence, hit)
    if own is not None:
        return own
    if form == "own":
        owned = is_possessed(sentence, hit.start)
        opened = sentence.source.cues("presence", hit.start - OWNER_REACH, hit.start, "opens", "closes")
        beyond = _beyond_aside(sentence, opened[-1].start) if owned and opened else []
        if beyond:
            return beyond
        return whole_subject(sentence, hit.start, kinds=BODIES) if owned else _owner(sentence, hit)
    if form in {"noun", "counted"}:
        bodies = sentence.genitive(hit.end, kinds=BODIES, reach=80) or _owner(sentence, hit)
        if bodies or not (
            form == "counted"
            or _is_opened(sentence, hit)
            or _OWN.search(sentence.folded(hit.start - 30, hit.start))
        ):
            return bodies
        if any(
            head.payload["type"] == EntityType.COMPANY.value
            and _OF_GROUP.fullmatch(sentence.folded(hit.end, head.start))
            for head in sentence.source.cues("heads", hit.end, hit.end + _NAME_REACH)
        ):
            return []  # "l'acquisition des filiales du groupe indien": of a firm that is not named
        found = [i for i in sentence.subject(hit.start, kinds=BODIES) if i.type in BODIES]
        found = [i for i in found if i.end <= hit.start]
        if found and found[-1].end < hit.start and sentence.is_aside(found[-1].start, hit.start):
            free = (i for i in sentence.before(found[0].start, kinds=BODIES) if not governor(sentence, i))
            found = [i for i in free if not sentence.is_aside(i.start, hit.start)][:1]
        return found or (_following(sentence, hit) if form == "counted" else [])
    if form == "rank":
        ranked = _RANKED.search(sentence.folded(hit.start - 6, hit.start))
        return sentence.before(hit.start, kinds=BODIES)[:1] if ranked else _ranked(sentence, hit)
    if form == "left" and _ELIDED.match(sentence.source.folded, hit.start):  # "a vendu X et quitté la …"
        verbs = [t.idx for t in sentence.source.tokens(hit.start, hit.end) if t.pos_ in {"VERB", "AUX"}]
        return whole_subject(sentence, verbs[0] if verbs else hit.start, kinds=BODIES)
    if form == "by":
        agents = sentence.after(hit.end, kinds=BODIES, until=hit.end + _AGENT_REACH)[:1]
        through = sentence.source.cues("undertakings", hit.end, hit.end + _AGENT_REACH, "group")
        joint = [j for i in agents for j in sentence.group(i) if through and through[0].start < i.start]
        return joint or [i for i in agents if governor(sentence, i) in {"par", "pour", "chez"}]
    if form == "made":
        return _makers(sentence, hit)
    if form == "verb" and sentence.folded(hit.start - 2, hit.start + 5) == ", dont ":
        return [i for i in sentence.before(hit.start, kinds=BODIES)[:1] if i.end == hit.start - 2]
    listed = listed_after(sentence, hit) or _examples(sentence, hit)
    if listed:
        return listed
    relative = _QUI.search(sentence.source.folded, max(sentence.start, hit.start - _LEAD), hit.start)
    if relative and hit.payload["form"] != "own":
        before = [i for i in sentence.before(relative.start(), kinds=BODIES) if i.end == relative.start()]
        if before:
            verb = sentence.folded(hit.start, hit.end).split()
            several = any(word.endswith("nt") for word in verb[:2])  # "A, B et C, qui y sont installés"
            return [i for i in sentence.group(before[0]) if i.end <= before[0].end] if several else before
        if not relative.group().lstrip(",").startswith(" qui"):
            return []  # of whom the clause before tells
    apposed = _apposed(sentence, hit)
    if apposed:
        return apposed
    if opens_clause(sentence, hit.start) or _opens(sentence, hit):
        following = _following(sentence, hit)
        if following:
            return following
    if _WHERE_HE.fullmatch(sentence.folded(sentence.start, hit.start)):
        following = _following(sentence, hit)
        if following:
            return following
    near = [i for i in sentence.before(hit.start, kinds=BODIES)[:1] if i.kind == "name"]
    one = not any(word.endswith("nt") for word in sentence.folded(hit.start, hit.end).split()[:2])
    next_to = near and _RIGHT_BEFORE.fullmatch(sentence.folded(near[0].end, hit.start))
    if next_to and one and form in _DONE_BY and not governor(sentence, near[0]):
        return near
    beyond = _beyond_aside(sentence, hit.start)
    if beyond:
        return beyond
    if subject_by_noun(sentence, hit.start, BODIES) == [] and not _is_led(sentence, hit):
        return []  # "plusieurs sociétés émiraties veulent investir": nobody is named
    return whole_subject(sentence, hit.start, kinds=BODIES)


def _ranked(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Of whom a verb of being says what rank it has: "A demeure, là, le | premier opérateur du pays"."""
    low = max(sentence.start, hit.start - _REACH)
    links = sentence.source.cues("linking_verbs", low, hit.start, "copula", "being", "become")
    if links and not sentence.has_finite_verb(links[-1].end, hit.start):
        return whole_subject(sentence, links[-1].start, kinds=BODIES)
    return _following(sentence, hit) if opens_clause(sentence, hit.start, words=1) else []


def _beyond_aside(sentence: Sentence, offset: int) -> list[Item]:
    """The subject that an aside parts from its verb: "A, présent à B depuis 1981, | modernise …"."""
    if sentence.folded(offset - 2, offset) != ", ":
        return []
    for item in sentence.before(offset, kinds=BODIES):
        gap = sentence.folded(item.end, offset)
        listed = gap == ", " and not governor(sentence, item)  # "…, A et B, opèrent"
        if listed or ";" in gap or sentence.has_finite_verb(item.end, offset):
            break
        if gap.startswith(", ") and len(gap) > _LEAD and not governor(sentence, item):
            return [i for i in sentence.group(item) if i.end <= item.end and not governor(sentence, i)]
    return []


def _makers(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who makes what a participle tells: "des rames | assemblées en Inde par A", "exploité là par A et B"."""
    for item in sentence.after(hit.end, kinds=BODIES, until=min(sentence.end, hit.end + _MAKER_REACH)):
        between = sentence.folded(hit.end, item.start)
        if _COMMA.search(between) or sentence.has_finite_verb(hit.end, item.start):
            break
        if governor(sentence, item) == "par":
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _is_led(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a company's noun is the subject's, which names it farther on: "la filiale de X emploie"."""
    return bool(sentence.subject(hit.start, kinds=BODIES)) and not any(
        i.kind == "pronoun" for i in sentence.subject(hit.start, kinds=BODIES)
    )


def _apposed(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whom "présent au Togo" says it of, right before it: "sa filiale Beta, présente au Togo"."""
    if not sentence.source.begins("word_classes", hit.start, "settled"):
        return []
    for item in sentence.before(hit.start, kinds=BODIES)[:1]:
        if _LINK.fullmatch(sentence.folded(item.end, hit.start)):
            return list(sentence.group(item))
    return []


def _following(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """The main clause's subject after words that open the sentence: "Implanté au Togo, le groupe X …"."""
    following = sentence.after(hit.end, kinds=BODIES, until=hit.end + _REACH)
    if following and _MAIN_SUBJECT.search(sentence.folded(hit.end, following[0].start)):
        return list(sentence.group(following[0]))
    return []


def _is_opened(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether the noun completes a word of beginning: "l'ouverture de nouveaux bureaux"."""
    return any(
        _DESCRIPTION.fullmatch(sentence.folded(cue.end, hit.start))
        for cue in sentence.source.cues("project_starts", hit.start - 40, hit.start)
    )


def _opens(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether adverbs at most stand before the words: "Solidement implanté en A, B …"."""
    return all(token.pos_ == "ADV" for token in sentence.source.tokens(sentence.start, hit.start))


def _examples(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Companies named as instances of a plural subject, before or after the verb."""
    source = sentence.source
    if not source.cues("companions", max(sentence.start, hit.start - _FIRMS_REACH), hit.start, "firms"):
        return []
    for cue in source.cues("companions", sentence.start, sentence.end, "example"):
        following = sentence.after(cue.end, kinds=BODIES, until=cue.end + 24)
        if following and abs(cue.start - hit.start) < _EXAMPLES_REACH:
            return [i for i in sentence.group(following[0]) if i.start >= following[0].start]
    return []


def _owner(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose the noun is, and where: "l'usine d'Alstom à Astana", "la filiale kényane du britannique X"."""
    for item in sentence.after(hit.end, kinds=BODIES, until=hit.end + OWNER_REACH)[:1]:
        between = sentence.folded(hit.end, item.start)
        if between == " " and item.kind == "name":  # "l'usine Alta d'Oran"
            return [item]
        owned = _GOVERNED.search(between) and governor(sentence, item) in _OF
        if owned and not sentence.has_mark(hit.end, item.start, ",;:("):
            if of_noun(sentence, hit) is not None or _OF_PLACE.match(between):
                return [item]
            placed = sentence.places(item.end, item.end + OWNER_REACH)
            if placed and sentence.folded(item.end, placed[0].start).count(" ") <= _MOST_WORDS:
                return [item]
    return []
