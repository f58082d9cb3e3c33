from __future__ import annotations

import pytest

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.frameworks import rank
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Entry, Rule

OPENING_UP = "opening-up-chatgpt"


def _names(catalog: Catalog, framework: str = FRAMEWORK) -> list[str]:
    return [ranked.name for ranked in rank(catalog, framework)]


def test_the_highest_score_comes_first_and_equal_ones_by_name() -> None:
    some = {"code": "open"}
    catalog = a_catalog(
        an_entry("low", grades={"code": "partial"}),
        an_entry("zeta", grades=some),
        an_entry("alpha", grades=some),
        an_entry("high", grades={"code": "open", "weights": "partial"}),
    )

    assert ["High", "Alpha", "Zeta", "Low"] == _names(catalog)


def test_names_compare_by_code_point_as_the_site_sorts_them() -> None:
    names = ("minChatGPT", "Vicuna", "NeuralChat", "dolly")
    catalog = a_catalog(*(an_entry(name.lower(), name=name, grades={"code": "open"}) for name in names))

    assert ["NeuralChat", "Vicuna", "dolly", "minChatGPT"] == _names(catalog)


def test_equal_scores_order_by_what_the_framework_calls_them() -> None:
    named = an_entry("a", name="Aardvark", assessments=(an_assessment({"code": "open"}, name="Zebra"),))

    assert ["Middle", "Zebra"] == _names(a_catalog(named, an_entry("middle", grades={"code": "open"})))


def test_places_count_what_comes_before() -> None:
    entries = (an_entry(each, grades={"code": "open"}) for each in "abc")

    assert [1, 2, 3] == [ranked.place for ranked in rank(a_catalog(*entries), FRAMEWORK)]


def test_an_entry_judged_in_two_versions_occurs_twice_each_named() -> None:
    versions = (an_assessment({"code": "open"}, of="7B"), an_assessment({"code": "partial"}, of="13B"))

    ranked = rank(a_catalog(an_entry("wizard", assessments=versions)), FRAMEWORK)

    assert ["Wizard (7B)", "Wizard (13B)"] == [each.title for each in ranked]


def test_of_two_judgements_of_one_subject_the_newest_counts() -> None:
    judged = (an_assessment({"code": "closed"}, date="2023"), an_assessment({"code": "open"}, date="2024"))

    ranked = rank(a_catalog(an_entry(assessments=judged)), FRAMEWORK)

    assert [("2024", 1.0)] == [(each.assessment.date, each.rating.score) for each in ranked]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(an_entry("other"), id="not-judged"),
        pytest.param(an_entry("other", grades={"code": "open"}, framework="another"), id="judged-by-another"),
    ],
)
def test_what_the_framework_did_not_judge_is_not_ranked(entry: Entry) -> None:
    catalog = a_catalog(entry, an_entry("own", grades={"code": "closed"}))

    assert ["Own"] == _names(catalog)


def test_only_the_entries_given_are_ranked() -> None:
    first, second = an_entry("first", grades={"code": "open"}), an_entry("second", grades={"code": "closed"})

    ranked = rank(a_catalog(first, second), FRAMEWORK, [second])

    assert [("second", 1)] == [(each.entry.id, each.place) for each in ranked]


def test_shares_are_ranked_as_shares_of_what_applies() -> None:
    shares = a_framework(rule=Rule.SHARE)
    catalog = a_catalog(
        an_entry("half", grades={"code": "open", "weights": "partial", "license": "closed"}),
        an_entry("all-that-applies", grades={"code": "open", "weights": "n/a", "license": "n/a"}),
        frameworks=[shares],
    )

    assert ["All That Applies", "Half"] == _names(catalog)


def test_all_that_the_site_ranks_is_ranked_and_the_record_it_leaves_out(bundled: Loaded) -> None:
    ranked = rank(bundled.catalog, OPENING_UP)

    left_out = [each.rating.score for each in ranked if each.entry.id == "text-generation-webui"]
    assert (47, [5.0]) == (len(ranked), left_out)
