"""In which order entries stand by the surveys that list them."""

from __future__ import annotations

import pytest

from factories import a_catalog, an_entry, found_ids
from llmtui.model import Listing
from llmtui.search import Sort


@pytest.mark.parametrize(
    ("listed", "order"),
    [
        pytest.param(
            {"often": "aaaa", "widely": "ab"}, ["widely", "often"], id="two surveys before four mentions in one"
        ),
        pytest.param({"once": "ab", "twice": "aab"}, ["twice", "once"], id="then mentions"),
        pytest.param({"zebra": "ab", "aster": "bc"}, ["aster", "zebra"], id="then names"),
        pytest.param({"aster": "", "zebra": "a"}, ["zebra", "aster"], id="what none lists comes last"),
    ],
)
def test_what_more_surveys_list_comes_first(listed: dict[str, str], order: list[str]) -> None:
    entries = [an_entry(name, listed_in=tuple(map(Listing, sources))) for name, sources in listed.items()]

    assert order == found_ids(a_catalog(*entries), "", Sort.LISTED)
