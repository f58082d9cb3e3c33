"""One entry to copy: as a table of Markdown, or as a citation."""

from __future__ import annotations

from llmtui.exporters.sheet import Sheet, dump_markdown
from llmtui.frameworks import standing
from llmtui.model import Catalog, Entry


def entry_markdown(catalog: Catalog, entry: Entry, framework: str) -> str:
    """A table with one row: name, maker, licence, score, link."""
    return dump_markdown(entries_sheet(catalog, (entry,), framework))


def entries_sheet(catalog: Catalog, entries: tuple[Entry, ...], framework: str) -> Sheet:
    """The facts of entries in columns; the score with the framework that gave it."""
    columns = ("id", "name", "kind", "category", "maker", "licence", "released", "score", "max", "framework", "link")
    return Sheet(columns, tuple(_row(catalog, entry, framework) for entry in entries))


def _row(catalog: Catalog, entry: Entry, framework: str) -> tuple[str | float | None, ...]:
    known = standing(catalog, entry, framework)
    rating = known.rating if known else None
    return (
        entry.id,
        entry.name,
        entry.kind.value,
        entry.category,
        entry.maker,
        entry.licence,
        entry.released,
        rating.score if rating else None,
        rating.maximum if rating else None,
        rating.framework if rating else "",
        entry.links[0].url if entry.links else "",
    )


def citation(catalog: Catalog, entry: Entry, framework: str) -> str:
    """A sentence that cites the entry and, if it was judged, the judgement with its publication."""
    links = {link.role: link.url for link in entry.links}
    address = next((links[role] for role in ("paper", "homepage", "repo", "weights") if role in links), "")
    parts = [f"{entry.maker or 'Anonymous'}. {entry.released[:4] or 'n.d.'}. {entry.name}.", address]
    if known := standing(catalog, entry, framework):
        score = f"{known.rating.score:g} of {known.rating.maximum:g}"
        parts.append(f"Openness {score}, judged {known.assessment.date} in: {known.framework.publication}")
    return " ".join(filter(None, parts))
