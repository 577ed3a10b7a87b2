"""Addresses of the web as people write them into tables: an IRI where it can be made one."""

from __future__ import annotations

import re
from ipaddress import IPv6Address

from diplograph.rdf.terms import iri
from diplograph.rdf.vocabulary import GEONAMES, WIKIDATA

# What no part of an IRI may hold (RFC 3987, section 2.2), beyond what `terms.iri` encodes.
_NEVER = r"\x80-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff" + "".join(
    f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 14)
)
_STRAY = re.compile(rf"[\[\]{_NEVER}]|%(?![0-9A-Fa-f]{{2}})")
_PARTS = re.compile(r"(https?://)([^/?#]*)([^#]*)(#?)(.*)", re.DOTALL)
_PLAIN = rf"(?:[^\[\]@:%{_NEVER}]|%[0-9A-Fa-f]{{2}})*"
_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9][0-9]*)/?(?:#.*)?")
_GEONAMES = re.compile(r"https?://(?:sws\.|www\.)?geonames\.org/([1-9][0-9]*)(?:/[^/]*)?")
_HOST = re.compile(rf"(?:{_PLAIN}(?::{_PLAIN})*@)?(?:\[([0-9A-Fa-f:.]+)\]|{_PLAIN})(?::[0-9]*)?")


def web_address(text: str) -> str | None:
    """The IRI term of an address that begins with http:// or https://; None for all else.

    What its path, query or fragment may not hold is percent-encoded. Without a sound host it is no address:
    "http://[lemonde" is a slip of the pen, and no database takes it for an IRI.
    """
    found = _PARTS.fullmatch(iri(text)[1:-1])
    if found is None:
        return None
    scheme, host, path, mark, fragment = found.groups()
    sound = _HOST.fullmatch(host)
    if sound is None or (sound[1] and not _is_ip(sound[1])):
        return None
    return f"<{scheme}{host}{_encoded(path)}{mark}{_encoded(fragment).replace('#', '%23')}>"


def item_address(text: str) -> str:
    """The IRI of an item of Wikidata or GeoNames, from the address of its page; "" for any other address."""
    if found := _WIKIDATA.fullmatch(text):
        return f"{WIKIDATA}{found[1]}"
    if found := _GEONAMES.fullmatch(text):
        return f"{GEONAMES}{found[1]}/"
    return ""


def _encoded(part: str) -> str:
    return _STRAY.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), part)


def _is_ip(text: str) -> bool:
    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True
