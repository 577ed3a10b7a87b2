"""Names that no table spells so: other transliterations, slips of the pen, surnames alone.

Each is compared with what the document names otherwise, then with the tables; the kind must agree, and what
is only alike needs its country in the document. Two things that fit as well: the name stays unlinked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from diplograph.extraction.mentions import RUN, Cover, Mention
from diplograph.extraction.names.linking.context import Context, certain_names
from diplograph.extraction.source import Source
from diplograph.knowledge.likeness import SHORTEST, blocks, persons_alike, skeleton, things_alike
from diplograph.language import fold
from diplograph.model import ORGANIZATIONS, EntityType, Link

SPELLING = 0.95  # score of another spelling of one name
IN_OFFICE = 0.9  # of a surname with the office that its bearer held on that day
OF_COUNTRY = 0.8  # of a surname whose one bearer is of a country that the document names
_ALIKE = 0.9  # of a name that is nearly the same, times its likeness
MOST_ALIKE = 20  # names that begin alike which one is compared with; a list of thousands stays linear
_SHORTEST_WORD = 6  # letters of a lone word that is looked for in other spellings

Linked = tuple[list[Mention], list[Link]]


def linked_spellings(source: Source, mentions: Sequence[Mention]) -> Linked:
    """Give names that the tables spell otherwise the key of what they mean, with the links made."""
    context = Context(source, certain_names(source.scan.names))
    named = _Named(source, mentions)
    firsts = {mention.key: mention for mention in reversed(mentions)}
    links: list[Link] = []
    result = []
    for mention in [*mentions, *_unseen(source, mentions)]:
        if source.knowledge.entity(mention.key) is None:
            link = _spelt_otherwise(source, mention, context) or _alike(source, mention, named, context)
            if link is not None:
                links.append(link)
                mention = _linked(source, mention, link, firsts)
        result.append(mention)
    return result, links


def linked_surnames(source: Source, mentions: Sequence[Mention]) -> Linked:
    """Give surnames that the document nowhere completes the person who held an office on its day."""
    context = Context(source, certain_names(source.scan.names))
    titles = {hit.end: hit.payload["post"] for hit in source.scan.words.get("offices", ())}
    titles |= {hit.end: titles.get(hit.start - 1, "") for hit in source.scan.adjectives}
    firsts = {mention.key: mention for mention in reversed(mentions)}
    links: list[Link] = []
    result = []
    for mention in mentions:
        lone = mention.type is EntityType.PERSON and " " not in mention.name
        if lone and source.knowledge.entity(mention.key) is None:
            link = _surname(source, mention, context, post=titles.get(mention.start - 1))
            if link is not None:
                links.append(link)
                mention = _linked(source, mention, link, firsts)
        result.append(mention)
    return result, links


def _linked(source: Source, mention: Mention, link: Link, firsts: Mapping[str, Mention]) -> Mention:
    if not link.key:
        return mention
    known = source.knowledge.entity(link.key)
    if known is not None:
        return replace(mention, key=known.key, type=known.type, name=known.name)
    same = firsts[link.key]
    return replace(mention, key=same.key, type=same.type, name=same.name)


def _link(mention: Mention, name: str, keys: Sequence[str], score: float, how: str) -> Link:
    """A link to the one thing that fits, or to none of several."""
    key = keys[0] if len(keys) == 1 else ""
    score = score if key else 0.0
    return Link(mention.start, mention.end, name, key, score, how, tuple(sorted(keys)))


def _fitting(source: Source, keys: Iterable[str], kind: EntityType | None, context: Context) -> list[str]:
    """Those of a kind; of several, those of the countries that the document names."""
    entities = source.knowledge.gazetteer.entities
    loose = ORGANIZATIONS if kind in ORGANIZATIONS else {kind}
    found = [key for key in keys if kind is None or entities[key].type in loose]
    if len(found) > 1:
        found = [key for key in found if context.countries[context.country_of(key)]] or found
    return found


def _spelt_otherwise(source: Source, mention: Mention, context: Context) -> Link | None:
    keys = source.knowledge.likenesses.same(mention.name)
    found = _fitting(source, keys, mention.type, context)
    return _link(mention, mention.name, found, SPELLING, "spelling") if found else None


class _Named:
    """What a document names, by how it is spelt, so that a name is compared with few others."""

    def __init__(self, source: Source, mentions: Sequence[Mention]) -> None:
        self._counts = Counter(mention.key for mention in mentions)
        self._firsts: dict[str, int] = {}
        self._near: dict[str, dict[tuple[str, str], Mention]] = defaultdict(dict)
        self._entity = source.knowledge.entity
        for mention in sorted(mentions, key=lambda mention: mention.start):
            self._firsts.setdefault(mention.key, mention.start)
            if mention.bare:
                continue
            for block in blocks(mention.name):
                near = self._near[block]
                if len(near) < MOST_ALIKE:
                    near.setdefault((mention.key, mention.name), mention)

    def near(self, mention: Mention) -> Iterator[Mention]:
        """Other things of its kind whose names begin alike: those of the tables, or told of before."""
        near = {key: other for block in blocks(mention.name) for key, other in self._near[block].items()}
        for other in near.values():
            if other.type is mention.type and other.key != mention.key and self._is_fuller(other, mention):
                yield other

    def _is_fuller(self, one: Mention, other: Mention) -> bool:
        """Whether a table has it, or the text names it more often, or first: then the other is the slip."""
        if self._entity(one.key) is not None:
            return True
        more = self._counts[one.key] - self._counts[other.key]
        return more > 0 or (more == 0 and self._firsts[one.key] < other.start)


def _alike(source: Source, mention: Mention, named: _Named, context: Context) -> Link | None:
    bare = skeleton(mention.name)
    if len(bare) < SHORTEST:
        return None
    ranked: dict[str, float] = {}
    for other in named.near(mention):
        if ratio := _ratio(mention.type, mention.name, other.name):
            ranked[other.key] = max(ratio, ranked.get(other.key, 0.0))
    if not ranked:
        for written in source.knowledge.likenesses.near(mention.name):
            ratio = _ratio(mention.type, mention.name, written)
            keys = [name.key for name in source.knowledge.names.get(written)] if ratio else []
            for key in _fitting(source, keys, mention.type, context):
                if context.countries[context.country_of(key)]:
                    ranked[key] = max(ratio, ranked.get(key, 0.0))
    best = max(ranked.values(), default=0.0)
    keys = sorted(key for key, ratio in ranked.items() if ratio == best)
    return _link(mention, mention.name, keys, round(best / 100 * _ALIKE, 2), "alike") if keys else None


def _ratio(kind: EntityType, one: str, other: str) -> float:
    if kind is EntityType.PERSON:
        return persons_alike(fold(one), fold(other))
    return things_alike(one, other)


def _unseen(source: Source, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Capitalised words outside all mentions that are another spelling of a name of the tables."""
    cover = Cover(mentions)
    lowercase: set[str] | None = None
    for run in RUN.finditer(source.text, 0, len(source.folded)):
        if cover.overlaps(run.start(), run.end()):
            continue
        if " " in run.group() and all(t.ent_type_ == "PER" for t in source.tokens(*run.span())):
            continue  # "Tengiz Duval" has nothing of Tenguiz
        for start, end in _parts(run.group(), run.start()):
            found = source.text[start:end]
            bare = skeleton(found)
            if len(bare) < _SHORTEST_WORD or source.knowledge.names.get(fold(found)):
                continue
            keys = source.knowledge.likenesses.same(found)
            if len(keys) != 1:
                continue
            if lowercase is None:
                lowercase = {fold(token.text) for token in source.analysed.doc if token.text.islower()}
            token = source.token_starting(start)
            if " " not in found and (fold(found) in lowercase or token is None or token.pos_ != "PROPN"):
                continue
            entity = source.knowledge.gazetteer.entities[keys[0]]
            yield Mention(start, end, f"{entity.key}?", entity.type, found)
            break


def _parts(run: str, offset: int) -> Iterator[tuple[int, int]]:
    """Stretches of whole words of a run, the longest first."""
    words = run.split(" ")
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            start = offset + len(" ".join(words[:first])) + (first > 0)
            yield start, start + len(" ".join(words[first : first + length]))


def _surname(source: Source, mention: Mention, context: Context, *, post: str | None) -> Link | None:
    """The one of a surname who is in office; who held one in a country of the text; who ever held that post.

    Args:
        post: of the title before the name, "" for a bare adjective; None without either.
    """
    knowledge = source.knowledge
    keys = knowledge.likenesses.surnamed(mention.name)
    if not keys:
        return None
    date = source.analysed.document.published
    held = {key: knowledge.posts_of(key, date) for key in keys} if post is not None else {}
    near = [key for key, posts in held.items() if posts and context.countries[context.country_of(key)]]
    there = near or [key for key, posts in held.items() if any(of_post == post for of_post, _ in posts)]
    if there:
        return _link(mention, mention.name, there, IN_OFFICE, "office")
    there = [
        key for key in keys if context.countries[context.country_of(key)] and key in knowledge.office_holders
    ]
    there = there or [
        key for key in keys if post and any(tenure.post == post for tenure in knowledge.tenures_of(key))
    ]
    return _link(mention, mention.name, there, OF_COUNTRY, "office") if there else None
