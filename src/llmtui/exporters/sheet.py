"""Tables of plain values in the formats that spreadsheets, scripts and documents read.

Nothing in a cell can break out: spreadsheet formulas are disarmed, Markdown is escaped, lines stay lines.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from llmtui.text import is_web_link

Value = str | int | float | bool | tuple[str, ...] | None
"""A tuple is a list in JSON, and several values in one cell elsewhere."""
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
"""What a text that a spreadsheet computes begins with; some take the wide letters of East Asian scripts too."""

_TRUTHS = {True: "true", False: "false"}
"""As JSON writes them, also if all values are text."""


class Sheet(msgspec.Struct, frozen=True):
    """A heading and rows of the same length."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        """Each row by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def json_text(value: object) -> str:
    """A value as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def json_lines(values: Iterable[object]) -> str:
    """Values as JSON, one per line."""
    return "".join(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n" for value in values)


def dump_json(sheet: Sheet) -> str:
    """An array of objects."""
    return json_text(sheet.records())


def dump_jsonl(sheet: Sheet) -> str:
    """One object per line."""
    return json_lines(sheet.records())


def dump_csv(sheet: Sheet, delimiter: str = ",") -> str:
    """Comma separated, after RFC 4180 but for line ends, which are line feeds."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([_disarmed(value) for value in row] for row in sheet.rows)
    return text.getvalue()


def dump_tsv(sheet: Sheet) -> str:
    """Tab separated."""
    return dump_csv(sheet, "\t")


def dump_markdown(sheet: Sheet) -> str:
    """A table of GitHub's Markdown, numbers to the right."""
    numeric = [all(_is_number(row[at]) for row in sheet.rows) for at in range(len(sheet.columns))]
    rule = ["--:" if each and sheet.rows else "---" for each in numeric]
    rows = [map(escaped, sheet.columns), rule, *(map(escaped, row) for row in sheet.rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _disarmed(value: Value) -> Value:
    """A value as one cell: a list as one text, and a text that a spreadsheet would take for a formula marked as text.

    Python's `csv` does not quote a carriage return, at which readers would begin a new row; a line feed is quoted.
    """
    if isinstance(value, bool):
        return _TRUTHS[value]
    value = join(value) if isinstance(value, tuple) else value
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text


def escaped(value: Value) -> str:
    """A value as Markdown, in which none of its signs means anything; a web address is a link."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(map(escaped, value))
    text = f"{value:g}" if isinstance(value, float) else _TRUTHS[value] if isinstance(value, bool) else str(value)
    if is_web_link(text):
        return f"<{text}>"
    return "".join(f"\\{letter}" if letter in "\\|`[]<>*_~&" else letter for letter in " ".join(text.split()))


SHEET_FORMATS: Mapping[str, Callable[[Sheet], str]] = {
    "json": dump_json,
    "jsonl": dump_jsonl,
    "csv": dump_csv,
    "tsv": dump_tsv,
    "markdown": dump_markdown,
}
"""Every format of a sheet by name."""


def join(values: Sequence[str]) -> str:
    """Several values in one cell."""
    return "; ".join(values)
