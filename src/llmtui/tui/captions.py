"""The texts around the list: which entries it shows, by which order, and how many."""

from __future__ import annotations

from llmtui.model import Catalog, Place
from llmtui.search import Results, Sort, View
from llmtui.tui.desk import OWN_PLACES, Desk


def place_name(catalog: Catalog, place: Place) -> str:
    """The category and group that are listed, in words."""
    category = catalog.category(place.category)
    group = category.group(place.group) if category else None
    labels = " / ".join(each.label for each in (category, group) if each)
    return labels or OWN_PLACES.get(place.category, "All entries")


def order_name(desk: Desk) -> str:
    """What the list is sorted by, and which order gave way to that."""
    given_way = f", not by {_order(desk.view)}" if desk.listed != desk.view else ""
    return f"by {_order(desk.listed)}{given_way}"


def _order(view: View) -> str:
    """An order in a word: without search words, relevance means openness."""
    if view.sort is Sort.RELEVANCE and view.query.words:
        name = "relevance"
    elif view.sort in {Sort.RELEVANCE, Sort.SCORE}:
        name = "openness"
    else:
        name = view.sort.value
    return f"{name}{' reversed' if view.reverse else ''}"


def counts(results: Results, desk: Desk, problems: int, dot: str) -> str:
    """How many entries were found and marked, and how many problems the files have."""
    parts = [f"{len(results.hits)} of {results.total}"]
    if desk.marks:
        parts.append(f"{len(desk.marks)} marked")
    if problems:
        parts.append(f"! {problems} problem{'s' if problems > 1 else ''}")
    return f" {dot} ".join(parts)
