"""Facts in one line, as an analyst writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.model import FACT_ROLES, Amount, Role, Status, ValueKind
from diplograph.model.claims import (
    Claim,
    ClaimError,
    claim_fact,
    parse_amendment,
    parse_claim,
    split_amendment,
    split_claim,
)


def test_a_claim_is_a_fact() -> None:
    fact = parse_claim(
        "Visit visitKind=State visitor=person/a|person/b host=country/kazakhstan start=2023-11 status=Planned"
    )
    assert (fact.type, fact.status, fact.confidence, fact.evidence) == ("Visit", Status.PLANNED, 1.0, ())
    assert fact.get("visitor") == ("person/a", "person/b")
    assert fact.get("start") == ("2023-11",)


@pytest.mark.parametrize(
    "text",
    [
        "Meeting participant=person/a,person/b",
        "Meeting participant=person/b participant=person/a",
        'Meeting participant="person/a" | "person/b"',
        "Meeting   participant = person/a|person/b ",
    ],
)
def test_several_values(text: str) -> None:
    assert parse_claim(text) == parse_claim("Meeting participant=person/a|person/b")


def test_a_kind_that_is_left_out_is_the_other_one() -> None:
    assert parse_claim("Visit visitor=person/a").get("visitKind") == ("Other",)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("4000000000 USD", Amount(Decimal(4000000000), "USD")),
        ("2000000000-EUR", Amount(Decimal(2000000000), "EUR")),
        ('"AtLeast 500 MW"', Amount(Decimal(500), "MW", "AtLeast")),
        ("50..100 EUR", Amount(Decimal(50), "EUR", "", Decimal(100))),
        ("1.5 GW", Amount(Decimal("1.5"), "GW")),
    ],
)
def test_quantities(text: str, amount: Amount) -> None:
    assert parse_claim(f"Contract party=company/a amount={text}").get("amount") == (amount,)


def test_texts_hold_blanks_commas_and_quotes() -> None:
    claim = split_claim("Office holder=person/a post=Minister title=ministre, dit « d'État » of=country/x")
    assert claim.roles["title"] == ("ministre, dit « d'État »",)
    assert split_claim(str(claim)) == claim


def test_names_in_words_are_left_for_who_knows_them() -> None:
    assert split_claim("Presence company=Air Liquide country=Arabie saoudite").roles == {
        "company": ("Air Liquide",),
        "country": ("Arabie saoudite",),
    }


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("", "'' is no class of facts", "Agreement"),
        ("Visite visitor=person/a", "'Visite' is no class", "did you mean Visit?"),
        ("Visit visitro=person/a", "Visit has no role 'visitro'", "did you mean visitor?"),
        ("Visit visitor=person/a status=Réel", "is no status", "it is one of"),
        ("Visit visitor=", "Visit needs visitor", "add visitor="),
        ("Meeting participant=person/a", "needs participant 2 times", "add"),
        ("Contract", "Contract says nothing", "party"),
        ("Presence company=company/a|company/b country=country/x", "takes one value, not 2", "keep"),
        ("Visit visitor=Jean", "visitor is no key: 'Jean'", "company/orano"),
        ("Visit visitor=person/a start=hier", "start is no date", "YYYY"),
        ("Cooperation party=country/a|country/b sector=Énergie", "is no sector", "energy.nuclear"),
        ("Figure indicator=Trade value=cinq unit=EUR", "is no number: 'cinq'", "12.5"),
        ("Figure indicator=Trade value=nan unit=EUR", "is no number: 'nan'", "12.5"),
        ("Contract party=company/a amount=5", "is no quantity: '5'", "USD"),
        ("Contract party=company/a amount=Environ 5 EUR", "is no quantity", "AtLeast"),
    ],
)
def test_what_is_no_claim(text: str, reason: str, hint: str) -> None:
    with pytest.raises(ClaimError) as caught:
        parse_claim(text)
    assert reason in caught.value.reason
    assert hint in caught.value.hint


def test_amendments() -> None:
    assert split_amendment("place=") == ("place", ())
    assert parse_amendment("Visit", "start=2024-01") == ("start", ("2024-01",))
    assert parse_amendment("Contract", "amount=5 EUR") == ("amount", (Amount(Decimal(5), "EUR"),))
    for text in ("start", "=2024", "start 2024"):
        with pytest.raises(ClaimError, match="is no amendment"):
            split_amendment(text)
    with pytest.raises(ClaimError, match="Presence has no role 'start'"):
        parse_amendment("Presence", "start=2024")


def _values(role: Role) -> st.SearchStrategy[str]:
    keys = st.from_regex(r"(company|person|country)/[a-z]{1,8}", fullmatch=True)
    by_kind = {
        ValueKind.ENTITY: keys,
        ValueKind.TERM: st.sampled_from(sorted(role.terms) or [""]),
        ValueKind.SECTOR: st.from_regex(r"[a-z]{2,8}(\.[a-z]{2,8})?", fullmatch=True),
        ValueKind.DATE: st.sampled_from(["2024", "2024-02", "2024-02-29"]),
        ValueKind.TEXT: st.from_regex(r"[a-zé']{1,9}( [a-zé,]{1,9}){0,3}", fullmatch=True),
        ValueKind.NUMBER: st.from_regex(r"-?[1-9][0-9]{0,5}(\.[0-9]{1,3})?", fullmatch=True),
        ValueKind.UNIT: st.sampled_from(["EUR", "MW", "percent", "km"]),
        ValueKind.AMOUNT: st.from_regex(r"(About )?[1-9][0-9]{0,9} (EUR|GW)", fullmatch=True),
    }
    return by_kind[role.kind]


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(sorted(FACT_ROLES)))
    roles = {}
    for role in FACT_ROLES[kind]:
        most = min(role.maximum or 3, 3)
        found = draw(st.lists(_values(role), min_size=role.minimum, max_size=most, unique=True))
        if found:
            roles[role.name] = tuple(found)
    return Claim(kind, roles, draw(st.sampled_from(["", "Planned", "Denied"])))


@given(claims())
def test_what_is_written_is_read_back(claim: Claim) -> None:
    assert split_claim(str(claim)) == claim
    if claim.roles:
        assert claim_fact(split_claim(str(claim))) == claim_fact(claim)
