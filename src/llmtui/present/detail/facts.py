"""What is known of an entry in a few words."""

from __future__ import annotations

from llmtui.licences import licence_with_sizes
from llmtui.model import Entry
from llmtui.present.glyphs import Glyphs
from llmtui.present.rows import size_text
from llmtui.search.language import language_names


def facts(entry: Entry, glyphs: Glyphs) -> tuple[str, ...]:
    """The facts of an entry in a few words each, the most important first."""
    languages = ", ".join((*language_names(tag), tag)[0] for tag in entry.languages)
    licence = licence_with_sizes(entry.licence, entry.licences)
    known = (entry.kind.value, entry.maker, size_text(entry, glyphs), languages, licence, entry.released)
    return tuple(filter(None, known))
