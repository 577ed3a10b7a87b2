"""The one family of errors that diplograph raises on purpose.

DiplographError
├── UsageError             the call itself is wrong: an option, a missing folder, an unknown format
├── DocumentError          one document cannot be read; the others go on
├── TableError             a table of `data/` (or the user's own) is malformed
├── GoldError              a file of annotations is malformed, or has no text
├── ExtractionError        one document was read but could not be analysed
├── ShapesError            the SHACL shapes are empty or do not parse
├── QueryError             a SPARQL text is wrong
└── StoreError             the store cannot be opened, read or written

Each message says what is wrong, where, and what to do. The command line turns them into one line and
an exit code (`exit_code`); anything else that escapes is a fault of ours and stays a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable


class DiplographError(Exception):
    """What is wrong, where, and what the user can do about it.

    Args:
        reason: what is wrong, one clause, no full stop.
        where: a file, `file:line`, a document identifier; empty when there is no place.
        hint: what to do, one clause; empty when the reason says it.
        others: further errors of the same call, each told in a line of its own.
    """

    exit_code = 2

    def __init__(
        self, reason: str, *, where: str = "", hint: str = "", others: Iterable[DiplographError] = ()
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.where = where
        self.hint = hint
        self.others = tuple(others)

    def lines(self) -> tuple[str, ...]:
        """Each error in one line, whatever the reasons hold."""
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        first = " ".join(f"{place}{self.reason}{advice}".split())
        return (first, *(line for other in self.others for line in other.lines()))

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the trip back from a worker process with all parts."""
        return (_rebuild, (type(self), self.reason, self.where, self.hint, self.others))


def _rebuild(
    kind: type[DiplographError], reason: str, where: str, hint: str, others: tuple[DiplographError, ...]
) -> DiplographError:
    return kind(reason, where=where, hint=hint, others=others)


class UsageError(DiplographError):
    """The call itself is wrong."""


class DocumentError(DiplographError):
    """One document cannot be read."""


class TableError(DiplographError):
    """A table of knowledge is malformed; `where` is `file:line`."""


class GoldError(DiplographError):
    """A file of annotations is malformed, or its text is not there; `where` is `file:line`."""


class ExtractionError(DiplographError):
    """One document was read but could not be analysed."""


class ShapesError(DiplographError):
    """The shapes are empty or do not parse."""


class QueryError(DiplographError):
    """A SPARQL text is wrong, or asks for what is not allowed."""


class StoreError(DiplographError):
    """The store cannot be opened, read or written."""
