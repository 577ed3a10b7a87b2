"""Offices: a title with what it governs, and the person it belongs to.

"le président kazakh, Kassym-Jomart Tokaïev", "Jean Martin, ministre de l'Énergie du Kazakhstan",
"le PDG d'Orano": the title, its country or organization and the person are read together, before other facts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.appointed import besides_appointment, sense_of
from diplograph.extraction.counterparts import COUNTERPARTS, is_told_before, with_early, with_model
from diplograph.extraction.items import preposition_before
from diplograph.extraction.leaderships import read_leaderships
from diplograph.extraction.long_titles import bracketed_portfolios, holder_beyond
from diplograph.extraction.mentions import Mention
from diplograph.extraction.posts import PAST, Office, expression_start, is_address, past_civility
from diplograph.extraction.series import read_repeated, read_series
from diplograph.extraction.source import Source
from diplograph.extraction.title_lists import in_order, of_another, shared_before, with_shared_names
from diplograph.extraction.titles import GOVERNS, governed, has_portfolio, heads_a_body
from diplograph.knowledge import Entry, Hit
from diplograph.model import ORGANIZATIONS, EntityType

_BETWEEN_TITLE_AND_NAME = re.compile(r"(?: \([^()]{1,40}\))?,? ?")
_BETWEEN_NAME_AND_TITLE = re.compile(
    r"(?:, \d\d ans)?(?:,| \(|(?:, [^,;.:()]{3,40},)? est)(?: qui (?:est|etait) )? ?"
    r"(?:aussi |egalement |par ailleurs )?(?:le |la |l'|votre |notre )?"
)
_BEFORE_APPOINTMENT = re.compile(
    r"(?:, [^,;.:()]{3,40},|,)? (?:qui |ensuite |recemment |hier |, )*"
    r"(?:comme |le |la |l'|nouveau |nouvelle )*"
)
_CLAUSE_END = re.compile(r"[.;:!?\n]")
_ARTICLES = ("le ", "la ", "l'")
_REACH_BEFORE = 60
_APPOSED_TITLE = re.compile(r",? (?:le |la |l')")
_DESCRIBED = 48  # characters of "chargé des Lettons de l'étranger" that the title's grammar does not know
_BEFORE_VERB = 20  # characters of "ne s'y est": what may stand before a verb, and its beginning
_CLITICS = frozenset({"ne", "n'", "n’", "se", "s'", "s’", "y", "en", "l'", "l’", "le", "la", "les", "lui"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"})


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
    before = _person_before(source, hit.start, title_end, by_end)
    person, end = _person_after(source, title_end, by_start, described=before is None)
    if person and source.folded.startswith(",", title_end) and is_address(source, hit.start):
        person, end = None, title_end  # "Madame la Ministre, Monsieur X vous remercie"
    if person is None and before is None and has_portfolio(entry):
        person, title_end = holder_beyond(source, title_end, by_start)
        end = person.end if person else title_end
    apposed = person is None or source.text[title_end : title_end + 1] == ","
    bare = person is None and start == hit.start  # "le ministre X, ancien chef de l'État"
    if before and apposed and (start == hit.start or person is None) and (bare or before not in taken):
        person, start, end = before, before.start, title_end
    named_next = (
        person is not None and person.start >= title_end and source.folded.startswith(", ", title_end)
    )
    governed_title = person is not None and named_next and preposition_before(source, start)
    if person and governed_title:
        subject = _opens_a_clause(source, person.end) or _is_titled_subject(source, person, by_start)
        person, end = (None, title_end) if subject else (person, end)  # "avec le président, X a dit"
    if person is not None and person.start >= title_end and before is None:
        person, end = (None, title_end) if _belongs_to_next(source, hit.start, person) else (person, end)
    in_organization = body or (of is not None and of.type in ORGANIZATIONS)
    if (
        of is not None and entry.get("of") == "organization"
    ):  # "directeur de X" heads it, "directeur des ventes" not
        in_organization = bool(GOVERNS.fullmatch(source.folded, hit.end, of.start))
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
        sense=sense_of(source, hit.start, person),
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


def _person_after(
    source: Source, title_end: int, by_start: dict[int, Mention], *, described: bool
) -> tuple[Mention | None, int]:
    gap = _BETWEEN_TITLE_AND_NAME.match(source.folded, title_end)
    position = gap.end() if gap else title_end
    for lead in ("", "le ", "la "):  # "le président de la Transition, le général X"
        begin = (
            past_civility(source, position + len(lead)) if source.folded.startswith(lead, position) else -1
        )
        mention = by_start.get(begin) if not lead or begin > position + len(lead) else None
        if mention is not None and mention.type is EntityType.PERSON:
            return mention, mention.end
    if described and source.folded.startswith(" ", title_end):
        for offset in range(title_end + 2, title_end + _DESCRIBED):
            mention = by_start.get(offset)
            if mention is not None:
                is_his = mention.type is EntityType.PERSON and _only_describes(source, title_end, offset)
                return (mention, mention.end) if is_his else (None, title_end)
    return None, title_end


def _only_describes(source: Source, start: int, person: int) -> bool:
    """Whether what stands between a title and a name is more of the title: no verb, no preposition last."""
    name = source.before_civilities(person)
    comma = source.folded[start:name].endswith(", ")
    tokens = [t for t in source.tokens(start, name) if not t.is_space]
    if comma:
        tokens = tokens[:-1]
        if name == person:
            return False
    if source.words("offices", start, name) or source.words("references", start, name):
        return False  # "le président de la République et le Premier ministre Duval"
    kinds = [token.pos_ for token in tokens]
    participles = _NOMINAL | ({"VERB"} if comma else set())
    return bool(kinds) and set(kinds) <= participles and kinds[-1] in {"NOUN", "PROPN", "ADJ"}


def _belongs_to_next(source: Source, title_start: int, person: Mention) -> bool:
    """Whether a name after a title is that of the next: "A. B., directrice de X, C. D., président de Y".

    So it is where the title itself follows a comma, whoever stands before that.
    """
    if not source.folded.endswith(", ", 0, title_start) or not source.folded.endswith(", ", 0, person.start):
        return False
    after = source.words("offices", person.end + 2, person.end + 3)
    return bool(after) and source.folded.startswith(", ", person.end)


def _opens_a_clause(source: Source, title_end: int) -> bool:
    """Whether a title is the subject of a verb that comes next, so that it is no apposition."""
    if not source.folded.startswith(" ", title_end):
        return False
    words = source.tokens(title_end + 1, title_end + _BEFORE_VERB)
    verb = next((token for token in words if token.lower_ not in _CLITICS), None)
    if verb is None or "Plur" in verb.morph.get("Number", []):
        return False  # "ni X, ni Y, la ministre des Armées, ne seront …"
    return verb.pos_ in {"VERB", "AUX"} and "Fin" in verb.morph.get("VerbForm", [])


def _is_titled_subject(source: Source, person: Mention, by_start: dict[int, Mention]) -> bool:
    """Whether a name has a title of its own and acts: "À l'invitation du roi, M. X, président d'A, a …"."""
    if not source.folded.startswith(", ", person.end):
        return False
    own = source.words("offices", person.end + 2, person.end + 3)
    end = governed(source, own[0], by_start)[1] if own else -1
    return source.folded.startswith(", ", end) and _opens_a_clause(source, end + 1)


def _person_before(
    source: Source, title_start: int, title_end: int, by_end: dict[int, Mention]
) -> Mention | None:
    ends = range(title_start, max(0, title_start - _REACH_BEFORE), -1)
    mention = next((by_end[end] for end in ends if end in by_end), None)
    if mention is None or mention.type is not EntityType.PERSON:
        return None
    between = source.folded[mention.end : title_start]
    if between == " ":
        return mention  # "Shou Zi Chew patron de TikTok"
    gap = source.besides("office_modifiers", mention.end, title_start)
    if gap.endswith(_ARTICLES) and _opens_a_clause(source, title_end):
        return None  # "à côté de X, le ministre de la Santé a dit"
    if _BETWEEN_NAME_AND_TITLE.fullmatch(gap):
        return mention
    if gap != between and gap.startswith((",", " (")) and not _CLAUSE_END.search(between):
        return mention
    named = besides_appointment(source, mention.end, title_start)
    return mention if named != between and _BEFORE_APPOINTMENT.fullmatch(named) else None


def find_holders(offices: Sequence[Office]) -> Iterator[tuple[tuple[str, str], str]]:
    """(post, of) → person key, as the text itself says; past offices are left out."""
    for office in offices:
        if office.person is not None and office.of and office.sense not in PAST | {"possible"}:
            yield (office.post, office.of), office.person.key


__all__ = ["Office", "find_holders", "find_offices"]
