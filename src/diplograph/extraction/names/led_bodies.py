"""Bodies that a title governs: "la vice-présidente de | la commission des lois du Sénat"."""

from __future__ import annotations

from itertools import pairwise

from diplograph.extraction.mentions import Mention, named
from diplograph.extraction.source import Source, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

_GOVERNING = pattern(r" (?:{of}|chez ){definite}?")
_LONGEST_TITLE = 40
_LONG_NAME = 130
_COMPLEMENT = pattern(r" {word}?(?:{of}|{for}){definite}?")
_COMMA = pattern(r",(?! {and}?{of})")  # "du Sénat, | représentant …"
_END = pattern(r"[.;:!?()\n«»]| (?:{at}|{by}|{which}|{prep}|{with}|ainsi )")


def is_led(source: Source, start: int, *, of: str = "", post: str = "") -> bool:
    """Whether a title governs a body's name: "la présidente de | l'Assemblée nationale".

    Args:
        of, post: only a title that always governs such a thing, or is such a post.
    """
    nouns = source.words("heads", start - _LONGEST_TITLE, start)
    begin = next((n.start for n in nouns if n.end == start - 1 and n.payload["form"] == "common"), start)
    return any(
        of in {"", title.payload.get("of")}
        and post in {"", title.payload.get("post")}
        and _GOVERNING.fullmatch(source.folded, title.end, begin)
        for title in source.words("offices", begin - _LONGEST_TITLE, begin)
    )


def led_body(source: Source, hit: Hit[Entry], starts: dict[int, Mention]) -> Mention | None:
    """A commission, committee or council that somebody heads, with its field and the body it is of.

    It ends before the name of who heads it, another title, or a new phrase.
    """
    if hit.payload["form"] not in {"led", "proper"} or hit.payload["type"] != EntityType.PUBLIC_BODY.value:
        return None
    if source.cues("title_words", hit.start, hit.end, "part"):
        return None  # "le directeur du département des ventes"
    if not is_led(source, hit.start) or not _COMPLEMENT.match(source.folded, hit.end):
        return None
    limit = min(len(source.folded), hit.start + _LONG_NAME)
    stop = _END.search(source.folded, hit.end, limit)
    limit = stop.start() if stop else limit
    cuts = [at for at in range(hit.end, limit) if at in starts and starts[at].type is EntityType.PERSON]
    cuts += [m.start() for m in _COMMA.finditer(source.folded, hit.end, limit)]
    for table in ("civilities", "offices"):
        cuts += [h.start for h in source.words(table, hit.end, limit)]
    tokens = source.tokens(hit.end, limit)
    cuts += [a.idx for a, b in pairwise(tokens) if a.ent_type_ == b.ent_type_ == "PER"][
        :1
    ]  # no name of one word
    end = phrase_end(source, hit.start, limit, participles=False, datives=False, stops=cuts)
    if end <= hit.end:
        return None
    return named(source, hit.start, end, EntityType(hit.payload["type"]))
