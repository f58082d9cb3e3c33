"""Reads the screen of a running app as the user would: the text on it, and where it is."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from textual.app import App
from textual.geometry import Region


def lines(app: App[None]) -> list[str]:
    """The text of each row of the screen."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def text(app: App[None]) -> str:
    """The text of the whole screen."""
    return "\n".join(lines(app))


def text_of(app: App[None], selector: str) -> str:
    """The text where a widget stands, whatever is drawn there."""
    return "\n".join(cut(line, app.screen.query_one(selector).region) for line in _rows(app, selector))


def _rows(app: App[None], selector: str) -> list[str]:
    region = app.screen.query_one(selector).region
    return lines(app)[region.y : region.bottom]


def cut(line: str, region: Region) -> str:
    """The part of a row within the columns of a region, in terminal cells."""
    kept, column = "", 0
    for letter in line:
        if region.x <= column < region.right:
            kept += letter
        column += cell_len(letter)
    return kept


def place_of(app: App[None], wanted: str, within: str = "Screen") -> tuple[int, int]:
    """The column and row where a text first stands on screen, or in the widget of a selector."""
    region = app.screen.query_one(within).region if within != "Screen" else app.screen.region
    for row, line in enumerate(lines(app)):
        start = line.find(wanted)
        while start >= 0:
            column = cell_len(line[:start])
            if region.contains(column, row):
                return column, row
            start = line.find(wanted, start + 1)
    raise AssertionError(f"{wanted!r} is not on screen:\n{text(app)}")


def style_at(app: App[None], wanted: str, within: str = "Screen") -> Style:
    """The style in which a text is drawn."""
    column, row = place_of(app, wanted, within)
    for segment in app.screen._compositor.render_strips()[row]:
        if column < segment.cell_length:
            return segment.style or Style()
        column -= segment.cell_length
    raise AssertionError(f"{wanted!r} has no style")
