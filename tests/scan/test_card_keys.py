"""The keys of a card are read in time that grows with its length, whatever a stranger wrote there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from llmtui.scan.card_keys import card_values

LONG = 100_000
ENOUGH = 5
"""Seconds of processor time; a tenth of one is usual."""


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(f"license: a{' ' * LONG}b\n", id="blanks-in-a-value"),
        pytest.param(f"license:\n- a{' ' * LONG}b\n", id="blanks-in-an-item"),
        pytest.param(f"license:\n- a{' ' * LONG}\nx", id="blanks-after-an-item"),
        pytest.param("license: a\n" + "    x y\n" * 50 + "b: c\n", id="lines-below-a-value"),
        pytest.param("license:\n" + "- a\n" * (LONG // 4), id="items"),
        pytest.param("license:" + "\n" * LONG + "x: 1\n", id="empty-lines"),
        pytest.param("a:\n" * (LONG // 3) + "license: mit\n", id="keys"),
    ],
)
def test_no_card_takes_long_to_read(head: str) -> None:
    start = time.process_time()
    card_values(Path("README.md"), head, [])

    assert time.process_time() - start < ENOUGH
