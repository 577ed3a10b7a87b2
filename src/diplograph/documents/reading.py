"""Sources in, documents out. What cannot be read comes out as a failure, in its place; nothing is raised."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from diplograph.documents.cleaning import clean_line, clean_text
from diplograph.documents.discovery import find_sources
from diplograph.documents.formats import FORMATS, SUPPORTED_SUFFIXES, suffix_of
from diplograph.documents.jsonlines import parse_line, read_lines
from diplograph.documents.limits import MAX_CHARACTERS, read_bytes, shown, too_long
from diplograph.documents.residue import without_markup
from diplograph.documents.tongue import language_of
from diplograph.documents.values import Content, DocumentFailure, Fields, Source
from diplograph.errors import DocumentError
from diplograph.model import Document

__all__ = ["SUPPORTED_SUFFIXES", "read_documents", "read_source", "without_duplicates"]


def read_documents(paths: Sequence[Path]) -> Iterator[Document | DocumentFailure]:
    """Read files and folders, in the order of their paths.

    Raises:
        UsageError: see `find_sources`; before any document is read.
    """
    sources = find_sources(paths)
    return without_duplicates(item for source in sources for item in read_source(source))


def read_source(source: Source) -> Iterator[Document | DocumentFailure]:
    """Read one file: one document, or for JSON Lines one a line, each read when it is asked for."""
    if source.problem is not None:
        yield source.problem
    elif (format_ := FORMATS.get(suffix_of(source.path))) is not None:
        where = shown(source.path)
        try:
            data = read_bytes(source.path, limit=format_.limit)
            if not data.strip():
                raise DocumentError("is empty", where=where, hint="give a file with a text")
            content = format_.reader()(data, where)
            identifier = clean_line(shown(Path(source.path.stem)))
            yield _document(content, source.metadata, data, identifier=identifier, where=where)
        except DocumentError as error:
            yield DocumentFailure(error)
    else:
        yield from _read_lines(source)


def without_duplicates(items: Iterable[Document | DocumentFailure]) -> Iterator[Document | DocumentFailure]:
    """Turn each document whose identifier an earlier one has into a failure; all else passes unchanged."""
    first: dict[str, str] = {}
    for item in items:
        if isinstance(item, DocumentFailure):
            yield item
        elif item.identifier in first:
            yield DocumentFailure(
                DocumentError(
                    f"identifier {item.identifier!r} is already that of {first[item.identifier]}",
                    where=item.file,
                    hint="give one of them another id, in metadata.csv or in the document",
                )
            )
        else:
            first[item.identifier] = item.file
            yield item


def _read_lines(source: Source) -> Iterator[Document | DocumentFailure]:
    stem = clean_line(shown(Path(source.path.stem)))
    try:
        for number, line in read_lines(source.path):
            where = f"{shown(source.path)}:{number}"
            try:
                if isinstance(line, DocumentError):
                    raise line
                content = parse_line(line, where)
                # What a line says of itself is nearer than what the table says of the whole file.
                filled = Fields(
                    **{k: v for k, v in source.metadata.given().items() if not getattr(content.fields, k)}
                )
                yield _document(content, filled, line, identifier=f"{stem}-{number}", where=where)
            except DocumentError as error:
                yield DocumentFailure(error)
    except DocumentError as error:
        yield DocumentFailure(error)


def _document(content: Content, metadata: Fields, data: bytes, *, identifier: str, where: str) -> Document:
    text = clean_text(without_markup(content.text))
    if len(text) > MAX_CHARACTERS:
        raise too_long(where, f"{len(text):,} characters")
    if not any(map(str.isalnum, text)):
        raise DocumentError("has no text", where=where, hint="give a file with a text")
    fields = metadata.over(content.fields)
    if not (fields.id or identifier):
        raise DocumentError("has no name to be known by", where=where, hint="give it an id in metadata.csv")
    return Document(
        identifier=fields.id or identifier,
        text=text,
        digest=_digest(data, metadata),
        title=fields.title,
        published=fields.published,
        language=fields.language or language_of(text),
        source=fields.source,
        genre=fields.genre,
        file=where,
    )


def _digest(data: bytes, metadata: Fields) -> str:
    """sha256 of the bytes; where the table adds to them, of the bytes, a zero byte and the values as JSON."""
    digest = hashlib.sha256(data)
    if given := metadata.given():
        digest.update(b"\x00" + json.dumps(given, ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()
