from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import entry_text, write_files
from llmtui.cli.output import Output
from llmtui.present.cells import Cell, Role
from llmtui.present.glyphs import ASCII, UNICODE
from running import Outcome, run_on_terminal

Run = Callable[..., Outcome]


def _written(cells: tuple[Cell, ...], wish: str) -> str:
    stream = io.StringIO()
    output = Output(stream)
    output.colour(wish)
    output.lines([cells])
    return stream.getvalue()


def test_every_role_but_plain_text_has_a_colour() -> None:
    plain = {role for role in Role if "\x1b[" not in _written((Cell("x", role),), "always")}

    assert {Role.TEXT} == plain


def test_every_colour_is_taken_back_before_the_next_cell() -> None:
    cells = (Cell("●", Role.OPEN), Cell(" a "), Cell("○", Role.CLOSED))

    assert "\x1b[32m●\x1b[0m a \x1b[31m○\x1b[0m\n" == _written(cells, "always")


@pytest.mark.parametrize("wish", ["auto", "never"])
def test_nothing_is_coloured_where_there_is_no_terminal(wish: str) -> None:
    assert "●\n" == _written((Cell("●", Role.OPEN),), wish)


def test_lines_end_where_their_text_ends() -> None:
    assert "name\n" == _written((Cell("name   "), Cell("  ")), "never")


@pytest.mark.parametrize(("text", "written"), [("{}", "{}\n"), ("{}\n", "{}\n")])
def test_a_text_ends_with_one_line_feed(text: str, written: str) -> None:
    stream = io.StringIO()

    code = Output(stream).text(text)

    assert (0, written) == (code, stream.getvalue())


@pytest.mark.parametrize(("encoding", "glyphs"), [("utf-8", UNICODE), ("ascii", ASCII)])
def test_signs_are_those_that_the_stream_can_carry(encoding: str, glyphs: object) -> None:
    assert glyphs is Output(io.TextIOWrapper(io.BytesIO(), encoding=encoding)).glyphs


@pytest.mark.parametrize(
    ("variables", "words", "coloured"),
    [
        pytest.param({}, (), True, id="a-terminal"),
        pytest.param({"NO_COLOR": "1"}, (), False, id="no-color"),
        pytest.param({"NO_COLOR": ""}, (), True, id="an-empty-no-color-does-not-count"),
        pytest.param({"TERM": "dumb"}, (), False, id="dumb"),
        pytest.param({"TERM": ""}, (), False, id="of-no-known-type"),
        pytest.param({}, ("--color", "never"), False, id="never"),
        pytest.param({"NO_COLOR": "1"}, ("--color", "always"), True, id="always-over-no-color"),
    ],
)
def test_colour_on_a_terminal(folder: Path, variables: dict[str, str], words: tuple[str, ...], coloured: bool) -> None:
    outcome = run_on_terminal("list", "--catalog", folder, "--no-bundled", *words, variables=variables)

    assert 0 == outcome.code
    assert coloured is ("\x1b[" in outcome.out)


def test_joiners_of_letters_reach_a_pipe_but_no_terminal(tmp_path: Path, llmtui: Run) -> None:
    """Some terminals would draw two letters in one cell."""
    folder = write_files(tmp_path, {"c/base/x.toml": entry_text("ක\u0dca\u200dෂ LM")}) / "c"
    words = ("list", "--no-bundled", "--catalog", folder)

    piped, drawn = llmtui(*words).out, run_on_terminal(*words).out

    assert ("ක\u0dca\u200dෂ LM" in piped, "ක\u0dcaෂ LM" in drawn) == (True, True)


@pytest.mark.parametrize(("wish", "coloured"), [("auto", False), ("never", False), ("always", True)])
def test_colour_in_a_pipe(small: Run, wish: str, coloured: bool) -> None:
    assert coloured is ("\x1b[" in small("list", "--color", wish).out)


def test_a_pipe_cuts_nothing(llmtui: Run) -> None:
    assert "…" not in llmtui("list").out
