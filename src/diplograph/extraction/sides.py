"""The country that a text speaks from, whose titles it may leave bare: "le ministre de la Santé, X"."""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.extraction.posts import Office
from diplograph.extraction.source import Source
from diplograph.language import fold

_OF_COUNTRY = "country/"
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


def publisher_side(source: Source) -> str:
    """The country of the authority or of the press that published the text, by its source; "" if unknown."""
    address = fold(source.analysed.document.source)
    found = source.knowledge.scan(address, address).words.get("publishers", ())
    return found[0].payload["country"] if found else ""
