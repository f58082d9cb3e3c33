"""What every file of the bundled catalogue must keep to. The files are also read plainly, past the loader's mending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from packaging.licenses import canonicalize_license_expression

from llmtui.frameworks import rate
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import bundled_folder
from llmtui.model import Assessment, Entry
from llmtui.text import is_web_link

OPENING_UP = "opening-up-chatgpt"

PUBLISHED = """
OLMo 7B Instruct                 12.5
BLOOMZ                           12.0
AmberChat                        10.0
Open Assistant                    9.5
OpenChat 3.5 7B                   9.5
Pythia-Chat-Base-7B-v0.16         9.5
Cerebras GPT 111M Instruction     8.5
RedPajama-INCITE-Instruct-7B      8.5
dolly                             8.5
Tulu V2 DPO 70B                   8.0
MPT-30B Instruct                  7.5
MPT-7B Instruct                   7.5
trlx                              7.5
NeuralChat 7B                     7.0
Vicuna 13B v 1.3                  7.0
minChatGPT                        7.0
ChatRWKV                          6.5
BELLE                             6.0
Geitje Ultra 7B                   6.0
Phi 3 Instruct                    6.0
WizardLM 13B v1.2                 6.0
Airoboros L2 70B GPT4             5.5
ChatGLM-6B                        5.5
Mistral 7B-Instruct               5.5
WizardLM-7B                       5.5
Mistral NeMo Instruct             5.0
Qwen 1.5                          5.0
StableVicuna-13B                  5.0
Falcon-40B-instruct               4.5
UltraLM                           4.5
Yi 34B Chat                       4.5
Koala 13B                         4.0
Llama 3.1                         4.0
Mixtral 8x7B Instruct             4.0
Stable Beluga 2                   4.0
Stanford Alpaca                   4.0
Falcon-180B-chat                  3.5
Gemma 7B Instruct                 3.5
Orca 2                            3.5
Command R+                        3.0
LLaMA2 Chat                       3.0
Nanbeige2-Chat                    3.0
Llama 3 Instruct                  2.5
Solar 70B                         2.0
Xwin-LM                           1.0
ChatGPT                           0.5
"""
"""The ranking of opening-up-chatgpt.github.io as the site shows it, best first, ties by name."""

LISTED = {
    "awesome-open-chatgpt": 38,
    "chatgpt-alternatives-zh": 74,
    "gpt-survey": 229,
    "open-chatgpt-and-beyond": 168,
    OPENING_UP: 63,
}
"""How many mentions each of the five surveys has; they are finished, so their numbers stay."""

NAMELESS = "text-generation-webui"
"""The one record that the site leaves out of its table, for want of a name; it scores 5.0."""


DEFINITIONS = {"checklists", "frameworks", "licences"}
"""The folders that hold no entries."""


@pytest.fixture(scope="module")
def plain() -> dict[str, dict[str, Any]]:
    """Each entry file as the parser gives it, by its place `category/id`."""
    files = (path for path in bundled_folder().glob("*/*.toml") if path.parent.name not in DEFINITIONS)
    return {f"{path.parent.name}/{path.stem}": tomli.loads(path.read_text("utf-8")) for path in files}


def _subjects(loaded: Loaded) -> list[tuple[Entry, Assessment, float]]:
    """Everything that Opening up ChatGPT judged, with its score."""
    framework = loaded.catalog.frameworks[OPENING_UP]
    return [
        (entry, assessment, rate(framework, assessment).score)
        for entry in loaded.catalog
        for assessment in entry.assessments
        if assessment.framework == OPENING_UP
    ]


def _links(value: object) -> Iterator[str]:
    """Every text in a table or list, however deep, whose key or look says that it is a link."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner) if key in {"links", "evidence"} else _links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def test_no_file_has_a_problem(bundled: Loaded) -> None:
    assert [] == [str(problem) for problem in bundled.problems]


def test_every_file_is_an_entry(bundled: Loaded, plain: dict[str, Any]) -> None:
    assert len(plain) == len(bundled.catalog)


def test_everything_the_surveys_list_is_there(plain: dict[str, dict[str, Any]]) -> None:
    listed = Counter(listing["source"] for entry in plain.values() for listing in entry["listed_in"])

    assert LISTED == {source: listed[source] for source in LISTED}


def test_the_categories_are_in_their_order(bundled: Loaded) -> None:
    expected = "base instruction domain multimodal alignment data training inference evaluation application resource"

    assert expected.split() == [category.id for category in bundled.catalog.categories]


def test_no_category_is_empty(bundled: Loaded) -> None:
    filled = {entry.category for entry in bundled.catalog}

    assert {category.id for category in bundled.catalog.categories} == filled


def test_every_category_says_what_it_holds(bundled: Loaded) -> None:
    assert all(category.label and category.description for category in bundled.catalog.categories)


def test_every_link_is_http(plain: dict[str, dict[str, Any]]) -> None:
    assert [] == [(place, link) for place, entry in plain.items() for link in _links(entry) if not is_web_link(link)]


def test_every_summary_is_a_sentence_or_two(plain: dict[str, dict[str, Any]]) -> None:
    lengths = {place: len(entry.get("summary", "")) for place, entry in plain.items()}

    assert {} == {place: length for place, length in lengths.items() if not 60 <= length <= 400}


def test_no_summary_begins_with_the_name_that_is_above_it(plain: dict[str, dict[str, Any]]) -> None:
    assert [] == [
        place for place, entry in plain.items() if entry["summary"].casefold().startswith(entry["name"].casefold())
    ]


def test_no_two_summaries_are_alike(plain: dict[str, dict[str, Any]]) -> None:
    summaries = [entry["summary"] for entry in plain.values()]

    assert len(summaries) == len(set(summaries))


def test_every_assessment_names_its_framework_its_date_and_its_source(
    bundled: Loaded, plain: dict[str, dict[str, Any]]
) -> None:
    incomplete = [
        place
        for place, entry in plain.items()
        for each in entry.get("assessments", [])
        if each.get("framework") not in bundled.catalog.frameworks
        or not each.get("date")
        or not is_web_link(each.get("source", ""))
    ]

    assert [] == incomplete


def test_every_licence_is_spdx_as_spdx_writes_it(plain: dict[str, dict[str, Any]]) -> None:
    """What SPDX has no name for is a `LicenseRef-…`, which is SPDX too."""
    written = {place: licence for place, entry in plain.items() if (licence := entry.get("license", ""))}

    assert written == {place: canonicalize_license_expression(licence) for place, licence in written.items()}


def test_every_entry_says_where_it_was_found(plain: dict[str, dict[str, Any]]) -> None:
    homeless = [
        place
        for place, entry in plain.items()
        if not entry.get("listed_in") or not all(listing.get("source") for listing in entry["listed_in"])
    ]

    assert [] == homeless


def test_every_group_belongs_to_its_category(bundled: Loaded, plain: dict[str, dict[str, Any]]) -> None:
    known = {(category.id, group.id) for category in bundled.catalog.categories for group in category.groups}
    used = {(place.partition("/")[0], entry["group"]) for place, entry in plain.items() if entry.get("group")}

    assert set() == used - known


def test_every_base_in_an_id_s_form_is_an_entry(bundled: Loaded, plain: dict[str, dict[str, Any]]) -> None:
    named = {base for entry in plain.values() for base in entry.get("base", []) if base.islower() and " " not in base}

    assert set() == named - set(bundled.catalog.entries)


def test_every_framework_asks_its_criteria(bundled: Loaded) -> None:
    criteria = {framework.id: len(framework.criteria) for framework in bundled.catalog.frameworks.values()}

    counts = {OPENING_UP: 14, "awesome-2023": 13, "mof": 17, "os-ai-map": 5, "osai-index": 12, "osaid": 1}
    assert counts == criteria


def test_every_criterion_has_a_topic_and_a_column_heading(bundled: Loaded) -> None:
    criteria = [criterion for framework in bundled.catalog.frameworks.values() for criterion in framework.criteria]

    assert all(criterion.topic and criterion.label and 1 <= len(criterion.short) <= 4 for criterion in criteria)


def test_opening_up_chatgpt_is_there_in_full(bundled: Loaded) -> None:
    assert 47 == len(_subjects(bundled))


def test_opening_up_chatgpt_judged_every_criterion_of_every_subject(bundled: Loaded) -> None:
    criteria = bundled.catalog.frameworks[OPENING_UP].criteria

    assert [] == [
        (entry.id, criterion.id)
        for entry, assessment, _score in _subjects(bundled)
        for criterion in criteria
        if not assessment.grade(criterion.id).judged
    ]


@pytest.mark.parametrize(
    ("name", "score"),
    [
        pytest.param("OLMo 7B Instruct", 12.5, id="olmo"),
        pytest.param("BLOOMZ", 12.0, id="bloomz"),
        pytest.param("AmberChat", 10.0, id="amberchat"),
        pytest.param("Open-Assistant", 9.5, id="open-assistant"),
        pytest.param("ChatGPT", 0.5, id="chatgpt"),
    ],
)
def test_an_entry_scores_as_published(bundled: Loaded, name: str, score: float) -> None:
    assert [score] == [found for entry, _assessment, found in _subjects(bundled) if entry.name == name]


def test_the_ranking_is_the_site_s_own(bundled: Loaded) -> None:
    ranked = sorted(
        (-score, assessment.name or entry.name)
        for entry, assessment, score in _subjects(bundled)
        if entry.id != NAMELESS
    )

    published = [
        (name.strip(), float(score))
        for name, _, score in (line.rpartition(" ") for line in PUBLISHED.split("\n") if line)
    ]
    assert published == [(name, -score) for score, name in ranked]


def test_the_record_without_a_name_is_scored_too(bundled: Loaded) -> None:
    assert [5.0] == [score for entry, _assessment, score in _subjects(bundled) if entry.id == NAMELESS]
