"""What a stance or an invitation is on, where that is a named agreement, event or project."""

from __future__ import annotations

from collections.abc import Sequence

from diplograph.extraction.assembly.gatherings import is_bidden_to
from diplograph.extraction.drafts import Draft
from diplograph.extraction.source import Source
from diplograph.language import fold
from diplograph.language.patterns import pattern
from diplograph.model import AGREEMENT_CLASSES

_KNOWN = pattern(r"{edge}(?!(?:[lcsmtdn]es|[nv]os|leurs) )(?:{definite}|au |du )$")  # in the singular
_MOST_LEAD = 46  # characters of process before a named thing in a topic: "la mise en œuvre de …"
_FARTHEST = 1500  # characters back to the thing


def retargeted(source: Source, drafts: Sequence[Draft]) -> list[Draft]:
    """A topic that comes down to a named agreement, event or project takes it as its target."""
    things = [d for d in drafts if d.name]
    result = []
    for draft in drafts:
        if draft.type == "Position" and draft.get("topic"):
            topic = str(draft.get("topic")[0])
            at = source.analysed.document.text.find(topic, draft.start)
            meant = _thing_meant(source, topic, at, things)
            draft = draft.having(target=(meant,), topic=()) if meant else draft
        if draft.type in {"Position", "Invitation"}:
            for thing in things:
                if draft.type == "Position" and draft.get("topic"):
                    topic_start = source.analysed.document.text.find(str(draft.get("topic")[0]), draft.start)
                    lead = thing.name_start - topic_start
                    undone = source.cues("stance_words", topic_start, thing.name_start, "undoing")
                    if undone:
                        continue  # "la suspension du traité": not the treaty
                    if topic_start >= 0 and 0 <= lead <= _MOST_LEAD and abs(thing.end - draft.end) <= 2:
                        draft = draft.having(target=(thing.name,), topic=())
                elif draft.type == "Invitation" and is_bidden_to(source, draft, thing):
                    inner = draft.end > thing.start >= draft.start  # the places told are within its name
                    draft = draft.having(event=(thing.name,), place=() if inner else draft.get("place"))
                elif (
                    draft.type == "Invitation"
                    and 0 <= thing.start - draft.end < 100
                    and not draft.get("event")
                    and thing.type != "Project"
                    and not any(c in ".;\n" for c in source.text[draft.end : thing.start])
                    and not _is_occasion(source, draft, thing)
                ):
                    draft = draft.having(event=(thing.name,))
        result.append(draft)
    return result


def _is_occasion(source: Source, invitation: Draft, thing: Draft) -> bool:
    """Whether an agreement only dates an invitation: "dix ans après l'accord"."""
    forms = ("around", "during") if thing.type in AGREEMENT_CLASSES else ("around",)
    return bool(source.cues("circumstances", invitation.end, thing.start, *forms))


def _thing_meant(source: Source, topic: str, start: int, things: Sequence[Draft]) -> str:
    """The name of what a topic of one word takes up; "" where it describes something by itself.

    Args:
        start: offset of the topic; things: named readings of the document.
    """
    end = start + len(topic)
    if not topic or " " in topic or not _KNOWN.search(source.folded, max(0, start - 8), start):
        return ""
    word = fold(topic)
    near = [
        t
        for t in things
        if 0 < start - t.name_start < _FARTHEST and t.type in _sorts(source, word, start, end)
    ]
    own = [t for t in near if word in fold(t.name).split()]
    found = own or near
    return max(found, key=lambda thing: thing.name_start).name if found else ""


def _sorts(source: Source, word: str, start: int, end: int) -> frozenset[str]:
    """Classes of facts that a common noun may stand for."""
    if any(h.start == start and h.end == end for h in source.words("agreements", start, start + 1)):
        return frozenset(AGREEMENT_CLASSES)
    vague = source.cues("stance_words", start, end, "vague")
    works = any(h.start == start and h.end == end for h in source.words("projects", start, start + 1))
    return frozenset({"Project"}) if works or (vague and word == "projet") else frozenset()
