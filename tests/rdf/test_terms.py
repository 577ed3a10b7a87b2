from __future__ import annotations

from decimal import Decimal

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.rdf.terms import date, decimal, integer, iri, literal, split_literal
from diplograph.rdf.vocabulary import XSD

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]))


def read(term: str) -> pyoxigraph.Literal:
    line = f"<urn:s> <urn:p> {term} .\n"
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, pyoxigraph.Literal)
    return quad.object


@given(TEXTS, st.sampled_from(["", "fr", "fr-BE"]))
def test_any_text_comes_back(text: str, language: str) -> None:
    term = literal(text, language=language)
    assert "\n" not in term
    assert "\r" not in term
    assert read(term).value == text
    assert split_literal(term) == (text, language.lower(), "")


@given(TEXTS)
def test_any_datatype_comes_back(text: str) -> None:
    term = literal(text, datatype="https://example.org/type")
    assert split_literal(term) == (text, "", "https://example.org/type")
    assert read(term).datatype.value == "https://example.org/type"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.8, "0.8"),
        (1.0, "1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-7, "0.0000001"),
        (Decimal("1.60E9"), "1600000000"),
        (Decimal("-0.00"), "0"),
        (Decimal("100"), "100"),
        (Decimal("12.340"), "12.34"),
    ],
)
def test_decimals_are_canonical_for_the_store(value: Decimal | float, text: str) -> None:
    term = decimal(value)
    assert term == f'"{text}"^^<{XSD}decimal>'
    store = pyoxigraph.Store()
    store.load(f"<urn:s> <urn:p> {term} .".encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    (quad,) = store
    assert str(quad.object) == term


def test_integers_come_back_from_the_store_as_they_went() -> None:
    store = pyoxigraph.Store()
    store.load(f"<urn:s> <urn:p> {integer(12)} .".encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    (quad,) = store
    assert str(quad.object) == integer(12)


@pytest.mark.parametrize(
    ("text", "kind"), [("2024", "gYear"), ("2024-11", "gYearMonth"), ("2024-11-04", "date")]
)
def test_a_date_is_as_precise_as_its_text(text: str, kind: str) -> None:
    assert date(text) == f'"{text}"^^<{XSD}{kind}>'


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="not an ISO date"):
        date("4 mai")


def test_an_iri_holds_no_character_that_breaks_the_line() -> None:
    assert iri("https://example.org/é") == "<https://example.org/é>"
    assert iri('https://example.org/a b<c>"{}|^`\\\n') == (
        "<https://example.org/a%20b%3Cc%3E%22%7B%7D%7C%5E%60%5C%0A>"
    )
