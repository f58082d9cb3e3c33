"""`llmtui import FORMAT SOURCE --into DIR`: drafts of entries from the files of an openness index."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path

from llmtui.cli import diagnostics, import_table
from llmtui.cli.output import Output
from llmtui.dates import is_date
from llmtui.errors import NoAnswer, UsageError
from llmtui.importers import IMPORTERS, Draft, Importer
from llmtui.importers.drafts import Action, Planner, Step
from llmtui.present.cells import Cell, Line, Role
from llmtui.problems import Problem, ProblemLog
from llmtui.terminal import is_terminal
from llmtui.text import clean
from llmtui.user.files import create_exclusively, write_atomically

_ROLES = {Action.NEW: Role.OPEN, Action.REPLACED: Role.PARTIAL, Action.SAME: Role.MUTED, Action.KEPT: Role.NOTICE}
_TABLE = "table"
_LONG = 40
"""Files from which reading them takes long enough to show how far it is."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    formats = [*(each.format for each in IMPORTERS), _TABLE]
    what = f"the index: {', '.join(formats[:-1])}; or {_TABLE} for CSV, TSV or JSON Lines of your own"
    parser.add_argument("importer", metavar="FORMAT", choices=formats, help=what)
    parser.add_argument("source", metavar="SOURCE", help="a copy of its repository, its folder of records, or one file")
    parser.add_argument("--into", required=True, metavar="DIR", help="the catalogue folder that the drafts go to")
    parser.add_argument("--dry-run", action="store_true", help="print what would be done, and write nothing")
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the assessments of this index in files that are there"
    )
    parser.add_argument(
        "--date", default="", metavar="DATE", help="when the index judged, where its files do not say (their own date)"
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="KEY=COLUMN",
        help="of a table: the column of a key, or a TOML file with [columns]; may be repeated",
    )
    parser.add_argument("--category", default="", help="of a table: the category of rows that name none")
    parser.add_argument("--framework", default="", help="of a table: who judged, if it has grades")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour (auto)")


def run(arguments: Namespace, output: Output) -> int:
    """Read, plan, write, and report."""
    if arguments.importer == _TABLE:
        return import_table.run(arguments, output)
    if arguments.date and not is_date(arguments.date):
        raise UsageError(f"{clean(arguments.date, 80)!r} is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    importer = next(each for each in IMPORTERS if each.format == arguments.importer)
    into = Path(arguments.into)
    if into.exists() and not into.is_dir():
        raise UsageError(f"{clean(arguments.into)} is no folder", "name a folder for the drafts")
    log = ProblemLog()
    planner = Planner(into, log, overwrite=arguments.overwrite)
    drafts = _drafts(importer, _files(importer, Path(arguments.source)), arguments.date, log)
    steps = list(planner.plan_all(drafts))
    if not arguments.dry_run:
        steps = [step for step in steps if _done(step, log)]
    output.lines(_line(step) for step in steps)
    _report(steps, log, dry_run=arguments.dry_run)
    if steps and not importer.dated and not arguments.date:
        diagnostics.say("the files do not say when the index judged: their own dates are taken; --date tells another")
    if not steps:
        raise NoAnswer(f"no record of {importer.format} in {clean(arguments.source)}")
    return 0


def _files(importer: Importer, source: Path) -> tuple[Path, ...]:
    """The files to read.

    Raises:
        UsageError: The source is not there, or cannot be listed.
    """
    if not source.exists():
        raise UsageError(f"there is no {clean(str(source))}", "name a copy of the index's repository")
    try:
        return importer.files(source)
    except OSError as error:
        raise UsageError(f"{clean(str(source))}: {error.strerror or 'cannot be listed'}") from error


def _drafts(importer: Importer, files: tuple[Path, ...], date: str, log: ProblemLog) -> Iterator[Draft]:
    """The draft of each file that holds one."""
    for path in _watched(files):
        if draft := importer.read(path, date or _changed(path), log):
            yield draft


def _changed(path: Path) -> str:
    """The month in which a file was last changed."""
    try:
        moment = datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
    except (OSError, ValueError, OverflowError):
        moment = datetime.now(timezone.utc)
    return moment.strftime("%Y-%m")


def _watched(files: tuple[Path, ...]) -> Iterable[Path]:
    """The files, with a bar on standard error that tells how far it is, where somebody sees it."""
    if len(files) < _LONG or not _seen():
        return files
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only for a person at a terminal
    from rich.progress import track  # noqa: PLC0415 - as above

    return track(files, "Reading", console=Console(stderr=True), transient=True)


def _seen() -> bool:
    try:
        return is_terminal(sys.stderr.fileno())
    except (OSError, ValueError, AttributeError):
        return False


_WRITERS: dict[Action, Callable[[Path, str], None]] = {
    Action.NEW: create_exclusively,
    Action.REPLACED: write_atomically,
}


def _done(step: Step, log: ProblemLog) -> bool:
    """Write a file of the plan; whether that went well, or nothing was to be written."""
    write = _WRITERS.get(step.action)
    try:
        if write:
            step.path.parent.mkdir(parents=True, exist_ok=True)
            write(step.path, step.text)
    except OSError as error:
        log.add(Problem(step.path, f"cannot be written: {error.strerror or error}", skipped=True))
        return False
    return True


def _line(step: Step) -> Line:
    return (
        Cell(f"{step.action.value:<8}  ", _ROLES[step.action]),
        Cell(clean(str(step.path))),
        Cell(f"  {clean(step.name)}", Role.MUTED),
    )


def _report(steps: list[Step], log: ProblemLog, *, dry_run: bool) -> None:
    """Every irregularity once, and the sums."""
    problems = list(dict.fromkeys(log))
    for problem in problems:
        diagnostics.say(str(problem))
    counts = Counter(step.action for step in steps)
    sums = ", ".join(f"{counts[action]} {action.value}" for action in Action)
    irregular = f"{len(problems)} irregularit{'y' if len(problems) == 1 else 'ies'}"
    diagnostics.say(f"{sums}; {irregular}{'; nothing is written' if dry_run else ''}")
