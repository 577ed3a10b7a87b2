"""Who takes part in works: by a clause behind their name ("…, que A exploite avec B"), by what is given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.meant_again import Mentioned
from diplograph.extraction.frames.common.parties import chained, governor, whole_subject
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.language.patterns import members, pattern
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
OBJECT = pattern(r" ?{word}*")  # between a verb and the part of works that is its object
_BESIDE_NAME = r"{brackets}?(?:,? (?:{at}|pres {of})[^,;:.()]{2,40})?"
_THAT = pattern(_BESIDE_NAME + r"(?:,? {which}[^,;:.()]{3,80}? (?:{and}|{but})|,? (?:{and}|{but})|,? ){that}")
_WHERETO = pattern(
    _BESIDE_NAME + r",? (?:auxquel(?:le)?s|auquel|a laquelle|dans (?:le|la|les)quel(?:le)?s?) "
)
_WHOSE = pattern(_BESIDE_NAME + r"(?:, (?!{and}|dont )[^,;:.()]{3,60}?)?,? dont ")
_WHERE = pattern(_BESIDE_NAME + r", (?:ou|dans (?:le|la|les)quel(?:le)?s?) ")
_BY_WHICH = pattern(_BESIDE_NAME + r",? (?:{by}|grace a ?)(?:l[ae]quel(?:le)?|lesquel(?:le)?s|uquel) ")
_WHICH = pattern(_BESIDE_NAME + r",? (?:qui )?")
_WITH_HIS = pattern(r"\b{with}{definite}[\w-]+ $")
_AND = pattern(r",? {and}?")
_STOP = re.compile(r"[;:.]")
_OF_WORKS = pattern(r"(?: [\w'-]+){0,2} (?:{of}|{to}|{for}){det}?{word}?")
_OF_WHOM = pattern(r" {that}")
_GIVEN_BY = pattern(r"(?: {of}{digits}{word}{of}[\w'-]+)?(?: [\w-]+)? (?:{of}|{that}){det}?{word}{0,3}")
_GROUP_REACH = 70
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
                allied = [i for i in near[:1] if governor(sentence, i) in members("to")]
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


def suppliers(sentence: Sentence, cue: Hit[Entry], project: Draft) -> list[Item]:
    """ "A a fourni les rames de la ligne 3 du métro de X": what the works told here are made of."""
    if cue.end > project.name_start:
        return []
    parts = sentence.source.cues("undertakings", cue.end, project.name_start, "part")
    if not parts or not OBJECT.fullmatch(sentence.folded(cue.end, parts[0].start)):
        return []
    if not _OF_WORKS.fullmatch(sentence.folded(parts[0].end, project.name_start)):
        return []
    return [i for i in whole_subject(sentence, cue.start, kinds=BUILDERS) if i.end <= cue.start]


def givers(
    sentence: Sentence, cue: Hit[Entry], projects: Sequence[Draft], again: Sequence[Mentioned]
) -> list[Item]:
    """ "Le chantier bénéficie d'un prêt de la BERD et d'un don du Japon": what the works rest on."""
    ends = [p.end for p in projects] + [m.end for m in again]
    if not any(end <= cue.start for end in ends) or re.search(r"[;:]", sentence.folded(min(ends), cue.start)):
        return []
    rests = sentence.source.cues("undertakings", min(ends), cue.start, "rests")
    if not rests:
        return []
    noun = cue.start + len(sentence.folded(cue.start, cue.end).split()[0])  # "concours | du"
    noun = noun if cue.payload["form"] == "role" else cue.end
    for item in sentence.after(cue.end, kinds=BUILDERS, until=min(sentence.end, cue.end + _GROUP_REACH))[:1]:
        between = sentence.folded(noun, item.start)
        if _GIVEN_BY.fullmatch(between) and (
            governor(sentence, item) in members("of") or _OF_WHOM.search(between)
        ):
            return [item]
    return []
