"""Items of the desk as text, in English or French; the words that state a fact stand between [[ and ]]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diplograph.curation.advice import advice
from diplograph.curation.described import Described, Describer
from diplograph.curation.desk import Case, Why
from diplograph.curation.keys import prefixed
from diplograph.query.conflicts import Citation, Conflict
from diplograph.query.explaining import Words
from diplograph.query.wording import named, wording
from diplograph.rdf.vocabulary import DG
from diplograph.store import SetAside

_MOST_PASSAGES = 4
_LONGEST = 160


def say(key: str, language: str, **parts: object) -> str:
    """A phrase of `data/wording/review.csv`."""
    return wording("review", language)[key].format(**parts)


class Teller:
    """Writes cases of one open store in one language."""

    def __init__(self, describer: Describer, *, language: str) -> None:
        self._describer = describer
        self._language = language

    def case(self, case: Case) -> str:
        """A block of lines: what it is, its words, why it is there, what one can do."""
        if case.why is Why.JOIN:
            return "\n".join(self._join(case))
        if case.why is Why.LINK:
            return "\n".join(self._link(case))
        described = self._describer.describe(case.key)
        return "\n".join(self._fact(case, described))

    def _fact(self, case: Case, described: Described) -> Iterator[str]:
        language = self._language
        yield f"{described.label or case.label}  {prefixed(case.key)}"
        parts = [say("aside" if described.aside else case.why.value, language)]
        parts += [named(name, language) for name in (described.type, described.status) if name]
        if described.confidence >= 0:
            parts.append(say("confidence", language, number=f"{described.confidence:g}"))
        yield f"  {', '.join(parts)}"
        colon = " : " if language == "fr" else ": "
        for role, values in described.roles.items():
            told = ", ".join(self._value(each.value, each.words) for each in values)
            name = named(role, language)
            yield f"  {role}{f' ({name})' if name != role else ''}{colon}{told}"
        words = [each for each in described.words if case.document in ("", each.document)] or described.words
        for passage in list(words)[:_MOST_PASSAGES]:
            yield from self._words(passage)
        if described.is_fact and not words:
            yield f"  {say('no_words', language)}"
        if case.conflict:
            yield from self._conflict(case, case.conflict)
        for reason in case.reasons:
            yield f"  {say(reason.severity, language)}{colon}{self._reason(reason)}"
        for decision in sorted({each for reason in case.reasons for each in reason.decisions}):
            yield f"  {say('by_decision', language, decision=decision)}"
        for name, thing in sorted({each for reason in case.reasons for each in reason.joined}):
            yield f"  {say('by_join', language, name=name, thing=thing)}"
        if case.reasons:
            yield from (f"  {say('one_can', language)} {command}" for command in advice(case, described))

    def _conflict(self, case: Case, conflict: Conflict) -> Iterator[str]:
        """The values that contradict one another, the one of this fact first."""
        language = self._language
        kind = say(f"kind_{conflict.kind}", language)
        yield f"  {say('conflict_on', language, kind=kind)} {conflict.about}"
        keys = {claim.fact: self._describer.key(claim.fact) for claim in conflict.claims}
        for claim in sorted(conflict.claims, key=lambda claim: keys[claim.fact] != case.key):
            own = keys[claim.fact] == case.key
            yield f"    {say('this', language) if own else keys[claim.fact]}  {claim.value}"
            if not own:
                yield from (
                    f"      {_source(cited)}: [[{' '.join(cited.quote.split())}]]"
                    for cited in claim.citations[:_MOST_PASSAGES]
                )

    def _link(self, case: Case) -> Iterator[str]:
        language = self._language
        label = self._describer.describe(case.key).label
        yield say("taken_for", language, name=case.name, label=label, thing=case.key)
        yield f"  {say('link', language)}, {say('confidence', language, number=f'{case.score:g}')}"
        others = [f"{self._describer.describe(key).label} ({key})" for key in case.candidates]
        if others:
            yield f"  {say('candidates', language, names=', '.join(others))}"
        yield from self._words(self._describer.passage(case.document, case.start, case.end))

    def _join(self, case: Case) -> Iterator[str]:
        person = case.candidates[0]
        label = self._describer.describe(person).label
        name = self._describer.name_in(case.document, case.key, person)
        yield say("taken_for", self._language, name=name, label=label, thing=person)
        yield f"  {say('join', self._language)}"
        for passage in self._describer.offices(case.document, person)[:_MOST_PASSAGES]:
            yield from self._words(passage)

    def _words(self, words: Words) -> Iterator[str]:
        told = ", ".join(part for part in (words.document, words.title, words.published) if part)
        place = say("characters", self._language, start=words.start, end=words.end)
        yield f"  {told}, {place}"
        yield f"    {words.before}[[{words.quote}]]{words.after}"

    def _value(self, value: str, words: str) -> str:
        return f"{words} ({value})" if words != value and "/" in value else words

    def _reason(self, reason: SetAside) -> str:
        message = reason.messages.get(self._language) or next(iter(reason.messages.values()), reason.shape)
        at = f" ({reason.path.removeprefix(DG)})" if reason.path.startswith(DG) else ""
        value = reason.value if len(reason.value) <= _LONGEST else f"{reason.value[:_LONGEST]}…"
        return f"{message}{at}{f' [{_shown(value)}]' if value else ''}"


def _source(cited: Citation) -> str:
    return ", ".join(part for part in (cited.document, cited.published) if part)


def _shown(term: str) -> str:
    """A term of N-Triples for a person."""
    if term.startswith("<"):
        return term[1:-1].removeprefix(DG)
    return term.rpartition('"')[0].removeprefix('"') if term.startswith('"') else term


def as_row(case: Case, described: Described | None, *, language: str) -> Mapping[str, object]:
    """A case as a row of a table."""
    words = described.words[0] if described and described.words else None
    reason = case.reasons[0] if case.reasons else None
    message = reason.messages.get(language) or next(iter(reason.messages.values()), "") if reason else ""
    return {
        "why": case.why.value,
        "key": case.key,
        "label": case.label,
        "class": case.type,
        "status": described.status if described else "",
        "confidence": case.score if case.score >= 0 else described.confidence if described else "",
        "document": case.document or (words.document if words else ""),
        "quote": case.name or (words.quote if words else ""),
        "message": message,
        "candidates": "|".join(case.candidates),
    }
