from __future__ import annotations

from collections.abc import Sequence

import pytest

from factories import FRAMEWORK, a_catalog, an_entry
from llmtui.model import Entry
from llmtui.present.canvas import Canvas
from llmtui.present.chosen_columns import COLUMNS, Printing, columns_table, columns_values
from llmtui.present.glyphs import UNICODE
from llmtui.search import Hit

LONG = an_entry("long", name="A name of some twenty cells", maker="A maker whose name is longer than that of the entry")


def _texts(entry: Entry, names: Sequence[str], width: int) -> list[str]:
    printing = Printing(a_catalog(entry), FRAMEWORK, Canvas(width, UNICODE))
    return ["".join(cell.text for cell in line).rstrip() for line in columns_table(printing, [Hit(entry)], names)]


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (100, f"long  {LONG.name}  {LONG.maker}"),
        (60, "long  A name of some twenty cells  A maker whose name is lo…"),
        (40, "long  A name of some twen…  A maker who…"),
    ],
    ids=["wide", "medium", "narrow"],
)
def test_the_name_gives_way_last(width: int, row: str) -> None:
    heading, shown = _texts(LONG, ("id", "name", "maker"), width)

    assert (["id", "name", "maker"], row) == (heading.split(), shown)


def test_every_column_has_a_text() -> None:
    entry = an_entry("x", grades={"code": "open"}, sizes=("7B", "70B"), licence="MIT", languages=("en",))

    (row,) = columns_values(Printing(a_catalog(entry), FRAMEWORK, Canvas(80, UNICODE)), [Hit(entry)], tuple(COLUMNS))
    values = dict(zip(COLUMNS, row, strict=True))

    shown = [values[key] for key in ("size", "license", "languages", "category")]
    assert [f"7B{UNICODE.dash}70B", "MIT", "en", "base"] == shown
