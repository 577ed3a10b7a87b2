"""Bodies that a title governs: "la vice-présidente de | la commission des lois du Sénat"."""

from __future__ import annotations

import re
from itertools import pairwise

from diplograph.extraction.mentions import Mention, named
from diplograph.extraction.source import Source, phrase_end
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_GOVERNING = re.compile(r" (?:de la |de l'|du |de )")
_LONGEST_TITLE = 40
_LONG_NAME = 130
_COMPLEMENT = re.compile(r" (?:[a-z-]+ )?(?:de la |de l'|du |des |de |d'|pour (?:la |le |les |l'))")
_COMMA = re.compile(r",(?! (?:et |ou )?(?:de |du |des |d'))")  # "du Sénat, | représentant …"
_END = re.compile(r"[.;:!?()\n«»]| (?:en|au|aux|a|dans|par|qui|que|avant|apres|depuis|lors|dont|avec|ainsi) ")


def is_led(source: Source, start: int) -> bool:
    """Whether a title governs a body's name: "la présidente de | l'Assemblée nationale"."""
    return any(
        _GOVERNING.fullmatch(source.folded, title.end, start)
        for title in source.words("offices", start - _LONGEST_TITLE, start)
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
