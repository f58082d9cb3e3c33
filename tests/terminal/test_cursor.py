"""The terminal's cursor stands on the active row, though it is not drawn: screen readers read what is there."""

from __future__ import annotations

import re

from terminal.pty_program import DOWN, ENTER, ESC, Program, program


def follow(running: Program, begins: str, *keys: str) -> None:
    """Press keys, and wait until the cursor is before a text."""
    running.press(*keys)
    running.wait_until(
        lambda: running.at_cursor.lstrip(" │!▸▌▾├└─●◐○").startswith(begins),
        f"the cursor is not before {begins!r} but before {running.at_cursor!r}",
    )


def test_it_is_where_the_next_letter_goes_and_on_the_active_row_in_the_list_the_details_and_the_sidebar() -> None:
    with program("olmo", size=(120, 40)) as running:
        running.wait_for(r"\? Help")
        follow(running, "OLMo ")
        running.press("/")
        running.wait_until(lambda: running.before_cursor.endswith("/ olmo "), "the cursor is not behind the text")
        follow(running, "OLMo ", ENTER)
        follow(running, "OLMo 2", "j")
        running.press(ENTER)
        running.wait_until(lambda: len(running.at_cursor) < 50, "the cursor is not in the details")
        first = running.at_cursor
        running.press("j")
        running.wait_until(lambda: running.at_cursor.strip() not in {first.strip(), ""}, "the cursor did not move")
        assert running.at_cursor.endswith("│")
        follow(running, "OLMo 2", ESC)
        follow(running, "All ", "b")


def test_it_is_on_the_active_row_in_dialogs_and_other_views_and_in_the_field_while_one_types() -> None:
    with program("bloomz", size=(120, 40)) as running:
        running.wait_for(r"\? Help")
        follow(running, "relevance", "s")
        follow(running, "score", DOWN)
        running.press("name")
        running.wait_until(lambda: re.search("│ name *$", running.before_cursor), "the cursor is not in the field")
        follow(running, "name", DOWN)
        follow(running, "BLOOMZ", ESC)
        follow(running, "Preset", "f")
        follow(running, "BLOOMZ", ESC)
        running.press("T")
        running.wait_for("Lineage of BLOOMZ")
        follow(running, "BLOOMZ ")
        follow(running, "BELLE", "j")
        follow(running, "BLOOMZ ", ESC)
        follow(running, "restricted", " ", "j", " ", "c")
        follow(running, "model", "j")
