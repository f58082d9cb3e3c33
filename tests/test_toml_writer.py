from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factories import an_entry
from importing import drafts_of
from llmtui.loader.load import load
from llmtui.loader.locate import bundled_folder
from llmtui.model import Assessment, Entry, Grade, Judgement, Link, Listing, Origin, Snapshot
from llmtui.text import clean
from llmtui.toml_reader import parse_toml
from llmtui.toml_writer import assessment_toml, entry_toml, overlay_toml, snapshots_toml, toml_key

HOSTILE = ['"', "\\", "'''", '"""', "\x1b[31m", "\x7f", "\u202e", "a\nb", "[[assessments]]", "# no", "\t"]


def _loaded(folder: Path, text: str) -> Entry:
    (folder / "base").mkdir(exist_ok=True)
    (folder / "base" / "x.toml").write_text(text, "utf-8")
    loaded = load([Origin(bundled_folder(), "bundled"), Origin(folder, "mine")])
    assert () == loaded.problems
    return loaded.catalog.entries["x"]


def test_an_entry_reads_back_as_it_was(tmp_path: Path) -> None:
    entry = an_entry(
        "x",
        name="Heron",
        summary='Says "kraa".',
        maker="Lake \u6e56",
        aliases=("Grey", "Tall"),
        sizes=("7B",),
        released="2024-01",
        licence="MIT",
        links=(Link("repo", "https://github.com/a/b"),),
        listed_in=(Listing("mof", "models/Heron.yml", "Heron"),),
        assessments=(
            Assessment(
                "mof",
                {
                    "datasets": Judgement(Grade.OPEN, ("https://example.org",), "All", "MIT"),
                    "model_card": Judgement(Grade.CLOSED),
                    "data_card": Judgement(Grade.LISTED, ("https://example.org/card",)),
                },
                "2024-01",
                "https://mot.isitopen.ai",
                "7B",
                "Heron-7B",
            ),
        ),
    )

    read = _loaded(tmp_path, entry_toml(entry, ("A remark",)))

    assert entry == replace(read, path=None)


def test_remarks_are_comments_that_cannot_break_out() -> None:
    text = entry_toml(an_entry("x", name="Heron"), ("one\nname = 'two'",))

    assert {"name": "Heron", "kind": "model"} == parse_toml(text)


@given(st.text(max_size=60))
def test_any_text_reads_back_as_it_is_shown(text: str) -> None:
    name = clean(text) or "x"

    assert name == parse_toml(entry_toml(an_entry("x", name=name)))["name"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_inside_its_value(text: str) -> None:
    read = parse_toml(entry_toml(an_entry("x", name=text, aliases=(text, text)), (text,)))

    assert {"name", "kind", "aliases"} >= set(read) >= {"name", "kind"}


@pytest.mark.parametrize("name", ["opening-up-chatgpt", "osai-index", "mof"])
def test_every_draft_is_a_file_without_a_problem(tmp_path: Path, name: str) -> None:
    for draft in drafts_of(name)[0].values():
        entry = draft.entry
        (tmp_path / entry.category).mkdir(exist_ok=True)
        (tmp_path / entry.category / f"{draft.other_id}.toml").write_text(entry_toml(entry, draft.remarks), "utf-8")

    loaded = load([Origin(tmp_path, "mine")])

    assert ((), len(drafts_of(name)[0])) == (loaded.problems, len(loaded.catalog))


@pytest.mark.parametrize(
    ("key", "written"),
    [("code", "code"), ("data-card_2", "data-card_2"), ("a.b", '"a.b"'), ("a b", '"a b"'), ("", '""'), ("é", '"é"')],
)
def test_a_key_is_in_quotes_only_if_toml_needs_them(key: str, written: str) -> None:
    assert written == toml_key(key)
    assert {key: 1} == parse_toml(f"{written} = 1")


def test_a_licence_of_each_size_reads_back() -> None:
    licences = (("7B", "Apache-2.0"), ("70B chat", "LicenseRef-Own"))
    text = entry_toml(an_entry("x", licences=licences))

    assert dict(licences) == parse_toml(text)["licenses"]


@pytest.mark.parametrize(
    ("judgement", "written"),
    [
        pytest.param(Judgement(Grade.OPEN), "open", id="a grade alone is a word"),
        pytest.param(Judgement(Grade.OPEN, note="All."), {"grade": "open", "note": "All."}, id="with a note"),
        pytest.param(Judgement(Grade.OPEN, licence="MIT"), {"grade": "open", "license": "MIT"}, id="with a licence"),
        pytest.param(
            Judgement(Grade.PARTIAL, ("https://a.example", "https://b.example")),
            {"grade": "partial", "evidence": ["https://a.example", "https://b.example"]},
            id="with evidence",
        ),
        pytest.param(Judgement(Grade.LISTED, note="Named."), {"note": "Named."}, id="what is only listed has none"),
    ],
)
def test_a_judgement_is_as_short_as_it_can_be(judgement: Judgement, written: object) -> None:
    text = assessment_toml(Assessment("mof", {"code": judgement, "data.set": Judgement(Grade.CLOSED)}))

    assert {"assessments": [{"framework": "mof", "grades": {"code": written, "data.set": "closed"}}]} == parse_toml(
        text
    )


def test_each_assessment_has_its_own_grades_with_a_blank_line_before() -> None:
    judged = tuple(
        Assessment("mof", {"code": Judgement(grade)}, of=of)
        for of, grade in (("7B", Grade.OPEN), ("13B", Grade.CLOSED))
    )
    text = entry_toml(an_entry("x", assessments=judged))
    read = parse_toml(text)["assessments"]
    assert isinstance(read, list)

    assert [("7B", {"code": "open"}), ("13B", {"code": "closed"})] == [(each["of"], each["grades"]) for each in read]
    assert text.endswith('[assessments.grades]\ncode = "closed"\n')
    assert "\n\n\n" not in text


def test_an_overlay_that_adds_nothing_makes_no_file() -> None:
    assert "" == overlay_toml("x", {}, (), ())


def test_an_overlay_holds_what_it_adds_and_nothing_else() -> None:
    text = overlay_toml("x", {"maker_country": "NL"}, [Listing("mof", "", "Heron", "x.yml")], [Assessment("mof", {})])

    assert {
        "extends": "x",
        "maker_country": "NL",
        "listed_in": [{"source": "mof", "as": "Heron", "record": "x.yml"}],
        "assessments": [{"framework": "mof", "grades": {}}],
    } == parse_toml(text)


def test_snapshots_read_back_and_no_records_are_a_number_too() -> None:
    text = snapshots_toml(
        [
            Snapshot("mof", "v1", "2026-05", records=0),
            Snapshot("index", newest="2026-04", url="https://example.org", records=7),
        ]
    )

    assert [
        {"source": "mof", "version": "v1", "date": "2026-05", "records": 0},
        {"source": "index", "newest": "2026-04", "url": "https://example.org", "records": 7},
    ] == parse_toml(text)["snapshots"]
