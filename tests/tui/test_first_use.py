"""What a stranger comes to find out, in keystrokes from an empty home: each letter, enter, tab or paste counts one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from llmtui.loader.loaded import Loaded
from tui.browsing import a_session, browse, browser, until
from tui.pressing import press, settle
from tui.screen_text import text, text_of

USUAL = (120, 40)
PASTED = {
    "meta-llama/Llama-3.1-8B-Instruct": "llama-3-1-instruct",
    "https://huggingface.co/bigscience/bloomz": "bloomz",
    "qwen2.5:7b": "qwen2-5-instruct",
    "hf.co/TheBloke/Mistral-7B-Instruct-v0.2-GGUF:Q4_K_M": "mistral-7b-instruct",
}
"""Names as people copy them from a hub or a shell, and the entry of each."""


async def type_at_most(pilot: Pilot[None], most: int, *keys: str) -> None:
    """Press keys, no more than a stranger has the patience for."""
    assert len(keys) <= most, f"{len(keys)} keys"
    await press(pilot, *keys)


async def test_what_is_most_open_needs_no_key(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog), USUAL) as pilot:
        rows = text_of(pilot.app, "#table").splitlines()
        detail = text_of(pilot.app, "#detail")

    assert "by openness" in rows[-1]
    assert "100%" in rows[2]
    assert "open source" in rows[2]
    assert "All judges · 2026" in detail


async def test_the_olmos_and_their_differences(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog), USUAL) as pilot:
        await type_at_most(pilot, 20, "/", *"olmo", "enter", "a", "c", "=")
        shown = text(pilot.app)

    assert "Compare 8" in shown
    assert all(name in shown for name in ("1 OLMo", "2 OLMo 2", "3 Olmo 3"))
    assert "In a word" in shown
    assert "Maker" not in shown
    assert "Olmo 3.1 Think has the highest score that is known" in shown


async def test_a_permissive_model_with_open_data_for_chinese_up_to_10b_as_markdown(
    bundled: Loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    search = ("/", *"la", "tab", *"zh", "tab", *"dat", "tab", *"o", "tab", "enter")
    preset = ("f", *"comm", "space", *"10b", "space", "enter")

    async with browser(a_session(bundled.catalog), USUAL) as pilot:
        await type_at_most(pilot, 30, *search, *preset, "e", "enter")
        written = tmp_path / "llmtui.md"
        await until(pilot, written.exists)
        query, listed = str(browse(pilot).desk.view.query), text_of(pilot.app, "#table")

    assert "lang:zh data:open passes:commercial-use size<=10B" == query
    assert "Apertus" in listed
    assert re.search(r"^\| \[Apertus\] .*\| Apache-2\.0 +\| 8B, 70B +\| 2025-09 +\|", written.read_text(), re.MULTILINE)
    assert "[Apertus]: <https://" in written.read_text()


async def test_why_llama_3_1_is_not_open_source_with_the_clause(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog), USUAL) as pilot:
        await type_at_most(pilot, 15, "/", *"llama 3.1", "enter")
        for size in (USUAL, (80, 24), (200, 50)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            why = " ".join(text_of(pilot.app, "#detail").replace("│", " ").replace("▐", " ").split())

            assert "◇ restricted" in why
            assert "licence: restricting (Llama 3.1: limit on users, clause 2; use policy, clause 1.b.iv)" in why


async def test_the_whole_clause_can_be_read(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog), USUAL) as pilot:
        await type_at_most(pilot, 15, "/", *"llama 3.1", "enter", "enter", "z", "pagedown")
        why = " ".join(text_of(pilot.app, "#detail").replace("│", " ").replace("▐", " ").split())

    assert "Clause 2: A company whose products had more than 700 million monthly users" in why


@pytest.mark.parametrize("pane", ["list", "field"])
async def test_four_pasted_names_find_their_entries_first(bundled: Loaded, pane: str) -> None:
    found = {}
    async with browser(a_session(bundled.catalog), USUAL) as pilot:
        if pane == "field":
            await press(pilot, "/")
        for name in PASTED:
            pilot.app.post_message(events.Paste(name))
            await settle(pilot)
            await settle(pilot)
            found[name] = browse(pilot).results.hits[0].entry.id

    assert PASTED == found


async def test_what_changed_for_bloomz(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog), USUAL) as pilot:
        await type_at_most(pilot, 8, "/", *"bloomz", "enter")
        detail = text_of(pilot.app, "#detail")

    assert "± Tuned weights ● 23 → ◐ 25 → ● 26" in detail
    assert "± Licence       ● 23 → ◐ 25 → ◐ 26" in detail
    assert "± Package       ● 23 → ○ 25" in detail
