"""Membership: states of organizations, subsidiaries of groups, joint ventures of their parents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.antecedents import same_country
from diplograph.extraction.frames.common.appositions import stands_before
from diplograph.extraction.frames.memberships.accessions import admitted, enlarged, granted, to_union
from diplograph.extraction.frames.memberships.club_lists import gathered_states, listed_states, states_of
from diplograph.extraction.frames.memberships.clubs import of_club
from diplograph.extraction.frames.memberships.founding import (
    capitalised,
    founded,
    led_consortium,
    within_consortium,
)
from diplograph.extraction.frames.memberships.holdings import (
    bought,
    groups_in_brackets,
    named_branches,
    sales,
    shared,
    thereof,
)
from diplograph.extraction.frames.memberships.implied_clubs import bare, of_told, taken_up
from diplograph.extraction.frames.memberships.ownership import belonging, held, owning
from diplograph.extraction.frames.memberships.shareholders import remaining, rest_held
from diplograph.extraction.frames.memberships.shareholdings import (
    born_of,
    called,
    holders_named,
    made_by,
    of_told_parent,
    owned_with,
    shares_in_brackets,
)
from diplograph.extraction.frames.memberships.ventures import bracketed, gathering, is_branch_abroad, united
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import Status

Reader = Callable[[Sentence, Hit[Entry]], tuple[list[Item], list[Item]]]

_WITHIN_NAMES = frozenset({"bracketed", "gathers"})  # words that may be part of one: "(groupe SNCF)"
_OWNING = frozenset({"owned", "under", "by", "with", "born"})
_OF_STATES = frozenset({"noun", "states", "bare"})
_DESCRIBING = _OF_STATES | {"owned", "under"}
_BUYING = frozenset({"owner", "takes", "bought", "from"})
_BESIDE = pattern(r"{brackets}?, {det}?(?:(?!{which}){word}){0,2}")
_NOT_SO = pattern(r"\bn(?:e |')[\w' ]*{not}{also}?$")
_NEITHER = re.compile(r" ni ")
_DETERMINED = pattern(r"{edge}(?:{det}|d')$")  # "leur | entrée dans …"
_NOT = re.compile(r"\bnon[ -]$")
_AGREED = 60
_FOR = pattern(r"[^,;:.]{0,40} (?:{for}|{at}|{to}){det}?")


def find_memberships(sentence: Sentence) -> Iterator[Draft]:
    """Memberships and holdings that one sentence states."""
    yield from listed_states(sentence)
    yield from groups_in_brackets(sentence)
    yield from named_branches(sentence)
    yield from shares_in_brackets(sentence)
    last: list[Item] = []
    hits: list[Hit[Entry]] = sentence.source.hits("memberships", sentence.span)
    outside = sentence.words("memberships")
    for hit in hits:
        form = hit.payload["form"]
        if form not in _WITHIN_NAMES and hit not in outside:
            continue
        if form in {"sale", "sold"}:
            yield from sales(sentence, hit)
            continue
        members, clubs = _read(sentence, hit, last)
        last = members or last
        if form in _BUYING:
            members = [member for member in members if not is_branch_abroad(sentence, member)]
        for club in clubs:
            for member in members:
                yield from _drafts(sentence, hit, member, club)


def _read(sentence: Sentence, hit: Hit[Entry], last: list[Item]) -> tuple[list[Item], list[Item]]:
    """Members and what they belong to, by the first reader of the words' form that finds the latter."""
    form = hit.payload["form"]
    if form == "belongs":
        return belonging(sentence, hit, last)
    members, clubs = rest_held(sentence, hit, last) if form in _OWNING else ([], [])
    if form not in _READERS:
        members, clubs = remaining(sentence, hit, last)
    for reader in _READERS.get(form, (owning,)):
        if clubs:
            break
        members, clubs = reader(sentence, hit)
    return members, clubs


def _member_in_full(sentence: Sentence, hit: Hit[Entry]) -> tuple[list[Item], list[Item]]:
    """ "Membre de plein droit | de l'Otan"; words of another kind stand alone."""
    is_member = sentence.source.begins("word_classes", hit.start, "member")
    return of_club(sentence, hit) if is_member else ([], [])


def _default(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """An accession that is only spoken of ("l'adhésion de X à Y") has not happened, unless it is dated."""
    named = hit.payload["form"] == "verb" and _DETERMINED.search(sentence.folded(hit.start - 6, hit.start))
    if hit.payload["status"] or not (named or hit.payload["form"] in {"joining", "return", "enlarges"}):
        return Status(hit.payload["status"] or Status.ACTUAL)
    published = sentence.source.analysed.document.published
    talks = sentence.source.words("agreement_verbs", sentence.clause_start(hit.start), hit.start)
    if any(word.payload["stage"] == "Negotiated" for word in talks):
        return Status.POSSIBLE  # "négocie son accession à l'OMC depuis 2003"
    until = sentence.clause_end(hit.end)
    forces = [
        w for w in sentence.source.words("agreement_verbs", hit.end, until) if w.payload["stage"] == "InForce"
    ]
    if forces:
        return Status(forces[0].payload["status"])  # "l'adhésion de A à B est entrée en vigueur"
    date = next((d for d in sentence.dates if d.span.start > hit.end), None)
    if date is None:
        return Status.POSSIBLE
    return Status.PLANNED if published and date.period.start > published else Status.ACTUAL


def _status(sentence: Sentence, hit: Hit[Entry], member: Item) -> Status:
    if _NOT.search(sentence.folded(hit.start - 4, hit.start)):
        return Status.DENIED  # "pays non membre de l'OTAN"
    if hit.payload["form"] == "granted":
        return Status.POSSIBLE
    if hit.payload["status"] == Status.DENIED and _NOT_SO.search(sentence.folded(hit.start - 16, hit.start)):
        return Status.ACTUAL  # "n'a pas claqué la porte de A"
    if _NEITHER.match(sentence.source.folded, hit.end):
        return Status.DENIED  # "n'appartient ni à A ni à B"
    if hit.payload["form"] in _DESCRIBING and stands_before(sentence, hit, "office_modifiers", "past"):
        return Status.DENIED  # "ancienne filiale de A"
    if hit.payload["form"] in _OF_STATES and stands_before(sentence, hit, "office_modifiers", "future"):
        return Status.PLANNED  # "futur membre de A"
    if hit.payload["form"] in {"bracketed", "gathers", "chair", "chaired"} or _is_apposed(
        sentence, hit, member
    ):
        return Status.ACTUAL
    if (
        hit.payload["form"] in _OWNING
        and _BESIDE.fullmatch(sentence.folded(member.end, hit.start))
        and not stands_before(sentence, hit, "office_modifiers", "future")
    ):
        return Status.ACTUAL  # "X, passée l'an dernier sous le contrôle d'A, fournira …"
    status = status_of(sentence, hit.start, hit.end, default=_default(sentence, hit))
    if status is Status.ACTUAL and hit.payload["form"] in {"bought", "from"} and _is_agreed(sentence, hit):
        return Status.PLANNED
    token = sentence.source.token_starting(hit.start)
    wished = (
        hit.payload["form"] in {"verb", "noun"}
        and token is not None
        and "Inf" in token.morph.get("VerbForm", [])
    )
    if status is Status.ACTUAL and wished and not stands_before(sentence, hit, "word_classes", "done"):
        return Status.POSSIBLE  # "une demande pour rejoindre l'OTAN"
    return status


def _is_apposed(sentence: Sentence, hit: Hit[Entry], member: Item) -> bool:
    """Whether "membre de" only describes a state, of whom another verb tells what it will do."""
    if hit.payload["form"] not in _OF_STATES | {"ranked"} or hit.payload["status"]:
        return False
    between = sentence.source.tokens(min(member.end, hit.start), max(member.start, hit.end))
    return member.start > hit.start or (  # "les membres de A – B et C – devront"
        member.end <= hit.start and all(t.pos_ not in {"VERB", "AUX", "SCONJ"} for t in between)
    )


def _is_agreed(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether an agreement is on the purchase: "un accord pour le rachat de X"."""
    low = max(sentence.start, hit.start - _AGREED)
    texts = sentence.source.cues("agreements", low, hit.start)
    return bool(texts) and bool(_FOR.fullmatch(sentence.folded(texts[-1].end, hit.start)))


def _drafts(sentence: Sentence, hit: Hit[Entry], member: Item, club: Item) -> Iterator[Draft]:
    wholes = same_country(sentence, club)
    for inside in member.keys:
        for whole in wholes:
            if inside != whole:
                yield Draft(
                    "Membership",
                    {"member": (inside,), "organization": (whole,)},
                    min(member.start, hit.start, club.start),
                    max(member.end, club.end, hit.end),
                    hit.payload.rule,
                    status=_status(sentence, hit, member),
                )


# In the order of trying; forms that stand here not at all tell an owner.
_READERS: Mapping[str, tuple[Reader, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("noun", "ranked", "verb", "inside", "joining", "return"), (of_club,)),
        **dict.fromkeys(("border", "chair", "chaired"), (of_club,)),
        "within": (of_club, within_consortium),
        "bracketed": (bracketed,),
        "gathers": (gathered_states, gathering),
        "accession": (to_union, of_club),
        "states": (states_of, of_told),
        "thither": (taken_up,),
        "bare": (bare, _member_in_full),
        "granted": (granted,),
        "admits": (admitted, of_club),  # "A a | intégré l'Union"
        "enlarges": (enlarged,),
        "bought": (bought,),
        "from": (bought,),
        "founds": (founded,),
        "capital": (capitalised,),
        "thereof": (thereof,),
        "shared": (shared,),
        "has": (shared,),
        "owned": (held, called, of_told_parent),
        "under": (held, called, of_told_parent),
        "plant": (held,),
        "possessed": (held,),
        "united": (united, of_club),  # "Alliées au sein de l'OTAN, A et B"
        "by": (made_by,),
        "with": (owned_with, owning),
        "consortium": (led_consortium,),
        "holders": (holders_named, owning),  # "A et B, actionnaires de X"
        "born": (born_of,),
    }
)
