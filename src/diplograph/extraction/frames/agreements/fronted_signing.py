"""Signing told by the words that open a sentence, whatever its verb goes on to tell of the agreement.

"Signé en 2020 avec A, le contrat a été résilié par B": its day and its other side stand first.
"""

from __future__ import annotations

from diplograph.extraction.frames.agreements.titles import stage_words
from diplograph.extraction.frames.common.parties import as_principals, is_agent, keys_of
from diplograph.extraction.frames.common.stated_parties import with_partners
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.knowledge import Entry, Hit
from diplograph.model import ACTORS, Status

_OPENING = 3  # characters of "« " before the first word


def fronted_signing(sentence: Sentence, hit: Hit[Entry]) -> Hit[Entry] | None:
    """The participle of signing that opens a sentence and tells of the agreement behind its comma."""
    for verb in stage_words(sentence)[:1]:
        opens = verb.start - sentence.start <= _OPENING and verb.end <= hit.start
        signed = verb.payload["stage"] == "Signed" and verb.payload["status"] == Status.ACTUAL
        if not (opens and signed and sentence.is_bare_participle(verb.start)):
            return None
        comma = "," in sentence.folded(verb.end, hit.start)
        return verb if comma and not sentence.has_finite_verb(verb.end, hit.start) else None
    return None


def fronted_day(sentence: Sentence, verb: Hit[Entry], until: int) -> tuple[str, ...]:
    """When it was signed, as the opening words tell."""
    dates = [d for d in sentence.dates if verb.end <= d.span.start < until and d.period.start]
    return (dates[0].period.start,) if dates else ()


def fronted_parties(sentence: Sentence, verb: Hit[Entry], until: int) -> tuple[str, ...]:
    """With whom or by whom it was signed, as the opening words tell."""
    agents = [i for i in sentence.after(verb.end, kinds=ACTORS, until=until) if is_agent(sentence, i)]
    listed = [j for i in agents[:1] for j in sentence.group(i) if j.end <= until]
    return as_principals(sentence, keys_of([*listed, *with_partners(sentence, verb.end, until)]))
