"""Who takes part in works by a clause that follows their name: "…, que A exploite avec B"."""

from __future__ import annotations

import re

from diplograph.extraction.frames.common.parties import chained, governor
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import EntityType

BUILDERS = frozenset(
    {
        EntityType.COMPANY,
        EntityType.COUNTRY,
        EntityType.PUBLIC_BODY,
        EntityType.INTERNATIONAL_ORGANIZATION,
    }
)
NOUNS = frozenset({"", "rebuild", "create"})  # forms of what begins works, verb or noun
_BESIDE_NAME = r"(?: \([^()]{1,40}\))?(?:,? (?:a|au|aux|en|dans|sur|pres de) [^,;:.()]{2,40})?"
_THAT = re.compile(
    _BESIDE_NAME + r"(?:,? (?:qui|dont) [^,;:.()]{3,80}? (?:et|mais)|,? et|,? mais|,)? qu(?:e |')"
)
_WHERETO = re.compile(_BESIDE_NAME + r",? (?:auxquel(?:le)?s|auquel|a laquelle|dans le(?:s)?quel(?:s)?) ")
_WHOSE = re.compile(_BESIDE_NAME + r"(?:, (?!et |dont )[^,;:.()]{3,60}?)?,? dont ")
_WHERE = re.compile(_BESIDE_NAME + r", (?:ou|dans lequel|dans laquelle) ")
_TO = frozenset({"a", "au", "aux"})
_BY_WHICH = re.compile(_BESIDE_NAME + r",? (?:par lequel|par laquelle|grace auquel|grace a laquelle) ")
_WHICH = re.compile(_BESIDE_NAME + r",? (?:qui )?")
_WITH_HIS = re.compile(r"\bavec (?:ses|son|sa|leurs?|les) [\w-]+ $")
_AND = re.compile(r",? (?:et )?")
_STOP = re.compile(r"[;:.]")
_REACH = 170  # characters of a relative clause
_VERB_REACH, _PARTNER_REACH, _NEAR = 120, 60, 24


def of_relative(sentence: Sentence, end: int, *, runs: bool = True) -> list[Item]:
    """Who does, pays or holds what ends at an offset, as a relative clause says.

    Args:
        runs: whether who runs or has it counts too.
    """
    folded = sentence.source.folded
    owners = ("owner", "owns") if runs else ()
    that = _THAT.match(folded, end, sentence.end)
    if that:
        return _by_verb(sentence, that.end(), "project_starts", *NOUNS, *(("runs",) if runs else ()))
    where = _WHERE.match(folded, end, sentence.end)
    if where:
        return _by_verb(sentence, where.end(), "undertakings", "allied") or (
            _by_verb(sentence, where.end(), "memberships", *owners) if owners else []
        )
    whereto = _WHERETO.match(folded, end, sentence.end)
    if whereto:
        return _by_verb(sentence, whereto.end(), "undertakings", "joins")
    means = _BY_WHICH.match(folded, end, sentence.end)
    if means:  # "le plan X, par lequel A entend …"
        near = sentence.after(means.end(), kinds=BUILDERS, until=means.end() + _NEAR)[:1]
        return [i for i in near if not governor(sentence, i)]
    whose = _WHOSE.match(folded, end, sentence.end)
    if whose:
        return (
            _by_verb(sentence, whose.end(), "undertakings", "is", "does", "bears")
            or (_by_verb(sentence, whose.end(), "memberships", *owners) if owners else [])
            or _by_verb(sentence, whose.end(), "project_starts", *NOUNS, "funds")
        )
    return _gathered(sentence, end)


def _gathered(sentence: Sentence, end: int) -> list[Item]:
    """ "…, qui associe A, B et plusieurs autres groupes", "… réunissant A et B"."""
    which = _WHICH.match(sentence.source.folded, end, sentence.end)
    if which is None:
        return []
    for cue in sentence.source.cues("undertakings", which.start(), which.end() + _NEAR, "unites")[:1]:
        firms = sentence.after(cue.end, kinds=BUILDERS, until=min(sentence.end, cue.end + _REACH))
        if cue.start <= which.end() and firms and firms[0].start - cue.end < _NEAR:
            return chained(sentence, firms[0], firms)
    return []


def _by_verb(sentence: Sentence, begin: int, table: str, *forms: str) -> list[Item]:
    stop = _STOP.search(sentence.source.folded, begin, min(sentence.end, begin + _REACH))
    until = stop.start() if stop else min(sentence.end, begin + _REACH)
    for verb in sentence.source.cues(table, begin, min(until, begin + _VERB_REACH), *forms):
        if not is_verb(sentence, verb) and not _is_reflexive(sentence, verb):
            continue
        doers = doers_of(sentence, verb, begin)
        if doers:
            partners = with_partners(sentence, verb.end, min(until, verb.end + _PARTNER_REACH))
            partners = partners or with_nations(sentence, verb.end, until)
            if verb.payload.get("form") == "allied":  # "où A est associé à B"
                near = sentence.after(verb.end, kinds=BUILDERS, until=min(until, verb.end + _PARTNER_REACH))
                allied = [i for i in near[:1] if governor(sentence, i) in _TO]
                partners = partners or [j for i in allied for j in chained(sentence, i, near)]
            return [*doers, *(i for i in partners if i not in doers)]
        return []
    return []


def _is_reflexive(sentence: Sentence, verb: Hit[Entry]) -> bool:
    """Whether a verb begins with its pronoun: "dont s'occupent A et B"."""
    return sentence.folded(verb.start, verb.start + 3) in {"se ", "s'o", "s'a"}


def doers_of(sentence: Sentence, verb: Hit[Entry], begin: int) -> list[Item]:
    """The subject of a relative clause: "…, que A développe avec B", "…, que voudrait ouvrir A"."""
    inside = [
        i
        for i in sentence.after(begin, kinds=BUILDERS, until=verb.start)
        if i.kind == "pronoun" or not governor(sentence, i)
    ]
    if inside:
        return list(sentence.group(inside[0]))
    after = sentence.after(verb.end, kinds=BUILDERS, until=verb.end + _PARTNER_REACH)
    return chained(sentence, after[0], after) if after and not governor(sentence, after[0]) else []


def is_verb(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a word of the tables is a verb in the sentence."""
    token = sentence.source.token_starting(hit.start)
    return token is not None and token.pos_ in {"VERB", "AUX"}


def with_nations(sentence: Sentence, start: int, until: int) -> list[Item]:
    """ "Construire avec ses voisins kazakh et ouzbek": states told by their adjectives."""
    found: list[Item] = []
    for item in sentence.items:
        if item.kind != "adjective" or not start <= item.start < until:
            continue
        before = sentence.folded(found[-1].end if found else max(start, item.start - _NEAR), item.start)
        if _AND.fullmatch(before) if found else _WITH_HIS.search(before):
            found.append(item)
    return found
