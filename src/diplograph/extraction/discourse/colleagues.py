"""Whom "les (deux, quatre) ministres" means far from their names: those whom the text has named so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.language import fold

if TYPE_CHECKING:
    from diplograph.extraction.discourse.discourse import Discourse
    from diplograph.knowledge import Entry, Hit

_MOST = 6
_OF_GOVERNMENT = ("gouvernement", "premiers ministres")


def named_ministers(discourse: Discourse, hit: Hit[Entry]) -> tuple[str, ...]:
    """Ministers of different states named before "les ministres", in order; () unless as many as it says.

    Of two, where the text named more, those of its title.
    """
    count = int(hit.payload["count"] or 0)
    words = discourse.source.folded[hit.start : hit.end]
    post = "HeadOfGovernment" if words.endswith(_OF_GOVERNMENT) else "Minister"
    found: dict[str, str] = {}
    for office in discourse.offices:
        if office.start >= hit.start or office.post != post or office.person is None or office.sense:
            continue
        of = discourse.office_of(office)
        if of.startswith("country/"):
            found.setdefault(office.person.key, of)
    persons = tuple(found)
    if count == 2 and len(persons) > count:
        title = fold(discourse.source.analysed.document.title)
        names = {o.person.key: o.person.name for o in discourse.offices if o.person is not None}
        persons = tuple(p for p in persons if fold(names[p]) in title)
    if len(persons) != count and (count or not 2 <= len(persons) <= _MOST):
        return ()
    states = {found[person] for person in persons}
    return persons if len(states) == len(persons) or (count > 2 and len(states) == 2) else ()
