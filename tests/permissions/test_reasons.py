"""Which reasons an answer names, in which order, and in which words."""

from __future__ import annotations

import pytest

from factories import a_catalog, a_licence, an_entry, with_licences
from llmtui.model import Entry
from llmtui.model.licence import Allowance, Condition, Permission
from llmtui.permissions import Reason, answer, licensing_bases, reason_text, restricting_bases, worst

USERS = Condition("users", (Permission.COMMERCIAL,), "Fewer than 700 million users.", "2")
DISPLAY = Condition("display", (Permission.COMMERCIAL,), "Show the name.")
LICENCES = (
    a_licence("MIT"),
    a_licence("LicenseRef-NC", "no yes yes yes", kind="noncommercial"),
    a_licence("LicenseRef-Users", "conditions yes yes no"),
)


def _reasons(*entries: Entry, permission: Permission = Permission.COMMERCIAL) -> list[Reason]:
    """The reasons of the answer for the first of the entries."""
    return list(answer(with_licences(a_catalog(*entries), *LICENCES), entries[0], permission).reasons)


def test_without_any_reason_the_answer_is_unknown() -> None:
    found = worst(Permission.OUTPUTS, ())

    assert (Allowance.UNKNOWN, ()) == (found.allowance, found.reasons)


def test_only_the_worst_reasons_decide_and_each_is_named_once() -> None:
    no, yes = Reason(Allowance.NO, "a", "A", "X"), Reason(Allowance.YES, "b", "B", "MIT")
    other = Reason(Allowance.NO, "c", "C", "Y")

    assert (no, other) == worst(Permission.COMMERCIAL, [yes, no, other, no, yes]).reasons


def test_its_own_licence_comes_first_then_those_of_its_bases_nearest_first() -> None:
    entries = (
        an_entry("x", licence="LicenseRef-NC", base=("far", "near")),
        an_entry("far", licence="MIT", base=("farther",)),
        an_entry("near", licence="LicenseRef-NC"),
        an_entry("farther", licence="LicenseRef-NC"),
    )

    assert ["x", "near", "farther"] == [each.entry_id for each in _reasons(*entries)]


def test_a_base_reached_by_two_ways_counts_once() -> None:
    entries = (
        an_entry("x", licence="MIT", base=("left", "right")),
        an_entry("left", licence="MIT", base=("top",)),
        an_entry("right", licence="MIT", base=("top",)),
        an_entry("top", licence="LicenseRef-NC"),
    )
    catalog = a_catalog(*entries)

    assert ["left", "right", "top"] == [name for name, _base in licensing_bases(catalog, entries[0])]


def test_a_base_that_one_heir_may_license_anew_still_counts_for_another_heir() -> None:
    entries = (
        an_entry("x", licence="MIT", maker="A", base=("top", "middle")),
        an_entry("middle", licence="MIT", maker="B", base=("top",)),
        an_entry("top", licence="LicenseRef-NC", maker="A"),
    )

    assert ["top"] == [each.entry_id for each in _reasons(*entries)]


def test_a_circle_of_bases_that_are_all_licensed_anew_ends() -> None:
    entries = (
        an_entry("x", licence="MIT", maker="A", base=("y",)),
        an_entry("y", licence="MIT", maker="A", base=("z",)),
        an_entry("z", licence="MIT", maker="A", base=("y", "x", "root")),
        an_entry("root", licence="LicenseRef-NC", maker="B"),
    )

    assert ["root"] == [name for name, _base in licensing_bases(a_catalog(*entries), entries[0])]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param(("7B",), [("MIT", "7B")], id="the free size"),
        pytest.param(("7b",), [("MIT", "7B")], id="in another case"),
        pytest.param(("70B",), [("LicenseRef-NC", "70B")], id="the restricted size"),
        pytest.param(("7B", "70B"), [("LicenseRef-NC", "70B")], id="both sizes"),
        pytest.param(("13B",), [("", "")], id="a size that the base does not have"),
        pytest.param((), [("", "")], id="no size is known"),
    ],
)
def test_of_a_base_with_licences_by_size_those_of_shared_sizes_count(
    sizes: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    base = an_entry("base", sizes=("7B", "70B"), licences=(("7B", "MIT"), ("70B", "LicenseRef-NC")))
    found = _reasons(an_entry("x", licence="MIT", sizes=sizes, base=("base",)), base)

    assert expected == [(each.licence, each.size) for each in found if each.entry_id == "base"]
    assert (expected == [("", "")]) is found[0].ambiguous


def test_a_size_without_a_licence_of_its_own_has_the_general_one() -> None:
    base = an_entry("base", sizes=("7B", "70B"), licence="LicenseRef-NC", licences=(("70B", "MIT"),))

    small = _reasons(an_entry("x", licence="MIT", sizes=("7B",), base=("base",)), base)
    large = _reasons(an_entry("x", licence="MIT", sizes=("70B",), base=("base",)), base)

    assert (["LicenseRef-NC"], ["MIT", "MIT"]) == ([each.licence for each in small], [each.licence for each in large])


def test_sizes_under_licences_that_agree_leave_no_doubt() -> None:
    base = an_entry("base", sizes=("7B", "70B"), licences=(("7B", "LicenseRef-NC"), ("70B", "LicenseRef-NC")))

    assert [False, False] == [each.ambiguous for each in _reasons(an_entry("x", licence="MIT", base=("base",)), base)]


def test_the_restricting_bases_are_those_that_limit_any_use_nearest_first() -> None:
    entries = (
        an_entry("x", licence="MIT", base=("users", "free", "unread", "gone")),
        an_entry("users", licence="LicenseRef-Users", base=("nc",)),
        an_entry("free", licence="MIT"),
        an_entry("unread", licence="LicenseRef-Other"),
        an_entry("nc", licence="LicenseRef-NC"),
    )
    catalog = with_licences(a_catalog(*entries), *LICENCES)

    assert ["users", "nc"] == [each.id for each in restricting_bases(catalog, entries[0])]
    assert () == restricting_bases(catalog, entries[2])


def test_a_base_whose_maker_licensed_the_work_anew_restricts_nothing() -> None:
    heir = an_entry("x", licence="MIT", maker="A", base=("nc",))
    catalog = with_licences(a_catalog(heir, an_entry("nc", licence="LicenseRef-NC", maker="A")), *LICENCES)

    assert () == restricting_bases(catalog, heir)


WORDS = {
    "MIT of X": Reason(Allowance.YES, "x", "X", "MIT"),
    "MIT of X 7B": Reason(Allowance.YES, "x", "X", "MIT", "7B"),
    "LicenseRef-Other of X is not known": Reason(Allowance.UNKNOWN, "x", "X", "LicenseRef-Other"),
    "Llama of X: users (2), display": Reason(Allowance.CONDITIONS, "x", "X", "Llama", conditions=(USERS, DISPLAY)),
    "Llama of X: users (2)": Reason(Allowance.NO, "x", "X", "Llama", conditions=(USERS, USERS)),
    "no licence is known for X": Reason(Allowance.UNKNOWN, "x", "X"),
    "no licence is known for X 7B": Reason(Allowance.UNKNOWN, "x", "X", size="7B"),
    "X is not in the catalogue": Reason(Allowance.UNKNOWN, "X", "X", missing=True),
    "the licences of the sizes of X differ": Reason(Allowance.UNKNOWN, "x", "X", ambiguous=True),
    "the entry does not list the release X 7B": Reason(Allowance.UNKNOWN, "x", "X", size="7B", other_release=True),
    "its card says MIT, but not what it is made from": Reason(Allowance.UNKNOWN, "x", "X", "MIT", undeclared=True),
}


@pytest.mark.parametrize("expected", WORDS)
def test_a_reason_says_in_plain_words_whose_licence_it_is_and_what_it_asks(expected: str) -> None:
    assert expected == reason_text(WORDS[expected])
