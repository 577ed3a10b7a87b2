"""Status of an agreement as a whole: ended, cited, made stronger, still wished for ("un traité de paix")."""

from __future__ import annotations

import re

from diplograph.extraction.frames.agreements.signing_stages import stage_status
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.sentences.status import status_of
from diplograph.knowledge import Entry, Hit
from diplograph.model import Status

_KNOWN = re.compile(r"(?:^|[\s(])(?:le|leur|notre|ce|du|son|au) (?:[\w-]+ )?(?:[«\"“] ?)?$")
_DEEPENED_REACH = 48  # characters of "renforcer encore davantage le " before a partnership


def agreement_status(
    sentence: Sentence,
    hit: Hit[Entry],
    verb: Hit[Entry] | None,
    end: int,
    *,
    ended: Hit[Entry] | None,
    cited: bool,
) -> Status:
    """Whether an agreement is done, to come, hoped for, or no more.

    Args:
        end: where its title or noun ends.
        ended: what put an end to it.
        cited: named after its town or number only.
    """
    if ended:
        return Status.DENIED
    if cited and verb is None:  # "les accords d'Alger n'ont pas été appliqués": they are there
        return Status.ACTUAL
    status = stage_status(sentence, hit, verb, end)
    return Status.ACTUAL if status is not Status.DENIED and _is_deepened(sentence, hit) else status


def _is_deepened(sentence: Sentence, hit: Hit[Entry]) -> bool:
    """Whether a partnership is to be made stronger: the one there is, not another, is what they have."""
    if hit.payload["class"] != "Partnership" or hit.payload["form"] == "weak":
        return False
    low = max(sentence.clause_start(hit.start), hit.start - _DEEPENED_REACH)
    known = _KNOWN.search(sentence.folded(max(sentence.start, hit.start - 12), hit.start))
    return known is not None and bool(sentence.source.cues("presuppositions", low, hit.start + 1))


def is_prospect(sentence: Sentence, hit: Hit[Entry], *, plural: bool) -> bool:
    """A partnership or treaty still wished for is a fact of its own, whoever the parties."""
    if plural or hit.payload["class"] not in {"Partnership", "Treaty"} or hit.payload["form"] == "weak":
        return False
    if sentence.folded(hit.start, hit.end).endswith("s"):
        return False
    return status_of(sentence, hit.start, hit.end) in {Status.POSSIBLE, Status.PLANNED}
