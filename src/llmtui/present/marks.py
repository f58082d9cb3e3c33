"""How many entries can be marked."""

MOST = 8
"""Entries compared at once."""
