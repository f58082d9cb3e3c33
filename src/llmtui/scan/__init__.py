"""The models on this machine: where they are, what they declare, and what the catalogue knows of them.

Only the beginnings of cards, configurations and GGUF files are read; sizes come from the file system. Nothing of a
model is run, and nothing leaves the machine.
"""

from llmtui.scan.found import Declared, Found, Source
from llmtui.scan.matching import How, Matched
from llmtui.scan.places import Place, default_places
from llmtui.scan.survey import Surveyed, find_models, survey

__all__ = [
    "Declared",
    "Found",
    "How",
    "Matched",
    "Place",
    "Source",
    "Surveyed",
    "default_places",
    "find_models",
    "survey",
]
