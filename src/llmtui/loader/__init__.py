"""From `catalog/*.toml`, or a file of records, to a `Catalog`, with every problem met on the way."""

from llmtui.loader.load import Definitions, Loaded, Reading, load
from llmtui.loader.locate import bundled_folder, find_origins

__all__ = ["Definitions", "Loaded", "Reading", "bundled_folder", "find_origins", "load"]
