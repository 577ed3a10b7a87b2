"""What each cue to the meaning of a name is worth, in points; one is what the weakest is worth."""

from __future__ import annotations

BESIDE = 3.0  # a word right before or after a name that tells its kind
NEAR = 1.0  # such a word elsewhere in the sentence
GRAMMAR = 2.0  # article and preposition
LISTED = 2.0  # a neighbour of the same kind
NATION = 4.0  # an adjective of nationality, or a country in brackets, right after
NAMED_IN_FULL = 2.0  # the document names the thing otherwise, without doubt
COUNTRY_BESIDE, COUNTRY_ABOUT = 1.5, 1.0  # its country in the sentence; in the document
TRADE_BESIDE, TRADE_ABOUT = 1.5, 0.5
CERTAIN = 2.0  # the tables know of no other meaning
CAPITAL_INSIDE = 1.5  # a capital within a sentence is that of a name
ACTS = 1.5  # a verb follows
NO_ARTICLE = 0.5  # a country that takes an article stands without, as in a list
BARE = -1.0  # a town without preposition, an organization right after "de"
