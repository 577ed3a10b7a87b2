"""Persons by what stands around a name: civilities, titles, surnames that are also places, short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from diplograph.extraction.mentions import CAPITAL, PERSON_RUN, Cover, Mention, named
from diplograph.extraction.names.surnames import surname_of
from diplograph.extraction.source import Source
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, EntityType
from diplograph.model.keys import entity_key

_NAMED_BY_TITLE = frozenset({"Monarch", "HeadOfState", "HeadOfGovernment"})
_ACRONYM = re.compile(r" \(([A-Z][A-Z0-9&-]{1,9}|[A-Z][a-z]{2,7}|[A-Z][a-z]+[A-Z][A-Za-z]{1,14})\)")
_INITIAL = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][a-z]?\.[ -]?)+")
_SHORTEST_FIRM = 5
_SHORTEST_ACRONYM = 3
_PORTFOLIO_LINK = pattern(r"(?:,? et|,)? ?(?:aupres )?(?:(?:{of}|{to}){the}?|en )")
FIRST_NAME = re.compile(rf"[a-zà-öø-ÿ],? ({CAPITAL}[a-zà-öø-ÿ]+(?:-{CAPITAL}[a-zà-öø-ÿ]+)?) $")
_LONGEST_NAME = 24
_LOWER_WORD = re.compile(r"[a-zà-öø-ÿ-]{5,}(?= )")  # "du commerce [extérieur]"; never "avec", "pour"
_BEFORE_NAME = re.compile(r",? ")
_JOINT = re.compile(r"(?:,| et|, et) ")
_MOST_PORTFOLIOS = 12
_ALIKE = frozenset({"homologue", "colleague"})
_WORD = re.compile(r"\w+")


def with_civility(source: Source, taken: Iterable[Mention]) -> Iterator[Mention]:
    """Full names that a civility announces: "Mme Ana Duval"."""
    yield from (mention for mention in surnames_alone(source, taken) if " " in mention.name)


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
    for hit in source.scan.words.get("references", ()):
        if hit.payload["kind"] in _ALIKE:  # "son homologue lao, Kham Phommasan, …"
            gap = _BEFORE_NAME.match(source.text, adjectives.get(hit.end + 1, hit.end))
            run = PERSON_RUN.match(source.text, gap.end()) if gap else None
            closed = run is not None and source.text[run.end() : run.end() + 1] in {",", ".", ";", ")"}
            if run and closed and " " in run.group() and run.start() not in covered | other:
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
        if run and source.words("civilities", run.start(), run.start() + 1):
            continue  # "S. Exc. | Monsieur Duval"
        if run and run.start() > hit.start + 1 and run.start() not in covered | titles:
            yield named(source, run.start(), run.end(), EntityType.PERSON)
        if run and hit.payload["number"] == "plural":
            others = [r for r in _joined(source, run.end()) if r.start() not in covered | titles]
            yield from (named(source, r.start(), r.end(), EntityType.PERSON) for r in others)


def _joined(source: Source, end: int) -> list[re.Match[str]]:
    """Further names after the first of several, up to the one that "et" joins: "MM. Durand | et Petit"."""
    found: list[re.Match[str]] = []
    while joint := _JOINT.match(source.text, end):
        run = PERSON_RUN.match(source.text, joint.end())
        if run is None:
            break
        found.append(run)
        if joint.group().endswith("et "):
            return found
        end = run.end()
    return []


def with_full_names(mentions: Iterable[Mention]) -> list[Mention]:
    """A surname alone stands for the one person whom the text names in full by it: "le président Duval"."""
    found = [_without_initial(mention) for mention in mentions]
    full: dict[str, set[tuple[str, str]]] = {}
    first: dict[str, set[tuple[str, str]]] = {}
    for mention in found:
        if mention.type is EntityType.PERSON and " " in mention.name:
            for form in _short_names(mention.name):
                full.setdefault(form, set()).add((mention.key, mention.name))
            first.setdefault(mention.name.partition(" ")[0], set()).add((mention.key, mention.name))
    for form, named_so in first.items():  # "Yoon Suk Yeol", later "le président Yoon"
        full.setdefault(form, named_so)
    result = []
    for mention in found:
        same = full.get(mention.name, set()) if mention.type is EntityType.PERSON else set()
        if len(same) == 1:
            key, name = next(iter(same))
            mention = Mention(mention.start, mention.end, key, mention.type, name)
        result.append(mention)
    return result


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
            short = "".join(word[0] for word in found.split() if word[0].isupper())
            if mention.type in ORGANIZATIONS and len(short) >= _SHORTEST_ACRONYM:
                forms.setdefault(short, mention)
    if not forms:
        return
    cover = Cover(mentions)
    for start, form in _found(source, forms):
        if not cover.overlaps(start, start + len(form)):
            full = forms[form]
            lone = full.type is EntityType.PERSON and " " not in form
            first = _other_first_name(source, start) if lone else None
            if first is not None:
                yield named(source, first, start + len(form), EntityType.PERSON)
                continue
            yield Mention(start, start + len(form), full.key, full.type, full.name)


def _other_first_name(source: Source, start: int) -> int | None:
    """Where another's first name begins before a surname: "Mabouba | Diagne" is not Ndane Diagne."""
    word = FIRST_NAME.search(source.text, max(0, start - _LONGEST_NAME), start)
    token = source.token_starting(word.start(1)) if word else None
    if word is None or token is None or token.pos_ != "PROPN":
        return None
    tables = ("offices", "civilities", "title_words", "portfolios", "heads")
    if any(hit.end > word.start(1) for t in tables for hit in source.words(t, word.start(1) - 20, start)):
        return None
    return word.start(1)


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
    long = [rest] if rest != surname_of(name) and rest[:1].isupper() else []
    return [*long, surname_of(name)]
