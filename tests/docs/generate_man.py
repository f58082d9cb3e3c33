"""Writes docs/llmtui.1, the manual page, from the help of the commands: `python tests/docs/generate_man.py`.

Run it after a command or an option changed; `test_man.py` compares the file with what it makes.
"""

from __future__ import annotations

import re
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import tomli

from llmtui.cli import main as command_line

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "llmtui.1"
COMMON = ("catalog", "no_bundled", "color")
"""The options of every command, which the page lists once."""

DESCRIPTION = """\
llmtui shows which open language models, methods, data sets and tools there are, and how open they really are.
Without a command it opens a browser in the terminal.
Every other command is plain: it prints its answer, never opens the browser, and works in a pipe.
"""
QUERY = """\
Words match in any order, even with typing errors.
Terms narrow: key:value, such as license:osi\\-approved or lang:zh, and a criterion or topic with a grade, such as \
weights:open.
Numbers and dates can be compared, such as 'score>=7' or 'released>=2023\\-06'.
A leading \\- excludes, and quotes keep words together.
"""
ENVIRONMENT = {
    "LLMTUI_CATALOG": "Further catalogues, folders or files, joined by the platform's path separator. "
    "They are read after those of --catalog and before the folder of your own entries.",
    "NO_COLOR": "If it is set and not empty, output has no colour unless --color asks for it.",
}
FILES = {
    "~/.config/llmtui/settings.toml": "Your settings: theme, framework, keys.",
    "~/.local/share/llmtui/catalog/": "Your own catalogue; its entries override those that come with llmtui.",
    "~/.local/state/llmtui/state.json": "The state remembered between runs.",
}
EXIT = {
    "0": "Success.",
    "1": "The answer is no: nothing was found, or a check failed. Standard error says so.",
    "2": "Wrong arguments, or input or output that cannot be used.",
}
EXAMPLES = {
    "Models whose data and weights are open:": "llmtui list --where 'llm_data:open weights:open'",
    "One entry with its evidence:": "llmtui show bloomz",
    "Everything in one file:": "llmtui export catalogue.json",
}


def page() -> str:
    """The text of the manual page."""
    version = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    head = [
        '.\\" Made by tests/docs/generate_man.py from the commands themselves; edit those, or that script.',
        f'.TH LLMTUI 1 "" "llmtui {version}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        "llmtui \\- what open language models there are, and how open they really are",
        ".SH SYNOPSIS",
        *_synopsis(),
        ".SH DESCRIPTION",
        DESCRIPTION.rstrip(),
        ".SH COMMANDS",
    ]
    commands = [line for name, text in command_line.COMMANDS.items() for line in _command(name, text)]
    common = [each for each in _arguments(_parser("list")) if each.dest in COMMON]
    return "\n".join([*head, *commands, ".SH COMMON OPTIONS", *_options(common), *_rest(), ""])


def _synopsis() -> Iterator[str]:
    yield from (".B llmtui", ".RI [ QUERY ...]", ".br", ".B llmtui", ".I COMMAND", ".RI [ arguments ]", ".br")
    yield from (".B llmtui", ".I COMMAND", ".B \\-\\-help", ".br", ".B llmtui", ".B \\-\\-version")


def _rest() -> Iterator[str]:
    """The sections after the commands."""
    yield from (".SH QUERY", QUERY.rstrip())
    for title, rows in (("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES), ("EXIT STATUS", EXIT)):
        yield f".SH {title}"
        for name, text in rows.items():
            yield from (".TP", f".B {_roff(name)}", _roff(text))
    yield ".SH EXAMPLES"
    for text, line in EXAMPLES.items():
        yield from (".PP", _roff(text), ".PP", ".RS 4", ".nf", _roff(line), ".fi", ".RE")


def _parser(name: str) -> ArgumentParser:
    return command_line.build_parser(name, import_module(f"llmtui.cli.{command_line._module(name)}"))


def _arguments(parser: ArgumentParser) -> list[Action]:
    """The arguments of a command, positional ones first, without `--help`."""
    shown = [each for each in parser._actions if each.help != SUPPRESS and each.dest != "help"]
    return sorted(shown, key=lambda each: bool(each.option_strings))


def _command(name: str, text: str) -> Iterator[str]:
    own = [each for each in _arguments(_parser(name)) if each.dest not in COMMON]
    words = " ".join(_value(each) for each in own if not each.option_strings)
    yield f'.SS "{_roff(f"llmtui {name} {words}".rstrip())}"'
    yield _roff(f"{text[:1].upper()}{text[1:]}.")
    yield from _options(own)


def _options(actions: Iterable[Action]) -> Iterator[str]:
    for action in actions:
        text = (action.help or "") % {**vars(action), "prog": "llmtui"}
        one_of = f"; one of {', '.join(map(str, action.choices))}" if action.choices is not None else ""
        yield from (".TP", f".B {_roff(_usage(action))}", _roff(f"{text[:1].upper()}{text[1:]}{one_of}."))


def _usage(action: Action) -> str:
    names = ", ".join(action.option_strings)
    return f"{names} {_value(action)}".strip() if action.nargs != 0 else names


def _value(action: Action) -> str:
    """The value of an argument as a command line shows it."""
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    return {"*": f"[{value} ...]", "+": f"{value} ...", "?": f"[{value}]"}.get(str(action.nargs), value)


def _roff(text: str) -> str:
    """Text that roff prints as it is, in ASCII."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("`", "\\(ga")
    escaped = re.sub(r"[^\x00-\x7f]", lambda found: f"\\[u{ord(found[0]):04X}]", escaped)
    escaped = escaped.replace("^", "\\(ha").replace("~", "\\(ti").replace("'", "\\(aq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def main() -> None:
    """Write it."""
    PAGE.write_text(page(), encoding="ascii")


if __name__ == "__main__":
    main()
