"""Arguments that several commands share, and the catalogue that they select."""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable

from llmtui.cache import Opened, open_catalog
from llmtui.cli import diagnostics
from llmtui.cli.own_entries import OwnEntries
from llmtui.errors import NoAnswer, UsageError
from llmtui.loader.locate import find_origins
from llmtui.model import Catalog, Entry, Origin
from llmtui.search import Query, Searcher, Sort, Term, View
from llmtui.search.folding import fold
from llmtui.search.named import Named, as_named
from llmtui.search.names import Match, Resolution
from llmtui.search.namesakes import namesake_remark
from llmtui.text import clean
from llmtui.update.current import current_folders
from llmtui.user.paths import user_paths

PLAIN = "plain"
"""The format of `--plain`."""
_TELLING = 3
"""The least length of a word of a name by which entries are suggested."""
_MAX_LIMIT_DIGITS = 9
"""The most digits in `--limit`: Python refuses to convert very long numbers."""


def add_catalog_options(parser: ArgumentParser) -> None:
    """Add `--catalog`, `--no-bundled` and `--color`."""
    parser.add_argument(
        "--catalog",
        action="append",
        default=[],
        type=a_path,
        metavar="DIR",
        help="a folder or an exported file whose entries override the bundled ones; may be repeated",
    )
    parser.add_argument("--no-bundled", action="store_true", help="leave out the entries that come with llmtui")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="use colour on standard output (auto)"
    )


def add_format_option(parser: ArgumentParser, formats: Iterable[str]) -> None:
    """Add `--format`: a table to read, or one of the machine formats."""
    parser.add_argument("--format", choices=("table", *formats), default="table", help="the output format (table)")


def add_plain_option(parser: ArgumentParser) -> None:
    """Add `--plain`, which is a format of its own; add it after `--format`."""
    parser.add_argument(
        "--plain",
        dest="format",
        action="store_const",
        const=PLAIN,
        default="table",
        help="print linear text for screen readers: one fact per line, words instead of signs, no columns",
    )


def add_narrowing_options(parser: ArgumentParser) -> None:
    """Add the options that say which entries count, and who judges them."""
    parser.add_argument("--category", help="only this category")
    parser.add_argument("--kind", help="model, method, dataset, tool, evaluation, application or resource")
    parser.add_argument("--license", help="a licence, or the beginning of one of its words")
    parser.add_argument("--language", help="a language, by tag or name")
    parser.add_argument("--maker", help="a maker, or the beginning of a word of the maker's name")
    parser.add_argument("--where", default="", metavar="QUERY", help="a query, as in the search bar")
    parser.add_argument("--framework", default="", help="judge by this framework")


def add_filter_options(parser: ArgumentParser) -> None:
    """Add the options that narrow and order a list."""
    add_narrowing_options(parser)
    parser.add_argument(
        "--sort",
        choices=[sort.value for sort in Sort],
        default=Sort.RELEVANCE.value,
        help="what to order by (relevance)",
    )
    parser.add_argument("--reverse", action="store_true", help="reverse the order")
    parser.add_argument("--limit", type=at_least_one, help="the most entries to print")


def a_path(text: str) -> str:
    """A path as it was written. An empty one, often from an unset variable, would mean the current folder.

    Raises:
        ArgumentTypeError: It is empty; argparse reports it.
    """
    if not text:
        raise ArgumentTypeError("the path is empty")
    return text


def at_least_one(text: str) -> int:
    """A count of at least one.

    Raises:
        ArgumentTypeError: It is not; argparse reports it.
    """
    if not text.isdecimal() or len(text) > _MAX_LIMIT_DIGITS or int(text) < 1:
        raise ArgumentTypeError(f"{clean(text, 80)!r} must be a whole number, 1 or more")
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
    """Open the catalogues, and report the problems in them."""
    opened = read_catalogs(arguments)
    diagnostics.say_problems(opened.loaded.problems)
    own = OwnEntries(opened.loaded.catalog)
    opened.searcher.collections = lambda: own
    return opened


def read_catalogs(arguments: Namespace) -> Opened:
    """Open the catalogues, showing progress if that takes long."""
    progress = diagnostics.Progress()
    try:
        return open_catalog(origins(arguments), user_paths().cache, progress.show)
    finally:
        progress.done()


def build_view(arguments: Namespace, searcher: Searcher, words: str = "") -> View:
    """The view that the filter options describe.

    Raises:
        UsageError: A part of the query cannot be used, or an option names something that does not exist.
    """
    query = checked_query(searcher, words)
    where = checked_query(searcher, arguments.where)
    query = query.narrowed(where)
    for key, option in (
        ("category", "category"),
        ("kind", "kind"),
        ("license", "license"),
        ("lang", "language"),
        ("maker", "maker"),
    ):
        if value := getattr(arguments, option):
            query = query.with_term(_checked(searcher, Term(key, ":", _escaped(clean(value, 200)))))
    framework = checked_framework(searcher.catalog, arguments.framework)
    order = Sort(getattr(arguments, "sort", Sort.RELEVANCE))
    return View(query=query, sort=order, reverse=getattr(arguments, "reverse", False), framework=framework)


def checked_query(searcher: Searcher, text: str) -> Query:
    """The query of a plain command. A script that asked for something else must not get everything.

    Raises:
        UsageError: A part of it cannot be used.
    """
    parsed = searcher.parse(text)
    if parsed.faults:
        raise UsageError("; ".join(parsed.faults))
    return parsed.query


def _escaped(value: str) -> str:
    """The value of an option, in which commas separate alternatives and no other sign has a meaning."""
    return value.replace("\\", r"\\").replace('"', r"\"")


def checked_framework(catalog: Catalog, name: str) -> str:
    """The id of a framework, checked; an empty one stays empty.

    Raises:
        UsageError: There is no such framework.
    """
    if name and name not in catalog.judges:
        raise UsageError(f"there is no framework {clean(name)!r}", f"use {', '.join(catalog.judges)}")
    return name


def _checked(searcher: Searcher, term: Term) -> Term:
    if fault := searcher.fault(term):
        raise UsageError(fault)
    return term


def find_entry(searcher: Searcher, name: str) -> Entry:
    """The entry that a name means: an id, a name in any case, or what a registry calls it.

    If the entry does not have this very name, what differs is said on standard error.

    Raises:
        NoAnswer: There is no such entry, or there are several; the hint names the closest ones.
    """
    named = find_named(searcher, name)
    say_family(named)
    return searcher.catalog.entries[named.entry.id]


def say_family(named: Named) -> None:
    """Say on standard error what differs, if the entry does not have this very name."""
    if named.match.match is not Match.EXACT:
        diagnostics.say(clean(named.sentence, 400))


def find_named(searcher: Searcher, name: str) -> Named:
    """The entry that a name means, under the licence of the size that the name says.

    Raises:
        NoAnswer: There is no such entry, or there are several; the hint names the closest ones.
    """
    found = searcher.resolve(clean(name, 500))
    shown = clean(name, 80)
    if len(found.matches) > 1:
        ids = ", ".join(match.entry_id for match in found.matches)
        raise NoAnswer(f"{shown!r} is a name of several entries", f"use one of {ids}")
    if not found.matches:
        nearest = nearest_ids(searcher, name, found)
        hint = f"did you mean {', '.join(nearest)}?" if nearest else "llmtui list shows all ids"
        raise NoAnswer(f"there is no entry {shown!r}", hint)
    named = as_named(searcher.catalog, found.matches[0], shown)
    say_namesakes(searcher, named)
    return named


def say_namesakes(searcher: Searcher, named: Named) -> None:
    """Say on standard error if Ollama calls another entry by this name."""
    if remark := namesake_remark(searcher, named):
        diagnostics.say(clean(remark, 400))


def nearest_ids(searcher: Searcher, name: str, found: Resolution) -> tuple[str, ...]:
    """The ids of the entries that a name without a match may mean: of similar names, else the best hits of a search."""
    if found.nearest:
        return found.nearest
    hits = searcher.run(View(query=Query(tuple(clean(name, 80).split())))).hits
    asked = [word for word in re.findall(r"[^\W_]+", fold(clean(name, 80))) if len(word) >= _TELLING]
    near = (entry_id for entry_id in hits[:20].ids if _has_name(searcher.catalog.entries[entry_id], asked))
    return tuple(near)[:3]


def _has_name(entry: Entry, asked: Iterable[str]) -> bool:
    """Whether a word of an entry's names begins with a word that was asked for; texts contain most words by chance."""
    known = re.findall(r"[^\W_]+", fold(" ".join((entry.id, entry.name, *entry.aliases))))
    return any(word.startswith(each) for word in known for each in asked)
