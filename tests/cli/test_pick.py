"""The chooser under the prompt: keys and picture on the terminal, the id in a pipe."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from running import Outcome, environment, run
from terminal.pty_program import CTRL_C, ENTER, ESC, Program, set_size

Run = Callable[..., Outcome]
READY = "enter prints the id"
DOWN = "\x1b[B"


class Chooser(Program):
    """The program with its answer kept apart."""

    reader = -1

    def answer(self) -> tuple[int, bytes]:
        """The exit code, and everything that came through the pipe."""
        code = self.wait_until_left()
        return code, os.read(self.reader, 1 << 16)


@contextmanager
def chooser(*words: str | Path, size: tuple[int, int] = (100, 24), **variables: str) -> Iterator[Chooser]:
    """Run `llmtui pick WORDS…` as `$(…)` runs it: standard output is a pipe."""
    master, slave = pty.openpty()
    set_size(slave, size)
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "llmtui", "pick", *words],
        stdin=slave,
        stdout=writer,
        stderr=slave,
        env=environment(**variables),
        start_new_session=True,
    )
    os.close(writer)
    program = Chooser(process, master, size)
    program.reader = reader
    try:
        yield program
    finally:
        process.kill()
        process.wait()
        for descriptor in (slave, master, reader):
            os.close(descriptor)


def test_typing_narrows_and_enter_prints_the_id_and_nothing_else() -> None:
    with chooser() as program:
        program.wait_for(READY)
        program.press(*"chatgml")
        program.wait_for(r"(?s)llmtui / chatgml.*\n !ChatGLM-6B")
        program.press(ENTER)

        assert (0, b"chatglm-6b\n") == program.answer()


def test_the_cursor_goes_down_while_typing_goes_on() -> None:
    with chooser("bloomz") as program:
        rows = program.wait_for(READY).splitlines()
        second = rows[3].split()[0]
        program.press(DOWN, ENTER)
        code, answer = program.answer()

    assert 0 == code
    assert second.lower().startswith(answer.decode().strip()[:5])
    assert b"bloomz\n" != answer


def test_the_query_narrows_from_the_start_and_a_burst_with_bytes_that_are_no_keys_is_typed_on() -> None:
    with chooser("lang:zh", "kind:model") as program:
        program.wait_for(r"(?s)llmtui / lang:zh kind:model .*enter prints")
        program.send(b"\xe9\xffchatgml\r")

        assert (0, b"chatglm-6b\n") == program.answer()


def test_enter_takes_nothing_where_nothing_was_found_and_esc_prints_no_id() -> None:
    with chooser() as program:
        program.wait_for(READY)
        program.press(*"zzzzqqqq")
        program.wait_for("Nothing found")
        program.press(ENTER, ESC)

        assert (1, b"") == program.answer()


def test_it_is_under_the_prompt_and_ctrl_c_leaves_it_clean_and_prints_no_id() -> None:
    with chooser(size=(80, 24)) as program:
        shown = program.wait_for(READY).splitlines()
        program.press(CTRL_C)

        assert (130, b"") == program.answer()
        assert "llmtui /" in shown[0]
        assert all(not line.strip() for line in shown[14:])
        assert b"\x1b[?1049h" not in program.sent
        assert "llmtui /" not in program.text
        assert [] == [mode for mode in (1000, 1002, 1003, 1004, 1006, 2004) if program.modes.get(mode)]
        assert program.modes[25]


@pytest.mark.parametrize("words", ["--category nobody", "--framework nobody", "nobody:x"])
def test_what_does_not_exist_is_wrong_usage(words: str) -> None:
    with chooser(*words.split()) as program:
        assert (2, b"") == program.answer()
        assert "nobody" in program.text


def test_without_a_terminal_it_refuses() -> None:
    outcome = run("pick")

    assert (2, "") == (outcome.code, outcome.out)
    assert "needs a terminal" in outcome.err


def test_a_terminal_that_places_no_cursor_is_refused() -> None:
    with chooser(TERM="dumb") as program:
        assert (2, b"") == program.answer()


@pytest.mark.parametrize(
    ("size", "number"), [((200, 50), signal.SIGINT), ((20, 8), signal.SIGHUP)], ids=["large", "small"]
)
def test_it_fits_the_terminal_although_the_answer_is_a_pipe_and_a_signal_leaves_it_as_before(
    size: tuple[int, int], number: signal.Signals
) -> None:
    with chooser("--ascii", "bloomz", size=size) as program:
        before = program.settings
        shown = program.wait_for("(?s)BLOOMZ.*enter").splitlines()
        program.signal(number)
        code, answer = program.answer()

        assert (128 + number, b"") == (code, answer)
        assert before == program.settings
        assert program.modes[25]
        assert "llmtui /" not in program.text
        assert program.sent.isascii()
    assert len(shown[0].rstrip()) >= size[0] - 3
    assert [] == [line for line in shown[14:] if line.strip()]
