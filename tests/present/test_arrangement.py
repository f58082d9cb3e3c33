from __future__ import annotations

import pytest

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.frameworks import Ranked, rank
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.matrix.arrangement import (
    NAME,
    SCORE,
    Arrangement,
    Filter,
    SortKey,
    arranged,
    filter_text,
    sort_text,
    value_of,
)

ENTRIES = (
    an_entry("closed", grades={"code": "closed", "weights": "open", "license": "open"}),
    an_entry("half", grades={"code": "partial", "weights": "open", "license": "partial"}),
    an_entry("open", grades={"code": "open", "weights": "closed", "license": "closed"}),
    an_entry("unknown", grades={"weights": "partial", "license": "closed"}),
)
RANKED = rank(a_catalog(*ENTRIES), FRAMEWORK)


def _ids(arrangement: Arrangement, ranked: tuple[Ranked, ...] = RANKED) -> list[str]:
    return [each.entry.id for each in arranged(ranked, arrangement)]


def test_untouched_rows_are_in_the_framework_s_order() -> None:
    assert ["closed", "half", "open", "unknown"] == _ids(Arrangement())


@pytest.mark.parametrize(
    ("presses", "ids"),
    [
        pytest.param(1, ["open", "half", "closed", "unknown"], id="most-open-first"),
        pytest.param(2, ["closed", "half", "open", "unknown"], id="turned-round-with-the-unknown-still-last"),
        pytest.param(3, ["open", "half", "closed", "unknown"], id="and-back"),
    ],
)
def test_sorting_by_a_criterion_again_turns_it_round(presses: int, ids: list[str]) -> None:
    arrangement = Arrangement()

    for _press in range(presses):
        arrangement = arrangement.sorted_by("code")

    assert ids == _ids(arrangement)


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        pytest.param(NAME, ["closed", "half", "open", "unknown"], id="names-from-a"),
        pytest.param(SCORE, ["closed", "half", "open", "unknown"], id="highest-score-first"),
        pytest.param("license", ["closed", "half", "open", "unknown"], id="ties-in-the-framework-s-order"),
    ],
)
def test_columns_sort_the_useful_way_first(column: str, ids: list[str]) -> None:
    shuffled = (RANKED[2], RANKED[0], RANKED[3], RANKED[1])

    assert ids == _ids(Arrangement().sorted_by(column), shuffled if column != "license" else RANKED)


def test_a_further_key_decides_where_the_first_leaves_rows_equal() -> None:
    arrangement = Arrangement().sorted_by("weights").then_by("code")

    assert ["half", "closed", "unknown", "open"] == _ids(arrangement)


def test_adding_a_key_that_is_there_turns_that_one_round_in_its_place() -> None:
    arrangement = Arrangement().sorted_by("weights").then_by("code").then_by("weights")

    assert (SortKey("weights", descending=False), SortKey("code")) == arrangement.sorts


def test_sorting_by_one_column_leaves_the_others() -> None:
    assert (SortKey("code"),) == Arrangement().sorted_by("weights").then_by("code").sorted_by("code").sorts


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        pytest.param([Filter("weights", "open")], ["closed", "half"], id="keep"),
        pytest.param([Filter("weights", "open", keep=False)], ["open", "unknown"], id="drop"),
        pytest.param([Filter("weights", "open"), Filter("license", "open", keep=False)], ["half"], id="both"),
        pytest.param([Filter("code", "closed", keep=False)], ["half", "open", "unknown"], id="unknown-is-not-closed"),
        pytest.param([Filter("code", "not assessed")], ["unknown"], id="unknown-alone"),
        pytest.param([Filter(NAME, "Half")], ["half"], id="a-name"),
        pytest.param([Filter(SCORE, "2.0")], ["closed", "half"], id="a-score"),
        pytest.param([Filter("code", "open"), Filter("code", "open", keep=False)], [], id="nothing"),
    ],
)
def test_filters_keep_or_drop_rows_with_a_value(filters: list[Filter], ids: list[str]) -> None:
    assert ids == _ids(Arrangement(filters=tuple(filters)))


def test_a_score_that_could_still_rise_is_another_value() -> None:
    assert ["2.0", "0.5+"] == [value_of(RANKED[0], SCORE), value_of(RANKED[3], SCORE)]


def test_clearing_drops_the_filters_first_and_then_the_order() -> None:
    arrangement = Arrangement().sorted_by("code").filtered(Filter("code", "open"))

    once = arrangement.cleared()

    assert (Arrangement().sorted_by("code"), Arrangement()) == (once, once.cleared())


def test_the_same_filter_counts_once() -> None:
    one = Filter("code", "open")

    assert (one,) == Arrangement().filtered(one).filtered(one).filters


def test_another_framework_takes_over_what_it_has_columns_for() -> None:
    arrangement = Arrangement().sorted_by("code").then_by("paper").filtered(Filter("paper", "open"))

    within = arrangement.filtered(Filter(SCORE, "1.0")).within(a_framework(criteria=("code",)))

    assert Arrangement((SortKey("code"),), (Filter(SCORE, "1.0"),)) == within


def test_what_is_done_to_the_rows_can_be_said_in_words() -> None:
    framework = a_framework()
    arrangement = Arrangement().sorted_by("code").then_by(NAME)

    assert "by Code ▼, name ▲" == sort_text(framework, arrangement, UNICODE)
    assert "by Code v, name ^" == sort_text(framework, arrangement, ASCII)
    assert "most open first" == sort_text(framework, Arrangement(), ASCII)
    assert "Weights is not closed" == filter_text(framework, Filter("weights", "closed", keep=False))


def test_versions_that_the_framework_does_not_name_are_distinguished() -> None:
    entry = an_entry("wizard", assessments=(an_assessment({}, of="7B"), an_assessment({}, of="13B", name="W-13")))

    assert {"Wizard (7B)", "Wizard (13B)"} == {value_of(each, NAME) for each in rank(a_catalog(entry), FRAMEWORK)}
