"""How the answers of several licences join, as tables that a resolver could check by eye."""

from __future__ import annotations

import pytest

from factories import a_licence
from llmtui.model.licence import Licence, Permission
from llmtui.permissions import is_free, is_osi_approved, judge_expression, restricts_use

ANSWERS = ("no", "unknown", "conditions", "yes")
LICENCES: dict[str, Licence] = {
    f"LicenseRef-{answer}": a_licence(f"LicenseRef-{answer}", " ".join([answer] * 4)) for answer in ANSWERS
}

BOTH_HOLD = """
    no no no no
    no unknown unknown unknown
    no unknown conditions conditions
    no unknown conditions yes
"""
ONE_IS_CHOSEN = """
    no unknown conditions yes
    unknown unknown conditions yes
    conditions conditions conditions yes
    yes yes yes yes
"""


def _cells(table: str) -> list[tuple[str, str, str]]:
    """Each cell of a table with the heads of its row and of its column."""
    return [
        (head, column, cell)
        for head, row in zip(ANSWERS, table.strip().splitlines(), strict=True)
        for column, cell in zip(ANSWERS, row.split(), strict=True)
    ]


def _commercial(expression: str, licences: dict[str, Licence] = LICENCES) -> str:
    return judge_expression(expression, Permission.COMMERCIAL, licences).allowance.value


def _deciding(expression: str) -> list[str]:
    judged = judge_expression(expression, Permission.COMMERCIAL, LICENCES)
    return [each.licence_id.removeprefix("LicenseRef-") for each in judged.clauses]


@pytest.mark.parametrize(("one", "other", "expected"), _cells(BOTH_HOLD))
def test_of_two_licences_that_both_hold_the_worse_answer_counts(one: str, other: str, expected: str) -> None:
    assert expected == _commercial(f"LicenseRef-{one} AND LicenseRef-{other}")


@pytest.mark.parametrize(("one", "other", "expected"), _cells(ONE_IS_CHOSEN))
def test_of_two_licences_to_choose_from_the_better_answer_counts(one: str, other: str, expected: str) -> None:
    assert expected == _commercial(f"LicenseRef-{one} OR LicenseRef-{other}")


@pytest.mark.parametrize(
    ("answer", "known_exception", "other_exception"),
    [
        ("no", "no", "no"),
        ("unknown", "unknown", "unknown"),
        ("conditions", "conditions", "unknown"),
        ("yes", "yes", "unknown"),
    ],
)
def test_only_an_exception_that_spdx_lists_is_known_to_add_permissions_alone(
    answer: str, known_exception: str, other_exception: str
) -> None:
    assert known_exception == _commercial(f"LicenseRef-{answer} WITH LLVM-exception")
    assert other_exception == _commercial(f"LicenseRef-{answer} WITH LicenseRef-Commons-Clause")


@pytest.mark.parametrize(
    ("expression", "deciding"),
    [
        ("LicenseRef-yes AND LicenseRef-no", ["no"]),
        ("LicenseRef-yes OR LicenseRef-no", ["yes"]),
        ("LicenseRef-no AND LicenseRef-yes AND LicenseRef-Other", ["no"]),
        ("LicenseRef-unknown AND LicenseRef-yes AND LicenseRef-Other", ["unknown", "Other"]),
        ("LicenseRef-conditions OR (LicenseRef-conditions AND LicenseRef-yes)", ["conditions"]),
        ("LicenseRef-yes AND", ["yes AND"]),
        ("LicenseRef-yes AND AND", ["yes AND AND"]),
        ("LicenseRef-yes OR or", ["yes OR or"]),
        ("LicenseRef-no AND LicenseRef-yes OR LicenseRef-conditions", ["conditions"]),
        ("LicenseRef-conditions OR LicenseRef-yes AND LicenseRef-no", ["conditions"]),
        ("", []),
    ],
)
def test_an_answer_names_every_licence_that_decides_it_once(expression: str, deciding: list[str]) -> None:
    assert deciding == _deciding(expression)


FREE = {
    "free": a_licence("LicenseRef-free", free=True),
    "not": a_licence("LicenseRef-not", free=False),
    "open": a_licence("LicenseRef-open"),
}
FREEDOMS = {
    "not AND not": False,
    "not AND open": False,
    "not AND free": False,
    "open AND open": None,
    "open AND free": None,
    "free AND free": True,
    "free AND not OR not": False,
    "free OR not AND not": True,
    "not OR not": False,
    "not OR open": None,
    "not OR free": True,
    "open OR open": None,
    "open OR free": True,
    "free OR free": True,
    "free WITH LicenseRef-Commons-Clause": None,
    "free WITH Classpath-exception-2.0": True,
    "not WITH Classpath-exception-2.0": False,
}


@pytest.mark.parametrize("written", FREEDOMS)
def test_freedom_follows_from_the_licences_and_is_not_guessed(written: str) -> None:
    words = (f"LicenseRef-{word}" if word in FREE else word for word in written.split())

    assert FREEDOMS[written] is is_free(" ".join(words), {each.id: each for each in FREE.values()})


@pytest.mark.parametrize(
    ("expression", "approved"),
    [
        ("MIT", True),
        ("Apache-2.0 AND MIT", True),
        ("Apache-2.0 AND CC-BY-4.0", False),
        ("Apache-2.0 OR CC-BY-NC-4.0", True),
        ("CC0-1.0", False),
        ("GPL-3.0-only WITH Classpath-exception-2.0", True),
        ("MIT WITH LicenseRef-Commons-Clause", False),
        ("LicenseRef-MIT", False),
        ("mit license", False),
        ("", False),
    ],
)
def test_only_what_the_osi_approves_is_said_to_be_approved(expression: str, *, approved: bool) -> None:
    assert approved is is_osi_approved(expression)


@pytest.mark.parametrize(
    ("expression", "restricts"),
    [
        ("LicenseRef-yes", False),
        ("LicenseRef-unknown", False),
        ("LicenseRef-conditions", True),
        ("LicenseRef-no", True),
        ("LicenseRef-no OR LicenseRef-yes", False),
        ("LicenseRef-no AND LicenseRef-yes", True),
        ("LicenseRef-Not-Read", False),
        ("", False),
    ],
)
def test_a_licence_restricts_use_only_if_its_text_says_so(expression: str, *, restricts: bool) -> None:
    assert restricts is restricts_use(expression, LICENCES)


@pytest.mark.parametrize("permission", range(4))
def test_one_limited_permission_is_enough_to_restrict_use(permission: int) -> None:
    words = ["yes"] * 4
    words[permission] = "conditions"

    assert restricts_use("LicenseRef-x", {"LicenseRef-x": a_licence("LicenseRef-x", " ".join(words))})
