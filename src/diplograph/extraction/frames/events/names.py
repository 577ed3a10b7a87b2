"""How gatherings are named: by a title, a number, or a noun with what it is about and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.frames.events.attendance import attended, hosts
from diplograph.extraction.frames.events.told import (
    is_bidden,
    is_during,
    is_gathering,
    is_placed,
    is_set,
    is_told,
    session_end,
)
from diplograph.extraction.names.names import RUN
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import ARTICLES, balanced_end, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

Named = tuple[int, int, str, Hit[Entry]]  # start, end, name, the word that tells it
_OF_PLACE = pattern(r" (?:{of}|(sur )){the}?([^\W\d][\w'-]*)")
_QUOTED = re.compile(r"(?: [\w'-]+){0,3},?(?: [\w'-]+)? ?[«\"“]\s?([^«»\"“”]{3,120}?)\s?[»\"”]")
_POINTING = members("this", "own")
_BETWEEN = " entre "
_OWN = pattern(r"{edge}{own}$")  # "tient sa 3e session": told of the body itself
_OBJECT = pattern(r" (?!{to}|{with}|{by}|{and}|(?:en|dans|chez|le|lors|apres|avant) |$)")
_POINTED = pattern(r"{edge}{this}$")
_ORDINAL = re.compile(r"(?<!\w)(?:\d{1,3}|[IVX]{1,6}) ?(?:es?|er|ère|re|nd|nde|èmes?|eme|ièmes?|è|ᵉ) $")
_COUNTED = re.compile(r"(?:\d+|[IVXL]+)(?:e|er|ème|eme|è)")
_LONGEST_NAME = 110
_PREPOSITION = pattern(r" {at}{the}?$")
_HEADS = frozenset(
    {"head", "plural", "whole", "occasion", "organ", "jubilee"}
)  # "whole": one gathering by itself; "plural": one gathering though its noun is plural ("jeux")
_NAMES = frozenset({"name", "office"})
_BODIES = frozenset({EntityType.PUBLIC_BODY, EntityType.INSTITUTION, EntityType.INTERNATIONAL_ORGANIZATION})
_LINK = pattern(r" {of}{the}?")
_FOR = pattern(r"{edge}(?:{for}|au |aux |lors {of}){det}?{word}{0,4}$")
_MARKED = pattern(r" {of}?{det}?{word}{0,4}")
_OF_TOWN = pattern(r" (?:{of}|{to})")
_PROPER_RUN = re.compile(r" (?:[A-ZÉÈ][\w’'-]*[ -])+")
_AND_THE = pattern(r" {and}{the}$")
_WITH_THEM = pattern(r" {with}{det}?$")
_LOCATIVE = members("to") | {"en"}
_LONGEST_ORDINAL = 30
_NEAR = 24


def is_proper(name: str) -> bool:
    """Whether a name tells one event by itself: a capital or a number beyond its first letter."""
    return any(c.isupper() or c.isdigit() for c in name[1:])


def named(sentence: Sentence) -> Iterator[Named]:
    """Gatherings that a sentence names, each once; they may overlap."""
    text = sentence.source.text
    heads: list[Hit[Entry]] = sentence.source.hits("events", sentence.span)
    for hit in heads:
        if hit.payload["form"] == "numbered":
            if text[hit.start : hit.end].isupper():
                end = _past_host(sentence, hit.end)
                yield hit.start, end, text[hit.start : end], hit
            continue
        if hit.payload["form"] not in _HEADS | {"name", "counted"}:
            continue
        club = hit.payload["form"] == "name" and _club_meeting(sentence, hit)
        if club:  # "en marge du G7", "le G20 de Rio"
            yield hit.start, club, sentence.source.quote(hit.start, club), hit
            continue
        if _is_in_name(sentence, hit) or _is_of_works(sentence, hit):
            continue
        if _is_talks(sentence, hit):
            continue
        quoted = _QUOTED.match(text, hit.end, sentence.end)
        if quoted and not quoted.group(1)[0].islower():  # not "le salon est « très attendu »"
            yield hit.start, quoted.end(), sentence.source.quote(quoted.start(1), quoted.end(1)), hit
            continue
        english = _english(sentence, hit)
        if english is not None:
            yield english, hit.end, sentence.source.quote(english, hit.end), hit
            continue
        limit = min(sentence.end, hit.start + _LONGEST_NAME)
        limit = min(limit, *_stops(sentence, hit.end, limit))
        read = max(_title_end(sentence, hit.start, hit.end, limit), hit.end)
        whole = _past_items(sentence, read, limit)
        if whole > read:  # "la conférence des Nations unies | sur l'eau"
            whole = max(whole, _title_end(sentence, whole, whole, limit))
        whole = balanced_end(sentence.source, hit.start, whole, floor=hit.end)
        end = _before_place(sentence, hit.end, whole)
        if hit.payload["form"] == "counted":
            start = _with_ordinal(sentence, hit.start)
            own = _OWN.search(sentence.folded(max(sentence.start, start - 8), start))
            if start < hit.start and not own and _is_counted(sentence, hit, end):
                yield start, end, sentence.source.quote(start, end), hit
            continue
        if hit.payload["form"] == "organ" and not is_gathering(sentence, hit, end):
            continue
        capital = text[hit.start].isupper() and not _starts(sentence, hit.start)
        if capital and end > hit.end:
            start = _with_ordinal(sentence, hit.start)
            yield start, end, sentence.source.quote(start, end), hit
        elif hit.payload["form"] in _HEADS and _is_distinct(sentence, hit, end):
            start = hit.start if hit.payload["form"] == "occasion" else _with_ordinal(sentence, hit.start)
            if hit.payload["form"] == "jubilee" and start == hit.start:
                start = _with_number(sentence, hit.start)
            yield start, end, sentence.source.quote(start, end), hit


def _stops(sentence: Sentence, start: int, limit: int) -> list[int]:
    """Where a title ends at the latest: before its theme, what tells it, another one, who is there."""
    source = sentence.source
    cues = [
        *source.cues("subjects", start, limit, "theme"),  # "le sommet | sur le thème « … »"
        *source.cues("events", start, limit, "held"),
        *source.cues("happenings", start, limit),
        *source.cues("appointments", start, limit),  # "la Commission | en qualité de coprésidents"
    ]
    found = [cue.start for cue in cues]
    for head in source.cues("events", start, limit, "head"):  # "le sommet | et le forum Russie-Afrique"
        found += [m.start() for m in [_AND_THE.search(source.folded, start, head.start)] if m]
    for item in sentence.after(start, kinds={EntityType.PERSON}, until=limit):
        found += [m.start() for m in [_WITH_THEM.search(source.folded, start, item.start)] if m]
    return found or [limit]


def _title_end(sentence: Sentence, start: int, floor: int, limit: int) -> int:
    """Where the phrase ends that goes on at an offset, without participles, datives and days."""
    return phrase_end(
        sentence.source,
        start,
        limit,
        commas=False,
        participles=False,
        datives=False,
        stops=sentence.source.days(floor, limit),
    )


def _past_items(sentence: Sentence, end: int, limit: int) -> int:
    """Where a name ends that the parser breaks off at a nation: "la Commission mixte | franco-kényane"."""
    for item in sentence.items:
        if item.kind == "name" and item.start < end < item.end <= limit:
            end = item.end  # "la conférence des Nations | unies"
        between = sentence.folded(end, item.start)
        nation = item.kind == "adjective" and between == " "
        if item.end <= limit and (nation or (item.kind == "name" and _LINK.fullmatch(between))):
            end = item.end
    return end


def _is_in_name(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a word is part of another thing's name: "le directeur du Forum X"; not joint bodies."""
    organ = hit.payload["form"] == "organ"
    return any(
        i.start <= hit.start and hit.end <= i.end and i.kind in _NAMES and not (organ and i.type in _BODIES)
        for i in sentence.items
    )


def _club_meeting(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where the name of a meeting ends that is told by whose it is: "au G20 | de Rio"; 0 if it is none."""
    clubs = [i for i in sentence.items if i.start == hit.start and i.end == hit.end and i.type in _BODIES]
    if not clubs:
        return 0
    town = _OF_TOWN.match(sentence.source.folded, hit.end, sentence.end)
    at = [i for i in sentence.items if town and i.start == town.end() and i.type is EntityType.CITY]
    if at:
        return at[0].end
    going = sentence.folded(hit.start - len(" au "), hit.start) == " au " and attended(sentence, hit.start)
    met = is_during(sentence, hit.start) or going or hosts(sentence, hit.start)
    return hit.end if met else 0  # "préside le G20" is the club


def _is_of_works(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a word ends the name of works: "l'autoroute Nairobi-Mau Summit"."""
    before = sentence.source.words("projects", max(sentence.start, hit.start - _NEAR - _NEAR), hit.start)
    return any(
        sentence.source.text[hit.start].isupper()
        and _PROPER_RUN.fullmatch(sentence.source.text, h.end, hit.start) is not None
        for h in before
    )


def _is_talks(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether persons meet: "le sommet entre le président A et B" is a meeting of two."""
    persons = sentence.after(hit.end, kinds={EntityType.PERSON}, until=hit.end + _NEAR)[:1]
    return bool(persons) and sentence.preposition(persons[0]) == "entre"


def _with_ordinal(sentence: Sentence, start: int) -> int:
    """Take in what counts the gathering: "la troisième Conférence", "le 5e Forum"."""
    match = _ORDINAL.search(sentence.source.text, sentence.start, start)
    low = max(sentence.start, start - _LONGEST_ORDINAL)
    words = [h for h in sentence.source.cues("ordinals", low, start) if h.end == start - 1]
    return match.start() if match else min((h.start for h in words), default=start)


def _with_number(sentence: Sentence, start: int) -> int:
    """Take in the years that are celebrated: "pour les | trente-quatre ans de la République"."""
    before = sentence.source.analysed.doc[max(0, sentence.source.token_index(start) - 1)]
    return before.idx if before.pos_ == "NUM" and sentence.start <= before.idx < start else start


def _is_marked(sentence: Sentence, start: int) -> bool:
    """Whether an anniversary is kept: "pour le centenaire de", "célèbrent l'anniversaire de"."""
    low = max(sentence.start, start - _NEAR)
    if _FOR.search(sentence.folded(low, start)):
        return True
    cues = sentence.source.cues("events", low, start, "marks")
    return any(_MARKED.fullmatch(sentence.folded(cue.end, start)) for cue in cues)


def _past_host(sentence: Sentence, end: int) -> int:
    """Where the name of a numbered gathering ends: "la COP 29 | de Bakou", "la COP 16 | sur l'eau"."""
    whose = _OF_PLACE.match(sentence.source.folded, end, sentence.end)
    named = whose is not None and (whose[1] or sentence.source.text[whose.start(2)].isupper())
    return whose.end() if whose is not None and named else end


def _before_place(sentence: Sentence, start: int, end: int) -> int:
    """A name stops where the place begins: "Salon de l'élevage 2024 | à Clermont-Ferrand"."""
    places = [
        i
        for i in sentence.places(start, end)
        if sentence.preposition(i) in _LOCATIVE and not is_favoured(sentence, i.start)
    ]
    places += [
        i
        for i in sentence.after(start, kinds={EntityType.INSTITUTION}, until=end)
        if sentence.preposition(i) in _LOCATIVE
    ]
    if not places:
        return end
    at = _PREPOSITION.search(sentence.source.folded, start, places[0].start)
    stop = at.start() if at else places[0].start
    head = sentence.source.text[start:stop].rstrip()
    return start + len(head) if head.strip() else end


def is_favoured(sentence: Sentence, offset: int) -> bool:
    """Whether a place is whom a noun before it is for: "la plateforme de soutien à la Moldavie"."""
    cues = sentence.source.cues("positions", offset - _NEAR, offset, "toward")
    return any(len(sentence.folded(cue.end, offset)) <= len(" aux ile") for cue in cues)


def _starts(sentence: Sentence, offset: int) -> bool:
    return not sentence.source.text[sentence.start : offset].strip(" «\"'-0123456789.)")


def _english(sentence: Sentence, hit: Hit[Entry]) -> int | None:
    """Start of a capitalised name that ends with its kind: "Astana International Forum"."""
    text = sentence.source.text
    if not text[hit.start].isupper():
        return None
    for run in RUN.finditer(text, sentence.start, hit.end):
        if run.start() < hit.start and run.end() >= hit.end:
            if sentence.folded(run.start() - 3, run.start()) == " a ":
                return None  # "à Paris Expo"
            begin = run.start()
            first = text[begin : hit.end].split(" ", 1)[0]
            if begin == sentence.start and fold(first) in ARTICLES:  # "Le One Forest Summit"
                begin += len(first) + 1
            words = text[begin : hit.end].split()
            plain = not any(fold(word) in ARTICLES for word in words)  # not "à Riga le Forum"
            plain = plain and not _COUNTED.fullmatch(words[0])  # not "27e Sommet"
            plain = plain and fold(words[0]) not in _POINTING  # "Ce Forum" is the one told before
            return begin if len(words) >= 2 and plain else None
    return None


def _is_distinct(sentence: Sentence, hit: Hit[Entry], end: int) -> bool:
    """A gathering written in lower case counts when it is one, told by its object or members."""
    form = hit.payload["form"]
    if form == "whole" or (form == "organ" and session_end(sentence, end) > end):
        return True
    if _POINTED.search(sentence.folded(hit.start - 8, hit.start)):
        return False  # "ce forum" is one told before
    during = is_during(sentence, hit.start)
    if form == "jubilee":  # "pour le centenaire de l'indépendance"
        return end > hit.end and _is_marked(sentence, hit.start)
    if form == "occasion":  # "lors de l'inauguration de l'usine"
        return bool(during or attended(sentence, hit.start)) and end > hit.end
    if sentence.folded(hit.start, hit.end).endswith("s") and form == "head":
        return False
    complement = sentence.folded(hit.end, end)
    pairs = any(i.kind == "adjective" and i.is_plural and hit.end < i.start <= end for i in sentence.items)
    named = any(i.kind == "name" and hit.end < i.start < end for i in sentence.items)
    held = (
        attended(sentence, hit.start)
        or hosts(sentence, hit.start)
        or is_told(sentence, hit, end)
        or is_bidden(sentence, hit.start)
    )
    whole = " " in sentence.folded(hit.start, hit.end)  # "journée de la francophonie"
    if held and (_OBJECT.match(complement) or whole or form == "organ"):
        return True
    title = RUN.match(sentence.source.text, hit.end + 1, end)  # "le salon Eurosatory"
    if is_set(sentence, end):
        return True
    talked = during or (held and hit.payload["class"] == "Summit")  # "ouvre un salon à Riga" may be a shop
    if talked and is_placed(sentence, end):
        return True
    return bool(complement.strip()) and (named or title is not None or pairs)


def _is_counted(sentence: Sentence, hit: Hit[Entry], end: int) -> bool:
    """Whether the gathering that an ordinal counts is told: "la 12e réunion du comité", not "d'édition"."""
    if sentence.folded(hit.end, hit.end + len(_BETWEEN)) == _BETWEEN and not _states_after(sentence, hit.end):
        return False  # "la troisième rencontre entre les deux présidents": talks
    inner = [h for h in sentence.source.cues("events", hit.end, end) if h.payload["form"] in _HEADS]
    if inner and hit.payload["class"] == "PublicEvent":
        return False  # "la troisième édition du Sommet du climat": named by what is held again
    if inner:
        return True
    named = hit.payload["class"] == "Summit" and any(
        i.kind == "name" and hit.end < i.start < end for i in sentence.items
    )
    held = attended(sentence, hit.start) and _OBJECT.match(sentence.folded(hit.end, end))
    return named or bool(held) or bool(is_told(sentence, hit, end)) or is_set(sentence, end)


def _states_after(sentence: Sentence, offset: int) -> bool:
    """Whether a state or an organization of states follows: "entre la Tunisie et le Sénégal"."""
    kinds = frozenset({EntityType.COUNTRY, EntityType.INTERNATIONAL_ORGANIZATION})
    return any(i.kind == "name" for i in sentence.after(offset, kinds=kinds, until=offset + _NEAR))
