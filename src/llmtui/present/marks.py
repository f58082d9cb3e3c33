"""How many entries can be marked."""

MOST_MARKS = 8
"""Entries compared at once."""
