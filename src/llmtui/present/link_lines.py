"""Finds the address that a line of text shows, although it may be broken over several lines."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.present.cells import Line, Role, cell_len
from llmtui.present.glyphs import Glyphs
from llmtui.text import is_web_link


def address_on(lines: Sequence[Line], index: int, glyphs: Glyphs) -> str:
    """The address that a line shows or continues; empty if it shows none."""
    texts = ["".join(cell.text for cell in line if cell.role is Role.LINK).strip() for line in lines]
    if index >= len(texts) or not texts[index]:
        return ""
    starts = [not text or text.startswith(glyphs.link) for text in texts] + [True]
    start = next((at for at in range(index, -1, -1) if starts[at]), 0)
    end = next(at for at in range(index + 1, len(starts)) if starts[at])
    address = "".join(texts[start:end]).removeprefix(glyphs.link).strip()
    return address if is_web_link(address) else ""


def is_link_sign(line: Line, x: int, glyphs: Glyphs) -> bool:
    """Whether the sign for a link is at a terminal cell of a line, or beside it: one cell is hard to hit."""
    start = 0
    for cell in line:
        end = start + cell_len(cell.text)
        if cell.role is Role.LINK and cell.text.strip() == glyphs.link and start <= x < end:
            return True
        start = end
    return False
