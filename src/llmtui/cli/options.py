"""Arguments that several commands share, and the catalogue they ask for."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable

from llmtui.cache import Opened, open_catalog
from llmtui.cli import diagnostics
from llmtui.errors import NoAnswer, UsageError
from llmtui.loader.locate import find_origins
from llmtui.model import Catalog, Entry, Origin
from llmtui.search import Query, Searcher, Sort, Term, View
from llmtui.text import clean
from llmtui.update.current import current_folders
from llmtui.user.paths import user_paths

_DIGITS = 9
"""Of a count: Python refuses to read very long numbers."""


def add_catalog_options(parser: ArgumentParser) -> None:
    """`--catalog`, `--no-bundled` and `--color`."""
    parser.add_argument(
        "--catalog",
        action="append",
        default=[],
        metavar="DIR",
        help="another catalogue over the bundled one: a folder, or a file that export wrote; may be repeated",
    )
    parser.add_argument("--no-bundled", action="store_true", help="leave the entries that ship with llmtui out")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colour on standard output (auto)"
    )


def add_format_option(parser: ArgumentParser, formats: Iterable[str]) -> None:
    """`--format`: a table for people, or one of these."""
    parser.add_argument("--format", choices=("table", *formats), default="table", help="how to print (table)")


def add_filter_options(parser: ArgumentParser) -> None:
    """What narrows and orders a list."""
    parser.add_argument("--category", help="only this category")
    parser.add_argument("--kind", help="model, method, dataset, tool, evaluation, application or resource")
    parser.add_argument("--license", help="licences that contain this")
    parser.add_argument("--language", help="a language by tag or name")
    parser.add_argument("--maker", help="makers whose name contains this")
    parser.add_argument("--where", default="", metavar="QUERY", help="a query as in the search bar")
    parser.add_argument("--framework", default="", help="the framework in force")
    parser.add_argument(
        "--sort",
        choices=[sort.value for sort in Sort],
        default=Sort.RELEVANCE.value,
        help="what to order by (relevance)",
    )
    parser.add_argument("--reverse", action="store_true", help="turn the order round")
    parser.add_argument("--limit", type=_positive, help="at most so many")


def _positive(text: str) -> int:
    """A count of at least one.

    Raises:
        ArgumentTypeError: It is none; argparse says so.
    """
    if not text.isdecimal() or len(text) > _DIGITS or int(text) < 1:
        raise ArgumentTypeError(f"{clean(text, 80)!r} is no whole number from 1 on")
    return int(text)


def origins(arguments: Namespace) -> tuple[Origin, ...]:
    """The catalogues that the arguments and the environment name."""
    paths = user_paths()
    return find_origins(
        arguments.catalog,
        os.environ,
        paths.catalog,
        bundled=not arguments.no_bundled,
        updates=current_folders(paths.updates),
    )


def open_catalogs(arguments: Namespace) -> Opened:
    """Open them, and tell what could not be used."""
    opened = read_catalogs(arguments)
    diagnostics.say_problems(opened.loaded.problems)
    return opened


def read_catalogs(arguments: Namespace) -> Opened:
    """Open the catalogues; where that takes long, it is told how far it has come."""
    progress = diagnostics.Progress()
    try:
        return open_catalog(origins(arguments), user_paths().cache, progress.tell)
    finally:
        progress.done()


def build_view(arguments: Namespace, searcher: Searcher, words: str = "") -> View:
    """The view that the filter options ask for.

    Raises:
        UsageError: An option names what does not exist.
    """
    parsed = searcher.parse(f"{words} {arguments.where}")
    for fault in parsed.faults:
        diagnostics.say(fault)
    query = parsed.query
    for key, option in (
        ("category", "category"),
        ("kind", "kind"),
        ("license", "license"),
        ("lang", "language"),
        ("maker", "maker"),
    ):
        if value := getattr(arguments, option):
            query = query.with_term(_checked(searcher, Term(key, ":", clean(value, 200))))
    framework = checked_framework(searcher.catalog, arguments.framework)
    return View(query=query, sort=Sort(arguments.sort), reverse=arguments.reverse, framework=framework)


def checked_framework(catalog: Catalog, name: str) -> str:
    """The name of a framework that exists; empty stays empty.

    Raises:
        UsageError: There is none of this name.
    """
    if name and name not in catalog.frameworks:
        raise UsageError(f"there is no framework {clean(name)!r}", f"use {', '.join(catalog.frameworks)}")
    return name


def _checked(searcher: Searcher, term: Term) -> Term:
    if fault := searcher.fault(term):
        raise UsageError(fault)
    return term


def find_entry(searcher: Searcher, entry_id: str) -> Entry:
    """The entry of an id.

    Raises:
        NoAnswer: There is none; the nearest ids are suggested.
    """
    entry = searcher.catalog.get(entry_id)
    if entry is not None:
        return entry
    near = searcher.run(View(query=Query(tuple(clean(entry_id, 80).split())))).hits[:3]
    hint = f"did you mean {', '.join(hit.entry.id for hit in near)}?" if near else "llmtui list shows all ids"
    raise NoAnswer(f"there is no entry {clean(entry_id, 80)!r}", hint)
