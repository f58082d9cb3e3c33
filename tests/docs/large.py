"""The commands of docs/large.md, as they stand there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "large.md"


def blocks(language: str) -> list[str]:
    """The pieces of code in a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def load_million(folder: Path) -> None:
    """Put `million.jsonl` of a folder into `million.sqlite`, as the page says."""
    (folder / "million.sql").write_text(blocks("sql")[0], encoding="utf-8")
    subprocess.run(blocks("sh")[0], shell=True, cwd=folder, check=True)  # noqa: S602 - the page is ours


def asking() -> list[str]:
    """The commands that write a part to `part.jsonl`."""
    return [line for block in blocks("sh")[1:] for line in block.splitlines() if line.startswith("sqlite3")]
