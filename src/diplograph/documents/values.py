"""What passes between the parts of this package: a source, what a reader found in it, a failure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from diplograph.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Fields:
    """What is known about a document beside its text; "" is unknown. Values are clean and checked."""

    id: str = ""
    title: str = ""
    published: str = ""
    language: str = ""
    source: str = ""
    genre: str = ""

    def over(self, other: Fields) -> Fields:
        """These values, and the other's where these are unknown."""
        return Fields(**{name: getattr(self, name) or getattr(other, name) for name in FIELD_NAMES})

    def given(self) -> dict[str, str]:
        """The known values, in the order of the columns of `metadata.csv`."""
        return {name: value for name in FIELD_NAMES if (value := getattr(self, name))}


NOTHING = Fields()
FIELD_NAMES = tuple(field.name for field in fields(Fields))


@dataclass(frozen=True, slots=True)
class Content:
    """What a format's reader took from the bytes: text not yet cleaned, and what the format says of it."""

    text: str
    fields: Fields = NOTHING


@dataclass(frozen=True, slots=True)
class DocumentFailure:
    """One document that could not be read, or one remark about `metadata.csv`.

    Attributes:
        error: what is wrong, where, what to do.
        lost: False when no document is missing because of it (an unknown column of `metadata.csv`).
    """

    error: DocumentError
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, with what `metadata.csv` says of it.

    Attributes:
        path: as given by the user, or below a folder given by the user.
        metadata: the values of its row in the `metadata.csv` beside it.
        problem: set when there is nothing to read here (a bad row, a loop of folders): `read_source`
            gives it back, so that it is reported in its place among the documents.
    """

    path: Path
    metadata: Fields = NOTHING
    problem: DocumentFailure | None = None
