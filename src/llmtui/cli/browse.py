"""`llmtui [browse] [QUERY]`: the browser. It imports `tui` only when it runs, as `pick` does."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from llmtui.cli import diagnostics
from llmtui.cli.appearance import (
    add_appearance_options,
    prepare_environment,
    require_terminal,
    wanted_color,
    wanted_glyphs,
    wanted_theme,
)
from llmtui.cli.options import (
    PLAIN,
    add_catalog_options,
    add_plain_option,
    checked_query,
    find_entry,
    open_catalogs,
    read_catalogs,
)
from llmtui.cli.output import Output
from llmtui.errors import NoTerminal, UsageError
from llmtui.model import Catalog, Place
from llmtui.search import Searcher, Sort, View
from llmtui.terminal import Terminal, detect, is_terminal
from llmtui.text import clean
from llmtui.user.favourites import load_favourites
from llmtui.user.paths import Paths, home_folder, user_paths
from llmtui.user.settings import Settings, framework_faults, load_settings
from llmtui.user.state import State, load_state

if TYPE_CHECKING:
    from llmtui.tui.session import Session

_PLAIN_NEXT = "llmtui --plain QUERY narrows the list, llmtui --plain show NAME reads one entry"


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what to search for at the start")
    parser.add_argument("--category", default="", help="the category to show at the start")
    parser.add_argument("--select", default="", metavar="ID", help="the entry to put the cursor on")
    add_plain_option(parser)
    add_appearance_options(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Open the browser on the catalogue."""
    gc.disable()  # until the first paint: imported modules stay alive, and scanning them takes a tenth of the start
    paths = user_paths()
    settings = load_settings(paths.settings, os.environ)
    terminal = detect(
        os.environ,
        sys.__stderr__,
        interactive=is_terminal(0, 1, 2),
        color=wanted_color(arguments, settings, os.environ),
    )
    if arguments.format == PLAIN or _wants_a_list():
        return _print_list(arguments, output)
    absent = NoTerminal("the browser needs a terminal", "in a pipe use llmtui list, search or show")
    require_terminal(terminal, os.environ, "the browser", absent=absent, instead="use llmtui list, search or show")
    prepare_environment(terminal.depth)
    session = _session(arguments, paths, settings, terminal)
    from llmtui.tui.run import run_browser  # noqa: PLC0415 - Textual takes longer than everything else together

    return run_browser(session, mouse=settings.mouse and not arguments.no_mouse, report=diagnostics.say)


def _session(arguments: Namespace, paths: Paths, settings: Settings, terminal: Terminal) -> Session:
    """What the browser starts with."""
    from llmtui.tui.session import Session  # noqa: PLC0415 - as in `run`

    state, state_message = load_state(paths.state)
    favourites, favourites_message = load_favourites(paths.favourites)
    opened = read_catalogs(arguments)
    searcher = opened.searcher
    view, selected = first_view(arguments, searcher, settings, state)
    settings = with_catalog(settings, searcher.catalog)
    faults = searcher.parse(first_text(arguments, state)).faults
    return Session(
        loaded=opened.loaded,
        searcher=searcher,
        settings=settings,
        state=state,
        state_path=paths.state,
        favourites=favourites,
        favourites_path=paths.favourites,
        glyphs=wanted_glyphs(arguments, settings, terminal),
        theme=wanted_theme(arguments, settings, state, terminal),
        view=view,
        selected=selected,
        animate=not terminal.remote,
        environment=os.environ,
        home=home_folder(),
        today=date.today(),  # noqa: DTZ011 - the user's own day
        messages=tuple(filter(None, (state_message, favourites_message, _about(settings), *faults))),
    )


def with_catalog(settings: Settings, catalog: Catalog) -> Settings:
    """The settings, with the problem of a framework that the catalogue does not have."""
    return replace(settings, problems=(*settings.problems, *framework_faults(settings, catalog.judges)))


def _about(settings: Settings) -> str:
    """What is wrong in the settings, in one message; empty if nothing is."""
    count = len(settings.problems)
    return "".join(map(str, settings.problems)) if count <= 1 else f"{count} settings have problems; ! lists them"


def _wants_a_list() -> bool:
    """Whether to print the list instead, because the output goes into a pipe or a file."""
    return not is_terminal(1)


def _print_list(arguments: Namespace, output: Output) -> int:
    """Print the list that the browser would open with."""
    from llmtui.cli.listing import print_results  # noqa: PLC0415 - the browser does not need it

    searcher = open_catalogs(arguments).searcher
    view, _selected = first_view(arguments, searcher, Settings(), State())
    checked_query(searcher, " ".join(arguments.query))
    code = print_results(searcher, view, Namespace(limit=None, format=arguments.format), output)
    if arguments.format == PLAIN:
        diagnostics.say(_PLAIN_NEXT)
    return code


def first_text(arguments: Namespace, state: State) -> str:
    """The query to open with: that of the arguments, else that of the last run if no other place is asked for."""
    return " ".join(arguments.query) if _asks_for_a_view(arguments) else state.query


def _asks_for_a_view(arguments: Namespace) -> bool:
    """Whether the arguments say what to open with, so that the end of the last run does not count."""
    return bool(arguments.query or arguments.category or arguments.select)


def first_view(arguments: Namespace, searcher: Searcher, settings: Settings, state: State) -> tuple[View, str]:
    """The view to open with and the id to select: from the arguments, else from the end of the last run.

    Raises:
        UsageError: The category in the arguments does not exist.
        NoAnswer: The entry in the arguments does not exist.
    """
    catalog = searcher.catalog
    framework = settings.framework or state.framework
    framework = framework if framework in catalog.judges else ""
    _check_category(catalog, arguments.category)
    query = searcher.parse(first_text(arguments, state)).query
    if _asks_for_a_view(arguments):
        selected = find_entry(searcher, arguments.select).id if arguments.select else ""
        return View(query=query, place=Place(arguments.category), framework=framework), selected
    view = View(
        query=query,
        place=_place(catalog, state),
        sort=Sort(state.sort) if state.sort in {sort.value for sort in Sort} else Sort.RELEVANCE,
        reverse=state.reverse,
        framework=framework,
    )
    return view, state.selected


def _check_category(catalog: Catalog, category: str) -> None:
    """Refuse a category that the catalogue does not have; no category is fine.

    Raises:
        UsageError: It does not exist.
    """
    if category and catalog.category(category) is None:
        known = ", ".join(each.id for each in catalog.categories)
        raise UsageError(f"there is no category {clean(category)!r}", f"use {known}")


def _place(catalog: Catalog, state: State) -> Place:
    """The category and group of the last run, if they still exist."""
    category = catalog.category(state.category)
    if category is None:
        return Place()
    return Place(category.id, state.group if category.group(state.group) else "")
