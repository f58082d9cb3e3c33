"""One entry to copy, as a citation."""

from __future__ import annotations

from llmtui.frameworks import standing
from llmtui.model import Catalog, Entry


def citation(catalog: Catalog, entry: Entry, framework: str) -> str:
    """A sentence that cites the entry and, if it was judged, the judgement with its publication."""
    address = entry.link("paper", "homepage", "repo", "weights")
    parts = [f"{entry.maker or 'Anonymous'}. {entry.released[:4] or 'n.d'}. {entry.name}.", address]
    if known := standing(catalog, entry, framework):
        score = f"{known.rating.score:g} of {known.rating.maximum:g}"
        parts.append(f"Openness {score}, judged {known.assessment.date} in: {known.framework.publication}")
    return " ".join(filter(None, parts))
