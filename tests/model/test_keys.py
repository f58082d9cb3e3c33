"""The keys of an entry: every reader, writer and table goes through them, so each must read the right field."""

from __future__ import annotations

import pytest

from factories import an_entry
from llmtui.model import Entry, Kind
from llmtui.model.keys import ENTRY_KEYS, REFERENCES, Shape

BY_NAME = {key.name: key for key in ENTRY_KEYS}
FULL = an_entry(
    "x",
    name="X",
    category="data",
    kind=Kind.DATASET,
    maker="Acme",
    maker_country="CN",
    maker_type="company",
    summary="A model.",
    aliases=("Y", "Z"),
    machine_names=("hub:acme/x",),
    also_in=("base",),
    group="english",
    tags=("tag",),
    languages=("en", "zh"),
    modalities=("text",),
    base=("llama",),
    reproduces=("gpt",),
    works_with=("tool",),
    licence="MIT",
    licences=(("7B", "MIT"), ("70B", "LicenseRef-Own")),
    sizes=("7B", "70B"),
    released="2024-05",
    training_data="The Pile",
    training_compute="1e20 FLOP",
    notice="Withdrawn.",
)
WORDS = {
    "name": "X",
    "kind": "dataset",
    "maker": "Acme",
    "maker_country": "CN",
    "maker_type": "company",
    "summary": "A model.",
    "aliases": "Y, Z",
    "names": "hub:acme/x",
    "also_in": "base",
    "group": "english",
    "tags": "tag",
    "languages": "en, zh",
    "modalities": "text",
    "base": "llama",
    "reproduces": "gpt",
    "works_with": "tool",
    "license": "MIT",
    "licenses": "7B: MIT, 70B: LicenseRef-Own",
    "sizes": "7B, 70B",
    "released": "2024-05",
    "training_data": "The Pile",
    "training_compute": "1e20 FLOP",
    "notice": "Withdrawn.",
}
ELSEWHERE = {"id", "category", "links", "listed_in", "assessments", "path"}
"""Fields of an entry that have no key: a file's place gives some, and others have a shape of their own."""


def test_every_key_is_tried_here() -> None:
    assert set(WORDS) == set(BY_NAME)


@pytest.mark.parametrize("name", WORDS)
def test_a_key_reads_its_own_field(name: str) -> None:
    assert WORDS[name] == BY_NAME[name].words(FULL)


@pytest.mark.parametrize("name", sorted(set(WORDS) - {"name", "kind"}))
def test_a_key_of_an_entry_that_says_nothing_is_empty(name: str) -> None:
    assert ((), "") == (BY_NAME[name].texts(an_entry()), BY_NAME[name].words(an_entry()))


def test_every_field_of_an_entry_has_a_key() -> None:
    assert set(Entry.__struct_fields__) == {key.attribute for key in ENTRY_KEYS} | ELSEWHERE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "dataset"),
        ("name", "X"),
        ("aliases", ("Y", "Z")),
        ("licenses", (("7B", "MIT"), ("70B", "LicenseRef-Own"))),
    ],
)
def test_a_value_is_plain(name: str, value: object) -> None:
    assert value == BY_NAME[name].read(FULL)


def test_what_holds_ids_of_entries_is_followed() -> None:
    assert ["base", "reproduces", "works_with"] == [key.name for key in REFERENCES]


@pytest.mark.parametrize(
    ("name", "is_list", "recorded"),
    [
        pytest.param("name", False, True, id="a text"),
        pytest.param("maker_type", False, False, id="a text that may be left out"),
        pytest.param("tags", True, True, id="a list"),
        pytest.param("names", True, True, id="a list is in every record"),
        pytest.param("licenses", True, True, id="a table is in every record"),
    ],
)
def test_lists_are_in_every_record_so_that_programs_need_no_check(name: str, *, is_list: bool, recorded: bool) -> None:
    assert (is_list, recorded) == (BY_NAME[name].is_list, BY_NAME[name].recorded)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("maker", Shape.TEXT.value),
        ("released", "`YYYY`, `YYYY-MM` or `YYYY-MM-DD`"),
        ("base", "list of ids"),
        ("kind", "`model`, `method`, `dataset`, `tool`, `evaluation`, `application` or `resource`"),
    ],
)
def test_the_values_of_a_key_are_said_by_itself_or_by_its_shape(name: str, values: str) -> None:
    assert values == BY_NAME[name].values


@pytest.mark.parametrize(
    ("name", "column"), [("maker", "maker"), ("group", "subgroup"), ("aliases", "alias"), ("licenses", "license")]
)
def test_a_column_is_called_as_its_key_unless_the_key_says_otherwise(name: str, column: str) -> None:
    assert column == BY_NAME[name].column
