"""What goes into a store and what it says about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diplograph.model import Link
from diplograph.rdf.mapping import DocumentGraph
from diplograph.rdf.terms import Triple

if TYPE_CHECKING:
    from diplograph.validation import Violation


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document ready to be committed.

    Attributes:
        identifier: unique in the store; a document of the same identifier is replaced.
        digest: of its bytes and metadata; with `run`, tells whether it must be read again.
        run: IRI of the run that read it.
        published: ISO date of any precision, or "".
        graph: what conforms to the shapes, and is published.
        aside: what broke a shape and goes to quarantine.
        violations: why it went there.
        warnings: how much else of it should be looked at, and is published all the same.
        links: how its doubtful names were linked, or that they were not.
    """

    identifier: str
    digest: str
    run: str
    published: str
    graph: DocumentGraph
    aside: tuple[Triple, ...] = ()
    violations: tuple[Violation, ...] = ()
    warnings: int = 0
    links: tuple[Link, ...] = ()


def nothing_known(entity: str) -> tuple[Triple, ...]:
    """A gazetteer without entries."""
    return ()


@dataclass(frozen=True, slots=True)
class Background:
    """The knowledge that a store adds to what documents say.

    Attributes:
        digest: changes when the knowledge does; "" stands for none.
        known: entity term ("<iri>") → what the gazetteer says of it, label included; empty when unknown.
    """

    digest: str = ""
    known: Callable[[str], tuple[Triple, ...]] = nothing_known


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are committed together, or not at all; `run` describes their run (PROV)."""

    documents: tuple[DocumentEntry, ...]
    run: tuple[Triple, ...] = ()
    background: Background = field(default_factory=Background)


@dataclass(frozen=True, slots=True)
class Committed:
    """How many documents a commit touched."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document of the store; IRIs without brackets, "" for what is not known.

    `links` tell how its doubtful names were linked; those without a key were left unlinked.
    """

    identifier: str
    iri: str
    graph: str
    title: str
    published: str
    source: str
    digest: str
    facts: int
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenFor:
    """A partial name of a document, and the person it was taken for (keys)."""

    name: str
    person: str
    document: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why something of a document is in quarantine.

    Attributes:
        document: its identifier.
        value: an N-Triples term, or "".
        severity: Violation, Warning or Info.
        messages: language → what to do.
        decisions: of the analyst, as a ledger has them, that made the fault; none: it was read so.
        joined: keys of names and of those that they were taken for, where that made it.
        others: as in `validation.Violation`.
    """

    document: str
    focus: str
    path: str
    value: str
    shape: str
    severity: str
    messages: Mapping[str, str]
    decisions: tuple[str, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """A store in numbers.

    Attributes:
        entities: class → how many, sorted; a thing counts under its special classes, not their superclasses.
        facts: (class, status) → how many, sorted.
        triples: in the published graph.
        set_aside: violations in quarantine.
    """

    documents: int
    entities: Mapping[str, int]
    facts: Mapping[tuple[str, str], int]
    triples: int
    set_aside: int
