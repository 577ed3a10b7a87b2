"""Cooperation told by verbs and nouns of help, of work in common, of fields shared: who with whom."""

from __future__ import annotations

from diplograph.extraction.frames.common.antecedents import subject_by_noun
from diplograph.extraction.frames.common.parties import PARTIES, as_principals, keys_of, whole_subject
from diplograph.extraction.frames.common.stated_parties import stated_parties, with_partners
from diplograph.extraction.frames.common.verbs import is_active, is_verb
from diplograph.extraction.frames.common.voices import speaker
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
from diplograph.model import ACTORS, ORGANIZATIONS, EntityType

DOING = frozenset({"doing", "with", "helps", "help", "trains"})
OWN = pattern(r"{edge}{own}{word}?$")
_OBJECT_REACH = 46  # characters of "les jeunes ingénieurs du ministère " before whom one helps
_RECEIVER_REACH = 70
_PARTNER_REACH = 90
_WE_REACH = 30
_WE = pattern(r"{edge}nous {word}{0,3}$")
_PAST = ("é", "ée", "és", "ées", "uit", "uite", "uits", "uites")
_TO = members("to")
_BESIDE = pattern(r" {word}{0,4}?(?:{with}|aupres {of})")
_TO_FIELD = pattern(r" {to}{the}?{word}{1,3}$")
_ALLIED = pattern(r" {to}")
_BENEFIT = pattern(r" (?:{for}|{toward}|(?:au benefice|a destination|a l'intention) {of}){det}?{word}?$")
_MAIN_CLAUSE = pattern(r", {det}?")
_FOR_BOTH = pattern(r"[^.;:]{0,40}? (?:pour|entre) {definite}deux ")
_NOUN_PHRASE = pattern(r" (?:{of}?{det}?){word}{0,4}")
_OTHERWISE = pattern(r" (?:{at}|{for}|{with}|{by}|{to}|contre |{which}|{and})")
_NOT_A_SIDE = frozenset({EntityType.PERSON, EntityType.CITY, EntityType.REGION})


def workers(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """Keys of those who work together or of whom one helps the other; () when two sides are not told."""
    form = hit.payload["form"]
    if form == "help":
        if _is_finite(sentence, hit):
            return ()
        return sides(sentence, *_helped_by_noun(sentence, hit))
    if form == "doing" and _is_done(sentence, hit):
        return sentence.discourse.implied if sentence.discourse.salience.is_clear else ()
    if not (_is_free(sentence, hit) if form == "with" else is_verb(sentence, hit)):
        return ()
    if not is_active(sentence, hit):
        return ()
    subject = subjects(sentence, hit.start) or _we(sentence, hit)
    if form in {"helps", "trains"}:
        helped = _object(sentence, hit.end)
        if not subject and helped and sentence.folded(hit.start, hit.end).endswith("ons"):
            keys = (*as_principals(sentence, speaker(sentence, hit.start)), *keys_of(helped))
            return keys if len(set(keys)) > 1 and not any(_is_person(sentence, k) for k in keys) else ()
        return sides(sentence, subject, helped)
    if form == "with" and _BESIDE.match(sentence.source.folded, hit.end, sentence.end) is None:
        return ()
    partners = with_partners(sentence, hit.end, min(sentence.end, hit.end + _PARTNER_REACH))
    partners = partners or beside(sentence, hit.end) or _joined(sentence, hit)
    if form == "with" and not partners:
        return ()
    if not partners and _WE.search(sentence.folded(max(sentence.start, hit.start - _WE_REACH), hit.start)):
        return (
            states(sentence, subject) or sentence.discourse.implied
        )  # "ce que nous pourrions faire ensemble"
    return sides(sentence, subject, partners) if partners else states(sentence, subject)


def _we(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """For whom "nous travaillons" is said, where somebody is told to say it: what he acts for."""
    if not sentence.folded(hit.start, hit.end).split(" ", 1)[0].endswith("ons"):
        return []
    keys = as_principals(sentence, speaker(sentence, hit.start))
    kind = sentence.discourse.type_of(keys)
    return (
        [Item(hit.start, hit.start, "pronoun", keys, kind)] if keys and kind is not EntityType.PERSON else []
    )


def _is_done(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a noun is said to be done together, by whom is left out: "le travail | mené en commun"."""
    token = sentence.source.token_starting(hit.start)
    if token is None or not token.lower_.endswith(_PAST) or not sentence.is_bare_participle(hit.start):
        return False
    before = sentence.source.analysed.doc[token.i - 1] if token.i else token
    by = sentence.folded(hit.end, hit.end + len(" par "))
    return before.pos_ in {"NOUN", "ADJ"} and by != " par "


def sharers(sentence: Sentence, hit: Hit[Entry]) -> tuple[str, ...]:
    """Keys of the countries whose common fields a noun announces: "les deux pays ont identifié …"."""
    stated = states(sentence, stated_parties(sentence, hit.start, hit.end))
    if len(stated) > 1:
        return stated
    if _FOR_BOTH.match(sentence.source.folded, hit.end, sentence.end):
        return sentence.discourse.implied
    return states(sentence, [i for i in sentence.subject(hit.start) if i.end <= hit.start])


def _is_finite(sentence: Sentence, hit: Hit[Entry]) -> bool:
    token = sentence.source.token_starting(hit.start)
    return token is not None and "Fin" in token.morph.get("VerbForm", [])


def _is_free(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether no determiner or preposition makes a noun of "œuvre", "travaille"."""
    index = sentence.source.token_index(hit.start)
    doc = sentence.source.analysed.doc
    if "Inf" in doc[index].morph.get("VerbForm", []):
        return True  # "sa volonté de travailler avec B"
    previous = doc[index - 1] if index else None
    return previous is None or previous.pos_ not in {"DET", "ADP"}


def subjects(sentence: Sentence, offset: int) -> list[Item]:
    """Who does what a verb says, also by a mere adjective of the subject: "des experts cubains forment"."""
    found = [i for i in sentence.subject(offset) if i.end <= offset]
    if len(found) == 1 and found[0].type in ORGANIZATIONS:
        whole = whole_subject(sentence, offset, kinds=frozenset({*ORGANIZATIONS, EntityType.COUNTRY}))
        return [*whole, *(i for i in found if i not in whole)]
    if found:
        return found
    noun = subject_by_noun(sentence, offset, PARTIES) or []
    return noun if noun and _is_of_people(sentence, offset) else []


def _is_of_people(sentence: Sentence, offset: int) -> bool:
    """Whether the noun before a verb is a plural: "des experts", no "croissance"."""
    token = sentence.source.analysed.doc[sentence.source.token_index(offset)]
    nouns = [child for child in (*token.children, *token.head.children) if child.dep_.startswith("nsubj")]
    return any(noun.idx < offset and noun.text.endswith(("s", "x")) for noun in nouns)


def states(sentence: Sentence, items: list[Item]) -> tuple[str, ...]:
    """Keys of two or more who act as one, persons as what they act for; () for fewer."""
    keys = as_principals(sentence, keys_of(items))
    return keys if len(keys) > 1 and not any(_is_person(sentence, key) for key in keys) else ()


def sides(sentence: Sentence, one: list[Item], other: list[Item]) -> tuple[str, ...]:
    """Both sides' keys, if each has one of its own and nobody is on both."""
    first, second = (as_principals(sentence, keys_of(items)) for items in (one, other))
    if not first or not second or set(first) & set(second):
        return ()
    keys = (*first, *second)
    return () if any(_is_person(sentence, key) for key in keys) else keys


def _is_person(sentence: Sentence, key: str) -> bool:
    return sentence.discourse.types.get(key) in _NOT_A_SIDE


def _object(sentence: Sentence, offset: int) -> list[Item]:
    """Whom a verb of help has for object, if only by an adjective: "forme les médecins angolais"."""
    for item in sentence.items:
        if not offset < item.start <= offset + _OBJECT_REACH or not item.keys:
            continue
        between = sentence.folded(offset, item.start)
        if not _NOUN_PHRASE.fullmatch(between) or sentence.has_finite_verb(offset, item.start):
            return []
        if _OTHERWISE.search(between):
            return []
        if item.kind == "adjective":
            return [] if item.is_plural or is_language(sentence, item) else [item]
        return [i for i in sentence.group(item) if i.start >= item.start] if item.type in PARTIES else []
    return []


def is_language(sentence: Sentence, item: Item) -> bool:
    """Whether a country's adjective names its language: "des professeurs de | français"."""
    lead = sentence.folded(item.start - 4, item.start)
    return item.kind == "adjective" and lead.endswith((" de ", " d'", " en "))


def _helped_by_noun(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """Who helps and who is helped: two of owner, receiver and subject of the noun's verb."""
    if OWN.search(sentence.folded(hit.start - 24, hit.start)):
        return _thanked(sentence, hit)
    adjective = sentence.adjective_after(hit.end)
    owner = sentence.genitive(hit.end, kinds=ACTORS) or ([adjective] if adjective else [])
    receiver = _receiver(sentence, hit.end)
    if owner and receiver:
        return owner, receiver
    subject = [i for i in subjects(sentence, hit.start) if i not in owner and i not in receiver]
    given = _given(sentence, hit.start) if subject and not owner and not receiver else []
    if given:
        return [i for i in subject if i not in given], given
    return owner or receiver, subject or _main_subject(sentence, owner)


def _given(sentence: Sentence, offset: int) -> list[Item]:
    """ "fournit | à l'Angola | une assistance technique": who is told between the verb and the noun."""
    for item in sentence.before(offset, kinds=PARTIES)[:1]:
        lead = sentence.folded(item.end, offset)
        if sentence.preposition(item) in _TO and _NOUN_PHRASE.fullmatch(lead):
            return [item]
    return []


def _thanked(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "a remercié l'Inde pour son assistance", "X a proposé son aide à Y"."""
    receiver = _receiver(sentence, hit.end)
    subject = subjects(sentence, hit.start)
    if receiver:
        return subject, receiver
    near = [i for i in sentence.before(hit.start, kinds=PARTIES) if i not in subject]
    return near[:1], subject


def _main_subject(sentence: Sentence, owner: list[Item]) -> list[Item]:
    """ "Grâce à l'appui de l'Allemagne, | la Mongolie modernise"."""
    if not owner:
        return []
    comma = _MAIN_CLAUSE.match(sentence.source.folded, owner[-1].end, sentence.end)
    if comma is None:
        return []
    return [i for i in sentence.after(comma.end(), kinds=PARTIES, until=comma.end() + 1) if i.keys]


def _receiver(sentence: Sentence, offset: int) -> list[Item]:
    for item in sentence.after(offset, kinds=PARTIES, until=min(sentence.end, offset + _RECEIVER_REACH)):
        if sentence.has_finite_verb(offset, item.start) or ";" in sentence.folded(offset, item.start):
            return []
        if sentence.preposition(item) in _TO or _BENEFIT.search(sentence.folded(offset, item.start)):
            return [i for i in sentence.group(item) if i.start >= item.start]
    return _described_receiver(sentence, offset)


def _described_receiver(sentence: Sentence, offset: int) -> list[Item]:
    """ "l'appui de la Chine | au secteur minier congolais"."""
    for item in sentence.items:
        if item.kind == "adjective" and offset < item.start < offset + _RECEIVER_REACH and not item.is_plural:
            between = sentence.folded(offset, item.start)
            if _TO_FIELD.search(between) and not sentence.has_finite_verb(offset, item.start):
                return [item]
    return []


def _joined(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "s'est allié à l'armateur MSC"."""
    lead = _ALLIED.match(sentence.source.folded, hit.end, sentence.end)
    return sentence.after(lead.end(), kinds=PARTIES, until=lead.end() + 4)[:1] if lead else []


def beside(sentence: Sentence, offset: int) -> list[Item]:
    """ "aux côtés de l'Égypte", "avec des laboratoires belges"."""
    lead = _BESIDE.match(sentence.source.folded, offset, sentence.end)
    if lead is None:
        return []
    near = sentence.after(lead.end(), kinds=PARTIES, until=lead.end() + 4)
    return _object(sentence, lead.end() - 1) or near
