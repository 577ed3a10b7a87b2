"""A small store whose answers are known by reading it: three documents and one with awkward names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from diplograph.model import (
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Fact,
    KnownEntity,
    Span,
    Status,
    ValueKind,
    make_fact,
)
from diplograph.model.keys import kind_of
from diplograph.model.schema import FACT_ROLES
from diplograph.rdf.identifiers import DEFAULT_BASE, run_iri
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.mapping import map_extraction
from diplograph.rdf.runs import map_run
from diplograph.rdf.terms import Triple
from diplograph.store import Batch, DocumentEntry, Store
from diplograph.store.records import Background

RUN = run_iri(DEFAULT_BASE, "v1")
TYPES = {kind_of(entity_type): entity_type for entity_type in EntityType}
NAMES = {
    "country/france": "France",
    "country/kazakhstan": "Kazakhstan",
    "city/paris": "Paris",
    "city/astana": "Astana",
    "person/macron": "Emmanuel Macron",
    "person/tokaiev": "Kassym-Jomart Tokaïev",
    "company/orano": "Orano",
    "company/alstom": "Alstom",
    "person/martin-jean": "Jean Martin",
    "person/martin-jean-2": "Jean Martin",
    "company/guillemets": 'L’"Étoile" \\ 🚀 } UNION { ?s ?p ?o',
    "person/rtl": "محمد بن سلمان",
    "company/dollar": "$country & ?fact <b>",
}
FORMS = {
    "person/tokaiev": ("K.-J. Tokaïev",),
    "country/kazakhstan": ("Kazakstan", "République du Kazakhstan"),
}
HOMES = {
    "company/orano": "country/france",
    "company/alstom": "country/france",
    "city/paris": "country/france",
    "city/astana": "country/kazakhstan",
}

Told = tuple[str, str, Mapping[str, object], Status]


def told(sentence: str, kind: str, status: Status = Status.ACTUAL, **arguments: object) -> Told:
    """A sentence and the fact it states."""
    return sentence, kind, arguments, status


VISIT = told(
    "Emmanuel Macron s’est rendu à Astana le 1er novembre 2023.",
    "Visit",
    visitKind="Official",
    visitor="person/macron",
    host="person/tokaiev",
    place="city/astana",
    start="2023-11-01",
)
MEETING = told(
    "Les deux présidents se sont rencontrés à Paris le 5 novembre 2024.",
    "Meeting",
    participant=["person/macron", "person/tokaiev"],
    place="city/paris",
    start="2024-11-05",
)
DOCUMENTS: Mapping[tuple[str, str], tuple[Told, ...]] = {
    ("astana", "2023-11-02"): (
        VISIT,
        told(
            "La France et le Kazakhstan ont signé un accord sur le nucléaire civil.",
            "IntergovernmentalAgreement",
            party=["country/france", "country/kazakhstan"],
            sector="energy.nuclear",
            start="2023-11-01",
            stage="Signed",
        ),
        told(
            "Orano doit conclure en 2024 un contrat sur l’uranium avec le Kazakhstan.",
            "Contract",
            Status.PLANNED,
            party=["company/orano", "country/kazakhstan"],
            sector="mining.uranium",
            start="2024",
        ),
    ),
    ("paris", "2024-11-06"): (
        MEETING,
        told(
            "Paris et Astana négocient un protocole sur l’éolien.",
            "MemorandumOfUnderstanding",
            party=["country/france", "country/kazakhstan"],
            sector="energy.renewables.wind",
            start="2024-11",
            stage="Negotiated",
        ),
        told(
            "Orano exploite l’uranium kazakh.",
            "Presence",
            company="company/orano",
            country="country/kazakhstan",
            sector="mining.uranium",
        ),
        told(
            "Alstom est présent au Kazakhstan.",
            "Presence",
            company="company/alstom",
            country="country/kazakhstan",
            sector="transport.rail",
        ),
        told(
            "Kassym-Jomart Tokaïev est le président du Kazakhstan.",
            "Office",
            holder="person/tokaiev",
            post="HeadOfState",
            of="country/kazakhstan",
            start="2019",
        ),
        told(
            "Les échanges ont atteint 4,1 milliards d’euros en 2023.",
            "Figure",
            indicator="Trade",
            about=["country/france", "country/kazakhstan"],
            value=Decimal("4100000000"),
            unit="EUR",
            start="2023",
        ),
        told(
            "La France soutient la réforme du climat des affaires.",
            "Position",
            actor="country/france",
            stance="Support",
            topic="la réforme du climat des affaires",
        ),
    ),
    ("bercy", "2024-12-01"): (
        MEETING,
        told(
            "Bercy chiffre les échanges de 2023 à 5,2 milliards d’euros.",
            "Figure",
            indicator="Trade",
            about=["country/france", "country/kazakhstan"],
            value=Decimal("5200000000"),
            unit="EUR",
            start="2023",
        ),
        told(
            "Le commerce kazakh a dépassé 80 milliards d’euros en 2023.",
            "Figure",
            indicator="Trade",
            about="country/kazakhstan",
            value=Decimal("80000000000"),
            unit="EUR",
            start="2023",
        ),
        told(
            "Au moins 170 entreprises françaises y sont actives.",
            "Figure",
            indicator="CompanyCount",
            about="country/france",
            value=Decimal(170),
            unit="count",
            modifier="AtLeast",
        ),
        told(
            "On compte 200 entreprises françaises.",
            "Figure",
            indicator="CompanyCount",
            about="country/france",
            value=Decimal(200),
            unit="count",
        ),
        told(
            "La participation fut de 60 %.",
            "Figure",
            indicator="Other",
            about="country/kazakhstan",
            value=Decimal(60),
            unit="percent",
        ),
        told(
            "Le oui obtint 70 %.",
            "Figure",
            indicator="Other",
            about="country/kazakhstan",
            value=Decimal(70),
            unit="percent",
        ),
        told(
            "Orano s’inquiète de l’avenir du Kazakhstan.",
            "Position",
            actor="company/orano",
            stance="Concern",
            target="country/kazakhstan",
        ),
    ),
    ("noms", ""): (
        told(
            "Une étoile au Kazakhstan.",
            "Presence",
            company="company/guillemets",
            country="country/kazakhstan",
        ),
        told("Une autre.", "Presence", company="company/dollar", country="country/france"),
        told(
            "Une audience.",
            "Meeting",
            participant=["person/rtl", "person/martin-jean", "person/martin-jean-2"],
        ),
    ),
}


def entry(identifier: str, published: str, sentences: tuple[Told, ...]) -> DocumentEntry:
    """A document that says each sentence in a line."""
    text, facts = "", []
    for sentence, kind, arguments, status in sentences:
        evidence = Evidence(len(text), len(text) + len(sentence) - 1, sentence[:-1], "test:1")
        facts.append(make_fact(kind, dict(arguments), status=status, confidence=0.8, evidence=(evidence,)))
        text += f"{sentence}\n\n"
    entities = tuple(
        Entity(key, TYPES[key.partition("/")[0]], NAMES[key], FORMS.get(key, ()), (Span(0, 2),))
        for key in sorted(_keys(facts))
    )
    digest = hashlib.sha256(f"{identifier}{published}{text}".encode()).hexdigest()
    document = Document(identifier, text, digest, title=f"Titre {identifier}", published=published)
    graph = map_extraction(Extraction(document, entities, tuple(facts)), run=RUN)
    return DocumentEntry(identifier, digest, RUN, published, graph)


def _keys(facts: list[Fact]) -> set[str]:
    found = set()
    for fact in facts:
        kinds = {role.name: role.kind for role in FACT_ROLES[fact.type]}
        found.update(
            str(v) for name, values in fact.arguments if kinds[name] is ValueKind.ENTITY for v in values
        )
    return found


def known(term: str) -> tuple[Triple, ...]:
    """What a gazetteer says: whose a company or a town is."""
    key = term[1:-1].removeprefix(DEFAULT_BASE)
    if key not in HOMES:
        return ()
    return map_known_entity(KnownEntity(key, TYPES[key.partition("/")[0]], NAMES[key], country=HOMES[key]))


def fill(store: Store) -> None:
    """Commit the documents."""
    run = map_run(base=DEFAULT_BASE, fingerprint="v1", version="1", settings={})
    entries = tuple(entry(name, published, sentences) for (name, published), sentences in DOCUMENTS.items())
    store.commit(Batch(entries, run=run, background=Background("1", known)))


@contextmanager
def sample_store(path: Path) -> Iterator[Store]:
    """The store, made and opened for reading."""
    with Store.open(path, create=True) as store:
        fill(store)
    with Store.open(path, read_only=True) as store:
        yield store
