"""Brings a record that an index has up to a proposal, changing no more than what is judged; and as a patch for git."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Protocol

from llmtui.importers.proposals import Proposal
from llmtui.importers.records import Draft
from llmtui.model import Assessment
from llmtui.problems import ProblemLog


class Reader(Protocol):
    """Reads a record: an importer."""

    def read(self, path: Path, date: str, log: ProblemLog) -> Draft | None:
        """The draft of a record."""


def revised(reader: Reader, existing: Path, proposal: Proposal, wanted: Assessment) -> str:
    """The text of a record with the judgements of a proposal; the rest stays as it is as far as possible.

    Raises:
        OSError: The record cannot be read.
        UnicodeDecodeError: It is not UTF-8.
    """
    text = existing.read_bytes().decode("utf-8")
    found = _assessment(reader, existing)
    if found is None:
        return proposal.text
    if _judges_alike(found, wanted):
        return text
    changed = text
    for header, block, criteria in proposal.blocks:
        if any(found.judgement(each) != wanted.judgement(each) for each in criteria):
            changed = _replaced(changed, header, block)
    return changed if _reads_as(reader, changed, existing.name, wanted) else proposal.text


def git_patch(path: str, old: str | None, new: str) -> str:
    """A patch as git writes it; empty if nothing changes.

    Args:
        path: Inside the repository.
        old: The text of the file; None for a new one.
        new: What it becomes.
    """
    if old == new:
        return ""
    head = [f"diff --git a/{path} b/{path}\n", *(["new file mode 100644\n"] if old is None else [])]
    before, after = ("/dev/null" if old is None else f"a/{path}"), f"b/{path}"
    tab = "\t" if " " in path else ""
    lines = unified_diff(_lines(old or ""), _lines(new), before + (tab if old is not None else ""), after + tab)
    return "".join([*head, *map(_with_end, lines)])


def _lines(text: str) -> list[str]:
    """The lines as git counts them: only line feeds end one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _with_end(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _assessment(reader: Reader, path: Path) -> Assessment | None:
    draft = reader.read(path, "", ProblemLog())
    return draft.entry.assessments[0] if draft else None


def _judges_alike(one: Assessment, other: Assessment) -> bool:
    return one.judgements == other.judgements


def _reads_as(reader: Reader, text: str, name: str, wanted: Assessment) -> bool:
    with tempfile.TemporaryDirectory(prefix="llmtui-") as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode())
        found = _assessment(reader, path)
    return found is not None and _judges_alike(found, wanted)


def _replaced(text: str, header: str, block: str) -> str:
    """The text with a block in the place of the one that begins with the same line, else at its end."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = _lines(text)
    span = _span(lines, header)
    new = [f"{line}{end}" for line in block.splitlines()]
    if span is None:
        gap = [] if not lines or not lines[-1].strip() else [end if lines[-1].endswith("\n") else end * 2]
        return "".join([*lines, *gap, *new])
    return "".join([*lines[: span[0]], *new, *lines[span[1] :]])


def _span(lines: list[str], header: str) -> tuple[int, int] | None:
    """From the line that begins a block to the one after its last that is not empty."""
    indent = len(header) - len(header.lstrip())
    after = re.compile(rf" {{0,{indent}}}[^\s-]")
    start = next((number for number, line in enumerate(lines) if line.startswith(header)), None)
    if start is None:
        return None
    inside = list(_inside(lines, start, after))
    return start, inside[-1] + 1


def _inside(lines: list[str], start: int, after: re.Pattern[str]) -> Iterator[int]:
    yield start
    for number in range(start + 1, len(lines)):
        if after.match(lines[number]):
            return
        if lines[number].strip():
            yield number
