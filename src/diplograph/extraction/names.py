"""Find the named things of a text: the gazetteer's first, then what grammar and the model add.

Order of trust: known names; a head noun with a proper name ("université d'Astana", "la société Alta"); a civility
with a name; the model's names, its label corrected by what stands around. A name that only the model gives is
accepted with a cue only: the model's labels are wrong for one company in five.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diplograph.extraction.mentions import Cover, Mention, without_nested
from diplograph.extraction.source import Source, phrase_end
from diplograph.knowledge import Entry, Hit, Name
from diplograph.language import fold
from diplograph.model import ORGANIZATIONS, PLACES, EntityType
from diplograph.model.keys import entity_key

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_WORD = rf"(?:{_CAPITAL}|[0-9](?=[A-Za-z]))[\w&'-]*"
# A run of capitalised words; particles of names may stand between two of them.
RUN = re.compile(rf"{_WORD}(?: (?:(?:de|du|des|la|le|al|el|bin|ben|ibn|von|van|der|da|dos|&) )?{_WORD}){{0,5}}")
_PERSON_RUN = re.compile(rf"{_CAPITAL}[\w'.-]*(?: (?:(?:de|du|la|al|el|bin|ben|von|van|der|da|dos) )?{_CAPITAL}[\w'-]+){{0,3}}")
_AFTER_HEAD = re.compile(
    rf"((?: (?!(?:de|du|des|au|aux|en|a|par|sur|dans|pour|avec|et|ou|les?|la) )[a-zà-öø-ÿ-]+){{0,3}}) "
    rf"(?:de |du |des |d'|de la |de l')?(?={_CAPITAL})"
)
_HEAD_MODIFIERS = re.compile(r"(?: [a-zà-öø-ÿ-]+)?")
_ACRONYM = re.compile(r" \(([A-Z][A-Z0-9&-]{1,9})\)")
_SPELT_OUT = re.compile(r"([^.;:,()\n]{3,100}) \(([A-Z][A-Za-z0-9-]{1,9})\)")
_TOWN_PREPOSITION = re.compile(r"(?:^|[\s(])(?:a|ville de|jusqu'a|depuis) $")
_LOCATIVE = re.compile(r"(?:^|[\s(])(?:a l'|au |a la |dans l')$")
_WAY_TO = re.compile(r"(?:^|[\s(])(?:a|de|du|d'|vers) ?$")
_LONG_NAME = 90


def find_mentions(source: Source) -> list[Mention]:
    """Mentions of the whole body, in reading order, none inside another."""
    known = list(_known(source))
    headed = list(_headed(source, known))
    mentions = without_nested([*headed, *known])
    mentions = without_nested([*mentions, *_with_civility(source, mentions)])
    mentions = without_nested([*mentions, *_from_model(source, mentions)])
    mentions = without_nested([*mentions, *_repeated(source, mentions)])
    return without_nested([*mentions, *_surnames_alone(source, mentions)])


def _known(source: Source) -> Iterator[Mention]:
    entities = source.knowledge.gazetteer.entities
    capitals = source.knowledge.capitals
    chosen: dict[tuple[int, int], Hit[Name]] = {}
    for hit in source.scan.names:
        name = hit.payload
        before = source.folded[max(0, hit.start - 12) : hit.start]
        if name.metonym:
            if _LOCATIVE.search(before):
                continue
        elif name.ambiguous and not _accepts_ambiguous(source, hit, before):
            continue
        rival = chosen.get((hit.start, hit.end))
        if rival is None or _fits(source, hit) > _fits(source, rival):
            chosen[hit.start, hit.end] = hit
    for (start, end), hit in sorted(chosen.items()):
        key = hit.payload.key
        if key in capitals and _acts_as_government(source, start, end):
            key = capitals[key]
        entity = entities[key]
        yield Mention(start, end, key, entity.type, entity.name, bare=hit.payload.metonym)


def _fits(source: Source, hit: Hit[Name]) -> int:
    """Which of several things that share a name: a town after "à", else the more specific kind."""
    kind = source.knowledge.gazetteer.entities[hit.payload.key].type
    before = source.folded[max(0, hit.start - 12) : hit.start]
    if _TOWN_PREPOSITION.search(before):
        return 9 if kind is EntityType.CITY else 0
    order = (EntityType.CITY, EntityType.PERSON, EntityType.REGION, EntityType.INSTITUTION, EntityType.PUBLIC_BODY)
    return order.index(kind) if kind in order else 7


def _accepts_ambiguous(source: Source, hit: Hit[Name], before: str) -> bool:
    kind = source.knowledge.gazetteer.entities[hit.payload.key].type
    if kind is EntityType.CITY:
        return bool(_TOWN_PREPOSITION.search(before))
    if kind is EntityType.COUNTRY:
        return not _TOWN_PREPOSITION.search(before)
    starts_sentence = hit.start == 0 or source.text[hit.start - 1] == "\n" or before.rstrip().endswith((".", "«"))
    return not starts_sentence and not _WAY_TO.search(before)


def _acts_as_government(source: Source, start: int, end: int) -> bool:
    """A capital that no place preposition introduces stands for its government: "Astana souhaite…"."""
    before = source.folded[max(0, start - 12) : start]
    if re.search(r"(?:^|[\s(])entre $", before):
        return bool(re.match(r" et [A-ZÉ]", source.text[end : end + 5]))
    if re.search(r"(?:^|[\s(])(?:de|d') ?$", before):
        return any(0 <= start - hit.end <= 4 for hit in source.scan.words.get("metonymy", ()))
    if re.search(r"(?:^|[\s(])entre \w[\w -]{2,20} et $", source.folded[max(0, start - 32) : start]):
        return True
    token = source.token_starting(start)
    if token is None or token.idx != start:
        return False
    following = source.token_starting(end)
    preceding = source.analysed.doc[token.i - 1] if token.i else None
    if preceding is not None and preceding.pos_ not in {"PUNCT", "SPACE", "SCONJ", "PRON"} and not (
        preceding.lower_ in {"et", "que", "qu'", "mais"}
    ):
        return False
    if following is not None and following.lower_ == "et" and following.i + 1 < len(source.analysed.doc):
        other = source.analysed.doc[following.i + 2] if following.i + 2 < len(source.analysed.doc) else None
        return other is not None and other.pos_ in {"VERB", "AUX", "PRON"}
    return following is not None and (following.pos_ in {"VERB", "AUX"} or following.lower_ in {"ne", "n'", "se", "s'"})


def _headed(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Proper names that begin with their kind, and companies that a common noun announces."""
    starts = {mention.start: mention for mention in known}
    nested = {m.start for m in starts.values() if m.type not in PLACES and m.type is not EntityType.PERSON}
    for hit in source.scan.words.get("heads", ()):
        entry, text = hit.payload, source.text
        kind = EntityType(entry["type"])
        if hit.start in starts and starts[hit.start].end > hit.end:
            continue  # the gazetteer knows a name that begins here
        if entry["form"] == "common":
            match = _HEAD_MODIFIERS.match(text, hit.end)
            start = (match.end() if match else hit.end) + 1
            for begin in (hit.end + 1, start):
                run = RUN.match(text, begin)
                if run and text[begin - 1] == " " and begin not in starts:
                    yield _named(source, run.start(), run.end(), kind)
                    break
            continue
        spelt_out = _before_acronym(source, hit) if text[hit.start].isupper() else None
        if spelt_out is not None:
            yield _named(source, hit.start, spelt_out, kind)
            continue
        capital = text[hit.start].isupper() and not _starts_line(text, hit.start)
        reach = _AFTER_HEAD.match(text, hit.end)
        if reach:
            run = RUN.match(text, reach.end())
            plural = text[hit.start].islower() and source.folded[hit.end - 1] == "s"
            modified = _is_adjectival(source, hit.end, hit.end + len(reach.group(1)))
            if run and run.start() not in nested and modified and not plural:
                yield _named(source, hit.start, _with_adjectives(source, run.end()), kind)
                continue
        if capital and kind is not EntityType.COMPANY:
            end = phrase_end(source, hit.start, min(len(source.folded), hit.start + _LONG_NAME), coordinated=False)
            if end > hit.end:
                yield _named(source, hit.start, end, kind)


def _before_acronym(source: Source, hit: Hit[Entry]) -> int | None:
    """End of a name that its acronym follows: "Institut national des sciences et techniques (INST)"."""
    match = _SPELT_OUT.match(source.text, hit.end)
    if match is None:
        return None
    initials = {word[0] for word in fold(source.text[hit.start : match.end(1)]).replace("'", " ").split()}
    letters = [c for c in match.group(2).lower() if c.isalpha()]
    return match.end(1) if letters and sum(c in initials for c in letters) >= len(letters) - 1 else None


def _is_adjectival(source: Source, start: int, end: int) -> bool:
    return all(token.pos_ in {"ADJ", "NOUN", "PROPN"} for token in source.tokens(start, end))


def _with_adjectives(source: Source, end: int) -> int:
    """Take in the adjectives after a name's last capital: "ministère des Affaires étrangères"."""
    for token in source.tokens(end, end + 40):
        if token.pos_ != "ADJ" or not token.text.islower():
            break
        if any(hit.start == token.idx for hit in source.scan.adjectives):
            break
        end = token.idx + len(token)
    return end


def _starts_line(text: str, offset: int) -> bool:
    before = text[:offset].rstrip(" «\"'")[-1:]
    return before in {"", "\n", ".", "!", "?", ":"}


def _named(source: Source, start: int, end: int, kind: EntityType) -> Mention:
    end = start + len(source.text[start:end].rstrip(" .,'-"))
    name = source.quote(start, end)
    return Mention(start, end, entity_key(kind, name), kind, name)


def _with_civility(source: Source, taken: Iterable[Mention]) -> Iterator[Mention]:
    covered = {mention.start for mention in taken}
    titles = {hit.start for hit in source.scan.words.get("offices", ())}
    for hit in source.scan.words.get("civilities", ()):
        run = _PERSON_RUN.match(source.text, hit.end + 1)
        if run and source.text[hit.end] == " " and run.start() not in covered | titles and " " in run.group():
            yield _named(source, run.start(), run.end(), EntityType.PERSON)


def _from_model(source: Source, taken: list[Mention]) -> Iterator[Mention]:
    cover = Cover()
    for mention in taken:
        cover.take(mention.start, mention.end)
    lowercase = {token.lower_ for token in source.analysed.doc if token.text.islower()}
    near_heads = [hit.start for hit in source.scan.words.get("heads", ())]
    for entity in source.analysed.doc.ents:
        run = RUN.search(source.text, entity.start_char, max(entity.end_char, entity.start_char + 1))
        if run is None:
            continue
        start, end = _without_title(source, run.start(), run.end()), run.end()
        name = source.text[start:end].strip(" .,'-")
        if start >= end or source.text[start - 1 : start] in {'"', "«"}:
            continue
        if len(name) < 2 or cover.overlaps(start, end) or "\n" in name:
            continue
        words = name.split()
        if _is_common(source, start, start + len(name)):
            continue
        if len(words) == 1 and (fold(name) in map(fold, lowercase) or name.isdigit()):
            continue
        kind = _kind(source, entity.label_, start, start + len(name), words, taken, near_heads)
        if kind is not None:
            yield _named(source, start, start + len(name), kind)


def _is_common(source: Source, start: int, end: int) -> bool:
    """Whether a capitalised run is but the head of a title: "Forum", "Déclaration", "Accord"."""
    tables = ("events", "agreements", "heads", "projects")
    return any(
        hit.start <= start and end <= hit.end
        for table in tables
        for hit in source.scan.words.get(table, ())
        if hit.start <= start < hit.end
    )


def _without_title(source: Source, start: int, end: int) -> int:
    """Leave out titles and civilities that the model took into a name."""
    for table in ("civilities", "offices"):
        for hit in source.scan.words.get(table, ()):
            if start <= hit.start and hit.end <= end and hit.start - start < 12:
                start = min(hit.end + 1, end)
    return start


def _kind(
    source: Source,
    label: str,
    start: int,
    end: int,
    words: list[str],
    taken: list[Mention],
    heads: list[int],
) -> EntityType | None:
    """The kind of a name that only the model found, by its surroundings; None when nothing supports it."""
    before = source.folded[max(0, start - 40) : start]
    if _follows_office(source, start) or (len(words) >= 2 and _precedes_office(source, end)):
        return EntityType.PERSON
    if label == "PER" and len(words) >= 2:
        return EntityType.PERSON
    company = _listed_with(source, start, end, taken)
    if company is not None:
        return company
    if label == "PER":
        return None
    if re.search(r"(?:^|\s)chez $", before):
        return EntityType.COMPANY
    if label == "LOC":
        if _TOWN_PREPOSITION.search(before[-14:]):
            return EntityType.CITY
        if re.search(r"(?:^|\s)(?:region|province|oblast|vallee|departement|bassin|site) (?:de |du |d'|des )?$", before):
            return EntityType.REGION
        return None
    if label == "ORG" and (len(words) >= 2 or words[0].isupper() or any(-60 < start - head < 60 for head in heads)):
        return EntityType.COMPANY
    return None


def _follows_office(source: Source, start: int) -> bool:
    before = source.folded[max(0, start - 90) : start]
    return any(
        start - 90 <= hit.start < start
        and re.fullmatch(r"[\w' -]{0,60},? ?(?:m\. |mme )?", source.folded[hit.end : start])
        and not re.search(r"(?:^| )(?:de|du|des|d'|a|et) ?$", before)
        for hit in source.scan.words.get("offices", ())
    )


def _precedes_office(source: Source, end: int) -> bool:
    """Whether an apposition gives the office: "Ana Duval, ministre de …"."""
    gap = re.match(r", (?:le |la |l'|alors )?", source.folded[end : end + 12])
    return gap is not None and any(
        hit.start == end + gap.end() for hit in source.scan.words.get("offices", ())
    )


def _listed_with(source: Source, start: int, end: int, taken: list[Mention]) -> EntityType | None:
    """Company when the name stands in a list with a known company."""
    for mention in taken:
        if mention.type is not EntityType.COMPANY:
            continue
        if mention.end <= start and re.fullmatch(r",? (?:et |ou )?(?:de |d')?", source.folded[mention.end : start] or "#"):
            return EntityType.COMPANY
        if end <= mention.start and re.fullmatch(r",? (?:et |ou )?(?:de |d')?", source.folded[end : mention.start] or "#"):
            return EntityType.COMPANY
    return None


def _surnames_alone(source: Source, taken: Iterable[Mention]) -> Iterator[Mention]:
    """ "M. Durand" when no fuller name is given anywhere."""
    covered = {mention.start for mention in taken}
    titles = {hit.start for hit in source.scan.words.get("offices", ())}
    for hit in source.scan.words.get("civilities", ()):
        run = _PERSON_RUN.match(source.text, hit.end + 1)
        if run and source.text[hit.end] == " " and run.start() not in covered | titles:
            yield _named(source, run.start(), run.end(), EntityType.PERSON)


def _repeated(source: Source, mentions: list[Mention]) -> Iterator[Mention]:
    """Later short forms of what was named in full: a surname, an acronym given in brackets, a unit's first word."""
    forms: dict[str, Mention] = {}
    for mention in mentions:
        found = source.text[mention.start : mention.end]
        if mention.type is EntityType.PERSON and " " in found:
            surname = re.split(r" (?!(?:de|al|el|bin|von|van) )", found)[-1]
            forms.setdefault(surname, mention)
        elif mention.type is not EntityType.PERSON:
            acronym = _ACRONYM.match(source.text, mention.end)
            if acronym and mention.type in ORGANIZATIONS:
                forms.setdefault(acronym.group(1), mention)
            if source.knowledge.entity(mention.key) is None and len(found) > 3:
                forms.setdefault(found, mention)
    if not forms:
        return
    cover = Cover()
    for mention in mentions:
        cover.take(mention.start, mention.end)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(f)}(?!\w)" for f in sorted(forms, key=len, reverse=True)))
    for match in pattern.finditer(source.text, 0, len(source.folded)):
        if not cover.overlaps(match.start(), match.end()):
            full = forms[match.group()]
            yield Mention(match.start(), match.end(), full.key, full.type, full.name)

