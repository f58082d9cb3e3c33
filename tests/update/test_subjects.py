from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factories import a_catalog, an_assessment, an_entry
from llmtui.importers import Draft
from llmtui.model import Entry, Kind, Listing
from llmtui.update.subjects import Subjects, subject, versions

INDEX = "osai-index"


def _draft(name: str, release: str = "", record: str = "line.yaml") -> Draft:
    assessment = an_assessment({"code": "open"}, INDEX, of=release, name=name)
    return Draft(record, Path(record), an_entry("x", name=name, assessments=(assessment,)), "other")


def _entry(name: str, of: str = "", called: str = "", **fields: Any) -> Entry:
    assessment = an_assessment({"code": "closed"}, INDEX, of=of, name=called)
    listed = (Listing(INDEX, "", called, "line.yaml"),)
    return an_entry("x", name=name, assessments=(assessment,), listed_in=listed, **fields)


STAR = _entry("StarChat2-15B", called="StarChat")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("StarChat2-15B-v0.1", {"2", "0.1"}),
        ("Qwen3.5-397B-A17B", {"3.5"}),
        ("Mixtral 8x7B", set()),
        ("Llama-2-70B-Chat", {"2"}),
        ("MiMo-V2-Flash", {"2"}),
        ("Whisper", set()),
        ("Model 2024", set()),
    ],
)
def test_sizes_and_years_are_no_versions(name: str, found: set[str]) -> None:
    assert found == versions(name)


@pytest.mark.parametrize(
    ("entry", "draft", "same"),
    [
        pytest.param(STAR, _draft("StarChat", "StarChat2-15B-v0.1"), True, id="same"),
        pytest.param(STAR, _draft("StarChat", "StarChat3-15B"), False, id="newer"),
        pytest.param(STAR, _draft("Galaxy", "StarChat2-15B"), False, id="renamed"),
        pytest.param(_entry("Whisper", called="Whisper"), _draft("Whisper", "Whisper-large-v4"), True, id="of a line"),
        pytest.param(
            _entry("Qwen3.5", called="Qwen", machine_names=("hub:Qwen/Qwen3.5-GPTQ-Int4",)),
            _draft("Qwen", "Qwen4-1B"),
            False,
            id="numbers of a quantisation",
        ),
    ],
)
def test_a_record_is_about_its_entry_until_it_names_another_version(entry: Entry, draft: Draft, *, same: bool) -> None:
    found = Subjects(a_catalog(entry), (INDEX,)).of_record(draft)

    assert same == (found is not None)


@pytest.mark.parametrize(
    ("entry", "draft", "of"),
    [
        pytest.param(_entry("Heron-2", called="Heron"), _draft("Heron", "Heron-2-Chat"), "", id="the entry as a whole"),
        pytest.param(_entry("Vicuna", "v1.5"), _draft("Vicuna", "Vicuna-13B-v1.5"), "v1.5", id="its own words stay"),
        pytest.param(
            _entry("Vicuna", "v1.3"), _draft("Vicuna", "Vicuna-13B-v1.5"), "Vicuna-13B-v1.5", id="another version"
        ),
    ],
)
def test_an_assessment_takes_the_place_of_the_one_of_the_same_version(entry: Entry, draft: Draft, of: str) -> None:
    assert of == subject(entry, draft)[0]


def test_a_name_finds_the_one_entry_of_its_kind() -> None:
    entries = (an_entry("a", name="Heron 7B"), an_entry("b", name="heron-7b", kind=Kind.DATASET))
    subjects = Subjects(a_catalog(*entries), (INDEX,))

    assert entries[0] == subjects.of_name("HERON-7B", Kind.MODEL)
    assert subjects.of_name("heron-7b", Kind.TOOL) is None


def test_a_name_that_two_entries_have_finds_neither() -> None:
    subjects = Subjects(a_catalog(an_entry("a", name="Heron"), an_entry("b", name="heron")), (INDEX,))

    assert subjects.of_name("Heron", Kind.MODEL) is None
