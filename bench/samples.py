"""Documents to measure on: those of the project, once or many times."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from diplograph.documents import DocumentFailure, read_documents
from diplograph.model import Document

CORPUS = Path(__file__).parents[1] / "data" / "corpus"


def corpus() -> list[Document]:
    """The documents that come with the project."""
    documents = [item for item in read_documents([CORPUS]) if not isinstance(item, DocumentFailure)]
    assert documents
    return documents


def many(documents: list[Document]) -> Iterator[Document]:
    """The documents again and again, each time a little different."""
    for number in count():
        document = documents[number % len(documents)]
        text = f"{document.text}\n\nDocument numéro {number}."
        name = f"d{number:05}"
        yield replace(document, identifier=name, text=text, digest=f"{number:064x}", file=f"{name}.txt")


def write_lines(documents: Iterable[Document], path: Path) -> None:
    """Write documents as JSON Lines, to be built from."""
    with path.open("w", encoding="utf-8") as out:
        for document in documents:
            row = {"id": document.identifier, "text": document.text, "title": document.title}
            row["published"] = document.published
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
