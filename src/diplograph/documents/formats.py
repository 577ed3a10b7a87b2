"""Which suffix is read how, and how large its files may be. Readers are imported when one is needed."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import cast

from diplograph.documents.limits import MAX_BINARY_BYTES, MAX_MARKUP_BYTES, MAX_TEXT_BYTES
from diplograph.documents.values import Content

Reader = Callable[[bytes, str], Content]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that holds one document: where its reader is, and the size it may have in bytes."""

    module: str
    function: str
    limit: int

    def reader(self) -> Reader:
        """The reader, with the libraries it needs."""
        module = importlib.import_module(f"diplograph.documents.{self.module}")
        return cast(Reader, getattr(module, self.function))


_PLAIN = Format("plain", "read_plain", MAX_TEXT_BYTES)
_MARKDOWN = Format("markdown", "read_markdown", MAX_TEXT_BYTES)
_WEBPAGE = Format("webpage", "read_webpage", MAX_MARKUP_BYTES)
_PDF = Format("pdf", "read_pdf", MAX_BINARY_BYTES)
_WORD = Format("word", "read_word", MAX_BINARY_BYTES)

FORMATS = MappingProxyType(
    {
        ".txt": _PLAIN,
        ".text": _PLAIN,
        ".md": _MARKDOWN,
        ".markdown": _MARKDOWN,
        ".html": _WEBPAGE,
        ".htm": _WEBPAGE,
        ".pdf": _PDF,
        ".docx": _WORD,
    }
)
STREAMED_SUFFIXES = frozenset({".jsonl", ".ndjson"})
SUPPORTED_SUFFIXES = frozenset(FORMATS) | STREAMED_SUFFIXES


def suffix_of(path: Path) -> str:
    """The suffix that tells the format, in lower case."""
    return path.suffix.lower()
