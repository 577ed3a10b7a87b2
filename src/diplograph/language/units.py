"""Units and currencies of `data/lexicon/units.csv`: words in any case, symbols to the letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from diplograph.errors import TableError
from diplograph.language.folding import fold
from diplograph.language.tables import Row, any_of, read_table

KINDS = frozenset({"word", "symbol", "magnitude symbol", "rate"})

_PREFIX = re.compile(r"(?:US)?[$€£¥₸₽₹]\s?$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as `Amount` names it, and by what its symbol multiplies: "M€" is EUR, a million times."""

    name: str
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Units:
    """Finds the unit that follows a number, or the currency sign before it."""

    words: Mapping[str, Unit]
    symbols: Mapping[str, Unit]
    magnitudes: Mapping[str, int]
    word: re.Pattern[str]
    symbol: re.Pattern[str]
    names: frozenset[str]
    rates: Mapping[str, str]
    rate: re.Pattern[str]

    def at_rate(self, unit: Unit, folded: str, position: int) -> tuple[Unit, int]:
        """A unit by the day where one is known and the text says so: "400 000 m3 (d'eau) par jour"."""
        found = self.rate.match(folded, position)
        name = unit.name + self.rates[re.sub(r"\s+", " ", found["rate"])] if found else ""
        return (Unit(name, unit.factor), found.end()) if found and name in self.names else (unit, position)

    def match(self, text: str, folded: str, position: int) -> tuple[Unit, int] | None:
        """The unit at a position, right after a number, and where it ends."""
        symbol = self.symbol.match(text, position)
        if symbol is not None:
            unit = self.symbols[symbol["unit"]] if symbol["unit"] else None
            factor = self.magnitudes[symbol["magnitude"]] if symbol["magnitude"] else 1
            if unit is not None:
                return Unit(unit.name, unit.factor * factor), symbol.end()
        word = self.word.match(folded, position)
        if word is None:
            return None
        unit = self.words[re.sub(r"\s+", " ", word["unit"])]
        factor = 1
        if word["magnitude"]:
            factor = self.magnitudes[text[word.start("magnitude") : word.end("magnitude")]]
        return Unit(unit.name, factor), word.end()

    def prefix(self, text: str, position: int) -> tuple[Unit, int] | None:
        """The currency sign right before a number, and where it begins."""
        sign = _PREFIX.search(text, max(0, position - 4), position)
        unit = self.symbols.get(sign.group().strip()) if sign else None
        return (unit, sign.start()) if sign and unit else None


def _unit(row: Row) -> Unit:
    name, _, factor = row.value.partition(" ")
    if not name or (factor and not factor.isdigit()):
        raise TableError(f"{row.value!r} is not a unit", where=row.where, hint="write: EUR, or EUR 1000000")
    return Unit(name, int(factor or 1))


@cache
def units() -> Units:
    """Read the table; once per process."""
    rows = read_table("units", kinds=KINDS)
    words = {fold(row.form): _unit(row) for row in rows if row.kind == "word"}
    symbols = {row.form: _unit(row) for row in rows if row.kind == "symbol"}
    magnitudes = {row.form: int(row.value) for row in rows if row.kind == "magnitude symbol"}
    rates = {fold(row.form): row.value for row in rows if row.kind == "rate"}
    # Case matters in these even among words, whose text is folded: M is a million, m a metre.
    loose = any_of({fold(form) for form in magnitudes})
    return Units(
        words=words,
        symbols=symbols,
        magnitudes={**{fold(form): value for form, value in magnitudes.items()}, **magnitudes},
        word=re.compile(
            rf"(?:\s*(?P<magnitude>{loose}))?(?:\s+de\s+|\s+d'\s?|\s*)(?<![^\W\d_])(?P<unit>{any_of(words)})(?!\w)"
        ),
        symbol=re.compile(
            rf"(?:\s(?:de\s|d['’])?)?(?:(?P<magnitude>{any_of(magnitudes)})\s)?(?P<unit>{any_of(symbols)})(?![\w'])"
        ),
        names=frozenset(unit.name for unit in (*words.values(), *symbols.values())),
        rates=rates,
        rate=re.compile(
            rf"(?:\s(?:de\s|d')[\w-]{{2,20}}(?:\s(?!par\s)[\w-]{{2,20}}){{0,2}})?\s*(?P<rate>{any_of(rates)})(?!\w)"
        ),
    )
