from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from factories import CATEGORIES, a_framework
from llmtui.exporters.draft import draft
from llmtui.loader.entries import build_entry
from llmtui.model import Criterion, Framework, Grade, Kind
from llmtui.model.entry import LINK_ROLES
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import read_toml

OWN = a_framework("own", ("code", "two words", 'quo"ted'))


def _problems(folder: Path, text: str, framework: Framework = OWN) -> list[Problem]:
    path = folder / "heron.toml"
    path.write_text(text, encoding="utf-8")
    log = ProblemLog()
    table = read_toml(path, log)
    assert table is not None, list(log)
    build_entry(table, CATEGORIES[0], {each.id: each for each in CATEGORIES}, {framework.id: framework})
    return list(log)


def _draft(framework: Framework | None = None) -> str:
    return draft("heron", CATEGORIES[0], ("data",), Kind.MODEL, framework)


def test_a_draft_is_found_wanting(tmp_path: Path) -> None:
    assert ["name"] == [problem.key for problem in _problems(tmp_path, _draft())]


def test_a_named_draft_asks_for_what_is_left(tmp_path: Path) -> None:
    text = _draft(OWN).replace('name = ""', 'name = "Heron"')

    asked = {problem.key for problem in _problems(tmp_path, text)}

    assert {
        "listed_in.1.source",
        "assessments.1.date",
        "assessments.1.source",
        "assessments.1.grades.code.grade",
        "assessments.1.grades.two words.grade",
        'assessments.1.grades.quo"ted.grade',
    } == asked


def test_a_draft_filled_in_validates(tmp_path: Path) -> None:
    filled = (
        _draft(OWN)
        .replace('name = ""', 'name = "Heron"')
        .replace('[[listed_in]]\n# The survey.\nsource = ""', '[[listed_in]]\nsource = "survey"')
        .replace('date = "?"', 'date = "2024-06"')
        .replace('source = "?"', 'source = "https://heron.example.org"')
        .replace('grade = "?"', 'grade = "open"')
    )

    assert [] == _problems(tmp_path, filled)


def test_every_key_that_an_entry_may_have_is_in_it_with_a_line_before(tmp_path: Path) -> None:
    path = tmp_path / "heron.toml"
    path.write_text(_draft().replace('name = ""', 'name = "Heron"'), encoding="utf-8")
    table = read_toml(path, ProblemLog())
    assert table is not None
    build_entry(table, CATEGORIES[0], {}, {})
    lines = _draft().splitlines()

    for key in table.asked - {"links", "listed_in", "assessments"}:
        (at,) = [number for number, line in enumerate(lines) if line.startswith(f"{key} = ")][:1]
        assert lines[at - 1].startswith("# "), key
    assert [role for role in LINK_ROLES if f"\n{role} = " not in _draft()] == []


def test_the_questions_and_grades_of_the_framework_are_explained() -> None:
    criterion = Criterion(
        "code", "Code", "code", "access", question="Is it public?", meanings=((Grade.OPEN, "All of it."),)
    )

    text = _draft(replace(OWN, criteria=(criterion,)))

    assert '# Code: Is it public?\n#   open: All of it.\ncode = { grade = "?", evidence = [] }\n' in text


@pytest.mark.parametrize("kind", Kind)
def test_the_kind_is_written(kind: Kind) -> None:
    assert f'\nkind = "{kind.value}"\n' in draft("heron", CATEGORIES[0], (), kind, None)


def test_without_a_framework_there_are_no_questions() -> None:
    assert "\n[[assessments]]" not in _draft()
