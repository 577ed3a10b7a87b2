"""Names that no table knows and that are dealt with as only firms are.

"L'usine exploitée par Sofa", "confié à Bera", "un technicien de la Cora", "Dora (30 %)", "Alta et Sofa ont
créé …" beside a firm that is known: each needs a word of `data/lexicon/stakes.csv`, a share or a known firm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diplograph.extraction.mentions import OF, RUN, Cover, Mention, named, run_ending
from diplograph.extraction.names.apposed import is_name
from diplograph.extraction.source import Source
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_SHARE = re.compile(r" \(\d{1,2}(?:,\d+)?(?: ?%)?\)")
_AND = pattern(r"(?:, {the}?|-|/|,? {and}(?:{of}|{with}|{by})?{the}?)")
_LINKS = {
    "agent": pattern(r" (?:et {word})?{by}{the}?"),
    "awarded": pattern(r" {to}{the}?"),
    "staff": OF,
    "with": pattern(r" {the}?"),
}
_SPELLED = 2  # letters of the shortest name


def dealt_firms(source: Source, known: Sequence[Mention]) -> Iterator[Mention]:
    """Names unknown so far that stand where a firm's must; none that may be a person's or a town's.

    Args:
        known: mentions found so far, in any order.
    """
    free = Cover(known)
    persons = {word for m in known if m.type is EntityType.PERSON for word in m.name.split()}
    found: list[Mention] = []
    for hit in source.scan.words.get("stakes", ()):
        link = _LINKS.get(hit.payload["form"])
        step = link.match(source.folded, hit.end) if link else None
        run = RUN.match(source.text, step.end()) if step else None
        if run is not None and _may_be_firm(source, run, free, persons):
            found.append(named(source, run.start(), run.end(), EntityType.COMPANY))
    for share in _SHARE.finditer(source.folded):
        run = run_ending(source, share.start())
        if run is not None and _may_be_firm(source, run, free, persons):
            found.append(named(source, run.start(), run.end(), EntityType.COMPANY))
    yield from found
    free = Cover([*known, *found])
    for firm in (*known, *found):
        if firm.type is EntityType.COMPANY and not firm.bare:
            yield from _beside(source, firm, free, persons)


def _beside(source: Source, firm: Mention, free: Cover, persons: set[str]) -> Iterator[Mention]:
    """The name that a conjunction joins to a firm's: "Alta et | Sofa", "Alta, | Sofa et Cora"."""
    end = firm.end
    while step := _AND.match(source.folded, end):
        run = RUN.match(source.text, step.end())
        if run is None or not _may_be_firm(source, run, free, persons, listed=True):
            return
        if "," in step.group() and not _goes_on(source, run.end()):
            return  # "selon Alta, Sofia …": a list ends with "et"
        yield named(source, run.start(), run.end(), EntityType.COMPANY)
        end = run.end()


def _goes_on(source: Source, end: int) -> bool:
    return source.folded.startswith((", ", " et "), end)


def _may_be_firm(
    source: Source, run: re.Match[str], free: Cover, persons: set[str], *, listed: bool = False
) -> bool:
    """Whether a run may be a firm's name: free, no person's, no common word with a capital."""
    start, end = run.span()
    if end - start < _SPELLED or free.overlaps(start, end) or "\n" in run.group():
        return False
    words = run.group().split()
    if any(word in persons for word in words):
        return False
    tokens = source.tokens(start, end)
    if len(words) > 1 and any(token.ent_type_ == "PER" for token in tokens):
        return False
    joined = source.text[start - 1 : start] in {"-", "/"}  # "le tandem Colas-Trévenat"
    if listed and not joined and any(token.ent_type_ in {"PER", "LOC"} for token in tokens):
        return False
    return is_name(source, start, end, person=True)
