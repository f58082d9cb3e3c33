"""The texts around the list: which entries it shows, in which order, and how many."""

from __future__ import annotations

from llmtui.model import Catalog, Place
from llmtui.search import Query, Results, Sort, View
from llmtui.tui.desk import CHANGED, LOCAL, MARKED, OWN_PLACES, STARRED, Desk
from llmtui.tui.local_models import LocalModels


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


def empty_text(desk: Desk, local: LocalModels) -> str:
    """What to do if nothing is listed: an empty place is filled by a key, an empty search needs other words."""
    place = desk.view.place.category
    if empty := _empty_own_place(place, desk, local):
        return empty
    if place == CHANGED and desk.view.query == Query():
        return "No entry was judged differently at two dates by the same judges."
    if desk.view.query == Query():
        return "This category is empty."
    where = "" if desk.view.place == Place() else f" in {OWN_PLACES.get(place, 'this category')}"
    return f"Nothing found{where}. Esc clears the search."


def _empty_own_place(place: str, desk: Desk, local: LocalModels) -> str:
    """How to fill a place that the user fills; no text if something is in it, or for any other place."""
    if place == MARKED and not desk.marks:
        return "No entry is marked. Space marks the entry under the cursor for comparison."
    if place == STARRED and not desk.stars:
        return "No entry is starred. * stars the entry under the cursor, N adds a note."
    return _empty_machine(local) if (place == LOCAL or desk.view.query.names("is", "local")) and not local.ids else ""


def _empty_machine(local: LocalModels) -> str:
    """Why no entry is listed as being on this machine."""
    if local.is_running:
        return f"Looking for models: {local.folders:,} folders so far."
    if local.surveyed:
        if len(local.surveyed) == 1:
            return "The catalogue does not have the model here. D shows it."
        return f"The catalogue has none of the {len(local.surveyed)} models here. D lists them."
    return "No models in the folders of Hugging Face, Ollama and LM Studio."


def counts(results: Results, desk: Desk, problems: int, dot: str, age: str = "") -> str:
    """How many entries were found and marked, how many problems the files have, and the date of old data."""
    parts = [f"{len(results.hits)} of {results.total}"]
    if desk.marks:
        parts.append(f"{len(desk.marks)} marked")
    if problems:
        parts.append(f"! {problems} problem{'s' if problems > 1 else ''}")
    if age:
        parts.append(age)
    return f" {dot} ".join(parts)
