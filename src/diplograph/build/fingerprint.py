"""The fingerprint of all that decides what a document is read to say, and of the run that read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import diplograph
from diplograph.rdf.identifiers import run_iri
from diplograph.rdf.runs import RunInput, map_run
from diplograph.rdf.terms import Triple
from diplograph.resources import resource
from diplograph.store import OwnTable

# name → (place, whether it says what to do); each place is a file or a folder.
_TABLES = {
    "gazetteer": ("data/gazetteer", False),
    "lexicon": ("data/lexicon", True),
    "sectors": ("ontology/sectors.ttl", False),
    "shapes": ("shapes", True),
    "shortcuts": ("ontology/shortcuts", True),
}
_KNOWLEDGE = ("gazetteer", "lexicon", "sectors")
# Every package that a document passes on its way to the store.
_PROGRAM = ("model", "documents", "language", "knowledge", "extraction", "rdf", "validation", "store")
_SHOWN = 16  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Run:
    """One state of program, model, knowledge and shapes; equal states are one run, on any day."""

    fingerprint: str
    settings: Mapping[str, str]
    inputs: tuple[RunInput, ...] = ()

    def iri(self, base: str) -> str:
        """IRI under which evidence names it."""
        return run_iri(base, self.fingerprint)

    def triples(self, base: str) -> tuple[Triple, ...]:
        """Its description (PROV)."""
        return map_run(
            base=base,
            fingerprint=self.fingerprint,
            version=diplograph.__version__,
            settings=self.settings,
            inputs=self.inputs,
        )


def current_run(tables: tuple[OwnTable, ...] = ()) -> Run:
    """The run that this program would be, with the analyst's own tables; reads files, parses none."""
    return _run_with(tables)


@cache
def _run_with(tables: tuple[OwnTable, ...]) -> Run:
    inputs = {item.name: item for item in _inputs()}
    model = inputs["model"]
    settings = {
        "knowledge": _together(inputs[name] for name in _KNOWLEDGE),
        "model": f"{model.title} {model.version} {model.digest[:_SHOWN]}",
        "program": inputs["program"].digest[:_SHOWN],
        "rules": _together(inputs[name] for name in ("shapes", "shortcuts")),
        "version": diplograph.__version__,
    }
    if tables:
        own = hashlib.sha256("\n".join(f"{table.path.name} {table.digest}" for table in tables).encode())
        names = ", ".join(sorted(table.path.name for table in tables))
        inputs["own-gazetteer"] = RunInput("own-gazetteer", own.hexdigest(), names)
        settings["gazetteer"] = own.hexdigest()[:_SHOWN]
    told = "\n".join(f"{name}={value}" for name, value in settings.items())
    return Run(hashlib.sha256(told.encode()).hexdigest()[:_SHOWN], settings, tuple(inputs.values()))


def _inputs() -> Iterator[RunInput]:
    from diplograph.language.pipeline import MODEL, VERSION

    package = Path(diplograph.__file__).parent
    program = _digest(package / name for name in _PROGRAM)
    yield RunInput("program", program, "diplograph", version=diplograph.__version__)
    yield RunInput("model", _installed_digest(MODEL), MODEL, version=VERSION)
    for name, (place, plan) in _TABLES.items():
        yield RunInput(name, _digest([resource(place)]), place, plan=plan)


def _together(inputs: Iterable[RunInput]) -> str:
    told = "\n".join(f"{item.name} {item.digest}" for item in inputs)
    return hashlib.sha256(told.encode()).hexdigest()[:_SHOWN]


def _installed_digest(name: str) -> str:
    """Digest of an installed package, by the digests its installer noted for each of its files."""
    try:
        files = distribution(name).files or ()
    except PackageNotFoundError:  # told by whoever loads it
        files = ()
    noted = sorted(
        f"{file.as_posix()} {file.hash.value}"
        for file in files
        if file.hash is not None and file.parts[0] == name and file.suffix != ".pyc"
    )
    return hashlib.sha256("\n".join(noted).encode()).hexdigest()


def _digest(places: Iterable[Path]) -> str:
    """Digest of the names and contents of files; line ends do not count, compiled files neither."""
    digest = hashlib.sha256()
    for place in places:
        files = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
        for path in files:
            if "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(place.parent).as_posix()}\0".encode())
                digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
