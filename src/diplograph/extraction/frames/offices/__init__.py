"""Offices that a verb tells: who leads what, who follows whom."""
