"""Whole screens: each wires its widgets and owns one state value."""
