"""Offices: a title with what it governs, and the person it belongs to.

"le président kazakh, Kassym-Jomart Tokaïev", "Jean Martin, ministre de l'Énergie du Kazakhstan",
"le PDG d'Orano": the title, its country or organization and the person are read together, before other facts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.items import preposition_before
from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.counterparts import (
    COUNTERPARTS,
    is_told_before,
    ministers_by_counterpart,
    sentence_start,
    with_early,
    with_model,
)
from diplograph.extraction.offices.leaderships import read_leaderships
from diplograph.extraction.offices.long_titles import bracketed_portfolios, holder_beyond
from diplograph.extraction.offices.office_persons import (
    announced_by,
    belongs_to_next,
    is_titled_subject,
    opens_a_clause,
    person_after,
    person_before,
)
from diplograph.extraction.offices.possessors import is_possessed
from diplograph.extraction.offices.posts import (
    PAST,
    Office,
    as_minister,
    expression_start,
    is_address,
    is_elect,
)
from diplograph.extraction.offices.series import read_repeated, read_series
from diplograph.extraction.offices.terms import sense_of
from diplograph.extraction.offices.title_lists import in_order, of_another, shared_before, with_shared_names
from diplograph.extraction.offices.titles import GOVERNS, governed, has_portfolio, heads_a_body
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType

_FIRM = re.compile(r" \([A-ZÀ-ÖØ-Þ]")
_APPOSED_TITLE = pattern(r",? {the}")


def find_offices(source: Source, mentions: list[Mention]) -> list[Office]:
    """Offices of the whole body, in reading order."""
    by_start = {mention.start: mention for mention in mentions}
    by_end = {mention.end: mention for mention in mentions}
    collective = [
        (hit.start, hit.end)
        for hit in source.scan.words.get("references", ())
        if hit.payload["kind"] in {"heads", "presidents", "ministers"}
    ]
    adjectives = {adjective.start: adjective for adjective in source.scan.adjectives}
    found: list[Office] = []
    early: list[Office] = []  # counterparts with nobody before in their sentence
    alike: dict[int, Office] = {}  # by where a title in apposition to "son homologue" begins
    counterparts = {
        h.start for h in source.scan.words.get("references", ()) if h.payload["kind"] in COUNTERPARTS
    }
    titles = [*source.scan.words.get("offices", ())]
    titles += [h for h in source.scan.words.get("references", ()) if h.start in counterparts]
    for hit in sorted(titles, key=lambda h: h.start):
        if hit.start in counterparts:
            series = read_series(source, hit, by_start, adjectives)
            apposed = _APPOSED_TITLE.match(source.folded, hit.end)
            if apposed and source.words("offices", apposed.end(), apposed.end() + 1):
                # "son homologue, le ministre X": the title that follows tells more
                like = with_model(source, _office(source, hit, by_start, by_end, ()), found, mentions)
                alike |= {apposed.end(): like} if like is not None else {}
                continue
            taken = [o.person for o in found[-2:] if o.person is not None and o.person.start > o.title_start]
            for office in series or [_office(source, hit, by_start, by_end, taken)]:
                begin = sentence_start(source, office)
                both = ministers_by_counterpart(source, office, found, mentions, begin)
                if both:
                    found.extend(both)
                    continue
                like = with_model(source, office, found, mentions)
                if like is not None:
                    found.append(like)
                if like is None or not is_told_before(source, office, found[:-1], mentions):
                    early.append(office)
            continue
        shared = read_series(source, hit, by_start, adjectives)
        if shared:
            found.extend(shared)
            continue
        near = bisect_right(collective, (hit.start, len(source.folded) + 1))
        if near and hit.start < collective[near - 1][1]:
            continue
        named = bisect_right(mentions, hit.start, key=lambda m: m.start)
        if named and hit.start < mentions[named - 1].end:
            found.extend(_with_name(hit, mentions[named - 1]))
            continue
        if found and hit.start < found[-1].title_end:
            continue
        taken = [o.person for o in found[-2:] if o.person is not None and o.person.start > o.title_start]
        office = _office(source, hit, by_start, by_end, taken)
        if hit.payload.get("of") == "body" and not office.of:
            continue  # "le chef X", "le chef d'orchestre"; "le chef d'Alta" heads it
        if hit.payload.get("of") == "portfolio":
            minister = as_minister(source, office)
            if minister is None:
                continue
            office = minister
        if hit.start in alike and not office.of:
            office = replace(office, counterpart=True, apart=alike[hit.start].apart)
        found.extend(shared_before(source, office, by_end, adjectives))
        found.extend(read_repeated(source, office, by_start))
        found.extend(of_another(source, office, by_start))
    found = with_early(source, early, in_order(source, with_shared_names(source, found)))
    found.extend(bracketed_portfolios(source, found, by_end))
    found.extend(read_leaderships(source, by_start, by_end))
    return sorted(found, key=lambda office: (office.start, office.title_start))


def _office(
    source: Source,
    hit: Hit[Entry],
    by_start: dict[int, Mention],
    by_end: dict[int, Mention],
    taken: Collection[Mention],
) -> Office:
    entry = hit.payload
    of, title_end = governed(source, hit, by_start)
    body = False
    if of is not None and of.type is EntityType.COUNTRY:
        body = heads_a_body(source, hit, of.start)
        of = None if body else of
    elif of is None or of.type is EntityType.REGION:
        body = heads_a_body(source, hit, title_end if of is None else of.start)
    start = expression_start(source, hit.start)
    before = person_before(source, hit.start, title_end, by_end)
    person, end = person_after(source, title_end, by_start, described=before is None)
    if person and source.folded.startswith(",", title_end) and is_address(source, hit.start):
        person, end = None, title_end  # "Madame la Ministre, Monsieur X vous remercie"
    if person is None and before is None and has_portfolio(entry):
        person, title_end = holder_beyond(source, title_end, by_start)
        end = person.end if person else title_end
    if person is None and before is None:
        person = announced_by(source, hit, title_end, by_start)
        end = person.end if person else end
    apposed = person is None or source.text[title_end : title_end + 1] == ","
    bare = person is None and start == hit.start  # "le ministre X, ancien chef de l'État"
    of_firm = person is not None and _FIRM.match(source.text, person.end) is not None
    if before and of_firm and source.folded.startswith(", ", title_end):
        person = None  # "A. B., le président de X, C. D. (Alta)"
    if before and apposed and (start == hit.start or person is None) and (bare or before not in taken):
        person, start, end = before, before.start, title_end
    named_next = (
        person is not None and person.start >= title_end and source.folded.startswith(", ", title_end)
    )
    governed_title = person is not None and named_next and preposition_before(source, start)
    if person and governed_title:
        subject = opens_a_clause(source, person.end) or is_titled_subject(source, person, by_start)
        person, end = (None, title_end) if subject else (person, end)  # "avec le président, X a dit"
    if person is not None and person.start >= title_end and before is None:
        person, end = (None, title_end) if belongs_to_next(source, hit.start, person) else (person, end)
    in_organization = body or (of is not None and of.type in ORGANIZATIONS)
    if (
        of is not None and entry.get("of") == "organization"
    ):  # "directeur de X" heads it, "directeur des ventes" not
        in_organization = bool(GOVERNS.fullmatch(source.folded, hit.end, of.start))
    elif body and entry.get("of") == "organization" and entry.get("post") == "OtherOffice":
        own = is_possessed(source, hit.start) or source.folded.startswith(" pour ", hit.end)
        in_organization = not own  # "sa directrice des ventes", "directrice pour le Golfe"
    post = entry.get("org_post") if in_organization and entry.get("org_post") else entry.get("post")
    if of is not None and of.type is EntityType.REGION and entry.get("org_post") == "Chair":
        post = "Chair" if body or source.text[of.start].islower() else "OtherOffice"  # "la région …"
    return Office(
        start=start,
        end=max(end, title_end),
        title_start=hit.start,
        title_end=title_end,
        post=post,
        of=of.key if of else _of_itself(entry),
        person=person,
        entry=entry,
        sense=sense_of(source, hit.start, person) or ("future" if is_elect(source, title_end) else ""),
    )


def _with_name(hit: Hit[Entry], mention: Mention) -> Iterator[Office]:
    """A title that is a part of a name: "le pape Léon XIV"."""
    of = _of_itself(hit.payload)
    if mention.type is EntityType.PERSON and mention.start == hit.start and hit.end < mention.end and of:
        yield Office(
            start=hit.start,
            end=mention.end,
            title_start=hit.start,
            title_end=hit.end,
            post=hit.payload.get("post"),
            of=of,
            person=mention,
            entry=hit.payload,
        )


def _of_itself(entry: Entry) -> str:
    """What a title is always of, whoever bears it: the pope's, a European commissioner's."""
    of = entry.get("of") or ""
    return of if "/" in of else ""


def find_holders(offices: Sequence[Office]) -> Iterator[tuple[tuple[str, str], str]]:
    """(post, of) → person key, as the text itself says; past offices are left out."""
    for office in offices:
        if office.person is not None and office.of and office.sense not in PAST | {"possible"}:
            yield (office.post, office.of), office.person.key


__all__ = ["Office", "find_holders", "find_offices"]
