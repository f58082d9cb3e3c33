"""From `catalog/*.toml`, or a file of records, to a `Catalog`, with every problem found on the way.

Nothing is imported here: with a fresh cache, the browser starts without the modules that read files.
"""
