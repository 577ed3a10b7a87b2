"""Companies that a list of branches names, each with its country: "filiales : la Sofa au Togo, la Bera…"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diplograph.extraction.mentions import RUN, Mention, named
from diplograph.extraction.source import Source
from diplograph.model import PLACES, EntityType

_REACH = 420
_FEWEST = 2
_LIST = re.compile(r"[^.;:()\n]{0,90}(?: :|:|,? \()\s*")
_ARTICLE = re.compile(r"(?:^|[\s(,])(?:la |le |l')?$")
_AT = re.compile(r" (?:au |en |aux |a |\((?:au |en |aux |a )?)(?:la |le |l')?")


def listed_branches(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Names unknown so far that stand each before a place in the list that a plural "filiales" opens."""
    places = {mention.start: mention for mention in known if mention.type in PLACES}
    taken = [(mention.start, mention.end) for mention in known]
    for hit in source.scan.words.get("stakes", ()):
        if hit.payload["form"] != "branches":
            continue
        opening = _LIST.match(source.folded, hit.end)
        if opening is None:
            continue
        end = min(len(source.text), hit.end + _REACH)
        stop = re.compile(r"[.;\n]").search(source.text, opening.end(), end)
        end = stop.start() if stop else end
        found = []
        for run in RUN.finditer(source.text, opening.end(), end):
            at = _AT.match(source.folded, run.end())
            free = not any(s < run.end() and run.start() < e for s, e in taken)
            led = _ARTICLE.search(source.folded, max(0, run.start() - 5), run.start())
            if at and led and at.end() in places:
                found.append(run if free else None)
        if len(found) >= _FEWEST:
            for run in filter(None, found):
                yield named(source, run.start(), run.end(), EntityType.COMPANY)
