from __future__ import annotations

import pytest

from llmtui.search.slips import nearest_word


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        pytest.param("compare", "compare", id="itself"),
        pytest.param("Comapre", "compare", id="swapped-letters"),
        pytest.param("cmoprae", "compare", id="two-slips"),
        pytest.param("cmopraes", "", id="three-slips"),
        pytest.param("lsit", "list", id="a-slip-in-a-short-word"),
        pytest.param("lost", "list", id="a-wrong-letter-in-a-short-word"),
        pytest.param("loft", "", id="two-slips-in-a-short-word"),
    ],
)
def test_the_nearest_word_is_within_a_slip_or_two(word: str, nearest: str) -> None:
    assert nearest == nearest_word(word, ("compare", "changes", "list"))
