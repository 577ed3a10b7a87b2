"""An explanation as text for a person, or as JSON of a stable shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby

from diplograph.query.explaining import Explanation, Rule, Ruling, Statement, Words
from diplograph.query.table import abbreviated


def as_text(explanation: Explanation, *, prefixes: Mapping[str, str]) -> str:
    """A block on the thing, then one a fact; the words stand between double brackets in their sentence."""
    namespaces = {namespace: prefix for prefix, namespace in prefixes.items()}
    whole = len(explanation.facts) == 1 and explanation.facts[0].iri == explanation.iri
    blocks = [] if whole else ["\n".join(_thing(explanation, namespaces))]
    blocks += ["\n".join(_fact(fact, namespaces)) for fact in explanation.facts]
    more = explanation.total - len(explanation.facts)
    if more:
        blocks.append(f"And {more} more (--limit 0 shows all).")
    return "\n\n".join(blocks) + "\n"


def _thing(explanation: Explanation, namespaces: Mapping[str, str]) -> Iterator[str]:
    yield f"{explanation.label}  {abbreviated(explanation.iri, namespaces)}"
    number = len(explanation.documents)
    where = ", ".join(explanation.documents)
    yield f"  {explanation.type}, named in {number} document{'' if number == 1 else 's'}: {where}"
    if explanation.forms:
        yield f"  also: {', '.join(explanation.forms)}"
    if explanation.same_as:
        yield f"  same as: {', '.join(abbreviated(iri, namespaces) for iri in explanation.same_as)}"
    yield f"  {explanation.total} fact{'' if explanation.total == 1 else 's'}"
    yield from (f"  {_ruling(ruling)}" for ruling in explanation.rulings)


def _fact(fact: Statement, namespaces: Mapping[str, str]) -> Iterator[str]:
    yield f"{fact.label}  {abbreviated(fact.iri, namespaces)}"
    yield f"  {fact.type}, {fact.status}, confidence {fact.confidence:g}"
    for role, arguments in groupby(fact.arguments, key=lambda argument: argument.role):
        yield f"  {role}: {', '.join(argument.value for argument in arguments)}"
    for words in fact.words:
        yield from _words(words)
    yield from (f"  by {_rule(rule)}" for rule in fact.rules)
    yield from (f"  {_ruling(ruling)}" for ruling in fact.rulings)


def _ruling(ruling: Ruling) -> str:
    when = f", {ruling.date}" if ruling.date else ""
    reason = f" ({ruling.reason})" if ruling.reason else ""
    return f"decided by {ruling.author}{when}: {ruling.decision}{reason}"


def _words(words: Words) -> Iterator[str]:
    told = ", ".join(part for part in (words.document, words.title, words.published) if part)
    yield f"  {told}, characters {words.start} to {words.end}:"
    yield f"    {words.before}[[{words.quote}]]{words.after}"


def _rule(rule: Rule) -> str:
    return f"{rule.rule} ({rule.file}:{rule.line})" if rule.line else rule.rule


def as_json(explanation: Explanation) -> str:
    """An object of the shape that docs/commands/explain.md gives; keys are only ever added."""
    return json.dumps(asdict(explanation), ensure_ascii=False, indent=2) + "\n"
