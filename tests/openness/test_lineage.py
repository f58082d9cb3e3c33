"""What an entry derives from, what derives from it, and the limits that are inherited."""

from __future__ import annotations

import pytest

from factories import a_catalog, an_entry, with_licences
from families import JUDGES, LICENCES, OTHERS, family
from llmtui.model import Catalog, Entry, Kind
from llmtui.openness.lineage import (
    Limit,
    LineageLimits,
    Relation,
    Restriction,
    limits_in_short,
    lineage,
)


def outline(catalog: Catalog, entry_id: str) -> list[tuple[int, str]]:
    """Depth and name of each line."""
    return [(node.depth, node.name) for node in lineage(catalog, catalog.entries[entry_id])]


def test_what_an_entry_derives_from_is_above_it_up_to_the_roots_in_the_order_of_its_file() -> None:
    assert [(-1, "Root"), (-2, "Root"), (-1, "Child"), (-1, "Some Name"), (0, "Grandchild")] == outline(
        family(), "grandchild"
    )


def test_what_derives_from_an_entry_is_below_it_on_all_levels() -> None:
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
            [(-2, "A"), (-1, "B"), (0, "A"), (1, "B")],
        ),
        ([an_entry("a", base=("b", "b")), an_entry("b")], [(-1, "B"), (0, "A")]),
    ],
    ids=["its own base", "a circle of two", "the same base twice"],
)
def test_circles_and_doubles_in_the_data_end(entries: list[Entry], expected: list[tuple[int, str]]) -> None:
    assert expected == outline(a_catalog(*entries), "a")


def test_a_circle_of_thousands_is_drawn_once() -> None:
    circle = [an_entry(f"e{number}", base=(f"e{(number or 1500) - 1}",)) for number in range(1500)]

    lines = outline(a_catalog(*circle), "e700")

    assert (1502, 1500) == (len(lines), len({name for _depth, name in lines}))


def test_a_line_of_a_thousand_generations_is_followed_to_its_end() -> None:
    chain = [an_entry(f"e{number}", base=(f"e{number - 1}",) if number else ()) for number in range(1000)]

    assert 1000 == len(outline(a_catalog(*chain), "e500"))


def test_what_is_built_again_is_apart_both_ways_and_passes_nothing_on() -> None:
    catalog = family(an_entry("copy", reproduces=("root", "A Name")))
    root, copy = catalog.entries["root"], catalog.entries["copy"]

    assert (Relation.REIMPLEMENTED, copy) == (lineage(catalog, root)[-1].relation, lineage(catalog, root)[-1].entry)
    assert [
        (Relation.ITSELF, "Copy"),
        (Relation.REIMPLEMENTS, "Root"),
        (Relation.REIMPLEMENTS, "A Name"),
    ] == [(node.relation, node.name) for node in lineage(catalog, copy)]
    assert () == LineageLimits(catalog, "judges").inherited(copy)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"grades": {"data": "closed"}}, [Restriction.DATA]),
        ({"grades": {"data": "partial", "weights": "closed"}}, []),
        ({"grades": {"weights": "closed"}}, []),
        ({"grades": {"license": "closed"}}, [Restriction.LICENCE]),
        ({"licence": "LicenseRef-Llama-2"}, [Restriction.LICENCE]),
        ({"licence": "CC-BY-NC-4.0"}, [Restriction.LICENCE]),
        ({"licence": "CC-BY-ND-4.0"}, [Restriction.LICENCE]),
        ({"licence": "Apache-2.0"}, []),
        ({"licence": ""}, []),
        ({"licence": "LicenseRef-Not-Read"}, []),
        ({"licence": "LicenseRef-Without-File"}, []),
        ({"licence": "MIT OR CC-BY-NC-4.0"}, []),
        ({"licence": "MIT AND CC-BY-NC-4.0"}, [Restriction.LICENCE]),
        ({"licences": (("7B", "MIT"), ("70B", "LicenseRef-Llama-2"))}, [Restriction.LICENCE]),
        ({"licence": "LicenseRef-Llama-2", "grades": {"license": "closed"}}, [Restriction.LICENCE]),
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
        "a licence that was not read",
        "a licence without a file",
        "a choice of which one is free",
        "two at once",
        "one size",
        "counted once",
    ],
)
def test_an_entry_passes_on_closed_data_and_a_licence_that_restricts_use(
    fields: dict[str, object], expected: list[Restriction]
) -> None:
    entry = an_entry("x", framework="judges", **fields)  # type: ignore[arg-type] # a table of its arguments
    catalog = with_licences(a_catalog(entry, frameworks=(JUDGES,)), *LICENCES)

    assert expected == [limit.kind for limit in LineageLimits(catalog, "judges").own(entry)]


def test_another_framework_answers_if_the_chosen_one_did_not_assess_the_data() -> None:
    entry = an_entry("x", grades={"llm_data": "closed"}, framework="others")
    catalog = a_catalog(entry, frameworks=(JUDGES, OTHERS))

    assert [Restriction.DATA] == [limit.kind for limit in LineageLimits(catalog, "judges").own(entry)]


def test_an_entry_does_not_inherit_its_own_limits() -> None:
    catalog = family()

    assert [Restriction.DATA] == [
        each.kind for each in LineageLimits(catalog, "judges").inherited(catalog.entries["child"])
    ]


def test_a_licence_is_not_inherited_if_the_same_maker_licensed_its_work_anew() -> None:
    catalog = with_licences(
        a_catalog(
            an_entry("old", maker="Acme", licence="CC-BY-NC-4.0"),
            an_entry("new", maker="Acme", licence="MIT", base=("old",)),
            an_entry("tune", maker="Bolt", licence="MIT", base=("new",)),
            an_entry("other", maker="Bolt", licence="MIT", base=("old",)),
        ),
        *LICENCES,
    )
    limited = {each.id: [limit.by.id for limit in LineageLimits(catalog, "judges").inherited(each)] for each in catalog}

    assert {"old": [], "new": [], "tune": [], "other": ["old"]} == limited


def test_a_tool_inherits_nothing() -> None:
    catalog = family(an_entry("tool", kind=Kind.TOOL, base=("child", "root")))

    assert () == LineageLimits(catalog, "judges").inherited(catalog.entries["tool"])


def test_limits_in_short_name_the_ancestors_of_each_kind() -> None:
    one, two = an_entry("one"), an_entry("two")
    limits = [
        Limit(Restriction.LICENCE, one, ""),
        Limit(Restriction.DATA, two, ""),
        Limit(Restriction.LICENCE, two, ""),
    ]

    assert ("closed data from Two", "licence from One, Two") == limits_in_short(limits)


def test_limits_are_inherited_over_every_base_also_those_outside_the_line_that_is_drawn() -> None:
    catalog = family()

    limits = LineageLimits(catalog, "judges").inherited(catalog.entries["grandchild"])

    assert [(Restriction.DATA, "Root"), (Restriction.LICENCE, "Child")] == [
        (each.kind, each.by.name) for each in limits
    ]
