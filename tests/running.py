"""Runs the real program in a process of its own, with a clean environment, in pipes or on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tty
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import llmtui

SOURCE = str(Path(llmtui.__file__).parents[1])
"""Where the program is imported from."""

LONGEST = 30
"""Seconds after which a command counts as hanging and fails its test."""


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def environment(**variables: str) -> dict[str, str]:
    """An environment of nothing but what the program needs, and these variables.

    Another HOME has a cache of its own.
    """
    names = ("PATH",) if "HOME" in variables else ("PATH", "HOME", "XDG_CACHE_HOME")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    found = [SOURCE, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**kept, "PYTHONPATH": os.pathsep.join(found), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **variables}


def run(*words: str | bytes | Path, variables: Mapping[str, str] | None = None) -> Outcome:
    """Run `llmtui WORDS…` between pipes."""
    done = subprocess.run(
        [sys.executable, "-m", "llmtui", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(**(variables or {})),
        timeout=LONGEST,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_unread(*words: str) -> Outcome:
    """Run `llmtui WORDS…` into a pipe that has no reader."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "llmtui", *words],
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        env=environment(),
        timeout=LONGEST,
        check=False,
        text=True,
    )
    os.close(writer)
    return Outcome(done.returncode, "", done.stderr)


def run_script(script: str) -> Outcome:
    """Run Python code that imports the program."""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=environment(), timeout=LONGEST, check=False, text=True
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def with_small_files(largest: int, script: str) -> str:
    """Python code that meets an error, as on a full disk, once it writes a file of more bytes than `largest`."""
    limit = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({largest}, {largest}))"
    return f"import resource, sys\nsys.dont_write_bytecode = True\n{limit}\n{script}"


def run_shell(line: str) -> Outcome:
    """Run a line of bash in which `llmtui` is the program; the test needs `bash`."""
    program = f'llmtui() {{ "{sys.executable}" -m llmtui "$@"; }}\n'
    done = subprocess.run(
        ["bash", "-c", program + line],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(),
        timeout=LONGEST,
        check=False,
        text=True,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def run_on_terminal(
    *words: str | Path, variables: Mapping[str, str] | None = None, everything: bool = False
) -> Outcome:
    """Run `llmtui WORDS…` with its answer going to a terminal.

    Args:
        words: The command line.
        variables: COLUMNS decides how wide the terminal is.
        everything: Whether keys and messages go to the terminal too, the messages then being part of the answer.
    """
    master, slave = pty.openpty()
    tty.setraw(slave)  # line feeds arrive as they were sent
    process = subprocess.Popen(
        [sys.executable, "-m", "llmtui", *words],
        stdin=slave if everything else subprocess.DEVNULL,
        stdout=slave,
        stderr=slave if everything else subprocess.PIPE,
        env=environment(**(variables or {})),
    )
    os.close(slave)
    out = _read(master)
    _none, err = process.communicate(timeout=LONGEST)
    return Outcome(process.returncode, out.decode(), (err or b"").decode())


def _read(descriptor: int) -> bytes:
    """Everything up to the end, which a terminal tells by an error."""
    found = b""
    try:
        while part := os.read(descriptor, 1 << 16):
            found += part
    except OSError:
        pass
    os.close(descriptor)
    return found
