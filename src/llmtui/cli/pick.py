"""`llmtui pick [QUERY]`: a small inline chooser, which prints the id of the entry that is taken.

Keys and picture go through standard input and standard error, so that `$(llmtui pick)` works. Like `browse` it imports
`tui`, and only when it runs.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from llmtui.cli.browse import THEMES, _color, _prepare_environment, _theme
from llmtui.cli.options import add_catalog_options, checked_framework, open_catalogs
from llmtui.cli.output import Output
from llmtui.errors import NoAnswer, NoTerminal, UsageError
from llmtui.model import Place
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.search import Searcher, View
from llmtui.terminal import Terminal, detect, is_terminal
from llmtui.text import clean
from llmtui.user.paths import user_paths
from llmtui.user.settings import load_settings
from llmtui.user.state import load_state

_IN, _OUT, _ERROR = 0, 1, 2


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what to narrow the list by at the start")
    parser.add_argument("--category", default="", help="only this category")
    parser.add_argument("--framework", default="", help="the framework in force")
    parser.add_argument("--theme", choices=THEMES, default="", help="the colours")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII only")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Choose, and print the id and nothing else.

    Raises:
        NoAnswer: Nothing was taken.
    """
    paths = user_paths()
    settings, (state, _message) = load_settings(paths.settings), load_state(paths.state)
    color = _color(arguments, settings, os.environ)
    terminal = detect(os.environ, sys.__stderr__, interactive=is_terminal(_IN, _ERROR), color=color)
    _require(terminal)
    _prepare_environment(terminal.depth)
    searcher = open_catalogs(arguments).searcher
    # Textual costs more than everything else together: plain commands never come here.
    from llmtui.tui.picking import Picking, pick  # noqa: PLC0415

    picking = Picking(
        searcher=searcher,
        view=_view(arguments, searcher, settings.framework or state.framework),
        query=clean(" ".join(arguments.query)),
        glyphs=ASCII if arguments.ascii or settings.ascii or not terminal.unicode else UNICODE,
        theme=_theme(arguments, settings, state, terminal),
    )
    with _answer_apart():
        taken, code = pick(picking, mouse=settings.mouse and not arguments.no_mouse)
    if taken:
        return output.text(taken)
    if code > 1:
        return code
    raise NoAnswer("no entry was taken")


def _require(terminal: Terminal) -> None:
    """Refuse where nobody could choose.

    Raises:
        NoTerminal: There is no terminal, or one that cannot place a cursor.
    """
    if not terminal.interactive:
        raise NoTerminal(
            "choosing needs a terminal for keys and picture", "in a pipe use llmtui search QUERY --limit 1"
        )
    if terminal.dumb:
        raise NoTerminal("this terminal (TERM=dumb) cannot show a choice", "use llmtui search QUERY")


def _view(arguments: Namespace, searcher: Searcher, usual: str) -> View:
    """The category and the framework asked for, else the framework that the browser uses.

    Raises:
        UsageError: There is no such category or framework.
    """
    catalog = searcher.catalog
    if arguments.category and catalog.category(arguments.category) is None:
        known = ", ".join(category.id for category in catalog.categories)
        raise UsageError(f"there is no category {clean(arguments.category)!r}", f"use {known}")
    named = checked_framework(catalog, arguments.framework)
    return View(place=Place(arguments.category), framework=named or (usual if usual in catalog.frameworks else ""))


@contextmanager
def _answer_apart() -> Iterator[None]:
    """Keep the answer's way free: while the block runs, standard output is the terminal of standard error.

    Textual asks standard output how large the terminal is, and that may be a pipe.
    """
    sys.stdout.flush()
    kept = os.dup(_OUT)
    os.dup2(_ERROR, _OUT)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, _OUT)
        os.close(kept)
