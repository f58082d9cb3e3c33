from __future__ import annotations

import pytest

from factories import an_entry


def test_the_categories_begin_with_its_own() -> None:
    assert ("data", "base") == an_entry(category="data", also_in=("base",)).categories


def test_the_names_begin_with_the_name() -> None:
    assert ("BLOOMZ", "xmtf") == an_entry(name="BLOOMZ", aliases=("xmtf",)).called


def test_an_entry_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        an_entry().name = "Other"  # type: ignore[misc]
