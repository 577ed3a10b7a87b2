"""Companies that words of ownership tell: a list of branches, each with its country; what is bought."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from diplograph.extraction.mentions import RUN, Mention, named
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.model import PLACES, EntityType

_REACH = 420
_LANDS = ("country/", "region/")
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
_NAME_REACH = 60
_BEFORE_NOUN = re.compile(
    r"(?<=[a-zà-öø-ÿ'’«(] )([A-ZÀ-ÖØ-Þ][\w&'’-]*(?: [A-ZÀ-ÖØ-Þ][\w&'’-]*){0,3})"
    r"(?: \([^()]{1,30}\))?, (?:une |la |le )?$"
)
_OF_PARENT = re.compile(r" (?:[\w-]+ )?(?:a [\d,. ]+% )?(?:de |d'|du |des |entre |par )")
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


def described_firms(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Names unknown so far that are told to be somebody's: "Sofa, coentreprise de Bera et de Cora"."""
    taken = sorted((mention.start, mention.end) for mention in known)
    for hit in source.scan.words.get("memberships", ()):
        if hit.payload["form"] != "owned":
            continue
        low = max(0, hit.start - _NAME_REACH)
        match = _BEFORE_NOUN.search(source.text, low, hit.start)
        if match is None or not _OF_PARENT.match(source.folded, hit.end):
            continue
        after = bisect_left(taken, (match.end(1), 0))
        if not any(s < match.end(1) and match.start(1) < e for s, e in taken[max(0, after - 3) : after]):
            yield named(source, match.start(1), match.end(1), EntityType.COMPANY)


def local_branches(source: Source, mentions: Sequence[Mention]) -> dict[str, str]:
    """Companies named after another one of the text and a country: "Sofa Arabia", "Sofa Maroc" of Sofa.

    Returns:
        the key of each such branch and of its parent.
    """
    firms: dict[str, str] = {}
    for mention in mentions:
        if mention.type is EntityType.COMPANY:
            firms.setdefault(source.quote(mention.start, mention.end), mention.key)
    found: dict[str, str] = {}
    for name, key in firms.items():
        words = name.split()
        for cut in range(len(words) - 1, 0, -1):
            parent = firms.get(" ".join(words[:cut]))
            if parent and parent != key and _is_country(source, " ".join(words[cut:])):
                found.setdefault(key, parent)
                break
    return found


def _is_country(source: Source, words: str) -> bool:
    scan = source.knowledge.scan(words, fold(words))
    named = any(h.payload.key.startswith(_LANDS) and h.end - h.start == len(words) for h in scan.names)
    return named or any(
        h.payload["form"] == "local" and h.end - h.start == len(words) for h in scan.words.get("stakes", ())
    )
