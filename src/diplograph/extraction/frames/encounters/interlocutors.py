"""Who meets whom: by the talks' complements, the verb's subject and object, or "avec"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.frames.encounters.attending import apposed_agent, by_gerund, gathered, of_relative
from diplograph.extraction.frames.encounters.objects import (
    _granted,
    _hosted,
    _next,
    _object,
    delegates,
    representatives,
)
from diplograph.extraction.frames.encounters.people import (
    OF,
    PEOPLE,
    RECEIVING,
    TALK_NOUNS,
    persons_of,
    spoken_subject,
)
from diplograph.extraction.frames.encounters.places import head_at_seat
from diplograph.extraction.frames.encounters.talks import OPENING, around_noun, with_whom
from diplograph.extraction.frames.encounters.times import is_repeated
from diplograph.extraction.frames.encounters.travellers import delegation_heads
from diplograph.extraction.frames.encounters.visitors import after_comma, is_bare_between
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_THING = pattern(r" (?:«|(?:{the}|{a}|{own}|{this}|{some}|{number}|\d+ )(?=[a-z]))")
_WITH_SOMEONE = pattern(r" {word}?{with}")
_PLURAL_REACH = 90
_PRONOUN_FIRST = pattern(r"{edge}{the}(?:y )?$")
_TOGETHER = {"jointly"}
_PHONED_REACH = 90  # characters of " le ministre norvégien A " between "a eu" and "au téléphone"
_KEPT_REACH = 50  # characters of " A pour un " between "a retenu" and "déjeuner"


def met(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Those who meet by a verb or noun of talks, whoever acts first; not always two."""
    form = hit.payload["form"]
    if is_repeated(sentence, hit.end):
        return []
    if form in TALK_NOUNS:
        return around_noun(sentence, hit)
    if form == "gathers":
        return _gathered(sentence, hit)
    if form in {"none", "personally", "given", "people", "staff", "sides", "seat", "turns"}:
        return []
    if form == "gathered":
        return gathered(sentence, hit, after_comma(sentence, hit.end))
    subject = _subject(sentence, hit)
    if form == "phones" and not sentence.source.cues(
        "meetings", hit.end, min(sentence.end, hit.end + _PHONED_REACH), "personally"
    ):
        return []  # "a eu un rôle"
    if form == "retains" and not sentence.source.cues(
        "meetings", hit.end, min(sentence.end, hit.end + _KEPT_REACH), *TALK_NOUNS
    ):
        return []  # "a retenu A pour construire …"
    if form == "hails":  # a town may welcome anybody
        subject = [i for i in persons_of(subject) if i.end <= hit.start]
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
        partners = (
            of_relative(sentence, hit)
            or with_whom(sentence, hit.end)
            or _fronted(sentence, hit)
            or representatives(sentence, hit.end, behind_with=True)
        )
        said = sentence.folded(hit.start, hit.end).endswith(" avec")
        if not said and _takes_thing(sentence, hit.end):
            return []  # "ont échangé des prisonniers avec"
        if not partners and _WITH_SOMEONE.match(sentence.folded(hit.end, hit.end + 24)):
            return []  # "ont échangé avec la presse"
        if not partners and len(sentence.actors(subject)) == 1:
            partners = head_at_seat(sentence, hit.end, sentence.clause_end(hit.end))  # "dîne à l'Élysée"
        if not partners and not sentence.folded(hit.start, hit.end).startswith(("se ", "s'")):
            subject = persons_of(subject)
        return [*subject, *partners]
    if form in {"direct", "retains", "phones"} or form in RECEIVING:
        if form in RECEIVING and _is_inverted(sentence, hit, subject):
            return []
        if form in RECEIVING and not subject:
            subject = head_at_seat(sentence, hit.end, sentence.clause_end(hit.end))
        return [*subject, *(_object(sentence, hit) or representatives(sentence, hit.end, behind_with=False))]
    until = sentence.clause_end(hit.end)
    agents = _object(sentence, hit) or apposed_agent(sentence, hit, until)
    return [*subject, *(agents or head_at_seat(sentence, hit.end, until))]


def _takes_thing(sentence: Sentence, offset: int) -> bool:
    """Whether a verb of talking has an object that is neither words nor time: not "des vues", "une heure"."""
    found = _THING.match(sentence.source.folded, offset, sentence.end)
    if found is None or sentence.source.begins("word_classes", found.end(), "words"):
        return False
    dated = any(offset < date.span.start <= found.end() < date.span.end for date in sentence.dates)
    timed = sentence.source.begins("circumstances", found.end(), "unit")
    return not (dated or timed)


def _subject(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    fronted = after_comma(sentence, hit.end) if _may_front(sentence, hit) else []
    return (
        fronted
        or _speaking(sentence, hit)
        or by_gerund(sentence, hit)
        or _party_head(sentence, hit)
        or sentence.subject(hit.start, kinds=PEOPLE)
        or _titled(sentence, hit.start)
        or delegates(sentence, hit.start)
    )


def _may_front(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether words open the sentence; behind another circumstance, a bare participle only."""
    if hit.start - sentence.start <= OPENING:
        return True
    bare = hit.payload["form"] == "received" and " " not in sentence.folded(hit.start, hit.end).removesuffix(
        " par"
    )
    return bare and sentence.opens(hit.start)


def _party_head(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who leads the delegation that meets others: "la délégation, conduite par A, a été reçue par B"."""
    parties = sentence.source.cues("visits", sentence.clause_start(hit.start), hit.start, "party")
    if not parties or sentence.has_finite_verb(parties[-1].end, hit.start - 1):
        return []
    return delegation_heads(sentence, hit)


def _speaking(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Who says "nous avons parlé" or "vous rencontrerez": the speaker, whom a speech addresses, or both."""
    dated = hit.payload["form"] == "with" and any(d.period.start for d in sentence.dates)
    together = (hit.payload["form"] == "jointly" or dated) and not with_whom(sentence, hit.end)
    return spoken_subject(sentence, hit.start, together=together)


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
        if sentence.preposition(item) not in OF:
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
    if form in TALK_NOUNS or form in {"gathers", *_TOGETHER}:
        return False
    takes = form not in {"with", "seen"} or sentence.folded(hit.start, hit.end).endswith(" avec")
    return takes and not any(item.start >= hit.end for item in items)


def _fronted(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """With whom, where that comes first: "Avec le président A, nous avons parlé de …"."""
    if not sentence.source.folded.startswith("avec ", sentence.start):
        return []
    first = sentence.after(sentence.start, kinds=PEOPLE, until=hit.start)[:1]
    if not first or first[0].type is not EntityType.PERSON or sentence.preposition(first[0]) != "avec":
        return []
    return [i for i in sentence.group(first[0]) if i.start >= first[0].start and i.end < hit.start]


def _together(sentence: Sentence, hit: Hit[Entry], subject: list[Item]) -> list[Item]:
    """ "A et B ont évoqué …", "A a évoqué, jeudi à Rome, avec B …": persons only, and but when and where.

    What comes between verb and "avec" may be a matter, not talks: "a évoqué la coopération avec B".
    """
    persons = [i for i in persons_of(subject) if i.end <= hit.start]
    if len(sentence.actors(persons)) > 1:
        return persons
    face = sentence.source.cues("meetings", hit.end, sentence.clause_end(hit.end), "personally")
    partners = [i for i in with_whom(sentence, hit.end) if face or i.type is EntityType.PERSON]
    if not persons or not partners:
        return []
    if not face and not is_bare_between(sentence, hit.end, partners[0].start):
        return []
    return [*persons, *partners]


def _is_inverted(sentence: Sentence, hit: Hit[Entry], subject: Sequence[Item]) -> bool:
    """Whether those behind the verb receive, whom a pronoun means: "l'y ont accueillie A et B"."""
    told = any(i.end <= hit.start for i in subject)
    return not told and _PRONOUN_FIRST.search(sentence.folded(hit.start - 6, hit.start)) is not None


def _gathered(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "La rencontre a réuni A, B et C": the object of the gathering, where talks are its subject."""
    nouns = [
        h
        for h in sentence.words("meetings")
        if h.payload["form"] in TALK_NOUNS and 0 < hit.start - h.end < 60
    ]
    if not nouns or sentence.has_finite_verb(nouns[-1].end, hit.start):
        return []
    found = sentence.after(hit.end, kinds=PEOPLE, until=hit.end + 60)
    return list(sentence.group(found[0])) if found else []
