"""Catalogues of any size, made of the bundled entries over and over."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

from llmtui.loader.locate import bundled_folder


def a_large_catalogue(folder: Path, size: int) -> Path:
    """Write a catalogue of so many entries, each with its own id and name.

    Returns:
        Its folder.
    """
    bundled = bundled_folder()
    shutil.copy(bundled / "categories.toml", folder)
    shutil.copytree(bundled / "frameworks", folder / "frameworks")
    files = sorted(path for path in bundled.glob("*/*.toml") if path.parent.name != "frameworks")
    texts = [(path, path.read_text(encoding="utf-8")) for path in files]
    for category in {path.parent.name for path in files}:
        (folder / category).mkdir()
    copies = ((number, *each) for number in itertools.count() for each in texts)
    for number, path, text in itertools.islice(copies, size):
        _write(folder / path.parent.name / path.name, text, number)
    return folder


def _write(path: Path, text: str, number: int) -> None:
    """Write a copy of an entry; the first keeps its id, so that relations still find it."""
    if number:
        path = path.with_stem(f"{path.stem}-{number}")
        text = "\n".join(_renamed(line, number) for line in text.split("\n"))
    path.write_text(text, encoding="utf-8")


def _renamed(line: str, number: int) -> str:
    return f'{line[:-1]} {number}"' if line.startswith('name = "') else line
