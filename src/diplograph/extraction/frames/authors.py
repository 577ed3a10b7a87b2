"""Who speaks in a text of one voice: a speech, an open letter, an interview."""

from __future__ import annotations

import re

from diplograph.extraction.sentence import Sentence
from diplograph.model import EntityType

_OPENING = 500  # characters within which a speech says whose it is
_REACH = 60  # from "discours", "entretien" to its author
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
_SINGULAR = re.compile(r"(?:^|[\s(])(?:je |j')")


def author_of(sentence: Sentence, offset: int) -> tuple[str, ...]:
    """The author of a text in the first person, for what it says outside quotations; () for other texts."""
    source = sentence.source
    before = source.folded[source.text.rfind("\n", 0, offset) + 1 : offset]
    quoted = before.count("«") > before.count("»") or before.count('"') % 2
    if quoted or not _SINGULAR.search(_QUOTED.sub("", source.folded)):
        return ()
    discourse = sentence.discourse
    for cue in source.cues("speech", 0, _OPENING, "genre"):
        for office in sorted(discourse.offices, key=lambda o: o.start):
            if 0 <= office.start - cue.end < _REACH:
                key = office.person.key if office.person is not None else office.of
                return (key,) if key else ()
        for mention in discourse.mentions:
            if 0 <= mention.start - cue.end < _REACH and mention.type is EntityType.PERSON:
                return (mention.key,)
    return ()
