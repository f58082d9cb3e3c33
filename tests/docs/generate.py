"""Writes what follows from the code, pages, ids of commands and a schema: `python tests/docs/generate.py`.

Run it after a command, an option, a binding or a key of an entry changed; `test_docs.py` compares the files with it.
"""

from __future__ import annotations

import json
import pkgutil
import re
import textwrap
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import llmtui.tui
from llmtui.cli import main as command_line
from llmtui.model.keys import ENTRY_KEYS
from llmtui.tui.app import LlmtuiApp
from llmtui.tui.keys import declared, readable
from llmtui.tui.screens.browse import BrowseScreen
from llmtui.tui.widgets.detail import DetailPane
from llmtui.tui.widgets.entry_table import EntryTable
from llmtui.tui.widgets.lines import LineView
from llmtui.tui.widgets.sidebar import Sidebar

settings_schema = import_module(f"{__package__}.settings_schema" if __package__ else "settings_schema").settings_schema

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMANDS_PATH = DOCS.parent / "src" / "llmtui" / "user" / "commands.py"

COMMANDS_INTRODUCTION = """\
# Commands

<!-- Made by tests/docs/generate.py from the commands themselves; edit those, or that script. -->

For anyone who calls llmtui from a shell or a script.

`llmtui` alone opens the browser, and so does `llmtui QUERY`.
Every other command is plain: it prints, never opens the browser, and works in a pipe.
`llmtui --help` lists the commands, `llmtui COMMAND --help` explains one, and `llmtui --version` prints the version.

## What all commands have in common

- The answer goes to standard output, everything else to standard error.
- Exit code 0 means success.
  1 means that the answer is no: nothing was found, or a check failed.
  2 means wrong arguments, or input or output that cannot be used.
  130 means that you pressed ctrl+c.
- Colour is used only if standard output is a terminal.
  `NO_COLOR` and `--color` override that.
- Machine formats are always UTF-8.
- `--format json` prints entries with the keys of [their files](catalog.md), and `id`, `category` and `openness`.
- `LLMTUI_CATALOG` names further catalogues, folders or files, joined by the platform's path separator.
  They are read after those of `--catalog` and before the folder of your own entries.
- A file that cannot be used is left out of the answer, and its problem is reported on standard error.
- [query.md](query.md) explains the terms of a `QUERY`.
  Quote a query that contains `>`, `<` or `?`, because the shell has its own use for them.
"""

KEYS_INTRODUCTION = """\
# Keys

<!-- Made by tests/docs/generate.py from the bindings themselves; edit those, or that script. -->

For anyone who uses the browser.

`?` shows the keys that work where you are, filtered as you type; `:` finds any command or entry by name.
The mouse works too: a click selects a line, a double click does what `enter` does there, or folds a category.
A click on a heading of the list sorts by that column, and a second one turns the order round.
A click on an address, or on the sign for evidence, opens it.
A click on the name of a judge or of an order asks for another one.
The wheel scrolls, and you can click the commands in the footer.

## Custom keys

The last column is the id of a command.
Use it under `[keys]` in `settings.toml` to give the command another key:

```toml
[keys]
"list.sort" = "x"
"nav.down" = "j,down,ctrl+n"
```

Put the id in quotes, and separate several keys by commas.
The new keys replace all keys of the command.
Signs have names: `slash`, `question_mark`, `colon`, `exclamation_mark`.
`settings.toml` is in the folder `llmtui` of your platform's settings, on Linux in `~/.config/llmtui/`.
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
    "changes": "llmtui changes bloomz",
    "check": "llmtui check commercial-use qwen2.5:7b",
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
    "LlmtuiApp": ("Everywhere", "They work on every screen, unless a text field has the focus."),
    "BrowseScreen": ("On the main screen", "They work in each of its panes."),
    "ViewScreen": ("On the views over the main screen", "They work in {views}."),
    "PickApp": ("In the chooser of llmtui pick", "You can go on typing at the same time."),
    "MatrixScreen": ("In the matrix", "The cursor is on one cell."),
    "MatrixTable": ("In the table of the matrix", "In addition to the keys of every pane."),
    "CompareScreen": ("In the comparison", "The cursor is on one cell."),
    "ChangesScreen": ("In the changes", "What opened, what closed, and what judges dispute."),
    "LineageScreen": ("In the lineage", "The family of one entry."),
    "OverviewScreen": ("In the overview", "Counts and openness; each bar leads to what it counts."),
    "LocalScreen": ("In the models on this machine", "What the catalogue knows of each, and what it may be used for."),
    "SearchInput": ("In the search field", "In addition to the usual keys of a text field."),
    "JumpInput": ("In the field to jump with", "In addition to the usual keys of a text field."),
    "LineView": ("In every pane", "Categories, list, details, and dialogs with text."),
    "Sidebar": ("In the categories", "In addition to the keys of every pane."),
    "EntryTable": ("In the list", "In addition to the keys of every pane."),
    "DetailPane": ("In the details", "The cursor stops at criteria, relatives and links."),
    "ChooseDialog": ("In a dialog that asks", "Typing filters the choices."),
    "ReadingDialog": ("In a dialog to read", "The legend, the problems, an address."),
}
"""Heading and first sentence by class, in the order of the page; classes not named here follow by their names.

`{views}` are the views that have the keys of the class as well.
"""


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
    *views, last = [heading.removeprefix("In ") for heading in _extending(node_type)] or [""]
    sentence = sentence.replace("{views}", " and ".join(filter(None, (", ".join(views), last))))
    return "\n".join([f"## {title}\n\n{sentence}\n", *head, *map(_row, own(node_type)), ""])


def _extending(node_type: type[DOMNode]) -> list[str]:
    """The headings of the classes that extend one that declares keys, in the order of the page."""
    heirs = (each for each in classes() if issubclass(each, node_type) and each is not node_type)
    return [PLACES[each.__name__][0] for each in heirs if each.__name__ in PLACES]


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


COMMANDS_MODULE = """\
\"\"\"The commands of the browser by id: what `[keys]` in the settings can name.

Made by tests/docs/generate.py from the bindings themselves; edit those, or that script.
\"\"\"

from __future__ import annotations

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {{
{commands}
}}
\"\"\"The usual keys of each command, separated by commas.\"\"\"


def _ids(text: str) -> frozenset[str]:
    return frozenset(text.split())


TOGETHER: tuple[frozenset[str], ...] = (
{together}
)
\"\"\"The commands that work in the same place.\"\"\"
"""


def commands_module() -> str:
    """The text of user/commands.py."""
    found = {each.id: each.key for node in classes() for each in own(node) if each.id}
    commands = "\n".join(f'    "{name}": "{found[name]}",' for name in sorted(found))
    together = "\n".join(map(_id_set, sorted(_places())))
    return COMMANDS_MODULE.format(commands=commands, together=together)


def _places() -> set[tuple[str, ...]]:
    """The ids that work on each screen: its own, those of its panes, and those of the app."""
    return {tuple(sorted(_ids_on(each))) for each in classes() if issubclass(each, Screen)}


def _ids_on(screen: type[DOMNode]) -> set[str]:
    named = vars(import_module(screen.__module__)).values()
    panes = [each for each in named if isinstance(each, type) and issubclass(each, LineView)]
    of_browser = [Sidebar, EntryTable, DetailPane] if screen is BrowseScreen else []
    nodes: list[type[DOMNode]] = [screen, LlmtuiApp, *panes, *of_browser]
    return {binding.id for node in nodes for binding in declared(node) if binding.id}


def _id_set(ids: tuple[str, ...]) -> str:
    text = " ".join(ids)
    if len(text) <= 120 - len('    _ids(""),'):
        return f'    _ids("{text}"),'
    *most, last = textwrap.wrap(text, 104, break_on_hyphens=False)
    lines = "\n".join([*(f'        "{line} "' for line in most), f'        "{last}"'])
    return f"    _ids(\n{lines}\n    ),"


def schema_file() -> str:
    """The text of docs/settings.schema.json."""
    return json.dumps(settings_schema(), indent=2, ensure_ascii=False) + "\n"


def pages() -> Iterable[tuple[Path, str]]:
    """Each generated file with its text."""
    texts = {"commands.md": commands_page, "keys.md": keys_page, "catalog.md": catalog_page}
    files = [(DOCS / name, text()) for name, text in texts.items()]
    return [*files, (COMMANDS_PATH, commands_module()), (DOCS / "settings.schema.json", schema_file())]


def main() -> None:
    """Write them."""
    for path, text in pages():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
