"""What was read last time, kept in the cache folder and used for as long as the files are the same."""

from llmtui.cache.opening import Opened, cache_file, catalog_of, is_fresh, open_catalog, open_kept

__all__ = ["Opened", "cache_file", "catalog_of", "is_fresh", "open_catalog", "open_kept"]
