"""The country of titles that leave it out, by who published the text and by the names that it gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import Office
from diplograph.extraction.source import Source
from diplograph.language import fold

_OF_COUNTRY = "country/"
_HOST = re.compile(r"(?:https?://)?([^/:?#]+)")
_NOT_FRENCH = frozenset("áíóúñãõåäöüßøășşțţćčďđěğıłńňřśšťůýźżž")
_SHORTEST_NAME = 5  # letters of "maroc"
ALWAYS_SAID = frozenset({"Ambassador", "Envoy"})  # such titles name their country wherever they are read


def bare_side(source: Source, offices: Iterable[Office], date: str) -> str:
    """The one country whose known office holders the text names without their country; "" if none or several.

    A paper writes "le président" of its own and "le président letton" of another.
    """
    said, bare = set(), set()
    for office in offices:
        if office.of:
            said |= set() if office.post in ALWAYS_SAID else {office.of}
        elif office.person is not None and not (office.sense or office.counterpart):
            held = source.knowledge.posts_of(office.person.key, date)
            bare |= {of for post, of in held if post == office.post and of.startswith(_OF_COUNTRY)}
    sides = bare - said
    return sides.pop() if len(sides) == 1 else ""


def publisher_side(source: Source, named: Collection[str]) -> str:
    """The country of the authority or of the press that published the text, by its source; "" if unknown.

    `named` are the keys of what the text names: a host that sounds like a country's speaks for no other.
    """
    address = fold(source.analysed.document.source)
    found = source.knowledge.scan(address, address).words.get("publishers", ())
    if found:
        return found[0].payload["country"]
    side = _named_in_host(source, address)
    return side if side in named else ""


def _named_in_host(source: Source, address: str) -> str:
    """The one country whose name or capital begins or ends a part of the host: "camerounweb.com"."""
    host = _HOST.match(address)
    if host is None:
        return ""
    labels = host.group(1).split(".")[:-1]
    parts = [part for label in labels for part in label.split("-") if len(part) >= _SHORTEST_NAME]
    ends = {part[:n] for part in parts for n in range(_SHORTEST_NAME, len(part) + 1)}
    ends |= {part[-n:] for part in parts for n in range(_SHORTEST_NAME, len(part))}
    known = source.knowledge.country_names
    found = {name: known[name] for name in ends if name in known}
    sides = {  # "nigeria" is not "niger"
        key for name, key in found.items() if not any(name in other and name != other for other in found)
    }
    return sides.pop() if len(sides) == 1 else ""


def has_french_name(source: Source, person: Mention, *, common: bool = False) -> bool:
    """Whether a person has a French given name and no letter that French lacks.

    Args:
        common: names count too that French shares with its neighbours.
    """
    forms = {"french", "common"} if common else {"french"}
    name = person.name.lower()
    if " " not in name or not _NOT_FRENCH.isdisjoint(name):
        return False
    return any(
        hit.payload["form"] in forms and source.text[hit.end : hit.end + 1] in {" ", "-"}
        for hit in source.words("given_names", person.start, person.start + 1)
    )


def are_french_names_telling(source: Source) -> bool:
    """Whether the text speaks of no other country where French given names are borne."""
    return not any(hit.payload["form"] == "shared" for hit in source.scan.words.get("given_names", ()))
