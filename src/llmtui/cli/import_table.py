"""`llmtui import table FILE --into DIR`: entries from rows of CSV, TSV or JSON Lines."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import msgspec

from llmtui.cli import diagnostics
from llmtui.cli.output import Output
from llmtui.errors import NoAnswer, UsageError
from llmtui.importers.table import Mapped, checked_mapping, read_mapping, read_rows, table_entry
from llmtui.loader.load import load
from llmtui.loader.locate import bundled_folder, entry_files
from llmtui.model import Entry, Origin
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean
from llmtui.toml_writer import entry_toml
from llmtui.user.files import create_exclusively


def run(arguments: Namespace, output: Output) -> int:
    """Read the rows, write a file for each new entry, and print the files."""
    path, into = Path(arguments.source), Path(arguments.into)
    columns, rows = read_rows(path)
    if not rows:
        raise NoAnswer(f"{clean(str(path))} has no rows")
    mapped = checked_mapping(_mapping(arguments), columns)
    catalog = load((Origin(bundled_folder(), "bundled"), Origin(into, "into"))).catalog
    if mapped.framework and mapped.framework not in catalog.frameworks:
        known = ", ".join(catalog.frameworks)
        raise UsageError(f"there is no framework {clean(mapped.framework, 80)!r}", f"use {known}, or add its file")
    log = ProblemLog()
    taken = {file.stem for _, file in entry_files(into)}
    written = 0
    for row in rows:
        entry = table_entry(catalog, mapped, path, row, log)
        if entry is None:
            continue
        if entry.id in taken:
            log.add(Problem(path, f"{entry.id!r} is there already; it is kept as it is", row[0]))
            continue
        taken.add(entry.id)
        if arguments.dry_run or _write(into, entry, log):
            written += 1
            output.text(clean(str(_file(into, entry))))
    for problem in dict.fromkeys(log):
        diagnostics.say(str(problem))
    diagnostics.say(f"{written} new of {len(rows)} rows{'; nothing is written' if arguments.dry_run else ''}")
    return 0


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
    """Write a new file; whether that went well."""
    path = _file(into, entry)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        create_exclusively(path, entry_toml(entry))
    except OSError as error:
        log.add(Problem(path, f"cannot be written: {error.strerror or error}", skipped=True))
        return False
    return True
