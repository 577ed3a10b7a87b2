"""What is known beforehand: names, sectors, and the words of the trade."""

from diplograph.knowledge.base import Adjective, Knowledge, Name, Scan, SectorTerm
from diplograph.knowledge.lexicon import Entry
from diplograph.knowledge.loading import load_knowledge
from diplograph.knowledge.matching import Hit
from diplograph.knowledge.spreadsheet import Problem

__all__ = [
    "Adjective",
    "Entry",
    "Hit",
    "Knowledge",
    "Name",
    "Problem",
    "Scan",
    "SectorTerm",
    "load_knowledge",
]
