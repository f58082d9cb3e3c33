"""`llmtui update [SOURCE…]`: newer records of the indices over the bundled catalogue."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence

from llmtui.cache import catalog_of
from llmtui.cli import diagnostics
from llmtui.cli.options import PLAIN, add_format_option, add_plain_option
from llmtui.cli.output import Output
from llmtui.counted import counted
from llmtui.dates import is_date
from llmtui.errors import UsageError
from llmtui.exporters.differences import difference_sheet
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.importers import IMPORTERS
from llmtui.loader.load import load
from llmtui.loader.locate import BUNDLED, bundled_folder
from llmtui.model import Catalog, Origin
from llmtui.openness.differences import differences
from llmtui.present.update_report import update_lines
from llmtui.problems import ProblemLog
from llmtui.text import clean
from llmtui.toml_reader import suggest
from llmtui.update.current import current_folders
from llmtui.update.fetch import Fetcher
from llmtui.update.run import Outcome, Source, Update
from llmtui.update.store import Store
from llmtui.user.paths import user_paths

_MEBIBYTE = 1 << 20


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    formats = ", ".join(each.format for each in IMPORTERS)
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=f"the indices, of {formats} (all with an address)")
    parser.add_argument(
        "--from", dest="place", metavar="PLACE", help="a folder, a tar.gz or zip archive, or the https address of one"
    )
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and change nothing")
    parser.add_argument("--undo", action="store_true", help="bring back what was there before the last update")
    parser.add_argument("--date", default="", metavar="DATE", help="when the index judged, if its records do not say")
    parser.add_argument("--verbose", action="store_true", help="print every changed fact, however many there are")
    parser.add_argument("--problems", action="store_true", help="list the irregularities of the records")
    add_format_option(parser, SHEET_FORMATS)
    add_plain_option(parser)
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour (auto)")


def run(arguments: Namespace, output: Output) -> int:
    """Update, or undo the last update, and print what is different."""
    store = Store(user_paths().updates)
    if arguments.undo:
        return _undo(arguments, store, output)
    if arguments.date and not is_date(arguments.date):
        raise UsageError(f"{clean(arguments.date, 80)!r} is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    sources = _sources(arguments)
    progress = _Progress()
    caches = user_paths().cache
    fetcher = Fetcher(caches / "fetched", progress=progress.count)
    update = Update(store, fetcher, caches=caches, progress=progress.begin)
    try:
        with store.locked(), store.staging() as staged:
            outcome = update.run(sources, staged)
            if outcome.is_new and not arguments.dry_run:
                store.put_in_place(staged)
    except UsageError:
        progress.done()
        _say_unread(update.log, arguments)
        raise
    finally:
        progress.done()
    _print(outcome.before, outcome.after, arguments, output)
    _report(outcome, dry_run=arguments.dry_run, problems=arguments.problems)
    return 1 if outcome.faults else 0


def _say_unread(log: ProblemLog, arguments: Namespace) -> None:
    """Say which records could not be read, if an update failed."""
    unread = tuple(dict.fromkeys(log)) if arguments.problems else tuple(each for each in log if each.skipped)
    diagnostics.say_problems(unread, "--problems lists them all", None if arguments.problems else 3)


def _sources(arguments: Namespace) -> list[Source]:
    """What to update from.

    Raises:
        UsageError: An index is not known, or it is not clear where its records are.
    """
    known = [each.format for each in IMPORTERS]
    for name in arguments.sources:
        if name not in known:
            raise UsageError(
                f"there is no index {clean(name, 80)!r}", suggest(name, known) or f"use {', '.join(known)}"
            )
    if arguments.place is not None:
        if len(arguments.sources) != 1:
            raise UsageError("--from is for one index", f"name one of {', '.join(known)}")
        return [Source(arguments.sources[0], arguments.place, arguments.date)]
    addresses = _addresses(arguments.sources, known)
    return [Source(name, address, arguments.date) for name, address in addresses.items()]


def _addresses(asked: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """Where the frameworks say that the records of the indices are; of all indices that say so if none is asked for.

    Raises:
        UsageError: An index says no address, or none does.
    """
    frameworks = load((), ()).catalog.frameworks
    records = {name: frameworks[name].records for name in known if name in frameworks and frameworks[name].records}
    for name in asked:
        if name not in records:
            raise UsageError(f"no address of the records of {name} is known", "name them with --from")
    if not records:
        raise UsageError("no address of the records of an index is known", "name an index, and its records with --from")
    return {name: records[name] for name in asked or records}


def _undo(arguments: Namespace, store: Store, output: Output) -> int:
    if arguments.sources or arguments.place is not None or arguments.dry_run:
        raise UsageError("--undo takes nothing else", "llmtui update --undo")
    with store.locked():
        before = _catalog(store)
        folder = store.undo()
        after = _catalog(store)
    _print(before, after, arguments, output)
    diagnostics.say("the previous update is used again" if folder else "the bundled catalogue is used alone again")
    return 0


def _catalog(store: Store) -> Catalog:
    updates = (Origin(path, index, index) for index, path in current_folders(store.folder).items())
    return catalog_of((Origin(bundled_folder(), BUNDLED), *updates), user_paths().cache)


def _print(before: Catalog, after: Catalog, arguments: Namespace, output: Output) -> None:
    found = differences(before, after)
    if arguments.format == PLAIN:
        from llmtui.exporters.plain import update_text  # noqa: PLC0415 - only who asks for it waits for it

        output.line(update_text(found, after.frameworks, verbose=arguments.verbose)) if found else None
    elif arguments.format == "table":
        output.lines(update_lines(found, output.canvas, verbose=arguments.verbose))
    else:
        output.text(SHEET_FORMATS[arguments.format](difference_sheet(found)))


def _report(outcome: Outcome, *, dry_run: bool, problems: bool) -> None:
    """Say what was irregular, gone or moved on, what failed, and which dates the records have."""
    lines = [*_irregularities(outcome, listed=problems), *_notes(outcome)]
    lines += [f"{fault}; {fault.hint}" if fault.hint else str(fault) for fault in outcome.faults]
    lines += [] if outcome.is_new else ["nothing is new"]
    lines += _dates(outcome)
    lines += ["nothing is changed"] if dry_run else []
    for line in lines:
        diagnostics.say(line)


def _irregularities(outcome: Outcome, *, listed: bool) -> Iterable[str]:
    """Each irregularity of the records, or how many there are."""
    number = len(outcome.problems)
    if listed:
        yield from map(str, outcome.problems)
    elif number:
        yield f"{counted(number, 'irregularity', 'irregularities')} in the records; --problems lists them"


def _dates(outcome: Outcome) -> Iterable[str]:
    """The date of the records of each index, and the dates that changed grades get."""
    for snapshot in outcome.after.snapshots:
        if snapshot.source in outcome.merged:
            version = f", {snapshot.version[:8]}" if snapshot.version else ""
            yield f"{snapshot.source}: {counted(snapshot.records, 'record')} of {snapshot.date}{version}"
    for index, dated in outcome.dated.items():
        yield f"{index}: changed grades without a date of their own get {dated.date}, {dated.reason}"


def _notes(outcome: Outcome) -> Iterable[str]:
    """What is gone from the indices, what moved on, and how much the catalogue does not have."""
    for index, merged in outcome.merged.items():
        for record, entry_id in merged.gone:
            yield f"{index}/{record}: gone from the index; its assessment of {entry_id} is kept"
        for record, old, new in merged.moved:
            yield f"{index}/{record}: judges {new} now; its assessment of {old} is kept"
        if merged.unknown:
            yield f"{index}: {merged.unknown:,} records of what the catalogue does not have are left out"


class _Progress:
    """Says at a terminal what is fetched and how far it has come, on one line that is cleared."""

    def __init__(self) -> None:
        self._index = ""
        self._line = diagnostics.ProgressLine()

    def begin(self, index: str) -> None:
        """An index comes next."""
        self._index = index
        self._line.say(f"llmtui: {index}")

    def count(self, read: int, whole: int) -> None:
        """Say how many bytes came."""
        of = f" of {whole / _MEBIBYTE:.1f}" if whole else ""
        self._line.say(f"llmtui: {self._index}: {read / _MEBIBYTE:.1f}{of} MiB")

    def done(self) -> None:
        """Clear the line."""
        self._line.done()
