"""Keys that arrive all at once, as over a slow line, from a paste or from a script, act one after the other."""

from __future__ import annotations

from pathlib import Path

from terminal.pty_program import ENTER, program

READY = r"\? Help"


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


def test_letters_typed_while_a_dialog_opens_are_its_letters() -> None:
    with program() as browser:
        browser.wait_for(READY)
        browser.send(b"slis")
        browser.wait_for("Sort by")
        shown = browser.wait_for("│ lis ")
        browser.press(ENTER)

        browser.wait_for("by listed")
    assert "released" not in shown.split("Sort by")[1]


def test_what_is_typed_while_the_program_starts_is_not_lost() -> None:
    with program() as browser:
        browser.send(b"/bloomz\r")

        browser.wait_for("llmtui / bloomz")
        browser.wait_for("⏎ Read")
