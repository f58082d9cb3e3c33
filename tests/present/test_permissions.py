"""The answers to *May I use it?* in words."""

from __future__ import annotations

import pytest

from factories import a_catalog, a_licence, an_entry, with_licences
from llmtui.model import Catalog, Entry, Kind
from llmtui.model.licence import Condition, Permission
from llmtui.permissions import answer, answers
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Role, cell_len, plain
from llmtui.present.detail import Page, detail
from llmtui.present.detail.permissions import permission_lines
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.permissions import NO_ADVICE, answer_lines, clause, sentence

LICENCES = (
    a_licence("MIT", name="MIT License"),
    a_licence("LicenseRef-Users", "conditions conditions conditions no", name="Users License"),
    a_licence("LicenseRef-Not-Read", "unknown unknown unknown unknown", read=""),
    a_licence("LicenseRef-Silent", "yes yes yes unknown"),
)


def a_family(*entries: Entry) -> Catalog:
    return with_licences(a_catalog(*entries), *LICENCES)


def answer_sentence(catalog: Catalog, permission: Permission = Permission.COMMERCIAL) -> str:
    """The sentence about the first entry."""
    entry = next(iter(catalog))
    return sentence(catalog, entry, answer(catalog, entry, permission))


def section(catalog: Catalog, width: int = 400) -> list[str]:
    entry = next(iter(catalog))
    lines = permission_lines(Page(catalog, "", width, UNICODE), entry)
    return [plain(line.cells) for line in lines if line.cells]


def test_four_answers_are_side_by_side_and_differ_in_words_and_role() -> None:
    catalog = a_family(an_entry("x", licence="LicenseRef-Users"))
    known = answers(catalog, catalog.entries["x"])
    lines = answer_lines(known, Canvas(100, ASCII))

    assert [
        "commercially: conditions | change it: conditions | pass it on: conditions",
        "train others with its outputs: no",
    ] == [plain(line) for line in lines]
    assert {Role.PARTIAL, Role.CLOSED} <= {cell.role for line in lines for cell in line}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("2(a)(1)", "Clause 2(a)(1): Text."),
        ("1.a, 7.b", "Clauses 1.a, 7.b: Text."),
        ("II.1, II.2", "Clauses II.1, II.2: Text."),
        ("5, Attachment A", "Clause 5, Attachment A: Text."),
        ("last paragraph", "Last paragraph: Text."),
        ("Notices", "Notices: Text."),
        ("License", "License: Text."),
        ("", "Text."),
    ],
)
def test_a_condition_begins_with_its_place_in_the_licence(place: str, expected: str) -> None:
    assert expected == clause(Condition("users", (), "Text.", place))


def test_a_sentence_names_licence_condition_clause_and_the_entry_it_comes_from() -> None:
    text = answer_sentence(
        a_family(
            an_entry("tune", licence="MIT", base=("middle",)),
            an_entry("middle", licence="MIT", base=("root",)),
            an_entry("root", licence="LicenseRef-Users"),
        )
    )

    assert (
        "Commercial use of Tune is allowed on conditions. Root, which Tune derives from by way of Middle, is licensed "
        "under Users License (LicenseRef-Users). Clause 2: The users condition of LicenseRef-Users. " + NO_ADVICE
    ) == text


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (an_entry("x"), "is not known to be allowed. No licence is known for X."),
        (an_entry("x", licence="MIT"), "is allowed. X is licensed under MIT License (MIT), which sets no limit"),
        (an_entry("x", licence="LicenseRef-None"), "is licensed under None, whose terms the catalogue does not know."),
        (an_entry("x", licence="LicenseRef-Not-Read"), "whose text has not been read."),
        (an_entry("x", licence="MIT", base=("Old 7B",)), "Old 7B, which X derives from, is not in the catalogue"),
        (an_entry("x", licences=(("7B", "LicenseRef-Users"),)), "X, in the size 7B, is licensed under Users License"),
    ],
    ids=["no licence", "allowed", "no file", "not read", "a base that is not listed", "one size"],
)
def test_a_sentence_gives_the_reason(entry: Entry, expected: str) -> None:
    assert expected in answer_sentence(a_family(entry))


def test_a_text_that_does_not_say_is_not_called_unread() -> None:
    text = answer_sentence(a_family(an_entry("x", licence="LicenseRef-Silent")), Permission.OUTPUTS)

    assert "which does not say whether this is allowed." in text


def test_a_condition_is_listed_once_with_all_that_it_limits() -> None:
    lines = section(a_family(an_entry("x", licence="LicenseRef-Users")))

    about = "(commercially, change it, pass it on, train others with its outputs)"

    assert [f"· Clause 2: The users condition of LicenseRef-Users. {about}"] == [
        line for line in lines if "Clause 2" in line
    ]


def test_what_allows_everything_is_said_if_nothing_is_limited() -> None:
    assert "X is licensed under MIT License (MIT), which sets no limit on who uses it or for what." in section(
        a_family(an_entry("x", licence="MIT"))
    )


def test_the_section_says_that_it_is_not_legal_advice() -> None:
    assert NO_ADVICE == section(a_family(an_entry("x")))[-1]


def test_a_method_without_a_licence_is_not_asked_about() -> None:
    assert [] == section(a_family(an_entry("x", kind=Kind.METHOD)))


@pytest.mark.parametrize("width", [20, 40, 100])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    catalog = a_family(an_entry("x", licence="LicenseRef-Users"))

    assert all(cell_len(line) <= width for line in section(catalog, width))


def test_the_details_of_an_entry_have_the_section() -> None:
    catalog = a_family(an_entry("x", licence="MIT"))
    lines = detail(Page(catalog, "", 100, UNICODE), catalog.entries["x"])

    assert "May I use it?" in [plain(line.cells) for line in lines]
