from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import entry_text, write_files
from llmtui.cli.main import COMMANDS
from llmtui.search.slips import nearest_word
from running import Outcome, run, run_script

Run = Callable[..., Outcome]


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("help",), ("help", "nonsense")])
def test_the_overview_names_every_command(llmtui: Run, words: tuple[str, ...]) -> None:
    outcome = llmtui(*words)

    assert (0, "") == (outcome.code, outcome.err)
    assert set(COMMANDS) <= {line.split()[0] for line in outcome.out.splitlines() if line.startswith("  ")}


def test_the_overview_never_pays_for_the_model() -> None:
    script = """if True:
        import sys
        from llmtui.cli.main import main
        code = main(["--help"])
        sys.exit(code or bool({"msgspec", "llmtui.model", "llmtui.present"} & set(sys.modules)))"""

    assert 0 == run_script(script).code


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_either_way(llmtui: Run, command: str) -> None:
    asked, called = llmtui(command, "--help"), llmtui("help", command)

    assert asked == called
    assert (0, "") == (asked.code, asked.err)
    assert asked.out.startswith(f"usage: llmtui {command}")
    assert COMMANDS[command] in " ".join(asked.out.split())


@pytest.mark.parametrize("words", [("--version",), ("-V",)])
def test_the_version_is_one_line(llmtui: Run, words: tuple[str, ...]) -> None:
    outcome = llmtui(*words)

    assert (0, "") == (outcome.code, outcome.err)
    assert outcome.out.startswith("llmtui ")
    assert re.search(r", snapshot of \d{4}-\d\d-\d\d, not live$", outcome.out.rstrip())
    assert 1 == outcome.out.count("\n")


def test_words_that_are_not_a_command_go_to_the_browser(llmtui: Run) -> None:
    """`llmtui bloom` opens the browser on a search; without a terminal to open it on, it prints what that finds."""
    outcome = llmtui("bloom")

    assert 0 == outcome.code
    assert "BLOOM" in outcome.out


def test_the_shell_is_offered_the_commands(tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    variables = {
        "_ARGCOMPLETE": "1",
        "COMP_LINE": "llmtui s",
        "COMP_POINT": "8",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
    }

    run(variables=variables)

    assert {"search", "show"} <= {word.strip() for word in answer.read_text("utf-8").split("\v")}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        pytest.param(("chekc", "commercial-use", "t5"), "check", id="letters-swapped"),
        pytest.param(("lsit",), "list", id="alone"),
        pytest.param(("lsit", "--limit", "3"), "list", id="with an option of the command"),
        pytest.param(("serach", "gamma", "--limit", "3"), "search", id="with a word and an option"),
        pytest.param(("Compar", "nothing-that-exists"), "compare", id="letter-missing"),
    ],
)
def test_a_misspelt_command_is_not_taken_for_a_query(words: tuple[str, ...], meant: str, llmtui: Run) -> None:
    outcome = llmtui(*words, "--no-bundled")

    assert (2, "") == (outcome.code, outcome.out)
    assert f"there is no command {words[0]!r}" in outcome.err
    assert f"did you mean {meant}?" in outcome.err


def test_a_misspelt_command_is_refused_also_if_an_entry_has_a_word_that_is_alike(llmtui: Run) -> None:
    outcome = llmtui("lsit")

    assert (2, "") == (outcome.code, outcome.out)
    assert "did you mean list?" in outcome.err


@pytest.mark.parametrize("word", ["llama", "qwen", "olmo", "list", "nw-1"])
def test_other_words_are_near_no_command(word: str) -> None:
    assert nearest_word(word, [each for each in COMMANDS if each != "list"]) == ""


def test_a_word_that_the_catalogue_has_is_a_query_however_like_a_command(
    small: Run, llmtui: Run, tmp_path: Path
) -> None:
    folder = write_files(tmp_path / "mine", {"base/scann.toml": entry_text("Scann")})

    assert "there is no command" not in small("beta").err
    assert "there is no command 'scann'" in llmtui("scann").err
    assert "Scann" in llmtui("scann", "--catalog", folder).out
