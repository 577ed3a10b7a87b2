"""Named institutions that are built anew or still to be opened: "la rénovation de l'hôpital de Lomé"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

_BETWEEN = re.compile(
    r"(?: ?(?:de la |de l'|du |des |de |d'un |d'une |d'|la |le |l'|les |un |une |son |sa |leur )?)"
    r"(?:(?:nouvel|nouveau|nouvelle|futur|future|ancien|ancienne) )?"
)
_WHICH = re.compile(r",? qui ")
_INSTITUTIONS = frozenset({EntityType.INSTITUTION})
_MOST = 30  # characters between "rénovation" and the name
_INDEFINITE = re.compile(r"\b(?:un|une|d'un|d'une) (?:\w+ )?$")


def renewed(sentence: Sentence) -> Iterator[tuple[Hit[Entry], Hit[Entry] | None, Item]]:
    """Institutions right after a word of rebuilding, or of opening where it is said to be a new one.

    Yields:
        (the word that begins the works, the head noun within the name if a table knows it, the institution).
    """
    for item in sentence.after(sentence.start, kinds=_INSTITUTIONS):
        if item.kind != "name":
            continue
        for started in sentence.source.cues(
            "project_starts", item.start - _MOST, item.start, "rebuild", "create"
        ):
            between = sentence.folded(started.end, item.start)
            if not _BETWEEN.fullmatch(between):
                continue
            verb = _is_verb(sentence, started)
            new = _INDEFINITE.search(between) or started.payload["status"] == "Planned"
            if started.payload["form"] == "create" and verb and not new:
                continue  # "inaugure l'Institut X" may open an event in it
            heads = sentence.source.cues("projects", item.start, item.end)
            yield started, heads[0] if heads else None, item
            break
        else:
            limit = min(sentence.clause_end(item.end), item.end + _MOST)
            relative = _WHICH.match(sentence.source.folded, item.end, sentence.end)
            begin = relative.end() if relative else item.end
            limit = begin + _MOST if relative else limit
            for started in sentence.source.cues("project_starts", begin, limit, "passive")[:1]:
                ahead = started.payload["status"] in {"Planned", "Possible"}
                if ahead and not sentence.has_finite_verb(begin, started.start):
                    heads = sentence.source.cues("projects", item.start, item.end)
                    yield started, heads[0] if heads else None, item


def _is_verb(sentence: Sentence, started: Hit[Entry]) -> bool:
    token = sentence.source.token_starting(started.start)
    return token is not None and token.pos_ in {"VERB", "AUX"}
