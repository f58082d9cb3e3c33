"""Holds the manual page to the commands, and to what the program that prints such pages understands."""

from __future__ import annotations

import subprocess
from importlib import import_module

import pytest

from llmtui.cli.main import COMMANDS

generate_man = import_module("docs.generate_man")  # by name: the folder is no package


def _printed(*options: str) -> subprocess.CompletedProcess[str]:
    """The page as groff prints it, without the overstriking that makes letters bold."""
    return subprocess.run(
        ["groff", "-man", "-ww", "-Tascii", "-P-c", "-P-b", "-P-u", *options, str(generate_man.PAGE)],
        capture_output=True,
        check=False,
        text=True,
        timeout=30,
    )


def test_the_page_is_up_to_date() -> None:
    """Run `python tests/docs/generate_man.py` where it is not."""
    assert generate_man.page() == generate_man.PAGE.read_text("ascii")


@pytest.mark.needs("groff")
def test_the_page_is_printed_without_a_fault() -> None:
    printed = _printed("-rLL=78n")

    assert (0, "") == (printed.returncode, printed.stderr)


@pytest.mark.needs("groff")
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_page_with_its_options(name: str) -> None:
    text = " ".join(_printed("-rLL=78n").stdout.split())
    options = [each for action in generate_man._arguments(generate_man._parser(name)) for each in action.option_strings]

    assert f"llmtui {name}" in text
    assert [] == [option for option in options if option not in text]


@pytest.mark.needs("groff")
@pytest.mark.parametrize("title", ["NAME", "SYNOPSIS", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES"])
def test_the_page_has_the_usual_sections(title: str) -> None:
    assert title in _printed().stdout.splitlines()
