from __future__ import annotations

from factories import CATEGORIES, a_catalog, an_entry
from llmtui.model import Group


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


def test_nothing_derives_from_what_nobody_names() -> None:
    assert () == a_catalog(an_entry("x")).derived_from("x")


def test_a_base_prints_as_its_name_or_as_the_words_given() -> None:
    catalog = a_catalog(an_entry("llama", name="LLaMA"))

    assert ("LLaMA", "Some Model") == (catalog.base_name("llama"), catalog.base_name("Some Model"))


def test_categories_and_groups_are_found_by_id() -> None:
    category = a_catalog().category("base")

    assert CATEGORIES[0] == category
    assert Group("english", "English") == CATEGORIES[0].group("english")


def test_a_category_or_group_that_is_not_there_is_none() -> None:
    assert (None, None) == (a_catalog().category("x"), CATEGORIES[0].group("x"))
