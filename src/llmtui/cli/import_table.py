"""`llmtui import table FILE --into DIR`: entries from rows of CSV, TSV or JSON Lines."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

import msgspec

from llmtui.cli import diagnostics
from llmtui.cli.output import Output
from llmtui.errors import ExitCode, NoAnswer, UsageError
from llmtui.importers.table import Mapped, checked_mapping, read_mapping, read_rows, table_entry
from llmtui.loader.load import load
from llmtui.loader.locate import bundled_folder, entry_files
from llmtui.model import Catalog, Entry, Origin
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean
from llmtui.toml_writer import entry_toml
from llmtui.user.files import create_exclusively


def run(arguments: Namespace, output: Output) -> int:
    """Read the rows, write a file for each new entry, and print the files.

    Raises:
        UsageError: An argument or the table cannot be used.
        NoAnswer: The table has no rows, or a file could not be written.
    """
    path, into = Path(arguments.source), Path(arguments.into)
    columns, rows = read_rows(path)
    if not rows:
        raise NoAnswer(f"{clean(str(path))} has no rows")
    mapped = checked_mapping(_mapping(arguments), columns)
    catalog = load((Origin(bundled_folder(), "bundled"), Origin(into, "into"))).catalog
    _check_framework(catalog, mapped.framework)
    log = ProblemLog()
    taken = {file.stem for _, file in entry_files(into)}
    found = [(row[0], table_entry(catalog, mapped, path, row, log)) for row in rows]
    new = _new_entries(found, taken, path, log)
    written = [entry for entry in new if arguments.dry_run or _write(into, entry, log)]
    for entry in written:
        output.text(clean(str(_file(into, entry))))
    for problem in dict.fromkeys(log):
        diagnostics.say(str(problem))
    diagnostics.say(f"{len(written)} new of {len(rows)} rows{'; nothing is written' if arguments.dry_run else ''}")
    if failed := len(new) - len(written):
        raise NoAnswer(f"{failed} of {len(new)} files could not be written", "import again to complete them")
    return ExitCode.OK


def _check_framework(catalog: Catalog, framework: str) -> None:
    """Refuse a framework that the catalogue does not have; no framework is fine.

    Raises:
        UsageError: It does not exist.
    """
    if framework and framework not in catalog.frameworks:
        known = ", ".join(catalog.frameworks)
        raise UsageError(f"there is no framework {clean(framework, 80)!r}", f"use {known}, or add its file")


def _new_entries(
    found: Iterable[tuple[int, Entry | None]], taken: set[str], path: Path, log: ProblemLog
) -> list[Entry]:
    """The entries whose ids are free; the others are reported with their lines. Rows without an entry are skipped."""
    new: dict[str, Entry] = {}
    for line, entry in found:
        if entry is None:
            continue
        if entry.id in taken or entry.id in new:
            log.add(Problem(path, f"{entry.id!r} is there already; it is kept as it is", line))
        else:
            new[entry.id] = entry
    return list(new.values())


def _mapping(arguments: Namespace) -> Mapped:
    """The mapping of a file, and what `--map` adds to it.

    Raises:
        UsageError: A pair has no `=`, or there are two files.
    """
    mapped = Mapped({})
    pairs: dict[str, str] = {}
    for text in arguments.map:
        key, equals, column = text.partition("=")
        if equals:
            pairs[key.strip()] = column
        elif mapped.columns:
            raise UsageError("--map takes one file and any number of KEY=COLUMN", "join the files")
        else:
            mapped = read_mapping(Path(text))
    given = {"framework": arguments.framework} if arguments.framework else {}
    values = {**mapped.values, **({"category": arguments.category} if arguments.category else {})}
    return msgspec.structs.replace(mapped, columns={**mapped.columns, **pairs}, values=values, **given)


def _file(into: Path, entry: Entry) -> Path:
    return into / entry.category / f"{entry.id}.toml"


def _write(into: Path, entry: Entry, log: ProblemLog) -> bool:
    """Write a new file; False if that failed."""
    path = _file(into, entry)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        create_exclusively(path, entry_toml(entry))
    except OSError as error:
        log.add(Problem(path, f"cannot be written: {error.strerror or error}", skipped=True))
        return False
    return True
