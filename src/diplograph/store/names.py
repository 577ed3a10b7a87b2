"""The graphs of a store and the predicates it keeps its books with, as terms."""

from __future__ import annotations

from dataclasses import dataclass

from diplograph.model import FACT_ROLES, EntityType, entity_type_of
from diplograph.model.keys import kind_of
from diplograph.rdf.identifiers import graph_iri
from diplograph.rdf.vocabulary import DCTERMS, FOAF, OWL, SCHEMA, dg

TEXT = f"<{SCHEMA}text>"
MENTIONED_IN = dg("mentionedIn")

# The books, in graph/runs; the subject is the document's named graph.
IDENTIFIER = f"<{DCTERMS}identifier>"
ISSUED = f"<{DCTERMS}issued>"
TOPIC = f"<{FOAF}primaryTopic>"
DIGEST = f"<{SCHEMA}sha256>"
SET_ASIDE = dg("setAside")
LINKS = dg("links")
TALLY = dg("tally")  # of a block of joining (`tallies`), not of a document
SETTLED_FROM = dg("settledFrom")
SETTLEMENT = dg("settlement")
DECISIONS = dg("decisions")  # of graph/curation
VERSION = f"<{OWL}versionInfo>"  # of graph/runs: the rules of joining that the tallies were made by


@dataclass(frozen=True, slots=True)
class Names:
    """Terms of the graphs below one base IRI."""

    base: str
    entities: str
    knowledge: str
    shortcuts: str
    curation: str
    quarantine: str
    runs: str
    entity_prefixes: tuple[str, ...]
    fact_prefixes: tuple[str, ...]
    amount_prefix: str

    @classmethod
    def of(cls, base: str) -> Names:
        """Names of a store built under `base`."""
        whole = ("entities", "knowledge", "shortcuts", "curation", "quarantine", "runs")
        graphs = {name: f"<{graph_iri(base, name)}>" for name in whole}
        kinds = tuple(f"<{base}{kind_of(entity_type)}/" for entity_type in EntityType)
        facts = sorted({kind_of(kind) for kind in map(entity_type_of, FACT_ROLES) if kind} | {"fact"})
        prefixes = tuple(f"<{base}{name}/" for name in facts)
        return cls(
            base=base,
            entity_prefixes=kinds,
            fact_prefixes=prefixes,
            amount_prefix=f"<{base}amount/",
            **graphs,
        )

    def is_entity(self, term: str) -> bool:
        """Whether a term names an entity; facts that are no entity live under `fact/`."""
        return term.startswith(self.entity_prefixes)

    def may_be_fact(self, term: str) -> bool:
        """Whether a term names a fact, or an entity that may be one (an agreement, an event, a project)."""
        return term.startswith(self.fact_prefixes)

    def is_amount(self, term: str) -> bool:
        """Whether a term names an amount, which is published with the facts that have it."""
        return term.startswith(self.amount_prefix)

    @property
    def whole(self) -> tuple[str, ...]:
        """Graphs that are of the dataset, not of one document; "" is the published one."""
        return "", self.entities, self.knowledge, self.shortcuts, self.curation, self.quarantine, self.runs

    def states(self, graph: str) -> bool:
        """Whether a graph (a term, "" for the default one) states things of its own that are published."""
        return graph not in ("", self.entities, self.shortcuts, self.quarantine, self.runs)
