"""The user's tables: rows of CSV, TSV or JSON Lines as entries, by a mapping of the keys of an entry to columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from llmtui.errors import UsageError
from llmtui.loader.entries import build_entry
from llmtui.model import Catalog, Entry
from llmtui.model.entry import LINK_ROLES
from llmtui.model.ids import id_from_name
from llmtui.model.keys import ENTRY_KEYS, Shape
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean
from llmtui.toml_reader import Source, Table, Unreadable, parse_toml, read_text, suggest

LARGEST = 64 << 20
"""Bytes of a table, which is read as a whole."""
_SUFFIXES = {".csv": ",", ".tsv": "\t", ".jsonl": ""}
_LISTS = {key.name for key in ENTRY_KEYS if key.shape is Shape.TEXTS}
_BY_SIZE = {key.name for key in ENTRY_KEYS if key.shape is Shape.LICENCES}
_KEYS = (
    "id",
    "category",
    *(key.name for key in ENTRY_KEYS),
    *(f"links.{role}" for role in LINK_ROLES),
    "of",
    "date",
    "source",
)
"""What a column may be, besides `grades.` and `evidence.` with a criterion."""

Values = dict[str, object]


class Mapped(msgspec.Struct, frozen=True):
    """How columns become keys."""

    columns: Mapping[str, str]
    """The column of each key."""
    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The value of a key if a row has none, or no column is mapped to the key."""
    words: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The grade that a word in a column of grades means."""
    framework: str = ""
    """Who judged, if there are grades."""
    separator: str = ";"
    """What separates the texts of a list."""


def read_mapping(path: Path) -> Mapped:
    """The mapping in a TOML file.

    Raises:
        UsageError: It cannot be read, or holds something else.
    """
    try:
        found = parse_toml(read_text(path))
        return msgspec.convert(found, type=Mapped, strict=True)
    except Unreadable as fault:
        raise UsageError(f"{clean(str(path))}: {fault.message}", "see docs/update.md") from fault
    except msgspec.ValidationError as fault:
        raise UsageError(f"{clean(str(path))}: {clean(str(fault), 200)}", "see docs/update.md") from fault


def checked_mapping(mapped: Mapped, columns: tuple[str, ...]) -> Mapped:
    """The mapping with the columns that are called like keys.

    Raises:
        UsageError: A key or a column is not known, or nothing names the entries.
    """
    same = {key: column for column in columns if (key := column.strip().casefold()) in _KEYS}
    both = {**same, **mapped.columns}
    for key, column in mapped.columns.items():
        if key not in _KEYS and not key.startswith(("grades.", "evidence.")):
            raise UsageError(f"{clean(key, 80)!r} is not a key of an entry", suggest(key, _KEYS) or ", ".join(_KEYS))
        if column not in columns:
            raise UsageError(f"there is no column {clean(column, 80)!r}", suggest(column, columns))
    if "name" not in both:
        hint = f"--map name=COLUMN; the columns are {', '.join(clean(each, 40) for each in columns[:20])}"
        raise UsageError("no column is called name, and none is mapped to it", hint)
    return msgspec.structs.replace(mapped, columns=both)


def read_rows(path: Path) -> tuple[tuple[str, ...], list[tuple[int, Values]]]:
    """The columns of a table, and its rows with the line that each begins on.

    Raises:
        UsageError: It cannot be read.
    """
    separator = _SUFFIXES.get(path.suffix.lower())
    if separator is None:
        raise UsageError(f"{clean(str(path))} is not a table", f"use {', '.join(_SUFFIXES)}")
    text = _content(path)
    try:
        rows = list(_csv_rows(text, separator) if separator else _json_rows(text))
    except (csv.Error, ValueError, RecursionError) as error:
        raise UsageError(f"{clean(str(path))} cannot be read: {clean(str(error), 200)}") from error
    columns = dict.fromkeys(name for _, row in rows for name in row)
    return tuple(columns), rows


def _content(path: Path) -> str:
    """The text of a table.

    Raises:
        UsageError: It is not a file, too large, not UTF-8, or cannot be read.
    """
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise UsageError(f"{clean(str(path))} is not a file of at most {LARGEST:,} bytes", "split it")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{clean(str(path))}: {error.strerror or 'cannot be read'}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{clean(str(path))} is not UTF-8", "save it as UTF-8") from error


def _csv_rows(text: str, separator: str) -> Iterator[tuple[int, Values]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 2
    for row in reader:
        yield line, {str(name): value for name, value in row.items() if name is not None and isinstance(value, str)}
        line = reader.line_num + 1


def _json_rows(text: str) -> Iterator[tuple[int, Values]]:
    for number, line in enumerate(text.split("\n"), 1):  # a text may hold other separators of lines
        if line.strip():
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError(f"line {number} is not an object")
            yield number, row


def table_entry(catalog: Catalog, mapped: Mapped, path: Path, row: tuple[int, Values], log: ProblemLog) -> Entry | None:
    """The entry of a row, read with the care of a file; None, with a reason in the log, if there is none."""
    line, values = row
    texts = {key: text for key in _KEYS if (text := _text(mapped, key, values))}
    name = texts.get("name", "")
    entry_id = texts.get("id") or id_from_name(name)
    category = catalog.category(texts.get("category", ""))
    if not name or not entry_id or category is None:
        log.add(_unplaced(catalog, path, line, name, texts.get("category", "")))
        return None
    try:
        content = _facts(mapped, texts, values)
    except ValueError as fault:
        log.add(Problem(path, str(fault), line, skipped=True))
        return None
    content["listed_in"] = [{"source": path.stem, "as": name, "record": f"{path.name}:{line}"}]
    content["assessments"] = _assessments(mapped, texts, values)
    own = ProblemLog()
    table = Table(content, Source(path.with_name(entry_id), "", own, line))  # the file's name is the entry's id
    entry = build_entry(table, category, {each.id: each for each in catalog.categories}, catalog.frameworks)
    for problem in own:
        log.add(msgspec.structs.replace(problem, path=path))
    return entry


def _unplaced(catalog: Catalog, path: Path, line: int, name: str, category: str) -> Problem:
    """Why a row gives no entry."""
    if not name:
        return Problem(path, "has no name", line, "name", skipped=True)
    known = ", ".join(each.id for each in catalog.categories)
    return Problem(path, f"there is no category {category!r}", line, "category", f"one of {known}", skipped=True)


def _facts(mapped: Mapped, texts: Mapping[str, str], values: Values) -> Values:
    """What a row says of the keys and links of an entry, as its file would.

    Raises:
        ValueError: It says something by size that cannot be read. Leaving a licence out could turn a no into a yes.
    """
    facts: Values = {
        key.name: _listed(texts[key.name], mapped.separator) if key.name in _LISTS else texts[key.name]
        for key in ENTRY_KEYS
        if key.name in texts and key.name not in _BY_SIZE
    }
    facts |= {key: _by_size(mapped, key, values) for key in _BY_SIZE}
    facts["links"] = {role: link for role in LINK_ROLES if (link := texts.get(f"links.{role}"))}
    return facts


def _by_size(mapped: Mapped, key: str, values: Values) -> Values:
    """What a row says of each size: an object, or texts such as `72B: MIT`.

    Raises:
        ValueError: A part is of another form, or two are about the same size.
    """
    found: Values = {}
    for part in _parts_by_size(mapped, key, values):
        size, colon, text = (each.strip() for each in part.partition(":"))
        if not (size and colon and text):
            raise ValueError(f"{key}: {clean(part, 80)!r} is not of the form SIZE: LICENCE")
        if size in found:
            raise ValueError(f"{key}: names {clean(size, 80)} twice")
        found[size] = text
    return found


def _parts_by_size(mapped: Mapped, key: str, values: Values) -> list[str]:
    """What a row says of each size, as texts such as `72B: MIT`; what is not a text of a size is left without one."""
    value = values.get(mapped.columns.get(key, "")) or mapped.values.get(key, "")
    if isinstance(value, dict):
        return [f"{size}: {text}" if isinstance(text, str) else str(size) for size, text in value.items()]
    return [str(each) for each in value] if isinstance(value, list) else _listed(str(value), mapped.separator)


def _assessments(mapped: Mapped, texts: Mapping[str, str], values: Values) -> list[Values]:
    """The assessment of a row, if it grades anything."""
    grades: Values = {}
    for key in mapped.columns:
        criterion = key.removeprefix("grades.")
        word = _text(mapped, key, values) if key.startswith("grades.") else ""
        if word:
            evidence = _listed(_text(mapped, f"evidence.{criterion}", values), mapped.separator)
            grade = mapped.words.get(word, word.casefold())
            grades[criterion] = {"grade": grade, "evidence": evidence} if evidence else grade
    if not grades:
        return []
    about = {key: texts[key] for key in ("of", "date", "source") if key in texts}
    return [{"framework": mapped.framework, **about, "grades": grades}]


def _text(mapped: Mapped, key: str, values: Values) -> str:
    """What a row says of a key, as one text."""
    value = values.get(mapped.columns.get(key, ""))
    if isinstance(value, list):
        value = mapped.separator.join(str(each) for each in value)
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        value = ""
    return clean(str(value), 4000) or mapped.values.get(key, "")


def _listed(text: str, separator: str) -> list[str]:
    return [each.strip() for each in text.split(separator) if each.strip()]
