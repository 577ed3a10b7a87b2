"""Named queries: SPARQL files with a header that tells their title, what they answer and their parameters.

    #+ title.fr: Fiche pays
    #+ title.en: Country file
    #+ about: Every fact that names a country, the latest first.
    #+ param country (entity: Country): the country. Example: Kazakhstan
    #+ param since (date, optional): from this day, month or year on. Example: 2024
    #+ cites: fact
    SELECT ?fact ?label ?date {
      ?fact ?role $country ; dg:status ?status ; rdfs:label ?label .
      OPTIONAL { ?fact dg:start ?date }
      FILTER (STR(?date) >= $since)      # if since
    }

A parameter stands in the text as `$name`. A line that ends with `# if NAME` counts only when that parameter
is given, one with `# unless NAME` only when it is not; `NAME or OTHER` takes several. An optional parameter
stands in lines that end with its own `# if NAME`. `cites` names the
variable whose facts are shown with their words. The files are SPARQL as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from diplograph.errors import QueryError, UsageError
from diplograph.query.binding import conditions, parameter_names, unguarded
from diplograph.resources import resource
from diplograph.spelling import did_you_mean

_HEADER = re.compile(r"#\+ ?(?P<text>.*)")
_ENTRY = re.compile(
    r"(?P<key>title\.fr|title\.en|about|cites|param (?P<name>[A-Za-z]\w*) \((?P<kind>[^()]*)\)):"
    r"\s*(?P<text>.*)"
)
_KIND = re.compile(
    r"(?P<kind>[a-z]+)(?:: (?P<of>[A-Za-z]+(?: or [A-Za-z]+)*))?"
    r"(?P<end>, optional|, default (?P<default>\S.*))?"
)
_EXAMPLE = re.compile(r"\s*Example: (?P<example>.+)$")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_RESERVED = frozenset({"store", "name", "queries", "limit", "cited"})  # arguments of `run_named`
SUFFIX = ".rq"


class Kind(StrEnum):
    """What a parameter takes, and the term that stands for it.

    ENTITY, FACT and SECTOR an IRI; TERM an IRI of a closed list (`term: Status`); YEAR and DATE an ISO date
    of any precision as a plain literal, to be compared with `STR(?start)`; TEXT a plain literal; WORDS a
    pattern for `REGEX(…, "i")` that finds the words whatever their accents; NUMBER an xsd:decimal.
    """

    ENTITY = "entity"
    FACT = "fact"
    SECTOR = "sector"
    TERM = "term"
    YEAR = "year"
    DATE = "date"
    TEXT = "text"
    WORDS = "words"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a named query.

    Attributes:
        of: classes of an entity, or the closed list of a term; empty when anything will do.
        default: a value as one would give it; "" for none.
    """

    name: str
    kind: Kind
    of: tuple[str, ...]
    required: bool
    default: str
    about: str
    example: str

    @property
    def takes(self) -> str:
        """Its kind in words: `entity: Country`."""
        return f"{self.kind}: {' or '.join(self.of)}" if self.of else str(self.kind)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that can be called by name; `cites` is a variable without its sign, "" for none."""

    name: str
    title_fr: str
    title_en: str
    about: str
    parameters: tuple[Parameter, ...]
    cites: str
    text: str
    file: str


def bundled() -> Path:
    """The folder of the queries that come with diplograph."""
    return resource("data/queries")


def find_named(folders: Iterable[Path] = ()) -> Mapping[str, NamedQuery]:
    """All named queries by name, sorted; one of a later folder stands in for one of the same name.

    Args:
        folders: of the user's own, or single files.
    Raises:
        QueryError: a header is wrong (`file:line`).
        UsageError: there is no such folder.
    """
    found: dict[str, NamedQuery] = {}
    for folder in (bundled(), *folders):
        found.update({query.name: query for query in map(read_named, _files(folder))})
    return dict(sorted(found.items()))


def get_named(name: str, folders: Iterable[Path] = ()) -> NamedQuery:
    """One named query.

    Raises:
        UsageError: nothing has this name; the nearest is told.
        QueryError: its header is wrong.
    """
    files = {path.stem: path for folder in (bundled(), *folders) for path in _files(folder)}
    if name not in files:
        hint = did_you_mean(name, files) or f"there are: {', '.join(sorted(files))}"
        raise UsageError(f"there is no query named {name!r}", hint=hint)
    return read_named(files[name])


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise UsageError("there is no such folder", where=str(folder), hint="check --queries")
    return sorted(folder.glob(f"*{SUFFIX}"))


def read_named(path: Path) -> NamedQuery:
    """Read one file of a folder of queries.

    Raises:
        QueryError: it is not UTF-8, or its header is wrong (`file:line`).
    """
    if not _NAME.fullmatch(path.stem):
        raise QueryError("a query is named by small letters, digits and hyphens", where=str(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8"
        raise QueryError(f"not UTF-8 at byte {error.start}", where=str(path), hint=hint) from None
    return parse_named(text, name=path.stem, file=str(path))


def parse_named(text: str, *, name: str, file: str) -> NamedQuery:
    """A text with its header; one without a header has no parameters, and `$name` is a variable in it.

    Raises:
        QueryError: the header is wrong (`file:line`).
    """
    told: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    for line, entry in _entries(text, file):
        found = _ENTRY.fullmatch(entry)
        if not found:
            hint = "title.fr, title.en, about, cites or param NAME (KIND), a colon, and what it is"
            raise _fault(file, line, f"{entry[:60]!r} is no header", hint)
        named = found["name"]
        if (named or found["key"]) in (parameters if named else told):
            raise _fault(file, line, f"{found['key']} is told twice", "keep one")
        if named:
            parameters[named] = _parameter(named, found["kind"], found["text"], file, line)
        else:
            told[found["key"]] = found["text"]
    if told or parameters:
        _check(text, parameters, told.get("cites", ""), file)
    return NamedQuery(
        name=name,
        title_fr=told.get("title.fr", name),
        title_en=told.get("title.en", told.get("title.fr", name)),
        about=told.get("about", ""),
        parameters=tuple(parameters.values()),
        cites=told.get("cites", ""),
        text=text,
        file=file,
    )


def _entries(text: str, file: str) -> Iterator[tuple[int, str]]:
    """(line, header) with lines that begin with three spaces joined to the one before."""
    begun: tuple[int, str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        found = _HEADER.fullmatch(line.rstrip())
        if not found:
            continue
        if found["text"].startswith("  "):
            if begun is None:
                raise _fault(file, number, "this line goes on from none", "begin a header with its key")
            begun = (begun[0], f"{begun[1]} {found['text'].strip()}")
            continue
        if begun:
            yield begun
        begun = (number, found["text"].strip())
    if begun:
        yield begun


def _parameter(name: str, kind: str, text: str, file: str, line: int) -> Parameter:
    found = _KIND.fullmatch(kind)
    if not found or found["kind"] not in set(Kind):
        word = found["kind"] if found else kind
        hint = did_you_mean(word, list(Kind)) or f"one of {', '.join(Kind)}"
        raise _fault(file, line, f"parameter {name} is of no known kind: {kind!r}", hint)
    told = _EXAMPLE.search(text)
    return Parameter(
        name=name,
        kind=Kind(found["kind"]),
        of=tuple(found["of"].split(" or ")) if found["of"] else (),
        required=not found["end"],
        default=found["default"] or "",
        about=text[: told.start()] if told else text,
        example=told["example"].strip() if told else "",
    )


def _check(text: str, parameters: Mapping[str, Parameter], cites: str, file: str) -> None:
    used = parameter_names(text)
    for name in (*used, *conditions(text)):
        if name not in parameters:
            hint = did_you_mean(name, parameters) or f"add a line: #+ param {name} (KIND): what it is"
            raise QueryError(f"${name} is used and not declared", where=file, hint=hint)
        if name in _RESERVED:
            raise QueryError(f"no parameter can be called {name}", where=file, hint="call it otherwise")
    for name, parameter in parameters.items():
        if name not in used:
            raise QueryError(f"parameter {name} is not used", where=file, hint=f"write ${name} in the query")
        may_miss = not (parameter.required or parameter.default)
        if may_miss and (line := unguarded(text, name)):
            hint = f"end the line with: # if {name}"
            raise _fault(file, line, f"${name} is optional, and this line needs it", hint)
    if cites and not re.search(rf"\?{re.escape(cites)}\b", text):
        raise QueryError(f"cites names ?{cites}, which the query does not have", where=file)


def _fault(file: str, line: int, reason: str, hint: str) -> QueryError:
    return QueryError(reason, where=f"{file}:{line}", hint=hint)
