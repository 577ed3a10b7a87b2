"""Persons by what stands around a name: civilities, titles, surnames that are also places, short forms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.mentions import PERSON_RUN, RUN, Cover, Mention, named
from diplograph.extraction.source import LONGEST_CIVILITY, Source
from diplograph.model import ORGANIZATIONS, PLACES, EntityType
from diplograph.model.keys import entity_key

_NAMED_BY_TITLE = frozenset({"Monarch", "HeadOfState", "HeadOfGovernment"})
_SURNAMES = PLACES | {EntityType.COMPANY}  # Hollande, Blinken's Antony, Meta, Renault
_ACRONYM = re.compile(r" \(([A-Z][A-Z0-9&-]{1,9}|[A-Z][a-z]{2,7}|[A-Z][a-z]+[A-Z][A-Za-z]{1,14})\)")
_INITIAL = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][a-z]?\.[ -]?)+")
_SHORTEST_FIRM = 5
_SHORTEST_ACRONYM = 3
_PORTFOLIO_LINK = re.compile(
    r"(?:,? et|,)? ?(?:de la |de l'|du |des |d'|de |a la |a l'|au |aux |en |aupres du |aupres de la )"
)
_LOWER_WORD = re.compile(r"[a-zà-öø-ÿ-]{5,}(?= )")  # "du commerce [extérieur]"; never "avec", "pour"
_BEFORE_NAME = re.compile(r",? ")
_MOST_PORTFOLIOS = 12
_WORD = re.compile(r"\w+")
_PARTICLE_SPLIT = re.compile(r" (?!(?:de|al|el|bin|ben|von|van) )")
_OF_A_PLACE = re.compile(r"(?:^|[\s(])(?:en|a|au|aux|la|le|les|l') ?$")


def without_surnames(source: Source, known: list[Mention]) -> list[Mention]:
    """Known places that are no surnames: "M. Hollande", "le président Hollande", "François Hollande".

    Once a text uses a place's name as a surname, the name alone is the person too.
    """
    persons = [
        (e.start_char, e.end_char) for e in source.analysed.doc.ents if e.label_ == "PER" and " " in e.text
    ]
    titles = {hit.end for table in ("civilities", "offices") for hit in source.scan.words.get(table, ())}
    surnames = set()
    for mention in known:
        found = source.text[mention.start : mention.end]
        if mention.type is EntityType.PERSON and " " in found:
            surnames.add(_surname(found))
        elif mention.type in _SURNAMES and _is_surname(source, mention, titles, persons):
            surnames.add(found)
    if not surnames:
        return known
    return [
        mention
        for mention in known
        if mention.type not in _SURNAMES
        or source.text[mention.start : mention.end] not in surnames
        or _OF_A_PLACE.search(source.folded[max(0, mention.start - 6) : mention.start])
    ]


def _is_surname(source: Source, mention: Mention, titles: set[int], persons: list[tuple[int, int]]) -> bool:
    if mention.type in PLACES and mention.start - 1 in titles and source.text[mention.start - 1] == " ":
        return True
    civilities = source.cues("civilities", mention.start - LONGEST_CIVILITY, mention.start)
    if any(c.payload["number"] == "plural" and c.end == mention.start - 1 for c in civilities):
        return True
    if " " in source.text[mention.start : mention.end]:
        return False
    return any(
        start <= mention.start
        and not source.words("offices", start, start + 1)  # "Président du Kazakhstan"
        and mention.end <= end
        and (mention.type in PLACES or (start < mention.start and mention.end == end))
        and RUN.fullmatch(source.text, start, end)
        for start, end in persons[max(0, bisect_right(persons, (mention.start, mention.end)) - 2) :][:3]
    )


def with_civility(source: Source, taken: Iterable[Mention]) -> Iterator[Mention]:
    """Full names that a civility announces: "Mme Ana Duval"."""
    covered = {mention.start for mention in taken}
    titles = {hit.start for hit in source.scan.words.get("offices", ())}
    for hit in source.scan.words.get("civilities", ()):
        run = PERSON_RUN.match(source.text, _after_civility(source, hit.end))
        if run and run.start() > hit.start + 1 and run.start() not in covered | titles and " " in run.group():
            yield named(source, run.start(), run.end(), EntityType.PERSON)


def _after_civility(source: Source, end: int) -> int:
    """Where the name after a civility begins; "M.Duval" lacks the space."""
    if source.text.startswith(" ", end):
        return end + 1
    return end if source.text[end - 1 : end] == "." else len(source.text)


def after_titles(source: Source, taken: Iterable[Mention]) -> Iterator[Mention]:
    """Names that a title announces: "le roi Philippe II", "le ministre lao Kham Phommasan".

    A leader's title does alone; any other does with a country's adjective and a name of several words.
    """
    adjectives = {a.start: a.end for a in source.scan.adjectives}
    covered = {mention.start for mention in taken}
    titles = source.scan.words.get("offices", ())
    other = {
        hit.start
        for table in ("offices", "portfolios", "civilities")
        for hit in source.scan.words.get(table, ())
    }
    for hit in titles:
        end = adjectives.get(hit.end + 1, hit.end)
        leader = hit.payload.get("of") == "country" and hit.payload.get("post") in _NAMED_BY_TITLE
        run = PERSON_RUN.match(source.text, end + 1)
        initial = run is not None and _INITIAL.match(run.group())
        if not leader and end == hit.end and not initial:
            continue
        if run is None or source.text[end] != " " or (end > hit.end and " " not in run.group()):
            continue
        if run.start() not in covered | other:
            yield named(source, run.start(), run.end(), EntityType.PERSON)
    for hit in source.scan.words.get("title_words", ()):
        if hit.payload["form"] == "person":  # "le diplomate kazakh Aïdar Batyrov"
            end = adjectives.get(hit.end + 1, hit.end)
            run = PERSON_RUN.match(source.text, end + 1)
            named_next = run is not None and source.text[end] == " " and " " in run.group()
            if run and named_next and run.start() not in covered | other:
                yield named(source, run.start(), run.end(), EntityType.PERSON)
    yield from _after_portfolios(source, taken, covered | other)


def _after_portfolios(source: Source, taken: Iterable[Mention], covered: set[int]) -> Iterator[Mention]:
    """Names after a whole title: "le ministre lao de l'Énergie et des Mines Kham Phommasan"."""
    names = {m.start: m.end for m in taken if m.type is EntityType.COUNTRY or m.type in ORGANIZATIONS}
    names |= {a.start: a.end for a in source.scan.adjectives}
    for hit in source.scan.words.get("offices", ()):
        end = hit.end
        for _ in range(_MOST_PORTFOLIOS):
            link = _PORTFOLIO_LINK.match(source.folded, end)
            position = link.end() if link else end + 1
            words = source.words("portfolios", position, position + 1)
            words = words or source.cues("title_words", position, position + 16, "charge")
            if position in names:
                end = names[position]
            elif words and words[0].start == position:
                end = max(w.end for w in words)
            elif (word := _LOWER_WORD.match(source.text, position)) and end > hit.end:
                end = word.end()
            else:
                break
        if end == hit.end:
            continue
        gap = _BEFORE_NAME.match(source.text, end)
        run = PERSON_RUN.match(source.text, gap.end()) if gap else None
        if run and " " in run.group() and run.start() not in covered:
            yield named(source, run.start(), run.end(), EntityType.PERSON)


def surnames_alone(source: Source, taken: Iterable[Mention]) -> Iterator[Mention]:
    """ "M. Durand", "MM. Durand et Petit" when no fuller name is given anywhere."""
    covered = {mention.start for mention in taken}
    titles = {hit.start for hit in source.scan.words.get("offices", ())}
    for hit in source.scan.words.get("civilities", ()):
        run = PERSON_RUN.match(source.text, _after_civility(source, hit.end))
        if run and run.start() > hit.start + 1 and run.start() not in covered | titles:
            yield named(source, run.start(), run.end(), EntityType.PERSON)


def with_full_names(mentions: Iterable[Mention]) -> list[Mention]:
    """A surname alone stands for the one person whom the text names in full by it: "le président Duval"."""
    found = [_without_initial(mention) for mention in mentions]
    full: dict[str, set[tuple[str, str]]] = {}
    for mention in found:
        if mention.type is EntityType.PERSON and " " in mention.name:
            for form in _short_names(mention.name):
                full.setdefault(form, set()).add((mention.key, mention.name))
    result = []
    for mention in found:
        same = full.get(mention.name, set()) if mention.type is EntityType.PERSON else set()
        if len(same) == 1:
            key, name = next(iter(same))
            mention = Mention(mention.start, mention.end, key, mention.type, name)
        result.append(mention)
    return result


def with_first_names(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Known persons whom the text names more fully: "[Kay Rala] Xanana Gusmão"."""
    persons = {m.end: m for m in known if m.type is EntityType.PERSON}
    for entity in source.analysed.doc.ents:
        mention = persons.get(entity.end_char)
        if mention is None or entity.label_ != "PER" or entity.start_char >= mention.start:
            continue
        if PERSON_RUN.fullmatch(source.text, entity.start_char, entity.end_char):
            if not any(source.words(t, entity.start_char, mention.start) for t in ("offices", "civilities")):
                yield replace(mention, start=entity.start_char)


def one_kind(source: Source, mentions: Sequence[Mention]) -> list[Mention]:
    """What a title or a civility makes a person in one place is that person wherever it is named."""
    persons = {m.name: m for m in mentions if m.type is EntityType.PERSON and " " in m.name}
    return [
        replace(m, key=full.key, type=full.type, name=full.name)
        if m.type is EntityType.COMPANY
        and source.knowledge.entity(m.key) is None
        and (full := persons.get(m.name)) is not None
        else m
        for m in mentions
    ]


def _without_initial(mention: Mention) -> Mention:
    """ "A. Duval" as the surname that it is, to be completed like one."""
    initial = _INITIAL.match(mention.name) if mention.type is EntityType.PERSON else None
    if initial is None:
        return mention
    surname = mention.name[initial.end() :]
    return replace(mention, key=entity_key(mention.type, surname), name=surname)


def repeated(source: Source, mentions: list[Mention]) -> Iterator[Mention]:
    """Later short forms of what was named in full: a surname, an acronym given in brackets."""
    forms: dict[str, Mention] = {}
    for mention in mentions:
        found = source.text[mention.start : mention.end]
        if mention.type is EntityType.PERSON and " " in found:
            for form in _short_names(found):
                forms.setdefault(form, mention)
        elif mention.type is not EntityType.PERSON:
            acronym = _ACRONYM.match(source.text, mention.end)
            if acronym and mention.type in ORGANIZATIONS:
                forms.setdefault(acronym.group(1), mention)
            if source.knowledge.entity(mention.key) is None and len(found) > 3:
                forms.setdefault(found, mention)
                for form in _without_legal(source, mention):
                    forms.setdefault(form, mention)
            initials = "".join(word[0] for word in found.split() if word[0].isupper())
            if mention.type in ORGANIZATIONS and len(initials) >= _SHORTEST_ACRONYM:
                forms.setdefault(initials, mention)
    if not forms:
        return
    cover = Cover()
    for mention in mentions:
        cover.take(mention.start, mention.end)
    for start, form in _found(source, forms):
        if not cover.overlaps(start, start + len(form)):
            full = forms[form]
            yield Mention(start, start + len(form), full.key, full.type, full.name)


def _without_legal(source: Source, mention: Mention) -> list[str]:
    """ "Alta" of "Alta Group": a company's name without the word that says what it is."""
    if mention.type is not EntityType.COMPANY:
        return []
    words = source.cues("name_words", mention.start, mention.end, "legal")
    short = source.text[mention.start : words[-1].start].rstrip() if words else ""
    whole = words and words[-1].end == mention.end
    return [short] if whole and len(short) >= _SHORTEST_FIRM and " " not in short else []


def _found(source: Source, forms: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where forms stand as words, the longest at each place; by their first words, so linear in the text."""
    by_word: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        word = _WORD.match(form)
        if word:
            by_word.setdefault(word.group(), []).append(form)
    done = 0
    for word in _WORD.finditer(source.text, 0, len(source.folded)):
        for form in by_word.get(word.group(), ()) if word.start() >= done else ():
            end = word.start() + len(form)
            if source.text.startswith(form, word.start()) and not source.text[end : end + 1].isalnum():
                yield word.start(), form
                done = end
                break


def _short_names(name: str) -> list[str]:
    """The surname, and what follows a first name: "Abdel Aati" of "Badr Abdel Aati"."""
    _, _, rest = name.partition(" ")
    long = [rest] if rest != _surname(name) and rest[:1].isupper() else []
    return [*long, _surname(name)]


def _surname(name: str) -> str:
    return _PARTICLE_SPLIT.split(name)[-1]
