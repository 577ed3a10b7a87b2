"""Stances: who supports, opposes or is concerned about what."""
