from __future__ import annotations

import pytest

from llmtui.present.cells import Cell, Line, Role, pieces
from llmtui.present.glyphs import UNICODE
from llmtui.present.link_lines import address_on, is_link_sign

ONE, TWO = "https://example.org/" + "one/" * 10, "https://example.org/two"
LINES: tuple[Line, ...] = (
    (Cell("● open"), Cell(" ↗", Role.LINK)),
    *((Cell(part, Role.LINK),) for part in pieces(f"↗ {ONE}", 30)),
    (Cell("1 A  "), Cell("● open  "), Cell(f"↗ {TWO}", Role.LINK)),
    (Cell("A note."),),
)


@pytest.mark.parametrize(
    ("index", "address"), [(0, ""), (1, ONE), (2, ONE), (3, ONE), (4, TWO), (5, ""), (6, "")], ids=str
)
def test_each_line_of_a_broken_address_leads_to_all_of_it(index: int, address: str) -> None:
    assert address == address_on(LINES, index, UNICODE)


def test_only_a_web_address_leads_somewhere() -> None:
    assert "" == address_on([(Cell("↗ javascript:alert(1)", Role.LINK),)], 0, UNICODE)


def test_the_sign_for_evidence_and_the_blanks_beside_it_act() -> None:
    line: Line = (Cell(" ● open  Code"), Cell(" ↗ ", Role.LINK))

    assert [False, True, True, True, False] == [is_link_sign(line, x, UNICODE) for x in range(12, 17)]
