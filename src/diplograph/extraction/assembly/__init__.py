"""From the readings of all sentences to one document's entities and facts, with what to quote."""
