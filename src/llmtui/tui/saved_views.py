"""Saved views: offers them, saves the current one under a name, and restores one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App

from llmtui.model import Place
from llmtui.present.glyphs import Glyphs
from llmtui.search import Searcher, Sort, View
from llmtui.tui import dialogs
from llmtui.tui.questions import choose
from llmtui.user.favourites import SavedView

UseView = Callable[[View], None]
Keep = Callable[[tuple[SavedView, ...]], None]


def saved(name: str, view: View) -> SavedView:
    """A view under a name."""
    return SavedView(
        name, str(view.query), view.place.category, view.place.group, view.sort.value, view.reverse, view.framework
    )


def restored(searcher: Searcher, kept: SavedView) -> View:
    """The view that was saved, as far as its category and framework still exist."""
    known = searcher.catalog.category(kept.category) is not None or kept.category.startswith("@")
    return View(
        query=searcher.parse(kept.query).query,
        place=Place(kept.category, kept.group) if known else Place(),
        sort=Sort(kept.sort) if kept.sort in {sort.value for sort in Sort} else Sort.RELEVANCE,
        reverse=kept.reverse,
        framework=kept.framework if kept.framework in searcher.catalog.judges else "",
    )


def ask_saved_view(
    app: App[None],
    searcher: Searcher,
    glyphs: Glyphs,
    views: tuple[SavedView, ...],
    view: View,
    use: UseView,
    keep: Keep,
) -> None:
    """Offer the saved views, to save the present one, and to delete one."""
    choices = [dialogs.Option(f"go {each.name}", each.name, each.query or each.category) for each in views]
    choices.append(dialogs.Option("save", "Save this view …", str(view.query)))
    choices += [dialogs.Option(f"delete {each.name}", f"Delete {each.name}") for each in views]

    def name_it(name: str | None) -> None:
        if name:
            keep((*_without(views, name), saved(name, view)))

    def take(chosen: str) -> None:
        verb, _space, name = chosen.partition(" ")
        if verb == "save":
            app.push_screen(
                dialogs.AskDialog("Name of the view", str(view.query) or view.place.category, glyphs), name_it
            )
        elif verb == "delete":
            keep(_without(views, name))
        else:
            use(next(restored(searcher, each) for each in views if each.name == name))

    choose(app, "Saved views", choices, glyphs, take, meant=lambda _new_name: ("save",))


def _without(views: Sequence[SavedView], name: str) -> tuple[SavedView, ...]:
    return tuple(view for view in views if view.name != name)
