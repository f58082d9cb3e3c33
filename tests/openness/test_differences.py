from __future__ import annotations

import pytest

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Grade, Kind, Link, Listing
from llmtui.openness.differences import ChangeKind, differences


def _found(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str]]:
    found = differences(a_catalog(an_entry(grades=before)), a_catalog(an_entry(grades=after)))
    return [(each.change.value, each.key, each.entry.id) for each in found]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("closed", "partial", ChangeKind.OPENED),
        ("closed", "open", ChangeKind.OPENED),
        ("partial", "open", ChangeKind.OPENED),
        ("open", "partial", ChangeKind.CLOSED),
        ("partial", "closed", ChangeKind.CLOSED),
        ("n/a", "open", ChangeKind.CHANGED),
        ("open", "n/a", ChangeKind.CHANGED),
        ("listed", "closed", ChangeKind.CHANGED),
    ],
)
def test_a_criterion_opens_or_closes_only_where_both_judged_it(before: str, after: str, change: ChangeKind) -> None:
    assert [(change.value, "weights", "x")] == _found({"weights": before}, {"weights": after})


@pytest.mark.parametrize(("before", "after"), [({}, {"weights": "open"}), ({"weights": "closed"}, {})])
def test_what_was_not_assessed_neither_opens_nor_closes(before: dict[str, str], after: dict[str, str]) -> None:
    assert [("changed", "weights", "x")] == _found(before, after)


def test_entries_of_one_catalogue_alone_are_new_or_gone() -> None:
    old, new = a_catalog(an_entry("stays"), an_entry("went")), a_catalog(an_entry("came"), an_entry("stays"))

    assert [(ChangeKind.NEW, "came"), (ChangeKind.GONE, "went")] == [
        (each.change, each.entry.id) for each in differences(old, new)
    ]


def test_a_catalogue_does_not_differ_from_itself() -> None:
    catalog = a_catalog(an_entry(grades={"weights": "open"}, maker="Acme"))

    assert () == differences(catalog, catalog)


def test_a_fact_is_reported_by_its_key_with_both_values() -> None:
    old, new = a_catalog(an_entry(licence="MIT")), a_catalog(an_entry(licence="Apache-2.0"))

    (found,) = differences(old, new)

    assert (ChangeKind.CHANGED, "license", "MIT", "Apache-2.0") == (found.change, found.key, found.old, found.new)


def test_the_newest_judgements_are_held_against_each_other() -> None:
    early = an_assessment({"weights": "closed"}, date="2023")
    late = an_assessment({"weights": "open"}, date="2024")
    old, new = a_catalog(an_entry(assessments=(early,))), a_catalog(an_entry(assessments=(early, late)))

    assert [(Grade.CLOSED, Grade.OPEN)] == [(each.old, each.new) for each in differences(old, new)]


def test_versions_are_judged_apart() -> None:
    small, large = an_assessment({"weights": "open"}, of="7B"), an_assessment({"weights": "closed"}, of="13B")
    old = a_catalog(an_entry(assessments=(small, large)))
    new = a_catalog(an_entry(assessments=(small, an_assessment({"weights": "open"}, of="13B"))))

    assert [(ChangeKind.OPENED, "13B")] == [(each.change, each.of) for each in differences(old, new)]


def test_a_criterion_that_only_the_older_catalogue_knows_is_found() -> None:
    narrower = a_framework(criteria=("code",))
    old = a_catalog(an_entry(grades={"weights": "open"}))
    new = a_catalog(an_entry(grades={}), frameworks=(narrower,))

    assert [("weights", FRAMEWORK)] == [(each.key, each.framework) for each in differences(old, new)]


FACTS: dict[str, tuple[dict[str, object], str, str]] = {
    "name": ({"name": "Y"}, "X", "Y"),
    "category": ({"category": "data"}, "base", "data"),
    "kind": ({"kind": Kind.TOOL}, "model", "tool"),
    "aliases": ({"aliases": ("A", "B")}, "", "A, B"),
    "license": ({"licence": "MIT"}, "", "MIT"),
    "licenses": ({"licences": (("7B", "MIT"),)}, "", "7B: MIT"),
    "works_with": ({"works_with": ("tool",)}, "", "tool"),
    "links": (
        {"links": (Link("repo", "https://a.org"), Link("paper", "https://b.org"))},
        "",
        "repo https://a.org, paper https://b.org",
    ),
    "listed_in": ({"listed_in": (Listing("Survey", "2", "", "x.yaml"),)}, "", "Survey / 2 / x.yaml"),
}


@pytest.mark.parametrize("key", FACTS)
def test_each_fact_that_changed_is_reported_once_with_both_values(key: str) -> None:
    fields, before, after = FACTS[key]
    (found,) = differences(a_catalog(an_entry()), a_catalog(an_entry(**fields)))  # type: ignore[arg-type]

    assert (ChangeKind.CHANGED, key, key.replace("_", " "), before, after, "") == (
        found.change,
        found.key,
        found.label,
        found.old,
        found.new,
        found.framework,
    )


def test_what_opened_comes_first_and_what_is_gone_last_each_in_the_order_of_the_newer_catalogue() -> None:
    old = a_catalog(
        an_entry("a", grades={"code": "open"}, maker="A"),
        an_entry("b", grades={"code": "closed"}),
        an_entry("c", grades={"code": "closed"}),
        an_entry("gone"),
    )
    new = a_catalog(
        an_entry("new"),
        an_entry("c", grades={"code": "open"}),
        an_entry("b", grades={"code": "open"}),
        an_entry("a", grades={"code": "closed"}, maker="B"),
    )

    assert [("opened", "c"), ("opened", "b"), ("closed", "a"), ("changed", "a"), ("new", "new"), ("gone", "gone")] == [
        (each.change.value, each.entry.id) for each in differences(old, new)
    ]


def test_a_difference_of_grades_names_criterion_label_and_judge() -> None:
    old, new = a_catalog(an_entry(grades={"code": "open"})), a_catalog(an_entry(grades={"code": "partial"}))
    (found,) = differences(old, new)

    assert ("code", "Code", Grade.OPEN, Grade.PARTIAL, FRAMEWORK, "") == (
        found.key,
        found.label,
        found.old,
        found.new,
        found.framework,
        found.of,
    )


def test_the_grades_of_a_framework_that_neither_catalogue_has_are_passed_over() -> None:
    old = a_catalog(an_entry(grades={"code": "open"}, framework="gone"))
    new = a_catalog(an_entry(grades={"code": "closed"}, framework="gone"))

    assert () == differences(old, new)
