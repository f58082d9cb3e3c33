from __future__ import annotations

import pytest

from factories import a_catalog, an_entry
from llmtui.model import Place
from llmtui.present.cells import Role, line_width, plain
from llmtui.present.glyphs import ASCII
from llmtui.present.sidebar import Node, node_line, nodes
from llmtui.search import Searcher, View

CATALOG = a_catalog(
    an_entry("one", group="chinese"), an_entry("two"), an_entry("three", category="data", also_in=("base",))
)
COUNTS = Searcher(CATALOG).run(View()).counts


def test_every_category_is_under_all_in_the_order_of_the_catalogue() -> None:
    found = [(node.label, node.count) for node in nodes(CATALOG, COUNTS, frozenset())]

    assert [("All", 3), ("Base models", 3), ("Instruction-tuned", 0), ("Data", 1)] == found


def test_an_unfolded_category_shows_its_groups() -> None:
    found = [(node.label, node.count, node.depth) for node in nodes(CATALOG, COUNTS, {"base"})]

    assert [("Chinese and bilingual", 1, 1), ("English", 0, 1)] == found[2:4]


def test_only_a_category_with_groups_can_be_unfolded() -> None:
    folds = {node.label: node.unfolded for node in nodes(CATALOG, COUNTS, {"base", "data"})}

    assert {"Base models": True, "Data": None, "All": None} == {
        name: folds[name] for name in ("Base models", "Data", "All")
    }


def test_a_group_leads_to_its_own_place() -> None:
    assert Place("base", "chinese") in {node.place for node in nodes(CATALOG, COUNTS, {"base"})}


@pytest.mark.parametrize(
    ("node", "text"),
    [
        pytest.param(Node(Place(), "All", 12), "  All          12 ", id="nothing-to-unfold"),
        pytest.param(Node(Place("base"), "Base", 3, 0, False), "+ Base          3 ", id="folded"),
        pytest.param(Node(Place("base"), "Base", 3, 0, True), "- Base          3 ", id="unfolded"),
        pytest.param(Node(Place("base", "en"), "English", 3, 1), "    English     3 ", id="group"),
        pytest.param(Node(Place(), "A very long label", 345), "  A very lon~ 345 ", id="label-cut-never-the-count"),
    ],
)
def test_a_line_of_the_tree(node: Node, text: str) -> None:
    line = node_line(node, 18, ASCII)

    assert text == plain(line)
    assert 18 == line_width(line)


def test_a_place_where_nothing_is_left_steps_back() -> None:
    assert Role.MUTED is node_line(Node(Place("data"), "Data", 0), 18, ASCII)[1].role
