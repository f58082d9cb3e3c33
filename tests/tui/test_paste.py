"""Pasted text is text, never keys."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from llmtui.loader.loaded import Loaded
from llmtui.present.cells import plain
from tui.browsing import a_session, browse, browser
from tui.pressing import press, settle
from tui.screen_text import text_of


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)
    await settle(pilot)


def _details(pilot: Pilot[None]) -> str:
    """The whole text of the details, also of what is out of sight."""
    detail = browse(pilot).detail
    return " ".join(" ".join(plain(detail.line_at(line, 0)) for line in range(detail.line_count())).split())


async def clear(pilot: Pilot[None]) -> None:
    """Leave the search for the list of everything."""
    await press(pilot, "slash", "ctrl+u", "escape", "2")
    assert not browse(pilot).search_bar.text


async def test_what_is_pasted_while_a_pane_has_the_keys_is_searched_for() -> None:
    async with browser() as pilot:
        for pane in ("1", "2", "3"):
            await press(pilot, pane)
            await paste(pilot, "beta")

            assert "beta" == str(browse(pilot).desk.view.query)
            assert pilot.app.screen is browse(pilot)
            await clear(pilot)


@pytest.mark.parametrize("key", ["2", "slash"], ids=["list", "field"])
async def test_line_breaks_and_controls_become_blanks(key: str) -> None:
    pastes = {"\nbeta\n": "beta", "beta\r\nchat": "beta  chat", "\x1b[0m": "[0m", " \t beta\x00 ": "beta", "\n": ""}
    async with browser() as pilot:
        for pasted, searched in pastes.items():
            await press(pilot, key)
            await paste(pilot, pasted)

            assert searched.split() == browse(pilot).search_bar.text.split()
            assert pilot.app.screen is browse(pilot)
            await clear(pilot)


async def test_a_pasted_name_says_how_it_differs_from_the_entry_and_what_does_not_needs_no_caution(
    bundled: Loaded,
) -> None:
    cautions = {
        "Qwen/Qwen2.5-99B": "differs in size 99B; it may be under other terms",
        "allenai/OLMo-2-1124-7B": "",
        "TheBloke/Llama-2-7B-GGUF": "is of the family of llama-2; differs in format GGUF, uploaded by TheBloke",
        "nobody/nothing-7b": "",
        "qwen2.5:3b": "the licence of this size is Qwen Research",
        "olmo": "",
        "lang:zh": "",
    }
    async with browser(a_session(bundled.catalog)) as pilot:
        for pasted, caution in cautions.items():
            await paste(pilot, pasted)
            line = browse(pilot).query_one("#faults")

            assert (pasted, bool(caution)) == (pasted, line.display)
            assert not caution or caution in " ".join(text_of(pilot.app, "#faults").split())
            await clear(pilot)


async def test_the_details_answer_for_the_size_in_a_pasted_name(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        await paste(pilot, "Qwen/Qwen2.5-7B-Instruct")
        free = _details(pilot)
        await press(pilot, "escape", "escape")
        await paste(pilot, "Qwen/Qwen2.5-3B-Instruct")
        research = _details(pilot)
        await press(pilot, "escape", "escape")
        browse(pilot).table.select("qwen2-5-instruct")
        await settle(pilot)
        whole = _details(pilot)

    assert "those of the size in 'Qwen/Qwen2.5-7B-Instruct'" in free
    assert "commercially: yes" in free
    assert "those of the size in 'Qwen/Qwen2.5-3B-Instruct'" in research
    assert "commercially: no" in research
    assert "those of the size" not in whole


async def test_the_row_has_the_word_of_the_size_in_a_pasted_name(bundled: Loaded) -> None:
    words = {}
    async with browser(a_session(bundled.catalog)) as pilot:
        for size in ("7B", "3B"):
            await paste(pilot, f"Qwen/Qwen2.5-{size}-Instruct")
            row = text_of(pilot.app, "#table").splitlines()[2]
            words[size] = next(word for word in ("open weights", "restricted") if word in row)
            await press(pilot, "escape", "escape")

    assert {"7B": "open weights", "3B": "restricted"} == words


async def test_a_release_that_the_entry_does_not_list_is_under_unknown_terms(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        await paste(pilot, "allenai/OLMo-2-1124-99B")
        shown = _details(pilot)

    assert "The answers are for 'allenai/OLMo-2-1124-99B', which this entry does not list." in shown
    assert "commercially: unknown" in shown


async def test_a_paste_in_the_list_replaces_the_search_before() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"alpha", "enter")
        await paste(pilot, "beta")

        assert "beta" == browse(pilot).search_bar.text


@pytest.mark.parametrize("keys", [("2",), ("slash",)], ids=["list", "field"])
async def test_a_name_pasted_after_another_one_takes_its_place(keys: tuple[str]) -> None:
    async with browser() as pilot:
        await press(pilot, *keys)
        await paste(pilot, "beta")
        await paste(pilot, "alpha")

        assert "alpha" == browse(pilot).search_bar.text


async def test_what_was_typed_is_kept_when_something_is_pasted_behind_it() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"al")
        await paste(pilot, "pha")
        await press(pilot, " ")
        await paste(pilot, "7b")

        assert "alpha 7b" == browse(pilot).search_bar.text
