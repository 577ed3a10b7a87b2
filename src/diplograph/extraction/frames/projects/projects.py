"""Projects: works, programmes and initiatives with an identity, and institutions still to be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames.common.titles_of_works import proper_name
from diplograph.extraction.frames.projects.definite import definite, field_named
from diplograph.extraction.frames.projects.drafts import draft_of
from diplograph.extraction.frames.projects.naming import apposed, opened, quoted, works_named
from diplograph.extraction.frames.projects.numbering import another, numbered, rebuilt_line, several
from diplograph.extraction.frames.projects.programmes import titled
from diplograph.extraction.frames.projects.screening import (
    announces,
    is_component,
    is_customer,
    is_in_foreign_name,
    is_landmark,
    is_listed_text,
    is_quantity,
)
from diplograph.extraction.frames.projects.starting import renewed, starter_of
from diplograph.extraction.sentences.sentence import Sentence
from diplograph.extraction.source import is_quoted
from diplograph.knowledge import Hit
from diplograph.language.patterns import pattern

_THE = pattern(r"{edge}(?:{definite}|{contracted})$")
_ARTICLE = 5
_OTHERS = frozenset({"none", "last", "joint"})  # read elsewhere, or no projects
_IN_APPOSITION = pattern(r"{brackets}?, (?:{the}?(?!{and}|{of}|a )[\w'-]+ ){1,4}")
_PROPER = re.compile(r"[A-ZÀ-ÖØ-Þ0-9]")
_TELLING = ("participant", "place", "amount")


def find_projects(sentence: Sentence) -> Iterator[Draft]:
    """Projects that one sentence names."""
    hits = [h for h in sentence.words("projects") if h.payload["form"] not in _OTHERS]
    taken, told = sentence.start, 0
    for hit in hits:
        if hit.start < taken or is_quantity(sentence, hit) or announces(sentence, hit):
            continue
        if is_listed_text(sentence, hit) or is_landmark(sentence, hit) or is_in_foreign_name(sentence, hit):
            continue
        form = hit.payload["form"]
        started = starter_of(sentence, hit)
        runs = started is not None and started.payload["form"] == "runs"
        begun = None if runs else started
        if form != "named" and is_component(sentence, hits, started.start if started else hit.start):
            continue
        if begun is None and is_customer(sentence, hit):
            continue
        each = several(sentence, hit, begun)
        if each:
            for start, end, name in each:
                yield draft_of(sentence, hit, start, end, name, started, each=True)
            taken = max(taken, each[-1][1])
            continue
        found: tuple[int, int, str] | None = None
        if form == "named":
            found = titled(sentence, hit, begun)
        elif form in {"works", "sized"}:
            found = apposed(sentence, hit)
            found = found or works_named(sentence, hit, begun) or quoted(sentence, hit)
        elif form == "start":
            found = quoted(sentence, hit) if started or hit.payload["sector"].startswith("mining") else None
            found = found or apposed(sentence, hit) or opened(sentence, hit, started)
            found = found or definite(sentence, hit, started)
        if form == "field":
            found = field_named(sentence, hit, started)
        if form == "numbered":
            found = numbered(sentence, hit, started) or rebuilt_line(sentence, hit, begun)
        if found is None:
            continue
        start, end, name = found
        if form == "sized" and end == hit.end and _THE.search(sentence.folded(start - _ARTICLE, start)):
            continue  # "l'installation produira 30 MW": the works told before
        if any(cue.end == end for cue in sentence.source.cues("word_classes", start, end, "existing")):
            continue
        if (
            (begun is None or begun.start > hit.start)
            and told
            and (form == "sized" or not proper_name(name))
            and _IN_APPOSITION.fullmatch(sentence.folded(told, start))
        ):
            continue  # "la ferme solaire de X, premier parc du pays"
        told = end
        if form == "named" and start < hit.start:  # "apporte 100 M€ à X, le programme de …"
            started = started or starter_of(sentence, Hit(start, start + len(name), hit.payload))
        draft = draft_of(sentence, hit, start, end, name, started)
        vague = form == "start" or is_quoted(sentence.source, start)
        if vague and not _PROPER.search(name, 1) and not any(map(draft.get, _TELLING)):
            continue  # works of which nothing is said
        taken = max(taken, end)
        yield draft
        more = another(sentence, hit, end) if form != "named" else None
        if more:
            yield draft_of(sentence, hit, more.start, more.end, more.name, more.started, each=True)
    for started, head, item in renewed(sentence):
        if head is not None and item.end > taken:
            verb = started.payload["form"] in {"create", "passive"} or started.payload["status"]
            start = item.start if verb else started.start
            name = sentence.source.quote(start, item.end)
            yield draft_of(sentence, head, start, item.end, name, started)
