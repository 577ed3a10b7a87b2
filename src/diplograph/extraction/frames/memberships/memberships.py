"""Membership: states of organizations, subsidiaries of groups, joint ventures of their parents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.antecedents import same_country
from diplograph.extraction.frames.memberships.accessions import to_union
from diplograph.extraction.frames.memberships.club_doors import admitted, enlarged, granted
from diplograph.extraction.frames.memberships.club_lists import gathered_states, listed_states, states_of
from diplograph.extraction.frames.memberships.clubs import of_club
from diplograph.extraction.frames.memberships.consortia import led_consortium, within_consortium
from diplograph.extraction.frames.memberships.founding import capitalised, founded
from diplograph.extraction.frames.memberships.holdings import (
    bought,
    groups_in_brackets,
    named_branches,
    sales,
    shared,
    thereof,
)
from diplograph.extraction.frames.memberships.implied_clubs import bare, taken_up
from diplograph.extraction.frames.memberships.ownership import belonging, held, owning
from diplograph.extraction.frames.memberships.shareholders import remaining
from diplograph.extraction.frames.memberships.shareholdings import (
    born_of,
    called,
    holders_named,
    made_by,
    of_told_parent,
    owned_with,
    shares_in_brackets,
)
from diplograph.extraction.frames.memberships.ventures import bracketed, gathering, opens_clause, united
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import Status

_OF_CLUB = frozenset(
    {"noun", "ranked", "verb", "inside", "joining", "return", "within", "border", "chair", "chaired"}
)
_OWNING = frozenset({"owned", "by", "with", "born"})
_BESIDE = re.compile(r"(?: \([^()]{1,40}\))?, (?:une? |la |le |l')?(?:(?!qui |future? )[\w-]+ ){0,2}")
_NOT_SO = re.compile(r"\bn(?:e |')[\w' ]*(?:pas|jamais|nullement) (?:encore )?$")
_NEITHER = re.compile(r" ni ")
_DETERMINED = re.compile(r"(?:\b(?:leur|leurs|son|sa|une|cette|la) |l'|d')$")  # "leur | entrée dans …"
_JUST = re.compile(
    r"\b(?:(?:vient|viennent|fini|continuent?|continue) (?:de |d'|par |a )|(?:pays|etat|nation) a )$"
)
_NOT = re.compile(r"\bnon[ -]$")
_FORMER = re.compile(r"(?:\bancienne?s?|\bex|\bautrefois|\bjadis|\bnaguere)[ -]$")
_AGREED = 60
_FOR = re.compile(r"[^,;:.]{0,30} (?:pour|en vue de|portant sur|relatif a|sur) ?(?:la |le |l'|une |un )?")


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
        if form == "bracketed":
            members, clubs = bracketed(sentence, hit)
        elif form == "gathers":
            members, clubs = gathered_states(sentence, hit)
            if not members:
                members, clubs = gathering(sentence, hit)
        elif hit not in outside:
            continue
        elif form == "accession":
            members, clubs = to_union(sentence, hit)
            if not clubs:
                members, clubs = of_club(sentence, hit)
        elif form == "states":
            members, clubs = states_of(sentence, hit)
        elif form == "thither":
            members, clubs = taken_up(sentence, hit)
        elif form == "bare":
            members, clubs = bare(sentence, hit)
            if not clubs and sentence.source.begins("word_classes", hit.start, "member"):
                # "membre de plein droit | de l'Otan"
                members, clubs = of_club(sentence, hit)
        elif form == "granted":
            members, clubs = granted(sentence, hit)
        elif form == "admits":
            members, clubs = admitted(sentence, hit)
            if not clubs:  # "A a | intégré l'Union"
                members, clubs = of_club(sentence, hit)
        elif form == "enlarges":
            members, clubs = enlarged(sentence, hit)
        elif form in _OF_CLUB:
            members, clubs = of_club(sentence, hit)
            if not clubs and form == "within":
                members, clubs = within_consortium(sentence, hit)
        elif form == "belongs":
            members, clubs = belonging(sentence, hit, last)
        elif form in {"sale", "sold"}:
            yield from sales(sentence, hit)
            continue
        elif form == "bought":
            members, clubs = bought(sentence, hit)
        elif form == "founds":
            members, clubs = founded(sentence, hit)
        elif form == "capital":
            members, clubs = capitalised(sentence, hit)
        elif form == "thereof":
            members, clubs = thereof(sentence, hit)
        elif form in {"shared", "has"}:
            members, clubs = shared(sentence, hit)
        elif form in {"owned", "plant", "possessed"}:
            members, clubs = held(sentence, hit)
            if not clubs and form == "owned":
                members, clubs = called(sentence, hit)
                if not clubs:
                    members, clubs = of_told_parent(sentence, hit)
        elif form == "united":
            members, clubs = united(sentence, hit)
            if not clubs:  # "Alliées au sein de l'OTAN, A et B"
                members, clubs = of_club(sentence, hit)
        elif form == "by":
            members, clubs = made_by(sentence, hit)
        elif form == "with":
            members, clubs = owned_with(sentence, hit)
            if not clubs:
                members, clubs = owning(sentence, hit)
        elif form == "consortium":
            members, clubs = led_consortium(sentence, hit)
        elif form == "holders":
            members, clubs = holders_named(sentence, hit)
            if not clubs:  # "A et B, actionnaires de X"
                members, clubs = owning(sentence, hit)
        elif form == "born":
            members, clubs = born_of(sentence, hit)
        else:
            members, clubs = remaining(sentence, hit, last)
            if not clubs:
                members, clubs = owning(sentence, hit)
        last = members or last
        for club in clubs:
            for member in members:
                yield from _drafts(sentence, hit, member, club)


def _default(sentence: Sentence, hit: Hit[Entry]) -> Status:
    """An accession that is only spoken of ("l'adhésion de X à Y") has not happened, unless it is dated."""
    named = hit.payload["form"] == "verb" and _DETERMINED.search(sentence.folded(hit.start - 6, hit.start))
    if hit.payload["status"] or not (named or hit.payload["form"] in {"joining", "return", "enlarges"}):
        return Status(hit.payload["status"] or Status.ACTUAL)
    published = sentence.source.analysed.document.published
    talks = sentence.source.words("agreement_verbs", sentence.clause_start(hit.start), hit.start)
    if any(word.payload["stage"] == "Negotiated" for word in talks):
        return Status.POSSIBLE  # "négocie son accession à l'OMC depuis 2003"
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
    if hit.payload["form"] == "owned" and _FORMER.search(sentence.folded(hit.start - 10, hit.start)):
        return Status.DENIED  # "ancienne filiale de A"
    if hit.payload["form"] in {"bracketed", "gathers", "chair", "chaired", "states"} or _is_apposed(
        sentence, hit, member
    ):
        return Status.ACTUAL
    if hit.payload["form"] in _OWNING and _BESIDE.fullmatch(sentence.folded(member.end, hit.start)):
        return Status.ACTUAL  # "X, passée l'an dernier sous le contrôle d'A, fournira …"
    status = status_of(sentence, hit.start, hit.end, default=_default(sentence, hit))
    if status is Status.ACTUAL and hit.payload["form"] == "bought" and _is_agreed(sentence, hit):
        return Status.PLANNED
    token = sentence.source.token_starting(hit.start)
    wished = hit.payload["form"] == "verb" and token is not None and "Inf" in token.morph.get("VerbForm", [])
    if status is Status.ACTUAL and wished and not _JUST.search(sentence.folded(hit.start - 12, hit.start)):
        return Status.POSSIBLE  # "une demande pour rejoindre l'OTAN"
    return status


def _is_apposed(sentence: Sentence, hit: Hit[Entry], member: Item) -> bool:
    """Whether "membre de" only describes a state, of whom another verb tells what it will do."""
    if hit.payload["form"] not in {"noun", "ranked", "bare"} or hit.payload["status"]:
        return False
    between = sentence.source.tokens(min(member.end, hit.start), max(member.start, hit.start))
    opens = member.start > hit.start and opens_clause(sentence, hit.start)
    return opens or (member.end <= hit.start and all(t.pos_ not in {"VERB", "AUX", "SCONJ"} for t in between))


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
