"""What a given name tells of whose minister somebody is: "le ministre délégué au Commerce, Jean Duval".

A text leaves out the country of its own; a French name then says that it is its own, unless the text speaks
of another country where such names are borne.
"""

from __future__ import annotations

from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source

_NOT_FRENCH = frozenset("áíóúñãõåäöüßøăâșşțţćčďđěğıłńňřśšťůýźżž") - frozenset("â")


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
