"""Where an entry comes from, what came of it, and the limits that are handed down."""

from __future__ import annotations

import pytest

from factories import a_catalog, a_framework, an_entry
from llmtui.model import Catalog, Entry
from llmtui.present.cells import Cell, Role, line_width, plain
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.lineage import (
    Limit,
    Node,
    Relation,
    Restriction,
    ancestors,
    in_short,
    inherited_limits,
    lineage,
    own_limits,
)
from llmtui.present.lineage_lines import Tree, in_words, node_line, tree_lines, visible, widths

DASH = UNICODE.dash
JUDGES = a_framework("judges", ["data", "license", "weights"], short="JUD")
OTHERS = a_framework("others", {"llm_data": "data"}, short="OTH")


def family(*further: Entry) -> Catalog:
    """A root with closed data, a child under a licence that limits use, a grandchild of both and of a mere name."""
    return a_catalog(
        an_entry("root", grades={"data": "closed", "weights": "open"}, framework="judges"),
        an_entry("child", base=("root",), licence="CC-BY-NC-4.0"),
        an_entry("sibling", base=("root",), licence="MIT"),
        an_entry("grandchild", base=("root", "child", "Some Name")),
        *further,
        frameworks=(JUDGES, OTHERS),
    )


def outline(catalog: Catalog, entry_id: str) -> list[tuple[int, str]]:
    """Depth and name of each line."""
    return [(node.depth, node.name) for node in lineage(catalog, catalog.entries[entry_id])]


def test_what_an_entry_derives_from_stands_above_it_up_to_the_roots_in_the_order_of_its_file() -> None:
    assert [(-1, "Root"), (-2, "Root"), (-1, "Child"), (-1, "Some Name"), (0, "Grandchild")] == outline(
        family(), "grandchild"
    )


def test_what_derives_from_an_entry_stands_below_it_on_all_levels() -> None:
    assert [(0, "Root"), (1, "Child"), (2, "Grandchild"), (1, "Sibling"), (1, "Grandchild")] == outline(
        family(), "root"
    )


def test_a_base_that_is_a_mere_name_has_a_line_without_an_entry() -> None:
    catalog = family()
    named = [node for node in lineage(catalog, catalog.entries["grandchild"]) if node.name == "Some Name"]

    assert [None] == [node.entry for node in named]


def test_what_hangs_in_two_places_is_followed_in_one_and_marked_in_the_other() -> None:
    catalog = family(an_entry("leaf", base=("grandchild",)))

    nodes = lineage(catalog, catalog.entries["root"])

    assert [False, True] == [node.repeated for node in nodes if node.name == "Grandchild"]
    assert 1 == sum(node.name == "Leaf" for node in nodes)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([an_entry("a", base=("a",))], [(-1, "A"), (0, "A"), (1, "A")]),
        (
            [an_entry("a", base=("b",)), an_entry("b", base=("a",))],
            [(-2, "A"), (-1, "B"), (0, "A"), (1, "B"), (2, "A")],
        ),
        ([an_entry("a", base=("b", "b")), an_entry("b")], [(-1, "B"), (0, "A")]),
    ],
    ids=["its own base", "a circle of two", "the same base twice"],
)
def test_circles_and_doubles_in_the_data_end(entries: list[Entry], expected: list[tuple[int, str]]) -> None:
    assert expected == outline(a_catalog(*entries), "a")


def test_a_line_of_a_thousand_generations_is_followed_to_its_end() -> None:
    chain = [an_entry(f"e{number}", base=(f"e{number - 1}",) if number else ()) for number in range(1000)]

    assert 1000 == len(outline(a_catalog(*chain), "e500"))


def test_what_is_built_again_stands_apart_both_ways_and_hands_nothing_down() -> None:
    catalog = family(an_entry("copy", reproduces=("root", "A Name")))
    root, copy = catalog.entries["root"], catalog.entries["copy"]

    assert (Relation.REIMPLEMENTED, copy) == (lineage(catalog, root)[-1].relation, lineage(catalog, root)[-1].entry)
    assert [
        (Relation.ITSELF, "Copy"),
        (Relation.REIMPLEMENTS, "Root"),
        (Relation.REIMPLEMENTS, "A Name"),
    ] == [(node.relation, node.name) for node in lineage(catalog, copy)]
    assert () == inherited_limits(catalog, copy, "judges")


def test_ancestors_come_nearest_first_each_once_and_never_the_entry_itself() -> None:
    catalog = family(an_entry("leaf", base=("grandchild", "leaf")))

    assert ["grandchild", "root", "child"] == [each.id for each in ancestors(catalog, catalog.entries["leaf"])]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"grades": {"data": "closed"}}, [Restriction.DATA]),
        ({"grades": {"data": "partial", "weights": "closed"}}, []),
        ({"grades": {"weights": "closed"}}, []),
        ({"grades": {"license": "closed"}}, [Restriction.LICENCE]),
        ({"licence": "LicenseRef-Llama-2"}, [Restriction.LICENCE]),
        ({"licence": "CC-BY-NC-SA-4.0"}, [Restriction.LICENCE]),
        ({"licence": "CC-BY-ND-4.0"}, [Restriction.LICENCE]),
        ({"licence": "Apache-2.0"}, []),
        ({"licence": ""}, []),
        ({"licence": "LicenseRef-X", "grades": {"license": "closed"}}, [Restriction.LICENCE]),
    ],
    ids=[
        "closed data",
        "partial data and closed weights",
        "data not assessed",
        "licence judged closed",
        "a licence of its own",
        "not commercial",
        "no changes",
        "open licence",
        "no licence known",
        "told once",
    ],
)
def test_an_entry_hands_down_closed_data_and_a_licence_that_limits_use(
    fields: dict[str, object], expected: list[Restriction]
) -> None:
    entry = an_entry("x", framework="judges", **fields)  # type: ignore[arg-type] # a table of its arguments
    catalog = a_catalog(entry, frameworks=(JUDGES,))

    assert expected == [limit.kind for limit in own_limits(catalog, entry, "judges")]


def test_the_chosen_framework_speaks_first_and_another_one_where_it_is_silent() -> None:
    entry = an_entry("x", grades={"llm_data": "closed"}, framework="others")
    catalog = a_catalog(entry, frameworks=(JUDGES, OTHERS))

    assert [Restriction.DATA] == [limit.kind for limit in own_limits(catalog, entry, "judges")]


def test_limits_are_inherited_over_every_base_also_those_outside_the_line_that_is_drawn() -> None:
    catalog = family()

    limits = inherited_limits(catalog, catalog.entries["grandchild"], "judges")

    assert [(Restriction.DATA, "Root"), (Restriction.LICENCE, "Child")] == [
        (each.kind, each.by.name) for each in limits
    ]


def test_an_entry_does_not_inherit_its_own_limits() -> None:
    catalog = family()

    assert [Restriction.DATA] == [each.kind for each in inherited_limits(catalog, catalog.entries["child"], "judges")]


def test_limits_in_short_name_the_ancestors_of_each_kind() -> None:
    one, two = an_entry("one"), an_entry("two")
    limits = [
        Limit(Restriction.LICENCE, one, ""),
        Limit(Restriction.DATA, two, ""),
        Limit(Restriction.LICENCE, two, ""),
    ]

    assert ("closed data from Two", "licence from One, Two") == in_short(limits)


def drawn(catalog: Catalog, entry_id: str, width: int = 200, tree: Tree | None = None) -> list[str]:
    """The text of a drawn tree."""
    tree = tree or Tree(catalog, "judges", UNICODE)
    entry = catalog.entries[entry_id]
    return [plain(line).rstrip() for line in tree_lines(tree, entry, lineage(catalog, entry), width)]


def test_the_tree_shows_strip_score_and_what_is_inherited_line_by_line() -> None:
    assert [
        "Lineage of Child  Judges",
        "Name             Acc        Score  Inherits",
        " ┌── Root        ○·●         1.0+  own closed data",
        f"▌  Child         not judged     {DASH}  closed data from Root · own licence",
        f" └── Grandchild  not judged     {DASH}  closed data from Root · licence from Child",
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


def test_a_score_by_another_framework_names_it() -> None:
    catalog = family(an_entry("other", base=("root",), grades={"llm_data": "open"}, framework="others"))

    assert "1.0 OTH" in next(line for line in drawn(catalog, "root") if "Other" in line)


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


def test_folding_an_ancestor_hides_what_stands_above_it() -> None:
    catalog = family()
    nodes = lineage(catalog, catalog.entries["grandchild"])

    shown = visible(nodes, {(Relation.BASE, ("child",))})

    assert [-1, -1, -1, 0] == [node.depth for node in shown]


def words_about(catalog: Catalog, entry_id: str, wanted: str) -> str:
    """What is said of the first line with this name."""
    root = catalog.entries[entry_id]
    node: Node = next(each for each in lineage(catalog, root) if each.name == wanted)
    return "\n".join(plain(line) for line in in_words(Tree(catalog, "judges", UNICODE), root, node, 200))


def test_the_line_in_words_names_each_ancestor_with_what_it_hands_down() -> None:
    text = words_about(family(), "root", "Grandchild")

    assert "It derives from Root over 2 steps." in text
    assert "Inherits from Root: its base data is judged closed." in text
    assert "Inherits from Child: its licence CC-BY-NC-4.0 limits use." in text


def test_what_is_built_again_is_said_to_hand_nothing_down() -> None:
    text = words_about(family(an_entry("copy", reproduces=("root",))), "copy", "Root")

    assert "Copy re-implements it: nothing is handed down." in text
