"""Titles of office: what they govern, who bears them, whose they are where they leave it out."""
