"""Conflicts as text for a person, as JSON of a stable shape, or as a table."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from diplograph.model.cells import harmless
from diplograph.query.citations import Citation
from diplograph.query.claims_told import Claim, Conflict
from diplograph.query.wording import wording

_CITED = ("document", "published", "quote")
_SHOWN = 3  # documents of one value in the text
_QUOTE = 90  # characters of a quote there


def as_text(conflicts: Sequence[Conflict], *, base: str, language: str = "en") -> str:
    """A block per conflict, then how many there are."""
    words = wording("conflicts", language)
    blocks = ["\n".join(_block(conflict, base, words)) for conflict in conflicts]
    kinds = Counter(conflict.kind for conflict in conflicts)
    told = ", ".join(
        words["number_of"].format(count=number, kind=words[f"kind_{kind}"]) for kind, number in kinds.items()
    )
    number = words["count_one" if len(conflicts) == 1 else "count"].format(count=len(conflicts), kinds=told)
    return "\n\n".join([*blocks, number if told else words["none"]]) + "\n"


def _block(conflict: Conflict, base: str, words: Mapping[str, str]) -> Iterator[str]:
    yield f"{words[f'kind_{conflict.kind}']}{words['colon']}{conflict.about}"
    for claim in conflict.claims:
        yield f"  {claim.value}  {_key(claim, base)}"
        shown = claim.citations[:_SHOWN]
        yield from (f"    {_cited(citation)}" for citation in shown)
        if len(claim.citations) > len(shown):
            yield f"    {words['more'].format(count=len(claim.citations) - len(shown))}"


def _key(claim: Claim, base: str) -> str:
    return claim.fact.removeprefix(base)


def _cited(citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    cut = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1].rstrip()}…"
    return f"{', '.join(filter(None, (citation.document, citation.published)))}: « {cut} »"


def as_json(conflicts: Sequence[Conflict], *, base: str) -> str:
    """A list of objects, a fact by its key as in the table; keys are only ever added."""
    told = [
        {"kind": one.kind, "about": one.about, "claims": [_claim(claim, base) for claim in one.claims]}
        for one in conflicts
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _claim(claim: Claim, base: str) -> dict[str, object]:
    cited = [{name: getattr(one, name) for name in _CITED} for one in claim.citations]
    return {"value": claim.value, "fact": _key(claim, base), "citations": cited}


def as_csv(conflicts: Sequence[Conflict], *, base: str) -> str:
    """A row per citation; a value that only the analyst states has one row without a document."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["conflict", "kind", "about", "value", "fact", *_CITED])
    for number, conflict in enumerate(conflicts, start=1):
        for claim in conflict.claims:
            told = (conflict.kind, conflict.about, claim.value, _key(claim, base))
            words = [(one.document, one.published, " ".join(one.quote.split())) for one in claim.citations]
            for cited in words or [("", "", "")]:
                rows.writerow(map(harmless, (number, *told, *cited)))
    return out.getvalue()
