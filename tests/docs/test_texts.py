"""What the program prints or shows is short, and it, the pages and the names of tests are in plain words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import llmtui

SOURCE = Path(llmtui.__file__).parent
ROOT = Path(__file__).parents[2]
PAGES = (*ROOT.glob("*.md"), *sorted((ROOT / "docs").glob("*.md")))
LONGEST = 100
"""Letters of a sentence at most; what is longer is wrapped where it is shown, but hard to read."""
PRIVATE_WORDS = re.compile(
    r"""(?ix) \b(?: told | tells? | telling | somebody | nobody | so\ manyth | lies\ over | mends? | takes?\ away
    | hands?\ down | in\ force | (?<!there\ )is\ no\ (?!longer|more|less|way)\w+ | stands\ (?:for|in|beside|over) )\b"""
)
"""What a reader has to translate first."""
NO_PROSE = {
    "frameworks/_mof_licences.py": "ids of licences",
    "loader/statements.py": "patterns",
    "search/completing.py": "a pattern",
    "user/commands.py": "ids of commands",
}
"""Modules whose long texts are not sentences."""


@cache
def texts() -> dict[str, list[tuple[int, str]]]:
    """The texts of each module with their lines."""
    paths = sorted(SOURCE.rglob("*.py"))
    return {str(path.relative_to(SOURCE)): list(_texts(ast.parse(path.read_text("utf-8")))) for path in paths}


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts of a module: no docstrings, style sheets or single words."""
    nodes = list(ast.walk(tree))
    skipped = {id(constant) for node in nodes for constant in _not_shown(node)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values),
            )
    for node in nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
            and id(node) not in skipped
        ):
            yield node.lineno, node.value


def _not_shown(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, which are statements of their own, and style sheets."""
    if isinstance(node, ast.Expr):
        yield node.value
    if isinstance(node, ast.Assign) and any(
        isinstance(each, ast.Name) and each.id.endswith("CSS") for each in node.targets
    ):
        yield node.value


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, which is wrapped where it is longer than a line."""
    for line in text.splitlines():
        yield from re.split(r"(?<=[.:;]) ", line)


def test_no_sentence_is_longer_than_a_line() -> None:
    long = [
        f"{module}:{line}: {sentence}"
        for module in set(texts()) - set(NO_PROSE)
        for line, text in texts()[module]
        for sentence in sentences(text)
        if len(sentence) > LONGEST
    ]

    assert [] == long


def test_every_module_that_is_left_out_still_has_such_texts() -> None:
    lines = {name: [line for _number, text in texts()[name] for line in text.splitlines()] for name in NO_PROSE}

    assert [] == [name for name in NO_PROSE if not any(len(line) > LONGEST for line in lines[name])]


def test_no_text_has_words_that_a_reader_has_to_translate() -> None:
    found = [
        f"{module}:{line}: {text}"
        for module, shown in texts().items()
        for line, text in shown
        if PRIVATE_WORDS.search(text)
    ]

    assert len(texts()) > 100
    assert [] == found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_has_words_that_a_reader_has_to_translate(page: Path) -> None:
    assert [] == [line for line in page.read_text("utf-8").splitlines() if PRIVATE_WORDS.search(line)]


def test_no_name_of_a_test_has_words_that_a_reader_has_to_translate() -> None:
    paths = sorted((ROOT / "tests").rglob("test_*.py"))
    names = [name for path in paths for name in re.findall(r"(?m)^(?:async )?def (test_\w+)", path.read_text("utf-8"))]

    assert len(names) > 1000
    assert [] == [name for name in names if PRIVATE_WORDS.search(name.replace("_", " "))]


def test_the_words_are_found_where_they_are() -> None:
    assert PRIVATE_WORDS.search("'Olmo 2.toml' is no id")
    assert PRIVATE_WORDS.search("Nobody assessed it.")
    assert not PRIVATE_WORDS.search("there is no category 'bases'")
