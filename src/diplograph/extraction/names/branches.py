"""Companies that words of ownership tell: a list of branches, each with its country; what is bought."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from diplograph.extraction.mentions import APPOSED, CAPITAL, RUN, Cover, Mention, named, run_ending
from diplograph.extraction.source import Source
from diplograph.knowledge import Entry, Hit
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import PLACES, EntityType

_REACH = 420
_LANDS = ("country/", "region/")
_FEWEST = 2
_LIST = re.compile(r"[^.;:()\n]{0,90}(?: :|:|,? \()\s*")
_ARTICLE = pattern(r"{edge}{the}?$")
_INTO = pattern(r"['’ ]?(?:{definite}(?:(?!{of}|{and}|{which})[a-z-]+ ){0,3})?")
_HOLDING = pattern(r" {word}{0,3}{of}{digits}% {at}(?:{the}?{word}{of})?{definite}?")
_BRANCH = re.compile(
    r"(?: (?!et |ou )[a-zà-öø-ÿ'’-]+){1,5}, (?=[A-ZÀ-ÖØ-Þ][\w&'’-]*(?: [A-ZÀ-ÖØ-Þ][\w&'’-]*){0,3},)"
)
_NAME_REACH = 60
_COPULA = pattern(r" {word}?{det}?")
_BEFORE_VERB = pattern(r"(?:, {which}| (?:{clitic}|en )?)$")
_OPENS_CLAUSE = pattern(r"(?:^|[\n:;,.«–-] ?| (?:{and}|{that}|{which}|{but}))$")
_OF_FIRM = pattern(r" (?:de |d')")  # behind an article a common noun may have its capital
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_OF_PARENT = pattern(r" {word}?(?:a {digits}% )?(?:{of}|{by}|entre ){definite}?")
_BY_WHOM = pattern(r"[^,;:.()]{0,60}? {by}{definite}?")
_WITH_WHOM = pattern(r" {definite}?")
_AT = pattern(r"(?: {at}{the}?| \((?:{at}{the}?)?)")
_LINE = re.compile(r"[.;\n]")


def listed_branches(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Names unknown so far that stand each before a place in the list that a plural "filiales" opens."""
    places = {mention.start: mention for mention in known if mention.type in PLACES}
    taken = Cover(known)
    for hit in source.scan.words.get("stakes", ()):
        if hit.payload["form"] != "branches":
            continue
        opening = _LIST.match(source.folded, hit.end)
        if opening is None:
            continue
        end = min(len(source.text), hit.end + _REACH)
        stop = _LINE.search(source.text, opening.end(), end)
        end = stop.start() if stop else end
        found = []
        for run in RUN.finditer(source.text, opening.end(), end):
            at = _AT.match(source.folded, run.end())
            if at and source.before(_ARTICLE, run.start()) and at.end() in places:
                found.append(None if taken.overlaps(*run.span()) else run)
        if len(found) >= _FEWEST:
            for run in filter(None, found):
                yield named(source, run.start(), run.end(), EntityType.COMPANY)


def owned_firms(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Names unknown so far that can only be a firm's: "le rachat de Sofa", "51 % du capital de Bera"."""
    taken = Cover(known)
    for hit in source.scan.words.get("stakes", ()):
        if hit.payload["form"] == "firm":
            begin = _INTO.match(source.folded, _past_adverb(source, hit.end))
        elif hit.payload["form"] in {"share", "part"}:  # "une participation de 49 % dans Sofa"
            begin = _HOLDING.match(source.folded, hit.end)
        elif hit.payload["form"] == "branch":  # "sa filiale chargée du contrat, Sofa, …"
            begin = _BRANCH.match(source.text, hit.end)
        else:
            continue
        run = RUN.match(source.text, begin.end()) if begin else None
        if run is None or source.words("heads", run.start(), run.start() + 1):
            continue
        if not taken.overlaps(*run.span()):
            yield named(source, run.start(), run.end(), EntityType.COMPANY)


def _past_adverb(source: Source, offset: int) -> int:
    """An offset, or where the adverb ends that follows it: "possède | déjà |"."""
    token = source.token_starting(offset)
    adverb = token is not None and token.pos_ == "ADV" and token.idx - offset <= 1
    return token.idx + len(token) if token is not None and adverb else offset


def described_firms(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Names unknown so far that are told to be somebody's: "Sofa, coentreprise de Bera et de Cora".

    A name of several words may end with a country's: "Sofa Maroc, filiale de Bera".
    """
    mentions = list(known)
    taken = sorted((mention.start, mention.end) for mention in mentions)
    firms = {mention.start for mention in mentions if mention.type is EntityType.COMPANY}
    for hit in source.scan.words.get("memberships", ()):
        if not _tells_owner(source, hit, firms):
            continue
        low = max(source.text.rfind("\n", 0, hit.start) + 1, hit.start - _NAME_REACH)
        runs = list(RUN.finditer(source.text, low, hit.start))
        if not runs or not _is_told_of(source, runs[-1].end(), hit.start):
            continue
        for run in (runs[-1], _parent(source, hit.end)):
            token = source.token_starting(run.start()) if run else None
            if run is None or token is None or token.pos_ not in _NAMING:
                continue
            after = bisect_left(taken, (run.end(), 0))
            near = taken[max(0, after - 3) : after]
            inner = [(s, e) for s, e in near if s < run.end() and run.start() < e]
            if all(run.start() < s and e == run.end() for s, e in inner):
                yield named(source, run.start(), run.end(), EntityType.COMPANY)


def _tells_owner(source: Source, hit: Hit[Entry], firms: Collection[int]) -> bool:
    """Whether an owner follows words of ownership, "créée … par" a known firm."""
    form = hit.payload["form"]
    if form in {"by", "with"}:
        by = (
            _BY_WHOM.match(source.folded, hit.end)
            if form == "by"
            else _WITH_WHOM.match(source.folded, hit.end)
        )
        return by is not None and by.end() in firms
    if form != "owned":
        return False
    last = source.folded[hit.start : hit.end].replace("'", "' ").split()[-1]
    return last in members("of", "by") | {"entre"} or _OF_PARENT.match(source.folded, hit.end) is not None


def acting_firms(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Names unknown so far that do what only firms do: "Sofa emploie 300 personnes", "Bera, qui exploite …".

    A name that is part of a person's is none.
    """
    mentions = list(known)
    taken = Cover(mentions)
    persons = {w for m in mentions if m.type is EntityType.PERSON for w in m.name.split()}
    for hit in source.scan.words.get("stakes", ()):
        if hit.payload["form"] != "doer":
            continue
        gap = source.before(_BEFORE_VERB, hit.start)
        run = run_ending(source, gap.start()) if gap else None
        if run is None or not source.before(_OPENS_CLAUSE, run.start()):
            continue
        start, end = run.span()
        token = source.token_starting(start)
        if (
            not taken.overlaps(start, end)
            and token is not None
            and (token.pos_ in {"PROPN", "X"} or token.ent_type_)
            and not any(t.ent_type_ == "PER" for t in source.tokens(start, end))
            and not set(run.group().split()) & persons
            and not re.search(rf"{CAPITAL}[\w-]+ {re.escape(run.group())}\b", source.text)
            and not _is_common(source, start)
            and source.before_civilities(start) == start
        ):
            yield named(source, start, end, EntityType.COMPANY)


def led_firms(source: Source, known: Iterable[Mention]) -> Iterator[Mention]:
    """Names unknown so far of what somebody is the chief executive of: "directeur général de Sofa"."""
    taken = Cover(known)
    for hit in source.scan.words.get("offices", ()):
        if hit.payload.get("post") != "ExecutiveOfficer" or hit.payload.get("of") != "organization":
            continue
        begin = _OF_FIRM.match(source.folded, hit.end)
        run = RUN.match(source.text, begin.end()) if begin else None
        if begin is None or run is None or run.start() != begin.end():
            continue
        token = source.token_starting(run.start())
        if (
            not taken.overlaps(*run.span())
            and token is not None
            and token.pos_ in _NAMING
            and not _is_common(source, run.start())
            and not source.words("portfolios", run.start(), run.start() + 1)
            and source.before_civilities(run.start()) == run.start()
        ):
            yield named(source, run.start(), run.end(), EntityType.COMPANY)


def _is_common(source: Source, start: int) -> bool:
    """Whether a word of the tables begins at an offset: "Société", "Parlement"."""
    return any(source.words(table, start, start + 1) for table in ("heads", "offices", "projects", "events"))


def _parent(source: Source, offset: int) -> re.Match[str] | None:
    """Whose "filiale de" it is, if that is a name: "… de la | Sofa"."""
    link = _OF_PARENT.match(source.folded, offset)
    run = RUN.match(source.text, link.end()) if link else None
    return None if run is None or source.words("heads", run.start(), run.start() + 1) else run


def _is_told_of(source: Source, end: int, start: int) -> bool:
    """Whether what begins at an offset is said of the name that ends at another: "X, |", "X était la |"."""
    if APPOSED.fullmatch(source.folded, end, start):
        return True
    verbs = source.cues("linking_verbs", end, start, "being", "become", "copula")
    near = bool(verbs) and verbs[0].start == end + 1
    return near and _COPULA.fullmatch(source.folded, verbs[0].end, start) is not None


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
