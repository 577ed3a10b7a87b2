"""Who says "je" and "notre pays": the speaker of a speech, a toast, an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices import Office
from diplograph.extraction.source import Source, is_quoted
from diplograph.language import fold
from diplograph.model import EntityType

_FIRST = re.compile(r"(?:^|[\s(,])(je |j'|mon |ma |mes |moi |votre |vos |vous )")
_ENOUGH = 3  # words of the first person outside quotes that make a text a speech
_OPENING = 400  # characters within which a speech says who speaks


def speaker_of(source: Source, mentions: Sequence[Mention], offices: Sequence[Office]) -> str:
    """The person who speaks throughout the text, else whose envoy does; "" for a text in the third person."""
    if not _is_speech(source):
        return ""
    heading = fold(source.analysed.document.title)
    for mention in mentions:
        if mention.type is EntityType.PERSON and heading and fold(mention.name) in heading:
            return mention.key
    for office in sorted(offices, key=lambda o: o.start):
        if office.start > _OPENING:
            break
        if office.person is not None:
            return office.person.key
        if office.of and office.post in {"Ambassador", "Minister", "HeadOfState", "HeadOfGovernment"}:
            return office.of
    return ""


def _is_speech(source: Source) -> bool:
    """Whether enough words of the first person stand outside quotation marks."""
    count = 0
    for match in _FIRST.finditer(source.folded):
        count += not is_quoted(source, match.start(1))
        if count >= _ENOUGH:
            return True
    return False
