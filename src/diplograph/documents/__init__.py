"""Files in, documents out: readers for text, Markdown, HTML, PDF, DOCX and JSON Lines.

The page `docs/documents.md` tells users what is read, the limits, and what each error means.
"""

from diplograph.documents.discovery import METADATA_NAME, find_sources
from diplograph.documents.limits import MAX_CHARACTERS
from diplograph.documents.reading import SUPPORTED_SUFFIXES, read_documents, read_source, without_duplicates
from diplograph.documents.values import DocumentFailure, Fields, Source

__all__ = [
    "MAX_CHARACTERS",
    "METADATA_NAME",
    "SUPPORTED_SUFFIXES",
    "DocumentFailure",
    "Fields",
    "Source",
    "find_sources",
    "read_documents",
    "read_source",
    "without_duplicates",
]
