"""`llmtui completion SHELL`, and the answers to a shell that completes a command line.

A shell asks on every press of the tab key, so the answer must be quick. Ids come from file names, without parsing the
files, and other names from the cache; only the command on the line is imported; and nothing but the answer is printed.
"""

from __future__ import annotations

import os
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from llmtui.cli.output import Output
from llmtui.counted import counted
from llmtui.errors import UsageError
from llmtui.loader.definitions import build_categories
from llmtui.loader.locate import checklist_files, entry_files, find_origins, framework_files
from llmtui.model import Kind, Origin
from llmtui.model.ids import ID
from llmtui.problems import ProblemLog
from llmtui.text import clean
from llmtui.toml_reader import read_toml
from llmtui.update.current import current_folders
from llmtui.user.paths import user_paths

if TYPE_CHECKING:
    from llmtui.search import Suggestion

_ENOUGH = 40
"""How many ids make further names a flood."""
SHELLS = ("bash", "zsh", "fish")
_ZSH_LINE = {
    "$BUFFER": "${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX",
    "$CURSOR": "${#${:-${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX}}",
}
"""What zsh is asked for in place of its buffer, which lacks a quote that is still open and has other commands too."""
Completer = Callable[..., Mapping[str, str]]
"""Maps what was typed to the possible completions, each with a short description."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=f"{', '.join(SHELLS[:-1])} or {SHELLS[-1]}")


def run(arguments: Namespace, output: Output) -> int:
    """Print the code that the shell evaluates."""
    from argcomplete import shellcode  # type: ignore[attr-defined]  # noqa: PLC0415 - only when a shell asks

    code = shellcode(["llmtui"], shell=arguments.shell)
    if arguments.shell == "zsh":
        for theirs, ours in _ZSH_LINE.items():
            code = code.replace(theirs, ours)
    return output.line(code)


def answer(commands: Mapping[str, str], declare: Callable[[str, ArgumentParser], None]) -> None:
    """Answer a shell and end the process.

    Args:
        commands: The help text of each command, by name.
        declare: Adds the arguments of a command to a parser.
    """
    import argcomplete  # noqa: PLC0415 - only when a shell asks

    parser, active = build_parser(commands, declare, *line_of(os.environ))
    wanted = any(not action.option_strings for action in active._actions)  # noqa: SLF001 - argparse has no other way
    options: bool | str = False if wanted else "long"
    argcomplete.autocomplete(parser, options, default_completer=nothing)  # type: ignore[arg-type] # any callable will do


def line_of(environment: Mapping[str, str]) -> tuple[Sequence[str], str]:
    """The finished words after the program's name, and the word that is being typed."""
    line, point = environment.get("COMP_LINE", ""), environment.get("COMP_POINT", "")
    before = line[: int(point)] if point.isdecimal() else line
    words = before.split()
    typed = words.pop() if words and not before[-1].isspace() else ""
    program = environment.get("_ARGCOMPLETE", "")
    return words[int(program) if program.isdecimal() else 1 :], typed


def build_parser(
    commands: Mapping[str, str], declare: Callable[[str, ArgumentParser], None], words: Sequence[str], typed: str
) -> tuple[ArgumentParser, ArgumentParser]:
    """A parser for all commands, and the subparser for the command on the line.

    A line that does not begin with a command opens the browser, so the browser's options need no command.
    """
    name = words[0] if words else ""
    parser = active = ArgumentParser(prog="llmtui", allow_abbrev=False)
    if name in commands or not (name or typed.startswith("-")):
        parsers = parser.add_subparsers()
        for each, text in commands.items():
            command = parsers.add_parser(each, help=text, allow_abbrev=False)
            if each == name:
                active = command
                _declare(declare, each, command)
    else:
        parser.add_argument("--version", action="store_true", help="print the version")
        _declare(declare, "browse", parser)
    return parser, active


def _declare(declare: Callable[[str, ArgumentParser], None], name: str, parser: ArgumentParser) -> None:
    """Add the arguments of a command to a parser, each with its completer."""
    declare(name, parser)
    for action in parser._actions:  # noqa: SLF001 - as above
        if completer := completer_of(action):
            action.completer = completer  # type: ignore[attr-defined]


def completer_of(action: Action) -> Completer | None:
    """The completer of an argument; None for free text and for arguments that list their own choices."""
    if action.choices is not None or action.nargs == 0:
        return None
    return _COMPLETERS.get(action.dest) or _COMPLETERS.get(str(action.metavar))


def nothing(**_asked: object) -> Mapping[str, str]:
    """The completer for free text; without it argcomplete would offer files."""
    return {}


def _origins(arguments: Namespace | None) -> Iterable[Origin]:
    """The catalogue folders in use that can be read."""
    named = [folder for folder in getattr(arguments, "catalog", None) or [] if os.path.isdir(folder)]  # noqa: PTH112 - raises nothing
    bundled = not getattr(arguments, "no_bundled", False)
    own, updates = user_paths().catalog, current_folders(user_paths().updates)
    try:
        return find_origins(named, os.environ, own, bundled=bundled, updates=updates)
    except UsageError:
        return find_origins(named, {}, own, bundled=bundled, updates=updates)


def ids(parsed_args: Namespace | None = None, **_asked: object) -> Mapping[str, str]:
    """The ids of all entries, each with its category. They are file names: no file is opened."""
    files = ((category, path.stem) for each in _origins(parsed_args) for category, path in entry_files(each.path))
    return {entry_id: clean(category) for category, entry_id in files if ID.fullmatch(entry_id)}


def names(prefix: str = "", parsed_args: Namespace | None = None, **_asked: object) -> Mapping[str, str]:
    """The ids that begin so, then names of other entries, each with the id of its entry.

    The names are in the cache. If it has to be made, which takes long, that happens only for want of an id. Many ids
    are enough to choose from.
    """
    from llmtui.cache import open_catalog, open_kept  # noqa: PLC0415 - only names and queries need the entries

    fitting = {entry_id: category for entry_id, category in ids(parsed_args).items() if entry_id.startswith(prefix)}
    if not prefix or len(fitting) > _ENOUGH:
        return fitting
    origins, folder = tuple(_origins(parsed_args)), user_paths().cache
    opened = open_kept(origins, folder) if fitting else open_catalog(origins, folder)
    found = opened.searcher.completed_names(prefix, fitting) if opened else {}
    others = {name: entry_id for name, entry_id in found.items() if name not in fitting and _is_printable(name)}
    return fitting | {name: entry_id or "owner" for name, entry_id in others.items()}


def categories(parsed_args: Namespace | None = None, **_asked: object) -> Mapping[str, str]:
    """The categories with their labels."""
    found = {}
    for origin in (*find_origins((), {}, None), *_origins(parsed_args)):
        path = origin.path / "categories.toml"
        table = read_toml(path, ProblemLog()) if path.exists() else None
        found.update({each.id: each.label for each in build_categories(table)} if table else {})
    return found


def frameworks(parsed_args: Namespace | None = None, **_asked: object) -> Mapping[str, str]:
    """The frameworks by the names of their files."""
    folders = (*find_origins((), {}, None), *_origins(parsed_args))
    names = (path.stem for origin in folders for path in framework_files(origin.path))
    return {name: "framework" for name in names if ID.fullmatch(name)}


def checklists(parsed_args: Namespace | None = None, **_asked: object) -> Mapping[str, str]:
    """The checklists by the names of their files."""
    folders = (*find_origins((), {}, None), *_origins(parsed_args))
    names = (path.stem for origin in folders for path in checklist_files(origin.path))
    return {name: "checklist" for name in names if ID.fullmatch(name)}


def kinds(**_asked: object) -> Mapping[str, str]:
    """The kinds of entries."""
    return {kind.value: "kind" for kind in Kind}


def queries(prefix: str = "", parsed_args: Namespace | None = None, **_asked: object) -> Mapping[str, str]:
    """How a query can go on: keys with what they ask for, then values with how many entries have them."""
    from llmtui.cache import open_catalog  # noqa: PLC0415 - only queries need the entries
    from llmtui.search import View  # noqa: PLC0415 - as above

    searcher = open_catalog(tuple(_origins(parsed_args)), user_paths().cache).searcher
    suggestions = searcher.suggestions(prefix, View())
    if os.environ.get("_ARGCOMPLETE_SHELL") == "bash" and [each.count for each in suggestions] == [None]:
        # bash closes an open quote after the only completion; a key whose values follow at once leaves it open
        suggestions = searcher.suggestions(suggestions[0].text, View()) or suggestions
    return {each.text.rstrip(): _noted(each) for each in suggestions}


def _noted(suggestion: Suggestion) -> str:
    entries = "" if suggestion.count is None else counted(suggestion.count, "entry", "entries")
    return ", ".join(filter(None, (suggestion.note, entries)))


def columns(prefix: str = "", **_asked: object) -> Mapping[str, str]:
    """Columns, after those that are typed already."""
    from llmtui.present.column_table import COLUMNS  # noqa: PLC0415 - as above

    typed = prefix.rpartition(",")[0]
    start = f"{typed}," if typed else ""
    return {f"{start}{name}": column.help for name, column in COLUMNS.items() if name not in typed.split(",")}


def paths(prefix: str = "", **_asked: object) -> Mapping[str, str]:
    """Files and folders."""
    return _entries_of(prefix, folders_only=False)


def folders(prefix: str = "", **_asked: object) -> Mapping[str, str]:
    """Folders."""
    return _entries_of(prefix, folders_only=True)


def _entries_of(prefix: str, *, folders_only: bool) -> Mapping[str, str]:
    """The contents of the typed folder; folders end in a slash, hidden files appear once a dot is typed.

    Names that a terminal could act on are left out: a shell prints what it offers as it is.
    """
    typed, last = os.path.split(prefix)
    try:
        with os.scandir(os.path.expanduser(typed) or ".") as found:  # noqa: PTH111 - as in loader.locate
            entries = [(entry.name, entry.is_dir()) for entry in found if _is_printable(entry.name)]
    except (OSError, ValueError):
        return {}
    shown = [each for each in entries if each[0].startswith(last) and (each[0][0] != "." or last.startswith("."))]
    return {
        os.path.join(typed, name) + "/" * folder: "folder" if folder else "file"  # noqa: PTH118 - keeps what was typed
        for name, folder in sorted(shown)
        if folder or not folders_only
    }


def _is_printable(name: str) -> bool:
    """Whether nothing of a file name has to be replaced before it is printed."""
    return clean(name) == " ".join(name.split())


_COMPLETERS: Mapping[str, Completer] = {
    "category": categories,
    "framework": frameworks,
    "kind": kinds,
    "where": queries,
    "columns": columns,
    "QUERY": queries,
    "new_id": nothing,
    "CHECKLIST": checklists,
    "FILE": paths,
    "ID": names,
    "NAME": names,
    "DIR": folders,
    "PATH": paths,
    "SOURCE": paths,
    "OLD": paths,
    "NEW": paths,
}
"""Completers by the argument's name, or by the placeholder that its help shows."""
