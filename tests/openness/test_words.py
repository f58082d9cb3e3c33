"""The word for how open an entry is, by the rules that its page states."""

from __future__ import annotations

from typing import Any

import pytest

from factories import a_catalog, a_framework, a_licence, an_assessment, an_entry, with_licences
from llmtui.model import Catalog, Entry, Kind, Link
from llmtui.openness.words import RULES, Word, WordStanding, word_standing

TOPICS = ("code", "data", "tuning_data", "weights", "tuned_weights", "license")
WEIGHTS = (Link("weights", "https://example.org/weights"),)
OPEN = dict.fromkeys(("weights", "code", "data"), "open")


def _catalog(*entries: Entry) -> Catalog:
    catalog = a_catalog(*entries, frameworks=[a_framework("judges", TOPICS)])
    return with_licences(
        catalog,
        a_licence("MIT", free=True),
        a_licence("LicenseRef-Own", "conditions yes yes no", free=False),
        a_licence("LicenseRef-Not-Read", "unknown unknown unknown unknown"),
    )


def _found(grades: dict[str, str] | None = None, licence: str = "MIT", **fields: Any) -> WordStanding:
    entry = an_entry(grades=grades, framework="judges", licence=licence, **fields)
    found = word_standing(_catalog(entry), entry)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("grades", "licence", "word"),
    [
        pytest.param(OPEN, "MIT", Word.OPEN_SOURCE, id="all open and free"),
        pytest.param({**OPEN, "tuning_data": "open"}, "MIT", Word.OPEN_SOURCE, id="tuned openly"),
        pytest.param({**OPEN, "tuning_data": "closed"}, "MIT", Word.OPEN_WEIGHTS, id="tuned on closed data"),
        pytest.param({**OPEN, "data": "partial"}, "MIT", Word.OPEN_WEIGHTS, id="data in part"),
        pytest.param({**OPEN, "code": "closed"}, "MIT", Word.OPEN_WEIGHTS, id="closed code"),
        pytest.param({"weights": "open", "data": "open"}, "MIT", Word.OPEN_WEIGHTS, id="code not assessed"),
        pytest.param({"weights": "open", "code": "open"}, "MIT", Word.OPEN_WEIGHTS, id="data not assessed"),
        pytest.param({**OPEN, "license": "partial"}, "MIT", Word.OPEN_WEIGHTS, id="licence judged less than open"),
        pytest.param({**OPEN, "license": "open"}, "MIT", Word.OPEN_SOURCE, id="licence judged open"),
        pytest.param(OPEN, "LicenseRef-Own", Word.RESTRICTED, id="licence that restricts"),
        pytest.param(OPEN, "LicenseRef-Not-Read", Word.UNCLEAR, id="licence not read"),
        pytest.param(OPEN, "MIT AND LicenseRef-Own", Word.RESTRICTED, id="one licence of two restricts"),
        pytest.param(OPEN, "MIT OR LicenseRef-Own", Word.OPEN_SOURCE, id="the free licence can be chosen"),
        pytest.param(OPEN, "", Word.UNCLEAR, id="no licence"),
        pytest.param({**OPEN, "license": "open"}, "", Word.OPEN_SOURCE, id="no licence, judged open"),
        pytest.param({**OPEN, "license": "closed"}, "", Word.RESTRICTED, id="no licence, judged closed"),
        pytest.param({**OPEN, "weights": "partial"}, "MIT", Word.RESTRICTED, id="weights in part"),
        pytest.param({**OPEN, "weights": "partial"}, "", Word.RESTRICTED, id="weights in part, no licence"),
        pytest.param({**OPEN, "weights": "closed"}, "MIT", Word.CLOSED, id="weights closed"),
        pytest.param(
            {**OPEN, "weights": "closed", "tuned_weights": "open"}, "MIT", Word.OPEN_SOURCE, id="tuned weights open"
        ),
        pytest.param({"code": "open", "data": "open"}, "MIT", Word.UNCLEAR, id="weights not assessed"),
        pytest.param({}, "MIT", Word.UNCLEAR, id="nothing assessed"),
    ],
)
def test_the_word_for_a_model_follows_from_weights_licence_code_and_data(
    grades: dict[str, str], licence: str, word: Word
) -> None:
    found = _found(grades, licence)

    assert word is found.word
    assert word is Word.RESTRICTED or RULES[word] == found.rule


@pytest.mark.parametrize(
    ("grades", "licence", "rule"),
    [
        (OPEN, "LicenseRef-Own", "The weights can be had, but their licence restricts use."),
        (
            {**OPEN, "weights": "partial"},
            "MIT",
            "The licence is free, but the weights are judged to be open in part only.",
        ),
        ({**OPEN, "weights": "partial"}, "LicenseRef-Own", RULES[Word.RESTRICTED]),
        ({**OPEN, "weights": "partial"}, "", RULES[Word.RESTRICTED]),
    ],
)
def test_the_half_of_the_rule_that_restricts_a_model_is_named(grades: dict[str, str], licence: str, rule: str) -> None:
    assert rule == _found(grades, licence).rule


@pytest.mark.parametrize(
    ("fields", "word", "detail"),
    [
        pytest.param({"links": WEIGHTS}, Word.OPEN_WEIGHTS, "https://example.org/weights", id="a link to weights"),
        pytest.param({"group": "proprietary"}, Word.CLOSED, "proprietary", id="proprietary"),
        pytest.param({"group": "unreleased", "links": WEIGHTS}, Word.CLOSED, "unreleased", id="unreleased"),
        pytest.param({"links": (Link("repo", "https://example.org"),)}, Word.UNCLEAR, "", id="another link"),
    ],
)
def test_without_a_judgement_the_entry_itself_says_whether_weights_are_out(
    fields: dict[str, Any], word: Word, detail: str
) -> None:
    found = _found(**fields)

    assert (word, "weights", detail) == (found.word, found.facts[0].about, found.facts[0].detail)


def test_a_judgement_of_the_weights_goes_before_what_the_entry_says() -> None:
    assert Word.CLOSED is _found({"weights": "closed"}, links=WEIGHTS).word


@pytest.mark.parametrize(
    ("licences", "word"),
    [
        ((("7B", "MIT"), ("70B", "MIT")), Word.OPEN_SOURCE),
        ((("7B", "MIT"), ("70B", "LicenseRef-Own")), Word.RESTRICTED),
        ((("7B", "MIT"), ("70B", "LicenseRef-Not-Read")), Word.UNCLEAR),
    ],
)
def test_of_licences_by_size_the_worst_decides(licences: tuple[tuple[str, str], ...], word: Word) -> None:
    assert word is _found(OPEN, "", licences=licences).word


def test_the_facts_that_decide_are_named_with_their_judge() -> None:
    facts = _found({**OPEN, "data": "partial"}).facts

    assert [("weights", "open"), ("license", "free"), ("code", "open"), ("data", "partial")] == [
        (each.about, each.value) for each in facts
    ]
    assert ["judges", None, "judges", "judges"] == [each.opinion and each.opinion.framework.id for each in facts]


@pytest.mark.parametrize(
    ("licence", "word"),
    [
        ("MIT", Word.OPEN_SOURCE),
        ("AGPL-3.0-only", Word.OPEN_SOURCE),
        ("MIT OR LicenseRef-Own", Word.OPEN_SOURCE),
        ("MIT AND LicenseRef-Own", Word.RESTRICTED),
        ("LicenseRef-Own", Word.RESTRICTED),
        ("CC-BY-NC-4.0", Word.RESTRICTED),
        ("Some licence", Word.RESTRICTED),
        ("", Word.UNCLEAR),
    ],
)
def test_a_tool_is_open_source_if_the_osi_approves_its_licence(licence: str, word: Word) -> None:
    assert word is _found(licence=licence, kind=Kind.TOOL, links=WEIGHTS).word


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.MODEL, Kind.TOOL}])
def test_nothing_else_is_called_open_or_closed(kind: Kind) -> None:
    entry = an_entry(kind=kind, licence="MIT", assessments=(an_assessment(OPEN, "judges"),))

    assert None is word_standing(_catalog(entry), entry)
