"""Holds the direction of dependency: a module imports only from rooms to the left of its own."""

from __future__ import annotations

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import llmtui

ROOT = Path(llmtui.__file__).parent
STEPS = """
    errors text dates │ problems │ toml_reader terminal licences clipboard │ model │ loader frameworks toml_writer
    │ search │ cache │ present │ exporters importers user │ update │ tui │ cli │ __main__ __init__
"""
STEP = {room: step for step, rooms in enumerate(STEPS.split("│")) for room in rooms.split()}
ROOMS_OF = {
    "textual": {"tui"},
    "rich": {"tui", "cli"},
    "rapidfuzz": {"search"},
    "tomli": {"toml_reader"},
    "yaml": {"importers"},
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
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in PATHS.items()}
IMPORTS = {name: _imported(tree) for name, tree in TREES.items()}
OURS = {name: {each for each in imports if each.split(".")[0] == "llmtui"} for name, imports in IMPORTS.items()}


@pytest.mark.parametrize("name", PATHS)
def test_every_module_stands_in_a_room_that_has_its_place(name: str) -> None:
    assert _room(name) in STEP


@pytest.mark.parametrize("name", PATHS)
def test_a_module_imports_only_from_rooms_to_its_left(name: str) -> None:
    room = _room(name)

    assert set() == {other for other in OURS[name] if _room(other) != room and STEP[_room(other)] >= STEP[room]}


@pytest.mark.parametrize("name", PATHS)
def test_a_library_is_imported_only_in_its_room(name: str) -> None:
    measure = {"rich.cells"} if name == "llmtui.present.cells" else set()
    libraries = {each.split(".")[0] for each in IMPORTS[name] - measure}

    assert set() == {library for library in libraries if _room(name) not in ROOMS_OF.get(library, {_room(name)})}


def test_only_one_module_uses_the_network() -> None:
    libraries = {"urllib3", "requests", "httpx", "socket", "ssl", "http"}
    asking = {name for name in PATHS if libraries & {each.split(".")[0] for each in IMPORTS[name]}}

    assert {"llmtui.update.fetch"} == asking


@pytest.mark.parametrize("name", [name for name in PATHS if _room(name) == "model"])
def test_the_model_needs_nothing_but_the_standard_library_and_msgspec(name: str) -> None:
    foreign = {each.split(".")[0] for each in IMPORTS[name] - OURS[name]} - sys.stdlib_module_names - {"msgspec"}

    assert (set(), set()) == (foreign, {_room(other) for other in OURS[name]} - {"model", "errors"})


COMMANDS = [name for name in PATHS if _room(name) == "cli" and name not in {"llmtui.cli.browse", "llmtui.cli.pick"}]


@pytest.mark.parametrize("name", COMMANDS)
def test_only_browse_and_pick_import_textual(name: str) -> None:
    assert "tui" not in {_room(other) for other in OURS[name]}


def test_the_browser_is_imported_only_when_it_is_opened() -> None:
    """Importing Textual costs more than everything else the plain commands do."""
    eager = {
        name for name in PATHS if _room(name) == "cli" for node in TREES[name].body if "llmtui.tui" in _text_of(node)
    }

    assert set() == eager


def _text_of(node: ast.stmt) -> str:
    return ast.unparse(node) if isinstance(node, (ast.Import, ast.ImportFrom)) else ""


def test_nothing_is_imported_relatively() -> None:
    assert {} == {name: names for name in PATHS if (names := {each for each in IMPORTS[name] if each.startswith(".")})}


def test_no_modules_import_one_another_in_a_circle() -> None:
    order = list(TopologicalSorter(OURS).static_order())

    assert {"llmtui.toml_reader", "llmtui.loader.load", "llmtui.search.run"} <= set(PATHS) <= set(order)
