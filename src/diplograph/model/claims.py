"""Facts in one line, as an analyst writes them: `Visit visitor=person/x host=country/y start=2023-11-01`.

A class, then roles; several values of a role stand between "|" or, where no text is, commas (or the role is
repeated). A value ends where the next role begins, so texts need no quotes; double quotes around a value are
taken off. `status=Planned` tells the status; a quantity is `4000000000 USD`, `AtLeast 500 MW`, `50..100 EUR`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from diplograph.model.schema import FACT_ROLES, MODIFIERS, Role, Status, ValueKind
from diplograph.model.values import ISO_DATE, KEY, Amount, Fact, Value, make_fact
from diplograph.spelling import did_you_mean

SEPARATOR = "|"
STATUS = "status"

_ROLE = re.compile(r"(?:^|\s)([A-Za-z]\w*)\s?=")
_AMOUNT = re.compile(r"(?:(\w+)\s+)?(-?\d[\d.]*?)(?:\.\.(-?\d[\d.]*))?(?:\s+|-)([^\s-]\S*)")
# Kinds of value that hold no comma.
_LISTED = frozenset({ValueKind.ENTITY, ValueKind.TERM, ValueKind.SECTOR, ValueKind.DATE})
_LISTED_ROLES = frozenset(
    role.name for roles in FACT_ROLES.values() for role in roles if role.kind in _LISTED
)


class ClaimError(ValueError):
    """A line that states no fact: what is wrong, and in `hint` what to write."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Claim:
    """A line taken apart, its values as written.

    Attributes:
        roles: role → values, in the order of the line.
        status: "" when the line leaves it out.
    """

    type: str
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    status: str = ""

    def __str__(self) -> str:
        words = [self.type, *(f"{role}={SEPARATOR.join(values)}" for role, values in self.roles.items())]
        return " ".join([*words, f"{STATUS}={self.status}"] if self.status else words)


def split_claim(text: str) -> Claim:
    """Take a line apart; classes and roles are checked, values are not.

    Raises:
        ClaimError: it names no class of facts, or a role that the class does not have.
    """
    first = _ROLE.search(text)
    head = (text[: first.start()] if first else text).strip()
    if head not in FACT_ROLES:
        raise ClaimError(f"{head!r} is no class of facts", _nearest(head, FACT_ROLES))
    roles: dict[str, tuple[str, ...]] = {}
    for name, value in _pairs(text):
        known = [role.name for role in FACT_ROLES[head]]
        if name not in (*known, STATUS):
            raise ClaimError(f"{head} has no role {name!r}", _nearest(name, (*known, STATUS)))
        roles[name] = (*roles.get(name, ()), *_members(name, value))
    status = roles.pop(STATUS, ())
    if status and (len(status) > 1 or status[0] not in list(Status)):
        raise ClaimError(f"{'|'.join(status)!r} is no status", _nearest(status[0], list(Status)))
    return Claim(head, {name: values for name, values in roles.items() if values}, "".join(status))


def parse_claim(text: str) -> Fact:
    """The fact that a line states: sure, and without words of a document.

    Raises:
        ClaimError: see `split_claim`, `parse_values`; or a role that the class must have is missing.
    """
    return claim_fact(split_claim(text))


def claim_fact(claim: Claim) -> Fact:
    """The fact of a line that was taken apart.

    Raises:
        ClaimError: a value does not fit its role, or a role has too few or too many.
    """
    roles = FACT_ROLES[claim.type]
    arguments: dict[str, object] = {}
    for role in roles:
        values = parse_values(role, claim.roles.get(role.name, ()))
        if not values and role.minimum and "Other" in role.terms:
            values = ("Other",)
        if len(values) < role.minimum:
            least = "" if role.minimum == 1 else f" {role.minimum} times"
            raise ClaimError(f"{claim.type} needs {role.name}{least}", f"add {role.name}={_expected(role)}")
        arguments[role.name] = values
    if not any(arguments.values()):
        raise ClaimError(f"{claim.type} says nothing", f"it takes {', '.join(role.name for role in roles)}")
    return make_fact(claim.type, arguments, status=Status(claim.status or "Actual"), confidence=1.0)


def split_amendment(text: str) -> tuple[str, tuple[str, ...]]:
    """Role and values of `role=value`; no value takes the role out.

    Raises:
        ClaimError: it has another form.
    """
    name, equals, value = text.partition("=")
    name = name.strip()
    if not equals or not re.fullmatch(r"[A-Za-z]\w*", name):
        raise ClaimError(f"{text!r} is no amendment", "write role=value, such as start=2023-11-01")
    return name, _members(name, value)


def parse_amendment(fact_class: str, text: str) -> tuple[str, tuple[Value, ...]]:
    """Role and values of an amendment of a fact, as `Fact` takes them.

    Raises:
        ClaimError: the class has no such role, or a value does not fit it.
    """
    name, values = split_amendment(text)
    known = {role.name: role for role in FACT_ROLES[fact_class]}
    if name not in known:
        raise ClaimError(f"{fact_class} has no role {name!r}", _nearest(name, known))
    return name, parse_values(known[name], values)


def parse_values(role: Role, values: Iterable[str]) -> tuple[Value, ...]:
    """Values of a role from how they are written.

    Raises:
        ClaimError: one does not fit, or there are too many.
    """
    found = tuple(_value(role, value) for value in dict.fromkeys(values))
    if role.maximum is not None and len(found) > role.maximum:
        raise ClaimError(f"{role.name} takes one value, not {len(found)}", f"keep {role.name}={found[0]}")
    return found


def _value(role: Role, text: str) -> Value:
    match role.kind:
        case ValueKind.AMOUNT:
            return _amount(role, text)
        case ValueKind.NUMBER:
            return _number(role, text)
        case ValueKind.TERM if text not in role.terms:
            raise ClaimError(f"{role.name} does not know {text!r}", _nearest(text, role.terms))
        case ValueKind.DATE if not ISO_DATE.fullmatch(text):
            raise ClaimError(f"{role.name} is no date: {text!r}", f"write {_expected(role)}")
        case ValueKind.ENTITY if not KEY.fullmatch(text):
            raise ClaimError(f"{role.name} is no key: {text!r}", f"write {_expected(role)}")
        case ValueKind.SECTOR if not re.fullmatch(r"[a-z][a-z.-]*", text):
            raise ClaimError(f"{role.name} is no sector: {text!r}", f"write {_expected(role)}")
    return text


def _amount(role: Role, text: str) -> Amount:
    found = _AMOUNT.fullmatch(text)
    if not found or (found[1] and found[1] not in MODIFIERS):
        raise ClaimError(f"{role.name} is no quantity: {text!r}", f"write {_expected(role)}")
    modifier, low, high, unit = found.groups()
    return Amount(_number(role, low), unit, modifier or "", _number(role, high) if high else None)


def _number(role: Role, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ClaimError(f"{role.name} is no number: {text!r}", "write figures with a point: 12.5")
    return number


_EXAMPLES = {
    ValueKind.ENTITY: "a key, such as company/orano",
    ValueKind.SECTOR: "a sector, such as energy.nuclear",
    ValueKind.DATE: "YYYY, YYYY-MM or YYYY-MM-DD",
    ValueKind.TEXT: "a few words",
    ValueKind.NUMBER: "a number, such as 12.5",
    ValueKind.UNIT: "a unit, such as EUR or MW",
    ValueKind.AMOUNT: "a quantity, such as 4000000000 USD or AtLeast 500 MW",
}


def _expected(role: Role) -> str:
    return f"one of {', '.join(sorted(role.terms))}" if role.terms else _EXAMPLES[role.kind]


def _nearest(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    return did_you_mean(word, names, f"it is one of {', '.join(names)}")


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    found = list(_ROLE.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [(match[1], text[match.end() : end]) for match, end in zip(found, ends, strict=False)]


def _members(role: str, text: str) -> tuple[str, ...]:
    cut = re.split(r"[|,]", text) if role in _LISTED_ROLES else text.split(SEPARATOR)
    parts = (" ".join(part.split()) for part in cut)
    return tuple(part for part in map(_bare, parts) if part)


def _bare(text: str) -> str:
    return text[1:-1].strip() if len(text) > 1 and text[0] == text[-1] == '"' else text
