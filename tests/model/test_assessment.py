from __future__ import annotations

import pytest

from factories import an_assessment
from llmtui.model import Grade, Judgement


def test_a_missing_assessment_is_unknown_not_closed() -> None:
    assert Grade.UNKNOWN is an_assessment({"code": "open"}).grade("weights")


def test_a_judgement_keeps_its_evidence() -> None:
    judgement = Judgement(Grade.OPEN, ("https://example.org",))

    assert judgement == an_assessment({"code": judgement}).judgement("code")


@pytest.mark.parametrize("grade", Grade)
def test_only_open_partial_and_closed_are_judged(grade: Grade) -> None:
    assert (grade in {Grade.OPEN, Grade.PARTIAL, Grade.CLOSED}) is grade.judged
