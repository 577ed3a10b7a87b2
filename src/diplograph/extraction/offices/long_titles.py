"""Holders whom a title's grammar does not reach: long portfolios, and portfolios in brackets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import Office, past_civility
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.language.patterns import members
from diplograph.model import EntityType

_FARTHEST = 140  # characters of a minister's portfolios that the grammar of titles does not know
_LONGEST_BRACKET = 60
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "X", "PUNCT"})
_SENTENCE_END = ".;:!?\n()"


def holder_beyond(source: Source, title_end: int, by_start: dict[int, Mention]) -> tuple[Mention | None, int]:
    """Who is named after the rest of a minister's title, and where the title ends; (None, its end) if nobody.

    "ministre des Affaires étrangères et de la Communauté nationale | à l'étranger, X": nouns and what joins
    them, no other title, no verb; the name follows a comma, and a comma or the sentence's end follows it.
    """
    for offset in range(title_end + 2, min(len(source.folded), title_end + _FARTHEST)):
        mention = by_start.get(past_civility(source, offset))
        if mention is None:
            if source.text[offset - 1] in _SENTENCE_END:
                break
            continue
        if mention.type is not EntityType.PERSON or not source.folded.endswith(", ", 0, offset):
            break
        closed = source.text[mention.end : mention.end + 1] in {",", ".", ";", ")", "", "\n"}
        closed = closed or source.folded.startswith(" et ", mention.end)
        if closed and _is_portfolio(source, title_end, offset - 2):
            return mention, offset - 2
        break
    return None, title_end


def _is_portfolio(source: Source, start: int, end: int) -> bool:
    """Whether what stands between a title and a name goes on with the title."""
    if source.words("offices", start, end) or source.words("references", start, end):
        return False
    tokens = [t for t in source.tokens(start, end) if not t.is_space]
    if not tokens or (tokens[0].text == "," and len(tokens) == 1):
        return False
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        charged = source.cues("title_words", token.idx, token.idx + len(token), "charge")
        living = "Part" in token.morph.get("VerbForm", [])  # "des Grecs | résidant à l'étranger"
        if token.pos_ not in _NOMINAL and not (charged or living):
            return False
        if token.text == "," and following is not None:
            charge = source.cues("title_words", following.idx, following.idx + len(following), "charge")
            if fold(following.text) not in members("of", "and") and not charge:
                return False
    return tokens[-1].pos_ in {"NOUN", "PROPN", "ADJ"}


def bracketed_portfolios(
    source: Source, found: Sequence[Office], by_end: dict[int, Mention]
) -> Iterator[Office]:
    """ "Trois ministres lettons, dont X (Énergie) et Y (Travaux publics)": each a minister there."""
    titles = [o for o in found if o.post == "Minister" and o.person is None]
    titles = sorted((o for o in titles if _is_plural(source, o)), key=lambda o: o.title_start)
    if not titles:
        return
    done = -1
    for hit in source.scan.words.get("portfolios", ()):
        opened = source.folded.rfind(" (", max(0, hit.start - _LONGEST_BRACKET), hit.start)
        person = by_end.get(opened)
        if opened <= done or person is None or person.type is not EntityType.PERSON:
            continue
        close = source.text.find(")", hit.end, opened + _LONGEST_BRACKET)
        before = bisect_left(titles, person.start, key=lambda o: o.title_start)
        title = titles[before - 1] if before else None
        if title is None or source.is_parted(title.title_start, person.start):
            continue
        if close < 0 or not _fills(source, opened + 2, close):
            continue
        done = close
        yield replace(
            title,
            start=person.start,
            end=close,
            title_start=opened + 2,
            title_end=close,
            person=person,
        )


def _fills(source: Source, start: int, end: int) -> bool:
    """Whether nothing but portfolios stands in a bracket."""
    rest = source.besides("portfolios", start, end)
    links = members("the", "a", "of", "to", "and")
    return all(word in links for word in rest.replace(",", " ").replace("'", "' ").split())


def _is_plural(source: Source, office: Office) -> bool:
    return source.folded[office.title_start : office.title_end].partition(" ")[0].endswith("s")
