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
from llmtui.model import Assessment, Entry, Grade, Judgement, Link, Listing, Origin
from llmtui.text import clean
from llmtui.toml_reader import parse_toml
from llmtui.toml_writer import entry_toml

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
