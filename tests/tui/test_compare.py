from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from factories import a_catalog, a_framework, a_judgement, an_assessment, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Grade, Judgement, Rule
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.tui.dialogs.choose import ChooseDialog
from llmtui.tui.screens.compare import CompareScreen
from tui.over_browser import MEDIUM, NARROW, SIZES, WIDE, outcome, shown
from tui.pressing import press, settle
from tui.screen_text import lines, style_at, text, text_of

OUC = "opening-up-chatgpt"
THREE = ("bloomz", "dolly-2", "chatglm-6b")


def three(bundled: Loaded, marks: tuple[str, ...] = THREE) -> CompareScreen:
    """The comparison that the sketch of the screen shows."""
    return CompareScreen(bundled.catalog, OUC, marks, UNICODE)


def small(*marks: str, glyphs: Glyphs = UNICODE) -> CompareScreen:
    """Three entries, one of them judged by another framework alone."""
    return CompareScreen(small_catalog(), "test-points", marks, glyphs)


def small_catalog() -> Catalog:
    """Entries whose names a test can tell apart at a glance."""
    evidence = Judgement(Grade.OPEN, ("https://one.example", "https://two.example"), note="In a note.")
    both = (
        an_assessment({"code": evidence, "weights": "open", "license": a_judgement("open")}),
        an_assessment({"extra": "open"}, "other"),
    )
    return a_catalog(
        an_entry("one", name="One [b]", assessments=both, maker="First"),
        an_entry("two", name="Two", grades={"code": "open", "weights": "closed", "license": "open"}, maker="Second"),
        an_entry("six", name="Six", grades={"extra": "partial"}, framework="other", maker="Second"),
        frameworks=(a_framework(name="First Judges"), a_framework("other", ("extra",), name="Others", rule=Rule.SHARE)),
    )


def table(pilot: Pilot[None]) -> str:
    return text_of(pilot.app, "#table")


def row(pilot: Pilot[None], label: str) -> str:
    """The line of the table that begins with a label."""
    return next(line for line in table(pilot).splitlines() if line.strip("│≠* ").startswith(label))


def last_message(pilot: Pilot[None]) -> str:
    """The message shown at the edge of the screen last."""
    return [notification.message for notification in pilot.app._notifications][-1]


async def _export(pilot: Pilot[None], path: Path | str, *keys: str) -> None:
    """Ask for an export, paste a path over the one proposed, and answer with further keys."""
    await press(pilot, "e", "ctrl+u")
    pilot.app.post_message(events.Paste(str(path)))
    await press(pilot, "enter", *keys)


async def test_the_differences_of_three_models_are_exported_as_markdown(bundled: Loaded, tmp_path: Path) -> None:
    path = tmp_path / "three.md"
    async with shown(three(bundled)) as pilot:
        before = table(pilot)
        await press(pilot, "equals_sign")
        after = table(pilot)

        await _export(pilot, path)

    heading, _rule, *rows = [line for line in path.read_text("utf-8").splitlines() if line.startswith("|")]
    assert "LLM weights" in before
    assert "LLM weights" not in after
    assert "3 identical rows hidden" in after.splitlines()[0]
    cells = [[each.strip() for each in line.strip("|").split(" | ")] for line in (heading, *rows)]
    assert ["", "[BLOOMZ]", "[Dolly 2.0]", "[ChatGLM-6B]"] == cells[0]
    assert ["≠ RL weights", "◐ partial", "○ closed", "○ closed"] in cells
    assert "LLM weights" not in {row[0] for row in cells}


async def test_equals_shows_all_rows_again(bundled: Loaded) -> None:
    async with shown(three(bundled)) as pilot:
        before = table(pilot)

        await press(pilot, "equals_sign", "equals_sign")

        assert before == table(pilot)


async def test_every_size_shows_an_entry_and_a_row_and_moves_with_the_keys(bundled: Loaded) -> None:
    async with shown(three(bundled)) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(pilot, "h", "h", "g", "l", "l", "G", "k", "k", "k", "k", "k")

            assert "3 Chat" in table(pilot)
            assert "open" in row(pilot, "API")
            assert all(len(line) == size[0] for line in lines(pilot.app))


async def test_at_eighty_columns_three_entries_are_read_with_the_comparison_in_words(bundled: Loaded) -> None:
    async with shown(three(bundled), MEDIUM) as pilot:
        await press(pilot, *"jjjjjjjjjjjj")

        assert ["Open", "code", "●", "open", "◂", "●", "open", "◂", "◐", "partial"] == row(pilot, "Open code").strip(
            "│≠ ▐"
        ).split()
        words = text_of(pilot.app, "#words")
        assert "BLOOMZ is more open than Dolly 2.0 on 6 criteria, less on 2 (Licence, Package)." in words
        assert "Compared by Opening up ChatGPT, which judged all 3." in words


async def test_labels_and_heading_stay_while_scrolling(bundled: Loaded) -> None:
    async with shown(three(bundled), NARROW) as pilot:
        await press(pilot, "G", "l")

        assert "1 ◂ 2 Dolly 2.0" in table(pilot).splitlines()[1]
        assert "In all" in row(pilot, "In all")
        assert "2 of 3" in table(pilot).splitlines()[-1]


async def test_the_evidence_of_every_entry_follows_the_cursor(bundled: Loaded) -> None:
    judgement = bundled.catalog.entries["bloomz"].assessments[-1].judgement("open_code")
    async with shown(three(bundled)) as pilot:
        await press(pilot, *"jjjjjjjjjjjj")

        evidence = text_of(pilot.app, "#evidence")
        assert "Open code · Availability" in evidence.splitlines()[0]
        assert all(url in evidence for url in judgement.evidence)
        assert all(name in evidence for name in ("1 BLOOMZ", "2 Dolly 2.0", "3 ChatGLM-6B"))


async def test_where_little_fits_the_entry_under_the_cursor_is_read_first(bundled: Loaded) -> None:
    async with shown(three(bundled), MEDIUM) as pilot:
        await press(pilot, *"jjjjjjjjjjjjjjj", "l")
        second = text_of(pilot.app, "#evidence")
        await press(pilot, "l")

        assert "2 Dolly 2.0   ●" in second
        assert "3 ChatGLM-6B  ○" in text_of(pilot.app, "#evidence")


async def test_z_shows_all_evidence_and_v_all_words_where_they_do_not_fit(bundled: Loaded) -> None:
    async with shown(three(bundled), (60, 12)) as pilot:
        await press(pilot, "j", "j", "v")
        words = " ".join(text_of(pilot.app, "#dialog").replace("│", "").split())
        await press(pilot, "escape", "z")

        assert "BLOOMZ is more open than Dolly 2.0 on 6 criteria" in words
        assert "Tsinghua University" in text_of(pilot.app, "#dialog")


async def test_h_and_l_reorder_where_they_are_capital(bundled: Loaded) -> None:
    async with shown(three(bundled)) as pilot:
        await press(pilot, "L", "L", "L")
        last = table(pilot).splitlines()[1].split()
        await press(pilot, "H", "escape")

        assert ["│", "1", "Dolly", "2.0", "2", "ChatGLM-6B", "3", "BLOOMZ", "│"] == last
        assert ("dolly-2", "bloomz", "chatglm-6b") == outcome(pilot).marks


async def test_x_removes_the_entry_under_the_cursor_down_to_none(bundled: Loaded) -> None:
    async with shown(three(bundled)) as pilot:
        await press(pilot, "l", "x")
        two = table(pilot)
        await press(pilot, "x")
        one = table(pilot)
        await press(pilot, "x", "x", "enter", "o", "equals_sign")

        assert "Dolly" not in two
        assert "Compare 1 · a adds another" in one.splitlines()[0]
        assert "Nothing to compare; a adds an entry." in table(pilot)
        assert "more open" not in text_of(pilot.app, "#words")


async def test_a_adds_an_entry_found_by_typing(bundled: Loaded) -> None:
    async with shown(three(bundled, THREE[:1])) as pilot:
        await press(pilot, "a", *"dolly-2", "enter")
        await press(pilot, "q")

        assert ("bloomz", "dolly-2") == outcome(pilot).marks


async def test_a_adds_an_entry_by_what_a_registry_calls_it(bundled: Loaded) -> None:
    names = {"meta-llama/Llama-3.1-8B-Instruct": "llama-3-1-instruct", "qwen2.5:7b": "qwen2-5-instruct"}
    async with shown(three(bundled, THREE[:1])) as pilot:
        for name in names:
            await press(pilot, "a", *name, "enter")
        await press(pilot, "q")

        assert (THREE[0], *names.values()) == outcome(pilot).marks


async def test_no_ninth_entry_is_added(bundled: Loaded) -> None:
    eight = tuple(list(bundled.catalog.entries)[:8])
    async with shown(three(bundled, eight)) as pilot:
        await press(pilot, "a")

        assert not isinstance(pilot.app.screen, ChooseDialog)
        assert "8 entries are the most" in last_message(pilot)


async def test_marks_beyond_eight_are_kept(bundled: Loaded) -> None:
    ten = tuple(list(bundled.catalog.entries)[:10])
    async with shown(three(bundled, ten)) as pilot:
        await press(pilot, "x", "escape")

        assert ten[1:] == outcome(pilot).marks


async def test_enter_goes_to_the_entry_under_the_cursor(bundled: Loaded) -> None:
    async with shown(three(bundled)) as pilot:
        await press(pilot, "j", "l", "enter")

        left = outcome(pilot)
        assert ("dolly-2", THREE, OUC) == (left.go_to, left.marks, left.framework)


@pytest.mark.parametrize(("key", "step"), [("right_square_bracket", 1), ("left_square_bracket", -1)])
async def test_brackets_go_to_the_views_beside(key: str, step: int) -> None:
    async with shown(small("one", "two")) as pilot:
        await press(pilot, key)

        assert (step, ("one", "two")) == (outcome(pilot).next_view, outcome(pilot).marks)


async def test_m_compares_by_another_framework_and_says_whom_that_one_did_not_judge() -> None:
    async with shown(small("one", "two")) as pilot:
        await press(pilot, "m", *"others", "enter")

        assert "by Others" in table(pilot).splitlines()[0]
        assert "Compared as chosen: Others judged" in text_of(pilot.app, "#words")
        assert ["Extra", "●", "open", "·", "not", "assessed"] == row(pilot, "Extra").strip("│≠ ").split()

        await press(pilot, "escape")
        assert "other" == outcome(pilot).framework


async def test_a_shared_framework_is_used_and_the_chosen_one_is_kept() -> None:
    async with shown(small("one", "six")) as pilot:
        words = text_of(pilot.app, "#words")
        await press(pilot, "escape")

        assert "Compared by Others, which judged both: First Judges did not judge Six." in words
        assert "test-points" == outcome(pilot).framework


async def test_each_judge_is_offered_with_how_many_of_the_entries_it_judged(bundled: Loaded) -> None:
    async with shown(three(bundled)) as pilot:
        await press(pilot, "m")
        offered = [" ".join(line.strip("│ ").split()) for line in text_of(pilot.app, "#dialog").splitlines()]

    assert "All judges judged 3 of 3" in offered
    assert "Opening up ChatGPT judged 3 of 3" in offered


async def test_z_shows_everything_below_the_table(bundled: Loaded) -> None:
    async with shown(three(bundled)) as pilot:
        await press(pilot, "z")
        shown_in_full = text_of(pilot.app, "#dialog")

    assert "1 BLOOMZ" in shown_in_full
    assert "BLOOMZ is more open than Dolly 2.0" in " ".join(shown_in_full.split())


async def test_o_asks_which_evidence_of_the_cell_to_open() -> None:
    async with shown(small("one", "two")) as pilot:
        await press(pilot, *"jjjjjjjjjjjj", "o")

        dialog = text_of(pilot.app, "#dialog")
        assert "Code of One [b]" in dialog
        assert "https://one.example" in dialog
        assert "https://two.example" in dialog


async def test_o_says_where_there_is_nothing_to_open() -> None:
    async with shown(small("two", "one")) as pilot:
        await press(pilot, *"jjjjjjjjjjjj", "o")

        assert "There is no link here." == last_message(pilot)


async def test_y_copies_the_comparison_in_a_format() -> None:
    beginnings = {
        "mark": "One \\[b\\] is more open than Two",
        "json": '[\n  {\n    "group"',
        "csv": "group,row,differs",
    }
    async with shown(small("one", "two")) as pilot:
        for typed, begins in beginnings.items():
            pilot.app.clear_notifications()
            await press(pilot, "y", *typed, "enter")

            assert pilot.app.clipboard.startswith(begins)
            assert "Sent to the terminal's clipboard" in last_message(pilot)
            assert 1 == len(pilot.app._notifications)


async def test_the_suffix_decides_the_format(tmp_path: Path) -> None:
    beginnings = {"md": "One ", "json": "[", "jsonl": "{", "csv": "group,row", "tsv": "group\trow", "MD": "One "}
    beginnings["html"] = "<!doctype html>"
    async with shown(small("one", "two")) as pilot:
        for suffix, begins in beginnings.items():
            path = tmp_path / f"two-{suffix.isupper()}.{suffix}"
            await _export(pilot, path)

            assert "Written to" in last_message(pilot)
            written = path.read_text("utf-8")
            assert written.startswith(begins)
            assert suffix != "json" or isinstance(json.loads(written), list)


async def test_an_existing_file_is_kept_unless_the_user_says_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("mine", "utf-8")
    async with shown(small("one", "two")) as pilot:
        await _export(pilot, path, "enter")
        kept = (path.read_text("utf-8"), last_message(pilot))
        await _export(pilot, path, "escape")
        closed = path.read_text("utf-8")
        await _export(pilot, path, "down", "enter")

    assert "mine" == kept[0] == closed
    assert "left as it is" in kept[1]
    assert path.read_text("utf-8").startswith("group,row")


async def test_what_cannot_be_written_is_reported_in_words(tmp_path: Path) -> None:
    reasons = {
        tmp_path / "none/two.md": "No such file",
        tmp_path / "two.pdf": "no format has this suffix",
        tmp_path / "two": "no format has this suffix",
        tmp_path / "folder.md": "something else of this name",
        tmp_path / "file.txt/two.md": "Not a directory",
        tmp_path / f"{'x' * 300}.md": "File name too long",
        Path("~nobody-of-this-name/two.md"): "this path cannot be used",
    }
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file.txt").touch()
    async with shown(small("one", "two")) as pilot:
        for path, why in reasons.items():
            pilot.app.clear_notifications()  # they go by themselves, sooner or later
            await _export(pilot, path)

            assert why in last_message(pilot)
            assert 1 == len(pilot.app._notifications)
            assert "Traceback" not in text(pilot.app)
            if not isinstance(pilot.app.screen, CompareScreen):
                await press(pilot, "escape")


async def test_esc_exports_nothing() -> None:
    async with shown(small("one", "two")) as pilot:
        await press(pilot, "e", "escape")

        assert isinstance(pilot.app.screen, CompareScreen)
        assert not pilot.app._notifications


async def test_a_click_goes_to_a_cell_and_a_second_one_reads_its_entry(bundled: Loaded) -> None:
    async with shown(three(bundled), WIDE) as pilot:
        column = table(pilot).splitlines()[1].index("3 ChatGLM-6B")

        await pilot.click("#table", offset=(column + 2, 5))
        await settle(pilot)
        assert "Licence · Facts" in text_of(pilot.app, "#evidence")

        await pilot.click("#table", offset=(column + 2, 5), times=2)
        await settle(pilot)
        assert "chatglm-6b" == outcome(pilot).go_to


async def test_ascii_draws_nothing_else() -> None:
    async with shown(small("one", "two", "six", glyphs=ASCII)) as pilot:
        pilot.app.set_class(True, "-ascii")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle(pilot)

            assert text(pilot.app).replace("⏎", "").isascii()


async def test_names_are_never_markup() -> None:
    async with shown(small("one", "two")) as pilot:
        assert "1 One [b]" in table(pilot)


async def test_the_most_open_value_stands_out(bundled: Loaded) -> None:
    async with shown(three(bundled)) as pilot:
        assert style_at(pilot.app, "◐ partial ◂").color != style_at(pilot.app, " partial  ").color
