"""The fingerprint of all that decides what a document is read to say, and of the run that read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import diplograph
from diplograph.rdf.identifiers import run_iri
from diplograph.rdf.mapping import map_run
from diplograph.rdf.terms import Triple
from diplograph.resources import resource
from diplograph.store import OwnTable

_KNOWLEDGE = ("data/gazetteer", "data/lexicon", "ontology/sectors.ttl")
_RULES = ("shapes", "ontology/shortcuts")
# Every package that a document passes on its way to the store.
_PROGRAM = ("model", "documents", "language", "knowledge", "extraction", "rdf", "validation", "store")
_SHOWN = 16  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Run:
    """One state of program, model, knowledge and shapes; equal states are one run, on any day."""

    fingerprint: str
    settings: Mapping[str, str]

    def iri(self, base: str) -> str:
        """IRI under which evidence names it."""
        return run_iri(base, self.fingerprint)

    def triples(self, base: str) -> tuple[Triple, ...]:
        """Its description (PROV)."""
        version, settings = diplograph.__version__, dict(self.settings)
        return map_run(base=base, fingerprint=self.fingerprint, version=version, settings=settings)


def current_run(tables: tuple[OwnTable, ...] = ()) -> Run:
    """The run that this program would be, with the analyst's own tables; reads files, parses none."""
    return _run_with(tables)


@cache
def _run_with(tables: tuple[OwnTable, ...]) -> Run:
    from diplograph.language.pipeline import MODEL, VERSION

    package = Path(diplograph.__file__).parent
    settings = {
        "knowledge": _digest(map(resource, _KNOWLEDGE)),
        "model": f"{MODEL} {VERSION}",
        "program": _digest(package / name for name in _PROGRAM),
        "rules": _digest(map(resource, _RULES)),
        "version": diplograph.__version__,
    }
    if tables:
        own = "\n".join(f"{table.path.name} {table.digest}" for table in tables)
        settings["gazetteer"] = hashlib.sha256(own.encode()).hexdigest()[:_SHOWN]
    told = "\n".join(f"{name}={value}" for name, value in settings.items())
    return Run(hashlib.sha256(told.encode()).hexdigest()[:_SHOWN], settings)


def _digest(places: Iterable[Path]) -> str:
    """Digest of the names and contents of files; line ends do not count, compiled files neither."""
    digest = hashlib.sha256()
    for place in places:
        files = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
        for path in files:
            if "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(place.parent).as_posix()}\0".encode())
                digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:_SHOWN]
