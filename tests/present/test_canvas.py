"""What a canvas makes of lines that do not fit."""

from __future__ import annotations

import pytest

from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Role, line_width, plain
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs


@pytest.mark.parametrize(("glyphs", "expected"), [(UNICODE, "an ent…"), (ASCII, "an ent~")], ids=["unicode", "ascii"])
def test_a_line_that_is_too_long_is_cut_with_a_sign_of_the_canvas(glyphs: Glyphs, expected: str) -> None:
    line = Canvas(7, glyphs).cut([Cell("an "), Cell("entry of the list")])

    assert expected == plain(line)


def test_a_paragraph_is_wrapped_in_one_role() -> None:
    lines = Canvas(10, UNICODE).paragraph("as open as it says", Role.MUTED)

    assert [(Cell("as open as", Role.MUTED),), (Cell("it says", Role.MUTED),)] == lines


def test_a_long_address_is_shown_whole() -> None:
    lines = Canvas(12, UNICODE).link("https://example.org/evidence")

    assert f"{UNICODE.link} https://example.org/evidence" == "".join(map(plain, lines))
    assert max(map(line_width, lines)) <= 12
