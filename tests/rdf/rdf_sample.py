"""One extraction that has every class of fact, and every kind of argument."""

from __future__ import annotations

from decimal import Decimal

from diplograph.model import (
    Amount,
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Fact,
    Status,
    make_fact,
)

TEXT = (
    "Paris, le 5 mai 2024.\n\n« Omar Sané » "
    "a effectué une visite d’État en France, a signé l'accord \\ n° 7,\n"
    'et a dit\u00a0: "oui".\tLa France soutient le Pacte bleu 🎈 ; Acme opère au Sénégal.'
)
RUN = "https://w3id.org/diplograph/id/run/test"


def evidence(words: str, rule: str = "visits.csv:3") -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    return (Evidence(start, start + len(words), words, rule),)


ENTITIES = (
    Entity("agreement/pacte-bleu", EntityType.AGREEMENT, "Pacte bleu"),
    Entity("city/paris", EntityType.CITY, "Paris"),
    Entity("company/acme", EntityType.COMPANY, "Acme", forms=("Acme", "groupe Acme")),
    Entity("country/france", EntityType.COUNTRY, "France"),
    Entity("country/senegal", EntityType.COUNTRY, "Sénégal"),
    Entity("event/foire", EntityType.EVENT, "Foire"),
    Entity("institution/musee", EntityType.INSTITUTION, "Musée"),
    Entity("international-organization/ligue", EntityType.INTERNATIONAL_ORGANIZATION, "Ligue"),
    Entity("person/omar-sane", EntityType.PERSON, "Omar Sané", forms=("M. Sané",)),
    Entity("project/port", EntityType.PROJECT, "Port"),
    Entity("public-body/afd", EntityType.PUBLIC_BODY, "AFD"),
    Entity("region/sahel", EntityType.REGION, "Sahel"),
)
PAIR = ("country/france", "country/senegal")

VISIT = make_fact(
    "Visit",
    {
        "visitKind": "State",
        "visitor": "person/omar-sane",
        "place": "country/france",
        "start": "2024-05-04",
        "end": "2024-05-05",
    },
    evidence=evidence("a effectué une visite d’État"),
)
FACTS: tuple[Fact, ...] = (
    VISIT,
    make_fact(
        "Office",
        {"holder": "person/omar-sane", "post": "HeadOfState", "of": "country/senegal", "title": "président"},
        evidence=evidence("Omar Sané"),
    ),
    make_fact("Meeting", {"participant": ("person/omar-sane", "country/france")}, evidence=evidence("oui")),
    make_fact(
        "Treaty",
        {"party": PAIR, "start": "2024"},
        evidence=evidence("Pacte bleu"),
        subject="agreement/pacte-bleu",
    ),
    *(
        make_fact(name, {"party": PAIR, "start": "2024-05", "stage": "Signed"}, evidence=evidence("signé"))
        for name in (
            "IntergovernmentalAgreement",
            "MemorandumOfUnderstanding",
            "JointDeclaration",
            "Convention",
        )
    ),
    make_fact("Partnership", {"party": PAIR, "sector": "energy.nuclear"}, evidence=evidence("accord")),
    make_fact("Agreement", {"party": PAIR}, evidence=evidence("accord"), confidence=1.0),
    make_fact(
        "Contract",
        {"party": ("company/acme", "country/senegal"), "amount": Amount(Decimal("1.60E9"), "EUR", "AtLeast")},
        evidence=evidence("accord", "agreements.csv:7"),
    ),
    make_fact("Summit", {"place": "city/paris", "start": "2024-05-04"}, evidence=evidence("Paris")),
    make_fact("PublicEvent", {"place": "city/paris"}, evidence=evidence("Paris"), subject="event/foire"),
    make_fact("Event", {"participant": PAIR, "place": "institution/musee"}, evidence=evidence("Paris")),
    make_fact(
        "Project",
        {
            "participant": ("company/acme",),
            "place": "region/sahel",
            "amount": Amount(Decimal("50000000"), "EUR", "", Decimal("100000000")),
        },
        evidence=evidence("Acme opère"),
        subject="project/port",
    ),
    make_fact(
        "Presence",
        {"company": "company/acme", "country": "country/senegal", "sector": ("water", "energy")},
        evidence=evidence("Acme opère au Sénégal"),
    ),
    make_fact(
        "Cooperation",
        {"party": PAIR, "sector": "culture"},
        status=Status.PLANNED,
        evidence=evidence("soutient"),
    ),
    make_fact(
        "Membership",
        {"member": "country/senegal", "organization": "international-organization/ligue"},
        evidence=evidence("Sénégal"),
    ),
    make_fact(
        "Figure",
        {
            "indicator": "Trade",
            "about": PAIR,
            "value": Decimal("4000000000.0"),
            "unit": "USD",
            "modifier": "AtLeast",
            "start": "2023",
        },
        evidence=evidence("n° 7"),
    ),
    make_fact(
        "Position",
        {"actor": "country/france", "stance": "Support", "target": "agreement/pacte-bleu"},
        evidence=evidence("soutient le Pacte bleu 🎈"),
    ),
    make_fact(
        "Position",
        {"actor": "country/france", "stance": "Concern", "topic": "la paix"},
        status=Status.DENIED,
        evidence=evidence("soutient"),
    ),
    make_fact(
        "Invitation",
        {"inviter": "country/france", "invitee": "person/omar-sane", "event": "event/foire", "start": "2025"},
        status=Status.POSSIBLE,
        evidence=evidence("oui"),
    ),
)
DOCUMENT = Document(
    "note-7",
    TEXT,
    digest="ab" * 32,
    title="Visite à « Paris »",
    published="2024-05-05",
    source="https://example.org/note-7",
    genre="communique",
)
EXTRACTION = Extraction(DOCUMENT, ENTITIES, FACTS)
