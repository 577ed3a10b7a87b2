"""Where a ministry's name ends: "ministère des Affaires étrangères et de la Diaspora letton"."""

from __future__ import annotations

from diplograph.extraction.mentions import OF, RUN, Mention, behind
from diplograph.extraction.source import Source, beginning
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_MORE_PORTFOLIO = pattern(r"(?:, (?:et )?| et ){of}{the}?")
_OBJECT = pattern(r" (?:{definite}|{a})")
_OF_PORTFOLIO = pattern(r" {word}?{of}{the}?")


def lowercase_portfolio(source: Source, offset: int, starts: dict[int, Mention]) -> int | None:
    """End of "des affaires étrangères", "de l'intérieur et de la sécurité kazakh" after "ministère"."""
    end: int | None = None
    while True:
        link = (_OF_PORTFOLIO if end is None else _MORE_PORTFOLIO).match(source.folded, end or offset)
        named_by = source.words("portfolios", link.end(), link.end() + 1) if link else ()
        if not named_by or source.text[named_by[0].start].isupper():
            break
        end = max(h.end for h in named_by)
    if end is None:
        return None
    return country_end(source, with_adjectives(source, end), starts) or with_adjectives(source, end)


def coordinated_portfolios(source: Source, end: int, starts: dict[int, Mention]) -> int:
    """End of a ministry's further portfolios: ", des Forêts et du Changement climatique"."""
    while True:
        more = _MORE_PORTFOLIO.match(source.folded, end)
        run = RUN.match(source.text, more.end()) if more else None
        words = source.words("portfolios", more.end(), more.end() + 1) if more else ()
        if run is not None and run.start() not in starts:
            end = with_adjectives(source, max([run.end(), *(word.end for word in words)]))
        elif words and more is not None and more.end() not in starts:
            end = with_adjectives(source, max(word.end for word in words))
        elif further := _complement(source, end):
            end = further
        else:
            return end


def _complement(source: Source, end: int) -> int:
    """End of a small word after a capital one: "des Technologies | de l'information"; 0 if there is none."""
    link = OF.match(source.folded, end)
    words = source.words("portfolios", link.end(), link.end() + 1) if link else ()
    lower = [word.end for word in words if source.text[word.start].islower()]
    return with_adjectives(source, max(lower)) if lower else 0


def country_end(source: Source, offset: int, starts: dict[int, Mention]) -> int | None:
    """Where a country's adjective, or "de" and its name, ends right after an offset."""
    for adjective in beginning(source.scan.adjectives, offset + 1, offset + 2):
        if len(adjective.payload.countries) == 1:
            return adjective.end
    country = behind(source, OF, offset, starts)
    return country.end if country is not None and country.type is EntityType.COUNTRY else None


def with_adjectives(source: Source, end: int) -> int:
    """Take in the adjectives after a name's last capital: "ministère des Affaires étrangères"."""
    for token in source.tokens(end, end + 40):
        if token.pos_ != "ADJ" or not token.text.islower():
            break
        if beginning(source.scan.adjectives, token.idx, token.idx + 1):
            break
        if _OBJECT.match(source.folded, token.idx + len(token)):
            break  # "le lycée n° 12 de Riga | enseigne le français"
        end = token.idx + len(token)
    return end
