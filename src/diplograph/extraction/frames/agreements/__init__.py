"""Agreements of every class: what they are called, whose they are, what becomes of them."""
