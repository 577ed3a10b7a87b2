"""Summits, fairs, ceremonies and other gatherings: how they are named, where and when, who is there."""
