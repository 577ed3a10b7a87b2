"""An explanation as text for a person, or as JSON of a stable shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby

from diplograph.query.explaining import Explanation, Rule, Ruling, Statement, Words
from diplograph.query.table import abbreviated
from diplograph.query.wording import named, wording


def as_text(explanation: Explanation, *, prefixes: Mapping[str, str], language: str = "en") -> str:
    """A block on the thing, then one a fact; the words stand between double brackets in their sentence.

    Args:
        language: en or fr; names and the words of documents stay as they are.
    """
    return _Teller(prefixes, language).text(explanation)


class _Teller:
    """Writes an explanation in one language."""

    def __init__(self, prefixes: Mapping[str, str], language: str) -> None:
        self._namespaces = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._language = language
        self._words_of = wording("explain", language)

    def text(self, explanation: Explanation) -> str:
        whole = len(explanation.facts) == 1 and explanation.facts[0].iri == explanation.iri
        blocks = [] if whole else ["\n".join(self._thing(explanation))]
        blocks += ["\n".join(self._fact(fact)) for fact in explanation.facts]
        more = explanation.total - len(explanation.facts)
        if more:
            blocks.append(self._say("more", count=more))
        return "\n\n".join(blocks) + "\n"

    def _say(self, key: str, **parts: object) -> str:
        return self._words_of[key].format(**parts)

    def _counted(self, key: str, count: int, **parts: object) -> str:
        return self._say(f"{key}_one" if count == 1 else key, count=count, **parts)

    def _name(self, name: str) -> str:
        """A class, role or status: as queries have it, or in French."""
        return name if self._language == "en" else named(name, self._language)

    def _thing(self, explanation: Explanation) -> Iterator[str]:
        yield f"{explanation.label}  {abbreviated(explanation.iri, self._namespaces)}"
        where = ", ".join(explanation.documents)
        kind = self._name(explanation.type)
        yield f"  {self._counted('named_in', len(explanation.documents), type=kind, where=where)}"
        if explanation.forms:
            yield f"  {self._say('also', forms=', '.join(explanation.forms))}"
        if explanation.same_as:
            things = ", ".join(abbreviated(iri, self._namespaces) for iri in explanation.same_as)
            yield f"  {self._say('same_as', things=things)}"
        yield f"  {self._counted('facts', explanation.total)}"
        yield from (f"  {self._ruling(ruling)}" for ruling in explanation.rulings)

    def _fact(self, fact: Statement) -> Iterator[str]:
        yield f"{fact.label}  {abbreviated(fact.iri, self._namespaces)}"
        told = {"type": self._name(fact.type), "status": self._name(fact.status)}
        yield f"  {self._say('fact', **told, number=f'{fact.confidence:g}')}"
        for role, arguments in groupby(fact.arguments, key=lambda argument: argument.role):
            values = ", ".join(argument.value for argument in arguments)
            yield f"  {self._name(role)}{self._say('colon')}{values}"
        for words in fact.words:
            yield from self._words(words)
        yield from (f"  {self._say('by', rule=_rule(rule))}" for rule in fact.rules)
        yield from (f"  {self._ruling(ruling)}" for ruling in fact.rulings)

    def _ruling(self, ruling: Ruling) -> str:
        when = f", {ruling.date}" if ruling.date else ""
        reason = f" ({ruling.reason})" if ruling.reason else ""
        return self._say("decided", author=ruling.author, when=when, decision=ruling.decision, reason=reason)

    def _words(self, words: Words) -> Iterator[str]:
        told = ", ".join(part for part in (words.document, words.title, words.published) if part)
        yield f"  {self._say('characters', told=told, start=words.start, end=words.end)}"
        yield f"    {words.before}[[{words.quote}]]{words.after}"


def _rule(rule: Rule) -> str:
    return f"{rule.rule} ({rule.file}:{rule.line})" if rule.line else rule.rule


def as_json(explanation: Explanation) -> str:
    """An object of the shape that docs/commands/explain.md gives; keys are only ever added."""
    return json.dumps(asdict(explanation), ensure_ascii=False, indent=2) + "\n"
