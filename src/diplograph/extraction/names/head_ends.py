"""Where names that a head noun opens end, and what else they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.mentions import CAPITAL, OF, Mention, behind, named
from diplograph.extraction.names.acronyms import acronyms_of
from diplograph.extraction.names.ministries import country_end
from diplograph.extraction.source import Source, beginning, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import ORGANIZATIONS, PLACES, EntityType

_SPELT_OUT = re.compile(r"([^.;:,()\n]{3,100}) \(([A-Z][A-Za-z0-9-]{1,9})\)")
_ARTICLE = pattern(r"{edge}(?:{det}|{of}|{to})$")
_SHORT_FORM = re.compile(r"(?<![\w-])([A-Z][\w-]{1,14}) \($")
_LONGEST_SHORT_FORM = 20
_SENTENCE = re.compile(r"[.;:!?\n«»]")
_LONG_NAME = 90
_GOVERNED = pattern(r"(?:{of}|l')$")
_STANDS_ALONE = pattern(r"[,.;:)]|$| (?:{has}|{is}|{and}|{which}|{at}|{for}|{with}|{by}|s'|se |va )")
_HYPHENS = ("-", "–")
_CAPITALS_BEFORE = re.compile(rf"(?<![\w-])(?:{CAPITAL}[\w'-]* )+$")
_ARTICLE_ALONE = re.compile(r"(?:L[ae]s?|Une?|Des|Cette|Ce|Du|Aux?|[A-ZÉ]'?) ")
_WITHOUT_ARTICLE = frozenset({"des ", "de "})  # "Union des communes | et régions"
_SHORT_NAME = 40
# "de reconstruction | et de développement", "des communes | et régions"
_ALIKE = pattern(r" ({of}{the}?)([\w-]+)$")
_AND_ALIKE = pattern(r" et ({of}{the}?)?(?=[a-z])")
_HYPHENED = re.compile(r"[-–](?=[A-ZÀ-ÖØ-Þ])[\w-]+")  # "le Conseil d'affaires France|-Kirghizstan"
# "centre d'Assemblage|, d'Intégration et de Test"
_CAPITAL = r"(?:de la |de l['’]|de |du |des |d['’])[A-ZÉÈÀÎ][\w’'-]+"
_LAST_CAPITAL = re.compile(rf"{_CAPITAL}$")
_CAPITAL_ROW = re.compile(rf"(?:, {_CAPITAL})* et (?:{_CAPITAL}|[A-ZÉÈÀÎ][\w’'-]+)")


def bare_heads(source: Source, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "L'Institut" with a capital, after "l'Institut Yunus Emre": the one of that head named last."""
    ordered = sorted(m for m in mentions if m.type in ORGANIZATIONS)
    starts = [mention.start for mention in ordered]
    named_by: dict[str, Mention] = {}
    done = 0
    for hit in source.scan.words.get("heads", ()):
        while done < len(ordered) and starts[done] <= hit.start:
            mention = ordered[done]
            named_by[source.folded[mention.start : mention.end].partition(" ")[0]] = mention
            done += 1
        head = source.folded[hit.start : hit.end]
        full = named_by.get(head)
        if full is None or full.end > hit.start or not source.text[hit.start].isupper() or " " in head:
            continue
        if source.before(_ARTICLE, hit.start) and _STANDS_ALONE.match(source.folded, hit.end):
            yield replace(full, start=hit.start, end=hit.end, bare=True)


def with_second_adjective(source: Source, end: int, limit: int, cut: Sequence[int]) -> int:
    """A name's end past a second adjective: "Autorité des transports terrestres | et maritimes du Bénin"."""
    joined = source.tokens(end, end + 40)
    if len(joined) < 2 or joined[0].lower_ != "et" or joined[1].pos_ != "ADJ" or not joined[1].text.islower():
        return end
    last = source.tokens(max(0, end - 24), end)
    if not last or last[-1].pos_ != "ADJ":
        return end
    begin = joined[1].idx
    further = phrase_end(source, begin, limit, coordinated=False, stops=cut)
    return max(end, further)


def with_second_complement(source: Source, start: int, end: int, limit: int, cut: Sequence[int]) -> int:
    """A name's end past a complement like the last: "Banque de reconstruction | et de développement"."""
    first = _ALIKE.search(source.folded, start, end)
    more = _AND_ALIKE.match(source.folded, end)
    if first is None or more is None or (more.group(1) or first.group(1)) != first.group(1):
        return end
    if not first.group(2)[:1].islower() or not source.text[first.start(2)].islower():
        return end
    token = source.token_starting(more.end())
    if token is None or token.pos_ != "NOUN" or any(end < stop <= more.end() for stop in cut):
        return end
    if more.group(1) is None and first.group(1) not in _WITHOUT_ARTICLE:
        return end
    return max(end, phrase_end(source, more.end(), limit, coordinated=False, stops=cut))


def with_capital_row(source: Source, start: int, end: int) -> int:
    """A name's end past common nouns with capitals: "centre d'Assemblage|, d'Intégration et de Test"."""
    row = _CAPITAL_ROW.match(source.text, end)
    last = _LAST_CAPITAL.search(source.text, start, end) if row else None
    if row is None or last is None or beginning(source.scan.names, last.start(), row.end()):
        return end
    common = any(token.pos_ == "NOUN" for token in source.tokens(last.start(), row.end()))
    return row.end() if common else end


def with_acronym(source: Source, start: int, end: int) -> int | None:
    """End of a name of small words too, by its acronym: "Semoulerie industrielle de la Mitidja (SIM)"."""
    match = _SPELT_OUT.match(source.text, end)
    if match is None or not match.group(1).startswith(" "):
        return None
    letters = "".join(c for c in match.group(2).upper() if c.isalpha())
    return match.end(1) if letters in acronyms_of(source.text[start : match.end(1)]) else None


def name_end(source: Source, run: re.Match[str], inner: Mention | None, *, of_person: bool) -> int:
    """Where a run of capitals stops being a body's name: at a person's, or after its country; 0: at once.

    "L'Assemblée nationale du Vietnam | Nguyen Sinh Hung", "de l'Assemblée nationale | Nguyen Thi Kim".

    Args:
        of_person: it may bear a person's name: "l'école Marie Curie".
    """
    if inner is not None and inner.type is EntityType.COUNTRY and inner.end <= run.end():
        of_two = _HYPHENED.match(source.text, inner.end)
        return of_two.end() if of_two else inner.end
    person = _person_ending(source, run.end())
    if person == run.start() and not of_person:
        return run.end() if source.before(_GOVERNED, person) else 0
    return person - 1 if person > run.start() and not of_person else run.end()


def _person_ending(source: Source, end: int) -> int:
    """Where a person's name of several words begins that by the model ends at an offset; -1 if none does."""
    doc = source.analysed.doc
    last = doc[source.token_index(end - 1)]
    first = last
    while first.ent_iob_ == "I" and first.i:
        first = doc[first.i - 1]
    whole = last.idx + len(last) == end and first.i < last.i
    return first.idx if whole and last.ent_type_ == "PER" else -1


def place_end(source: Source, end: int, starts: dict[int, Mention]) -> int | None:
    """Where the place ends that a body is named after: "Autorité de la Zone | du canal de Suez"."""
    country = country_end(source, end, starts)
    place = None if country else behind(source, OF, end, starts)
    return place.end if place is not None and place.type in PLACES else country


def between_two(source: Source, offset: int, starts: dict[int, Mention]) -> int:
    """End of two countries that a hyphen joins behind a head: "chambre de commerce France-Chine"."""
    first = starts.get(offset + 1)
    if first is None or first.type is not EntityType.COUNTRY:
        return 0
    if source.text[first.end : first.end + 1] not in _HYPHENS:
        return 0
    second = starts.get(first.end + 1)
    return second.end if second is not None and second.type is EntityType.COUNTRY else 0


def closing_head(source: Source, hit: Hit[Entry]) -> Mention | None:
    """A body whose name its head closes, with a capital: "Grenoble-Alpes | Métropole"."""
    if hit.payload["form"] != "capital" or not source.text[hit.start].isupper():
        return None
    before = _CAPITALS_BEFORE.search(source.text, max(0, hit.start - _SHORT_NAME), hit.start)
    if before is None or _ARTICLE_ALONE.fullmatch(before.group()):
        return None
    return named(source, before.start(), hit.end, EntityType(hit.payload["type"]))


def binational(source: Source, offset: int) -> int:
    """End of the adjective of two countries right after an offset: "Lycée franco-letton"; 0 if none."""
    near = beginning(source.scan.adjectives, offset + 1, offset + 2)
    return next((a.end for a in near if len(a.payload.countries) > 1), 0)


def before_acronym(source: Source, hit: Hit[Entry]) -> int | None:
    """End of a name that its acronym follows: "Institut national des sciences et techniques (INST)"."""
    match = _SPELT_OUT.match(source.text, hit.end)
    if match is None:
        return None
    initials = {word[0] for word in fold(source.text[hit.start : match.end(1)]).replace("'", " ").split()}
    letters = [c for c in match.group(2).lower() if c.isalpha()]
    return match.end(1) if letters and sum(c in initials for c in letters) >= len(letters) - 1 else None


def in_brackets(source: Source, hit: Hit[Entry]) -> Iterator[Mention]:
    """A name after its short form: "Soboma (Société des boissons du Mali)"; both are one thing."""
    text = source.text
    before = _SHORT_FORM.search(text, max(0, hit.start - _LONGEST_SHORT_FORM), hit.start)
    close = text.find(")", hit.end, hit.start + _LONG_NAME)
    if before is None or close < 0 or not text[hit.start].isupper() or _SENTENCE.search(text, hit.end, close):
        return
    kind = EntityType(hit.payload["type"])
    full = named(source, hit.start, close, kind)
    yield full
    yield replace(full, start=before.start(1), end=before.end(1))


def of_a_country(source: Source, known: Mention, starts: dict[int, Mention]) -> Iterator[Mention]:
    """One of several of a name, told by where it is: "Institut français du Maroc"."""
    adjective = source.folded.rfind(" ", known.start, known.end) + 1
    place = behind(source, OF, known.end, starts)
    national = any(a.end == known.end for a in beginning(source.scan.adjectives, adjective, adjective + 1))
    national = national or (place is not None and is_abroad(source, known, place))
    if place is not None and national and place.type in PLACES and known.type is EntityType.INSTITUTION:
        yield named(source, known.start, place.end, known.type)


def is_abroad(source: Source, known: Mention, place: Mention) -> bool:
    """Whether a place is of another country than a thing of the tables: "Institut Pasteur de Tunis"."""
    own, there = source.knowledge.entity(known.key), source.knowledge.entity(place.key)
    if own is None or there is None or not own.country:
        return False
    country = there.key if there.type is EntityType.COUNTRY else there.country
    return bool(country) and country != own.country
