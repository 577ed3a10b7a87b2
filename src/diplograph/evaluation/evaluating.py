"""Judge what the program says of annotated documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import GoldError, UsageError
from diplograph.evaluation.ablation import Part
from diplograph.evaluation.gold import Gold
from diplograph.evaluation.inputs import find_texts, misquoted, read_all_gold
from diplograph.evaluation.matching import Matching, match
from diplograph.evaluation.reading import Reader, read_published, reader_without


@dataclass(frozen=True, slots=True)
class Judged:
    """One document: its text, and what is said of it beside its annotations."""

    text: str
    matching: Matching


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Documents judged, by name.

    Attributes:
        without: parts of the extractor that were left out.
        store: what was judged, "" when the texts were read anew.
        remarks: quotes of the annotations that are not in the text.
    """

    documents: tuple[Judged, ...]
    without: tuple[str, ...]
    store: str
    remarks: tuple[GoldError, ...]


def evaluate(
    paths: Sequence[Path],
    *,
    texts: Sequence[Path] = (),
    store: Path | None = None,
    without: Collection[Part] = (),
) -> Evaluation:
    """Judge a store, or what the program reads now in the texts of the annotated documents.

    Args:
        paths: annotations, files and folders.
        texts: where the texts are; none: beside the annotations.
        store: what to judge instead of texts.
        without: parts of the extractor to leave out.
    Raises:
        UsageError: a path is missing, or options that exclude each other were given.
        GoldError: annotations are malformed, or lack their text.
        DocumentError: a text cannot be read.
        StoreError: the store cannot be opened.
    """
    if store is not None:
        if texts or without:
            hint = "a store is judged as it was built; leave out the store to read the texts anew"
            raise UsageError("--store goes with neither --texts nor --without", hint=hint)
        golds = read_all_gold(paths)
        published = read_published(store, [gold.document for gold in golds])
        judged = (
            (gold, Judged(published.texts[gold.document], match(gold, published.found[gold.document])))
            for gold in golds
        )
        return _evaluation(judged, store=str(store))
    golds = read_all_gold(paths)
    return evaluate_texts(golds, texts=texts, reader=None, without=without)


def evaluate_texts(
    golds: Sequence[Gold],
    *,
    texts: Sequence[Path] = (),
    reader: Reader | None = None,
    without: Collection[Part] = (),
) -> Evaluation:
    """Judge what a reader says of the texts; without one, the program that leaves out some parts."""
    documents = find_texts(golds, texts=texts)
    read = reader or reader_without(without)
    judged = (
        (gold, Judged(documents[gold.document].text, match(gold, read(documents[gold.document]))))
        for gold in golds
    )
    return _evaluation(judged, without=without)


def _evaluation(
    judged: Iterable[tuple[Gold, Judged]], *, store: str = "", without: Collection[Part] = ()
) -> Evaluation:
    pairs = list(judged)
    remarks = tuple(remark for gold, one in pairs for remark in misquoted(gold, one.text))
    return Evaluation(tuple(one for _, one in pairs), tuple(sorted(without)), store, remarks)
