"""Measures of their own: what an amount measures and whose it is."""
