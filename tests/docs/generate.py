"""Writes docs/commands.md, docs/keys.md and the keys in docs/catalog.md from the code: `python tests/docs/generate.py`.

Run it after a command, an option, a binding or a key of an entry changed; `test_docs.py` compares the files with it.
"""

from __future__ import annotations

import pkgutil
import re
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode

import llmtui.tui
from llmtui.cli import main as command_line
from llmtui.model.keys import ENTRY_KEYS
from llmtui.tui.keys import declared, readable

DOCS = Path(__file__).resolve().parents[2] / "docs"

COMMANDS_INTRODUCTION = """\
# Commands

<!-- Made by tests/docs/generate.py from the commands themselves; edit those, or that script. -->

For somebody who calls llmtui from a shell or a script.

`llmtui` alone opens the browser, and so does `llmtui QUERY`.
Every other command is plain: it prints, never opens the browser, and works in a pipe.
`llmtui --help` lists the commands, `llmtui COMMAND --help` tells about one, and `llmtui --version` names the version.

## What all commands keep to

- The answer goes to standard output, everything else to standard error.
- Exit code 0 means done.
  1 means that the answer is no: nothing was found, or a check failed.
  2 means that the command was used wrongly, or that an input cannot be read.
- Colour is used only where standard output is a terminal.
  `NO_COLOR` and `--color` decide otherwise.
- `--format json` prints entries with the keys of [their files](catalog.md), and `id`, `category` and `openness`.
- `LLMTUI_CATALOG` names further catalogues, folders or files, joined by the platform's path separator.
  They are read after those of `--catalog` and before the folder of your own entries.
- A file that cannot be used is left out of the answer, and its problem is told on standard error.
- The terms of a `QUERY` are explained in [query.md](query.md).
  Quote a query with `>`, `<` or `?` for the shell.
"""

KEYS_INTRODUCTION = """\
# Keys

<!-- Made by tests/docs/generate.py from the bindings themselves; edit those, or that script. -->

For somebody who sits in the browser.

`?` shows the keys that work where you are, narrowed as you type; `:` finds any command or entry by name.
The mouse works too: a click goes to a line, a double click does there what `enter` does, or folds a category.
The wheel scrolls, and the commands in the footer can be clicked.

## Other keys

The last column is the id of a command.
With it a line under `[keys]` in `settings.toml` gives the command another key:

```toml
[keys]
"list.sort" = "x"
"nav.down" = "j,down,ctrl+n"
```

Ids stand in quotes, and several keys are joined by commas.
What is written replaces the keys of the command.
Signs go by their names: `slash`, `question_mark`, `colon`, `exclamation_mark`.
`settings.toml` lies in the folder `llmtui` of your platform's settings, on Linux in `~/.config/llmtui/`.
"""

KEYS_START = "<!-- keys: made by tests/docs/generate.py from src/llmtui/model/keys.py -->"
KEYS_END = "<!-- end of keys -->"
NESTED_KEYS = (
    "| `links` | table | [where it is on the web](#links) |",
    "| `listed_in` | array of tables | [where it was found](#where-it-was-found) |",
    "| `assessments` | array of tables | [how open it is by published judgements](#assessments) |",
)

EXAMPLES = {
    "browse": "llmtui browse weights:open lang:zh",
    "list": "llmtui list --category base --sort released --limit 5",
    "search": "llmtui search stabel vicuna",
    "show": "llmtui show bloomz",
    "compare": "llmtui compare bloomz dolly-2 chatglm-6b --differences",
    "matrix": "llmtui matrix --framework opening-up-chatgpt --format csv",
    "lineage": "llmtui lineage chatglm-6b",
    "stats": "llmtui stats",
    "export": "llmtui export - --where 'score>=9'",
    "validate": "llmtui validate",
    "propose": "llmtui propose bloomz --to osai-index",
    "new": "llmtui new my-model --category instruction --framework opening-up-chatgpt",
    "doctor": "llmtui doctor",
    "completion": "llmtui completion bash",
}
"""A line to try, by command."""

PLACES = {
    "LlmtuiApp": ("Everywhere", "They work on every screen, unless a field takes what is typed."),
    "BrowseScreen": ("On the main screen", "They work in each of its panes."),
    "DeskScreen": ("On the main screen: what `u` takes back", "The view, the marks and the stars."),
    "PanesScreen": ("On the main screen: panes", "Which panes are seen, and which has the keys."),
    "OverScreen": ("On every view over the main screen", "Lineage and overview."),
    "PickApp": ("In the chooser of llmtui pick", "Typing goes on while they work."),
    "MatrixScreen": ("In the matrix", "The cursor rests on one cell."),
    "MatrixTable": ("In the table of the matrix", "Beside the keys of every pane."),
    "CompareScreen": ("In the comparison", "The cursor rests on one cell."),
    "SearchInput": ("In the search field", "Beside the usual keys of a line of text."),
    "LineView": ("In every pane", "Categories, list, details, and what opens over them to read."),
    "Sidebar": ("In the categories", "Beside the keys of every pane."),
    "EntryTable": ("In the list", "Beside the keys of every pane."),
    "DetailPane": ("In the details", "The cursor rests on criteria, relatives and links."),
    "ChooseDialog": ("In a dialog that asks", "Typing narrows the choices."),
    "ReadingDialog": ("In a dialog to read", "The legend, the problems, an address."),
}
"""Heading and first sentence by class, in the order of the page; classes not named here follow by their names."""


def commands_page() -> str:
    """The text of docs/commands.md."""
    return "\n".join([COMMANDS_INTRODUCTION, *(_command(name, text) for name, text in command_line.COMMANDS.items())])


def _command(name: str, text: str) -> str:
    parser = parser_of(name)
    example = f"\n```sh\n{EXAMPLES[name]}\n```\n" if name in EXAMPLES else ""
    rows = [f"| `{_usage(each)}` | {_cell(_help(each, parser))} |" for each in arguments_of(parser)]
    table = "\n".join(["| argument | what it is for |", "|---|---|", *rows])
    return f"## llmtui {name}\n\n{_sentence(text)}\n{example}\n{table}\n"


def parser_of(name: str) -> ArgumentParser:
    """The parser of a command."""
    return command_line.build_parser(name, import_module(f"llmtui.cli.{command_line._module(name)}"))


def arguments_of(parser: ArgumentParser) -> list[Action]:
    """The arguments of a command, positional ones first, without `--help`, which every command has."""
    shown = [each for each in parser._actions if each.help != SUPPRESS and each.dest != "help"]
    return sorted(shown, key=lambda each: bool(each.option_strings))


def _usage(action: Action) -> str:
    """The argument as it is written, such as `--catalog DIR`."""
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper().replace("-", "_")
    if not action.option_strings:
        return {"*": f"[{value} …]", "+": f"{value} …", "?": f"[{value}]"}.get(str(action.nargs), value)
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {value}"


def _help(action: Action, parser: ArgumentParser) -> str:
    text = (action.help or "") % {**vars(action), "prog": parser.prog}
    if action.choices is None:
        return text
    return f"{text}; one of {', '.join(f'`{choice}`' for choice in action.choices)}"


def keys_page() -> str:
    """The text of docs/keys.md."""
    return "\n".join([KEYS_INTRODUCTION, *map(_place, classes())])


def classes() -> list[type[DOMNode]]:
    """The classes of the browser that declare keys, in the order of the page."""
    order = list(PLACES)
    found = {each for module in pkgutil.walk_packages(llmtui.tui.__path__, "llmtui.tui.") for each in _in(module.name)}
    return sorted(found, key=lambda each: (order.index(each.__name__) if each.__name__ in order else 99, each.__name__))


def _in(module_name: str) -> Iterator[type[DOMNode]]:
    for each in vars(import_module(module_name)).values():
        if isinstance(each, type) and issubclass(each, DOMNode) and each.__module__ == module_name and own(each):
            yield each


def own(node_type: type[DOMNode]) -> list[Binding]:
    """The bindings that a class declares itself."""
    return [each for each in declared(node_type) if each in vars(node_type).get("BINDINGS", ())]


def _place(node_type: type[DOMNode]) -> str:
    title, sentence = PLACES.get(node_type.__name__, (_words(node_type.__name__), _first_line(node_type)))
    head = ["| keys | command | what it does | id |", "|---|---|---|---|"]
    return "\n".join([f"## {title}\n\n{sentence}\n", *head, *map(_row, own(node_type)), ""])


def _row(binding: Binding) -> str:
    keys = " ".join(f"`{_cell(key)}`" for key in readable(binding.key).split())
    cells = (keys, _cell(binding.description), _cell(binding.tooltip), f"`{binding.id}`" if binding.id else "")
    return f"| {' | '.join(cells)} |"


def _words(name: str) -> str:
    """`CompareScreen` as words."""
    return " ".join(re.findall(r"[A-Z][a-z]*", name)).capitalize()


def _first_line(node_type: type[DOMNode]) -> str:
    return (node_type.__doc__ or "").strip().partition("\n")[0]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _cell(text: str) -> str:
    """Text that does not end a cell of a table."""
    return text.replace("|", "\\|")


def catalog_page() -> str:
    """The text of docs/catalog.md with the table of an entry's keys made anew."""
    before, start, rest = (DOCS / "catalog.md").read_text("utf-8").partition(KEYS_START)
    _old, end, after = rest.partition(KEYS_END)
    rows = (f"| `{key.name}` | {key.values} | {key.help} |" for key in ENTRY_KEYS)
    table = "\n".join(["", "", "| key | value | meaning |", "|---|---|---|", *rows, *NESTED_KEYS, "", ""])
    return before + start + table + end + after


def pages() -> Iterable[tuple[Path, str]]:
    """Each generated file with its text."""
    texts = {"commands.md": commands_page, "keys.md": keys_page, "catalog.md": catalog_page}
    return [(DOCS / name, text()) for name, text in texts.items()]


def main() -> None:
    """Write them."""
    for path, text in pages():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
