from __future__ import annotations

import pytest

from factories import a_catalog, an_entry
from llmtui.model import Catalog
from llmtui.openness.differences import differences
from llmtui.present.canvas import Canvas
from llmtui.present.cells import line_width, plain
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.update_report import MOST_LISTED_FACTS, summary_words, update_lines


def _many(maker: str, number: int) -> Catalog:
    return a_catalog(*(an_entry(f"x{each}", maker=maker) for each in range(number)))


def _printed(old: Catalog, new: Catalog, *, verbose: bool = False) -> list[str]:
    return [plain(line) for line in update_lines(differences(old, new), Canvas(100, UNICODE), verbose=verbose)]


def test_the_sums_come_first() -> None:
    old = a_catalog(an_entry("x", grades={"weights": "open", "code": "closed"}), an_entry("y"))
    new = a_catalog(an_entry("x", maker="New", grades={"weights": "closed", "code": "open"}), an_entry("z"))

    assert "1 grade opened, 1 closed, 1 fact, 1 new entry, 1 entry gone" == _printed(old, new)[0]


def test_without_a_changed_grade_the_summary_says_so() -> None:
    assert "no grade changed, 2 facts" == summary_words(differences(_many("Old", 2), _many("New", 2)))


def test_a_grade_that_only_one_has_is_not_a_fact() -> None:
    old, new = a_catalog(an_entry("x", grades={"weights": "open"})), a_catalog(an_entry("x", grades={"code": "open"}))

    assert "2 grades added or removed" == summary_words(differences(old, new))


def test_many_facts_are_counted_by_key() -> None:
    printed = _printed(_many("Old", MOST_LISTED_FACTS + 1), _many("New", MOST_LISTED_FACTS + 1))

    assert ["Facts (21; --verbose lists them)", "  maker  21 entries"] == printed[-2:]
    assert 4 == len(printed)


@pytest.mark.parametrize(("number", "verbose"), [(MOST_LISTED_FACTS, False), (MOST_LISTED_FACTS + 1, True)])
def test_few_facts_are_printed_one_by_one_and_all_on_demand(number: int, verbose: bool) -> None:
    printed = _printed(_many("Old", number), _many("New", number), verbose=verbose)

    assert number == len([line for line in printed if "Old" in line and "New" in line])


def test_nothing_changed_prints_nothing() -> None:
    assert [] == _printed(_many("Old", 3), _many("Old", 3))


@pytest.mark.parametrize("width", [20, 40])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = update_lines(differences(_many("Old", 30), _many("New", 30)), Canvas(width, ASCII), verbose=False)

    assert [] == [plain(line) for line in lines if line_width(line) > width]
