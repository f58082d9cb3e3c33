"""Keys that arrive all at once, as over a slow line, from a paste or from a script, act one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyte

from llmtui.loader.loaded import Loaded
from llmtui.search import Searcher, View
from terminal.pty_program import ENTER, UPDATE_ENDS, Program, program, row

READY = r"\? Help"
PLACEHOLDER = "search, or key:value"
FASTEST = 0.01
"""Seconds from one letter to the next."""


def test_a_whole_task_sent_at_once_is_done_in_order(tmp_path: Path) -> None:
    with program() as browser:
        browser.wait_for(READY)
        browser.send(b"/bloomz\r /\x15dolly2\r /\x15chatglm\r c=")
        browser.wait_for("Compare 3 .* hidden")
        browser.send(b"e")
        browser.wait_for("Export the comparison as")
        browser.send(b"\x15" + str(tmp_path / "three.md").encode() + b"\r")
        browser.wait_for("Written")
        browser.send(b"qq")

        assert 0 == browser.wait_until_left()
    assert (tmp_path / "three.md").read_text().startswith("BLOOMZ is more open than Dolly 2.0")


def test_what_is_typed_while_the_program_starts_or_a_dialog_opens_is_not_lost() -> None:
    with program() as browser:
        browser.send(b"/bloomz\r")

        browser.wait_for("llmtui / bloomz")
        browser.wait_for("⏎ Read")
        browser.send(b"slis")
        browser.wait_for("Sort by")
        shown = browser.wait_for("│ lis ")
        browser.press(ENTER)

        browser.wait_for("by listed")
    assert "released" not in shown.split("Sort by")[1]


def test_no_picture_of_a_burst_of_letters_shows_what_another_text_finds(bundled: Loaded) -> None:
    searcher = Searcher(bundled.catalog)
    with program() as browser:
        browser.wait_for(READY)
        browser.press("/")
        browser.wait_for("To the list")
        before = len(browser.sent)
        for letter in "mistral license:mit":
            browser.press(letter)
            browser.take(FASTEST)
        found = len(searcher.run(View(query=searcher.parse("mistral license:mit").query)).hits)
        browser.wait_for(rf"license:mit .* {found} of ")

    wrong = []
    for text, shown in typed_and_found(browser, before):
        query = searcher.parse(text).query
        if shown != len(searcher.run(View(query=query)).hits):
            wrong.append((text, shown))
    assert not wrong


def typed_and_found(browser: Program, start: int) -> Iterator[tuple[str, int]]:
    """Of each picture drawn after a byte, the text in the search bar and how many entries it says were found."""
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    stream.feed(browser.sent[:start])
    for update in browser.sent[start:].split(UPDATE_ENDS):
        stream.feed(update)
        if (shown := re.match(r" llmtui / (.*?) {2,}.*?(\d+) of \d+", row(screen, 0))) and shown[1] != PLACEHOLDER:
            yield shown[1], int(shown[2])
