"""Who said what about a topic, in a few cells."""

from __future__ import annotations

import pytest

from factories import a_framework, an_assessment
from llmtui.frameworks import Opinion
from llmtui.model import Basis
from llmtui.present.cells import Cell, plain
from llmtui.present.opinions import joined, judge_words, opinion_tag


def _opinion(short: str = "OSI", date: str = "2024-05", basis: Basis = Basis.REVIEWED) -> Opinion:
    framework = a_framework("osi", short=short, name="The judges", basis=basis)
    assessment = an_assessment({"code": "open"}, "osi", date)
    return Opinion(framework, assessment, framework.criteria[0], assessment.judgements["code"])


@pytest.mark.parametrize(
    ("units", "line"),
    [((), ""), (("a",), "a"), (("a", "b", "c"), "a > b > c")],
)
def test_a_sign_is_only_between_units(units: tuple[str, ...], line: str) -> None:
    assert line == plain(joined(((Cell(unit),) for unit in units), ">"))


@pytest.mark.parametrize(
    ("short", "date", "tag"),
    [("OSI", "2024-05", "OSI 24"), ("", "2024-05", "osi 24"), ("OSI", "", "OSI")],
)
def test_a_tag_is_the_judge_and_the_year(short: str, date: str, tag: str) -> None:
    assert tag == opinion_tag(_opinion(short, date))


@pytest.mark.parametrize(
    ("date", "basis", "words"),
    [
        ("2024-05", Basis.REVIEWED, "The judges, May 2024"),
        ("2024-05", Basis.DECLARED, "The judges (declared), May 2024"),
        ("", Basis.REVIEWED, "The judges"),
    ],
)
def test_a_judge_is_named_with_the_date_and_whether_the_grade_was_declared(date: str, basis: Basis, words: str) -> None:
    assert words == judge_words(_opinion(date=date, basis=basis))
