"""Asks the user before something is lost; a script is not asked."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from llmtui.terminal import is_terminal
from llmtui.text import clean

_STDIN, _STDERR = 0, 2
_YES = {"y", "yes"}


def may_replace(path: Path) -> bool:
    """Whether a file may be written. If there is one already and a user is at the terminal, the user decides.

    The end of the input, like an empty line, means no.
    """
    if not (is_terminal(_STDIN, _STDERR) and os.path.isfile(path)):  # noqa: PTH113 - Path.is_file raises without permission
        return True
    sys.stderr.write(f"Replace {clean(str(path))}? [y/N] ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        sys.stderr.write("\n")
    return answer.strip().casefold() in _YES
