"""Whose an agreement is: who stands with it, who signs it, the row it is of, whom the text means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diplograph.extraction.frames.agreements.deliveries import delivery_sides
from diplograph.extraction.frames.agreements.loans import lenders, with_borrower
from diplograph.extraction.frames.agreements.signatories import ratifiers, recipient, sells, signatories
from diplograph.extraction.frames.agreements.status import is_none
from diplograph.extraction.frames.agreements.titles import is_plain_convention, stage_words
from diplograph.extraction.frames.common.parties import (
    as_principals,
    completed,
    counterpart,
    firm_in_focus,
    governor,
    keys_of,
    whole_subject,
)
from diplograph.extraction.frames.common.series import Lead
from diplograph.extraction.frames.common.stated_parties import fronted_partners, is_judged, is_with_stranger
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import is_quoted
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType, Status

_SIDES = ORGANIZATIONS | {EntityType.COUNTRY}
_THEIR = pattern(r"{edge}leurs? {word}?$")
_UNDER = pattern(r"(?:{by}|selon |en vertu {of}|aux termes {of}|dans le cadre {of}){a}{word}?")
_OWN = pattern(r"{edge}(?:notre |leur |nos |leurs ){word}?$")  # of several: "son" is one side's
_WITHIN = pattern(r"{edge}(?:dans |{by}|lors {of}){det}{word}?$")
_UNNAMED_SIDE = pattern(
    r"{brackets}?,? {and}{det}[\w-]+(?: (?!{has}|{is})[\w-]+){0,4} (?:(?:{has}|{is}){word}{0,2})?$"
)
_SIDE_REACH = 70
_MARKED = 60  # characters of "marquée, la veille, par la "
_BY = pattern(r"[^;:.()]{0,40} (?:{by}|{of}){det}?")
_BY_PERSON = pattern(r"{edge}(nous|vous) (?:{has}{word}{0,2})?$")
_IN_RELATIVE = pattern(r"{edge}(?!qui |dont |ou ){which}")
_TWIN = "jumelage"
_BETWEEN_STATES = frozenset({"IntergovernmentalAgreement", "Treaty"})
_STATES = frozenset({EntityType.COUNTRY, EntityType.REGION, EntityType.INTERNATIONAL_ORGANIZATION})
_BILATERAL = _BETWEEN_STATES | {"JointDeclaration", "Agreement", "MemorandumOfUnderstanding", "Partnership"}


@dataclass(frozen=True)
class Told:
    """One agreement as its sentence tells it, before its parties are known.

    Attributes:
        lead: the row that it is of, if any.
        verb, ended: what became of it, what put an end to it.
        items: who stands with its noun.
        stops: where the next agreements of the sentence begin.
        until: where its clause ends.
        plural: agreements told in sum.
    """

    sentence: Sentence
    hit: Hit[Entry]
    lead: Lead | None
    verb: Hit[Entry] | None
    ended: Hit[Entry] | None
    items: Sequence[Item]
    stops: Sequence[int]
    until: int
    plural: bool


def told_parties(told: Told) -> tuple[str, ...]:
    """Parties that the sentence or the row tells, as those they act for."""
    sentence, hit, lead, verb = told.sentence, told.hit, told.lead, told.verb
    parties = keys_of(list(told.items))
    if lead is not None and parties and governor(sentence, told.items[0]) == "avec":
        firms = [
            str(k) for k in lead.draft.get("party") if sentence.discourse.type_of((str(k),)) in ORGANIZATIONS
        ]
        parties = tuple(dict.fromkeys([*firms, *parties]))
    told_apart = " entre " in sentence.folded(hit.end, min([*told.stops, sentence.end]))
    own = lead is not None and verb is not None and verb is not lead.verb and verb.start >= hit.end
    if own and verb is not None and _IN_RELATIVE.search(sentence.folded(hit.end, verb.start)):
        parties = tuple(dict.fromkeys([*parties, *signatories(sentence, verb, told.until)]))
        told_apart = told_apart or bool(parties)  # "…, et la déclaration à laquelle A et B ont souscrit"
    if lead is not None and len(parties) < 2 and not told_apart:
        parties = tuple(str(key) for key in lead.draft.get("party")) or parties
    for word in (told.ended, verb):
        if word is None or len(parties) > 1 or (lead is not None and told_apart):
            continue
        if not (word is verb and (_is_reviewed(told) or _marks_occasion(sentence, word.start))):
            parties = tuple(dict.fromkeys([*parties, *signatories(sentence, word, told.until)]))
    if len(parties) == 1 and verb is not None:
        parties = tuple(dict.fromkeys([*parties, *keys_of(fronted_partners(sentence, verb.start))]))
    if len(parties) < 2 and verb is not None:  # "l'accord que vous avez conclu avec B"
        parties = tuple(dict.fromkeys([*_by_person(sentence, verb), *parties]))
    if len(parties) < 2:  # "un prêt de 30 millions de la BERD"
        parties = tuple(dict.fromkeys([*parties, *keys_of(lenders(sentence, hit))]))
    sale = hit.payload["class"] == "Contract" or sells(sentence, hit.end, told.until)
    if len(parties) < 2 and sale:
        parties = tuple(dict.fromkeys([*parties, *recipient(sentence, hit.end, verb, told.until)]))
    if len(parties) < 2 and hit.payload["class"] == "Contract":
        parties = delivery_sides(sentence, hit) or parties
    parties = _without_persons(sentence, as_principals(sentence, parties))
    if any(word.payload["stage"] == "Ratified" for word in stage_words(sentence)):
        parties = ratifiers(sentence, parties)
    if hit.payload["class"] in _BETWEEN_STATES:
        parties = tuple(k for k in parties if sentence.discourse.type_of((k,)) in _STATES)
    if len(parties) == 2 and _has_several_sides(told):
        named = keys_of([i for i in sentence.items if not i.is_plural])
        parties = tuple(key for key in parties if key in named)
    return parties


def meant_parties(told: Told, parties: tuple[str, ...], *, named: bool, complete: bool) -> tuple[str, ...]:
    """The parties told, with those that the text means where fewer than two are told.

    Args:
        complete: whether others may be meant at all; not of a text that is only cited.
    """
    sentence, hit, verb = told.sentence, told.hit, told.verb
    if len(parties) < 2 and complete and _may_be_implied(told, parties):
        twins = _twins(sentence) if sentence.folded(hit.start, hit.end).endswith(_TWIN) else ()
        parties = twins or _completed(sentence, parties)
    if not parties and not named and is_with_stranger(sentence, hit.end):
        return firm_in_focus(sentence) if verb is not None else ()
    ascribed = any(governor(sentence, i) == "avec" or i.kind == "adjective" for i in told.items)
    if len(parties) == 1 and ascribed and not is_judged(sentence, hit.start):
        parties = counterpart(sentence, parties)
    signed = verb is not None and verb.payload["stage"] == "Signed" and not is_none(sentence, hit)
    if not parties and verb is not None and signed and not _marks_occasion(sentence, verb.start):
        parties = firm_in_focus(sentence)
    return with_borrower(sentence, hit, parties)


def _without_persons(sentence: Sentence, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Those who are party to a text: not who only signs it for somebody that the text does not tell."""
    persons = sentence.discourse.types
    return tuple(key for key in parties if persons.get(key) is not EntityType.PERSON)


def _may_be_implied(told: Told, parties: tuple[str, ...]) -> bool:
    verb, entry = told.verb, told.hit.payload
    if (_is_reviewed(told) and not parties) or is_with_stranger(told.sentence, told.hit.end):
        return False
    if _has_several_sides(told) or (parties and _has_unnamed_side(told)):
        return False
    if entry["class"] in _BILATERAL or is_plain_convention(
        told.sentence, told.hit, row=told.lead is not None
    ):
        return True
    done = verb is not None and verb.payload["status"] == Status.ACTUAL
    several = done and told.plural and entry["class"] == "Contract" and entry["form"] == "noun"
    return several and not parties


def _has_several_sides(told: Told) -> bool:
    """Whether three and more stand behind a text, which two thus do not make: "l'accord tripartite"."""
    clause = told.sentence.clause_start(told.hit.start), told.sentence.clause_end(told.hit.end)
    return bool(told.sentence.source.cues("meetings", *clause, "several", "sides"))


def _has_unnamed_side(told: Told) -> bool:
    """Whether somebody whom nothing recognised signs too: "le gouvernement A et la rébellion ont signé"."""
    if told.verb is None:
        return False
    last = next(
        (i for i in told.sentence.items if 0 <= told.verb.start - i.end < _SIDE_REACH and i.keys), None
    )
    return last is not None and bool(_UNNAMED_SIDE.fullmatch(told.sentence.folded(last.end, told.verb.start)))


def _is_reviewed(told: Told) -> bool:
    """Whether agreements are only said to be in force: "les accords en vigueur"."""
    return told.plural and told.verb is not None and told.verb.payload["stage"] == "InForce"


def _marks_occasion(sentence: Sentence, start: int) -> bool:
    """Whether a signature is what an occasion was marked by, of nobody who acts elsewhere in the sentence."""
    cues = sentence.source.cues("word_classes", max(sentence.start, start - _MARKED), start, "marked")
    return bool(cues) and _BY.fullmatch(sentence.folded(cues[-1].end, start)) is not None


def _by_person(sentence: Sentence, verb: Hit[Entry]) -> tuple[str, ...]:
    """The country of "nous avons conclu", that of "vous avez signé", in a speech to another country."""
    found = _BY_PERSON.search(sentence.folded(max(sentence.start, verb.start - 40), verb.start))
    discourse = sentence.discourse
    own = discourse.principal(discourse.speaker) if found and discourse.speaker else ""
    if found is None or not own.startswith("country/") or is_quoted(sentence.source, verb.start):
        return ()
    others = [key for key in discourse.salience.pair if key != own]
    if found.group(1) == "nous":
        return (own,)
    return (others[0],) if len(others) == 1 else ()


def _twins(sentence: Sentence) -> tuple[str, ...]:
    """The two towns that a text on their twinning speaks of most, each of its own country."""
    discourse, weight = sentence.discourse, sentence.discourse.focus.weight
    titled = {hit.payload.key for hit in sentence.source.heading.names}
    towns = sorted(
        (key for key, kind in discourse.types.items() if kind is EntityType.CITY and weight.get(key, 0) > 1),
        key=lambda key: (key not in titled, -weight[key], key),
    )[:2]
    known = [sentence.source.knowledge.entity(key) for key in towns]
    countries = {entity.country for entity in known if entity is not None}
    return tuple(towns) if len(countries) == len(towns) > 1 else ()


def _completed(sentence: Sentence, parties: tuple[str, ...]) -> tuple[str, ...]:
    if parties and sentence.discourse.type_of(parties) in ORGANIZATIONS:
        return parties
    return completed(sentence, parties)


def _owners(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Several of whom an agreement is: "A et B ont reconduit leur accord", "Par un accord, A et B ont …"."""
    found: list[Item] = []
    if _THEIR.search(sentence.folded(max(sentence.start, hit.start - 24), hit.start)):
        found = whole_subject(sentence, hit.start, kinds=_SIDES)
    elif _UNDER.fullmatch(sentence.folded(sentence.start, hit.start)):
        comma = sentence.source.folded.find(", ", hit.end, sentence.end)
        near = sentence.after(comma, kinds=_SIDES)[:1] if comma > 0 else []
        clear = (
            near and not governor(sentence, near[0]) and not sentence.has_finite_verb(comma, near[0].start)
        )
        found = sentence.group_from(near[0]) if clear else []
    found = [i for i in found if sentence.source.text[i.start - 1 : i.start] != "("]  # "Alta (France)"
    return found if len(keys_of(found)) > 1 else []


def implied(sentence: Sentence, hit: Hit[Entry]) -> list[Item]:
    """Whose an agreement is that "notre", "dans leur" or an adjective ascribes without naming anybody."""
    before = sentence.folded(max(sentence.start, hit.start - 24), hit.start)
    kind = hit.payload["class"]
    pair = sentence.discourse.pair
    both = Item(hit.start, hit.start, "plural", pair, EntityType.COUNTRY)
    owners = _owners(sentence, hit)
    if owners:
        return owners
    if kind == "Partnership" and hit.payload["form"] == "noun" and _OWN.search(before):
        return [both] if len(pair) == 2 else []
    if kind == "JointDeclaration" and _WITHIN.search(before):
        firms = sentence.before(hit.start, kinds={EntityType.COMPANY})
        return [both] if len(pair) == 2 and not firms else []
    adjective = sentence.adjective_after(hit.end, reach=2) if kind == "Contract" else None
    return [adjective] if adjective is not None and not adjective.is_plural else []
