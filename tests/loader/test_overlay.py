from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from factories import entry_text, load_folder, write_files
from llmtui.cache import open_catalog
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.model import Entry, Link, Origin

BASE = {
    "base/alpha.toml": entry_text(
        "Alpha",
        'summary = "Ours."',
        'tags = ["one", "two"]',
        'notice = "Old."',
        "[links]",
        'repo = "https://example.org/repo"',
        'demo = "https://example.org/demo"',
        "[[listed_in]]",
        'source = "survey"',
        "[[assessments]]",
        'framework = "opening-up-chatgpt"',
        'date = "2023-01"',
        "[assessments.grades]",
        'open_code = "closed"',
        "[[assessments]]",
        'framework = "opening-up-chatgpt"',
        'of = "7B"',
        'date = "2023-02"',
        "[assessments.grades]",
        'open_code = "partial"',
        "[[assessments]]",
        'framework = "osai-index"',
        'date = "2024-02"',
        "[assessments.grades]",
        'code = "open"',
    )
}
OVERLAY = """
extends = "alpha"
tags = ["three"]
notice = ""
[links]
demo = "https://example.org/better"
paper = "https://example.org/paper"
[[listed_in]]
source = "survey"
[[listed_in]]
source = "another"
[[assessments]]
framework = "opening-up-chatgpt"
date = "2025-01"
[assessments.grades]
open_code = "open"
"""


def _overlaid(tmp_path: Path, text: str = OVERLAY, name: str = "base/mine.toml") -> tuple[Loaded, Entry]:
    base = write_files(tmp_path / "base", BASE)
    over = write_files(tmp_path / "over", {name: text})
    loaded = load_folder(base, over)
    return loaded, loaded.catalog.entries["alpha"]


def test_an_overlay_replaces_the_keys_it_names_and_nothing_else(tmp_path: Path) -> None:
    _, entry = _overlaid(tmp_path)

    assert ("Alpha", "Ours.", ("three",), "") == (entry.name, entry.summary, entry.tags, entry.notice)


def test_links_are_taken_one_by_one(tmp_path: Path) -> None:
    _, entry = _overlaid(tmp_path)

    assert (
        Link("repo", "https://example.org/repo"),
        Link("paper", "https://example.org/paper"),
        Link("demo", "https://example.org/better"),
    ) == entry.links


def test_a_listing_is_added_if_it_is_new(tmp_path: Path) -> None:
    _, entry = _overlaid(tmp_path)

    assert ["survey", "another"] == [each.source for each in entry.listed_in]


def test_assessments_replace_those_of_the_same_framework_and_subject(tmp_path: Path) -> None:
    _, entry = _overlaid(tmp_path)

    assert [
        ("opening-up-chatgpt", "7B", "2023-02"),
        ("osai-index", "", "2024-02"),
        ("opening-up-chatgpt", "", "2025-01"),
    ] == [(each.framework, each.of, each.date) for each in entry.assessments]


def test_the_entry_keeps_its_file_and_says_what_was_added(tmp_path: Path) -> None:
    loaded, entry = _overlaid(tmp_path)
    (addition,) = loaded.catalog.additions["alpha"]

    assert tmp_path / "base" / "base" / "alpha.toml" == entry.path
    assert tmp_path / "over" / "base" / "mine.toml" == addition.path
    assert ("tags", "notice", "links.paper", "links.demo", "listed_in", "assessments by opening-up-chatgpt") == (
        addition.keys
    )


def test_nothing_is_replaced_by_an_overlay(tmp_path: Path) -> None:
    loaded, _ = _overlaid(tmp_path)

    assert ({}, ()) == (dict(loaded.catalog.replaced), loaded.problems)


def test_an_overlay_may_lie_beside_its_entry_and_come_first(tmp_path: Path) -> None:
    (entry,) = load_folder(write_files(tmp_path, {**BASE, "base/a-first.toml": OVERLAY})).catalog

    assert ("three",) == entry.tags


def test_overlays_add_up_in_their_order(tmp_path: Path) -> None:
    files = {
        "base/1.toml": 'extends = "alpha"\nmaker = "One"\nlicense = "MIT"\n',
        "base/2.toml": 'extends = "alpha"\nmaker = "Two"\n',
    }
    (entry,) = load_folder(write_files(tmp_path, BASE), write_files(tmp_path / "over", files)).catalog

    assert ("Two", "MIT") == (entry.maker, entry.licence)


def test_a_later_entry_replaces_an_overlaid_one_as_a_whole(tmp_path: Path) -> None:
    folders = [
        write_files(tmp_path / str(number), files)
        for number, files in enumerate((BASE, {"base/x.toml": OVERLAY}, {"base/alpha.toml": entry_text("Other")}))
    ]
    loaded = load_folder(*folders)

    assert ("Other", ()) == (loaded.catalog.entries["alpha"].name, loaded.catalog.entries["alpha"].tags)
    assert {} == dict(loaded.catalog.additions)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            'extends = "alhpa"\nmaker = "x"\n',
            "mine.toml:1: extends: there is no entry 'alhpa' to add to (did you mean alpha?)",
        ),
        ('extends = "alpha"\n', "mine.toml: adds nothing to 'alpha' (write a key, a link or an assessment)"),
        ('extends = "../x"\n', "mine.toml:1: extends: '../x' is not an id (name the entry that it adds to)"),
        ('extends = "alpha"\nmakr = "x"\nmaker = "y"\n', "mine.toml:2: makr: unknown key (did you mean maker?)"),
        ('extends = "alpha"\ngroup = "nope"\nmaker = "y"\n', "mine.toml: group: category 'base' has no group 'nope'"),
        ('extends = 3\nmaker = "y"\n', "mine.toml:1: extends: must be text, is a number"),
    ],
)
def test_what_is_wrong_with_an_overlay_is_reported(tmp_path: Path, text: str, problem: str) -> None:
    loaded, entry = _overlaid(tmp_path, text)
    messages = [str(each).removeprefix(f"{each.path.parent}/") for each in loaded.problems]

    assert messages[0].startswith(problem)
    assert "Alpha" == entry.name


def test_an_overlay_without_an_entry_counts_as_a_file_left_out(tmp_path: Path) -> None:
    loaded, _ = _overlaid(tmp_path, 'extends = "nope"\nmaker = "x"\n')

    assert 1 == loaded.skipped


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_records_may_be_overlays(tmp_path: Path, suffix: str) -> None:
    record = {"extends": "alpha", "maker": "Mine", "links": {"docs": "https://example.org/docs"}}
    path = tmp_path / f"more{suffix}"
    path.write_text(json.dumps({"entries": [record]} if suffix == ".json" else record), "utf-8")
    base = write_files(tmp_path / "base", BASE)
    loaded = load((Origin(base, "base"), Origin(path, "more")))

    assert "Mine" == loaded.catalog.entries["alpha"].maker
    assert path == loaded.catalog.additions["alpha"][0].path


def test_the_cache_has_what_overlays_add_and_notices_when_they_change(tmp_path: Path) -> None:
    base, over = write_files(tmp_path / "base", BASE), write_files(tmp_path / "over", {"base/mine.toml": OVERLAY})
    origins = (Origin(base, "base"), Origin(over, "over"))
    opened = [open_catalog(origins, tmp_path / "cache").loaded.catalog for _ in range(2)]
    write_files(over, {"base/mine.toml": 'extends = "alpha"\nmaker = "Later"\n'})
    later = open_catalog(origins, tmp_path / "cache").loaded.catalog

    assert [("three",)] * 2 == [catalog.entries["alpha"].tags for catalog in opened]
    assert 1 == len(opened[1].additions["alpha"])
    assert ("Later", ("one", "two")) == (later.entries["alpha"].maker, later.entries["alpha"].tags)


def test_many_entries_read_by_several_processes_are_overlaid_too(tmp_path: Path) -> None:
    files = {f"base/m{number}.toml": entry_text(f"M{number}") for number in range(2100)}
    over = {f"base/m{number}.toml": f'extends = "m{number}"\nmaker = "Mine"\n' for number in (0, 1000, 2099)}
    loaded = load_folder(write_files(tmp_path / "many", files), write_files(tmp_path / "over", over))

    assert {"m0", "m1000", "m2099"} == {entry.id for entry in loaded.catalog if entry.maker == "Mine"}


def test_thousands_of_overlays_of_no_entry_do_not_stop_the_load(tmp_path: Path) -> None:
    records = [{"id": f"entry-number-{each}", "name": "X", "kind": "model", "category": "base"} for each in range(2000)]
    overlays = [{"extends": f"entri-numbr-{each}", "tags": ["x"]} for each in range(2000)]
    text = "".join(f"{json.dumps(each)}\n" for each in (*records, *overlays))
    write_files(tmp_path, {"export.jsonl": text})

    start = time.process_time()
    loaded = load([Origin(tmp_path / "export.jsonl", "an export")])
    spent = time.process_time() - start

    assert (2000, True) == (len(loaded.problems), spent < 5)
