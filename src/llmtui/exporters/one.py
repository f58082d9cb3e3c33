"""One entry to take away: as a line of Markdown, as JSON, as a citation."""

from __future__ import annotations

from llmtui.exporters.sheet import Sheet, dump_markdown
from llmtui.frameworks import by_force, rating_of
from llmtui.model import Catalog, Entry


def entry_markdown(catalog: Catalog, entry: Entry, framework: str) -> str:
    """A table of one row: name, maker, licence, score, link."""
    return dump_markdown(entries_sheet(catalog, (entry,), framework))


def entries_sheet(catalog: Catalog, entries: tuple[Entry, ...], framework: str) -> Sheet:
    """The facts of entries in columns, the score with the framework that gave it."""
    columns = ("id", "name", "kind", "category", "maker", "licence", "released", "score", "max", "framework", "link")
    return Sheet(columns, tuple(_row(catalog, entry, framework) for entry in entries))


def _row(catalog: Catalog, entry: Entry, framework: str) -> tuple[str | float | None, ...]:
    rating = rating_of(catalog, entry, framework)
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
    """A sentence to cite the entry and, if it was judged, the judgement with its publication."""
    links = {link.role: link.url for link in entry.links}
    address = next((links[role] for role in ("paper", "homepage", "repo", "weights") if role in links), "")
    parts = [f"{entry.maker or 'Anonymous'}. {entry.released[:4] or 'n.d.'}. {entry.name}.", address]
    for assessment in by_force(entry, framework)[:1]:
        rating, known = rating_of(catalog, entry, framework), catalog.frameworks.get(assessment.framework)
        if rating and known:
            parts.append(
                f"Openness {rating.score:g} of {rating.maximum:g}, judged {assessment.date} in: {known.publication}"
            )
    return " ".join(filter(None, parts))
