"""`--plain` prints linear text in every command that shows a view."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import FILES
from factories import entry_text, write_files
from importing import SAMPLES
from llmtui.present.glyphs import UNICODE
from running import Outcome, run_on_terminal

Run = Callable[..., Outcome]

SIGNS = {*UNICODE.grades.values(), *UNICODE.declared.values(), *UNICODE.words.values(), UNICODE.full, UNICODE.link} - {
    "?",
    "–",  # noqa: RUF001 - a dash is also text
    "·",
}
CLOSED = "Closed: Open code, from open to partial, by Opening up ChatGPT"
COMMANDS = (
    ("list",),
    ("search", "alpha"),
    ("show", "alpha"),
    ("compare", "alpha", "beta"),
    ("matrix", "--framework", "opening-up-chatgpt"),
    ("lineage", "alpha"),
    ("check", "commercial-use", "alpha"),
    ("stats",),
    ("browse", "alpha"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_every_view_is_lines_of_words(small: Run, words: tuple[str, ...]) -> None:
    lines = small(*words, "--plain").out.splitlines()

    assert "Alpha" in "\n".join(lines)
    assert [] == [line for line in lines if SIGNS & set(line)]
    assert [] == [line for line in lines if re.search(r"\s{2,}|\x1b|^\s|[│─]", line)]
    assert [] == [line for line in lines if line and not re.search(r".: .|^[^:]+$|\.$", line)]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_the_option_may_come_before_the_command(small: Run, words: tuple[str, ...]) -> None:
    assert small(*words, "--plain") == small("--plain", *words)


def test_changes_are_lines_of_words(llmtui: Run) -> None:
    out = llmtui("changes", "bloomz", "--plain").out

    assert out.startswith("BLOOMZ, Paper\nCourse: opened\nAwesome Open ChatGPT 2023, Apr 2023: closed\n")
    assert not SIGNS & set(out)


def test_a_scan_is_lines_of_words(llmtui: Run, tmp_path: Path) -> None:
    names = tmp_path / "names"
    names.write_text("bloomz\nno-such-model-anywhere\n", "utf-8")

    out = llmtui("scan", "--names", names, "--plain").out

    assert "bloomz\nFound by: " in out
    assert "Commercially: conditions\n" in out
    assert "Entry: not in the catalogue\n" in out


def test_the_differences_of_two_catalogues_are_lines_of_words(llmtui: Run, folder: Path, tmp_path: Path) -> None:
    beta = FILES["base/beta.toml"].replace('open_code = "open"', 'open_code = "partial"').replace("Apache-2.0", "MIT")
    newer = write_files(tmp_path / "newer", {"base/beta.toml": beta, "base/delta.toml": entry_text("Delta")})

    out = llmtui("diff", folder, newer, "--plain").out

    assert [
        ["Beta 百川", "Id: beta", CLOSED, "Changed: license, from Apache-2.0 to MIT"],
        ["Delta", "Id: delta", "New: base"],
        ["Alpha", "Id: alpha", "Gone: base, Acme"],
        ["Gamma Corpus", "Id: gamma", "Gone: data, Acme Labs"],
    ] == [block.splitlines() for block in out.split("\n\n")]


def test_what_an_update_changed_is_lines_of_words(llmtui: Run) -> None:
    done = llmtui("update", "osai-index", "--from", SAMPLES / "osai-index", "--dry-run", "--plain")

    assert done.out.startswith("No grade changed, 4 new entries.\n\n")
    assert "\nId: bittern\nNew: " in done.out
    assert not SIGNS & set(done.out)


def test_the_width_and_the_colours_of_the_terminal_do_not_matter(folder: Path) -> None:
    words = ("show", "alpha", "--plain", "--catalog", folder, "--no-bundled", "--color", "always")

    narrow, wide = (run_on_terminal(*words, variables={"COLUMNS": columns}).out for columns in ("20", "300"))

    assert narrow == wide
    assert "\x1b" not in wide


def test_without_a_command_it_prints_the_list_and_says_how_to_go_on(small: Run) -> None:
    outcome = small("--plain", "alpha")

    assert (0, True) == (outcome.code, outcome.out.startswith("Alpha\nId: alpha\n"))
    assert "llmtui --plain show NAME reads one entry" in outcome.err


def test_nothing_found_exits_with_1(small: Run) -> None:
    assert (1, "") == small("--plain", "list", "--where", "id:none")[:2]


def test_no_difference_prints_nothing(llmtui: Run, folder: Path) -> None:
    assert (0, "") == llmtui("diff", folder, folder, "--plain")[:2]


@pytest.mark.parametrize("words", [("matrix", "--where", "id:none"), ("changes", "gamma")])
def test_nothing_to_show_prints_nothing(small: Run, words: tuple[str, ...]) -> None:
    outcome = small(*words, "--plain")

    assert (1, "") == (outcome.code, outcome.out)
