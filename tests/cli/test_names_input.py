"""Lists of names and catalogues that come from files, pipes and standard input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from running import Outcome, run_shell

Run = Callable[..., Outcome]


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    "line",
    [
        "llmtui check commercial-use --names <(echo mistral-7b)",
        "echo mistral-7b | llmtui check commercial-use --names -",
        "echo mistral-7b | llmtui check commercial-use --names /dev/stdin",
        "llmtui check commercial-use --names /dev/stdin <<< mistral-7b",
        "llmtui scan --no-default --names <(echo mistral-7b)",
        "echo mistral-7b | llmtui scan --no-default --names /dev/stdin",
    ],
)
def test_names_may_come_through_a_pipe(line: str) -> None:
    outcome = run_shell(line)

    assert 0 == outcome.code
    assert "mistral-7b" in outcome.out


@pytest.mark.needs("bash")
@pytest.mark.parametrize("command", ["check commercial-use", "scan --no-default"])
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/"])
def test_names_never_come_from_a_device_or_a_folder(command: str, path: str) -> None:
    outcome = run_shell(f"llmtui {command} --names {path}")

    assert (2, "") == (outcome.code, outcome.out)
    assert f"llmtui: {path}: not a regular file\n" == outcome.err


@pytest.mark.needs("bash")
@pytest.mark.parametrize("command", ["check commercial-use", "scan --no-default"])
def test_a_list_that_is_too_long_is_not_taken_in_part(command: str) -> None:
    outcome = run_shell(f"yes mistral-7b | llmtui {command} --names -")

    assert (2, "") == (outcome.code, outcome.out)
    assert "has more than the 4,194,304 bytes that are read" in outcome.err


def test_a_check_of_a_list_with_an_unusable_line_does_not_pass(llmtui: Run, tmp_path: Path) -> None:
    path = tmp_path / "names"
    path.write_text(f"mistral-7b\n{'x' * 600}\n", "utf-8")
    outcome = llmtui("check", "commercial-use", "--names", path)

    assert (2, "") == (outcome.code, outcome.out)
    assert f"{path}:2: a line of more than 500 characters is not a name" in outcome.err


@pytest.mark.needs("bash")
@pytest.mark.parametrize("name", ["/dev/stdin", "-"])
@pytest.mark.parametrize("form", ["jsonl", "json", "sqlite"])
def test_a_catalogue_may_come_through_standard_input(tmp_path: Path, name: str, form: str) -> None:
    export = f"llmtui export {tmp_path}/x.{form} --where id:bloom"
    outcome = run_shell(f"{export} && llmtui diff {name} {tmp_path}/x.{form} < {tmp_path}/x.{form}")

    assert (0, "") == (outcome.code, outcome.out)
    assert "no differences" in outcome.err


@pytest.mark.needs("bash")
def test_two_catalogues_may_come_through_pipes() -> None:
    export = "llmtui export - --format jsonl --where id:bloom"
    outcome = run_shell(f"llmtui diff <({export}) <({export})")

    assert (0, "") == (outcome.code, outcome.out)
    assert "no differences" in outcome.err
