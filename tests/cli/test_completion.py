"""What a shell is answered; `tests/terminal/test_shells.py` asks real ones."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import FILES
from factories import entry_text, write_files
from llmtui.cli.completion import SHELLS, line_of
from llmtui.cli.main import COMMANDS
from llmtui.model import Kind
from llmtui.model.ids import ID
from running import LONGEST, Outcome, environment

Run = Callable[..., Outcome]


ASK_ALL = """if True:
    import os, sys
    from itertools import takewhile
    import argcomplete
    import llmtui.cli.completion, llmtui.cli.list_, llmtui.search
    from llmtui.cli.main import main

    for number, line in enumerate(sys.argv[1:]):
        if not os.fork():
            variables = list(takewhile(lambda word: "=" in word, line.split(" ")))
            typed = line[len(" ".join(variables)) :].lstrip()
            os.environ |= dict(each.split("=") for each in variables)
            os.environ |= {"COMP_LINE": typed, "COMP_POINT": str(len(typed))}
            os.environ["_ARGCOMPLETE_STDOUT_FILENAME"] = f"answer-{number}"
            main([])  # which ends the process
        status = os.waitstatus_to_exitcode(os.wait()[1])
        if status:
            sys.exit(status)
"""
"""Asks for each line in a process of its own that has imported the program already; variables may precede a line."""


@pytest.fixture
def offered(tmp_path: Path) -> Callable[..., list[set[str]]]:
    """Asks as a shell does: what can complete each line; anything else that is printed fails the test."""

    def ask(*lines: str) -> list[set[str]]:
        done = subprocess.run(
            [sys.executable, "-c", ASK_ALL, *lines],
            env=environment(_ARGCOMPLETE="1", _ARGCOMPLETE_IFS="\n"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST,
            check=False,
            cwd=tmp_path,
        )
        assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)
        answers = [(tmp_path / f"answer-{number}").read_text("utf-8") for number in range(len(lines))]
        return [{word.strip() for word in answer.split("\n") if word} for answer in answers]

    return ask


Offered = Callable[..., list[set[str]]]


def test_ids_complete(offered: Offered) -> None:
    for found in offered(
        "llmtui show bloo",
        "llmtui compare olmo bloo",
        "llmtui lineage bloo",
        "llmtui browse --select bloo",
        "llmtui --select bloo",
    ):
        assert {"bloom", "bloomz"} <= found
        assert all(each.startswith("bloo") for each in found)


NAMES = {
    "llmtui show meta-llama/Llama-3.1-8B": {"meta-llama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B-Instruct"},
    "llmtui show META-llama/Llama-3.1-8B-": {"META-llama/Llama-3.1-8B-Instruct"},
    "llmtui compare bloom mistralai": {"mistralai/"},
    "llmtui lineage qwen2.5:7b": {"qwen2.5:7b"},
    "llmtui changes qwen2.5:7b": {"qwen2.5:7b"},
    "llmtui check commercial-use qwen2.5:7b": {"qwen2.5:7b"},
    "llmtui --select qwen2.5:7b": {"qwen2.5:7b"},
    "llmtui show 'Llama 3.1 I": {"Llama 3.1 Instruct"},
    "llmtui show Llama\\ 3.1\\ I": {r"Llama\ 3.1\ Instruct"},
    "llmtui show bloomberg": {"bloomberggpt"},
}


def test_names_complete_where_an_id_is_expected(offered: Offered) -> None:
    assert NAMES == dict(zip(NAMES, offered(*NAMES), strict=True))


def test_ids_come_before_other_names_which_wait_for_the_cache(offered: Offered, tmp_path: Path) -> None:
    """Reading all files takes longer than one waits for the tab key, so it happens only if no id fits."""
    entry = entry_text("Heron", 'aliases = ["Reiher"]', 'names = ["hub:heron-ai/Heron-7B"]')
    folder = write_files(tmp_path / "mine", {"base/heron.toml": entry})
    show = f"XDG_CACHE_HOME={tmp_path / 'empty'} llmtui show --no-bundled --catalog {folder}"

    answers = offered(f"{show} her", f"{show} Rei", f"{show} her")

    assert [{"heron"}, {"Reiher"}, {"heron", "heron-ai/"}] == answers


def test_many_ids_are_offered_alone(offered: Offered) -> None:
    for found in offered("llmtui show ", "llmtui show m"):
        assert len(found) > 40
        assert not [each for each in found if not ID.fullmatch(each)]


ARGUMENTS = {
    "llmtui ": set(COMMANDS),
    "llmtui list --category d": {"domain", "data"},
    "llmtui --category inst": {"instruction"},
    "llmtui list --kind ": {kind.value for kind in Kind},
    "llmtui show x --framework open": {"opening-up-chatgpt"},
    "llmtui --theme l": {"light"},
    "llmtui stats --format ": {"table", "json", "jsonl", "csv", "tsv", "markdown"},
    "llmtui stats --format=j": {"--format=json", "--format=jsonl"},
    "llmtui new heron --category inst": {"instruction"},
    "llmtui completion ": set(SHELLS),
    "llmtui show bloomz --form": {"--format"},
    "llmtui list --where kin": {"kind:"},
    "llmtui list --where kind:to": {"kind:tool"},
    "llmtui matrix --where=kind:to": {"--where=kind:tool"},
    "llmtui export - --where 'kind:tool is:open-s": {"kind:tool is:open-source"},
    "llmtui search lang:ja": {"lang:ja"},
    "llmtui pick is:dis": {"is:disputed"},
    "llmtui check com": {"commercial-use"},
    "llmtui list --where passes:comm": {"passes:commercial-use"},
    "llmtui new bloo": set(),
    "llmtui some wor": set(),
    "llmtui nonsense": set(),
}


def test_an_argument_completes_with_what_is_expected_there(offered: Offered) -> None:
    assert ARGUMENTS == dict(zip(ARGUMENTS, offered(*ARGUMENTS), strict=True))


def test_a_key_is_followed_by_its_values_in_bash_which_else_closes_the_quote(offered: Offered) -> None:
    line = "llmtui list --where 'is:open-source kin"

    elsewhere, in_bash = offered(line, f"_ARGCOMPLETE_SHELL=bash {line}")

    assert {"is:open-source kind:"} == elsewhere
    assert {"is:open-source kind:model", "is:open-source kind:tool"} <= in_bash


def test_options_are_offered_if_there_is_nothing_else_and_ids_of_ones_own_catalogue(
    offered: Offered, tmp_path: Path
) -> None:
    folder = write_files(tmp_path / "mine", FILES)

    options, *added, alone = offered(
        "llmtui list ",
        f"llmtui show --catalog {folder} gam",
        f"LLMTUI_CATALOG={folder} llmtui show gam",
        f"llmtui show --no-bundled --catalog {folder} ",
    )

    assert {"--category", "--where", "--limit"} <= options
    assert [True, True] == ["gamma" in each for each in added]
    assert {"alpha", "beta", "gamma"} == alone


def test_a_catalogue_that_is_not_there_is_no_reason_to_speak(offered: Offered) -> None:
    variables = ("LLMTUI_CATALOG=/nowhere", "HOME=/nowhere XDG_CACHE_HOME=/nowhere")

    for found in offered(*(f"{each} llmtui show bloo" for each in variables)):
        assert "bloomz" in found


def test_names_that_a_terminal_could_act_on_are_not_offered(offered: Offered, tmp_path: Path) -> None:
    hostile = "\x1b]52;c;eA==\x07"
    mine = write_files(tmp_path / "mine", {f"base/a{hostile}.toml": "", "base/abc.toml": "", f"x{hostile}/ab.toml": ""})
    write_files(tmp_path, {f"frameworks/a{hostile}.toml": "", f"old{hostile}.json": "", "old.json": ""})

    assert [{"abc", "ab"}, {"awesome-2023"}, {"old.json"}] == offered(
        f"llmtui show --no-bundled --catalog {mine} ",
        f"llmtui show ab --catalog {tmp_path} --framework a",
        "llmtui diff old",
    )
    write_files(mine, {"base/ab.toml": entry_text("Zeta", r'aliases = ["Zorro\u001b[2J$(x)", "Zebra"]')})
    assert [{"Zeta", "Zebra", "Zorro\N{REPLACEMENT CHARACTER}\\[2J\\$\\(x\\)"}] == offered(
        f"llmtui show --no-bundled --catalog {mine} Z"
    )


def test_paths_complete(offered: Offered, tmp_path: Path) -> None:
    write_files(tmp_path, {"old.json": "{}", "older/x.toml": "", ".hidden/x": ""})
    lines = ("llmtui diff old", "llmtui new x --into old", "llmtui validate older/", "llmtui validate .h")

    assert [{"old.json", "older/"}, {"older/"}, {"older/x.toml"}, {".hidden/"}] == offered(*lines)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell_is_printed(llmtui: Run, shell: str) -> None:
    outcome = llmtui("completion", shell)

    assert (0, "") == (outcome.code, outcome.err)
    assert "_ARGCOMPLETE" in outcome.out


@pytest.mark.parametrize(
    ("line", "point", "start", "expected"),
    [
        ("llmtui ", 7, "1", ([], "")),
        ("llmtui sh", 9, "1", ([], "sh")),
        ("llmtui show bl", 14, "1", (["show"], "bl")),
        ("llmtui show bl", 9, "1", ([], "sh")),
        ("python -m llmtui show bl", 24, "3", (["show"], "bl")),
    ],
)
def test_the_line_is_read_up_to_the_cursor(line: str, point: int, start: str, expected: tuple[list[str], str]) -> None:
    assert expected == line_of({"COMP_LINE": line, "COMP_POINT": str(point), "_ARGCOMPLETE": start})


def test_only_the_command_on_the_line_is_imported() -> None:
    """Loading everything at each press of a key would be felt."""
    script = """if True:
        import os, sys
        from llmtui.cli.main import COMMANDS, _complete
        import argcomplete
        argcomplete.autocomplete = lambda *a, **k: None
        _complete()
        print(*sorted(name for name in COMMANDS if f"llmtui.cli.{name}" in sys.modules))
        print("textual" in sys.modules)
    """
    line = "llmtui validate x"
    asked = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line))}

    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(**asked),
        capture_output=True,
        timeout=LONGEST,
        check=True,
        text=True,
        cwd=os.sep,
    )

    assert ["completion validate", "False"] == done.stdout.splitlines()
