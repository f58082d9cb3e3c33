"""From the command line to a command and an exit code."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn, Protocol

from llmtui.cli import diagnostics
from llmtui.errors import ExitCode, UsageError
from llmtui.text import clean

if TYPE_CHECKING:
    from llmtui.cli.output import Output  # imported by the commands: the help needs none of what it imports

COMMANDS = {
    "browse": "open the browser; this is what llmtui alone does",
    "list": "list entries, filtered and sorted",
    "search": "find entries by relevance",
    "show": "show one entry with its openness matrix and evidence",
    "compare": "set two to eight entries side by side",
    "matrix": "rank all judged entries with every grade",
    "lineage": "show what an entry derives from and what derives from it",
    "check": "say of each condition of a checklist whether it is met, with the evidence",
    "changes": "show what opened and what closed over time, and what judges dispute",
    "scan": "find the models on this machine and say what they may be used for",
    "stats": "count entries and openness by category, criterion and year",
    "pick": "choose an entry from a small list; its id goes to standard output",
    "export": "write the catalogue, or a part of it, to a file",
    "diff": "report what opened, closed, came and went between two catalogues",
    "update": "fetch newer records of the indices and add them to the bundled catalogue",
    "propose": "write an entry as a record of an index, or as a patch for it",
    "validate": "list every problem of the catalogue files",
    "new": "write a commented entry to fill in",
    "edit": "add to an entry in your editor, as an overlay in your own catalogue",
    "import": "draft entries from the files of an openness index",
    "completion": "print what a shell needs to complete commands, names and queries",
    "doctor": "report what the terminal can do, and which folders and catalogues are in use",
}
"""What each command does. Each is a module of this package."""


_PLAIN = "--plain"
"""The option that may come before a command: it is about all of them."""


class Command(Protocol):
    """What the module of a command provides."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare its arguments."""

    def run(self, arguments: argparse.Namespace, output: Output) -> int:
        """Run the command and return its exit code."""


class Writer(Protocol):
    """What the help is written to."""

    def write(self, text: str, /) -> object:
        """Write the text."""


class Parser(argparse.ArgumentParser):
    """An argument parser that reports errors the way the rest of the program does."""

    words: Sequence[str] = ()
    """What is parsed."""

    def error(self, message: str) -> NoReturn:
        """Reject the arguments.

        Raises:
            UsageError: Always.
        """
        raise UsageError(message, self._joined() or self._queried(message) or f"see {self.prog} --help")

    def _queried(self, message: str) -> str:
        """How to pass a query written as an argument; empty for an option, and for a command without `--where`."""
        is_word = re.match("unrecognized arguments: [^-]", message)
        return "a query goes after --where" if is_word and "--where" in self._option_string_actions else ""

    def _joined(self) -> str:
        """How to write the value of an option that begins with a minus; empty if there is none."""
        options = {text for action in self._actions if action.nargs is None for text in action.option_strings}
        for option, value in pairwise(self.words):
            if option in options and value not in self._option_string_actions and re.match(r"-\w+[:<>=]", value):
                return f"write {option}={clean(value, 80)}"
        return ""

    def print_help(self, file: Writer | None = None) -> None:
        """Print the help and flush it now, so that an error in writing it is still reported."""
        stream = file or sys.stdout
        stream.write(self.format_help())
        sys.stdout.flush()


def entry_point() -> None:
    """The console script."""
    sys.exit(main(sys.argv[1:]))


def main(words: Sequence[str]) -> int:
    """Run a command line.

    Returns:
        An `ExitCode`, or the code that the browser ended with.
    """
    diagnostics.prepare_streams()
    if "_ARGCOMPLETE" in os.environ:
        _complete()
    words = _command_first(words)
    first, *rest = words or [""]
    if first in {"-h", "--help", "help"}:
        if not rest or rest[0] not in COMMANDS:
            return diagnostics.guard(lambda: _say(overview()))
        first, rest = rest[0], ["--help"]
    if first in {"-V", "--version"}:
        return diagnostics.guard(lambda: _say(version()))
    name, rest = (first, rest) if first in COMMANDS else ("browse", list(words))
    commands = () if first in COMMANDS else tuple(COMMANDS)
    return diagnostics.guard(lambda: _run(name, rest, commands))


def _say(text: str) -> int:
    """Answer with text of the program itself."""
    sys.stdout.write(f"{text}\n")
    return ExitCode.OK


def _command_first(words: Sequence[str]) -> list[str]:
    """The words with the command before `--plain`, which is the one option that may come first."""
    if len(words) > 1 and words[0] == _PLAIN and words[1] in COMMANDS:
        return [words[1], _PLAIN, *words[2:]]
    return list(words)


def _run(name: str, words: Sequence[str], commands: Sequence[str]) -> int:
    """Run a command; `commands` are those that may be meant if none is named."""
    gc.disable()  # imported modules stay alive: scanning them takes a tenth of a short command
    from llmtui.cli.output import Output  # noqa: PLC0415 - it imports the model, which the help does not need

    command: Command = import_module(f"llmtui.cli.{_module(name)}")
    gc.freeze()
    gc.enable()
    parser = build_parser(name, command)
    parser.words = words
    arguments = _parsed(parser, commands)
    output = Output(sys.stdout)
    output.colour(getattr(arguments, "color", "auto"))
    if commands and arguments.query:
        from llmtui.cli.misspelt import refuse_misspelt  # noqa: PLC0415 - only if there is a query

        refuse_misspelt(arguments, commands)
    return command.run(arguments, output)


def _parsed(parser: Parser, commands: Sequence[str]) -> argparse.Namespace:
    """The arguments of a command.

    Raises:
        UsageError: They cannot be used, or the first of them is a misspelt command.
    """
    try:
        return parser.parse_args(parser.words)
    except UsageError:
        if commands:
            from llmtui.cli.misspelt import refuse_nearly  # noqa: PLC0415 - only if the arguments are wrong

            refuse_nearly(parser.words, commands)
        raise


def _module(name: str) -> str:
    """The module of a command. `list` would shadow a builtin, and `import` is a keyword."""
    return f"{name}_" if name in {"list", "import"} else name


def build_parser(name: str, command: Command) -> Parser:
    """The parser of one command."""
    parser = Parser(prog=f"llmtui {name}", description=f"llmtui {name}: {COMMANDS[name]}.", allow_abbrev=False)
    command.configure(parser)
    return parser


def overview() -> str:
    """What `llmtui --help` prints."""
    lines = [f"  {name:<10} {text}" for name, text in COMMANDS.items()]
    return "\n".join(
        [
            "llmtui: what open language models there are, and how open they really are.",
            "",
            "usage: llmtui [QUERY]            open the browser",
            "       llmtui COMMAND --help     explain one command",
            "       llmtui --plain COMMAND    print linear text, for screen readers",
            "       llmtui --version",
            "",
            "commands:",
            *lines,
            "",
            "In the browser, ? shows every key.",
        ]
    )


def version() -> str:
    """What `llmtui --version` prints: the version and the date of the data."""
    return ", ".join(filter(None, (f"llmtui {import_module('llmtui').__version__}", _date_of_data())))


def _date_of_data() -> str:
    """The date of the catalogue that ships with the program; empty if it is not known."""
    from llmtui.loader.definition_files import read_snapshots  # noqa: PLC0415 - only who asks for the version waits for it
    from llmtui.loader.locate import find_origins  # noqa: PLC0415 - as above
    from llmtui.present.provenance import headline  # noqa: PLC0415 - as above
    from llmtui.problems import ProblemLog  # noqa: PLC0415 - as above
    from llmtui.user.paths import user_paths  # noqa: PLC0415 - as above

    try:
        known = find_origins([], os.environ, user_paths().catalog)
    except UsageError:
        return ""
    return headline(read_snapshots([each.path for each in known if os.path.isdir(each.path)], ProblemLog()))  # noqa: PTH112 - Path.is_dir raises without permission


def _complete() -> None:
    """Answer a shell that asks for completions, and end the process."""
    from llmtui.cli.completion import answer  # noqa: PLC0415 - only when a shell asks

    def declare(name: str, parser: argparse.ArgumentParser) -> None:
        command: Command = import_module(f"llmtui.cli.{_module(name)}")
        command.configure(parser)

    answer(COMMANDS, declare)
