"""By which framework entries are compared, and how two of them differ."""

from __future__ import annotations

import pytest

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Assessment, Basis, Catalog, Entry
from llmtui.openness.comparing import Side, choose_framework, contrast, judged_by, leaders, side_of

BIG = a_framework("big", ("code", "weights", "data"))
SMALL = a_framework("small", ("code",))
NEXT = a_framework("next", ("code", "weights", "data"), continues="big")
DECLARED = a_framework("declared", ("code", "weights", "data", "paper"), basis=Basis.DECLARED)
FULL = {"code": "open", "weights": "partial", "data": "closed"}
CLOSED = dict.fromkeys(FULL, "closed")


def _entries(*judges: str) -> list[Entry]:
    """Entries judged by the frameworks that each word names, joined by plus signs."""
    return [
        an_entry(f"e{number}", assessments=tuple(an_assessment(FULL, each) for each in word.split("+") if each))
        for number, word in enumerate(judges)
    ]


def _catalog(entries: list[Entry]) -> Catalog:
    return a_catalog(*entries, frameworks=[BIG, SMALL, NEXT, DECLARED])


@pytest.mark.parametrize(
    ("judges", "chosen", "forced", "used"),
    [
        pytest.param(("big", "big"), "big", False, "big", id="the chosen one judged all"),
        pytest.param(("small+big", "small+big"), "small", False, "small", id="it stays, though another says more"),
        pytest.param(("big", "small"), "big", False, "all", id="no single one judged both, together they say more"),
        pytest.param(("small", "small+big"), "big", False, "small", id="another judged more of them"),
        pytest.param(("small", "small+big"), "big", True, "big", id="the user insists"),
        pytest.param(("big", "big"), "all", False, "big", id="one judge alone instead of all"),
        pytest.param(("declared", "declared"), "all", False, "all", id="declared grades stand for no judge"),
        pytest.param(("declared", "declared"), "declared", False, "declared", id="declared grades if chosen"),
        pytest.param(("", ""), "big", False, "big", id="none judged any"),
        pytest.param(("big", "big"), "gone", False, "big", id="an unknown choice is the first framework"),
    ],
)
def test_a_comparison_is_by_the_chosen_framework_or_by_the_one_that_says_most(
    judges: tuple[str, ...], chosen: str, used: str, *, forced: bool
) -> None:
    entries = _entries(*judges)
    choice = choose_framework(_catalog(entries), entries, chosen, forced=forced)

    assert used == (choice.framework.id if choice.framework else None)


@pytest.mark.parametrize(
    ("judges", "chosen", "forced", "missing", "unjudged", "overruled"),
    [
        pytest.param(("big", "big"), "big", False, [], [], False, id="complete"),
        pytest.param(("big", "small+big"), "small", False, ["e0"], [], False, id="another one judged all"),
        pytest.param(("big", "small+big"), "small", True, ["e0"], ["e0"], True, id="insisted against that"),
        pytest.param(("big", ""), "big", True, ["e1"], ["e1"], False, id="insisted where none judged all"),
        pytest.param(("", ""), "big", False, ["e0", "e1"], ["e0", "e1"], False, id="none"),
    ],
)
def test_a_choice_says_which_entries_are_not_judged(
    judges: tuple[str, ...], chosen: str, missing: list[str], unjudged: list[str], *, forced: bool, overruled: bool
) -> None:
    entries = _entries(*judges)
    choice = choose_framework(_catalog(entries), entries, chosen, forced=forced)

    assert (missing, unjudged, overruled) == (
        [each.id for each in choice.missing],
        [each.id for each in choice.unjudged],
        choice.overruled,
    )
    assert (not unjudged) is choice.complete


@pytest.mark.parametrize(
    ("judges", "chosen", "alternative"),
    [
        pytest.param(("big+small", "big+small"), "small", ("big", 2, 3), id="one that says more"),
        pytest.param(("big+small", "big+small"), "big", ("small", 2, 1), id="one that says less of as many"),
        pytest.param(("big+small", "big"), "big", None, id="one that judged a single one"),
        pytest.param(("big+next", "big+next"), "next", None, id="one of the same line that says as much"),
        pytest.param(("", ""), "big", None, id="none"),
    ],
)
def test_another_framework_is_offered_if_it_judged_at_least_two(
    judges: tuple[str, ...], chosen: str, alternative: tuple[str, int, int] | None
) -> None:
    entries = _entries(*judges)
    found = choose_framework(_catalog(entries), entries, chosen, forced=True).alternative

    assert alternative == (found and (found.framework.id, found.judged, found.shared))


def test_without_a_framework_nothing_is_chosen() -> None:
    choice = choose_framework(a_catalog(frameworks=[]), [an_entry()], "big")

    assert (None, None, None) == (choice.framework, choice.chosen, choice.alternative)


def _side(grades: dict[str, str] | None, entry_id: str = "x") -> Side:
    return Side(an_entry(entry_id), an_assessment(grades, "big") if grades is not None else None)


@pytest.mark.parametrize(
    ("one", "other", "more", "less", "shared"),
    [
        pytest.param({"code": "open"}, {"code": "closed"}, ["code"], [], 1, id="more open"),
        pytest.param({"code": "partial"}, {"code": "open"}, [], ["code"], 1, id="less open"),
        pytest.param(FULL, FULL, [], [], 3, id="alike"),
        pytest.param({"code": "open"}, {"weights": "closed"}, [], [], 0, id="nothing shared"),
        pytest.param({"code": "open"}, {"code": "n/a"}, [], [], 0, id="does not apply to one"),
        pytest.param({"code": "open"}, {"code": "unknown"}, [], [], 0, id="not assessed for one"),
        pytest.param(FULL, None, [], [], 0, id="one was not judged"),
        pytest.param(
            {"code": "open", "weights": "closed", "data": "open"}, FULL, ["data"], ["weights"], 3, id="both ways"
        ),
    ],
)
def test_two_entries_differ_only_on_what_was_judged_for_both(
    one: dict[str, str], other: dict[str, str] | None, more: list[str], less: list[str], shared: int
) -> None:
    found = contrast(BIG, _side(one), _side(other))
    back = contrast(BIG, _side(other), _side(one))

    assert (more, less, shared) == ([each.id for each in found.more], [each.id for each in found.less], found.shared)
    assert back == found.turned()


@pytest.mark.parametrize(
    ("sides", "leading", "contending"),
    [
        ([{"code": "open"}, FULL, {"code": "closed"}], ["e1"], ["e0", "e2"]),
        ([{"code": "open"}, {"weights": "open"}, {"code": "partial"}], ["e0", "e1"], ["e2"]),
        ([{"code": "open"}, CLOSED], ["e0"], []),
        ([None, {"code": "closed"}], ["e1"], []),
        ([None, None], [], []),
    ],
)
def test_those_with_the_highest_known_score_lead_and_others_could_score_higher(
    sides: list[dict[str, str] | None], leading: list[str], contending: list[str]
) -> None:
    best, others = leaders(BIG, [_side(each, f"e{number}") for number, each in enumerate(sides)])

    assert leading == [each.entry.id for each in best]
    assert contending == [each.entry.id for each in others]


@pytest.mark.parametrize(
    ("framework", "date"), [("big", "2025"), ("small", "2023"), ("next", None)], ids=["newest", "other", "none"]
)
def test_a_side_is_judged_by_the_newest_assessment_of_that_framework_alone(framework: str, date: str | None) -> None:
    assessments: tuple[Assessment, ...] = (
        an_assessment(FULL, "small", "2023"),
        an_assessment({}, "big", "2024"),
        an_assessment(FULL, "big", "2025"),
    )
    entry = an_entry(assessments=assessments)
    catalog = _catalog([entry])
    found = judged_by(catalog, entry, catalog.frameworks[framework])

    assert date == (found.date if found else None)
    assert None is side_of(catalog, entry, None).assessment
