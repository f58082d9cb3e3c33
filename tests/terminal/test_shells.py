"""Completion in the real shells, set up as the README says."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from running import environment
from terminal.pty_program import Program, started

SHELLS = {
    "bash": (["bash", "--noprofile", "--norc", "-i"], 'eval "$(llmtui completion bash)"'),
    "zsh": (
        ["zsh", "--no-rcs", "--interactive"],
        'autoload -U compinit && compinit -u -D; eval "$(llmtui completion zsh)"',
    ),
    "fish": (["fish", "--no-config", "--interactive"], "llmtui completion fish | source"),
}
"""How each is started without anybody's settings, and the line that sets completion up."""
TAB = "\t"
EMPTY_LINE = "\x15"  # control u
ON_A_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)
"""Makes the terminal that of the session, as fish wants it, and runs a program there."""


@contextmanager
def _shell(words: Sequence[str], folder: Path) -> Iterator[Program]:
    """A shell on a terminal that finds `llmtui` on its path."""
    folder.mkdir(exist_ok=True)
    program = folder / "llmtui"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m llmtui "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    kept = environment(PS1="READY> ", PATH=path, HOME=str(folder), XDG_CACHE_HOME=os.environ["XDG_CACHE_HOME"])
    with started([sys.executable, "-c", ON_A_TERMINAL, *words], (100, 30), kept, cwd=folder) as shell:
        yield shell


COMPLETED = {
    "llmtui lin": r"llmtui lineage ",
    "llmtui show bigscience/bloomz-p": r"llmtui show bigscience/bloomz-p3",
    "llmtui show qwen2.5:7b": r"llmtui show qwen2.5:7b ",
    "llmtui show qwen2.5:0": r"llmtui show qwen2.5:0.5b",
    "llmtui show 'Llama 3.1 405B I": r"llmtui show 'Llama 3.1 405B Instruct",
    "true | llmtui list --where 'kind:tool is:open-s": r"llmtui list --where 'kind:tool is:open-source",
    "llmtui list --where 'kind:model siz": r"llmtui list --where 'kind:model size<=(?!')",
    "llmtui show Llama\\ 3.1\\ 405B\\ I": r"llmtui show Llama\\ 3.1\\ 405B\\ Instruct",
}
"""What the tab key makes of a line. Which words there are is tested in `tests/cli/test_completion.py`."""


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.needs(name)) for name in SHELLS])
def test_the_tab_key_completes(name: str, tmp_path: Path) -> None:
    words, line = SHELLS[name]
    failures = []
    with _shell(words, tmp_path / "bin") as shell:
        shell.press(f'{line}; echo set""up\r')
        shell.wait_for(r"setup\s")
        for typed, completed in COMPLETED.items():
            shell.press(EMPTY_LINE, typed, TAB)
            try:
                shell.wait_for(completed)
            except AssertionError as failure:
                failures.append(str(failure))

    assert [] == failures
