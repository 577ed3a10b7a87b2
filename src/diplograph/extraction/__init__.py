"""From a document to what it states: entities and facts, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplograph.extraction.assembly import assemble
from diplograph.extraction.discourse import Discourse
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames import read_facts, works_of
from diplograph.extraction.names import find_mentions
from diplograph.extraction.offices import Office, find_offices
from diplograph.extraction.quoting import with_quotes
from diplograph.extraction.reading import read_sentences
from diplograph.extraction.source import Source
from diplograph.knowledge import Knowledge
from diplograph.language import AnalysedText, analyse
from diplograph.model import Document, Extraction

if TYPE_CHECKING:
    from spacy.language import Language


def extract(document: Document, *, nlp: Language, knowledge: Knowledge) -> Extraction:
    """Find what one document states, with the words that state it."""
    return extract_analysed(analyse(document, nlp=nlp), knowledge=knowledge)


def extract_analysed(analysed: AnalysedText, *, knowledge: Knowledge) -> Extraction:
    """Find what an analysed text states."""
    source = Source(analysed, knowledge)
    mentions = find_mentions(source)
    offices = find_offices(source, mentions)
    discourse = Discourse(source, mentions, offices)
    drafts = list(_offices(discourse, offices))
    works = works_of(source)
    for sentence in read_sentences(source, discourse, analysed.sentences):
        drafts.extend(with_quotes(sentence, read_facts(sentence, works)))
    entities, facts = assemble(source, mentions, drafts)
    return Extraction(analysed.document, entities, facts)


def _offices(discourse: Discourse, offices: list[Office]) -> Iterator[Draft]:
    for office in offices:
        person, of = discourse.in_office(office)
        if person and of and office.sense != "past":
            bounds = [office.title_start, office.title_end]
            if office.person is not None:
                bounds += [office.person.start, office.person.end]
            yield Draft(
                "Office",
                {"holder": (person,), "post": (office.post,), "of": (of,)},
                min(bounds),
                max(bounds),
                office.entry.rule,
                confidence=0.9 if office.of and office.person else 0.75,
            )


__all__ = ["extract", "extract_analysed"]
