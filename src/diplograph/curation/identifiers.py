"""Identifiers that an analyst gives a thing: an IRI, or a scheme and a value (`wikidata=Q3356393`)."""

from __future__ import annotations

import re
from collections.abc import Collection

from diplograph.rdf.addresses import item_address
from diplograph.spelling import did_you_mean

# Scheme → form of its values, and what to write.
_SCHEMES = {
    "wikidata": (re.compile(r"Q[1-9]\d*"), "write Q and a number: wikidata=Q3356393"),
    "geonames": (re.compile(r"[1-9]\d*"), "write a number: geonames=1526273"),
    "isin": (re.compile(r"[A-Z]{2}[A-Z0-9]{9}\d"), "write 12 letters and figures: isin=FR0000120271"),
    "iso3166": (re.compile(r"[A-Z]{2}"), "write two capitals: iso3166=KZ"),
    "iso3166-alpha3": (re.compile(r"[A-Z]{3}"), "write three capitals: iso3166-alpha3=KAZ"),
    "iso3166-numeric": (re.compile(r"\d{3}"), "write three figures: iso3166-numeric=398"),
}
_IRI = re.compile(r"""https?://[^\s<>"{}|\\^`]+""")
_WORD = re.compile(r"[\w-]+")


def identifier_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with an identifier and what to write; None when nothing is."""
    scheme, equals, value = _split(text)
    if _is_iri(text):
        if item_address(text):
            return None
        return f"is no item of Wikidata or GeoNames: {text!r}", "write wikidata=Q… or geonames=…"
    if not equals:
        schemes = ", ".join(f"{name}=…" for name in _SCHEMES)
        return f"is no identifier: {text!r}", f"write an IRI (https://…), or one of {schemes}"
    if scheme not in _SCHEMES:
        return f"does not know {scheme!r}", nearest(scheme, tuple(_SCHEMES))
    form, hint = _SCHEMES[scheme]
    return None if form.fullmatch(value) else (f"is no {scheme} identifier: {value!r}", hint)


def normal_identifier(text: str) -> str:
    """An identifier in the one form that it has in a ledger."""
    scheme, _, value = _split(text)
    return text if _is_iri(text) else f"{scheme}={value}"


def _split(text: str) -> tuple[str, str, str]:
    scheme, equals, value = text.partition("=")
    return scheme.strip().lower(), equals, value.strip()


def _is_iri(text: str) -> bool:
    """Whether it is an IRI, which may hold "=" too."""
    return bool(_IRI.fullmatch(text)) and not _WORD.fullmatch(text.partition("=")[0])


def nearest(word: str, known: Collection[str]) -> str:
    """A hint that tells the known word that may be meant, or all of them."""
    return did_you_mean(word, known, f"it is one of {', '.join(known)}")
