"""`llmtui doctor`: reports what the terminal can do, and the folders, catalogues, settings and versions in use."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from llmtui.cache import cache_file, is_fresh, open_catalog
from llmtui.cli.options import add_catalog_options, add_format_option, origins
from llmtui.cli.output import Output
from llmtui.clipboard import Route, find_route
from llmtui.counted import counted
from llmtui.errors import ExitCode, UsageError
from llmtui.exporters.sheet import Sheet, dump_json
from llmtui.loader.definition_files import current_origins, read_snapshots
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import BUNDLED, bundled_folder
from llmtui.model import Origin
from llmtui.present.cells import Cell, Line, Role, wrap
from llmtui.present.provenance import headline, source_words
from llmtui.problems import ProblemLog
from llmtui.terminal import RESTORE, Terminal, detect, is_terminal
from llmtui.text import clean
from llmtui.toml_reader import read_toml
from llmtui.update.current import current_folders
from llmtui.user.paths import Paths, user_paths
from llmtui.user.settings import VARIABLES, Settings, framework_faults, load_settings

COLUMNS = ("section", "name", "value", "problem")
_NAME_WIDTH = 16
"""Columns for the names."""
_LEAST_VALUE_WIDTH = 20
"""The fewest columns for a value."""
_LIBRARIES = ("textual", "rich", "tomli", "rapidfuzz")


class Finding(NamedTuple):
    """One line of the report."""

    section: str
    name: str
    value: str
    problem: str = ""
    """What is wrong; empty if nothing is."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument(
        "--reset-terminal",
        action="store_true",
        help="only restore the terminal after the browser was killed: mouse, alternate screen, keyboard, paste",
    )
    add_format_option(parser, ["json"])
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the findings. Problems are part of the report, so the command still succeeds."""
    if arguments.reset_terminal:
        sys.stdout.write(RESTORE)
        return ExitCode.OK
    found = tuple(_findings(arguments))
    if arguments.format == "json":
        return output.text(dump_json(Sheet(COLUMNS, tuple(tuple(each) for each in found))))
    output.lines(report_lines(found, output.width))
    return ExitCode.OK


def _findings(arguments: Namespace) -> Iterator[Finding]:
    paths = user_paths()
    terminal = detect(os.environ, sys.__stderr__, interactive=is_terminal(0, 1, 2), color=arguments.color)
    settings = load_settings(paths.settings, os.environ)
    yield from _about_terminal(terminal, find_route(os.environ, sys.platform, shutil.which))
    yield from _about_settings(paths, settings)
    yield from _about_folders(paths)
    yield from _about_catalogues(arguments, paths.cache, settings)
    yield from _about_updates(paths)
    yield from _about_versions()


def _about_terminal(terminal: Terminal, route: Route) -> Iterator[Finding]:
    """What the browser would find out about the terminal."""
    size = shutil.get_terminal_size()
    encoding = getattr(sys.__stderr__, "encoding", None) or "unknown"
    missing = "" if terminal.interactive else "keys, output and messages must all go to a terminal"
    facts = (
        ("browser", "can run" if terminal.interactive and not terminal.dumb else "cannot run here", missing),
        ("type", clean(os.environ.get("TERM", "")) or "not set", _fault_of_type(terminal)),
        ("size", f"{size.columns} x {size.lines}", ""),
        ("colours", terminal.depth.value, ""),
        ("encoding", encoding, ""),
        ("signs", "Unicode" if terminal.unicode else "ASCII", ""),
        ("over SSH", _yes(terminal.remote), ""),
        ("multiplexer", terminal.multiplexer or "none", ""),
        ("copies go to", _route(route), route.doubt),
    )
    return (Finding("Terminal", *fact) for fact in facts)


def _fault_of_type(terminal: Terminal) -> str:
    if not os.environ.get("TERM"):
        return "TERM is not set; use llmtui list, search or show"
    return "it cannot place a cursor; use llmtui list, search or show" if terminal.dumb else ""


def _route(route: Route) -> str:
    """Where a copied text goes."""
    commands = " or ".join(" ".join(command) for command in route.commands[:1])
    return f"{route.name} ({commands})" if commands else f"{route.name} (OSC 52)"


def _about_settings(paths: Paths, settings: Settings) -> Iterator[Finding]:
    """The settings file, and the settings in it that cannot be used."""
    there = "read" if os.path.lexists(paths.settings) else "not there; the defaults apply"
    yield Finding("Settings", "file", f"{clean(str(paths.settings))}: {there}")
    for variable, name in VARIABLES.items():
        if value := os.environ.get(variable):
            yield Finding("Settings", name, f"{variable}={clean(value, 80)}")
    for problem in settings.problems:
        yield Finding("Settings", "problem", "", str(problem))


def _about_folders(paths: Paths) -> Iterator[Finding]:
    """The folders that llmtui writes to."""
    kept = (("state", paths.state.parent), ("stars and views", paths.favourites.parent), ("cache", paths.cache))
    for name, path in kept:
        value, problem = _condition(path)
        yield Finding("Folders", name, f"{clean(str(path))}: {value}", problem)


def _about_updates(paths: Paths) -> Iterator[Finding]:
    """What `llmtui update` fetched, and whether newer bundled data has overtaken it."""
    bundled = Origin(bundled_folder(), BUNDLED)
    updates = [Origin(path, index, index) for index, path in current_folders(paths.updates).items()]
    used = {origin.update for origin in current_origins((bundled, *updates), ProblemLog())}
    for update in updates:
        problem = "" if update.update in used else "not used: the bundled records are newer; llmtui update"
        yield Finding("Updates", update.update, f"{_content_of(update)}: {clean(str(update.path))}", problem)


def _content_of(update: Origin) -> str:
    """The date of an update, how many entries it adds to, and how many it brings."""
    snapshots = read_snapshots((update.path,), ProblemLog())
    date = next((each.date for each in snapshots if each.source == update.update), "")
    files = [path for path in update.path.glob("*/*.toml") if path.is_file()]
    overlays = sum(_is_overlay(path) for path in files)
    entries = counted(len(files) - overlays, "new entry", "new entries")
    return f"of {clean(date) or 'an unknown date'}, {counted(overlays, 'overlay')}, {entries}"


def _is_overlay(path: Path) -> bool:
    """Whether a file adds to an entry of another catalogue."""
    return "extends" in (read_toml(path, ProblemLog()) or {})


def _condition(folder: Path) -> tuple[str, str]:
    """The state of a folder and what is wrong with it. A missing folder is fine if it can be created when needed."""
    if os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir raises without permission
        writable = os.access(folder, os.W_OK | os.X_OK)
        return ("writable", "") if writable else ("not writable", "nothing can be saved there")
    if os.path.lexists(folder):
        return "not a folder", "nothing can be saved there"
    above = next((each for each in folder.parents if os.path.lexists(each)), folder)
    writable = os.path.isdir(above) and os.access(above, os.W_OK | os.X_OK)  # noqa: PTH112 - as above
    return ("not created yet", "") if writable else ("cannot be created", "nothing can be saved there")


def _about_catalogues(arguments: Namespace, caches: Path, settings: Settings) -> Iterator[Finding]:
    """Each catalogue with its number of entries and problems."""
    try:
        known = origins(arguments)
        fresh = is_fresh(known, caches)
        loaded = open_catalog(known, caches).loaded
    except UsageError as error:
        yield Finding("Catalogues", "none", "", str(error))
        return
    for origin in known:
        problems = [problem for problem in loaded.problems if _is_in(problem.path, origin)]
        advice = "llmtui validate lists the problems" if problems else ""
        content = _content_of(origin) if origin.update else counted(_entries_of(loaded, origin), "entry", "entries")
        counts = f"{content}, {counted(len(problems), 'problem')}"
        yield Finding("Catalogues", origin.label, f"{clean(str(origin.path))}: {counts}", advice)
    frameworks = loaded.catalog.frameworks.values()
    yield Finding("Catalogues", "total", counted(len(loaded.catalog), "entry", "entries"))
    fault = "; ".join(map(str, framework_faults(settings, loaded.catalog.judges)))
    yield Finding("Catalogues", "frameworks", ", ".join(framework.id for framework in frameworks) or "none", fault)
    for snapshot in loaded.catalog.snapshots:
        yield Finding("Catalogues", snapshot.source, source_words(snapshot))
    if stated := headline(loaded.catalog.snapshots):
        yield Finding("Catalogues", "data", stated)
    yield Finding("Catalogues", "cache", *_about_cache(known, caches, fresh=fresh))


def _about_cache(known: Iterable[Origin], caches: Path, *, fresh: bool) -> tuple[str, str]:
    """Whether these catalogues were read from the cache, and what is wrong if the next start cannot use it."""
    path = cache_file(known, caches)
    name = clean(str(path))
    if fresh:
        return f"{name}: used", ""
    if is_fresh(known, caches):
        return f"{name}: created just now", ""
    return "none", "every start has to read the files"


def _is_in(path: Path, origin: Origin) -> bool:
    return origin.path in (path, *path.parents)


def _entries_of(loaded: Loaded, origin: Origin) -> int:
    """How many of the entries in use come from a catalogue."""
    return sum(entry.path is not None and _is_in(entry.path, origin) for entry in loaded.catalog)


def _about_versions() -> Iterator[Finding]:
    """The versions of the program and its libraries, without importing them."""
    yield Finding("Versions", "llmtui", _version("llmtui") or "from a checkout")
    yield Finding("Versions", "Python", f"{platform.python_version()} ({sys.executable})")
    for name in _LIBRARIES:
        found = _version(name)
        yield Finding("Versions", name, found or "missing", "" if found else "install llmtui again")


def _version(name: str) -> str:
    """The installed version of a package; empty if it is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow; --help does not need it

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def report_lines(found: Iterable[Finding], width: int) -> Iterator[Line]:
    """The findings under their headings; long values are wrapped."""
    section = ""
    for each in found:
        if each.section != section:
            if section:
                yield ()
            section = each.section
            yield (Cell(section, Role.HEADING),)
        yield from _lines_of(each, width)


def _lines_of(each: Finding, width: int) -> Iterator[Line]:
    room = max(_LEAST_VALUE_WIDTH, width - _NAME_WIDTH - 3)
    texts = [(part, Role.TEXT) for part in wrap(each.value, room)]
    texts += [(part, Role.NOTICE) for part in wrap(f"! {each.problem}" if each.problem else "", room)]
    for row, (part, role) in enumerate(texts):
        yield (Cell(f"  {'' if row else each.name:<{_NAME_WIDTH}} ", Role.MUTED), Cell(part, role))


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
