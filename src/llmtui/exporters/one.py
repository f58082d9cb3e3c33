"""One entry to copy, as a citation."""

from __future__ import annotations

from llmtui.frameworks import standing
from llmtui.model import Catalog, Entry


def citation(catalog: Catalog, entry: Entry, framework: str) -> str:
    """A sentence that cites the entry and, if it was judged, the judgement with the publications of its judges."""
    address = entry.link("paper", "homepage", "repo", "weights")
    parts = [f"{entry.maker or 'Anonymous'}. {entry.released[:4] or 'n.d'}. {entry.name}.", address]
    if known := standing(catalog, entry, framework):
        rating = known.rating
        most = f" to {rating.best:g}" if known.by_topic is not None and rating.best > rating.score else ""
        publications = dict.fromkeys(filter(None, (each.publication for each in known.judges)))
        where = f" in: {'; '.join(publications)}" if publications else ""
        parts.append(f"Openness {rating.score:g}{most} of {rating.maximum:g}, judged {known.assessment.date}{where}")
    return " ".join(filter(None, parts))
