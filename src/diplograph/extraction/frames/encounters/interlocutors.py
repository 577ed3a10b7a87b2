"""Who meets whom: by the talks' complements, the verb's subject and object, or "avec"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.frames.encounters.attending import apposed_agent, by_gerund, gathered, of_relative
from diplograph.extraction.frames.encounters.calls import is_called, is_urged
from diplograph.extraction.frames.encounters.clitics import clitic, whom
from diplograph.extraction.frames.encounters.representatives import delegates, representatives
from diplograph.extraction.frames.encounters.seats import head_at_seat
from diplograph.extraction.frames.encounters.spoken import spoken_subject
from diplograph.extraction.frames.encounters.talks import (
    NOUNS,
    OPENING,
    PEOPLE,
    around_noun,
    leaders,
    with_whom,
)
from diplograph.extraction.frames.encounters.travellers import delegation_heads
from diplograph.extraction.frames.encounters.visitors import after_comma, is_bare_between
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_AIM = re.compile(r"\b(?:pour|lors d'|au cours d'|pendant) ?(?:un|une|des|le|la|l') ?[^,]*?(?=,|$)|, [^,]*,")
_OTHER_OBJECT = re.compile(r"(?:^| )(?:les|des|une?|plusieurs|qui|que|dont|et) ")
_TRADED = re.compile(
    r" (?:«|le (?!\d)|la (?!semaine)"
    r"|(?:des|les|leurs|une|un|plusieurs|\d+|l')(?! (?:vues|propos|points|idees)))"
)
_WITH_SOMEONE = re.compile(r" (?:[\w'-]+ )?avec ")
_TIMES = re.compile(
    r" (?:[\w'-]+ ){0,4}?(?:(?!premiere |deuxieme |seconde |derniere |toute |une )[\w-]+) fois\b"
)
_TIMES_REACH = 40
_MUTUAL = re.compile(r"^(?:se |s'(?:etaient|etait|est))")
_PLURAL_REACH = 90
_AND_TO = re.compile(r"\)?,? et (?:a |au |aux )(?:la |l'|le )?")
_PRONOUN_FIRST = re.compile(r"(?:^|[\s(])l'(?:y )?$")
_TOGETHER = {"jointly"}
_PHONED_REACH = 90  # characters of " le ministre norvégien A " between "a eu" and "au téléphone"
_KEPT_REACH = 50  # characters of " A pour un " between "a retenu" and "déjeuner"
_TO = frozenset({"", "a", "au", "aux"})
_RECEIVING = frozenset({"receives", "hails"})


def met(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Those who meet by a verb or noun of talks, whoever acts first; not always two."""
    form = hit.payload["form"]
    if _TIMES.match(sentence.folded(hit.end, hit.end + _TIMES_REACH)):
        return []  # "se sont rencontrés plus de quinze fois"
    if form in NOUNS:
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
        "meetings", hit.end, min(sentence.end, hit.end + _KEPT_REACH), *NOUNS
    ):
        return []  # "a retenu A pour construire …"
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
        partners = (
            of_relative(sentence, hit)
            or with_whom(sentence, hit.end)
            or _fronted(sentence, hit)
            or representatives(sentence, hit.end, behind_with=True)
        )
        said = sentence.folded(hit.start, hit.end).endswith(" avec")
        if not said and _TRADED.match(sentence.folded(hit.end, hit.end + 24)):
            return []  # "ont échangé des prisonniers avec"
        if not partners and _WITH_SOMEONE.match(sentence.folded(hit.end, hit.end + 24)):
            return []  # "ont échangé avec la presse"
        if not partners and len(sentence.actors(subject)) == 1:
            partners = head_at_seat(sentence, hit.end, sentence.clause_end(hit.end))  # "dîne à l'Élysée"
        if not partners and not _MUTUAL.search(sentence.folded(hit.start, hit.end)):
            subject = [i for i in subject if i.type is EntityType.PERSON]
        return [*subject, *partners]
    if form in {"direct", "retains", "phones"} or form in _RECEIVING:
        if form in _RECEIVING and _is_inverted(sentence, hit, subject):
            return []
        if form in _RECEIVING and not subject:
            subject = head_at_seat(sentence, hit.end, sentence.clause_end(hit.end))
        return [*subject, *(_object(sentence, hit) or representatives(sentence, hit.end, behind_with=False))]
    until = sentence.clause_end(hit.end)
    agents = _object(sentence, hit) or apposed_agent(sentence, hit, until)
    return [*subject, *(agents or head_at_seat(sentence, hit.end, until))]


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


def _fronted(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """With whom, where that comes first: "Avec le président A, nous avons parlé de …"."""
    if not sentence.source.folded.startswith("avec ", sentence.start):
        return []
    first = sentence.after(sentence.start, kinds=PEOPLE, until=hit.start)[:1]
    if not first or first[0].type is not EntityType.PERSON or sentence.preposition(first[0]) != "avec":
        return []
    return [i for i in sentence.group(first[0]) if i.start >= first[0].start and i.end < hit.start]


def _has_other_object(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a noun that counts no time stands between a verb and a person: "a reçu une lettre de A"."""
    units = {unit.start for unit in sentence.source.cues("circumstances", start, end, "unit")}
    words = _AIM.sub(lambda match: "-" * len(match.group()), sentence.folded(start, end))
    found = _OTHER_OBJECT.finditer(words)
    return any(start + match.end() not in units for match in found)


def _together(sentence: Sentence, hit: Hit[Entry], subject: list[Item]) -> list[Item]:
    """ "A et B ont évoqué …", "A a évoqué, jeudi à Rome, avec B …": persons only, and but when and where.

    What comes between verb and "avec" may be a matter, not talks: "a évoqué la coopération avec B".
    """
    persons = [i for i in subject if i.type is EntityType.PERSON and i.end <= hit.start]
    if len(sentence.actors(persons)) > 1:
        return persons
    face = sentence.source.cues("meetings", hit.end, sentence.clause_end(hit.end), "personally")
    partners = [i for i in with_whom(sentence, hit.end) if face or i.type is EntityType.PERSON]
    if not persons or not partners:
        return []
    if not face and not is_bare_between(sentence, hit.end, partners[0].start):
        return []
    return [*persons, *partners]


def _object(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    led = leaders(sentence, hit.end, behind_with=False) or clitic(sentence, hit) or whom(sentence, hit)
    if led:
        return led
    passive = hit.payload["form"] == "received"
    governed = passive and sentence.folded(hit.start, hit.end).endswith(" par")
    for item in sentence.after(hit.end, kinds=PEOPLE, until=min(sentence.clause_end(hit.end), hit.end + 110)):
        preposition = sentence.preposition(item)
        if passive and preposition == "par":
            return sentence.group_from(item)
        if governed and item.start - hit.end < 12:
            return sentence.group_from(item)
        if passive:
            continue
        if (
            preposition
            or item.kind == "pronoun"
            or not (item.type is EntityType.PERSON or item.kind in {"office", "body"})
        ):
            continue
        if hit.payload["form"] == "calls" and not is_called(sentence, hit.end, item):
            continue
        if _has_other_object(sentence, hit.end, item.start) or _acts_itself(sentence, item):
            continue
        if not is_urged(sentence, item):
            return sentence.group_from(item)
    return []


def _is_inverted(sentence: Sentence, hit: Hit[Entry], subject: Sequence[Item]) -> bool:
    """Whether those behind the verb receive, whom a pronoun means: "l'y ont accueillie A et B"."""
    told = any(i.end <= hit.start for i in subject)
    return not told and _PRONOUN_FIRST.search(sentence.folded(hit.start - 6, hit.start)) is not None


def _acts_itself(sentence: Sentence, item: Item) -> bool:
    """Whether an infinitive follows a person at once: "a vu A partir"."""
    token = sentence.source.token_starting(item.end)
    return token is not None and token.idx == item.end + 1 and "Inf" in token.morph.get("VerbForm", [])


def _next(sentence: Sentence, offset: int) -> list[Item]:
    """Whoever a preposition that the verb ends with governs: "a téléphoné à A"."""
    found = sentence.after(offset, kinds=PEOPLE, until=offset + 30)
    if not found or found[0].type is not EntityType.PERSON or sentence.preposition(found[0]) not in _TO:
        return []  # "a parlé à la presse de B"
    return list(sentence.group(found[0]))


def _hosted(sentence: Sentence, offset: int) -> list[Item]:
    """Whose visit one receives: "a reçu la visite de A", "de la ministre A"."""
    found = sentence.after(offset, kinds={EntityType.PERSON}, until=offset + 12)
    return [i for i in sentence.group(found[0]) if i.start >= offset - 4] if found else []


def _granted(sentence: Sentence, offset: int) -> list[Item]:
    """To whom an audience is given: every person of the list that follows."""
    first = next(iter(sentence.after(offset, kinds=PEOPLE, until=offset + 30)), None)
    met = representatives(sentence, offset, behind_with=False)
    if met:
        last = met[-1].end
        more = sentence.after(last, kinds={EntityType.PERSON}, until=last + 60)[:1]
        listed = more and _AND_TO.fullmatch(sentence.folded(last, more[0].start))
        return [*met, *more] if listed else met
    if first is None or sentence.preposition(first) not in {"a", "au", "aux"}:
        return []
    return sentence.group_from(first)


def _gathered(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """ "La rencontre a réuni A, B et C": the object of the gathering, where talks are its subject."""
    nouns = [
        h for h in sentence.words("meetings") if h.payload["form"] in NOUNS and 0 < hit.start - h.end < 60
    ]
    if not nouns or sentence.has_finite_verb(nouns[-1].end, hit.start):
        return []
    found = sentence.after(hit.end, kinds=PEOPLE, until=hit.end + 60)
    return list(sentence.group(found[0])) if found else []
