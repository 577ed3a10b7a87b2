"""One analysed text as the rules see it: tokens by offset, folded text, and every known word in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from diplograph.extraction.namesakes import settled
from diplograph.knowledge import Entry, Hit, Knowledge, Scan
from diplograph.language import AnalysedText, DateMention, fold
from diplograph.model import Evidence, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

T = TypeVar("T")


class Begun(Protocol):
    """Anything that begins at an offset of the text: a word, a name, a title."""

    @property
    def start(self) -> int:
        """Offset of its first character."""


B = TypeVar("B", bound=Begun)

ARTICLES = frozenset(["le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "au", "aux"])
# Universal Dependencies parts of speech that a noun phrase is made of (universaldependencies.org/u/pos).
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "X", "SYM"})
_DATIVE = frozenset({"à", "au", "aux"})
_DEGREES = frozenset({"plus", "moins", "très", "aussi"})
MOST_TOKENS_IN_PHRASE = 45
LONGEST_CIVILITY = 30
_LONGEST_QUOTE = 1000
_LONGEST_QUOTED_TITLE = 80  # characters of its rest


@dataclass(frozen=True)
class Source:
    """A text under reading.

    Attributes:
        analysed: what the language stage gives.
        knowledge: the tables.
        folded: the body folded, line ends made spaces; same offsets.
        scan, heading: every known word of the body, and of the title.
    """

    analysed: AnalysedText
    knowledge: Knowledge
    folded: str = field(init=False)
    scan: Scan = field(init=False)
    heading: Scan = field(init=False)
    _tokens: list[Token] = field(init=False)
    _starts: list[int] = field(init=False)
    _word_starts: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        body = self.analysed.text[: self.analysed.body_end]
        folded = fold(body).replace("\n", " ")
        object.__setattr__(self, "folded", folded)
        scan = self.knowledge.scan(body, folded)
        title = self.analysed.document.title
        object.__setattr__(self, "heading", self.knowledge.scan(title, fold(title)))
        object.__setattr__(self, "scan", settled(scan, self.heading, self.knowledge, folded))
        object.__setattr__(self, "_tokens", list(self.analysed.doc))
        object.__setattr__(self, "_starts", self.analysed.doc.to_array("IDX").tolist())
        starts = {table: [hit.start for hit in hits] for table, hits in self.scan.words.items()}
        object.__setattr__(self, "_word_starts", starts)

    @property
    def text(self) -> str:
        """The plain text (same offsets as the document's)."""
        return self.analysed.text

    def quote(self, start: int, end: int) -> str:
        """The document's own words between two offsets, spaces and line ends made single spaces."""
        return " ".join(self.analysed.document.text[start:end].split())

    def days(self, start: int, end: int) -> list[int]:
        """Offsets of the days, not mere months or years, between two offsets: a title ends before them."""
        dates = (d for d in self.analysed.dates if start < d.span.start < end)
        return [d.span.start for d in dates if d.period.start.count("-") == 2]

    def is_parted(self, start: int, end: int) -> bool:
        """Whether a sentence begins between two offsets."""
        sentences = self.analysed.sentences
        first = bisect_right(sentences, start, key=lambda sentence: sentence.start)
        return first < len(sentences) and sentences[first].start <= end

    def dates_in(self, start: int, end: int) -> Sequence[DateMention]:
        """Dates that lie between two offsets, in order."""
        dates = self.analysed.dates
        first = bisect_left(dates, start, key=lambda date: date.span.start)
        last = bisect_left(dates, end, lo=first, key=lambda date: date.span.start)
        return [date for date in dates[first:last] if date.span.end <= end]

    def token_index(self, offset: int) -> int:
        """Index of the token that holds an offset, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def tokens(self, start: int, end: int) -> Sequence[Token]:
        """Tokens that begin within a stretch of text."""
        first = bisect_left(self._starts, start)
        return self._tokens[first : bisect_left(self._starts, end, first)]

    def token_starting(self, offset: int) -> Token | None:
        """The first token that begins at or after an offset."""
        index = bisect_left(self._starts, offset)
        return self._tokens[index] if index < len(self._tokens) else None

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Quote the document between two offsets, without the spaces around."""
        text = self.analysed.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Evidence(start, end, text[start:end], rule)

    def words(self, table: str, start: int, end: int) -> Sequence[Hit[Entry]]:
        """Hits of one table that begin between two offsets, in order."""
        hits = self.scan.words.get(table)
        if not hits:
            return ()
        starts = self._word_starts[table]
        first = bisect_left(starts, start)
        return hits[first : bisect_left(starts, end, first)]

    def cues(self, table: str, start: int, end: int, *forms: str) -> list[Hit[Entry]]:
        """Hits of one table that lie between two offsets, in order; of some forms only, if any given."""
        return [
            hit
            for hit in self.words(table, max(0, start), end)
            if hit.end <= end and (not forms or hit.payload.get("form") in forms)
        ]

    def begins(self, table: str, offset: int, *forms: str) -> bool:
        """Whether a word of one table begins at an offset; of some forms only, if any given."""
        found = self.words(table, offset, offset + 1)
        return any(not forms or hit.payload.get("form") in forms for hit in found)

    def besides(self, table: str, start: int, end: int, *forms: str) -> str:
        """Folded text between two offsets without the words of a table, nor the space after each."""
        kept, position = [], max(0, start)
        for hit in self.cues(table, start, end, *forms):
            kept.append(self.folded[position : hit.start])
            position = hit.end + 1 if self.folded.startswith(" ", hit.end) else hit.end
        return "".join(kept) + self.folded[position:end]

    def before(self, link: re.Pattern[str], offset: int, *, reach: int = 40) -> re.Match[str] | None:
        """What a pattern that ends in `$` finds in the folded text right before an offset."""
        return link.search(self.folded, max(0, offset - reach), offset)

    def before_civilities(self, start: int) -> int:
        """Where the civilities right before an offset begin: "| Son Excellence M. Duval"; else the offset."""
        for hit in reversed(self.words("civilities", start - LONGEST_CIVILITY, start)):
            if self.folded[hit.end : start] in {" ", ". "}:
                start = hit.start
        return start

    def hits(self, table: str, sentence: Span) -> list[Hit[T]]:
        """Hits of one table that lie within a sentence, in order."""
        found = self.words(table, sentence.start, sentence.end)
        return [hit for hit in found if hit.end <= sentence.end]  # type: ignore[misc]


def is_quoted(source: Source, offset: int) -> bool:
    """Whether an offset stands between quotation marks of its line."""
    text = source.text
    line = text[max(text.rfind("\n", 0, offset) + 1, offset - _LONGEST_QUOTE) : offset]
    straight = line.count('"') + line.count("“") + line.count("”")
    return line.count("«") > line.count("»") or straight % 2 == 1


def balanced_end(source: Source, start: int, end: int, *, floor: int) -> int:
    """Where a title ends that must not hold one of two quotation marks: before it, or behind the second.

    Args:
        floor: offset before which it does not end.
    """
    depth = opened = 0
    for position in range(start, end):
        character = source.text[position]
        if character == "«":
            depth, opened = depth + 1, position
        elif character == "»" and depth:
            depth -= 1
        elif character == "»":
            return max(floor, start + len(source.text[start:position].rstrip()))
    if not depth:
        return end
    closed = source.text.find("»", end, end + _LONGEST_QUOTED_TITLE)
    if closed >= 0 and not any(mark in source.text[end:closed] for mark in ".;\n«"):
        return closed + 1
    return max(floor, start + len(source.text[start:opened].rstrip()))


def beginning(things: Sequence[B], start: int, end: int) -> Sequence[B]:
    """Those that begin between two offsets (`end` excluded); `things` in order of start."""
    first = bisect_left(things, start, key=_start)
    return things[first : bisect_left(things, end, lo=first, key=_start)]


def _start(thing: Begun) -> int:
    return thing.start


def within(hits: Sequence[Hit[T]], span: Span) -> Iterator[Hit[T]]:
    """Hits that lie within a span; `hits` in order of start."""
    for hit in beginning(hits, span.start, span.end):
        if hit.end <= span.end:
            yield hit


def phrase_end(
    source: Source,
    start: int,
    limit: int,
    *,
    coordinated: bool = True,
    commas: bool = True,
    participles: bool = True,
    datives: bool = True,
    stops: Sequence[int] = (),
) -> int:
    """End of the noun phrase that begins at an offset: complements and coordinations, no verb, no new clause.

    Read by parts of speech, not by the tree, for the parser often loses long complements.

    Args:
        limit: offset not to pass (the sentence's end).
        coordinated: go on after "et" when a nominal group follows; commas: and after commas.
        participles: take in past participles; a title does without: "le forum d'affaires | organisé à Riga".
        datives: go on at "et à", "et aux"; a title does not: "la Charte de l'OIF | et au respect de …".
        stops: offsets at which the phrase ends in any case.
    """
    end = start
    tokens = source.tokens(start, limit)
    cut = min((stop for stop in stops if stop > start), default=limit)
    i = 0
    while i < min(len(tokens), MOST_TOKENS_IN_PHRASE):
        token = tokens[i]
        if token.idx >= cut:
            break
        lower = token.lower_
        if (
            token.pos_ in NOMINAL
            or lower in ARTICLES
            or token.text in '«»"-/'
            or (i and _qualifies(tokens[i - 1], token, participles=participles))
            or (i and lower == "est" and tokens[i - 1].lower_ in {"l'", "l’"})  # "l'est du pays"
        ):
            pass
        elif token.pos_ == "ADV" and i + 1 < len(tokens) and _is_degree(token, tokens[i + 1]):
            pass  # "internationalement reconnues", "un contrôle plus strict"
        elif (
            coordinated
            and (lower in {"et", "ou"} or (commas and lower == ","))
            and _goes_on(tokens, i + 1, datives=datives)
        ):
            pass
        else:
            break
        i += 1
        if token.pos_ not in {"ADP", "DET", "CCONJ", "PUNCT"} and lower not in ARTICLES and lower != ",":
            end = token.idx + len(token)
        elif token.text == "»":
            end = token.idx + 1
    return end


def _is_degree(adverb: Token, following: Token) -> bool:
    """Whether an adverb tells how much of what follows it; of "plus strict" the model makes a noun."""
    return following.pos_ in {"ADJ", "VERB"} or (
        adverb.lower_ in _DEGREES and following.pos_ in {"NOUN", "PROPN"} and following.text.islower()
    )


def _qualifies(previous: Token, token: Token, *, participles: bool) -> bool:
    """A past participle after a noun ("développement intégré"), or a noun tagged as a verb ("d'été")."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    past = "Part" in token.morph.get("VerbForm", []) and "Past" in token.morph.get("Tense", [])
    past = past or token.lower_.endswith(("é", "ée", "és", "ées"))  # some are taken for infinitives
    if past and participles and previous.pos_ in {"NOUN", "PROPN", "ADJ", "ADV", "CCONJ"}:
        return True
    return previous.lower_ in {"d'", "de"} and "Inf" not in token.morph.get("VerbForm", [])


def _goes_on(tokens: Sequence[Token], i: int, *, datives: bool) -> bool:
    """Whether what follows a comma or "et" is more of the same phrase: preposition, noun, adjective."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    if token.lower_ in {"et", "ou"} and i + 1 < len(tokens):
        token = tokens[i + 1]
    if not datives and token.lower_ in _DATIVE:
        return False
    if token.pos_ == "VERB" and i:
        return "Past" in token.morph.get("Tense", []) and tokens[i - 2].pos_ == "ADJ"
    return token.pos_ in {"ADP", "NOUN", "PROPN", "ADJ", "DET"}
