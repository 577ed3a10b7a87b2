"""From facts to triples, and from triples to Turtle, TriG, JSON-LD, N-Triples and N-Quads."""
