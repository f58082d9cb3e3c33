"""The task people come with: mark three, see what differs, take it away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from llmtui.exporters.files import FILE_FORMATS
from llmtui.loader.loaded import Loaded
from tui.browsing import MEDIUM, a_session, browse, browser, until
from tui.pressing import press
from tui.screen_text import text

KEYS = (
    *("slash", *"bloomz", "enter", "space"),
    *("slash", "ctrl+u", *"dolly2", "enter", "space"),
    *("slash", "ctrl+u", *"chatglm", "enter", "space"),
    *("c", "equals_sign", "e", "enter"),
)
"""From the start to a Markdown file of the differences of three entries."""


async def test_these_few_keys_compare_three_entries_and_export_the_differences(
    bundled: Loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async with browser(a_session(bundled.catalog)) as pilot:
        await press(pilot, *KEYS)
        await until(pilot, lambda: bool(list(tmp_path.glob("*.md"))))
        shown = text(pilot.app)

    written = tmp_path / "comparison.md"
    assert "LLM weights" not in shown.split("BLOOMZ is more open")[0]
    heading = next(line for line in written.read_text().splitlines() if line.startswith("|"))
    assert ["[BLOOMZ]", "[Dolly 2.0]", "[ChatGLM-6B]"] == [name.strip() for name in heading.split("|")[2:-1]]


async def test_marks_survive_searching_changing_category_and_other_views(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        await press(pilot, "space", "slash", *"koala", "enter", "space")
        await press(pilot, "F", "1", "j", "2", "M", "escape", "O", "escape")

        assert ("mustango", "koala") == browse(pilot).desk.marks


async def test_undo_takes_back_marks_stars_and_filters_one_by_one(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        await press(pilot, "space", "asterisk", "f", *"osi", "space", "enter")
        filtered = str(browse(pilot).desk.view.query)
        await press(pilot, "u")
        unfiltered = str(browse(pilot).desk.view.query), len(browse(pilot).desk.stars)
        await press(pilot, "u")
        unstarred = len(browse(pilot).desk.stars), len(browse(pilot).desk.marks)
        await press(pilot, "u")

        assert "license:osi-approved" == filtered
        assert ("", 1) == unfiltered
        assert (0, 1) == unstarred
        assert () == browse(pilot).desk.marks


async def test_a_note_of_ones_own_is_in_the_detail_and_in_the_kept_file(bundled: Loaded, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"

    async with browser(a_session(bundled.catalog, favourites_path=kept)) as pilot:
        await press(pilot, "N", *"mine", "enter")
        shown = text(pilot.app)

    assert "★ mine" in shown
    assert '"mustango": "mine"' in kept.read_text()


async def test_a_view_is_saved_by_name_and_opened_again(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        await press(pilot, "slash", *"kind:dataset", "enter", "V", "enter", "enter", "F")
        everything = len(browse(pilot).results.hits)
        await press(pilot, "V", "enter")

        assert len(bundled.catalog) == everything
        assert "kind:dataset" == str(browse(pilot).desk.view.query)


async def test_the_filters_in_use_are_in_a_line_and_a_click_removes_one(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        await press(pilot, "slash", *"kind:dataset lang:zh", "enter")
        line = browse(pilot).query_one("#filters")
        shown = line.render_line(0).text
        await pilot.click("#filters", offset=(2, 0))
        await pilot.pause()

        assert "kind:dataset x  lang:zh x" == shown.strip()
        assert "lang:zh" == str(browse(pilot).desk.view.query)


async def test_the_views_follow_each_other_and_come_back_to_the_list(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        seen = []
        for _view in range(6):
            await press(pilot, "right_square_bracket")
            seen.append(type(pilot.app.screen).__name__)

    assert [
        "MatrixScreen",
        "CompareScreen",
        "LineageScreen",
        "ChangesScreen",
        "OverviewScreen",
        "BrowseScreen",
    ] == seen


async def test_one_goes_back_and_forward_through_what_one_read(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        screen = browse(pilot)
        screen.go_to("bloom")
        screen.go_to("llama")
        await press(pilot, "less_than_sign")
        back = screen.table.selected
        await press(pilot, "greater_than_sign")

        assert ("bloom", "llama") == (back, screen.table.selected)


async def test_what_is_listed_is_written_to_a_file_in_the_format_of_its_suffix(bundled: Loaded, tmp_path: Path) -> None:
    target = tmp_path / "data.html"

    async with browser(a_session(bundled.catalog)) as pilot:
        await press(pilot, "slash", *"lang:zh kind:dataset", "enter", "X", "ctrl+u", *str(target), "enter")
        await until(pilot, target.exists)

    assert target.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("name", "key"), [("data.cdx.json", "bomFormat"), ("data.json", "entries"), ("a.b.JSON", "entries")]
)
async def test_a_file_of_two_suffixes_has_the_format_that_both_name(tmp_path: Path, name: str, key: str) -> None:
    target = tmp_path / name

    async with browser() as pilot:
        await press(pilot, "X", "ctrl+u", *str(target), "enter")
        await until(pilot, target.exists)

    assert key in json.loads(target.read_text())


async def test_every_format_of_an_export_is_offered_whole_in_a_small_terminal() -> None:
    async with browser(size=MEDIUM) as pilot:
        await press(pilot, "X")

        shown = text(pilot.app)
        assert [] == [each for format_ in FILE_FORMATS.values() if (each := format_.suffixes[0]) not in shown.split()]
