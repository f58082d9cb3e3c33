from __future__ import annotations

import pytest
from rich.cells import cell_len

from factories import a_catalog, a_framework, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Entry
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Role, line_width, plain
from llmtui.present.entry_table import entry_table
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.search import Hit

FRAMEWORKS = (a_framework(), a_framework("other", {"params": "weights"}, short="OTH"))
JUDGED = an_entry("judged-one", name="Judged", maker="Maker", grades={"code": "open", "weights": "closed"})
FOREIGN = an_entry("foreign", name="Foreign", maker="Other", grades={"params": "open"}, framework="other")
UNJUDGED = an_entry("unjudged", name="百川大模型", maker="百川", category="instruction")


def _table(*entries: Entry, width: int = 100) -> list[str]:
    catalog = a_catalog(*entries, frameworks=FRAMEWORKS)
    return [
        plain(line).rstrip()
        for line in entry_table(catalog, [Hit(each) for each in entries], "test-points", Canvas(width, ASCII))
    ]


def test_a_row_an_entry_under_a_heading() -> None:
    assert [
        "id           name        maker  category     word          openness      score by",
        "judged-one  !Judged      Maker  base         closed        Ox.            1.0+ TEST 24",
        "foreign     !Foreign     Other  base         unclear       .O.                 OTH 24",
        "unjudged     百川大模型  百川   instruction  unclear       not judged        -",
    ] == _table(JUDGED, FOREIGN, UNJUDGED)


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_every_column_begins_at_the_same_place_in_every_row(width: int) -> None:
    heading, *rows = _table(JUDGED, FOREIGN, UNJUDGED, width=width)

    for word in ("base", "base", "instruction"):
        row = rows.pop(0)
        assert heading.index("category") == cell_len(row[: row.index(f"  {word}") + 2])


def test_a_long_name_is_cut_with_a_sign_where_room_is_short_and_never_otherwise() -> None:
    entry = an_entry("long", name="A name " * 12, maker="A maker " * 9)

    narrow, wide = _table(entry, width=80)[1], _table(entry, width=10_000)[1]

    assert "A name A name A name~" in narrow
    assert ("A name " * 12).strip() in wide
    assert cell_len(narrow) <= 80


@pytest.mark.parametrize("width", [80, 90, 100, 120])
def test_a_list_of_the_bundled_catalogue_fits_the_terminal(bundled: Loaded, width: int) -> None:
    hits = [Hit(each) for each in bundled.catalog]

    lines = entry_table(bundled.catalog, hits, "all", Canvas(width, UNICODE))

    assert width >= max(line_width(line) for line in lines)


def test_a_name_is_whole_before_there_are_columns_for_the_category_and_the_judge() -> None:
    names = ("OLMo 7B Instruct", "Bilingual GPT NeoX 4B")
    heading, *rows = _table(*(an_entry(name.lower().replace(" ", "-"), name=name) for name in names), width=72)

    assert ["id", "name", "openness", "score"] == heading.split()
    assert list(names) == [name for name, row in zip(names, rows, strict=True) if name in row]


def test_one_very_long_id_leaves_names_their_room_in_a_terminal_and_is_whole_in_a_wide_one() -> None:
    entries = (an_entry("olmo", name="OLMo 7B Instruct"), an_entry("long-id" * 6, name="Long"))

    narrow, wide = (_table(*entries, width=width) for width in (80, 200))

    assert "OLMo 7B Instruct" in narrow[1]
    assert narrow[2].startswith("long-idlong-idlong-idlong-id")
    assert "long-id" * 6 not in narrow[2]
    assert "long-id" * 6 in wide[2]


def test_not_judged_is_said_in_words_and_not_drawn_as_closed() -> None:
    row = _table(UNJUDGED)[1]

    assert "not judged" in row
    assert "x" not in row


def test_letters_that_matched_are_marked() -> None:
    (_heading, row) = entry_table(a_catalog(JUDGED), [Hit(JUDGED, ("judg",))], "test-points", Canvas(80, ASCII))

    assert ["Judg"] == [cell.text for cell in row if cell.role is Role.MATCH]
