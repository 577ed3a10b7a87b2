"""What entity a topic comes down to: "la mise en œuvre du plan Horizon" is on that plan."""

from __future__ import annotations

import re

from diplograph.extraction.frames.positions.objects import OF
from diplograph.extraction.frames.positions.topics import Topic
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.model import PLACES, EntityType


def target_of(sentence: Sentence, topic: Topic) -> Item | None:
    """The entity that the whole topic names, if it does: "la mise en œuvre du plan Horizon"."""
    for item in sentence.items:
        described = item.kind == "anaphor" and item.type is EntityType.COUNTRY
        described = described and item.start == topic.start
        if (
            not (item.kind == "name" or described)
            or len(item.keys) != 1
            or not topic.start <= item.start < topic.end
        ):
            continue
        if item.type is EntityType.PERSON or sentence.folded(item.end, topic.end).strip(' »"”'):
            continue
        if item.start - topic.start < 4:
            return item
        aspects = sentence.source.cues("stance_words", topic.start, item.start, "aspect")
        of_text = item.type not in PLACES
        if of_text and aspects and aspects[0].start == topic.start:
            between = sentence.folded(aspects[0].end, item.start)
            if re.fullmatch(rf"(?: \w+)? {OF}(?:strategie (?:\w+ )?|initiative )?[«\"“]? ?", between):
                return item
    return None
