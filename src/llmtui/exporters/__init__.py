"""The formats of exports: one module per format, from entries to text."""
