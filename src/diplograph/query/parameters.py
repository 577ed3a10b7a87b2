"""What a person gives for the parameters of a named query, as RDF terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from diplograph.errors import UsageError
from diplograph.knowledge.sectors import load_sectors
from diplograph.language.folding import fold
from diplograph.model.values import ISO_DATE
from diplograph.query.binding import Term
from diplograph.query.named import Kind, NamedQuery, Parameter
from diplograph.query.naming import resolve
from diplograph.query.ontology import closed_list
from diplograph.rdf.vocabulary import DG, SECTOR, XSD
from diplograph.spelling import did_you_mean, nearest_words
from diplograph.store import Store

_LONGEST = 500  # characters of words to look for
# Letters that French, and names in French texts, write with marks.
_MARKED = {
    "a": "aàâäáãå",
    "c": "cçč",
    "e": "eéèêë",
    "i": "iîïí",
    "n": "nñ",
    "o": "oôöóõ",
    "s": "sš",
    "u": "uùûüú",
    "y": "yÿý",
    "z": "zž",
}
_APOSTROPHES = "'’ʼ"


def terms_of(query: NamedQuery, given: Mapping[str, str], store: Store) -> dict[str, Term]:
    """Terms for the parameters that are given or have a default.

    Raises:
        UsageError: a parameter is unknown or missing, or its value is none of its kind; the hint tells which
            there are, or the nearest value.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            there = f"it has {', '.join(known)}" if known else "it has none"
            near = did_you_mean(name, known)
            hint = f"{near} {there}" if near else there
            raise UsageError(f"{query.name} has no parameter {name!r}", hint=hint)
    terms: dict[str, Term] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if parameter.name not in given and not parameter.default:
            if parameter.required:
                raise _missing(query, parameter)
            continue
        terms[parameter.name] = term_of(parameter, value, store)
    return terms


def given_by(query: NamedQuery, named: Iterable[str], values: Iterable[str]) -> dict[str, str]:
    """Parameters from `name=value` texts, and from bare values in the order of the header.

    Raises:
        UsageError: a text has no `=`, a parameter is given twice, or there are more values than parameters.
    """
    known = [parameter.name for parameter in query.parameters]
    given: dict[str, str] = {}
    bare: list[str] = []
    for text in values:
        name, sign, _ = text.partition("=")
        if sign and (name in known or re.fullmatch(r"[A-Za-z]\w*", name)):
            named = [*named, text]
        else:
            bare.append(text)
    for text in named:
        name, sign, value = text.partition("=")
        if not sign:
            raise UsageError(f"{text!r} gives no value", hint=f"write --param '{text}=VALUE'")
        if name in given:
            raise UsageError(f"parameter {name} is given twice", hint="keep one")
        given[name] = value
    free = [name for name in known if name not in given]
    if len(bare) > len(free):
        there = f"it has {', '.join(known)}" if known else "it has no parameters"
        raise UsageError(
            f"{query.name} has no place for {bare[len(free)]!r}",
            hint=f"{there}; quote names of several words",
        )
    return {**given, **dict(zip(free, bare, strict=False))}


def _missing(query: NamedQuery, parameter: Parameter) -> UsageError:
    example = parameter.example or "…"
    quoted = (
        f"'{parameter.name}={example}'" if re.search(r"[\s'’]", example) else f"{parameter.name}={example}"
    )
    return UsageError(
        f"{query.name} needs {parameter.name}: {parameter.about.rstrip('.')}", hint=f"--param {quoted}"
    )


def term_of(parameter: Parameter, value: str, store: Store) -> Term:
    """The term for one value.

    Raises:
        UsageError: it is none of the parameter's kind.
    """
    text = value.strip()
    if not text:
        raise UsageError(
            "the value is empty", where=f"parameter {parameter.name}", hint=f"it takes {parameter.takes}"
        )
    try:
        return _READERS[parameter.kind](parameter, text, store)
    except UsageError as error:
        where = f"parameter {parameter.name}"
        raise UsageError(error.reason, where=where, hint=error.hint, others=error.others) from None


def _entity(parameter: Parameter, value: str, store: Store) -> Term:
    return ox.NamedNode(resolve(store, value, classes=parameter.of))


def _fact(parameter: Parameter, value: str, store: Store) -> Term:
    return ox.NamedNode(resolve(store, value, classes=("Fact",)))


def _sector(parameter: Parameter, value: str, store: Store) -> Term:
    sectors = load_sectors()
    code = value.strip("<>").removeprefix(SECTOR).removeprefix("sector:")
    if code in sectors:
        return ox.NamedNode(f"{SECTOR}{code}")
    labels = {
        fold(label): code
        for code, sector in reversed(list(sectors.items()))
        for label in (*sector.terms, sector.label_en)
    }
    if fold(value) in labels:
        return ox.NamedNode(f"{SECTOR}{labels[fold(value)]}")
    codes = {
        **{sector.label_fr: code for code, sector in sectors.items()},
        **dict(zip(sectors, sectors, strict=True)),
    }
    near = list(dict.fromkeys(codes[word] for word in nearest_words(value, codes, limit=3)))
    told = " or ".join(f"{code} ({sectors[code].label_fr})" for code in near)
    hint = f"did you mean {told}?" if near else f"the widest are {', '.join(_top(sectors))}"
    raise UsageError(f"there is no sector {value!r}", hint=hint)


def _top(sectors: Mapping[str, object]) -> list[str]:
    return [code for code in sectors if "." not in code]


def _term(parameter: Parameter, value: str, store: Store) -> Term:
    members = {name: labels for list_ in parameter.of for name, labels in closed_list(list_).items()}
    local = value.strip("<>").removeprefix(DG).removeprefix("dg:")
    words = {fold(word): name for name, labels in members.items() for word in (*labels, name)}
    if fold(local) in words:
        return ox.NamedNode(f"{DG}{words[fold(local)]}")
    near = did_you_mean(local, words)
    hint = f"{near + '; ' if near else ''}one of {', '.join(members)}"
    raise UsageError(f"{value!r} is no {' or '.join(parameter.of)}", hint=hint)


def _year(parameter: Parameter, value: str, store: Store) -> Term:
    if not re.fullmatch(r"\d{4}", value):
        raise UsageError(f"{value!r} is no year", hint="four digits, such as 2024")
    return ox.Literal(value)


def _date(parameter: Parameter, value: str, store: Store) -> Term:
    if not ISO_DATE.fullmatch(value) or not _exists(value):
        raise UsageError(f"{value!r} is no date", hint="a year, month or day: 2024, 2024-11 or 2024-11-05")
    return ox.Literal(value)


def _exists(value: str) -> bool:
    try:
        date.fromisoformat(value + "0001-01-01"[len(value) :])
    except ValueError:
        return False
    return True


def _text(parameter: Parameter, value: str, store: Store) -> Term:
    return ox.Literal(value)


def _words(parameter: Parameter, value: str, store: Store) -> Term:
    if len(value) > _LONGEST:
        raise UsageError(f"{len(value)} characters are too many", hint=f"give at most {_LONGEST}")
    pattern = "".join(map(_any_accent, fold(" ".join(value.split()))))
    if not pattern:
        raise UsageError(f"{value!r} holds no words")
    return ox.Literal(pattern)


def _any_accent(character: str) -> str:
    if character in _MARKED:
        return f"[{_MARKED[character]}]"
    if character in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    return (
        " +"
        if character == " "
        else character
        if character.isalnum()
        else re.sub(r"([\\.^$*+?()\[\]{}|])", r"\\\1", character)
    )


def _number(parameter: Parameter, value: str, store: Store) -> Term:
    try:
        number = Decimal(re.sub(r"[\s\u00a0\u202f]", "", value).replace(",", "."))
    except InvalidOperation:
        raise UsageError(f"{value!r} is no number", hint="such as 1000000 or 2.5") from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise UsageError(f"{value!r} is no number that a fact can have", hint="such as 1000000 or 2.5")
    return ox.Literal(format(number, "f"), datatype=ox.NamedNode(f"{XSD}decimal"))


_READERS: Mapping[Kind, Callable[[Parameter, str, Store], Term]] = {
    Kind.ENTITY: _entity,
    Kind.FACT: _fact,
    Kind.SECTOR: _sector,
    Kind.TERM: _term,
    Kind.YEAR: _year,
    Kind.DATE: _date,
    Kind.TEXT: _text,
    Kind.WORDS: _words,
    Kind.NUMBER: _number,
}
