from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from factories import FRAMEWORK, a_catalog, a_framework, an_entry
from llmtui.exporters.json import dump_catalog, dump_entries, dump_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Snapshot

ENTRY = an_entry("baichuan", name="百川大模型", grades={"code": "open"})
CATALOG = a_catalog(ENTRY, an_entry("other"))


def test_letters_of_every_script_stay_readable() -> None:
    assert '"name": "百川大模型"' in dump_entry(CATALOG, ENTRY, FRAMEWORK)


def test_entries_are_an_array_in_the_order_given() -> None:
    entries = [CATALOG.entries["other"], ENTRY]

    assert ["other", "baichuan"] == [each["id"] for each in json.loads(dump_entries(CATALOG, entries, FRAMEWORK))]


def test_the_whole_catalogue_holds_snapshots_frameworks_by_id_and_the_entries_given() -> None:
    catalog = replace(CATALOG, snapshots=(Snapshot("survey", date="2026-06-12"),))

    written = json.loads(dump_catalog(catalog, [ENTRY], FRAMEWORK))

    assert ["snapshots", "frameworks", "entries"] == list(written)
    assert [("survey", "2026-06-12")] == [(each["source"], each["date"]) for each in written["snapshots"]]
    assert [FRAMEWORK] == [each["id"] for each in written["frameworks"].values()]
    assert ["baichuan"] == [each["id"] for each in written["entries"]]


@pytest.mark.parametrize("text", [dump_entry(CATALOG, ENTRY, FRAMEWORK), dump_catalog(CATALOG, [], FRAMEWORK)])
def test_a_file_ends_with_one_line_feed(text: str) -> None:
    assert text.endswith("}\n")


def test_a_framework_without_criteria_leaves_no_number_that_json_lacks() -> None:
    entry = an_entry(grades={})

    openness = json.loads(dump_entry(a_catalog(entry, frameworks=[a_framework(criteria=())]), entry, FRAMEWORK))[
        "openness"
    ]

    assert (0, 0) == (openness["score"], openness["max"])


def test_no_control_character_of_the_bundled_catalogue_gets_out(bundled: Loaded) -> None:
    catalog = bundled.catalog

    text = dump_catalog(catalog, list(catalog), "opening-up-chatgpt")

    assert [] == [letter for letter in text if not letter.isprintable() and letter not in "\n\u3000"]
