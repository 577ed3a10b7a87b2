"""Who gives works what they rest on: what they are made of, loans, gifts, expertise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.meant_again import Mentioned
from diplograph.extraction.frames.common.parties import governor, whole_subject
from diplograph.extraction.frames.projects.partaking import BUILDERS
from diplograph.extraction.items import Item
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit

_OBJECT = re.compile(
    r" ?(?:le |la |les |l'|des |du |de la |de l'|une? |toutes? |ses |sa |leurs? |(?:[\w-]+ ){0,2})*"
)
_OF = frozenset({"de", "du", "des", "d'"})
_GROUP_REACH = 70
_OF_WORKS = re.compile(
    r"(?: [\w-]+){0,2} (?:de |du |des |d'|pour |a |au |aux )(?:la |le |l'|les )?(?:[\w-]+ )?"
)
_THAT = re.compile(r" qu(?:e |')")
_GIVEN_BY = re.compile(
    r"(?: de \d[\d ,.]* (?:millions?|milliards?) (?:de |d')[\w-]+)?(?: [\w-]+)?"
    r" (?:de |du |des |d'|que |qu')(?:la |le |l'|les )?(?:[\w-]+ ){0,3}"
)


def suppliers(sentence: Sentence, cue: Hit[Entry], project: Draft) -> list[Item]:
    """ "A a fourni les rames de la ligne 3 du métro de X": what the works told here are made of."""
    if cue.end > project.name_start:
        return []
    parts = sentence.source.cues("undertakings", cue.end, project.name_start, "part")
    if not parts or not _OBJECT.fullmatch(sentence.folded(cue.end, parts[0].start)):
        return []
    if not _OF_WORKS.fullmatch(sentence.folded(parts[0].end, project.name_start)):
        return []
    return [i for i in whole_subject(sentence, cue.start, kinds=BUILDERS) if i.end <= cue.start]


def givers(
    sentence: Sentence, cue: Hit[Entry], projects: Sequence[Draft], again: Sequence[Mentioned]
) -> list[Item]:
    """ "Le chantier bénéficie d'un prêt de 3 M€ de la BERD et d'un don du Japon": what the works rest on."""
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
        if _GIVEN_BY.fullmatch(between) and (governor(sentence, item) in _OF or _THAT.search(between)):
            return [item]
    return []
