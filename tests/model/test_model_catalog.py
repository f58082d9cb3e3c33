from __future__ import annotations

import pytest
from msgspec.structs import replace

from factories import CATEGORIES, FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Group
from llmtui.model.catalog import relate


def test_entries_keep_their_order_and_are_found_by_id() -> None:
    catalog = a_catalog(an_entry("b"), an_entry("a"))

    assert (["b", "a"], 2, "a") == ([entry.id for entry in catalog], len(catalog), catalog.entries["a"].id)


def test_an_id_that_nothing_has_finds_nothing() -> None:
    assert None is a_catalog().get("x")


def test_what_derives_from_an_entry_is_found() -> None:
    catalog = a_catalog(
        an_entry("llama"), an_entry("b", base=("llama",)), an_entry("c", base=("gpt", "llama")), an_entry("d")
    )

    assert ["b", "c"] == [entry.id for entry in catalog.derived_from("llama")]


def test_nothing_derives_from_an_entry_that_no_other_names() -> None:
    assert () == a_catalog(an_entry("x")).derived_from("x")


def test_a_base_prints_as_its_name_or_as_the_words_given() -> None:
    catalog = a_catalog(an_entry("llama", name="LLaMA"))

    assert ("LLaMA", "Some Model") == (catalog.base_name("llama"), catalog.base_name("Some Model"))


def test_categories_and_groups_are_found_by_id() -> None:
    category = a_catalog().category("base")

    assert CATEGORIES[0] == category
    assert Group("english", "English") == CATEGORIES[0].group("english")


def test_a_missing_category_or_group_gives_none() -> None:
    assert (None, None) == (a_catalog().category("x"), CATEGORIES[0].group("x"))


def test_what_builds_an_entry_again_is_found_and_does_not_derive_from_it() -> None:
    catalog = a_catalog(an_entry("llama"), an_entry("open-llama", reproduces=("llama",)), an_entry("d"))

    assert (["open-llama"], []) == (
        [entry.id for entry in catalog.reproductions_of("llama")],
        [entry.id for entry in catalog.derived_from("llama")],
    )


def test_what_derives_from_a_name_in_words_is_found_by_the_words() -> None:
    assert ["x"] == [entry.id for entry in a_catalog(an_entry("x", base=("Some 7B",))).derived_from("Some 7B")]


def test_what_is_above_comes_nearest_first_each_once_and_may_be_a_name_in_words() -> None:
    catalog = a_catalog(
        an_entry("a", base=("b", "Some 7B")), an_entry("b", base=("c",)), an_entry("c", base=("b", "a"))
    )

    assert [("b", "b"), ("Some 7B", None), ("c", "c"), ("a", "a")] == [
        (name, entry and entry.id) for name, entry in catalog.above(("b", "Some 7B", "b"))
    ]


def test_ancestors_are_known_entries_and_never_the_entry_itself() -> None:
    catalog = a_catalog(
        an_entry("a", base=("b", "Some 7B")), an_entry("b", base=("c",)), an_entry("c", base=("b", "a"))
    )

    assert ["b", "c"] == [each.id for each in catalog.ancestors(catalog.entries["a"])]


def test_each_framework_counts_an_entry_once_however_often_it_judged_it() -> None:
    twice = (an_assessment({"code": "open"}, of="7B"), an_assessment({"code": "open"}, of="13B"))
    catalog = a_catalog(an_entry("a", assessments=twice), an_entry("b", grades={"code": "open"}), an_entry("c"))

    assert ({FRAMEWORK: 2}, (FRAMEWORK,)) == (dict(catalog.relations.judged), catalog.entries["a"].judges)


def test_relations_that_are_known_are_not_worked_out_again() -> None:
    known = relate([an_entry("x", base=("llama",))])

    assert known is replace(a_catalog(an_entry("y")), known_relations=known).relations


def test_all_judges_are_offered_first_if_there_is_any_framework() -> None:
    catalog = a_catalog(frameworks=[a_framework("one"), a_framework("two")])

    assert ["all", "one", "two"] == list(catalog.judges)
    assert {} == a_catalog(frameworks=[]).judges


@pytest.mark.parametrize(("judge", "name"), [("all", "All judges"), (FRAMEWORK, FRAMEWORK.title()), ("x", None)])
def test_a_judge_is_found_by_id(judge: str, name: str | None) -> None:
    found = a_catalog().judge(judge)

    assert name == (found.name if found else None)
