"""What is known beforehand: names, sectors, and the words of the trade."""

from diplograph.knowledge.base import Adjective, Knowledge, Name, Scan, SectorTerm, load_knowledge
from diplograph.knowledge.lexicon import Entry
from diplograph.knowledge.matching import Hit

__all__ = ["Adjective", "Entry", "Hit", "Knowledge", "Name", "Scan", "SectorTerm", "load_knowledge"]
