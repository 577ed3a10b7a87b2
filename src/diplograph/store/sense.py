"""Whether a decision makes sense by itself, whatever a store holds."""

from __future__ import annotations

from diplograph.model import AGREEMENT_CLASSES, EVENT_CLASSES, EntityType, KnownEntity, Status
from diplograph.model.claims import ClaimError, parse_claim, split_amendment
from diplograph.model.decisions import Action, Decision
from diplograph.model.families import family
from diplograph.rdf.addresses import item_address, web_address
from diplograph.rdf.known import map_known_entity
from diplograph.rdf.terms import Triple
from diplograph.rdf.vocabulary import RDF_TYPE, RDFS_LABEL, SAME_AS
from diplograph.spelling import did_you_mean
from diplograph.store.facts import key_of

_CLASSES = frozenset({*(kind.value for kind in EntityType), *AGREEMENT_CLASSES, *EVENT_CLASSES})


def identified(base: str, subject: str, value: str) -> list[Triple] | None:
    """Statements of an identifier: an IRI, or "scheme=value"; None when it is neither."""
    scheme, equals, told = value.partition("=")
    if value.startswith(("http://", "https://")):
        address = web_address(item_address(value) or value)
        return [(subject, SAME_AS, address)] if address else None
    if not equals or not told.strip():
        return None
    key = key_of(base, subject)
    known = KnownEntity(key, EntityType.COMPANY, "-", identifiers=((scheme.strip(), told.strip()),))
    try:
        triples = map_known_entity(known, base=base)
    except ValueError:
        return None
    return [(subject, p, o) for _, p, o in triples if p not in (RDF_TYPE, RDFS_LABEL)]


def senseless(decision: Decision) -> tuple[str, str] | None:
    """What is wrong with a decision whatever the store holds: reason and hint; None when it makes sense."""
    value = decision.value
    try:
        match decision.action:
            case Action.ASSERT:
                parse_claim(value)
            case Action.AMEND:
                split_amendment(value)
            case Action.MERGE if family(decision.subject) != family(value):
                return f"{decision.subject} and {value} are of two kinds", "look at both keys"
            case Action.STATUS if value not in list(Status):
                return f"{value!r} is no status", f"one of {', '.join(Status)}"
            case Action.RETYPE if value not in _CLASSES:
                return (
                    f"{value!r} is no class",
                    did_you_mean(value, _CLASSES, "see docs/vocabulary.md"),
                )
            case Action.IDENTIFY if identified("", "<x/y>", value) is None:
                return (
                    f"{value!r} is no identifier",
                    "write an IRI, or scheme=value such as isin=FR0000120271",
                )
            case Action.RENAME if not value.strip():
                return "it gives no name", "write the preferred name as its value"
    except ClaimError as error:
        return error.reason, error.hint
    return None
