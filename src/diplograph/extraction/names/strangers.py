"""Where a text holds names that no table knows: there alone the model is asked for names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from diplograph.extraction.names.surnames import title_ends
from diplograph.extraction.source import Source
from diplograph.model import Span

# Parts of speech that open a sentence without being taken for a name (universaldependencies.org/u/pos): the
# closed classes, and adverbs. A name there is often tagged as a noun or a verb.
_NAMES = "given_names"  # of persons whom no other table knows
_NO_NAME = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "NUM", "PRON", "SCONJ"})


def with_strangers(source: Source) -> list[Span]:
    """The sentences that hold a capitalised word which is no part of a known word: of a name that
    means one thing alone, an adjective, a term.

    A sentence's first word counts unless it is a function word or an adverb.
    """
    known = _covered(source)
    openings = {sentence.start for sentence in source.analysed.sentences}
    strange = [
        token.idx
        for token in source.tokens(0, len(source.folded))
        if source.text[token.idx].isupper()
        and not known[token.idx]
        and (token.idx not in openings or token.pos_ not in _NO_NAME)
    ]
    return list(_holding(source.analysed.sentences, strange))


def _covered(source: Source) -> bytearray:
    """For each offset of the body, whether a known word covers it.

    A name that stands right after a title somewhere may be a person's: "le président Hollande".
    """
    scan = source.scan
    titles = title_ends(source)
    titled = {source.text[hit.start : hit.end] for hit in scan.names if hit.start - 1 in titles}
    covered = bytearray(len(source.folded) + 1)
    spans = chain(
        (
            (hit.start, hit.end)
            for hit in scan.names
            if not hit.payload.ambiguous
            and (" " in hit.payload.spelling or source.text[hit.start : hit.end] not in titled)
        ),
        ((hit.start, hit.end) for hit in scan.adjectives),
        ((hit.start, hit.end) for t, hits in scan.words.items() if t != _NAMES for hit in hits),
    )
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _holding(sentences: Iterable[Span], offsets: Iterable[int]) -> Iterator[Span]:
    """The sentences that hold one of some offsets; both in reading order."""
    rest = iter(offsets)
    offset = next(rest, None)
    for sentence in sentences:
        while offset is not None and offset < sentence.start:
            offset = next(rest, None)
        if offset is not None and offset < sentence.end:
            yield sentence
