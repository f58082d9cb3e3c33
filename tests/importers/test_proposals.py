from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from factories import an_assessment, an_entry
from importing import SAMPLES, drafts_of, importer_of
from llmtui.importers import Draft
from llmtui.importers.patches import git_patch, revised
from llmtui.importers.proposals import INDICES, propose
from llmtui.model import Assessment, Entry, Grade, Judgement
from llmtui.problems import ProblemLog

RECORDS = [(index, file, draft) for index in INDICES for file, draft in drafts_of(index)[0].items()]
IDS = [f"{index} {file}" for index, file, _ in RECORDS]


def _read_back(index: str, path: Path, text: str) -> Assessment:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    draft = importer_of(index).read(path, "2025-03", ProblemLog())
    assert draft
    return draft.entry.assessments[0]


@pytest.mark.parametrize(("index", "file", "draft"), RECORDS, ids=IDS)
def test_a_record_read_back_gives_its_assessment(tmp_path: Path, index: str, file: str, draft: Draft) -> None:
    (assessment,) = draft.entry.assessments
    proposal = propose(draft.entry, assessment, draft.record)

    assert assessment == _read_back(index, tmp_path / file, proposal.text)


def _changed(assessment: Assessment, criterion: str) -> Assessment:
    licence = "MIT" if assessment.framework == "mof" else ""
    judgement = Judgement(Grade.OPEN, ("https://example.org/new",), 'New: "now"\\ #open', licence)
    return replace(assessment, judgements={**assessment.judgements, criterion: judgement})


@pytest.mark.needs("git")
@pytest.mark.parametrize(("index", "draft"), [(index, draft) for index, _, draft in RECORDS], ids=IDS)
def test_a_patch_applies_and_changes_one_criterion(tmp_path: Path, index: str, draft: Draft) -> None:
    (assessment,) = draft.entry.assessments
    wanted = _changed(assessment, list(assessment.judgements)[2])
    path = SAMPLES / index / draft.record
    repository = tmp_path / "repository"
    (repository / draft.record).parent.mkdir(parents=True)
    (repository / draft.record).write_bytes(path.read_bytes())
    new = revised(importer_of(index), path, propose(draft.entry, wanted, draft.record), wanted)
    patch = git_patch(draft.record, path.read_bytes().decode(), new)

    subprocess.run(["git", "init", "-q"], cwd=repository, check=True)
    subprocess.run(["git", "apply"], input=patch.encode(), cwd=repository, check=True)

    found = importer_of(index).read(repository / draft.record, "2025-03", ProblemLog())
    assert found
    assert wanted.judgements == found.entry.assessments[0].judgements
    assert draft.entry.name == found.entry.name


@pytest.mark.parametrize(("index", "file", "draft"), RECORDS, ids=IDS)
def test_a_record_that_says_the_same_is_left_as_it_is(index: str, file: str, draft: Draft) -> None:
    (assessment,) = draft.entry.assessments
    path = SAMPLES / index / draft.record
    text = revised(importer_of(index), path, propose(draft.entry, assessment, draft.record), assessment)

    assert path.read_bytes().decode() == text
    assert "" == git_patch(file, text, text)


CRITERION = {"osai-index": "weights_endmodel", "opening-up-chatgpt": "open_code", "mof": "datasets"}


@pytest.mark.needs("git")
@pytest.mark.parametrize("index", INDICES)
def test_what_was_not_recorded_yet_becomes_a_new_file(tmp_path: Path, index: str) -> None:
    judgement = Judgement(Grade.OPEN, ("https://example.org/x",), "A note.", "MIT" if index == "mof" else "")
    assessment = an_assessment({CRITERION[index]: judgement}, index, "2026-01")
    entry = an_entry("x", name="../X: a/b", assessments=(assessment,))
    proposal = propose(entry, assessment, "")
    found = _read_back(index, tmp_path / "found" / Path(proposal.path).name, proposal.text)
    patch = git_patch(proposal.path, None, proposal.text)

    assert judgement == found.judgement(CRITERION[index])
    assert ".." not in Path(proposal.path).parts
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "--check"], input=patch.encode(), cwd=tmp_path, check=True)


def test_what_was_not_assessed_is_not_proposed() -> None:
    assessment = an_assessment({"code": "open"}, "osai-index")
    entry: Entry = an_entry("x", assessments=(assessment,))

    assert "paper:" not in propose(entry, assessment, "").text


def test_hostile_text_stays_a_text(tmp_path: Path) -> None:
    note = "&a *b !!python/object: {x: [y]} - # ' \" %"
    assessment = an_assessment({"code": Judgement(Grade.PARTIAL, (), note)}, "osai-index")
    text = propose(an_entry("x", assessments=(assessment,)), assessment, "").text

    assert note == _read_back("osai-index", tmp_path / "X.yaml", text).judgement("code").note
