"""What the prose of an entry says plainly enough to be held against its keys, and what it leaves open."""

from __future__ import annotations

from typing import Any

import pytest

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.loader.checks import check
from llmtui.loader.statements import contradicting_base, contradicting_licence, contradicting_size, denies_licence
from llmtui.model import Basis, Entry, Kind


@pytest.mark.parametrize(
    "notice",
    [
        "For non-commercial use.",
        "Noncommercial.",
        "No commercial use.",
        "It may not be used commercially.",
        "The terms exclude commercial use.",
        "Commercial use is excluded.",
        "Commercial use needs a contract.",
        "This rules out commercial use.",
        "Research only.",
        "For research use only.",
        "It has no licence.",
        "It has no license.",
        "This is not an open licence.",
        "It is not open source.",
        "It is not licensed.",
        "Sources name different licences.",
        "The code is free. The model is for non-commercial use.",
    ],
)
def test_a_notice_denies_an_open_licence_in_many_wordings(notice: str) -> None:
    assert denies_licence(notice)


@pytest.mark.parametrize(
    "notice",
    [
        "",
        "Withdrawn.",
        "For commercial use as well.",
        "The data is for non-commercial use.",
        "The code has no licence.",
        "Larger sizes are for research only.",
        "The first version was non-commercial.",
        "Unlike its base it is not non-commercial.",
    ],
)
def test_a_notice_about_a_part_or_about_something_else_denies_nothing(notice: str) -> None:
    assert not denies_licence(notice)


@pytest.mark.parametrize(
    ("summary", "sizes", "found"),
    [
        pytest.param("A model of 70 billion parameters.", ("7B",), "'70 billion parameters'", id="billion"),
        pytest.param("A 70B-parameter model.", ("7B",), "'70B-parameter'", id="B and parameter"),
        pytest.param("This 70B runs anywhere.", ("7B", "13B"), "'This 70B'", id="this"),
        pytest.param("A model of 7 billion parameters.", ("7B",), "", id="as recorded"),
        pytest.param("A model of 47 billion parameters.", ("46.7B",), "", id="rounded up"),
        pytest.param(
            "A model of 49.6 billion parameters.", ("46.7B",), "'49.6 billion parameters'", id="beyond rounding"
        ),
        pytest.param("A model of 0.5 billion parameters.", ("500M",), "", id="in another unit"),
        pytest.param("A model of 22 billion parameters.", ("235B-A22B",), "", id="the active ones"),
        pytest.param("It beats a 70B model.", ("7B",), "", id="another model"),
        pytest.param("A model of 70 billion parameters.", (), "", id="no size recorded"),
        pytest.param("7B, and this 70B too.", ("7B",), "'this 70B'", id="the second one"),
    ],
)
def test_a_size_in_prose_is_one_of_those_recorded(summary: str, sizes: tuple[str, ...], found: str) -> None:
    assert found == contradicting_size(an_entry("x", name="X", summary=summary, sizes=sizes))


def test_a_size_in_a_name_counts_as_recorded() -> None:
    assert "" == contradicting_size(an_entry("x", name="X 70B", summary="A 70B-parameter model.", sizes=("7B",)))


@pytest.mark.parametrize(
    ("summary", "licence", "found"),
    [
        pytest.param("It is MIT-licensed.", "Apache-2.0", "'MIT-licensed'", id="mit"),
        pytest.param("It is under the MIT License.", "Apache-2.0", "'under the MIT'", id="under the mit"),
        pytest.param("Apache 2.0 throughout.", "MIT", "'Apache 2.0'", id="apache"),
        pytest.param("The AGPL applies.", "MIT", "'AGPL'", id="agpl"),
        pytest.param("An OpenRAIL model.", "MIT", "'OpenRAIL'", id="rail"),
        pytest.param("It is MIT-licensed.", "MIT", "", id="as recorded"),
        pytest.param("It is MIT-licensed.", "MIT OR Apache-2.0", "", id="one of two"),
        pytest.param("It is MIT-licensed.", "", "", id="none recorded"),
        pytest.param("The code is MIT-licensed.", "CC-BY-NC-4.0", "", id="of the code"),
        pytest.param("Made at MIT.", "Apache-2.0", "", id="the institute"),
        pytest.param("For research only.", "MIT", "'research only'", id="denied though open"),
        pytest.param("For research only.", "CC-BY-NC-4.0", "", id="denied as recorded"),
        pytest.param(
            "It is free for commercial use.", "CC-BY-NC-4.0", "'free for commercial use'", id="allowed though not"
        ),
        pytest.param(
            "A permissive licence.", "LicenseRef-LLaMA-noncommercial", "'permissive licence'", id="permissive"
        ),
        pytest.param("It allows commercial use.", "MIT", "", id="allowed as recorded"),
    ],
)
def test_a_licence_in_prose_is_the_one_recorded(summary: str, licence: str, found: str) -> None:
    assert found == contradicting_licence(an_entry("x", summary=summary, licence=licence))


OTHERS = (
    an_entry("llama", name="LLaMA", aliases=("Llama One",), base=("root",)),
    an_entry("root", name="Root Model"),
    an_entry("pythia", name="Pythia"),
    an_entry("pythia-chat", name="Pythia Chat"),
)


@pytest.mark.parametrize(
    ("summary", "fields", "found"),
    [
        pytest.param("Tuned from Pythia.", {"base": ("llama",)}, "'Pythia'", id="another base"),
        pytest.param("Built on the Pythia.", {"base": ("llama",)}, "'Pythia'", id="with an article"),
        pytest.param(
            "Distilled from Pythia Chat, and small.", {"base": ("pythia",)}, "'Pythia Chat'", id="longest name"
        ),
        pytest.param("Tuned from LLaMA.", {"base": ("llama",)}, "", id="as recorded"),
        pytest.param("Tuned from Llama One.", {"base": ("llama",)}, "", id="by an alias"),
        pytest.param("Tuned from Root Model.", {"base": ("llama",)}, "", id="further up"),
        pytest.param("Tuned from Unknown.", {"base": ("llama",)}, "", id="no entry of that name"),
        pytest.param("Tuned from Pythia.", {}, "", id="no base recorded"),
        pytest.param("Tuned from Pythia.", {"base": ("llama",), "kind": Kind.DATASET}, "", id="no model"),
        pytest.param("It beats Pythia.", {"base": ("llama",)}, "", id="only compared"),
    ],
)
def test_a_base_in_prose_is_among_those_recorded(summary: str, fields: dict[str, Any], found: str) -> None:
    entry = an_entry("x", name="X", summary=summary, **fields)

    assert found == contradicting_base(a_catalog(entry, *OTHERS))(entry)


REVIEWED = a_framework("reviewed", {"w": "weights", "t": "tuned_weights"})
DECLARED = a_framework("declared", ("weights",), basis=Basis.DECLARED)


def _closed_model(*judgements: tuple[str, dict[str, str], str]) -> Entry:
    return an_entry(
        "x",
        group="proprietary",
        assessments=tuple(an_assessment(grades, judge, date) for judge, grades, date in judgements),
    )


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        pytest.param(_closed_model(("reviewed", {"w": "open"}, "2024")), True, id="weights"),
        pytest.param(_closed_model(("reviewed", {"t": "open"}, "2024")), True, id="tuned weights"),
        pytest.param(_closed_model(("reviewed", {"w": "partial"}, "2024")), False, id="in part"),
        pytest.param(_closed_model(("declared", {"weights": "open"}, "2024")), False, id="only declared"),
        pytest.param(
            _closed_model(("reviewed", {"w": "open"}, "2023"), ("reviewed", {"w": "closed"}, "2024")),
            False,
            id="before",
        ),
        pytest.param(_closed_model(("gone", {"weights": "open"}, "2024")), False, id="an unknown judge"),
    ],
)
def test_weights_that_reviewers_found_open_contradict_a_closed_group(entry: Entry, *, found: bool) -> None:
    problems = check(a_catalog(entry, frameworks=[REVIEWED, DECLARED]), [])

    assert found is ("group" in {problem.key for problem in problems})
