"""Reports a crash: one line for the user, a log file for the developer."""

from __future__ import annotations

import traceback
from pathlib import Path

from llmtui.text import clean
from llmtui.user.files import save_text

LOG = "failure.log"
_LONGEST_LINE = 400
"""Characters of a line of the log."""
_MOST_TRACEBACK_LINES = 2000
"""Lines of a traceback that are kept, the last ones."""


def in_a_line(fault: BaseException) -> str:
    """The kind of fault and what it says."""
    return clean(f"{type(fault).__name__}: {fault}", _LONGEST_LINE)


def write_log(fault: BaseException, folder: Path | None) -> str:
    """Write the fault to a log in the state folder, in place of the one before.

    Returns:
        Where it is, or why it could not be written.
    """
    if folder is None:
        return ""
    path = folder / LOG
    return save_text(path, log(fault)) or f"details are in {clean(str(path))}"


def log(fault: BaseException) -> str:
    """The fault with where it happened; nothing in it acts on a terminal that shows it."""
    import platform  # noqa: PLC0415 - as below
    from importlib.metadata import version  # noqa: PLC0415 - it brings email along, which every start would pay for

    versions = ", ".join(f"{name} {version(name)}" for name in ("textual", "rich"))
    lines = "".join(traceback.format_exception(fault)).splitlines()[-_MOST_TRACEBACK_LINES:]
    safe = (f"{' ' * (len(line) - len(line.lstrip(' ')))}{clean(line, _LONGEST_LINE)}" for line in lines)
    return "\n".join((f"llmtui on Python {platform.python_version()}, {versions}", *safe, ""))
