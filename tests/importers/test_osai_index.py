from __future__ import annotations

from pathlib import Path

import pytest

from importing import drafts_of, importer_of
from llmtui.importers.osai_index import CRITERIA
from llmtui.loader.loaded import Loaded
from llmtui.model import Grade, Judgement
from llmtui.problems import ProblemLog

DRAFTS, MESSAGES = drafts_of("osai-index")


def test_the_criteria_are_those_of_the_framework(bundled: Loaded) -> None:
    assert CRITERIA == tuple(each.id for each in bundled.catalog.frameworks["osai-index"].criteria)


def test_files_that_are_no_records_are_left_out() -> None:
    assert ["Bittern.yaml", "Crane Code.yaml", "Heron.yaml", "egret.yaml"] == list(DRAFTS)


def test_a_line_is_judged_by_its_newest_release() -> None:
    assessment = DRAFTS["Heron.yaml"].entry.assessments[0]

    assert ("Heron", "Heron-2-Chat") == (assessment.name, assessment.of)


def test_links_are_read_alone_and_in_lists() -> None:
    assessment = DRAFTS["Heron.yaml"].entry.assessments[0]

    links = ("https://heron.example.org/data", "https://heron.example.org/more")
    assert Judgement(Grade.OPEN, links, "All listed") == assessment.judgement("datasources_basemodel")
    assert ("https://huggingface.co/heron/heron-2-chat",) == assessment.judgement("weights_endmodel").evidence


@pytest.mark.parametrize(
    ("file", "placement"),
    [
        pytest.param("Heron.yaml", ("instruction", ""), id="text"),
        pytest.param("Bittern.yaml", ("base", ""), id="text-that-nobody-tuned"),
        pytest.param("Crane Code.yaml", ("domain", "code"), id="code"),
        pytest.param("egret.yaml", ("multimodal", "audio"), id="the-first-of-two"),
    ],
)
def test_the_type_decides_on_the_category(file: str, placement: tuple[str, str]) -> None:
    assert placement == (DRAFTS[file].entry.category, DRAFTS[file].entry.group)


def test_what_comments_say_is_kept() -> None:
    remarks = DRAFTS["Heron.yaml"].remarks

    assert {"National origin: Netherlands", "Contributor type: Academic (University)"} <= set(remarks)
    assert "The assessment builds on the MusGO framework; credit it." in DRAFTS["egret.yaml"].remarks


def test_a_variant_of_a_key_and_a_date_in_words_are_read() -> None:
    entry = DRAFTS["egret.yaml"].entry

    assert ("Apache 2.0", "2024-11", ("audio", "text")) == (entry.licence, entry.released, entry.modalities)


def test_a_criterion_that_is_asked_no_more_is_a_remark() -> None:
    assert "package: class: open, link: https://egret.example.org/pip" in DRAFTS["egret.yaml"].remarks
    assert "system.datasources_endmodel: Songs of the lake" in DRAFTS["egret.yaml"].remarks


@pytest.mark.parametrize(
    "message",
    [
        "Bittern.yaml:8: system.type: 'smell' is unknown (one of text, code, image, video, audio)",
        "Bittern.yaml:13: system.releasedate: 'soon' is not a date; it is left out (YYYY-MM)",
        "Crane Code.yaml:10: system.basemodelname: 'unknown' names no base",
        "Heron.yaml:23: datasources_basemodel.link: https://heron.example.org/data is there twice",
        "Heron.yaml:77: licenses: has no link key",
        "Heron.yaml:18: org.link: is a list",
        "Heron.yaml:18: org.link: 'lake.example.org' is not an address (read as https://lake.example.org)",
        "_parameters.yml: is not a record of a system; it is left out",
        "a_submission_template.yaml:3: system.name: a template without a system; it is left out",
        "egret.yaml: does not say the maker's national origin",
        "egret.yaml: does not say the maker's contributor type",
        "egret.yaml:1: the assessment builds on the MusGO framework (credit MusGO with it)",
        "egret.yaml: carries no licence line of its own (CC-BY-4.0 as the index is)",
        "egret.yaml:5: system.type: 'audio,text' names several; the first decides on the category",
        "egret.yaml:8: system.endmodelname: is empty",
        "egret.yaml:9: system.releasedate: '2024 NOV' is read as 2024-11",
        "egret.yaml:11: system.endmodel license: the key is endmodellicense elsewhere; read alike",
        "egret.yaml:12: system.datasources_endmodel: unknown key; its value is kept as a remark",
        "egret.yaml:80: package: the index no longer asks this; kept as a remark",
    ],
)
def test_every_irregularity_is_reported(message: str) -> None:
    assert message in MESSAGES


def test_a_name_that_is_not_the_file_s_is_reported() -> None:
    assert any(each.startswith("egret.yaml:3: system.name: ") and "not the file's name" in each for each in MESSAGES)


def test_other_criteria_of_the_index_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "_parameters.yml"
    path.write_text("- name: Access\n  params:\n    - ref: energy\n", "utf-8")
    log = ProblemLog()

    importer_of("osai-index").read(path, "2025-03", log)

    assert "lists other criteria than those read: code, " in list(log)[1].message
    assert "energy" in list(log)[1].message
