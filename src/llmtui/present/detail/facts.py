"""What is known of an entry in a few words."""

from __future__ import annotations

from llmtui.licences import licence_in_short
from llmtui.model import Entry
from llmtui.search.language import language_names


def facts(entry: Entry) -> tuple[str, ...]:
    """The facts of an entry in a few words each, the most important first."""
    languages = ", ".join((*language_names(tag), tag)[0] for tag in entry.languages)
    sizes = entry.sizes[0] if len(entry.sizes) == 1 else f"{entry.sizes[0]} to {entry.sizes[-1]}" if entry.sizes else ""
    licence = licence_in_short(entry.licence, entry.licences)
    known = (entry.kind.value, entry.maker, sizes, languages, licence, entry.released)
    return tuple(filter(None, known))
