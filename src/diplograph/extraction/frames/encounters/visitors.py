"""Who visits, and at whose invitation: by the noun, the verb, the possessive, the main clause."""

from __future__ import annotations

from diplograph.extraction.frames.encounters.people import (
    PEOPLE,
    PERSONS,
    country_of_place,
    nation,
    persons_of,
    spoken_subject,
)
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ACTORS, ORGANIZATIONS, EntityType

_RELATIVE = pattern(r"(?: (?!qu)[\w'-]+){0,5}?[»\"]? {that}")
_FRONTED = 60  # characters of a fronted "après son voyage à Riga" up to its comma
BE_REACH = 40  # characters of "sera mercredi à " up to the place
_ASIDE = pattern(r"(?: [\w-]+)?, (?={of})")
_NOW = pattern(r",? (?:[a-z]+ment |{also}|lui-meme |elle-meme )?(?:en|de) ")
_ON_OCCASION = pattern(r" (?:{of}?{det}|du ){word}?")
_HIS_NAME = pattern(r"(?: {of}{det}?[^,;:.()]{1,60})?{brackets}?,? {word}?")
_ITS_VISIT = pattern(r"[^;:]*?{edge}(?:{a}|{his}|en ){word}?")
_ON_VISIT = pattern(r"{edge}(?:en|de) $")


def from_abroad(sentence: Sentence, visitors: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    """Of several persons, those whose country is not the one visited: "A et B, en visite chez B"."""
    places = {k for i in sentence.own_places(start, end) for k in i.keys}
    known = (sentence.source.knowledge.entity(place) for place in places)
    visited = places | {entity.country for entity in known if entity is not None}
    abroad = tuple(
        k for k in visitors if k not in visited and sentence.discourse.country_of(k) not in visited
    )
    return abroad or visitors


def is_at_home(sentence: Sentence, visitors: tuple[str, ...], hit: Hit[Entry], until: int) -> bool:
    """Whether those said to be "en visite" are in their own country: it is somebody else, not recognised."""
    if not _ON_VISIT.search(sentence.folded(max(hit.start - 5, sentence.start), hit.start)):
        return False
    places = {country_of_place(sentence, k) for i in sentence.own_places(hit.end, until) for k in i.keys}
    homes = {sentence.discourse.country_of(k) or k for k in visitors}
    return bool(places) and bool(homes) and homes <= places


def owner_after_place(sentence: Sentence, offset: int, until: int) -> list[Item]:
    """ "la visite d'État en France du président": the visitor after the place, or after the date."""
    places = [i for i in sentence.places(offset, min(until, offset + 40)) if i.start - offset < 30]
    ends = [sentence.group(places[0])[-1].end] if places else []
    ends += [d.span.end for d in sentence.dates if 0 < d.span.start - offset < 16]
    behind = _ASIDE.match(sentence.source.folded, max(ends), until) if ends else None
    ends += [behind.end() - 1] if behind else []
    owner = sentence.genitive(max(ends), kinds=PEOPLE, reach=12) if ends else []
    return owner or _for(sentence, max(ends, default=0))


def _for(sentence: Sentence, offset: int) -> list[Item]:
    """ "Première visite à Riga pour le ministre A": no verb tells who visits."""
    found = sentence.after(offset, kinds=PERSONS, until=offset + 12) if offset else []
    heading = found and sentence.folded(offset, offset + 5) == " pour" and found[0].start - offset < 12
    return found[:1] if heading and not sentence.has_finite_verb(sentence.start, offset) else []


def in_relative(sentence: Sentence, offset: int) -> list[Item]:
    """ "la visite qu'a effectuée le président", "les visites que M. Duval doit faire"."""
    relative = _RELATIVE.match(sentence.source.folded, offset, sentence.end)
    if relative is None or sentence.has_finite_verb(offset, relative.end()):
        return []  # "cette visite reflète l'importance que le pays attache à …"
    if spoken := spoken_subject(sentence, _next_word(sentence, relative.end())):
        return spoken  # "la visite que vous effectuez"
    for item in sentence.after(relative.end(), kinds=PEOPLE, until=relative.end() + 40):
        if not sentence.preposition(item):
            return list(sentence.group(item))
    return []


def _next_word(sentence: Sentence, offset: int) -> int:
    """Where the word after the one at an offset begins."""
    return sentence.source.folded.find(" ", offset, sentence.end) + 1


def after_comma(sentence: Sentence, offset: int, *, reach: int = 110) -> list[Item]:
    """Who acts in the main clause behind a fronted one: "Arrivé lundi à Riga, le ministre A a …"."""
    comma = sentence.source.folded.find(", ", offset, min(sentence.end, offset + reach))
    for item in sentence.after(comma, kinds=PEOPLE)[:2] if comma >= 0 else ():
        if sentence.has_finite_verb(offset, item.start):
            return []
        if not sentence.preposition(item):
            return sentence.group_from(item)
    return []


def apposed(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "Ana Duval, en visite à Oslo, …", "En visite à Oslo, Ana Duval …"."""
    if not _ON_VISIT.search(sentence.folded(max(hit.start - 5, sentence.start), hit.start)):
        return []
    for item in sentence.before(hit.start, kinds=PEOPLE)[:1]:
        if _NOW.fullmatch(sentence.folded(item.end, hit.start)) and item.type is EntityType.PERSON:
            return [item] if "," in sentence.folded(item.end, hit.start) else list(sentence.group(item))
    return after_comma(sentence, hit.end) if sentence.opens(_with_preposition(sentence, hit)) else []


def _with_preposition(sentence: Sentence, hit: Hit[Entry]) -> int:
    """Where "| en visite" begins."""
    before = sentence.folded(max(hit.start - 5, sentence.start), hit.start)
    found = _ON_VISIT.search(before)
    return hit.start - len(before) + (found.end() - 3 if found else len(before))


def light_verb(sentence: Sentence, hit: Hit[Entry]) -> int | None:
    """Offset of the verb that the noun completes ("effectuer une visite"), None when it hangs from none."""
    token = sentence.source.token_starting(hit.start)
    if token is None:
        return None
    verbs = [
        t.idx
        for t in sentence.source.tokens(max(sentence.start, hit.start - 60), hit.start)
        if t.pos_ == "VERB" or "Part" in t.morph.get("VerbForm", [])
    ]
    if verbs and sentence.antecedent(verbs[-1]) and "," not in sentence.folded(verbs[-1], hit.start):
        return verbs[-1]
    head = token.head
    if (
        head.pos_ in {"VERB", "AUX"}
        and token.dep_ in {"obj", "obl", "obl:mod", "obl:arg", "ROOT"}
        and head.idx < hit.start
    ):
        return head.idx if head.idx >= sentence.start else None
    if verbs and _ITS_VISIT.fullmatch(sentence.folded(verbs[-1], hit.start)):
        return verbs[-1]
    return None


def on_occasion(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who did something during a visit is who visits: "A a plaidé, lors d'une visite à Riga, …"."""
    cues = sentence.source.cues("circumstances", max(sentence.start, hit.start - 44), hit.start, "during")
    if not cues or not _ON_OCCASION.fullmatch(sentence.folded(cues[-1].end, hit.start)):
        return []
    if sentence.opens(cues[-1].start):
        found = after_comma(sentence, hit.end)
    else:
        found = _acting(sentence, cues[-1].start)
    return persons_of(found)


def _acting(sentence: Sentence, offset: int) -> list[Item]:
    """The person named last before a circumstance: subject of its verb, or agent behind "par"."""
    for item in sentence.before(offset, kinds=PEOPLE)[:3]:
        if item.type is not EntityType.PERSON or ";" in sentence.folded(item.end, offset):
            continue
        if sentence.preposition(item) in {"", "par"}:
            return [item]
    return []


def foreigners(sentence: Sentence, visitors: list[Item], hit: Hit[Entry], until: int) -> list[Item]:
    """Whose visit "sa visite en France" is: not a Frenchman's, but whoever else the sentence names."""
    places = {country_of_place(sentence, k) for i in sentence.own_places(hit.end, until) for k in i.keys}

    def at_home(item: Item) -> bool:
        return all(k in places or sentence.discourse.country_of(k) in places for k in item.keys)

    if not places or not visitors or not all(map(at_home, visitors)):
        return visitors
    return [i for i in sentence.before(hit.start, kinds=PERSONS) if not at_home(i)][:1]


def cataphoric(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "Un an après son voyage à Riga, le ministre a…": whose visit it was comes after the comma."""
    return after_comma(sentence, hit.end, reach=_FRONTED) if not verbs_before(sentence, hit) else []


def verbs_before(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a conjugated verb stands in the sentence before a noun."""
    return sentence.has_finite_verb(sentence.start, hit.start)


def is_abroad(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether one person is somewhere that is not their own country: nobody visits where they live."""
    visitors = sentence.subject(hit.start, kinds=PEOPLE)
    if not set(sentence.before(hit.start, kinds=ACTORS - {EntityType.COUNTRY})[:1]) & set(visitors):
        return False  # somebody or something else stands nearer: it is there
    country = country_of_place(sentence, sentence.places(hit.end, hit.end + BE_REACH)[0].keys[0])
    people = [k for i in persons_of(visitors) if i.end <= hit.start for k in i.keys]
    nations = {nation(sentence, key) for key in people}
    return bool(nations) and not nations & {"", country}


def inviters(sentence: Sentence) -> tuple[str, ...]:
    """Who invites ("à l'invitation de") or receives in this sentence."""
    return sentence.actors(inviting(sentence))


def inviting(sentence: Sentence) -> list[Item]:
    """At whose invitation something is: "à l'invitation de A"."""
    for hit in sentence.words("invitations"):
        if hit.payload["form"] == "at":
            return named_behind_body(sentence, hit.end) or sentence.right_after(hit.end, kinds=PEOPLE)
        if hit.payload["form"] == "fronted" and sentence.opens(hit.start):
            return sentence.right_after(hit.end, kinds=PEOPLE)
    return []


def named_behind_body(sentence: Sentence, offset: int) -> list[Item]:
    """Who holds an office of a body: "du secrétaire général du Parti socialiste (PS), | A", unless A acts."""
    body = sentence.right_after(offset, kinds=ORGANIZATIONS)
    person = sentence.after(body[0].end, kinds=PERSONS)[:1] if body else []
    if not person or body[0].kind != "office":
        return []
    lead = sentence.folded(body[0].end, sentence.source.before_civilities(person[0].start))
    following = sentence.source.token_starting(person[0].end)
    acts = following is not None and "Fin" in following.morph.get("VerbForm", [])
    return person if _HIS_NAME.fullmatch(lead) and not acts else []


def is_bare_between(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only days, places and adverbs stand between two offsets."""
    spans = [d.span for d in sentence.dates]
    for token in sentence.source.tokens(start, end):
        if token.pos_ not in {"NOUN", "VERB", "AUX"}:
            continue
        dated = any(s.start <= token.idx < s.end for s in spans)
        named = any(i.start <= token.idx < i.end for i in sentence.items)
        if not (dated or named or token.lower_ in {"m.", "mme"}):
            return False
    return True


def told_before(sentence: Sentence, hit: Hit[Entry], until: int) -> list[Item]:
    """Whose visit it is where nobody is named: "Son voyage à Riga …", "Une étape à Riga …"."""
    places = sentence.own_places(hit.end, until)
    if not places or verbs_before(sentence, hit) or sentence.before(hit.start, kinds=PEOPLE):
        return []
    country, country_of = country_of_place(sentence, places[0].keys[0]), sentence.discourse.country_of
    told = sentence.discourse.focus.person_told(fits=lambda key: country_of(key) not in {"", country})
    if told is None:
        return []
    return [Item(hit.start, hit.start, "pronoun", told.keys, told.type, told.country)]


def other_of_two(sentence: Sentence, visitors: list[Item]) -> tuple[str, ...]:
    """Who receives, by "la visite du second": the first of the two whom the sentence names."""
    if len(visitors) != 1 or visitors[0].kind not in {"anaphor", "pronoun"}:
        return ()
    told = sentence.actors(sentence.before(visitors[0].start, kinds=PERSONS))
    others = tuple(key for key in told if key not in visitors[0].keys)
    return others if len(others) == 1 and len(told) == 2 else ()
