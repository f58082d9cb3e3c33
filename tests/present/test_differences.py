from __future__ import annotations

import pytest

from factories import FRAMEWORK, a_catalog, an_entry
from llmtui.openness.differences import differences
from llmtui.present.canvas import Canvas
from llmtui.present.cells import line_width, plain
from llmtui.present.differences import difference_lines
from llmtui.present.glyphs import ASCII, UNICODE


def test_each_change_has_its_heading_with_a_count() -> None:
    old = a_catalog(an_entry("x", grades={"weights": "open", "code": "closed"}), an_entry("y"))
    new = a_catalog(an_entry("x", grades={"weights": "closed", "code": "open"}), an_entry("z"))

    lines = [plain(line) for line in difference_lines(differences(old, new), Canvas(100, UNICODE))]

    assert ["Opened (1)", "Closed (1)", "New (1)", "Gone (1)"] == [
        line for line in lines if line and not line.startswith(" ")
    ]
    assert ["X", "Code", "○", "closed", "→", "●", "open", FRAMEWORK] == lines[1].split()


@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    old = a_catalog(an_entry("x", name="百川智能" * 9, summary="long " * 50, grades={"weights": "open"}))
    new = a_catalog(an_entry("x", name="Name " * 9, summary="short", grades={"weights": "closed"}))

    lines = difference_lines(differences(old, new), Canvas(width, ASCII))

    assert [] == [plain(line) for line in lines if line_width(line) > width]
