"""How a query is completed, asked in this process."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from llmtui.cli.completion import queries


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("kind:", {"kind:model": "2 entries", "kind:dataset": "1 entry"}, id="values with their counts"),
        pytest.param("lang:ch", {"lang:zh": "Chinese, 中文, 1 entry"}, id="a language with its name"),
        pytest.param(
            "kind:model lang:",
            {"kind:model lang:en": "English, 1 entry", "kind:model lang:zh": "Chinese, 中文, 1 entry"},
            id="counted in the rest",
        ),
        pytest.param("nosuch:", {}, id="an unknown key"),
    ],
)
def test_values_are_offered_with_what_they_find(folder: Path, typed: str, offered: dict[str, str]) -> None:
    found = queries(typed, Namespace(catalog=[str(folder)], no_bundled=True))

    assert offered == found


def test_a_key_is_offered_with_what_it_asks_for(folder: Path) -> None:
    found = queries("ki", Namespace(catalog=[str(folder)], no_bundled=True))

    assert ["kind:"] == list(found)
    assert found["kind:"]
