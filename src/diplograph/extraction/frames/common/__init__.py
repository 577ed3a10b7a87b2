"""What frames of several classes share: parties of a fact, whose voice is heard, works told so far."""
