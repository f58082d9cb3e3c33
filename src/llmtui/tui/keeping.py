"""Writes to a person's files from the browser: exports and saved views, asking before anything is replaced."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from textual.app import App

from llmtui.exporters.json import dump_catalog
from llmtui.exporters.one import entries_sheet
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.model import Catalog, Entry, Place
from llmtui.present.glyphs import Glyphs
from llmtui.search import Searcher, Sort, View
from llmtui.tui.dialogs.ask import AskDialog
from llmtui.tui.dialogs.choose import Choice
from llmtui.tui.questions import choose
from llmtui.user.files import write_atomically
from llmtui.user.keeps import SavedView

UseView = Callable[[View], None]
Keep = Callable[[tuple[SavedView, ...]], None]

SUFFIXES: Mapping[str, str] = {".jsonl": "jsonl", ".csv": "csv", ".tsv": "tsv", ".md": "markdown"}
"""The format of a sheet by the suffix of a file; `.json` has entries in full."""


def ask_export(app: App[None], glyphs: Glyphs, catalog: Catalog, entries: Sequence[Entry], framework: str) -> None:
    """Ask where to write the entries listed; the suffix tells the format."""

    def render(suffix: str) -> str | None:
        if suffix == ".json":
            return dump_catalog(catalog, entries, framework)
        name = SUFFIXES.get(suffix)
        return SHEET_FORMATS[name](entries_sheet(catalog, tuple(entries), framework)) if name else None

    ask_path(app, glyphs, f"Export {len(entries)} entries to (.json .jsonl .csv .tsv .md)", "llmtui.csv", render)


def ask_path(app: App[None], glyphs: Glyphs, title: str, proposed: str, render: Callable[[str], str | None]) -> None:
    """Ask for a path and write what `render` makes for its suffix; None means that there is no such format."""

    def take(answer: str | None) -> None:
        if not answer:
            return
        path = Path(answer).expanduser()
        text = render(path.suffix.lower())
        if text is None:
            app.notify(f"No format is known for {path.name}.", severity="warning", markup=False)
        elif path.exists():
            choices = [Choice("replace", "Replace it"), Choice("", "Leave it")]
            choose(app, f"{path} exists", choices, glyphs, lambda chosen: _write(app, path, text) if chosen else None)
        else:
            _write(app, path, text)

    app.push_screen(AskDialog(title, proposed, glyphs), take)


def _write(app: App[None], path: Path, text: str) -> None:
    try:
        write_atomically(path, text)
    except OSError as error:
        app.notify(f"{path}: {error.strerror or 'cannot be written'}", severity="error", markup=False)
    else:
        app.notify(f"Written: {path.absolute()}", markup=False)


def saved(name: str, view: View) -> SavedView:
    """A view under a name."""
    return SavedView(
        name, str(view.query), view.place.category, view.place.group, view.sort.value, view.reverse, view.framework
    )


def restored(searcher: Searcher, kept: SavedView) -> View:
    """The view a name stands for, as far as its category and framework still exist."""
    known = searcher.catalog.category(kept.category) is not None or kept.category.startswith("@")
    return View(
        query=searcher.parse(kept.query).query,
        place=Place(kept.category, kept.group) if known else Place(),
        sort=Sort(kept.sort) if kept.sort in {sort.value for sort in Sort} else Sort.RELEVANCE,
        reverse=kept.reverse,
        framework=kept.framework if kept.framework in searcher.catalog.frameworks else "",
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
    choices = [Choice(f"go {each.name}", each.name, each.query or each.category) for each in views]
    choices.append(Choice("save", "Save this view …", str(view.query)))
    choices += [Choice(f"delete {each.name}", f"Delete {each.name}") for each in views]

    def name_it(name: str | None) -> None:
        if name:
            keep((*_without(views, name), saved(name, view)))

    def take(chosen: str) -> None:
        verb, _space, name = chosen.partition(" ")
        if verb == "save":
            app.push_screen(AskDialog("Name of the view", str(view.query) or view.place.category, glyphs), name_it)
        elif verb == "delete":
            keep(_without(views, name))
        else:
            use(next(restored(searcher, each) for each in views if each.name == name))

    choose(app, "Saved views", choices, glyphs, take)


def _without(views: Sequence[SavedView], name: str) -> tuple[SavedView, ...]:
    return tuple(view for view in views if view.name != name)
