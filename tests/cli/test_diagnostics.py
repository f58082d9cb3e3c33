from __future__ import annotations

import io
from pathlib import Path

import pytest

from llmtui.cli.diagnostics import guard, say, say_problems
from llmtui.errors import LlmtuiError, NoAnswer, NoTerminal, UsageError
from llmtui.problems import Problem
from running import run, run_shell, run_unread

FULL = "llmtui: standard output: No space left on device\n"
CLOSED = "llmtui: standard output: Bad file descriptor\n"
NOTHING = "llmtui: nothing found\n"
WRITTEN = "llmtui: 1 entry written to /dev/null\n"


def _raising(error: BaseException) -> int:
    def fail() -> int:
        raise error

    return guard(fail)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        pytest.param(NoAnswer("nothing found"), 1, "llmtui: nothing found\n", id="no-answer"),
        pytest.param(UsageError("no such key", "use name"), 2, "llmtui: no such key; use name\n", id="wrong-usage"),
        pytest.param(NoTerminal("no terminal"), 2, "llmtui: no terminal\n", id="no-terminal"),
        pytest.param(LlmtuiError("odd\x1b[31m\nname"), 2, "llmtui: odd\ufffd[31m name\n", id="control-characters"),
        pytest.param(FileNotFoundError(2, "No such file", "/x"), 2, "llmtui: /x: No such file\n", id="of-the-system"),
        pytest.param(KeyboardInterrupt(), 130, "", id="ctrl-c"),
    ],
)
def test_what_goes_wrong_becomes_one_line_and_a_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, message: str
) -> None:
    assert code == _raising(error)
    assert ("", message) == capsys.readouterr()


def test_a_fault_of_the_program_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        _raising(ZeroDivisionError())


def test_what_is_said_is_one_line_that_cannot_act_on_the_terminal() -> None:
    stream = io.StringIO()

    say("two\nlines \x1b]0;title\x07", stream)

    assert "llmtui: two lines \ufffd]0;title\ufffd\n" == stream.getvalue()


def test_the_first_problems_are_reported_in_full_and_the_rest_counted(capsys: pytest.CaptureFixture[str]) -> None:
    say_problems([Problem(Path(f"{number}.toml"), "odd") for number in range(5)])

    assert [
        "llmtui: 0.toml: odd",
        "llmtui: 1.toml: odd",
        "llmtui: 2.toml: odd",
        "llmtui: and 2 more problems; llmtui validate lists them all",
    ] == capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("count", "most", "last"),
    [
        pytest.param(3, 3, "llmtui: 2.toml: odd", id="all are shown"),
        pytest.param(4, 3, "llmtui: and 1 more problem; look there", id="one is left"),
        pytest.param(5, 3, "llmtui: and 2 more problems; look there", id="two are left"),
        pytest.param(5, None, "llmtui: 4.toml: odd", id="no limit"),
        pytest.param(2, 0, "llmtui: and 2 more problems; look there", id="none is shown"),
    ],
)
def test_what_is_left_of_many_problems_is_counted_with_a_hint(
    capsys: pytest.CaptureFixture[str], count: int, most: int | None, last: str
) -> None:
    say_problems([Problem(Path(f"{number}.toml"), "odd") for number in range(count)], "look there", most)

    assert last == capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("line", "code", "err"),
    [
        pytest.param("llmtui export - | head -1 >/dev/null; exit ${PIPESTATUS[0]}", 0, "", id="head-of-much"),
        pytest.param(
            "llmtui list --limit 1 >/dev/full", 2, "llmtui: standard output: No space left on device\n", id="disk-full"
        ),
        pytest.param(
            "llmtui list --help >/dev/full",
            2,
            "llmtui: standard output: No space left on device\n",
            id="disk-full-for-help",
        ),
        pytest.param("llmtui show nope 2>/dev/full", 1, "", id="nowhere-to-complain"),
        pytest.param("llmtui show nope 2>&-", 1, "", id="standard-error-closed"),
        pytest.param("llmtui list --limit 1 >&-", 2, CLOSED, id="standard-output-closed"),
        pytest.param("llmtui list --limit 1 --format json >&-", 2, CLOSED, id="standard-output-closed-for-json"),
        pytest.param("llmtui check commercial-use bloomz >&-", 2, CLOSED, id="standard-output-closed-for-a-no"),
        pytest.param("llmtui check commercial-use bloomz >/dev/full", 2, FULL, id="disk-full-for-a-no"),
        pytest.param("llmtui list --where id:nosuch >&-", 1, NOTHING, id="standard-output-closed-but-nothing-found"),
        pytest.param("llmtui >&-", 2, CLOSED, id="standard-output-closed-for-the-browser"),
        pytest.param("llmtui browse <&- >&-", 2, CLOSED, id="both-closed-for-the-browser"),
        pytest.param("llmtui </dev/null | head -1 >/dev/null; exit ${PIPESTATUS[0]}", 0, "", id="head-of-the-list"),
        pytest.param("llmtui --help >&-", 2, CLOSED, id="standard-output-closed-for-help"),
        pytest.param(
            "llmtui export /dev/null --where id:bloomz --format csv >&-",
            0,
            WRITTEN,
            id="standard-output-closed-but-not-used",
        ),
        pytest.param("llmtui list --limit 1 >/dev/null <&-", 0, "", id="standard-input-closed"),
    ],
)
@pytest.mark.needs("bash")
def test_odd_streams_end_a_command_without_noise(line: str, code: int, err: str) -> None:
    outcome = run_shell(line)

    assert (code, "", err) == (outcome.code, outcome.out, outcome.err)


@pytest.mark.needs("bash")
def test_what_needs_a_terminal_says_so_if_the_output_is_closed() -> None:
    outcome = run_shell("llmtui pick >&-")

    assert (2, "", 1) == (outcome.code, outcome.out, outcome.err.count("\n"))
    assert "needs a terminal" in outcome.err


def test_a_closed_pipe_does_not_turn_a_no_into_a_yes() -> None:
    code, out, err = run_unread("check", "commercial-use", "bloomz")

    assert (1, "") == (code, out)
    assert "1 of 1 not known to meet every condition" in err


def test_a_closed_pipe_ends_a_command_quietly() -> None:
    assert (0, "", "") == run_unread("list", "--limit", "1")


def test_an_argument_of_any_bytes_is_answered_in_one_line() -> None:
    outcome = run("show", b"\xff\xfe\x1b[31m", "--no-bundled")

    assert (1, "") == (outcome.code, outcome.out)
    assert "llmtui: there is no entry '\ufffd\ufffd\ufffd[31m'; llmtui list shows all ids\n" == outcome.err
