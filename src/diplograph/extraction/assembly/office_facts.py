"""From the titles of a text to the facts of who holds which office."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.discourse.discourse import Discourse
from diplograph.extraction.discourse.firms import nation_after
from diplograph.extraction.drafts import Draft
from diplograph.extraction.offices.posts import LEADERS, Office
from diplograph.extraction.offices.terms import in_time, term
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType, Status

_WORD = re.compile(r"[a-z']+")
_OF_FIELD = pattern(r" (?:{of}|{for}|en charge )")
_POSTS = {"presidents": "HeadOfState"}
_BOTH = "2"
_STATED, _KNOWN, _IMPLIED = 0.95, 0.9, 0.75
_IN_TIME = {
    "past": Status.DENIED,
    "future": Status.PLANNED,
    "possible": Status.POSSIBLE,
}  # "ancien ministre" holds the office no more


def read_offices(discourse: Discourse) -> Iterator[Draft]:
    """Offices that the text states, of named persons; the discourse must have read every sentence."""
    for office in discourse.offices:
        person, of = discourse.in_office(office)
        if person and of and (office.sense or not _is_another(discourse, office.post, of, person)):
            bounds = [office.title_start, office.title_end]
            if office.person is not None:
                bounds += [office.person.start, office.person.end]
            dates, end = term(discourse.source, office)
            status = _IN_TIME.get(office.sense, Status.ACTUAL)
            yield Draft(
                "Office",
                {"holder": (person,), "post": (_post(discourse, office, of),), "of": (of,), **dates},
                min(bounds),
                max([*bounds, end]),
                office.entry.rule,
                status=in_time(status, dates, discourse.date),
                confidence=_confidence(discourse, office, of),
            )
    yield from _in_plural(discourse)
    yield from _in_heading(discourse)
    yield from _of_leaders(discourse)


def _post(discourse: Discourse, office: Office, of: str) -> str:
    """What a title is of what it turns out to be of: "son président" of a firm is no head of state."""
    as_told = not office.of and office.post == office.entry.get("post")
    in_organization = as_told and discourse.types.get(of) in ORGANIZATIONS
    title = discourse.source.folded[office.title_start : office.title_end]
    if in_organization and office.post == "OtherOffice" and _OF_FIELD.search(f"{title} "):
        return office.post  # "sa directrice | pour le Golfe"
    return (office.entry.get("org_post") if in_organization else "") or office.post


def _confidence(discourse: Discourse, office: Office, of: str) -> float:
    """How sure an office is: as the title says, as the tables add, as the text implies."""
    if office.person is None:
        return _IMPLIED
    if office.of:
        return _STATED
    known = discourse.source.knowledge.posts_of(office.person.key, discourse.date)
    return _KNOWN if (office.post, of) in known else _IMPLIED


def _is_another(discourse: Discourse, post: str, of: str, person: str) -> bool:
    """Whether the text names somebody else who, by the tables, holds an office of one person."""
    knowledge = discourse.source.knowledge
    holder = knowledge.holder(post, of, discourse.date) if post in LEADERS else ""
    if any((tenure.post, tenure.of) == (post, of) for tenure in knowledge.tenures_of(person)):
        return False  # told of a time gone by
    return holder not in {"", person} and holder in discourse.types


def _in_plural(discourse: Discourse) -> Iterator[Draft]:
    """ "Les deux chefs d'État": the title of whom the tables know in that office, if the text names them."""
    source = discourse.source
    persons = sorted(key for key, kind in discourse.types.items() if kind is EntityType.PERSON)
    for hit in source.scan.words.get("references", ()):
        post = _POSTS.get(hit.payload["kind"]) if hit.payload["count"] == _BOTH else None
        if post is None:
            continue
        known = [
            (person, of)
            for person in persons
            for held, of in source.knowledge.posts_of(person, discourse.date)
            if held == post
        ]
        if 0 < len(known) <= int(_BOTH):
            yield from (_draft(hit, person, post, of) for person, of in known)


def _of_leaders(discourse: Discourse) -> Iterator[Draft]:
    """ "Le dirigeant rwandais": the office of its leader, where the text names whom the tables know."""
    source = discourse.source
    for hit in source.scan.words.get("references", ()):
        nation = nation_after(discourse, hit.end) if hit.payload["kind"] == "leader" else None
        person = discourse.leader(nation[0]) if nation is not None else ""
        if nation is None or person not in discourse.types:
            continue
        for post, of in source.knowledge.posts_of(person, discourse.date):
            if of == nation[0] and post in LEADERS:
                yield _draft(hit, person, post, of)


def _in_heading(discourse: Discourse) -> Iterator[Draft]:
    """Titles of the heading whose holder it names, where the tables and the text know that person too."""
    source = discourse.source
    heading = source.analysed.document.title
    folded = fold(heading)
    titles = source.heading.words.get("offices", ())
    if not titles:
        return
    words = set(_WORD.findall(folded))
    first = {m.key: m for m in reversed(discourse.mentions) if m.type is EntityType.PERSON}
    for person, mention in sorted(first.items()):
        if not words & set(_WORD.findall(fold(mention.name))[-1:]):
            continue
        for post, of in source.knowledge.posts_of(person, discourse.date):
            rule = next((hit.payload.rule for hit in titles if hit.payload.get("post") == post), "")
            if rule:
                roles = {"holder": (person,), "post": (post,), "of": (of,)}
                yield Draft("Office", roles, mention.start, mention.end, rule, confidence=_IMPLIED)


def _draft(hit: Hit[Entry], person: str, post: str, of: str) -> Draft:
    roles = {"holder": (person,), "post": (post,), "of": (of,)}
    return Draft("Office", roles, hit.start, hit.end, hit.payload.rule, confidence=_IMPLIED)
