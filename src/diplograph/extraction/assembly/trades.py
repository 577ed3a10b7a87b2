"""What an agreement is about where its own words do not say it: what its parties are there for.

Two ministries of justice sign on justice, a maker of trains signs on trains. A party's name tells its matter;
of a firm the tables know the trade, which counts where the text speaks of that trade or both firms share it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from diplograph.extraction.drafts import Draft
from diplograph.extraction.mentions import Mention
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.model import AGREEMENT_CLASSES, ORGANIZATIONS, EntityType

# Those who sign for everything: a ministry of finance any loan, a development bank any project.
_NEAR = 400  # characters within which the text must speak of a firm's trade
_FOR_ALL = frozenset({"politics", "economy", "development", "finance", "trade"})


@dataclass
class Trades:
    """The matters that the parties of one document's agreements stand for."""

    source: Source
    mentions: Sequence[Mention]
    _named: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False)

    def completed(self, draft: Draft) -> Draft:
        """An agreement whose words tell no sector, with that of its parties; any other reading as it is."""
        if draft.type not in AGREEMENT_CLASSES or draft.get("sector"):
            return draft
        keys = [str(key) for key in draft.get("party")]
        found = self._by_name(keys) or self._by_trade(keys, draft.start)
        return draft.having(sector=found) if found else draft

    @cached_property
    def _organizations(self) -> dict[str, tuple[EntityType, str]]:
        return {m.key: (m.type, m.name) for m in self.mentions if m.type in ORGANIZATIONS}

    @cached_property
    def _told(self) -> dict[str, list[int]]:
        """Where the text speaks of each trade, in order."""
        told: dict[str, list[int]] = defaultdict(list)
        for hit in self.source.scan.sectors:
            told[hit.payload.code].append(hit.start)
        return told

    def _by_name(self, keys: Sequence[str]) -> tuple[str, ...]:
        told = [codes for key in keys if (codes := self._in_name(key))]
        if len(told) < 2:
            return told[0] if told and len(told[0]) == 1 else ()  # a ministry of many things tells none
        return tuple(c for c in told[0] if all(any(_are_related(c, d) for d in other) for other in told[1:]))

    def _in_name(self, key: str) -> tuple[str, ...]:
        """Sectors that a body's name tells: "ministère de la Justice"; of a firm the tables may know more."""
        if key not in self._named:
            kind, name = self._organizations.get(key, (None, ""))
            if key in self._trades:
                name = ""
            hits = self.source.knowledge.scan(name, fold(name)).sectors if name else ()
            general = _FOR_ALL if kind is not EntityType.COMPANY else frozenset()
            found = (hit.payload.code for hit in hits)
            self._named[key] = tuple(dict.fromkeys(code for code in found if code not in general))
        return self._named[key]

    @property
    def _trades(self) -> Mapping[str, tuple[str, ...]]:
        return self.source.knowledge.gazetteer.company_sectors

    def _by_trade(self, keys: Sequence[str], offset: int) -> tuple[str, ...]:
        """The one trade of firms among the parties, of several what the text speaks of nearest by."""
        trades = [set(self._trades[key]) for key in keys if key in self._trades]
        if not trades:
            return ()
        shared = set.intersection(*trades) if len(trades) > 1 else set[str]()
        codes = shared or {code for own in trades for code in own}
        distances = {code: distance for code in codes if (distance := self._distance(code, offset)) >= 0}
        if distances and min(distances.values()) <= _NEAR:
            return (min(distances, key=lambda code: (distances[code], code)),)
        return ()

    def _distance(self, code: str, offset: int) -> int:
        """How far from an offset the text speaks of a trade; -1 where it does not."""
        starts = self._told.get(code, [])
        near = bisect_left(starts, offset)
        return min((abs(start - offset) for start in starts[max(0, near - 1) : near + 1]), default=-1)


def _are_related(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
