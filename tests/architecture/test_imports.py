"""Checks the direction of dependency: a module imports only from rooms to the left of its own."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import llmtui
from llmtui.cache.purpose import _ROOMS

ROOT = Path(llmtui.__file__).parent
PAGE = (ROOT.parents[1] / "docs" / "architecture.md").read_text("utf-8")
STEPS = """
    errors text counted dates toml_lines │ problems │ toml_reader terminal licences clipboard │ model │ permissions
    │ loader frameworks toml_writer │ openness │ search │ checklists │ cache │ present │ exporters importers user
    │ scan update
    │ tui │ cli │ __main__ __init__
"""
STEP = {room: step for step, rooms in enumerate(STEPS.split("│")) for room in rooms.split()}
ROOMS_OF = {
    "textual": {"tui"},
    "rich": {"tui", "cli"},
    "rapidfuzz": {"search"},
    "tomli": {"toml_reader"},
    "yaml": {"importers"},
    "license_expression": {"permissions"},
    "urllib3": {"update"},
}


def _name(path: Path) -> str:
    parts = ("llmtui", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def _imported(tree: ast.AST) -> set[str]:
    """The dotted names a tree imports, each as far as it may be a module; relative ones begin with a dot."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            names |= {submodule if (submodule := f"{module}.{alias.name}") in PATHS else module for alias in node.names}
    return names


def _room(name: str) -> str:
    return name.split(".")[1] if "." in name else "__init__"


PATHS = {_name(path): path for path in sorted(ROOT.rglob("*.py")) if "data" not in path.relative_to(ROOT).parts}


@cache
def _tree(name: str) -> ast.Module:
    return ast.parse(PATHS[name].read_text("utf-8"))


@cache
def _imports(name: str) -> frozenset[str]:
    """What a module imports."""
    return frozenset(_imported(_tree(name)))


def _eager(name: str) -> set[str]:
    """What a module imports as soon as it is imported itself."""
    return {
        each for node in _tree(name).body if isinstance(node, ast.Import | ast.ImportFrom) for each in _imported(node)
    }


@cache
def _ours(name: str) -> frozenset[str]:
    """What a module imports of this program."""
    return frozenset(each for each in _imports(name) if each.split(".")[0] == "llmtui")


def _offenders(strangers: Callable[[str], Iterable[str]], names: Iterable[str] = tuple(PATHS)) -> dict[str, list[str]]:
    """What each module imports that it must not, for those that do."""
    found = {name: sorted(strangers(name)) for name in names}
    return {name: others for name, others in found.items() if others}


def _reached(start: set[str], imports: Callable[[str], Iterable[str]]) -> set[str]:
    """Some modules, what they import, what that imports, and so on."""
    reached, waiting = set(start), set(start)
    while waiting:
        found = set(imports(waiting.pop())) - reached
        waiting |= found
        reached |= found
    return reached


def _in_rooms(*rooms: str) -> list[str]:
    return [name for name in PATHS if _room(name) in rooms]


def _below(package: str) -> list[str]:
    """The modules of a package and the package itself."""
    return [name for name in PATHS if f"{name}.".startswith(f"{package}.")]


def test_every_room_has_its_place_in_the_order() -> None:
    assert set() == {_room(name) for name in PATHS} - set(STEP)


def test_a_module_imports_only_from_rooms_to_its_left() -> None:
    def to_the_right(name: str) -> Iterator[str]:
        room = _room(name)
        return (other for other in _ours(name) if _room(other) != room and STEP[_room(other)] >= STEP[room])

    assert {} == _offenders(to_the_right)


def test_a_library_is_imported_only_in_its_room() -> None:
    def elsewhere(name: str) -> set[str]:
        measure = {"rich", "rich.cells"} if name.startswith("llmtui.present.cell") else set()
        libraries = {each.split(".")[0] for each in _imports(name) - measure}
        return {library for library in libraries if _room(name) not in ROOMS_OF.get(library, {_room(name)})}

    assert {} == _offenders(elsewhere)


def test_the_model_needs_nothing_but_the_standard_library_and_msgspec() -> None:
    def foreign(name: str) -> set[str]:
        libraries = {each.split(".")[0] for each in _imports(name) - _ours(name)}
        rooms = {_room(other) for other in _ours(name)}
        return libraries - sys.stdlib_module_names - {"msgspec"} | rooms - {"model", "errors"}

    assert {} == _offenders(foreign, _in_rooms("model"))


def test_only_the_commands_that_the_page_names_import_the_browser() -> None:
    (line,) = (line for line in PAGE.splitlines() if line.startswith("- Only") and "`tui`" in line)
    named = {f"llmtui.cli.{name}" for name in re.findall(r"`cli/(\w+)\.py`", line)}

    assert named == {name for name in _in_rooms("cli") for other in _ours(name) if _room(other) == "tui"}


def test_a_widget_never_imports_a_screen_or_a_dialog() -> None:
    above = {*_below("llmtui.tui.screens"), *_below("llmtui.tui.dialogs")}

    assert {} == _offenders(lambda name: _ours(name) & above, _below("llmtui.tui.widgets"))


def test_only_the_modules_that_the_page_names_import_an_app() -> None:
    """So neither a screen, a dialog nor a widget does."""
    apps = {"llmtui.tui.app", "llmtui.tui.themed_app"}
    (line,) = (line for line in PAGE.splitlines() if "the apps" in line)
    named = {f"llmtui.tui.{name}" for name in re.findall(r"`tui/(\w+)\.py`", line)}

    assert named == {name for name in PATHS if _ours(name) & apps} - apps
    assert {} == _offenders(lambda name: _ours(name) & named, _in_rooms("tui"))


def test_the_help_never_waits_for_the_model() -> None:
    """What `cli/main.py` and `cli/diagnostics.py` import when they are imported themselves, and what follows."""
    start = {"llmtui.cli.main", "llmtui.cli.diagnostics"}
    reached = _reached(start, lambda name: _eager(name) | {name.rpartition(".")[0]} if name in PATHS else set())

    assert "llmtui.text" in reached
    assert set() == {each for each in reached if each.split(".")[0] == "msgspec" or _room(each) == "model"}


def test_the_browser_is_imported_only_when_it_is_opened() -> None:
    """Importing Textual costs more than everything else the plain commands do."""
    assert {} == _offenders(lambda name: {each for each in _eager(name) if _room(each) == "tui"}, _in_rooms("cli"))


def test_a_cache_is_made_anew_if_the_code_of_any_room_that_it_reads_by_has_changed() -> None:
    """Rooms of one module are beside the package's own files, all of which count."""
    rooms = {_room(name) for name in _reached(set(_below("llmtui.cache")), _ours)}

    assert set(_ROOMS) == {room for room in rooms if (ROOT / room).is_dir()}


def test_nothing_is_imported_relatively() -> None:
    assert {} == {name: names for name in PATHS if (names := {each for each in _imports(name) if each.startswith(".")})}


def test_no_modules_import_one_another_in_a_circle() -> None:
    order = list(TopologicalSorter({name: _ours(name) for name in PATHS}).static_order())

    assert {"llmtui.toml_reader", "llmtui.loader.load", "llmtui.search.run"} <= set(PATHS) <= set(order)
