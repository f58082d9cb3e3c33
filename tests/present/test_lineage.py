"""A lineage drawn as a tree."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from factories import FRAMEWORK, a_catalog, an_entry
from families import family
from llmtui.model import Catalog
from llmtui.openness.lineage import LineageNode, Relation, lineage
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Role, line_width, plain
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.lineage import Tree, lineage_words, node_line, tree_lines, visible, widths

DASH = UNICODE.dash


def drawn(catalog: Catalog, entry_id: str, width: int = 200, tree: Tree | None = None) -> list[str]:
    """The text of a drawn tree."""
    tree = tree or Tree(catalog, "judges", UNICODE)
    entry = catalog.entries[entry_id]
    return [plain(line).rstrip() for line in tree_lines(tree, entry, lineage(catalog, entry), width)]


def test_the_tree_shows_strip_score_and_what_is_inherited_line_by_line() -> None:
    assert [
        "Lineage of Child  Judges",
        "Name             Acc          Score  Inherits",
        " ┌── Root        ○·●           1.0+  closed data (its own)",
        f"▌  Child         not judged       {DASH}  closed data from Root · restrictive licence (its own)",
        f" └── Grandchild  not judged       {DASH}  closed data from Root · licence from Child",
    ] == drawn(family(), "child")


def test_the_tree_can_be_drawn_in_ascii_alone() -> None:
    catalog = family()

    text = "\n".join(drawn(catalog, "child", tree=Tree(catalog, "judges", ASCII)))

    assert text.isascii()
    assert " ,-- Root" in text
    assert " `-- Grandchild" in text


def test_the_branches_join_what_hangs_on_the_same_line() -> None:
    branches = [line[:7].rstrip() for line in drawn(family(), "root")[2:]]

    assert ["▌  Root", " ├── Ch", " │ └──", " ├── Si", " └── Gr"] == branches


def test_a_line_judged_by_another_framework_names_it_and_shows_no_score() -> None:
    catalog = family(an_entry("other", base=("root",), grades={"llm_data": "open"}, framework="others"))

    line = next(line for line in drawn(catalog, "root") if "Other" in line)
    assert (True, False) == (" OTH " in line, "1.0" in line)


def test_a_name_that_the_catalogue_does_not_have_says_so_and_is_not_called_unjudged() -> None:
    line = next(line for line in drawn(family(), "grandchild") if "Some Name" in line)

    assert "not in the catalogue" in line
    assert "not judged" not in line


def test_the_entry_itself_stands_out_without_colour_too() -> None:
    catalog = family()
    tree = Tree(catalog, "judges", UNICODE)
    nodes = lineage(catalog, catalog.entries["child"])

    marked = [line for line in drawn(catalog, "child") if line.startswith(UNICODE.cursor)]

    assert 1 == len(marked)
    assert Cell("Child", Role.HEADING) in node_line(tree, nodes[1], widths(tree, nodes, 100))


@pytest.mark.parametrize("width", [10, 17, 20, 38, 60, 77, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    catalog = family(an_entry("long", name="A name as long as 百川百川百川 ever gets", base=("grandchild",)))
    tree = Tree(catalog, "judges", UNICODE, folds=True)
    nodes = lineage(catalog, catalog.entries["root"])

    columns = widths(tree, nodes, width)

    assert [] == [node for node in nodes if line_width(node_line(tree, node, columns)) > width]


def test_where_words_have_no_room_a_sign_says_that_something_is_inherited() -> None:
    catalog = family()
    lines = drawn(catalog, "child", 30)

    assert [False, True, True] == [UNICODE.notice in line for line in lines[2:]]
    assert not any("from" in line for line in lines)


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ((Relation.DERIVED, ("child",)), ["Root", "Child", "Sibling", "Grandchild"]),
        ((Relation.ITSELF, ()), ["Root"]),
        ((Relation.BASE, ("child",)), ["Root", "Child", "Grandchild", "Sibling", "Grandchild"]),
    ],
    ids=["a branch", "the entry", "a branch on the other side"],
)
def test_folding_hides_what_hangs_on_a_line(folded: tuple[Relation, tuple[str, ...]], expected: list[str]) -> None:
    catalog = family()

    shown = visible(lineage(catalog, catalog.entries["root"]), {folded})

    assert expected == [node.name for node in shown]


def test_folding_an_ancestor_hides_what_is_above_it() -> None:
    catalog = family()
    nodes = lineage(catalog, catalog.entries["grandchild"])

    shown = visible(nodes, {(Relation.BASE, ("child",))})

    assert [-1, -1, -1, 0] == [node.depth for node in shown]


def words_about(catalog: Catalog, entry_id: str, wanted: str) -> str:
    """What is said of the first line with this name."""
    root = catalog.entries[entry_id]
    node: LineageNode = next(each for each in lineage(catalog, root) if each.name == wanted)
    return "\n".join(
        plain(line) for line in lineage_words(Tree(catalog, "judges", UNICODE), root, node, Canvas(200, UNICODE))
    )


def test_the_line_in_words_names_each_ancestor_with_the_limit_it_passes_on() -> None:
    text = words_about(family(), "root", "Grandchild")

    assert "It derives from Root over 2 steps." in text
    assert "Inherits from Root: its base data is judged closed." in text
    assert "Inherits from Child: its licence (CC-BY-NC-4.0) restricts use." in text


def test_a_reproduction_is_said_to_inherit_nothing() -> None:
    text = words_about(family(an_entry("copy", reproduces=("root",))), "copy", "Root")

    assert "Copy re-implements it and inherits nothing." in text


def test_the_line_in_words_says_what_the_entry_passes_on_itself() -> None:
    text = words_about(family(an_entry("own", base=("root",), licence="LicenseRef-Llama-2")), "own", "Own")

    assert "Passes on to derivatives: its licence (Llama 2) restricts use." in text


CIRCLE = {f"e{number}": (f"e{(number or 500) - 1}",) for number in range(500)}
EVERYONE = {f"e{number}": tuple(f"e{other}" for other in range(100) if other != number) for number in range(100)}


@pytest.mark.parametrize(
    ("bases", "expected"),
    [pytest.param(CIRCLE, 504, id="circle"), pytest.param(EVERYONE, 10_002, id="everyone-from-everyone")],
)
def test_a_hostile_descent_is_drawn_in_time(bases: Mapping[str, tuple[str, ...]], expected: int) -> None:
    catalog = a_catalog(*(an_entry(each, base=base, licence="CC-BY-NC-4.0") for each, base in bases.items()))
    root = catalog.entries["e0"]
    nodes = lineage(catalog, root)

    start = time.process_time()
    lines = tree_lines(Tree(catalog, FRAMEWORK, UNICODE), root, nodes, 100)
    spent = time.process_time() - start

    assert (expected, True) == (len(lines), spent < 4)
