"""`llmtui [browse] [QUERY]`: the browser. The only module outside `tui` that imports it, and only when it runs."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from llmtui.cli import diagnostics
from llmtui.cli.options import add_catalog_options, find_entry, open_catalogs, read_catalogs
from llmtui.cli.output import Output
from llmtui.errors import NoTerminal, UsageError
from llmtui.model import Catalog, Place
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.search import Searcher, Sort, View
from llmtui.terminal import Depth, Terminal, detect, is_terminal
from llmtui.text import clean
from llmtui.user.keeps import load_keeps
from llmtui.user.paths import user_paths
from llmtui.user.settings import Settings, load_settings
from llmtui.user.state import State, load_state

THEMES = ("dark", "light", "high-contrast", "colour-blind", "terminal")
"""The themes by name; `tui.theme`, which defines them, is not imported for an argument list."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what to search for at the start")
    parser.add_argument("--category", default="", help="the category to show at the start")
    parser.add_argument("--select", default="", metavar="ID", help="the entry to put the cursor on")
    parser.add_argument("--theme", choices=THEMES, default="", help="the colours")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII only")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Open the browser on the catalogue."""
    gc.disable()  # until the first picture is there: what is imported stays, and looking through it takes a tenth
    paths = user_paths()
    settings = load_settings(paths.settings)
    terminal = detect(
        os.environ, sys.__stderr__, interactive=is_terminal(0, 1, 2), color=_color(arguments, settings, os.environ)
    )
    if _wants_a_list(terminal):
        return _print_list(arguments, output)
    _require(terminal)
    _prepare_environment(terminal.depth)
    state, state_message = load_state(paths.state)
    keeps, keeps_message = load_keeps(paths.keeps)
    opened = read_catalogs(arguments)
    loaded, searcher = opened.loaded, opened.searcher
    view, selected = first_view(arguments, searcher, settings, state)
    faults = searcher.parse(" ".join(arguments.query)).faults
    # Textual costs more than everything else together: plain commands never come here.
    from llmtui.tui.run import run_browser  # noqa: PLC0415
    from llmtui.tui.session import Session  # noqa: PLC0415

    session = Session(
        loaded=loaded,
        searcher=searcher,
        settings=settings,
        state=state,
        state_path=paths.state,
        keeps=keeps,
        keeps_path=paths.keeps,
        glyphs=ASCII if arguments.ascii or settings.ascii or not terminal.unicode else UNICODE,
        theme=_theme(arguments, settings, state, terminal),
        view=view,
        selected=selected,
        animate=not terminal.remote,
        messages=tuple(filter(None, (state_message, keeps_message, *map(str, settings.problems), *faults))),
    )
    return run_browser(session, mouse=settings.mouse and not arguments.no_mouse, tell=diagnostics.say)


def _wants_a_list(terminal: Terminal) -> bool:
    """Whether somebody is there whom a list serves: on a terminal that cannot place a cursor, or before a pipe."""
    return (terminal.dumb and is_terminal(1)) or (is_terminal(0) and not is_terminal(1))


def _print_list(arguments: Namespace, output: Output) -> int:
    """Print what the browser would list first."""
    from llmtui.cli.listing import print_results  # noqa: PLC0415 - the browser needs nothing that writes lists

    searcher = open_catalogs(arguments).searcher
    view, _selected = first_view(arguments, searcher, Settings(), State())
    for fault in searcher.parse(" ".join(arguments.query)).faults:
        diagnostics.say(fault)
    return print_results(searcher, view, Namespace(limit=None, format="table"), output)


def _require(terminal: Terminal) -> None:
    """Refuse where the browser could only freeze or garble.

    Raises:
        NoTerminal: There is no terminal.
    """
    if not terminal.interactive:
        raise NoTerminal("the browser needs a terminal", "in a pipe use llmtui list, search or show")


def _color(arguments: Namespace, settings: Settings, environment: Mapping[str, str]) -> str:
    """The colours wanted: by the command line, else by the environment, else by the settings."""
    if arguments.color != "auto" or environment.get("NO_COLOR"):
        return str(arguments.color)
    return settings.color or "auto"


def _prepare_environment(depth: Depth) -> None:
    """Decide on colour and size before Textual is imported: it reads them then, and only then."""
    for misleading in ("COLUMNS", "LINES", "NO_COLOR"):
        os.environ.pop(misleading, None)
    if depth is Depth.NONE:
        os.environ["NO_COLOR"] = "1"
        os.environ["TEXTUAL_THEME"] = "ansi-dark"  # greys are left out only where the first theme is the terminal's
    os.environ.setdefault("TEXTUAL_FPS", "240")  # a key is answered within 4 ms, not 17
    names = {Depth.TRUE: "truecolor", Depth.INDEXED: "256"}
    os.environ["TEXTUAL_COLOR_SYSTEM"] = names.get(depth, "standard")


def _theme(arguments: Namespace, settings: Settings, state: State, terminal: Terminal) -> str:
    """The theme asked for, set or used last; the terminal's own colours where it has only sixteen, or none."""
    if terminal.depth is Depth.NONE:
        return "terminal"
    if terminal.depth is Depth.BASIC:
        return arguments.theme or "terminal"
    return arguments.theme or settings.theme or state.theme


def first_view(arguments: Namespace, searcher: Searcher, settings: Settings, state: State) -> tuple[View, str]:
    """What to show first and the id to select: what the arguments ask for, else where the last run ended.

    Raises:
        UsageError: The arguments name a category that does not exist.
        NoAnswer: They name an entry that does not exist.
    """
    catalog = searcher.catalog
    framework = settings.framework or state.framework
    framework = framework if framework in catalog.frameworks else ""
    if arguments.category and catalog.category(arguments.category) is None:
        known = ", ".join(category.id for category in catalog.categories)
        raise UsageError(f"there is no category {clean(arguments.category)!r}", f"use {known}")
    if arguments.query or arguments.category or arguments.select:
        query = searcher.parse(" ".join(arguments.query)).query
        selected = find_entry(searcher, arguments.select).id if arguments.select else ""
        return View(query=query, place=Place(arguments.category), framework=framework), selected
    view = View(
        query=searcher.parse(state.query).query,
        place=_place(catalog, state),
        sort=Sort(state.sort) if state.sort in {sort.value for sort in Sort} else Sort.RELEVANCE,
        reverse=state.reverse,
        framework=framework,
    )
    return view, state.selected


def _place(catalog: Catalog, state: State) -> Place:
    """The place of the last run, as far as it still exists."""
    category = catalog.category(state.category)
    if category is None:
        return Place()
    return Place(category.id, state.group if category.group(state.group) else "")
