"""Every private name of Textual that the program uses is listed on a page, still there, and used in one room.

So is every function of Rich that the program replaces, in one module.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from rich.console import Console
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.drivers.linux_inline_driver import LinuxInlineDriver
from textual.screen import Screen

import llmtui.tui
from llmtui.present import cell_widths

ROOT = Path(__file__).resolve().parents[2]
OWNERS = {each.__name__: each for each in (App, Screen, LinuxDriver, LinuxInlineDriver, XTermParser, Console)}
_NAMED = re.findall(r"^\| `([\w.]+)` \|", (ROOT / "docs/textual-privates.md").read_text(encoding="utf-8"), re.MULTILINE)
REPLACED = [each for each in _NAMED if each.startswith("rich.")]
LISTED = [each for each in _NAMED if each not in REPLACED]
SOURCES = sorted(Path(llmtui.tui.__file__).parent.rglob("*.py"))


@cache
def instance_names(owner: type) -> frozenset[str]:
    """The private names that a class of Textual sets on its instances."""
    sources = (inspect.getsource(each) for each in owner.__mro__ if each.__module__.startswith(("textual", "rich")))
    return frozenset(re.findall(r"self\.(_\w+)", "\n".join(sources)))


def has_private(owner: type, name: str) -> bool:
    """Whether a class of Textual defines a name, or sets it on its instances."""
    return hasattr(owner, name) or name in instance_names(owner)


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def privates_in(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The private names that code reads, sets or defines, with the object they are read from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and re.match(r"_[a-z]", node.attr):
            yield node.attr, node.value
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and re.match(r"_[a-z]", node.name):
            yield node.name, ast.Name("self")


def of_textual(path: Path) -> Iterator[str]:
    """The names that a module reads from other objects, and those in its own subclasses of Textual's classes."""
    tree = tree_of(path)
    for each in tree.body:
        bases = (
            {ast.unparse(base).partition("[")[0] for base in each.bases} if isinstance(each, ast.ClassDef) else set()
        )
        for name, value in privates_in(each):
            if bases & set(OWNERS) or not (isinstance(value, ast.Name) and value.id == "self"):
                yield name


def private_imports(path: Path) -> Iterator[str]:
    """The private modules that a module imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and re.search(r"^(textual|rich)\b.*\._", node.module or ""):
            yield node.module or ""


def used_names() -> set[str]:
    """The private names that the terminal room uses."""
    return {name for path in SOURCES if path.parent.name == "terminal" for name in of_textual(path)}


def used_modules() -> set[str]:
    """The private modules that are imported."""
    return {module for path in SOURCES for module in private_imports(path)}


@pytest.mark.parametrize("listed", LISTED)
def test_each_listed_private_is_still_there(listed: str) -> None:
    owner, _dot, name = listed.partition(".")

    assert import_module(listed) if owner == "textual" else has_private(OWNERS[owner], name)


def test_every_private_that_the_terminal_room_uses_is_listed() -> None:
    used = used_names()
    unlisted = used - {each.partition(".")[2] for each in LISTED}

    assert len(used) > 30
    assert set() == {name for name in unlisted if any(has_private(each, name) for each in OWNERS.values())}
    assert set() == used_modules() - set(LISTED)


def test_every_listed_private_is_used() -> None:
    used = used_names() | {module.partition(".")[2] for module in used_modules()}

    assert set() == {each.partition(".")[2] for each in LISTED} - used


@pytest.mark.parametrize("listed", REPLACED)
def test_each_function_of_rich_that_is_replaced_is_still_there(listed: str) -> None:
    module, _dot, name = listed.rpartition(".")

    assert callable(getattr(import_module(module), name))


def test_every_function_of_rich_that_is_replaced_is_listed() -> None:
    tree = tree_of(Path(cell_widths.__file__))
    targets = [target for node in ast.walk(tree) if isinstance(node, ast.Assign) for target in node.targets]
    set_there = [ast.unparse(target) for target in targets if isinstance(target, ast.Attribute)]

    assert sorted(REPLACED) == sorted(f"rich.{each}" for each in set_there)


def test_no_other_room_reads_a_private_of_another_object_or_of_a_base_class() -> None:
    offenders = [
        f"{path.name}: {name}"
        for path in SOURCES
        if path.parent.name != "terminal"
        for name, value in privates_in(tree_of(path))
        if not (isinstance(value, ast.Name) and value.id in {"self", "cls"})
    ]

    assert [] == offenders
    assert [] == [path.name for path in SOURCES if path.parent.name != "terminal" and list(private_imports(path))]
