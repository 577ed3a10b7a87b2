"""Who meets whom: by the talks' complements, the verb's subject and object, or "avec"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.discourse import Item
from diplograph.extraction.frames.visitors import after_comma, in_relative
from diplograph.extraction.sentence import Sentence
from diplograph.extraction.status import is_future
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, EntityType

PEOPLE = frozenset({EntityType.PERSON, EntityType.COUNTRY})
NOUNS = frozenset({"noun", "each"})
# "ont eu un entretien", "auront un tête-à-tête": those who hold it are the subject
_OBJECT = r"(?: \w+){0,3}? (?:une?|des|leurs?|de) (?:[\w-]+ ){0,2}?"
_HAD = re.compile(rf"\b(?:ont|eu|eurent|auront|aura|avoir|a|avait|avaient){_OBJECT}$")
_ITS_OBJECT = re.compile(_OBJECT)
_OTHER_OBJECT = re.compile(r"(?:^| )(?:les|des|une?|plusieurs|qui|que|dont|et) ")
# "À l'issue de leur entretien, les deux présidents ont…": those who met act in the main clause
_CIRCUMSTANCE = re.compile(r" (?:d'|de |du )?(?:leurs?|une?|cet|cette|son|sa|ses|l'|le|la)? ?(?:[\w-]+ )?")
_TO = frozenset({"à", "a", "au", "aux"})
_BETWEEN_CALL_AND_CALLED = frozenset({"ADV", "DET", "PUNCT", "SPACE"})
_TRADED = re.compile(r" (?:des|les|leurs|une|un|plusieurs|\d+|l')(?! (?:vues|propos|points|idees))")
_OF_TALKS = frozenset({"travail", "tête"})
_HYPHENED = re.compile(r" ?[-–/] ?")
_WITH_SOMEONE = re.compile(r" (?:[\w'-]+ )?avec ")
_TIMES = re.compile(
    r" (?:[\w'-]+ ){0,4}?(?:(?!premiere |deuxieme |seconde |derniere |toute |une )[\w-]+) fois\b"
)
_TIMES_REACH = 40
_RELATIVE = re.compile(r"(?: [\w'-]+){0,2}? qu(?:'|e )")
_RELATIVE_REACH = 160
_MUTUAL = re.compile(r"^(?:se |s'(?:etaient|etait|est))")
_PLURAL_REACH = 90
_TOGETHER = {"jointly"}
_PARTY = 110  # characters of "une délégation de … conduite par"
_PARTY_NEAR = 40


def met(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Those who meet by a verb or noun of talks, whoever acts first; not always two."""
    form = hit.payload["form"]
    if _TIMES.match(sentence.folded(hit.end, hit.end + _TIMES_REACH)):
        return []  # "se sont rencontrés plus de quinze fois"
    if form in NOUNS:
        return _around_noun(sentence, hit)
    if form == "gathers":
        return _gathered(sentence, hit)
    if form == "none":
        return []
    subject = _subject(sentence, hit)
    if form == "hails":  # a town may welcome anybody
        subject = [i for i in subject if i.type is EntityType.PERSON and i.end <= hit.start]
        if not subject:
            return []
    if form == "granted":
        return [*subject, *_granted(sentence, hit.end)]
    if form == "to":
        return [*subject, *_next(sentence, hit.end)]
    if form == "hosted":
        return [*subject, *_hosted(sentence, hit.end)]
    if form in _TOGETHER:
        return _together(sentence, hit, subject)
    if form in {"with", "seen"}:
        partners = _with(sentence, hit.end)
        if _TRADED.match(sentence.folded(hit.end, hit.end + 24)):
            return []  # "ont échangé des prisonniers avec"
        if not partners and _WITH_SOMEONE.match(sentence.folded(hit.end, hit.end + 24)):
            return []  # "ont échangé avec la presse"
        if not partners and not _MUTUAL.search(sentence.folded(hit.start, hit.end)):
            subject = [i for i in subject if i.type is EntityType.PERSON]
        return [*subject, *partners]
    return [*subject, *_object(sentence, hit)]


def _subject(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    fronted = after_comma(sentence, hit.end) if hit.start - sentence.start < 4 else []
    return fronted or sentence.subject(hit.start, kinds=PEOPLE) or _titled(sentence, hit.start)


def _titled(sentence: Sentence, offset: int) -> list[Item]:
    """ "Les ministres des Finances d'A, de B et de C": the countries of a plural title before a verb."""
    titles = [
        h
        for h in sentence.words("references")
        if h.payload["kind"] in {"ministers", "presidents", "heads"} and h.end <= offset
    ]
    if not titles or offset - titles[-1].end > _PLURAL_REACH or sentence.preposition(titles[-1]):
        return []
    start = titles[-1].end
    for item in sentence.after(start, kinds={EntityType.COUNTRY}, until=offset):
        if sentence.preposition(item) not in {"de", "du", "des", "d'"}:
            return []
        if re.search(r"[,;:.()]", sentence.folded(start, item.start)):
            return []
        if sentence.has_finite_verb(start, item.start):
            return []
        keys = sentence.actors(i for i in sentence.group(item) if i.end <= offset)
        return [Item(titles[-1].start, item.end, "plural", keys, EntityType.COUNTRY)]
    return []


def lacks_object(sentence: Sentence, hit: Hit[Entry], items: Sequence[Item]) -> bool:
    """Whether nobody stands behind words that take someone: "les deux ministres ont rencontré des élèves"."""
    form = hit.payload["form"]
    if form in NOUNS or form in {"gathers", *_TOGETHER}:
        return False
    takes = form not in {"with", "seen"} or sentence.folded(hit.start, hit.end).endswith(" avec")
    return takes and not any(item.start >= hit.end for item in items)


def _around_noun(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "entre A et B"; "de A avec B"; "avec B" with the subject; a plural subject; "la rencontre A-B"."""
    end = sentence.clause_end(hit.end)
    joined = _hyphened(sentence, hit)
    if joined:
        return joined
    between = [
        i
        for i in sentence.after(hit.end, kinds=PEOPLE, until=min(end, hit.end + 110))
        if sentence.preposition(i) == "entre" and _is_own(sentence, hit.end, i.start)
    ]
    if between:
        return list(sentence.group(between[0]))
    partners = [i for i in _with(sentence, hit.end) if not sentence.has_finite_verb(hit.end, i.start)]
    if _is_circumstance(sentence, hit.start):
        subject = _main_subject(sentence, hit)
        if partners and not set(sentence.actors(partners)) & set(sentence.actors(subject)):
            return [*subject, *partners]
        if (
            not partners
            and len(sentence.actors(subject)) > 1
            and not sentence.genitive(hit.end, kinds=PEOPLE)
        ):
            return subject
    owner = sentence.genitive(hit.end, kinds=PEOPLE)
    if not owner and not partners and _RELATIVE.match(sentence.folded(hit.end, sentence.end)):
        return [*in_relative(sentence, hit.end), *_with(sentence, hit.end, reach=_RELATIVE_REACH)]
    if not owner and partners:
        owner = sentence.subject(hit.start, kinds=PEOPLE)
    if not owner and not partners and is_held(sentence, hit.start):
        owner = sentence.subject(hit.start, kinds=PEOPLE)
    if owner and len(sentence.actors(owner)) > 1:
        return owner
    return [*owner, *partners] if partners else []


def _is_own(sentence: Sentence, start: int, end: int) -> bool:
    """Whether those behind "entre" meet, not have relations: "la réunion sur les liens entre A et B"."""
    words = [t for t in sentence.source.tokens(start, end) if t.pos_ not in {"DET", "SPACE"}]
    if sentence.has_finite_verb(start, end) or len(words) < 2:
        return len(words) < 2
    last = words[-2] if words[-1].lower_ == "entre" else words[-1]
    dated = any(d.span.start <= last.idx < d.span.end for d in sentence.dates)
    named = any(i.start <= last.idx < i.end for i in sentence.items)
    return last.pos_ != "NOUN" or dated or named or last.lower_ in _OF_TALKS


def _hyphened(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "La rencontre Poutine-Xi": two persons whom a hyphen joins right after the noun."""
    pair = sentence.after(hit.end, kinds={EntityType.PERSON}, until=hit.end + 40)[:2]
    if len(pair) < 2 or sentence.folded(hit.end, pair[0].start) not in {" ", " entre "}:
        return []
    return pair if _HYPHENED.fullmatch(sentence.folded(pair[0].end, pair[1].start)) else []


def _is_circumstance(sentence: Sentence, start: int) -> bool:
    """Whether the talks only say when something else happened: "à l'issue de leur entretien"."""
    cues = sentence.source.cues("circumstances", start - 50, start, "during", "around")
    return any(_CIRCUMSTANCE.fullmatch(sentence.folded(cue.end, start)) for cue in cues)


def is_held(sentence: Sentence, start: int) -> bool:
    """Whether the talks are the object of a verb of holding."""
    verbs = sentence.source.cues("linking_verbs", start - 40, start, "holding")
    return _HAD.search(sentence.folded(start - 40, start)) is not None or any(
        _ITS_OBJECT.fullmatch(sentence.folded(verb.end, start)) for verb in verbs
    )


def is_to_come(sentence: Sentence, start: int) -> bool:
    """Whether the last verb before talks, in their clause, is in the future: "il aura, le 3 mai, un entretien"."""
    low = sentence.clause_start(start)
    verbs = [
        t
        for t in sentence.source.tokens(low, start)
        if t.pos_ in {"VERB", "AUX"} and "Fin" in t.morph.get("VerbForm", [])
    ]
    return bool(verbs) and "Fut" in verbs[-1].morph.get("Tense", []) and is_future(verbs[-1].lower_)


def _has_other_object(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a noun that counts no time stands between a verb and a person: "a reçu une lettre de A"."""
    units = {unit.start for unit in sentence.source.cues("circumstances", start, end, "unit")}
    found = _OTHER_OBJECT.finditer(sentence.folded(start, end))
    return any(start + match.end() not in units for match in found)


def _main_subject(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who acts in the clause that follows a circumstance: the first free persons after its comma."""
    comma = sentence.source.folded.find(", ", hit.end, min(sentence.end, hit.end + 90))
    for item in sentence.after(comma, kinds=PEOPLE) if comma >= 0 else ():
        if not sentence.preposition(item) and not sentence.has_finite_verb(comma, item.start):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _with(sentence: Sentence, offset: int, *, reach: int = 120) -> list[Item]:
    """Whom "avec" brings in; a country right behind the words only, for talks may be about relations with it."""
    end = min(sentence.clause_end(offset), offset + reach)
    for item in sentence.after(offset, kinds=ACTORS, until=end):
        if sentence.preposition(item) == "avec" or _is_counterpart(sentence, offset, item):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _is_counterpart(sentence: Sentence, offset: int, item: Item) -> bool:
    """Whether a person is named behind a word for the other side: "avec son hôte, le président …"."""
    words = sentence.source.cues("invitations", max(offset, item.start - 30), item.start, "guest")
    if not words or item.type is not EntityType.PERSON:
        return False
    behind = sentence.folded(words[-1].end, sentence.source.before_civilities(item.start))
    lead = sentence.folded(max(offset, words[-1].start - 6), words[-1].start)
    return len(behind.split()) < 3 and behind.startswith((", ", " ")) and lead.endswith("avec ")


def _together(sentence: Sentence, hit: Hit[Entry], subject: list[Item]) -> list[Item]:
    """ "A et B ont évoqué …", "A a évoqué, jeudi à Rome, avec B …": persons only, and nothing but when and where.

    What comes between verb and "avec" may be a matter, not talks: "a évoqué la coopération avec B".
    """
    persons = [i for i in subject if i.type is EntityType.PERSON and i.end <= hit.start]
    if len(sentence.actors(persons)) > 1:
        return persons
    partners = [i for i in _with(sentence, hit.end) if i.type is EntityType.PERSON]
    if not persons or not partners or not _is_aside(sentence, hit.end, partners[0].start):
        return []
    return [*persons, *partners]


def _is_aside(sentence: Sentence, start: int, end: int) -> bool:
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


def _object(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    led = _leaders(sentence, hit)
    if led:
        return led
    passive = hit.payload["form"] == "received"
    governed = passive and sentence.folded(hit.start, hit.end).endswith(" par")
    for item in sentence.after(hit.end, kinds=PEOPLE, until=min(sentence.clause_end(hit.end), hit.end + 110)):
        preposition = sentence.preposition(item)
        if passive and preposition == "par":
            return [i for i in sentence.group(item) if i.start >= item.start]
        if governed and item.start - hit.end < 12:
            return [i for i in sentence.group(item) if i.start >= item.start]
        if passive:
            continue
        if (
            preposition
            or item.kind == "pronoun"
            or not (item.type is EntityType.PERSON or item.kind == "office")
        ):
            continue
        if hit.payload["form"] == "calls" and not _is_called(sentence, hit.end, item):
            continue
        if not _has_other_object(sentence, hit.end, item.start) and not _is_urged(sentence, item):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _leaders(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who leads the delegation that one receives: "a reçu une délégation menée par A"."""
    cues = sentence.source.cues("visits", hit.end, min(sentence.end, hit.end + _PARTY), "led", "party")
    if [c.payload["form"] for c in cues[:2]] != ["party", "led"] or cues[0].start - hit.end > _PARTY_NEAR:
        return []
    for item in sentence.after(cues[1].end, kinds={EntityType.PERSON}, until=cues[1].end + _PARTY):
        return [i for i in sentence.group(item) if i.start >= item.start]
    return []


def _next(sentence: Sentence, offset: int) -> list[Item]:
    """Whoever a preposition that the verb ends with governs: "a téléphoné à A"."""
    found = sentence.after(offset, kinds=PEOPLE, until=offset + 30)
    return list(sentence.group(found[0])) if found and found[0].type is EntityType.PERSON else []


def _hosted(sentence: Sentence, offset: int) -> list[Item]:
    """Whose visit one receives: "a reçu la visite de A", "de la ministre A"."""
    found = sentence.after(offset, kinds={EntityType.PERSON}, until=offset + 12)
    return [i for i in sentence.group(found[0]) if i.start >= offset - 4] if found else []


def _granted(sentence: Sentence, offset: int) -> list[Item]:
    """To whom an audience is given: every person of the list that follows."""
    first = next(iter(sentence.after(offset, kinds=PEOPLE, until=offset + 30)), None)
    if first is None or sentence.preposition(first) not in {"a", "au", "aux"}:
        return []
    return [i for i in sentence.group(first) if i.start >= first.start]


def _gathered(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "La rencontre a réuni A, B et C": the object of the gathering, where talks are its subject."""
    nouns = [
        h for h in sentence.words("meetings") if h.payload["form"] in NOUNS and 0 < hit.start - h.end < 60
    ]
    if not nouns or sentence.has_finite_verb(nouns[-1].end, hit.start):
        return []
    found = sentence.after(hit.end, kinds=PEOPLE, until=hit.end + 60)
    return list(sentence.group(found[0])) if found else []


def _is_urged(sentence: Sentence, item: Item) -> bool:
    """Whether someone is called upon, not called: "a appelé A à ratifier"."""
    words = list(sentence.source.tokens(item.end, item.end + 30))[:2]
    return len(words) == 2 and words[0].lower_ in {"à", "a"} and "Inf" in words[1].morph.get("VerbForm", [])


def _is_called(sentence: Sentence, offset: int, item: Item) -> bool:
    """Whether someone is rung up: "a appelé mardi A", not "a appelé A au calme", "a appelé à la vigilance A".

    Days may stand before the person; a noun behind "à" is what one is urged to, unless it is a place or hour.
    """
    days = [date.span for date in sentence.dates]
    start = sentence.source.before_civilities(item.start)
    units = {unit.start for unit in sentence.source.cues("circumstances", offset, start, "unit")}
    for token in sentence.source.tokens(offset, start):
        dated = token.idx in units or any(day.start <= token.idx < day.end for day in days)
        if not dated and token.pos_ not in _BETWEEN_CALL_AND_CALLED:
            return False
    last = sentence.group(item)[-1].end
    words = [t for t in sentence.source.tokens(last, last + 30) if not t.is_space][:3]
    if not words or words[0].lower_ not in _TO:
        return True
    noun = next((t for t in words[1:] if t.pos_ != "DET"), None)
    if noun is None or noun.pos_ not in {"NOUN", "VERB", "ADJ"}:
        return True
    known = any(i.start <= noun.idx < i.end for i in sentence.items)
    return known or any(day.start <= noun.idx < day.end for day in days)
