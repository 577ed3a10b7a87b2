"""What a text shows of the things it names: gender, a firm's country, which firms are joint ventures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.offices import Office
from diplograph.extraction.source import Source, beginning
from diplograph.language import fold
from diplograph.language.patterns import members, pattern
from diplograph.model import EntityType

_FEMININE = re.compile(r"(?:^|[\s(])(?:mme|madame|mlle|mmes) $")
_MASCULINE = re.compile(r"(?:^|[\s(])(?:m\.|monsieur|mm\.) ?$")
_VENTURE_GAP = pattern(r",? {is}?{of}?{det}?{word}?")
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_APPOSED = ("appos", "flat", "nmod")
_TO_BE = members("is")
_NEAR = 30


def genders_of(source: Source, mentions: Sequence[Mention], offices: Sequence[Office]) -> dict[str, str]:
    """Gender, "m" or "f", of persons by civility or title, and of countries by their article."""
    found: dict[str, str] = {}
    for office in offices:  # a woman may be "le ministre", no man is "la ministre"
        if office.person is not None:
            determiner = source.folded[office.start : office.start + 3]
            if determiner in {"la ", "une"}:
                found[office.person.key] = "f"
            elif determiner == "le ":
                found.setdefault(office.person.key, "m")
    for mention in mentions:
        if mention.type is EntityType.PERSON:
            before = source.folded[max(0, mention.start - 10) : mention.start]
            if _FEMININE.search(before) or _is_feminine_subject(source, mention):
                found[mention.key] = "f"
            elif _MASCULINE.search(before):
                found[mention.key] = "m"
        elif mention.type is EntityType.COUNTRY and mention.key not in found:
            forms = source.knowledge.country(mention.key)
            article = forms.article if forms else ""
            if article in {"le", "la"}:
                found[mention.key] = "f" if article == "la" else "m"
            elif article == "l'":
                found[mention.key] = "f" if fold_ends_feminine(mention.name) else "m"
    return found


def _is_feminine_subject(source: Source, mention: Mention) -> bool:
    """Whether the verb of which a name is the subject says that it is a woman's: "Duval a été reçue"."""
    for token in source.tokens(mention.start, mention.end):
        if token.dep_.startswith(_APPOSED) and token.head.pos_ == "NOUN":
            token = token.head  # "le ministre | Ana Duval est arrivée"
        verb = token.head
        if token.dep_ in _SUBJECTS and "Fem" in verb.morph.get("Gender", []):
            return any(c.dep_.startswith("aux") and fold(c.lower_) in _TO_BE for c in verb.children)
    return False


def fold_ends_feminine(name: str) -> bool:
    """Whether a country's name after "l'" is feminine: French makes those in -e so, the others masculine."""
    return name.endswith(("e", "e du Sud"))


def nations_of(source: Source, mentions: Sequence[Mention]) -> dict[str, str]:
    """Company → country, where an adjective stands beside its name: "le russe Beta", "Beta, groupe russe"."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.type is not EntityType.COMPANY:
            continue
        near = beginning(source.scan.adjectives, mention.start - _NEAR, mention.start)
        for adjective in near:
            gap = source.folded[adjective.end : mention.start]
            if len(adjective.payload.countries) == 1 and gap == " ":
                found.setdefault(mention.key, adjective.payload.countries[0])
    return found


def ventures_of(source: Source, mentions: Sequence[Mention]) -> frozenset[str]:
    """Companies that the text calls joint ventures or subsidiaries."""
    starts = [mention.start for mention in mentions]
    found = set()
    for hit in source.scan.words.get("references", ()):
        if hit.payload["kind"] == "venture" and hit.end < len(source.folded):
            found |= _beside(source, mentions, starts, hit.start, hit.end)
    for word in source.scan.words.get("memberships", ()):
        if (
            "entreprise" in source.folded[word.start : word.end]
            or "filiale" in source.folded[word.start : word.end]
        ):
            found |= _beside(source, mentions, starts, word.start, word.end)
    for head in source.scan.words.get("heads", ()):
        if source.folded.startswith(("coentreprise", "co-entreprise", "filiale", "joint"), head.start):
            found |= _beside(source, mentions, starts, head.start, head.end)
    return frozenset(found)


def _beside(source: Source, mentions: Sequence[Mention], starts: list[int], start: int, end: int) -> set[str]:
    """Companies named right before or after a noun: "Alta, sa coentreprise", "la coentreprise Alta"."""
    found = set()
    after = bisect_left(starts, end)
    if after < len(mentions) and mentions[after].type is EntityType.COMPANY:
        gap = source.folded[end : mentions[after].start]
        if gap in {" ", " « ", ", "}:
            found.add(mentions[after].key)
    before = bisect_left(starts, start) - 1
    previous = mentions[before] if before >= 0 else None
    is_firm = previous is not None and previous.type is EntityType.COMPANY
    if previous is not None and is_firm and _VENTURE_GAP.fullmatch(source.folded, previous.end, start):
        found.add(previous.key)
    return found
