"""Whose counterpart one is, and so in which office: "Jean Morel … son homologue letton, X"."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from diplograph.extraction.mentions import Mention
from diplograph.extraction.offices.posts import Office, minister_entry
from diplograph.extraction.source import Source
from diplograph.language.patterns import pattern
from diplograph.model import EntityType

COUNTERPARTS = frozenset({"homologue", "colleague", "predecessor", "successor"})
_IN_TURN = {"predecessor": "past", "successor": ""}  # of the same office, before or after
_REACH = 250
_MINISTER = "Minister"
_NEXT = ", "  # before the subject that follows
# "X, puis avec son homologue" is the subject's
_BESIDE = pattern(r",? (?:et |ainsi que )?(?:{with}|{of}|{by}|{to})?")
_GOVERNMENT = frozenset({_MINISTER, "HeadOfGovernment"})
_COUNTRY = "country/"
_JOINED = pattern(r" (?:{and}|{with})")
_DESCRIBING = frozenset({"NOUN", "ADJ", "DET"})
_BRACKETED = pattern(r" \(|,? (?:{of}|chez )")


def with_model(
    source: Source, office: Office, found: list[Office], mentions: Sequence[Mention]
) -> Office | None:
    """A counterpart in the office of whom it is the counterpart of; None when nobody comes before.

    That is the first office holder of the sentence who is of another country, else the first person of the
    sentence whose office the text or the tables tell, else the last office holder before.
    """
    turn = _IN_TURN.get(office.entry.get("kind") or "")
    if turn is not None:
        return _in_turn(office, found, turn)
    if _is_colleague(office):
        return _colleague(source, office, found)
    model = _model(source, office, found, mentions)
    return _known(source, model) if model is not None else None


def _in_turn(office: Office, found: list[Office], sense: str) -> Office | None:
    """ "X, présidente d'Alta, … son prédécesseur, Y": Y headed Alta."""
    titled = [o for o in found if o.person is not None and office.title_start - o.end < _REACH]
    model = titled[-1] if titled else None
    if model is None or office.person is None or not model.of:
        return None
    return replace(office, post=model.post, entry=model.entry, of=model.of, sense=sense)


def _known(source: Source, office: Office) -> Office:
    """A counterpart in the one office of a country that the tables know him to hold, whoever is meant."""
    if office.of or office.person is None:
        return office
    held = _of_tables(source, office, office.person)
    return office if held is None else replace(held, counterpart=True, apart=office.apart)


def _model(source: Source, office: Office, found: list[Office], mentions: Sequence[Mention]) -> Office | None:
    last = found[-1] if found else None
    titled = last is not None and last.person is not None and _is_of_like(last, office)
    if titled and last and _BESIDE.fullmatch(source.folded, max(last.end, last.title_end), office.start):
        return _like(office, last)  # "…, entre le ministre X et son homologue Y"
    begin = sentence_start(source, office)
    here = [
        o
        for o in found
        if o.start >= begin and not (office.of and o.of == office.of) and _is_of_like(o, office)
    ]
    here = [o for o in here if o.person is not None] or here  # "le porte-parole a dit que le ministre X …"
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


def is_told_before(
    source: Source, office: Office, found: Sequence[Office], mentions: Sequence[Mention]
) -> bool:
    """Whether a person or an office holder comes before a counterpart in its sentence."""
    begin = sentence_start(source, office)
    first = bisect_left(mentions, begin, key=lambda m: m.start)
    near = mentions[first : bisect_left(mentions, office.title_start, key=lambda m: m.start)]
    said = itertools.takewhile(lambda o: o.start >= begin, reversed(found))
    return any(o.person is not None for o in said) or any(m.type is EntityType.PERSON for m in near)


def with_early(source: Source, early: Sequence[Office], found: Sequence[Office]) -> list[Office]:
    """The same offices, counterparts that come first being in the office of whom their sentence tells next.

    "À l'invitation de son homologue norvégien, X, le ministre letton Y …": X is a minister too.
    """
    result = list(found)
    for office in early:
        after = bisect_left(found, office.end, key=lambda o: o.start)
        model = found[after] if after < len(found) else None
        if model is None or office.counterpart or model.counterpart or model.sense or not model.of:
            continue
        if source.is_parted(office.start, model.start) or model.of == office.of or model.person is None:
            continue
        if source.folded[model.start - len(_NEXT) : model.start] != _NEXT or not _is_of_like(model, office):
            continue
        result = [o for o in result if o.title_start != office.title_start]
        result.append(_like(office, model))
    return sorted(result, key=lambda o: (o.start, o.title_start))


def sentence_start(source: Source, office: Office) -> int:
    """Where the sentence of a title begins."""
    starts = [sentence.start for sentence in source.analysed.sentences]
    return starts[max(0, bisect_right(starts, office.title_start) - 1)] if starts else 0


def _is_colleague(office: Office) -> bool:
    return office.entry.get("kind") == "colleague"


def _colleague(source: Source, office: Office, found: list[Office]) -> Office | None:
    """ "Le ministre des Transports X, sa collègue des Finances, Y": a minister of the same country."""
    model = found[-1] if found and office.title_start - found[-1].end < _REACH else None
    entry = minister_entry(source)
    if model is None or entry is None or model.post not in _GOVERNMENT or office.person is None:
        return None
    return replace(office, post=_MINISTER, entry=entry, of=office.of or model.of)


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


def ministers_by_counterpart(
    source: Source, office: Office, offices: Sequence[Office], mentions: Sequence[Mention], begin: int
) -> list[Office]:
    """Both as ministers, "Luc Ferrand a reçu son homologue togolais, X"; [] where something tells his office.

    Presidents and heads of government are told by their titles, or known.

    Args:
        office: of the counterpart, whose country is told.
        begin: where its sentence begins.
    """
    entry = minister_entry(source)
    first = bisect_left(mentions, begin, key=lambda m: m.start)
    last = bisect_left(mentions, office.title_start, lo=first, key=lambda m: m.start)
    persons = [m for m in mentions[first:last] if m.type is EntityType.PERSON]
    if entry is None or len({m.key for m in persons}) != 1 or not office.of.startswith(_COUNTRY):
        return []
    own = persons[-1]
    titled = any(o.person is not None and o.person.key == own.key for o in offices)
    titled = titled or bool(source.knowledge.posts_of(own.key, source.analysed.document.published))
    if titled or " " not in own.name:
        return []
    name = source.before_civilities(own.start)
    beside = _JOINED.fullmatch(source.folded, own.end, office.start)
    if office.person is None and not beside:
        return []  # "accueilli par X, il doit voir son homologue grec": not X's
    before = source.token_index(name - 1) if name else 0
    described = name > begin and source.analysed.doc[before].pos_ in _DESCRIBING
    if described or _BRACKETED.match(source.folded, own.end):
        return []  # "le général X", "X (Alta)": no minister
    like = replace(office, post="Minister", entry=entry, counterpart=True, apart=own.key)
    told = Office(
        start=own.start,
        end=own.end,
        title_start=own.start,
        title_end=own.end,
        post="Minister",
        of="",
        person=own,
        entry=entry,
    )
    return [told, like]
