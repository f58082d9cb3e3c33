"""Reads TOML with care: a wrong value becomes a problem that names file, line, key and hint; the rest is used.

The only module that imports a TOML parser.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from llmtui.counted import counted
from llmtui.dates import is_date
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean, is_web_link
from llmtui.toml_lines import KeyPath, lines_of_keys

LARGEST_FILE = 1 << 20
"""Bytes. A catalogue file of 3 kB is a long one; reading a device or a sparse file would never end."""

LONGEST_LIST = 1000
"""Texts of one list that are read: each may be looked up among all entries."""
MOST_TABLES = 5000
"""Tables of one array that are read: each may have faults to report. The largest framework known has 40 criteria."""
LONGEST_LISTED = 2000
"""Characters of one of them that are kept."""
LONGEST_TEXT = 4000
"""Characters of a text that are kept if its key has no limit of its own."""

_MOST_DOTS = 32
"""Parts of a dotted key that are read: tomli needs quadratic time and memory for long ones."""

_LONG_KEY = re.compile(r"\s*(?:\[{1,2}\s*)?(?:(?:[\w-]+|\"[^\"]*\"|'[^']*')\s*\.\s*){%d}" % _MOST_DOTS)  # noqa: UP031 - the pattern is full of braces
_MOST_UNKNOWN = 100
"""Unknown keys of one table that are reported one by one."""

_E = TypeVar("_E", bound=Enum)


class Unreadable(Exception):
    """The file cannot be used at all."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def read_toml(path: Path, log: ProblemLog) -> Table | None:
    """Parse a file, or log why it has to be left out and give None."""
    try:
        text = read_text(path)
        return Table(parse_toml(text), Source(path, text, log))
    except Unreadable as fault:
        log.add(Problem(path, fault.message, fault.line, skipped=True))
        return None


def read_text(path: Path) -> str:
    """The text of a regular file of reasonable size.

    Raises:
        Unreadable: It is something else, too large, not to be opened, or not UTF-8.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("not a regular file")
        if status.st_size > LARGEST_FILE:
            raise Unreadable(f"{status.st_size:,} bytes are more than the {LARGEST_FILE:,} allowed")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unreadable("not UTF-8; save the file as UTF-8", line) from error
    except OSError as error:
        raise Unreadable(error.strerror or "cannot be read") from error


def parse_toml(text: str) -> dict[str, object]:
    """TOML to plain values.

    Raises:
        Unreadable: With the line, if the parser names it.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= _MOST_DOTS and _LONG_KEY.match(line):
            raise Unreadable(f"a key of more than {_MOST_DOTS} parts", number)
    import tomli  # noqa: PLC0415 - with a fresh cache nothing is parsed

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error), re.DOTALL)
        if found is None:
            raise Unreadable(f"not TOML: {error}") from error
        line_of_fault = int(found[2]) if found[2] else text.count("\n") + 1
        raise Unreadable(f"not TOML: {found[1]}", line_of_fault) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("not TOML that can be read: a number or a nesting is out of bounds") from error


@dataclass(frozen=True)
class Source:
    """A file while it is being read: its log, and the lines of its keys."""

    path: Path
    text: str
    log: ProblemLog
    line: int | None = None
    """The line that all of it is on, if it is one line of a file."""

    def line_of(self, key_path: KeyPath) -> int | None:
        """The line on which the key of this path is written, or the nearest table that holds it."""
        lengths = range(len(key_path), 0, -1)
        return next(
            (self._lines[key_path[:length]] for length in lengths if key_path[:length] in self._lines), self.line
        )

    @cached_property
    def _lines(self) -> Mapping[KeyPath, int]:
        """Found once for all the problems of a file."""
        return lines_of_keys(self.text)


@dataclass
class Table:
    """One TOML table, asked for its values key by key; `finish` reports the keys that were never asked for."""

    values: Mapping[str, object]
    source: Source
    key_path: KeyPath = ()
    asked: set[str] = field(default_factory=set)

    def problem(self, key: str, message: str, hint: str = "", *, skipped: bool = False) -> None:
        """Log a fault of one of this table's keys."""
        key_path = (*self.key_path, key) if key else self.key_path
        dotted = ".".join(str(part + 1) if isinstance(part, int) else clean(part, 80) for part in key_path)
        self.source.log.add(Problem(self.source.path, message, self.source.line_of(key_path), dotted, hint, skipped))

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def keys(self) -> tuple[str, ...]:
        """The names written in this table, all taken as asked for."""
        self.asked.update(self.values)
        return tuple(self.values)

    def first_keys(self) -> tuple[str, ...]:
        """The names written in this table, all taken as asked for; too many ones are reported and left out."""
        keys = self.keys()
        if len(keys) > LONGEST_LIST:
            self.problem("", f"{len(keys):,} keys are more than the {LONGEST_LIST:,} read")
        return keys[:LONGEST_LIST]

    def _get(self, key: str) -> object:
        self.asked.add(key)
        return self.values.get(key)

    def text(self, key: str, limit: int = LONGEST_TEXT) -> str:
        """A cleaned string; empty if the key is absent."""
        value = self._get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.problem(key, f"must be text, is {_kind(value)}", 'write it in quotes: "…"')
            return ""
        return clean(value, limit)

    def number(self, key: str) -> float | None:
        """A finite number, or None if the key is absent."""
        value = self._get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < 1e15:  # noqa: PLR2004 - NaN fails it too
            self.problem(key, f"must be a number, is {_kind(value)}")
            return None
        return float(value)

    def flag(self, key: str) -> bool | None:
        """A boolean, or None if the key is absent."""
        value = self._get(key)
        if value is not None and not isinstance(value, bool):
            self.problem(key, f"must be true or false, is {_kind(value)}")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of cleaned strings without the empty ones."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.problem(key, f"must be a list, is {_kind(value)}", 'write ["…"]')
            return ()
        if len(value) > LONGEST_LIST:
            self.problem(key, f"{len(value):,} items are more than the {LONGEST_LIST:,} read")
            value = value[:LONGEST_LIST]
        for item in value:
            if not isinstance(item, str):
                self.problem(key, f"must hold text only, holds {_kind(item)}", 'write it in quotes: "…"')
        return tuple(text for item in value if isinstance(item, str) and (text := clean(item, LONGEST_LISTED)))

    def date(self, key: str) -> str:
        """A date of the precision it was written in: YYYY, YYYY-MM or YYYY-MM-DD."""
        value = self._get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        text = self.text(key) if value is not None else ""
        if text and not is_date(text):
            self.problem(key, f"{text!r} is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD")
            return ""
        return text

    def url(self, key: str) -> str:
        """An http or https address."""
        text = self.text(key)
        return self._link(key, text) if text else ""

    def urls(self, key: str) -> tuple[str, ...]:
        """A list of http or https addresses; a single one without brackets is reported and read."""
        if isinstance(self._get(key), str):
            self.problem(key, "must be a list, is text", 'write ["…"]')
            return tuple(filter(None, (self.url(key),)))
        return tuple(link for text in self.texts(key) if (link := self._link(key, text)))

    def _link(self, key: str, text: str) -> str:
        if is_web_link(text):
            return text
        self.problem(key, f"{text!r} is not an http or https link")
        return ""

    def choice(self, key: str, choices: type[_E], default: _E, offered: Iterable[_E] = ()) -> _E:
        """One member of an enumeration of text values; the hint lists those offered if not all may be written."""
        text = self.text(key)
        if not text:
            return default
        try:
            return choices(text)
        except ValueError:
            self.problem(
                key, f"{text!r} is unknown", suggest(text, [str(choice.value) for choice in offered or choices])
            )
            return default

    def table(self, key: str) -> Table:
        """A table inside this one, empty if the key is absent."""
        value = self._get(key)
        if value is not None and not isinstance(value, dict):
            self.problem(key, f"must be a table, is {_kind(value)}", f"write [{key}]")
        return Table(value if isinstance(value, dict) else {}, self.source, (*self.key_path, key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """An array of tables."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problem(key, "must be an array of tables", f"write [[{key}]]")
            return ()
        if len(value) > MOST_TABLES:
            self.problem(key, f"{len(value):,} tables are more than the {MOST_TABLES:,} read")
        read = value[:MOST_TABLES]
        return tuple(Table(item, self.source, (*self.key_path, key, index)) for index, item in enumerate(read))

    def finish(self) -> None:
        """Report each key that nothing asked for."""
        self.report_unknown([key for key in self.values if key not in self.asked], "unknown key", self.asked)

    def report_unknown(self, keys: Sequence[str], message: str, known: Collection[str]) -> None:
        """Report keys that mean nothing, each with the nearest known ones; of very many only the first."""
        for key in keys[:_MOST_UNKNOWN]:
            self.problem(clean(key, 80), message, suggest(key, known))
        if (more := len(keys) - _MOST_UNKNOWN) > 0:
            self.problem("", counted(more, "more unknown key"))


def suggest(word: str, known: Iterable[object]) -> str:
    """The nearest known words as a hint, or all of them if there are few."""
    words = sorted(map(str, known))
    near = get_close_matches(word, words, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"one of {', '.join(words)}" if 0 < len(words) <= 20 else ""  # noqa: PLR2004 - what still reads as one line


def _kind(value: object) -> str:
    names = {str: "text", bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")
