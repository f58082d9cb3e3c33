from __future__ import annotations

import pytest

from llmtui.counted import counted


@pytest.mark.parametrize(
    ("number", "nouns", "words"),
    [
        (0, ("entry", "entries"), "0 entries"),
        (1, ("entry", "entries"), "1 entry"),
        (2, ("problem",), "2 problems"),
        (1, ("problem",), "1 problem"),
        (100_000, ("entry", "entries"), "100,000 entries"),
    ],
)
def test_a_number_has_its_noun_in_the_singular_or_the_plural(number: int, nouns: tuple[str, ...], words: str) -> None:
    assert words == counted(number, *nouns)
