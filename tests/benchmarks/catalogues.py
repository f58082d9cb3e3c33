"""Catalogues of any size, made of the bundled entries over and over, each copy with an id and a name of its own."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from llmtui.exporters.json import dump_lines
from llmtui.exporters.sqlite import dump_sqlite
from llmtui.loader.load import load
from llmtui.loader.locate import bundled_folder
from llmtui.model import Catalog, Entry, Origin

_T = TypeVar("_T")


def a_folder(path: Path, size: int) -> Path:
    """A catalogue folder of so many entry files."""
    bundled = bundled_folder()
    path.mkdir()
    shutil.copy(bundled / "categories.toml", path)
    shutil.copytree(bundled / "frameworks", path / "frameworks")
    files = sorted(file for file in bundled.glob("*/*.toml") if file.parent.name != "frameworks")
    texts = [(file, file.read_text(encoding="utf-8")) for file in files]
    for category in {file.parent.name for file in files}:
        (path / category).mkdir()
    copies = ((number, *each) for number in itertools.count() for each in texts)
    for number, file, text in itertools.islice(copies, size):
        _write(path / file.parent.name / file.name, text, number)
    return path


def _write(path: Path, text: str, number: int) -> None:
    """Write a copy of an entry; the first keeps its id, so that relations still find it."""
    if number:
        path = path.with_stem(f"{path.stem}-copy-{number}")
        text = "\n".join(_renamed(line, number) for line in text.split("\n"))
    path.write_text(text, encoding="utf-8")


def _renamed(line: str, number: int) -> str:
    return f'{line[:-1]} {number}"' if line.startswith('name = "') else line


def a_jsonl(path: Path, size: int) -> Path:
    """A file of so many lines, as `llmtui export` writes them."""
    catalog = load([Origin(bundled_folder(), "bundled")]).catalog
    records = [json.loads(line) for line in dump_lines(catalog, list(catalog), "opening-up-chatgpt").splitlines()]
    with path.open("w", encoding="utf-8") as file:
        for number, record in itertools.islice(_copies(records), size):
            file.write(json.dumps({**record, **_own(record["id"], record["name"], number)}, ensure_ascii=False) + "\n")
    return path


def a_database(path: Path, size: int) -> Path:
    """An SQLite file of so many entries, as `llmtui export` writes it."""
    catalog = load([Origin(bundled_folder(), "bundled")]).catalog
    entries = [_copy(entry, number) for number, entry in itertools.islice(_copies(list(catalog)), size)]
    whole = Catalog({entry.id: entry for entry in entries}, catalog.categories, catalog.frameworks)
    path.write_bytes(dump_sqlite(whole, entries))
    return path


def _copy(entry: Entry, number: int) -> Entry:
    own = _own(entry.id, entry.name, number)
    return replace(entry, id=own["id"], name=own["name"])


def _copies(originals: list[_T]) -> Iterator[tuple[int, _T]]:
    return ((number, each) for number in itertools.count() for each in originals)


def _own(entry_id: str, name: str, number: int) -> dict[str, str]:
    if not number:
        return {"id": entry_id, "name": name}
    return {"id": f"{entry_id}-copy-{number}", "name": f"{name} {number}"}
