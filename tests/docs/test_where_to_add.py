"""Holds the table "Where to add…" to the code: the files that it names are those that have to change."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from llmtui.importers import IMPORTERS
from llmtui.model import Rule

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "llmtui"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| (an? [^|]+) \| (.+) \|$", PAGE, re.MULTILINE))
"""What to change, by what is added."""


def _files(row: str) -> set[str]:
    """The modules that a row names."""
    return set(re.findall(r"`([\w/]+\.py)`", ROWS[row]))


def _members(path: Path) -> set[str]:
    """The rules that a module names one by one."""
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    names = {each.attr for each in tree if isinstance(each, ast.Attribute) and ast.unparse(each.value) == "Rule"}
    return names & set(Rule.__members__)


@pytest.mark.parametrize("row", ROWS)
def test_every_module_that_a_row_names_exists(row: str) -> None:
    folders = (SOURCE, ROOT, ROOT / "tests" / "docs")

    assert [] == [each for each in _files(row) if not any((folder / each).exists() for folder in folders)]


def test_a_new_rule_has_to_be_added_in_the_modules_that_name_every_rule() -> None:
    every = set(Rule.__members__)
    places = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if _members(path) == every}

    assert _files("a rule by which frameworks rate") == {"model/framework.py", *places}


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_is_documented(rule: Rule) -> None:
    (row,) = re.findall(r"^\| `rule` \|.*$", (ROOT / "docs" / "frameworks.md").read_text("utf-8"), re.MULTILINE)

    assert f"`{rule.value}`" in row


@pytest.mark.parametrize("importer", [each.format for each in IMPORTERS])
def test_every_importer_has_its_example(importer: str) -> None:
    page = (ROOT / "docs" / "frameworks.md").read_text("utf-8")

    assert f"\nllmtui import {importer} " in page


def test_every_setting_is_in_the_example_of_the_readme() -> None:
    (example,) = re.findall(
        r"^# settings\.toml\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    properties = import_module("docs.settings_schema").settings_schema()["properties"]
    assert isinstance(properties, dict)

    assert set(properties) == set(re.findall(r"^\[?(\w+)\b", example, re.MULTILINE))
