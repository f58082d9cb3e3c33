from __future__ import annotations

import pytest

from factories import a_framework, an_assessment
from llmtui.frameworks import Rating, rate, standing
from llmtui.loader.loaded import Loaded
from llmtui.model import Rule
from llmtui.model.all_judges import ALL
from llmtui.present.cells import plain
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.score import (
    RULE_WORDS,
    class_words,
    points_words,
    range_ends,
    rule_text,
    score_line,
    score_text,
    score_words,
    unsure_words,
)


def _classed(openness_class: int, assessed: int = 17) -> Rating:
    return Rating("mof", 53.33, 100.0, assessed, 17, Rule.CLASSES, openness_class=openness_class, possible=70.0)


@pytest.mark.parametrize(
    ("openness_class", "text"),
    [
        pytest.param(1, "I", id="best"),
        pytest.param(2, "II", id="middle"),
        pytest.param(3, "III", id="first"),
        pytest.param(0, "\u2013", id="none"),
    ],
)
def test_a_class_is_shown_by_its_number(openness_class: int, text: str) -> None:
    assert text == score_text(_classed(openness_class), UNICODE)


def test_a_class_that_could_be_better_says_so() -> None:
    assert ("III+", "-+") == (score_text(_classed(3, 16), UNICODE), score_text(_classed(0, 16), ASCII))


@pytest.mark.parametrize(
    ("openness_class", "words"),
    [pytest.param(2, "Class II", id="class"), pytest.param(0, "Unclassified", id="none")],
)
def test_a_class_in_words(openness_class: int, words: str) -> None:
    assert words == class_words(_classed(openness_class))
    assert f"{words}, 53% of the way to class I" == score_words(_classed(openness_class))


@pytest.mark.parametrize(
    ("grade", "short", "words"),
    [
        pytest.param("open", "yes", "conforms", id="conforms"),
        pytest.param("partial", "terms", "would conform under other legal terms", id="other-terms"),
        pytest.param("closed", "no", "does not conform", id="does-not"),
    ],
)
def test_a_verdict_is_words_and_no_sum(grade: str, short: str, words: str) -> None:
    rating = rate(a_framework(criteria=("definition",), rule=Rule.VERDICT), an_assessment({"definition": grade}))

    assert (short, words, "") == (score_text(rating, UNICODE), score_words(rating), unsure_words(rating))


def test_the_best_class_has_no_way_to_go() -> None:
    assert "Class I" == score_words(_classed(1))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param(Rule.POINTS, "1.5 of 3", id="points"),
        pytest.param(Rule.SHARE, "50% (share of 3 criteria)", id="share"),
    ],
)
def test_points_and_shares_in_words(rule: Rule, words: str) -> None:
    rating = rate(a_framework(rule=rule), an_assessment({"code": "open", "weights": "partial", "license": "closed"}))

    assert words == score_words(rating)


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_its_words(rule: Rule) -> None:
    words = RULE_WORDS[rule]

    assert all((words.heading, words.explained, rule_text(a_framework(rule=rule))))


@pytest.mark.parametrize("grades", [{"code": "open"}, {"code": "open", "weights": "closed", "license": "open"}])
@pytest.mark.parametrize("rule", Rule)
def test_a_rating_by_every_rule_is_stated(rule: Rule, grades: dict[str, str]) -> None:
    rating = rate(a_framework(rule=rule), an_assessment(grades))

    assert all((score_text(rating, ASCII), score_words(rating), points_words(rating), range_ends(rating)[0]))
    assert plain(score_line(rating, ASCII, 0)).strip()


@pytest.mark.parametrize(
    ("rule", "ends"),
    [
        (Rule.POINTS, ("1", "2")),
        (Rule.SHARE, ("33", "67%")),
        (Rule.CLASSES, ("Unclassified+", "")),
        (Rule.VERDICT, ("conforms", "")),
    ],
)
def test_a_score_that_could_be_better_is_a_range_if_it_is_a_sum(rule: Rule, ends: tuple[str, str]) -> None:
    rating = rate(a_framework(rule=rule), an_assessment({"code": "open", "weights": "closed"}))

    assert ends == range_ends(rating)


def test_what_was_not_assessed_is_said_with_what_it_leaves_possible() -> None:
    rating = rate(a_framework(), an_assessment({"code": "open"}))

    assert "2 not assessed: 1 to 3" == unsure_words(rating)
    assert "1 not assessed: 53.33 to 70%" == unsure_words(_classed(3, 16))
    assert "2 not assessed: 1–3" == unsure_words(rating, "–")  # noqa: RUF001 - a dash
    assert "" == unsure_words(_classed(3))


def test_what_all_judges_left_open_fits_beside_a_list_of_usual_width(bundled: Loaded) -> None:
    known = [standing(bundled.catalog, each, ALL) for each in bundled.catalog.entries.values()]
    lines = [plain(score_line(each.rating, UNICODE, 39)) for each in known if each]
    partly = [line for line in lines if "not assessed" in line]

    assert [] == [line for line in lines if len(line.rstrip()) > 39]
    assert len(partly) > 50
