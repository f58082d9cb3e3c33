from __future__ import annotations

from pathlib import Path

import pytest

from importing import drafts_of
from llmtui.frameworks.mof import classify
from llmtui.importers.mof import COMPONENTS
from llmtui.loader.loaded import Loaded
from llmtui.model import Entry, Grade, Judgement

DRAFTS, MESSAGES = drafts_of("mof")
TEXT = "What it is"


def _judgement(file: str, criterion: str) -> Judgement:
    return DRAFTS[file].entry.assessments[0].judgement(criterion)


def test_the_components_are_the_criteria_by_their_printed_names(bundled: Loaded) -> None:
    criteria = bundled.catalog.frameworks["mof"].criteria

    assert {each.label: each.id for each in criteria} == {name: found[0] for name, found in COMPONENTS.items()}


@pytest.mark.parametrize(
    ("file", "openness_class"),
    [
        pytest.param("Heron-7B.yml", 1, id="all-under-the-distribution-s-licence"),
        pytest.param("Heron-7B-Chat.yml", 3, id="each-with-a-licence-of-its-own"),
        pytest.param("Stork+.yml", 3, id="a-paper-for-the-report"),
        pytest.param("Ibis.yml", 0, id="hardly-anything"),
    ],
)
def test_the_class_follows_from_the_draft_alone(bundled: Loaded, file: str, openness_class: int) -> None:
    framework = bundled.catalog.frameworks["mof"]

    assert openness_class == classify(framework, DRAFTS[file].entry.assessments[0]).openness_class


@pytest.mark.parametrize(
    ("file", "criterion", "licence"),
    [
        pytest.param("Stork+.yml", "model_architecture", "MIT", id="that-of-code"),
        pytest.param("Stork+.yml", "model_parameters_final", "CC-BY-4.0", id="that-of-data"),
        pytest.param("Stork+.yml", "model_card", "Apache-2.0", id="that-of-the-distribution"),
        pytest.param("Stork+.yml", "research_paper", "CC-BY-4.0", id="its-own"),
        pytest.param("Stork+.yml", "training_code", "unlicensed", id="unlicensed-inherits-nothing"),
        pytest.param("Ibis.yml", "data_card", "unlicensed", id="empty-inherits-nothing"),
        pytest.param("Ibis.yml", "technical_report", "Ibis License", id="null-inherits"),
        pytest.param("Ibis.yml", "datasets", '"MIT "', id="an-id-with-a-blank-is-another-text"),
        pytest.param("Ibis.yml", "evaluation_results", "CC-BY-4.0", id="the-last-of-two"),
    ],
)
def test_a_component_carries_the_licence_that_applies(file: str, criterion: str, licence: str) -> None:
    assert licence == _judgement(file, criterion).licence


@pytest.mark.parametrize(
    ("criterion", "grade"),
    [
        pytest.param("evaluation_results", Grade.OPEN, id="open-licence"),
        pytest.param("model_architecture", Grade.PARTIAL, id="no-spdx-id"),
        pytest.param("data_card", Grade.PARTIAL, id="unlicensed"),
        pytest.param("datasets", Grade.PARTIAL, id="an-id-with-a-blank"),
        pytest.param("model_card", Grade.CLOSED, id="said-not-to-be-included"),
        pytest.param("training_code", Grade.CLOSED, id="not-listed"),
    ],
)
def test_a_grade_follows_from_listing_and_licence(criterion: str, grade: Grade) -> None:
    assert grade is _judgement("Ibis.yml", criterion).grade


def test_paths_are_evidence_and_descriptions_notes() -> None:
    assert Judgement(Grade.OPEN, ("https://arxiv.org/abs/2401.00001",), TEXT, "CC-BY-4.0") == _judgement(
        "Stork+.yml", "research_paper"
    )


def test_the_date_of_a_record_is_when_it_was_judged_and_not_when_the_model_came_out() -> None:
    entry = DRAFTS["Heron-7B.yml"].entry

    assert ("2025-05-22", "") == (entry.assessments[0].date, entry.released)


def test_a_release_becomes_an_entry() -> None:
    entry = DRAFTS["Stork+.yml"].entry

    assert ("stork-plus", "domain", "code", "Apache-2.0") == (entry.id, entry.category, entry.group, entry.licence)
    assert {"https://huggingface.co/stork/stork-plus", "https://github.com/heron/stork+"} == {
        each.url for each in entry.links
    }


@pytest.mark.parametrize(
    "message",
    [
        "Heron-7B-Chat.yml:6: release.name: 'Heron-7B' is not the file's name",
        "Heron-7B-Chat.yml:23: release.components.2: MIT is open, and not among the licences recommended for data",
        "Ibis.yml:6: release.type: is missing",
        "Ibis.yml:6: release: has no link",
        "Ibis.yml:7: release.version: has blanks around it",
        "Ibis.yml:10: release.origin: 'Apache-2.0' is a licence, not a base",
        "Ibis.yml:11: release.producer: is empty",
        "Ibis.yml:17: release.license.distribution.name: has blanks around it",
        (
            "Ibis.yml:23: release.components.1.license: 'Apache 2.0' is not an SPDX id and does not count as open "
            "(Apache-2.0 would)"
        ),
        (
            "Ibis.yml:27: release.components.2.license: 'Component not include' says that the component is not there; "
            "it counts as not listed"
        ),
        "Ibis.yml:31: release.components.3.license: is empty: the component counts as unlicensed",
        "Ibis.yml:35: release.components.4.license: 'MIT ' has blanks around it; it is compared with them",
        "Ibis.yml:40: release.components.5.component_path: 'somewhere' is not an address (kept as a note)",
        "Ibis.yml:42: release.components.6.name: 'Evaluation results' is listed twice; the last counts",
        "Ibis.yml:47: release.components.7.name: 'Model Card' is not a component of the framework; it is left out",
        "Stork+.yml:7: release.version: 'Undisclosed' is not a size (kept as a remark)",
        (
            "Stork+.yml:15: release.huggingface: 'stork/stork-plus' is not an address "
            "(read as https://huggingface.co/stork/stork-plus)"
        ),
    ],
)
def test_every_irregularity_is_reported(message: str) -> None:
    assert message in MESSAGES


OLD = """
framework: {name: 'Model Openness Framework', version: '1.0', date: '2024-12-15'}
release:
  name: old
  date: '2024-10-03'
  type: %s
  github: 'https://github.com/example/old'
  components:
    - {name: Model architecture, location: 'https://github.com/example/old', license_name: Apache-2.0}
    - {name: Datasets, location: '', license_name: Component not included}
    - {name: Model card, location: 'http://[::1', license_name: Pending evaluation}
    - {name: Technical report, location: 'http://[::1/x', license_name: MIT}
"""
"""A record as the tool wrote it until April 2025."""


def _old(tmp_path: Path, kind: str = "language") -> tuple[Entry, list[str]]:
    (tmp_path / "old.yml").write_text(OLD % kind, "utf-8")
    drafts, messages = drafts_of("mof", tmp_path)
    return drafts["old.yml"].entry, messages


@pytest.mark.parametrize(
    ("criterion", "grade"),
    [
        ("model_architecture", Grade.OPEN),
        ("datasets", Grade.CLOSED),
        ("model_card", Grade.UNKNOWN),
        ("training_code", Grade.CLOSED),
    ],
)
def test_a_record_of_the_layout_before_grades_alike(tmp_path: Path, criterion: str, grade: Grade) -> None:
    entry, _ = _old(tmp_path)

    assert grade is entry.assessments[0].grade(criterion)


def test_the_places_of_the_layout_before_are_evidence_and_links(tmp_path: Path) -> None:
    entry, messages = _old(tmp_path)

    assert ("https://github.com/example/old",) == entry.assessments[0].judgement("model_architecture").evidence
    assert ["https://github.com/example/old"] == [link.url for link in entry.links]
    assert "old.yml:7: release.github: the key used before April 2025; read as repository" in messages


def test_a_link_that_has_no_host_is_kept_as_a_note(tmp_path: Path) -> None:
    entry, messages = _old(tmp_path)

    assert ((), "component_path: http://[::1/x") == (
        entry.assessments[0].judgement("technical_report").evidence,
        entry.assessments[0].judgement("technical_report").note,
    )
    assert any("'http://[::1/x' is not an address" in each for each in messages)


@pytest.mark.parametrize(
    ("kind", "category", "modalities"),
    [
        ("language", "base", ("text",)),
        ("code", "domain", ("code",)),
        ("multimodal", "multimodal", ("text", "image")),
        ("vision", "multimodal", ("image",)),
        ("image", "multimodal", ("image",)),
        ("audio", "multimodal", ("audio",)),
        ("video", "multimodal", ("video",)),
        ("3d", "multimodal", ()),
        ("other", "base", ()),
        ("''", "base", ()),
        ("holograms", "base", ()),
    ],
)
def test_the_type_decides_on_category_and_modalities(
    tmp_path: Path, kind: str, category: str, modalities: tuple[str, ...]
) -> None:
    entry, messages = _old(tmp_path, kind)

    assert (category, modalities) == (entry.category, entry.modalities)
    assert bool(modalities) or any("release.type" in each for each in messages)
