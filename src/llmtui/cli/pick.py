"""`llmtui pick [QUERY]`: a small inline chooser that prints the id of the chosen entry.

It reads keys from standard input and draws on standard error, so that `$(llmtui pick)` works. Like `browse`, it imports
`tui` only when it runs.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from llmtui.cli.appearance import (
    add_appearance_options,
    prepare_environment,
    require_terminal,
    wanted_color,
    wanted_glyphs,
    wanted_theme,
)
from llmtui.cli.options import add_catalog_options, checked_framework, checked_query, open_catalogs
from llmtui.cli.output import Output
from llmtui.cli.own_entries import OwnEntries
from llmtui.errors import ExitCode, NoAnswer, NoTerminal, UsageError
from llmtui.model import Place
from llmtui.search import Searcher, View
from llmtui.terminal import detect, is_terminal
from llmtui.text import clean
from llmtui.user.paths import user_paths
from llmtui.user.settings import load_settings
from llmtui.user.state import load_state

_STDIN, _STDOUT, _STDERR = 0, 1, 2


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what to search for at the start")
    parser.add_argument("--category", default="", help="only this category")
    parser.add_argument("--framework", default="", help="judge by this framework")
    add_appearance_options(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Let the user choose, and print the id and nothing else.

    Raises:
        NoAnswer: The user chose nothing.
    """
    paths = user_paths()
    settings, (state, _message) = load_settings(paths.settings, os.environ), load_state(paths.state)
    color = wanted_color(arguments, settings, os.environ)
    terminal = detect(os.environ, sys.__stderr__, interactive=is_terminal(_STDIN, _STDERR), color=color)
    absent = NoTerminal("choosing needs a terminal for input and output", "in a pipe use llmtui search QUERY --limit 1")
    require_terminal(terminal, os.environ, "a choice", absent=absent, instead="use llmtui search QUERY")
    prepare_environment(terminal.depth)
    searcher = open_catalogs(arguments).searcher
    own = OwnEntries(searcher.catalog, speaks=False)  # the chooser is on the stream of the messages
    searcher.collections = lambda: own
    # Importing Textual takes longer than everything else together; plain commands never get here.
    from llmtui.tui.picking import Picking, pick  # noqa: PLC0415

    picking = Picking(
        searcher=searcher,
        view=_view(arguments, searcher, settings.framework or state.framework),
        query=_query(arguments, searcher),
        glyphs=wanted_glyphs(arguments, settings, terminal),
        theme=wanted_theme(arguments, settings, state, terminal),
    )
    with _stdout_kept_for_the_answer():
        chosen, code = pick(picking, mouse=settings.mouse and not arguments.no_mouse)
    if chosen:
        return output.line(chosen)
    if code > ExitCode.NO:
        return code
    raise NoAnswer("no entry was chosen")


def _query(arguments: Namespace, searcher: Searcher) -> str:
    """The query to start with, which has to be one that can be used."""
    text = clean(" ".join(arguments.query))
    checked_query(searcher, text)
    return text


def _view(arguments: Namespace, searcher: Searcher, usual: str) -> View:
    """The view for the category and framework in the arguments; without a framework, the one the browser uses.

    Raises:
        UsageError: There is no such category or framework.
    """
    catalog = searcher.catalog
    if arguments.category and catalog.category(arguments.category) is None:
        known = ", ".join(category.id for category in catalog.categories)
        raise UsageError(f"there is no category {clean(arguments.category)!r}", f"use {known}")
    named = checked_framework(catalog, arguments.framework)
    return View(place=Place(arguments.category), framework=named or (usual if usual in catalog.judges else ""))


@contextmanager
def _stdout_kept_for_the_answer() -> Iterator[None]:
    """Point standard output at the terminal of standard error while the block runs.

    Textual asks standard output for the size of the terminal, and in `$(llmtui pick)` that is a pipe.
    """
    sys.stdout.flush()
    kept = os.dup(_STDOUT)
    os.dup2(_STDERR, _STDOUT)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, _STDOUT)
        os.close(kept)
