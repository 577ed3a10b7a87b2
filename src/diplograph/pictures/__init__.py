"""Drawings of the network, timelines, bars, and a page to explore it in a browser."""
