"""Whose counterpart one is, and so in which office: "Jean Morel … son homologue letton, X"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from diplograph.extraction.mentions import Mention
from diplograph.extraction.posts import Office
from diplograph.extraction.source import Source
from diplograph.model import EntityType

_REACH = 250


def with_model(
    source: Source, office: Office, found: list[Office], mentions: Sequence[Mention]
) -> Office | None:
    """A counterpart in the office of whom it is the counterpart of; None when nobody comes before.

    That is the first office holder of the sentence who is of another country, else the first person of the
    sentence whose office the text or the tables tell, else the last office holder before.
    """
    starts = [sentence.start for sentence in source.analysed.sentences]
    begin = starts[max(0, bisect_right(starts, office.title_start) - 1)] if starts else 0
    here = [
        o
        for o in found
        if o.start >= begin and not (office.of and o.of == office.of) and _is_of_like(o, office)
    ]
    if here:
        return _like(office, here[0])
    first = bisect_left(mentions, begin, key=lambda m: m.start)
    for mention in mentions[first : bisect_left(mentions, office.title_start, key=lambda m: m.start)]:
        if mention.type is EntityType.PERSON:
            model = next((o for o in found if o.person is not None and o.person.key == mention.key), None)
            model = model or _of_tables(source, office, mention)
            if model is not None:
                return _like(office, model)
    near = found and office.title_start - found[-1].end < _REACH
    return _like(office, found[-1]) if near else None


def _is_of_like(model: Office, office: Office) -> bool:
    """Whether both are of countries, or both of organizations, as far as the text says."""
    kinds = [(o.of.partition("/")[0] == "country") if o.of else None for o in (model, office)]
    if kinds[0] is None and model.entry.get("of"):
        kinds[0] = model.entry.get("of") == "country"
    return None in kinds or kinds[0] == kinds[1]


def _like(office: Office, model: Office) -> Office:
    apart = model.of or (model.person.key if model.person else "")
    return replace(office, post=model.post, entry=model.entry, counterpart=True, apart=apart)


def _of_tables(source: Source, office: Office, person: Mention) -> Office | None:
    """The office that a person holds on the document's date by the tables, if the lexicon titles it."""
    held = source.knowledge.posts_of(person.key, source.analysed.document.published)
    for post, of in held:
        for entry in source.knowledge.lexicon.tables["offices"]:
            if entry.get("post") == post and entry.get("of") == "country":
                return replace(office, post=post, of=of, person=person, entry=entry)
    return None
