"""From `catalog/*.toml` to a `Catalog`, with every problem met on the way."""

from llmtui.loader.load import Loaded, load, load_files
from llmtui.loader.locate import bundled_folder, find_origins

__all__ = ["Loaded", "bundled_folder", "find_origins", "load", "load_files"]
