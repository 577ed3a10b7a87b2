"""Who speaks in a text of one voice: a speech, an open letter, an interview."""

from __future__ import annotations

import re

from diplograph.extraction.sentences.sentence import Sentence
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

Keys = tuple[str, ...]

_OPENING = 500  # characters within which a speech says whose it is
_WITH = " avec "
_REACH = 60  # from "discours", "entretien" to its author
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
_SINGULAR = pattern(r"{edge}j(?:e |')")


def author_of(sentence: Sentence, offset: int) -> Keys:
    """The author of a text in the first person, for what it says outside quotations; () for other texts."""
    source = sentence.source
    before = source.folded[source.text.rfind("\n", 0, offset) + 1 : offset]
    quoted = before.count("«") > before.count("»") or before.count('"') % 2
    if quoted or not _SINGULAR.search(_QUOTED.sub("", source.folded)):
        return ()
    if sentence.discourse.speaker:
        return (sentence.discourse.speaker,)
    return _of_opening(sentence) or _of_title(sentence)


def _of_opening(sentence: Sentence) -> Keys:
    discourse = sentence.discourse
    for cue in sentence.source.cues("speech", 0, _OPENING, "genre"):
        if discourse.speaker and sentence.folded(cue.end, cue.end + len(_WITH)) == _WITH:
            continue  # "entretien avec Ana Duval": talks, where somebody else is known to speak
        for office in sorted(discourse.offices, key=lambda o: o.start):
            if 0 <= office.start - cue.end < _REACH:
                key = office.person.key if office.person is not None else office.of
                return (key,) if key else ()
        for mention in discourse.mentions:
            if 0 <= mention.start - cue.end < _REACH and mention.type is EntityType.PERSON:
                return (mention.key,)
    return ()


def _of_title(sentence: Sentence) -> Keys:
    """The first known person whom the document's title names after "entretien de", "discours de"."""
    knowledge = sentence.source.knowledge
    title = fold(sentence.source.analysed.document.title)
    genres = (e for e in knowledge.lexicon.tables["speech"] if e["form"] == "genre")
    starts = [title.find(literal) for entry in genres for literal in entry.literals]
    first = min((start for start in starts if start >= 0), default=-1)
    if first < 0:
        return ()
    for hit in knowledge.names.find(title):
        known = knowledge.entity(hit.payload.key)
        if 0 <= hit.start - first < _REACH and known is not None and known.type is EntityType.PERSON:
            return (known.key,)
    return ()
