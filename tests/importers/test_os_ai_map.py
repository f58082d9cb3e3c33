from __future__ import annotations

import pytest

from importing import drafts_of
from llmtui.model import Grade, Judgement, Kind

DRAFTS, MESSAGES = drafts_of("os-ai-map")
STORK = "https://github.com/example/stork"
CARD = "https://huggingface.co/example/heron-3"


def _judgement(file: str, criterion: str) -> Judgement:
    return DRAFTS[file].entry.assessments[0].judgement(criterion)


def test_only_what_has_a_place_and_a_score_is_read() -> None:
    assert ["heron.yaml", "stork.yaml"] == list(DRAFTS)


@pytest.mark.parametrize(
    ("file", "criterion", "judgement"),
    [
        ("heron.yaml", "weights", Judgement(Grade.OPEN, (CARD,), "Apache-2.0, BF16; x")),
        ("heron.yaml", "data", Judgement(Grade.CLOSED, (CARD,))),
        ("heron.yaml", "code", Judgement(Grade.UNKNOWN)),
        ("heron.yaml", "license", Judgement(Grade.OPEN, (CARD,), "OSI")),
        ("heron.yaml", "openness_class", Judgement(Grade.PARTIAL, (CARD,), "open_weights, 4 of 5")),
        ("stork.yaml", "license", Judgement(Grade.PARTIAL, (f"{STORK}/blob/main/LICENSE",), "OSI")),
        ("stork.yaml", "code", Judgement(Grade.PARTIAL, (STORK,), "the server is closed")),
    ],
)
def test_parts_are_grades_with_what_establishes_them(file: str, criterion: str, judgement: Judgement) -> None:
    assert judgement == _judgement(file, criterion)


def test_a_record_is_dated_by_when_it_was_verified() -> None:
    dates = [draft.entry.assessments[0].date for draft in DRAFTS.values()]

    assert ["2026-08-14", "2026-08-14"] == dates


def test_the_record_is_where_the_map_has_it() -> None:
    assert "sources/products/heron.yaml" == DRAFTS["heron.yaml"].record


def test_software_is_a_tool() -> None:
    entry = DRAFTS["stork.yaml"].entry

    assert (Kind.TOOL, "application", "Apache-2.0 AND BUSL-1.1") == (entry.kind, entry.category, entry.licence)


@pytest.mark.parametrize(
    "message",
    [
        "egg.yaml:1: has no score; it is left out",
        "nest.yaml:3: type: is neither a model, nor data, nor software; it is left out",
    ],
)
def test_what_is_left_out_is_reported(message: str) -> None:
    assert message in MESSAGES
