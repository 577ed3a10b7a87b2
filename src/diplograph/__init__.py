"""From French texts on relations between states and companies to a knowledge graph with its evidence."""

__version__ = "0.1.0"
