"""From a document to what it states: entities and facts, each with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.extraction.assembly.assembly import assemble
from diplograph.extraction.assembly.confidence import weighed
from diplograph.extraction.assembly.office_facts import read_offices
from diplograph.extraction.assembly.quoting import with_quotes
from diplograph.extraction.discourse.discourse import Discourse
from diplograph.extraction.drafts import Draft
from diplograph.extraction.frames import read_facts, works_of
from diplograph.extraction.names.names import find_mentions
from diplograph.extraction.names.strangers import with_strangers
from diplograph.extraction.offices.offices import find_offices
from diplograph.extraction.reading import read_sentences
from diplograph.extraction.source import Source
from diplograph.knowledge import Knowledge
from diplograph.language import AnalysedText, analyse, find_names
from diplograph.model import Document, Extraction

if TYPE_CHECKING:
    from spacy.language import Language


def extract(document: Document, *, nlp: Language, knowledge: Knowledge) -> Extraction:
    """Find what one document states, with the words that state it."""
    return extract_analysed(analyse(document, nlp=nlp), knowledge=knowledge, nlp=nlp)


def extract_analysed(
    analysed: AnalysedText, *, knowledge: Knowledge, nlp: Language | None = None
) -> Extraction:
    """Find what an analysed text states.

    Args:
        nlp: finds names where the tables do not know all; None: the names that the parse holds are taken.
    """
    source = Source(analysed, knowledge)
    if nlp is not None:
        find_names(analysed.doc, within=with_strangers(source), nlp=nlp)
    mentions, links = find_mentions(source)
    offices = find_offices(source, mentions)
    discourse = Discourse(source, mentions, offices)
    works = works_of(source)
    told: list[Draft] = []
    for sentence in read_sentences(source, discourse, analysed.sentences):
        told.extend(weighed(sentence, with_quotes(sentence, read_facts(sentence, works))))
    drafts = [*read_offices(discourse), *told]
    entities, facts = assemble(source, mentions, drafts)
    return Extraction(analysed.document, entities, facts, links)


__all__ = ["extract", "extract_analysed"]
