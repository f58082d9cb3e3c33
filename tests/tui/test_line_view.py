from __future__ import annotations

from collections import Counter

from textual.screen import Screen

from llmtui.present.cells import Cell, Line
from llmtui.tui.widgets.lines import LineView
from tui.over_browser import ScreenApp
from tui.pressing import settle
from tui.screen_text import text

LINES = 3


class Counted(LineView):
    """Counts how often each line is worked out."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[int] = Counter()

    def line_count(self) -> int:
        return LINES

    def line_at(self, index: int, width: int) -> Line:
        self.asked[index] += 1
        return (Cell(f"{index} of {width}"),)


async def test_a_line_is_worked_out_once_for_each_width() -> None:
    app, view = ScreenApp(), Counted()
    async with app.run_test(size=(40, 12)) as pilot:
        await app.push_screen(Screen[None]())
        await app.screen.mount(view)
        await settle(pilot)
        text(app)
        assert dict.fromkeys(range(LINES), 1) == view.asked

        await pilot.resize_terminal(40, 10)
        await settle(pilot)
        text(app)
        assert dict.fromkeys(range(LINES), 1) == view.asked

        await pilot.resize_terminal(30, 10)
        await settle(pilot)
        text(app)
        assert dict.fromkeys(range(LINES), 2) == view.asked
