from __future__ import annotations

import pytest

from importing import drafts_of
from llmtui.importers.osai_comments import country, maker_type, training_compute

DRAFTS, _ = drafts_of("osai-index")


@pytest.mark.parametrize(
    ("tag", "code"),
    [("Netherlands", "NL"), (" united states ", "US"), ("International", ""), ("Undisclosed", ""), ("", "")],
)
def test_a_country_is_a_code_or_nothing(tag: str, code: str) -> None:
    assert code == country(tag)


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("Academic (University)", "university"),
        ("Non-academic (American Big Tech)", "company"),
        ("Non-academic (Research community)", "community"),
        ("Non-academic (Circus)", ""),
        ("Company", ""),
    ],
)
def test_a_maker_is_of_a_type_or_nothing(tag: str, word: str) -> None:
    assert word == maker_type(tag)


@pytest.mark.parametrize(
    ("base", "end", "tuned", "found"),
    [
        ("-", "~2.85e+20 FLOP +- 0.30 OoM (param count)", True, "~2.85e+20 FLOP +- 0.30 OoM"),
        ("~4e+22 FLOP +- 0.5 OoM (x) [Epoch AI]", "unknown (likely negligible)", True, "~4e+22 FLOP +- 0.5 OoM"),
        ("~4e+22 FLOP", "unknown", True, ""),
        ("~4e+22 FLOP", "unknown", False, "~4e+22 FLOP"),
        ("unknown (~1e23?)", "unknown (likely negligible)", True, ""),
        ("", "~9.85e+21 +- 0.36 OoM (tuning)", True, ""),
        ("", "~3e+20 FLOP to ~1e+21 FLOP (guess)", True, ""),
    ],
)
def test_compute_is_taken_only_where_it_is_that_of_the_model(base: str, end: str, found: str, *, tuned: bool) -> None:
    assert found == training_compute({"base": base, "end": end}, tuned=tuned)


def test_a_draft_carries_what_its_comments_say() -> None:
    entry = DRAFTS["Heron.yaml"].entry

    assert ("NL", "university", "") == (entry.maker_country, entry.maker_type, entry.training_compute)
