"""IRIs of what the program describes: deterministic, readable, one namespace per kind.

Below the base IRI each kind has its own namespace (`…/company/`, `…/fact/`), and no local name holds a
slash, so that every IRI is a short prefixed name in Turtle. All functions give IRIs without brackets.
"""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from functools import lru_cache

from diplograph.model import FACT_ROLES, Amount, EntityType, Fact, Value
from diplograph.model.keys import kind_of, slug
from diplograph.rdf.vocabulary import PREFIXES

DEFAULT_BASE = "https://w3id.org/diplograph/id/"

_SAFE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.~-]")
_READABLE = 40  # characters of a rule that its name keeps
_DIGITS = 14  # of a sha256: 56 bits, one chance in a million of a clash among 380,000 facts
_DATA_KINDS = (
    "document",
    "fact",
    "evidence",
    "amount",
    "rule",
    "run",
    "input",
    "association",
    "agent",
    "decision",
    "graph",
    "dataset",
)


def data_prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Prefixes of all vocabularies, then one per kind of thing under a base IRI."""
    kinds = (*_DATA_KINDS, *(kind_of(entity_type) for entity_type in EntityType))
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in kinds}}


def _hash(text: str, digits: int = _DIGITS) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


@lru_cache(maxsize=1024)
def local_name(identifier: str) -> str:
    """Local name of a document: its identifier where that is safe, else its slug with a hash.

    Unlike names of things, identifiers that differ in case or accents are different documents.
    """
    if _SAFE.fullmatch(identifier):
        return identifier
    return f"{slug(identifier)}-{_hash(identifier, 8)}"


def document_iri(base: str, identifier: str) -> str:
    """IRI of a document."""
    return f"{base}document/{local_name(identifier)}"


def document_graph_iri(base: str, identifier: str) -> str:
    """IRI of the named graph that holds what one document says; never equal to a `graph_iri`."""
    return f"{base}graph/document.{local_name(identifier)}"


def graph_iri(base: str, name: str) -> str:
    """IRI of a graph of the whole dataset: entities, knowledge, shortcuts, curation, quarantine, runs."""
    if not re.fullmatch(r"[a-z][a-z-]*", name):
        raise ValueError(f"not a graph name: {name!r}")
    return f"{base}graph/{name}"


def entity_iri(base: str, key: str) -> str:
    """IRI of an entity from its key "kind/slug"."""
    kind, _, name = key.partition("/")
    if not _SAFE.fullmatch(name):
        name = _UNSAFE.sub(lambda found: "".join(f"%{b:02X}" for b in found.group().encode()), name)
    return f"{base}{kind}/{name}"


def fact_iri(base: str, fact: Fact) -> str:
    """IRI of a fact: that of the agreement, event or project it names, else made from what it says.

    What it says is its class, its arguments and dates. Status, confidence and evidence are left out, and so
    is running text that is not an argument of its own (the title of an office as written), so that two
    documents that state one fact meet on one node.
    """
    if fact.subject:
        return entity_iri(base, fact.subject)
    said = [fact.type]
    told = dict(fact.arguments)
    for role in FACT_ROLES[fact.type]:
        if role.name in told and role.name != "title":
            said += [f"{role.name}={value}" for value in sorted(map(canonical, told[role.name]))]
    return f"{base}fact/{_kebab(fact.type)}-{_hash(chr(31).join(said))}"


def canonical(value: Value) -> str:
    """One text per value: 4.0 and 4 are one number."""
    if isinstance(value, Amount):
        upper = "" if value.upper is None else canonical(value.upper)
        return f"{canonical(value.value)} {value.unit} {value.modifier} {upper}".rstrip()
    if isinstance(value, Decimal):
        text = format(value, "f")
        return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
    return value


def evidence_iri(base: str, identifier: str, start: int, end: int) -> str:
    """IRI of a passage of a document; facts that rest on the same words share it."""
    return f"{base}evidence/{local_name(identifier)}.{start}-{end}"


def amount_iri(base: str, amount: Amount) -> str:
    """IRI of a quantity, such as `amount/at-least-4000000000-USD`."""
    numbers = [canonical(number) for number in (amount.value, amount.upper) if number is not None]
    readable = "-".join([_kebab(amount.modifier) or "exactly", *numbers]).replace("--", "-minus-")
    if re.fullmatch(r"[A-Za-z]+", amount.unit):
        return f"{base}amount/{readable}-{amount.unit}"
    return f"{base}amount/{readable}-{slug(amount.unit)}-{_hash(amount.unit, 6)}"


@lru_cache(maxsize=8192)
def rule_iri(base: str, rule: str) -> str:
    """IRI of a rule of extraction, named "table:pattern"."""
    name = rule.replace(":", ".")
    if _SAFE.fullmatch(name) and rule.count(":") == 1:
        return f"{base}rule/{name}"
    return f"{base}rule/{slug(rule)[:_READABLE].strip('-')}-{_hash(rule, 8)}"


def run_iri(base: str, fingerprint: str) -> str:
    """IRI of a run, from the fingerprint of all it depends on (program, knowledge, model)."""
    return f"{base}run/{local_name(fingerprint)}"


def input_iri(base: str, name: str, digest: str) -> str:
    """IRI of what a run used, in one state of its content: `input/lexicon-1f2e3d4c5b6a7988`."""
    return f"{base}input/{local_name(f'{name}-{digest[:16]}')}"


def association_iri(base: str, fingerprint: str, plan: str) -> str:
    """IRI of the part that a plan had in a run."""
    return f"{base}association/{local_name(f'{fingerprint}.{plan}')}"


def agent_iri(base: str, name: str, version: str) -> str:
    """IRI of a version of a program."""
    return f"{base}agent/{local_name(f'{name}-{version}')}"


@lru_cache(maxsize=256)
def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
