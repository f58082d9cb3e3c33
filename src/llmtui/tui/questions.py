"""The questions that several keys ask: each shows a dialog and hands on the answer, or nothing when it was closed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from textual.app import App

from llmtui.counted import counted
from llmtui.frameworks.ranking import rank
from llmtui.model import Catalog, Entry, Framework
from llmtui.model.all_judges import ALL
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Line
from llmtui.present.glyphs import Glyphs
from llmtui.present.legend import legend
from llmtui.present.provenance import provenance_lines
from llmtui.search import Choice, Query, Searcher, Sort, View
from llmtui.tui import dialogs
from llmtui.tui.copying import copy
from llmtui.tui.web import open_link
from llmtui.tui.widgets.text_pane import LayOut

Use = Callable[[str], None]


def choose(
    app: App[Any],
    title: str,
    choices: Sequence[dialogs.Option],
    glyphs: Glyphs,
    use: Use,
    *,
    current: str = "",
    meant: Callable[[str], Collection[str]] | None = None,
) -> None:
    """Ask for one of several values; `meant` gives those that a typed text means otherwise than by its words."""

    def hand_on(value: str | None) -> None:
        if value is not None:
            use(value)

    wide = any(choice.note for choice in choices)
    dialog = dialogs.ChooseDialog(title, choices, glyphs, current=current, wide=wide, meant=meant)
    app.push_screen(dialog, hand_on)


def choose_sort(app: App[Any], glyphs: Glyphs, current: Sort, use: Use) -> None:
    """Ask what to sort by."""
    notes = {
        Sort.RELEVANCE: "best match first; openness if nothing is searched",
        Sort.SCORE: "most open first",
        Sort.SIZE: "smallest first",
        Sort.LISTED: "what most surveys list first",
    }
    choices = [dialogs.Option(sort.value, sort.value, notes.get(sort, "")) for sort in Sort]
    choose(app, "Sort by", choices, glyphs, use, current=current.value)


def choose_framework(app: App[Any], catalog: Catalog, glyphs: Glyphs, current: str, use: Use) -> None:
    """Ask which framework judges."""
    choices = []
    for framework in catalog.judges.values():
        nouns = ("topic", "topics") if framework.id == ALL else ("criterion", "criteria")
        judged = counted(_judged(catalog, framework), "entry", "entries")
        short = "" if framework.id == ALL else f"{framework.short}, "
        note = f"{short}{counted(len(framework.criteria), *nouns)}, {judged} judged"
        choices.append(dialogs.Option(framework.id, framework.name, note))
    choose(app, "Judge by", choices, glyphs, use, current=current)


def _judged(catalog: Catalog, framework: Framework) -> int:
    """How many entries a framework judged; for all judges those that they graded on a topic."""
    return len(rank(catalog, ALL)) if framework.id == ALL else catalog.relations.judged.get(framework.id, 0)


def open_one(app: App[Any], glyphs: Glyphs, urls: Sequence[str], title: str) -> None:
    """Open the only link, or ask which."""
    if not urls:
        app.notify("There is no link here.", markup=False)
    elif len(urls) == 1:
        open_link(app, urls[0], glyphs)
    else:
        choose(app, title, [dialogs.Option(url, url) for url in urls], glyphs, lambda url: open_link(app, url, glyphs))


def choose_copy(app: App[Any], glyphs: Glyphs, title: str, texts: Mapping[str, str]) -> None:
    """Ask which of some texts to copy, and say what was sent; whether it arrived only the terminal knows."""
    choices = [dialogs.Option(text, label, " ".join(text.split())) for label, text in texts.items() if text]
    choose(app, title, choices, glyphs, lambda text: copy(app, text, glyphs))


def choose_filters(
    app: App[Any],
    searcher: Searcher,
    glyphs: Glyphs,
    view: View,
    collections: Mapping[str, Collection[str]],
    use: Callable[[Query], None],
) -> None:
    """Ask for filters, each with the number of entries that it leaves."""

    def offer(query: Query) -> tuple[Choice, ...]:
        return searcher.choices(replace(view, query=query), collections)

    def count(query: Query) -> int:
        return len(searcher.run(replace(view, query=query), collections).hits)

    def hand_on(query: Query | None) -> None:
        if query is not None:
            use(query)

    app.push_screen(dialogs.FilterDialog(offer, count, view.query, glyphs), hand_on)


def write_note(app: App[Any], glyphs: Glyphs, entry: Entry, note: str, use: Use) -> None:
    """Ask for the user's own note on an entry."""

    def hand_on(text: str | None) -> None:
        if text is not None:
            use(text)

    app.push_screen(dialogs.AskDialog(f"Note on {entry.name}", note, glyphs), hand_on)


def show_lines(app: App[Any], title: str, lines: LayOut, glyphs: Glyphs) -> None:
    """Show lines to read, laid out for the width of the dialog."""
    app.push_screen(dialogs.ReadingDialog(title, lines, glyphs))


def show_legend(app: App[Any], catalog: Catalog, framework: Framework | None, glyphs: Glyphs) -> None:
    """Explain the signs, the framework that judges, and the state of each source from which the records were taken."""

    def lines(canvas: Canvas) -> tuple[Line, ...]:
        signs, sources = legend(framework, canvas), provenance_lines(catalog.snapshots, canvas.width)
        return (*signs, (), *sources) if sources else signs

    show_lines(app, "Legend", lines, glyphs)
