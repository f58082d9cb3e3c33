from __future__ import annotations

import pytest

from importing import drafts_of
from llmtui.importers.opening_up_chatgpt import CRITERIA
from llmtui.loader.loaded import Loaded
from llmtui.model import Grade, Judgement, Link, Listing

DRAFTS, MESSAGES = drafts_of("opening-up-chatgpt")


def test_every_criterion_of_the_framework_has_its_key(bundled: Loaded) -> None:
    framework = bundled.catalog.frameworks["opening-up-chatgpt"]

    assert [each.id for each in framework.criteria] == list(CRITERIA.values())


def test_the_template_is_left_out_and_every_project_read() -> None:
    assert ["heron-chat.yaml", "ibis.yaml", "stork-tools.yaml"] == list(DRAFTS)


def test_a_project_becomes_an_entry() -> None:
    entry = DRAFTS["heron-chat.yaml"].entry

    assert ("heron-chat", "Heron Chat", "Heron Lab", "Apache-2.0") == (entry.id, entry.name, entry.maker, entry.licence)
    assert (("Heron Base 7B",), "Reed talks (synthetic)") == (entry.base, entry.training_data)
    assert "A bird that talks. A lab by the lake." == entry.summary
    assert (Link("repo", "https://github.com/heron/chat"),) == entry.links
    assert (Listing("opening-up-chatgpt", name="Heron Chat", record="projects/heron-chat.yaml"),) == entry.listed_in


def test_grades_keep_their_links_and_notes() -> None:
    assessment = DRAFTS["heron-chat.yaml"].entry.assessments[0]

    assert 14 == len(assessment.judgements)
    assert Judgement(Grade.OPEN, ("https://github.com/heron/chat",), "All of the code") == assessment.judgement(
        "open_code"
    )
    assert Judgement(Grade.PARTIAL, (), 'Half of it, "the reeds"') == assessment.judgement("llm_data")
    assert ("2025-03", "https://opening-up-chatgpt.github.io") == (assessment.date, assessment.source)


def test_a_project_without_a_name_is_called_after_its_file() -> None:
    assert "stork-tools" == DRAFTS["stork-tools.yaml"].entry.name


def test_what_has_no_place_in_an_entry_is_a_remark() -> None:
    assert ("org.link: https://heron.example.org",) == DRAFTS["heron-chat.yaml"].remarks
    assert ("robustness: class: open",) == DRAFTS["ibis.yaml"].remarks


def test_a_criterion_that_a_record_lacks_is_not_assessed() -> None:
    assert Grade.UNKNOWN is DRAFTS["ibis.yaml"].entry.assessments[0].grade("api")


@pytest.mark.parametrize(
    "message",
    [
        "A_sample.yaml: line ends of another system (CRLF)",
        "A_sample.yaml:4: project.name: a template without a project; it is left out",
        "heron-chat.yaml:63: paper.link: open without a link that shows it",
        "ibis.yaml: carries no licence line of its own (CC-BY-4.0 by the readme of the source)",
        (
            "ibis.yaml:4: project.link: 'hhttps://github.com/ibis/ibis' is not an address "
            "(read as https://github.com/ibis/ibis)"
        ),
        "ibis.yaml:8: project.license: is empty",
        "ibis.yaml:16: opencode.class: 'Open ' is read as open",
        "ibis.yaml:21: llmdata.class: is empty: the criterion does not apply",
        "ibis.yaml:26: llmweights.class: 'ajar' is not a grade (open, partial or closed)",
        "ibis.yaml:42: license.link: 'see the readme' is not an address (kept as a note)",
        "ibis.yaml:1: api: the criterion is missing; it counts as not assessed",
        "ibis.yaml:81: robustness: unknown key; its value is kept as a remark",
        (
            "stork-tools.yaml:4: project.name: is empty; the site leaves the record out "
            "(called stork-tools after its file)"
        ),
        "stork-tools.yaml:7: project.llmbase: 'various' names no base",
    ],
)
def test_every_irregularity_is_reported(message: str) -> None:
    assert message in MESSAGES
