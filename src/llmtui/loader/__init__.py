"""From `catalog/*.toml`, or a file of records, to a `Catalog`, with every problem met on the way.

Nothing is imported here: where the cache is fresh, the browser starts without what reads files.
"""
