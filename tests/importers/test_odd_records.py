"""Records of the indices that say things in their own way: each value alone, with what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from importing import importer_of
from llmtui.importers import Draft
from llmtui.importers.mof import COMPONENTS
from llmtui.model import Grade
from llmtui.problems import ProblemLog

OSAI = """
# CC-BY-4.0
# - National origin: France
# - Contributor type: Academic (University)
system:
    name: X
    link: https://example.org/x
    type: text
    performanceclass:
    basemodelname: X-base
    endmodelname: X-chat
    endmodellicense: MIT
    releasedate: 2024-05
    notes: A model.
org:
    name: Lab
    link:
    notes: Makers.
"""
MOF = """
framework: {name: MOF, version: '1.0', date: '2024-12-15'}
release:
  name: X
  version: 7B
  date: '2025-05-22'
  type: language
  architecture: transformer
  origin: ''
  producer: Lab
  contact: ''
  repository: https://github.com/lab/x
  huggingface: ''
  license: {distribution: {name: Apache-2.0, path: ''}}
  components:
  - {name: 'Model card', description: Said.}
"""


def _read(index: str, text: str, tmp_path: Path, name: str = "X.yaml") -> tuple[Draft | None, list[str]]:
    path, log = tmp_path / name, ProblemLog()
    path.write_text(text, "utf-8")
    draft = importer_of(index).read(path, "2025-03", log)
    reported = [f"{each.key}: {each.message}" for each in log]
    return draft, [
        each for each in reported if not each.endswith("the criterion is missing; it counts as not assessed")
    ]


def _osai(tmp_path: Path, *changes: tuple[str, str]) -> tuple[Draft | None, list[str]]:
    text = OSAI
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return _read("osai-index", text, tmp_path)


def _mof(tmp_path: Path, *changes: tuple[str, str]) -> tuple[Draft | None, list[str]]:
    text = MOF
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return _read("mof", text, tmp_path, "X.yml")


def test_a_plain_record_is_read_without_a_word(tmp_path: Path) -> None:
    draft, reported = _osai(tmp_path)

    assert draft is not None
    entry, (assessment,) = draft.entry, draft.entry.assessments
    assert [] == reported
    assert ("X", "instruction", "Lab", ("X-base",), ("text",), "MIT", "2024-05", "FR", "university") == (
        entry.name,
        entry.category,
        entry.maker,
        entry.base,
        entry.modalities,
        entry.licence,
        entry.released,
        entry.maker_country,
        entry.maker_type,
    )
    assert ("A model. Makers.", "X-chat", "X", "2025-03") == (
        entry.summary,
        assessment.of,
        assessment.name,
        assessment.date,
    )


@pytest.mark.parametrize(
    ("written", "released", "reported"),
    [
        ("2024", "2024", []),
        ("2024-05-06", "2024-05-06", []),
        ("2024 NOV", "2024-11", ["system.releasedate: '2024 NOV' is read as 2024-11"]),
        ("2024-december", "2024-12", ["system.releasedate: '2024-december' is read as 2024-12"]),
        ("2024 Foo", "", ["system.releasedate: '2024 Foo' is not a date; it is left out"]),
        ("soon", "", ["system.releasedate: 'soon' is not a date; it is left out"]),
        ("", "", ["system.releasedate: is empty"]),
    ],
)
def test_a_date_of_release_is_read_in_words_too(
    tmp_path: Path, written: str, released: str, reported: list[str]
) -> None:
    draft, messages = _osai(tmp_path, ("releasedate: 2024-05", f"releasedate: {written}"))

    assert draft is not None
    assert (released, reported) == (draft.entry.released, messages)


@pytest.mark.parametrize(
    ("printed", "placement", "modalities", "reported"),
    [
        ("text", ("instruction", ""), ("text",), 0),
        ("code", ("domain", "code"), ("code",), 0),
        ("Image", ("multimodal", "image-generation"), ("image",), 0),
        ("video, text", ("multimodal", "video"), ("video", "text"), 1),
        ("audio", ("multimodal", "audio"), ("audio",), 0),
        ("smell", ("instruction", ""), (), 1),
        ("", ("instruction", ""), (), 1),
    ],
)
def test_the_first_type_decides_where_a_system_belongs(
    tmp_path: Path, printed: str, placement: tuple[str, str], modalities: tuple[str, ...], reported: int
) -> None:
    draft, messages = _osai(tmp_path, ("type: text", f"type: {printed}"))

    assert draft is not None
    assert (placement, modalities, reported) == (
        (draft.entry.category, draft.entry.group),
        draft.entry.modalities,
        len(messages),
    )


@pytest.mark.parametrize(
    ("base", "end", "category"),
    [
        ("X", "X", "base"),
        ("X", "X-chat", "instruction"),
        ("X-Instruct", "X-Instruct", "instruction"),
        ("Y", "X", "instruction"),
    ],
)
def test_a_text_model_that_was_not_tuned_is_a_base_model(tmp_path: Path, base: str, end: str, category: str) -> None:
    draft, _messages = _osai(
        tmp_path, ("basemodelname: X-base", f"basemodelname: {base}"), ("endmodelname: X-chat", f"endmodelname: {end}")
    )

    assert draft is not None
    assert category == draft.entry.category


@pytest.mark.parametrize(
    ("change", "reported"),
    [
        pytest.param(("name: X\n", "name: Y\n"), "system.name: 'Y' is not the file's name", id="another name"),
        pytest.param(("name: X\n", "name:\n"), "system.name: is empty", id="no name"),
        pytest.param(
            ("endmodellicense", "endmodel license"), "system.endmodel license: the key is", id="a key's variant"
        ),
        pytest.param(("# CC-BY-4.0\n", ""), ": carries no licence line of its own", id="no licence line"),
        pytest.param(
            ("# - National origin: France\n", ""), ": does not say the maker's national origin", id="no origin"
        ),
        pytest.param(("org:\n", "org:\n    colour: red\n"), "org.colour: unknown key", id="an unknown key"),
        pytest.param(
            ("# CC-BY-4.0", "# CC-BY-4.0, MusGO"), ": the assessment builds on the MusGO framework", id="credit"
        ),
        pytest.param(("org:\n", "api: {class: open}\norg:\n"), "api: the index no longer asks this", id="former"),
    ],
)
def test_what_is_odd_about_a_record_is_reported_and_it_is_read_all_the_same(
    tmp_path: Path, change: tuple[str, str], reported: str
) -> None:
    draft, messages = _osai(tmp_path, change)

    assert draft is not None
    assert any(each.startswith(reported) for each in messages)


def test_a_template_that_was_not_filled_in_is_left_out(tmp_path: Path) -> None:
    blank = [("name: X\n", "name:\n"), ("link: https://example.org/x", "link:"), ("type: text", "type:")]
    draft, messages = _osai(tmp_path, *blank, ("endmodelname: X-chat", "endmodelname:"))

    assert None is draft
    assert ["system.name: a template without a system; it is left out"] == messages


def test_what_has_no_key_in_an_entry_is_a_remark(tmp_path: Path) -> None:
    draft, _messages = _osai(
        tmp_path, ("performanceclass:", "performanceclass: full"), ("link: https://example.org/x", "link: ask us")
    )

    assert draft is not None
    assert {"system.performanceclass: full", "system.link: ask us", "National origin: France"} <= set(draft.remarks)


def _component(tmp_path: Path, written: str) -> tuple[Grade, str, str, list[str]]:
    """The grade, licence and note of a model card that a record lists, and what is said of it."""
    draft, messages = _mof(tmp_path, ("{name: 'Model card', description: Said.}", written))
    assert draft is not None
    judgement = draft.entry.assessments[0].judgement("model_card")
    return judgement.grade, judgement.licence, judgement.note, messages


@pytest.mark.parametrize(
    ("written", "grade", "licence", "reported"),
    [
        pytest.param("{name: 'Model card'}", Grade.OPEN, "Apache-2.0", "", id="the licence of the whole"),
        pytest.param("{name: 'Model card', license: CC-BY-4.0}", Grade.OPEN, "CC-BY-4.0", "", id="its own"),
        pytest.param("{name: 'Model card', license: ''}", Grade.PARTIAL, "unlicensed", "is empty", id="empty"),
        pytest.param(
            "{name: 'Model card', license: [a]}", Grade.PARTIAL, "unlicensed", "must be one text", id="a list"
        ),
        pytest.param("{name: 'Model card', license: Own}", Grade.PARTIAL, "Own", "", id="not open"),
        pytest.param(
            "{name: 'Model card', license: Apache 2.0}",
            Grade.PARTIAL,
            "Apache 2.0",
            "is not an SPDX id and does not count as open",
            id="nearly an id",
        ),
        pytest.param(
            "{name: 'Model card', license: ' MIT'}", Grade.PARTIAL, '" MIT"', "has blanks around it", id="blanks"
        ),
        pytest.param(
            "{name: 'Model card', license: MIT}", Grade.OPEN, "MIT", "not among the licences recommended", id="for code"
        ),
        pytest.param(
            "{name: 'Model card', license: Component not included}",
            Grade.CLOSED,
            "",
            "says that the component is not there",
            id="not there",
        ),
        pytest.param(
            "{name: 'Model card', license: Pending evaluation}", Grade.UNKNOWN, "", "is not a judgement", id="pending"
        ),
        pytest.param("{name: 'Magic wand'}", Grade.CLOSED, "", "is not a component of the framework", id="unknown"),
    ],
)
def test_a_component_is_graded_by_the_licence_that_applies(
    tmp_path: Path, written: str, grade: Grade, licence: str, reported: str
) -> None:
    found, named, _note, messages = _component(tmp_path, written)

    assert (grade, licence) == (found, named)
    assert not reported or any(reported in each for each in messages)


def test_a_component_listed_twice_counts_as_it_was_listed_last(tmp_path: Path) -> None:
    grade, licence, note, messages = _component(
        tmp_path, "{name: 'Model card', license: Own}\n  - {name: 'Model card', license: CC-BY-4.0, description: Two.}"
    )

    assert (Grade.OPEN, "CC-BY-4.0", "Two.") == (grade, licence, note)
    assert any("is listed twice; the last counts" in each for each in messages)


def test_what_a_record_does_not_list_is_closed(tmp_path: Path) -> None:
    draft, _messages = _mof(tmp_path)

    assert draft is not None
    judgements = draft.entry.assessments[0].judgements
    assert {criterion for criterion, _ in COMPONENTS.values()} == set(judgements)
    assert {"model_card"} == {each for each, judgement in judgements.items() if judgement.grade is not Grade.CLOSED}


@pytest.mark.parametrize(
    ("date", "dated", "reported"),
    [
        ("2025-05-22", "2025-05-22", ""),
        ("May 2025", "2025-03", "'May 2025' is not a date"),
        ("", "2025-03", "is empty"),
    ],
)
def test_a_record_without_a_date_has_that_of_the_import(tmp_path: Path, date: str, dated: str, reported: str) -> None:
    draft, messages = _mof(tmp_path, ("date: '2025-05-22'", f"date: '{date}'"))

    assert draft is not None
    assert dated == draft.entry.assessments[0].date
    assert [f"release.date: {reported}"] * bool(reported) == [each for each in messages if "release.date" in each]


@pytest.mark.parametrize(
    ("kind", "name", "category", "modalities"),
    [
        ("language", "X", "base", ("text",)),
        ("language", "X-Instruct", "instruction", ("text",)),
        ("unheard", "X", "base", ()),
    ],
)
def test_a_release_belongs_where_its_type_or_its_name_says(
    tmp_path: Path, kind: str, name: str, category: str, modalities: tuple[str, ...]
) -> None:
    draft, _messages = _mof(tmp_path, ("type: language", f"type: {kind}"), ("name: X\n", f"name: {name}\n"))

    assert draft is not None
    assert (category, modalities) == (draft.entry.category, draft.entry.modalities)


def test_what_a_release_says_beyond_an_entry_is_kept_as_remarks(tmp_path: Path) -> None:
    draft, _messages = _mof(
        tmp_path, ("contact: ''", "contact: me"), ("version: 7B", "version: v1"), ("origin: ''", "origin: Y")
    )

    assert draft is not None
    assert {"framework: MOF 1.0 2024-12-15", "release.contact: me", "release.version: v1", "release.origin: Y"} <= set(
        draft.remarks
    )
    assert (("Y",), ()) == (draft.entry.base, draft.entry.sizes)


def test_a_record_without_components_is_left_out(tmp_path: Path) -> None:
    draft, messages = _mof(tmp_path, ("  components:\n  - {name: 'Model card', description: Said.}\n", ""))

    assert None is draft
    assert ["release.components: a record without components; it is left out"] == messages
