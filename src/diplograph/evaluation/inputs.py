"""Which annotations are meant, and which text belongs to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from diplograph.documents import DocumentFailure, read_documents
from diplograph.documents.formats import FORMATS
from diplograph.errors import GoldError, UsageError
from diplograph.evaluation.gold import Gold, read_gold
from diplograph.model import Document
from diplograph.spelling import did_you_mean, nearest_words

_SUFFIXES = tuple(dict.fromkeys((".txt", ".md", ".html", *sorted(FORMATS))))


def read_all_gold(paths: Sequence[Path]) -> tuple[Gold, ...]:
    """Read files of annotations and the folders that hold them (not the folders below), by document.

    Raises:
        UsageError: a path is missing, or a folder holds no annotations.
        GoldError: a file is malformed, or two are about one document.
    """
    golds: dict[str, Gold] = {}
    for file in _gold_files(paths):
        gold = read_gold(file)
        if gold.document in golds:
            reason = f"annotates {gold.document!r}, as does {golds[gold.document].file}"
            raise GoldError(reason, where=gold.file, hint="leave one of them out")
        golds[gold.document] = gold
    return tuple(golds[name] for name in sorted(golds))


def _gold_files(paths: Sequence[Path]) -> list[Path]:
    if not paths:
        raise UsageError("no annotations given", hint="give files NAME.json, or their folder")
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob("*.json"))
            if not inside:
                raise UsageError("is a folder without annotations", where=str(path), hint="they end in .json")
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise UsageError("does not exist", where=str(path), hint=_path_advice(path))
    return list(dict.fromkeys(files))


def _path_advice(path: Path) -> str:
    """The nearest name beside a path that does not exist."""
    folder = path.parent
    names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    near = nearest_words(path.name, names)
    return f"did you mean {folder / near[0]}?" if near else "check the spelling of the path"


def find_texts(golds: Sequence[Gold], *, texts: Sequence[Path] = ()) -> dict[str, Document]:
    """Read the text of each annotated document.

    Args:
        golds: the annotations.
        texts: files and folders where the texts are; none: beside the annotations, under the same name.
    Raises:
        UsageError: a path of `texts` is missing, or holds no document.
        DocumentError: a text that is needed cannot be read.
        GoldError: there is no text for one of them.
    """
    known = _by_name(read_documents(texts)) if texts else {}
    found: dict[str, Document] = {}
    for gold in golds:
        document = _text_of(gold, known) if texts else _text_beside(gold)
        if not document.published and gold.published:
            # The annotator resolved relative dates from this day; a text that says none is read from it too.
            document = replace(document, published=gold.published)
        found[gold.document] = document
    return found


def _by_name(items: Iterable[Document | DocumentFailure]) -> dict[str, Document | DocumentFailure]:
    known: dict[str, Document | DocumentFailure] = {}
    for item in items:
        if isinstance(item, Document):
            known[item.identifier] = item
            known.setdefault(Path(item.file).stem, item)
        elif item.lost:
            known.setdefault(Path(item.error.where).stem, item)
    return known


def _text_of(gold: Gold, known: dict[str, Document | DocumentFailure]) -> Document:
    item = known.get(gold.document) or known.get(Path(gold.file).stem)
    if item is None:
        advice = did_you_mean(gold.document, known, "name the folder of its text with --texts")
        raise GoldError(f"there is no text {gold.document!r}", where=gold.file, hint=advice)
    if isinstance(item, DocumentFailure):
        raise item.error
    return item


def _text_beside(gold: Gold) -> Document:
    path = Path(gold.file)
    stems = (path.stem, gold.document)
    beside = [path.with_name(f"{stem}{suffix}") for stem in stems for suffix in _SUFFIXES]
    texts = list(dict.fromkeys(one for one in beside if one.is_file()))
    if not texts:
        hint = f"put {path.stem}.txt (or .md, .html …) beside it, or name its folder with --texts"
        raise GoldError("has no text beside it", where=gold.file, hint=hint)
    items = list(read_documents(texts[:1]))
    for item in items:
        if isinstance(item, Document):
            return item
    raise next(item.error for item in items if isinstance(item, DocumentFailure) and item.lost)


def misquoted(gold: Gold, text: str) -> Iterator[GoldError]:
    """Quotes that are not in the text, spaces and line ends apart; they cost no measure, only trust in it."""
    joined = " ".join(text.split())
    for fact in gold.facts:
        if " ".join(fact.quote.split()) not in joined:
            place, hint = f"{gold.file}:{fact.line}", "copy it anew from the text"
            yield GoldError(f"the quote {fact.quote!r} is not in the text", where=place, hint=hint)
