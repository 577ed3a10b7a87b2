"""The published facts as a network of actors, and its form for Gephi."""
