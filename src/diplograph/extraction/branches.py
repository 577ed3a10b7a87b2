"""Companies that words of ownership tell: a list of branches, each with its country; what is bought."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from diplograph.extraction.mentions import RUN, Mention, named
from diplograph.extraction.source import Source
from diplograph.model import PLACES, EntityType

_REACH = 420
_FEWEST = 2
_LIST = re.compile(r"[^.;:()\n]{0,90}(?: :|:|,? \()\s*")
_ARTICLE = re.compile(r"(?:^|[\s(,])(?:la |le |l')?$")
_INTO = re.compile(r"['’ ]?(?:la |le |l'|sa |son )?")
_HOLDING = re.compile(
    r" (?:majoritaire |minoritaire )?(?:a hauteur )?de [\d,. ]+ ?% (?:dans|au capital de) (?:la |le |l')?"
)
_BRANCH = re.compile(
    r"(?: (?!et |ou )[a-zà-öø-ÿ'’-]+){1,5}, (?=[A-ZÀ-ÖØ-Þ][\w&'’-]*(?: [A-ZÀ-ÖØ-Þ][\w&'’-]*){0,3},)"
)
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


def owned_firms(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Names unknown so far that can only be a firm's: "le rachat de Sofa", "51 % du capital de Bera"."""
    taken = sorted((mention.start, mention.end) for mention in known)
    starts = [start for start, _ in taken]
    for hit in source.scan.words.get("stakes", ()):
        if hit.payload["form"] == "firm":
            begin = _INTO.match(source.folded, hit.end)
        elif hit.payload["form"] == "share":  # "une participation de 49 % dans Sofa"
            begin = _HOLDING.match(source.folded, hit.end)
        elif hit.payload["form"] == "branch":  # "sa filiale chargée du contrat, Sofa, …"
            begin = _BRANCH.match(source.text, hit.end)
        else:
            continue
        run = RUN.match(source.text, begin.end()) if begin else None
        if run is None or source.words("heads", run.start(), run.start() + 1):
            continue
        after = bisect_left(starts, run.end())
        if not any(s < run.end() and run.start() < e for s, e in taken[max(0, after - 3) : after]):
            yield named(source, run.start(), run.end(), EntityType.COMPANY)
