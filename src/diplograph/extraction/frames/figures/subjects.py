"""What a paragraph is about, for measures whose sentence names nothing."""

from __future__ import annotations

import re
from bisect import bisect_left

from diplograph.extraction.frames.common.works import Works
from diplograph.extraction.mentions import Mention
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import EntityType, Value

TOPICS = frozenset({EntityType.COMPANY, EntityType.PUBLIC_BODY, EntityType.INSTITUTION})
_HEADING = 160  # characters of a line that is a heading: what follows is about what it names
_SOURCE = re.compile(r"\b(?:selon|d'apres) (?:le |la |les |l')?$")
_FARTHEST = 2400  # characters back to what a paragraph may be about


def topic_of(sentence: Sentence, works: Works) -> tuple[Value, ...]:
    """What the paragraph is about so far: the project just told, or the organization most named."""
    text = sentence.source.text
    paragraph = text.rfind("\n", 0, max(0, sentence.start - 1)) + 1
    heading = text.rfind("\n", 0, max(0, paragraph - 2)) + 1
    if paragraph == sentence.start and paragraph - heading < _HEADING:
        paragraph = heading
    if works.last is not None and works.last.start >= paragraph:
        return (works.last.name,)
    mentions, low = sentence.discourse.mentions, max(paragraph, sentence.start - _FARTHEST)
    first, last = (bisect_left(mentions, at, key=_start) for at in (low, sentence.start))
    named = [
        m.key
        for m in mentions[first:last]
        if m.type in TOPICS and not _SOURCE.search(sentence.folded(m.start - 14, m.start))
    ]
    if named:
        return (max(named, key=named.count),)  # of equals the first: the paragraph's subject
    near = works.last is not None and sentence.start - works.last.start < _FARTHEST
    return (works.last.name,) if works.last is not None and near else ()


def _start(mention: Mention) -> int:
    return mention.start
