from __future__ import annotations

import json
import re
from collections.abc import Callable

from running import Outcome

Run = Callable[..., Outcome]


def test_what_fits_best_comes_first(llmtui: Run) -> None:
    outcome = llmtui("search", "stabel", "vicuna", "--format", "json", "--limit", "3")

    assert "stablevicuna" == json.loads(outcome.out)[0]["id"].replace("-", "")


def test_words_and_terms_are_the_query_language_of_the_search_bar(small: Run) -> None:
    outcome = small("search", "百川", "weights:open", "--format", "json")

    assert ["beta"] == [entry["id"] for entry in json.loads(outcome.out)]


def test_a_limit_keeps_the_best(small: Run) -> None:
    outcome = small("search", "alpha", "--limit", "1")

    assert ["alpha"] == [line.split()[0] for line in outcome.out.splitlines()[1:]]


def test_nothing_found_exits_with_1(small: Run) -> None:
    assert (1, "", "llmtui: nothing found\n") == small("search", "qqqqqqqq")


def test_a_search_for_nothing_is_wrong_usage(small: Run) -> None:
    outcome = small("search")

    assert 2 == outcome.code
    assert "QUERY" in outcome.err


def test_colour_marks_what_matched_and_changes_no_text(small: Run) -> None:
    plain, coloured = (small("search", "alpha", "--color", wish).out for wish in ("never", "always"))

    assert re.search(r"\x1b\[1;36mAlpha\x1b\[0m", coloured)
    assert plain == re.sub(r"\x1b\[[\d;]*m", "", coloured)
