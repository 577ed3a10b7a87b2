"""`diplograph curate`: the analyst's decisions, each a line of their ledger, obeyed at once."""

from __future__ import annotations

import click

from diplograph.cli.curating import decide, decision_options
from diplograph.cli.lazy import LazyGroup
from diplograph.cli.options import SETTINGS

_HERE = "diplograph.cli.commands.curate"
_LEDGERS = "diplograph.cli.commands.ledgers"
_WORDS = ("merge", "separate", "rename", "retype", "identify", "reject", "accept", "status", "amend")


@click.group(
    cls=LazyGroup,
    lazy={
        **{word: f"{_HERE}:{word}" for word in _WORDS},
        "assert": f"{_HERE}:assert_fact",
        "list": f"{_LEDGERS}:list_decisions",
        "check": f"{_LEDGERS}:check_ledger",
        "apply": f"{_LEDGERS}:apply_ledger",
        "undo": f"{_LEDGERS}:undo_line",
    },
    context_settings=SETTINGS,
)
def curate() -> None:
    """Decide what the graph says: merge, rename, reject, amend, assert.

    Each decision is one line of a ledger, a CSV or YAML file of your own that you keep under version control.
    The store obeys it at once, and every build replays it. Things are named as a text or the graph has them,
    by key (company/orano), prefixed name or IRI.

    \b
    diplograph curate merge Areva Orano --reason "renommée en 2018"
    diplograph curate list                      what is in force, and what matches nothing
    diplograph curate apply curation.csv        obey a ledger written by hand
    """


@click.command(context_settings=SETTINGS)
@click.argument("thing", metavar="A")
@click.argument("other", metavar="B")
@decision_options
def merge(thing: str, other: str, **options: object) -> int:
    """Say that A is B, whose name is kept.

    Both are things of one kind (organizations of any kind may be one), or two reports of one fact. What was
    said of A is then said of B, and its names become other names of B.

    \b
    Example:
      diplograph curate merge Areva Orano --reason "renommée en 2018"
    """
    return decide([("merge", thing, other)], options)


@click.command(context_settings=SETTINGS)
@click.argument("thing", metavar="A")
@click.argument("other", metavar="B")
@decision_options
def separate(thing: str, other: str, **options: object) -> int:
    """Say that A and B are two things, never to be joined.

    \b
    Example:
      diplograph curate separate person/jean-martin person/j-martin
    """
    return decide([("separate", thing, other)], options)


@click.command(context_settings=SETTINGS)
@click.argument("thing", metavar="A")
@click.argument("label")
@decision_options
def rename(thing: str, label: str, **options: object) -> int:
    """Give A its preferred name.

    \b
    Example:
      diplograph curate rename company/edf "Électricité de France"
    """
    return decide([("rename", thing, label)], options)


@click.command(context_settings=SETTINGS)
@click.argument("thing", metavar="A")
@click.argument("kind", metavar="CLASS")
@decision_options
def retype(thing: str, kind: str, **options: object) -> int:
    """Say of which class A is.

    CLASS is one of the ontology, such as Company, PublicBody, Institution, City, Treaty or Summit.

    \b
    Example:
      diplograph curate retype company/cea PublicBody
    """
    return decide([("retype", thing, kind)], options)


@click.command(context_settings=SETTINGS)
@click.argument("thing", metavar="A")
@click.argument("identifier", metavar="IRI|SCHEME=VALUE")
@decision_options
def identify(thing: str, identifier: str, **options: object) -> int:
    """Give A its identifier elsewhere.

    An IRI, or a scheme and a value: wikidata, geonames, isin, iso3166.

    \b
    Examples:
      diplograph curate identify Orano wikidata=Q3356393
      diplograph curate identify Katco https://www.wikidata.org/entity/Q6377124
    """
    return decide([("identify", thing, identifier)], options)


@click.command(context_settings=SETTINGS)
@click.argument("thing", metavar="A")
@decision_options
def reject(thing: str, **options: object) -> int:
    """Take a fact out of what is published, or a thing with all facts about it.

    With --document, only what that document says of it.

    \b
    Example:
      diplograph curate reject fact:visit-24053d1b54ea1a --reason "la visite a été annulée"
    """
    return decide([("reject", thing, "")], options)


@click.command(context_settings=SETTINGS)
@click.argument("fact", metavar="FACT")
@decision_options
def accept(fact: str, **options: object) -> int:
    """Say that a fact is right as it stands: it is sure from then on.

    One that was set aside because it breaks a shape is not published by this: reject it, and assert it as it
    should be.

    \b
    Example:
      diplograph curate accept fact:visit-24053d1b54ea1a
    """
    return decide([("accept", fact, "")], options)


@click.command(context_settings=SETTINGS)
@click.argument("fact", metavar="FACT")
@click.argument("word", metavar="STATUS")
@decision_options
def status(fact: str, word: str, **options: object) -> int:
    """Say whether a fact holds: Actual, Planned, Possible or Denied.

    \b
    Example:
      diplograph curate status fact:visit-24053d1b54ea1a Denied
    """
    return decide([("status", fact, word)], options)


@click.command(context_settings=SETTINGS)
@click.argument("fact", metavar="FACT")
@click.argument("changes", nargs=-1, required=True, metavar="ROLE=VALUE...")
@decision_options
def amend(fact: str, changes: tuple[str, ...], **options: object) -> int:
    """Correct roles of a fact.

    Several values of a role stand between "|"; no value takes the role out. Each change is a line.

    \b
    Examples:
      diplograph curate amend fact:visit-24053d1b54ea1a start=2023-11-01 host=Kazakhstan
      diplograph curate amend fact:visit-24053d1b54ea1a place=
    """
    return decide([("amend", fact, change) for change in changes], options)


@click.command("assert", context_settings=SETTINGS)
@click.argument("words", nargs=-1, required=True, metavar="CLASS ROLE=VALUE...")
@decision_options
def assert_fact(words: tuple[str, ...], **options: object) -> int:
    """State a fact that no document does; you are its source.

    \b
    Examples:
      diplograph curate assert Presence company=Orano country=Mongolie
      diplograph curate assert "Contract party=Orano|Mongolie start=2025-01 amount=1600000000 USD"
    """
    return decide([("assert", "", " ".join(words))], options)
