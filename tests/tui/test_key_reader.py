"""Bytes from the keyboard become keys and pasted text, whatever they are."""

from __future__ import annotations

import pytest
from textual import events

from llmtui.tui.terminal.key_reader import KeyParser


def read(*typed: bytes) -> list[tuple[str, str]]:
    """The keys and pastes that some bytes become."""
    keys = KeyParser()
    messages = [message for part in typed for message in keys.feed(part)]
    found = []
    for message in messages:
        if isinstance(message, events.Key):
            found.append(("key", message.key))
        elif isinstance(message, events.Paste):
            found.append(("paste", message.text))
    return found


def test_letters_are_keys() -> None:
    assert [("key", "a"), ("key", "Z")] == read(b"aZ")


@pytest.mark.parametrize("typed", [b"\xe9a", b"\xff\xfe\xfda", b"\x1b[M\xff\xff\xffa"], ids=["latin-1", "none", "x10"])
def test_bytes_that_are_not_utf_8_cost_no_key_after_them(typed: bytes) -> None:
    assert ("key", "a") == read(typed)[-1]


def test_a_letter_of_several_bytes_may_come_in_parts() -> None:
    assert [("key", "é")] == read(b"\xc3", b"\xa9")


def test_a_paste_is_one_text() -> None:
    assert [("paste", "two words"), ("key", "x")] == read(b"\x1b[200~two words\x1b[201~x")


def test_a_paste_may_come_in_parts() -> None:
    assert [("paste", "abc")] == read(b"\x1b[20", b"0~a", b"bc\x1b", b"[201~")


@pytest.mark.parametrize("pasted", ["\x1b[0m", "\x1b", "\x1b[A", "\x1bOP", "a\x1b[20", "[0m q\n"])
def test_escape_sequences_in_a_paste_are_never_keys(pasted: str) -> None:
    assert [("paste", pasted)] == read(f"\x1b[200~{pasted}\x1b[201~".encode())


def test_an_empty_paste_is_an_empty_text() -> None:
    assert [("paste", ""), ("key", "x")] == read(b"\x1b[200~\x1b[201~x")
