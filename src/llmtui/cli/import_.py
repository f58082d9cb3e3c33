"""`llmtui import FORMAT SOURCE --into DIR`: drafts of entries from the files of an openness index."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path

from llmtui.cli import diagnostics, import_table
from llmtui.cli.options import a_path
from llmtui.cli.output import Output
from llmtui.counted import counted
from llmtui.dates import is_date
from llmtui.errors import ExitCode, NoAnswer, UsageError
from llmtui.importers import IMPORTERS, Draft, Importer
from llmtui.importers.drafts import Action, Planner, Step
from llmtui.loader.licence_files import read_licences
from llmtui.loader.locate import bundled_folder
from llmtui.permissions import LicenceNames
from llmtui.present.cells import Cell, Line, Role
from llmtui.problems import Problem, ProblemLog
from llmtui.terminal import is_terminal
from llmtui.text import clean
from llmtui.user.files import create_exclusively, write_atomically

_ROLES = {Action.NEW: Role.OPEN, Action.REPLACED: Role.PARTIAL, Action.SAME: Role.MUTED, Action.KEPT: Role.NOTICE}
_TABLE = "table"
_FILES_WITH_PROGRESS = 40
"""From this many files on, reading takes long enough to show a progress bar."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    formats = [*(each.format for each in IMPORTERS), _TABLE]
    what = f"the index: {', '.join(formats[:-1])}; or {_TABLE} for CSV, TSV or JSON Lines of your own"
    parser.add_argument("importer", metavar="FORMAT", choices=formats, help=what)
    parser.add_argument(
        "source", metavar="SOURCE", type=a_path, help="a copy of its repository, its folder of records, or one file"
    )
    parser.add_argument(
        "--into", required=True, type=a_path, metavar="DIR", help="the catalogue folder to write the drafts to"
    )
    parser.add_argument("--dry-run", action="store_true", help="print what would be done, and write nothing")
    parser.add_argument(
        "--overwrite", action="store_true", help="replace the assessments of this index in existing files"
    )
    parser.add_argument(
        "--date",
        default="",
        metavar="DATE",
        help="when the index judged, if its files do not say so (the date of each file)",
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
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="use colour (auto)")


def run(arguments: Namespace, output: Output) -> int:
    """Read the records, plan the files, write them, and report.

    Raises:
        UsageError: An argument cannot be used.
        NoAnswer: The source has no record of this index, or a file could not be written.
    """
    if arguments.importer == _TABLE:
        return import_table.run(arguments, output)
    _check(arguments)
    importer = next(each for each in IMPORTERS if each.format == arguments.importer)
    log = ProblemLog()
    into = Path(arguments.into)
    licences = LicenceNames(read_licences([bundled_folder(), into], ProblemLog()))
    planner = Planner(into, log, overwrite=arguments.overwrite, licences=licences)
    drafts = _drafts(importer, _files(importer, Path(arguments.source)), arguments.date, log)
    planned = planner.plan_all(drafts)
    steps = [step for step in planned if arguments.dry_run or _carry_out(step, log)]
    output.lines(_line(step) for step in steps)
    _report(steps, log, dry_run=arguments.dry_run)
    if failed := len(planned) - len(steps):
        raise NoAnswer(f"{failed} of {len(planned)} files could not be written", "import again to complete them")
    if not steps:
        raise NoAnswer(f"no record of {importer.format} in {clean(arguments.source)}")
    if not importer.dated and not arguments.date:
        diagnostics.say(
            "the files do not say when the index judged, so their own dates are used; --date overrides them"
        )
    return ExitCode.OK


def _check(arguments: Namespace) -> None:
    """Check the arguments before anything is read.

    Raises:
        UsageError: The date is not a date, or the target is not a folder.
    """
    if arguments.date and not is_date(arguments.date):
        raise UsageError(f"{clean(arguments.date, 80)!r} is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    into = Path(arguments.into)
    if into.exists() and not into.is_dir():
        raise UsageError(f"{clean(arguments.into)} is not a folder", "name a folder for the drafts")


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
    """The drafts, one for each file that has a record."""
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
    """The files, with a progress bar if standard error is a terminal and there are many of them."""
    if len(files) < _FILES_WITH_PROGRESS or not _stderr_is_terminal():
        return files
    from rich.console import Console  # noqa: PLC0415 - slow to import, and only needed on a terminal
    from rich.progress import track  # noqa: PLC0415 - as above

    return track(files, "Reading", console=Console(stderr=True), transient=True)


def _stderr_is_terminal() -> bool:
    try:
        return is_terminal(sys.stderr.fileno())
    except (OSError, ValueError, AttributeError):
        return False


_WRITERS: dict[Action, Callable[[Path, str], None]] = {
    Action.NEW: create_exclusively,
    Action.REPLACED: write_atomically,
}


def _carry_out(step: Step, log: ProblemLog) -> bool:
    """Write the file of a step, if there is one to write. False if that failed."""
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
    """Report each irregularity once, and the totals."""
    problems = list(dict.fromkeys(log))
    for problem in problems:
        diagnostics.say(str(problem))
    counts = Counter(step.action for step in steps)
    totals = ", ".join(f"{counts[action]} {action.value}" for action in Action)
    irregular = counted(len(problems), "irregularity", "irregularities")
    diagnostics.say(f"{totals}; {irregular}{'; dry run, nothing was written' if dry_run else ''}")
