from __future__ import annotations

import pytest

from factories import an_entry
from llmtui.model import Kind, Link


def test_the_categories_begin_with_its_own() -> None:
    assert ("data", "base") == an_entry(category="data", also_in=("base",)).categories


def test_the_names_begin_with_the_name() -> None:
    assert ("BLOOMZ", "xmtf") == an_entry(name="BLOOMZ", aliases=("xmtf",)).called


@pytest.mark.parametrize(
    ("kind", "group", "withheld"),
    [
        (Kind.MODEL, "proprietary", True),
        (Kind.MODEL, "unreleased", True),
        (Kind.MODEL, "english", False),
        (Kind.MODEL, "", False),
        (Kind.TOOL, "proprietary", False),
    ],
)
def test_only_models_of_some_groups_are_withheld(kind: Kind, group: str, *, withheld: bool) -> None:
    assert withheld is an_entry(kind=kind, group=group).withheld


def test_a_link_is_found_by_the_first_role_that_has_one() -> None:
    entry = an_entry(links=(Link("repo", "https://r.example"), Link("weights", "https://w.example")))

    assert ("https://w.example", "https://r.example") == (entry.link("weights", "repo"), entry.link("paper", "repo"))


def test_a_role_without_a_link_has_no_address() -> None:
    assert "" == an_entry().link("weights")


def test_an_entry_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        an_entry().name = "Other"  # type: ignore[misc]
