"""One document on its way from text to checked triples, with all that this takes loaded once per process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from diplograph.build.report import Failure
from diplograph.errors import DiplographError
from diplograph.model import Document, Extraction
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.terms import Triple
from diplograph.store import DocumentEntry, OwnTable
from diplograph.store.pausing import no_collection

if TYPE_CHECKING:
    from diplograph.knowledge import Knowledge

Extractor = Callable[[Document], Extraction]
_log = logging.getLogger(__name__)
_REPORT = "this is a fault of diplograph: please report it with the document"


@cache
def knowledge(tables: tuple[OwnTable, ...] = ()) -> Knowledge:
    """The bundled knowledge, with the analyst's own tables on top.

    Raises:
        TableError: a table is malformed.
    """
    from diplograph.knowledge import load_knowledge

    return load_knowledge(gazetteers=[table.path for table in tables])


@cache
def _extractor(tables: tuple[OwnTable, ...]) -> Extractor:
    from diplograph.extraction import extract
    from diplograph.language import load_pipeline

    nlp, known = load_pipeline(), knowledge(tables)
    return lambda document: extract(document, nlp=nlp, knowledge=known)


@no_collection()  # what one document makes is mostly kept until it is read: a sixth of the time of extraction
def read_document(
    document: Document,
    *,
    base: str,
    run: str,
    tables: tuple[OwnTable, ...] = (),
    extractor: Extractor | None = None,
) -> DocumentEntry | Failure:
    """Extract, map and validate one document; what goes wrong with it alone is a failure.

    Args:
        tables: the analyst's own.
    Raises:
        DiplographError: model, tables or shapes cannot be loaded; no document would fare better.
    """
    from diplograph.validation import bundled_shapes, split, validate

    extract, checks = extractor or _extractor(tables), bundled_shapes()
    try:
        extraction = extract(document)
        graph = map_extraction(extraction, base=base, run=run)
        report = validate(data=graph.triples, shapes=checks)
        kept, aside = split(triples=graph.triples, report=report)
    except DiplographError as error:
        return Failure.of(error, file=document.file or document.identifier)
    except Exception as error:
        # Whatever one document sets off must not cost the others theirs.
        _log.debug("document %s", document.identifier, exc_info=True)
        told = " ".join(f"{type(error).__name__}: {error}".split())
        file = document.file or document.identifier
        return Failure(file, f"could not be analysed ({told[:200]})", _REPORT)
    subjects = {subject for subject, _, _ in kept}
    facts = tuple(fact for fact in graph.facts if f"<{fact}>" in subjects)
    return DocumentEntry(
        identifier=document.identifier,
        digest=document.digest,
        run=run,
        published=document.published,
        graph=replace(graph, triples=kept, facts=facts),
        aside=aside,
        violations=report.of("Violation"),
        warnings=len(report.of("Warning")),
        links=extraction.links,
    )


def known_triples(entity: str, *, base: str, tables: tuple[OwnTable, ...] = ()) -> tuple[Triple, ...]:
    """What the gazetteer says of an entity term; empty when it does not know it."""
    known = knowledge(tables)
    found = known.entity(unquote(entity[1:-1].removeprefix(base)))
    if found is None:
        return ()
    return map_known_entity(found, base=base, organizations=known.gazetteer.organizations_of(found.key))
