from __future__ import annotations

import csv
from pathlib import Path

import pytest

from factories import a_catalog, a_searcher, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Link
from llmtui.search import Searcher, View
from llmtui.search.names import Match, NameResolver, Resolution

with (Path(__file__).parents[1] / "data" / "pasted-names.csv").open(encoding="utf-8") as _file:
    PASTED = tuple((row["pasted"], row["entry"], row["how"]) for row in csv.DictReader(_file))
"""Names as people paste them, with the entry that each means and how: exact, or another copy of its family."""

ABSENT = (
    "acme/zeta-9b-instruct",
    "zorblax:7b",
    "https://huggingface.co/acme/zeta-9b",
    "https://github.com/acme/zorblax",
    "https://arxiv.org/abs/9912.99999",
    "arXiv:2099.12345",
    "zorblax-7b-Q4_K_M.gguf",
    "TheBloke/Zorblax-13B-GPTQ",
    "GPT-9 Ultra",
    "claude-sonnet-9",
    "hf.co/acme/zeta-GGUF:Q4_K_M",
    "ollama run zorblax",
    "llama-17:8b",
    "Qwen17-7B-Instruct",
    "openai/gpt-oss-giant-900b",
    "https://ollama.com/library/zorblax",
    "https://example.org/models/zeta",
    "models--acme--zeta-9b",
    "google/gemma-77-9b-it",
    "nonsense words that name nothing",
)


@pytest.fixture(scope="module")
def searcher(bundled: Loaded) -> Searcher:
    """The bundled catalogue."""
    return a_searcher(bundled.catalog)


def _first(searcher: Searcher, text: str) -> str | None:
    return next(iter(searcher.run(View(query=searcher.parse(text).query)).hits.ids), None)


def test_the_table_of_pasted_names_is_large() -> None:
    assert (True, True) == (len(PASTED) >= 150, len({entry for _name, entry, _how in PASTED}) >= 80)


def test_every_name_that_an_entry_has_is_found_exactly(searcher: Searcher) -> None:
    exact = [(name, entry) for name, entry, how in PASTED if how == "exact"]
    found = {name: searcher.resolve(name).matches for name, _entry in exact}

    assert [] == [
        name
        for name, entry in exact
        if entry not in {match.entry_id for match in found[name] if match.match is Match.EXACT}
    ]


def test_no_other_copy_of_a_model_counts_as_exact(searcher: Searcher) -> None:
    copies = [name for name, _entry, how in PASTED if how == "family"]

    assert [] == [name for name in copies if Match.EXACT in {each.match for each in searcher.resolve(name).matches}]


def test_pasted_names_find_their_entry_first(searcher: Searcher) -> None:
    missed = [name for name, entry, _how in PASTED if _first(searcher, name) != entry]

    assert len(missed) <= len(PASTED) * 0.05, missed


def test_a_pasted_name_is_never_reported_as_a_fault(searcher: Searcher) -> None:
    assert [] == [name for name, _entry, _how in PASTED if searcher.parse(name).faults]


@pytest.mark.parametrize("name", ABSENT)
def test_a_name_in_no_catalogue_is_not_found(searcher: Searcher, name: str) -> None:
    assert () == searcher.resolve(name).matches


def test_every_entry_is_found_first_by_its_own_name(searcher: Searcher, bundled: Loaded) -> None:
    missed = {entry.name: _first(searcher, entry.name) for entry in bundled.catalog}

    assert {entry.name: entry.id for entry in bundled.catalog} == missed


def test_reading_only_similar_entries_gives_the_same_answers_as_reading_all(
    searcher: Searcher, bundled: Loaded
) -> None:
    resolver = NameResolver(bundled.catalog)

    assert [] == [
        name for name, *_ in PASTED if set(searcher.resolve(name).matches) != set(resolver.resolve(name).matches)
    ]


@pytest.fixture
def signs() -> Catalog:
    """Entries whose names differ by signs alone."""
    return a_catalog(
        an_entry("command-r-plus", name="Command R+"),
        an_entry("command-r", name="Command R"),
        an_entry("llama-3-1", name="Llama 3.1"),
        an_entry("llama-31", name="Llama 31"),
    )


@pytest.mark.parametrize(
    ("text", "entry_id"),
    [
        pytest.param("command-r", "command-r", id="an-id"),
        pytest.param("COMMAND R+", "command-r-plus", id="in-capitals"),
        pytest.param("Command-R", "command-r", id="with-a-hyphen"),
        pytest.param("Command-R+", "command-r-plus", id="with-a-sign"),
        pytest.param("commandr+", "command-r-plus", id="in-one-word"),
        pytest.param("llama3.1", "llama-3-1", id="a-version"),
        pytest.param("llama31", "llama-31", id="a-number"),
    ],
)
def test_signs_of_a_name_count(signs: Catalog, text: str, entry_id: str) -> None:
    searcher = Searcher(signs)

    resolution = searcher.resolve(text)

    assert (entry_id, Match.EXACT) == (resolution.entry_id, resolution.matches[0].match)
    assert entry_id == _first(searcher, text)


def test_an_address_that_several_entries_share_gives_all_of_them() -> None:
    links = (Link("repo", "https://github.com/acme/models"),)
    catalog = a_catalog(an_entry("one", links=links), an_entry("two", links=links), an_entry("three"))

    matches = Searcher(catalog).resolve("https://github.com/acme/models/tree/main").matches

    assert [("one", Match.EXACT), ("two", Match.EXACT)] == [(each.entry_id, each.match) for each in matches]


def test_what_a_family_match_differs_in_is_reported() -> None:
    catalog = a_catalog(
        an_entry(
            "qwen", name="Qwen2.5 Instruct", category="instruction", sizes=("7B",), machine_names=("ollama:qwen2.5",)
        )
    )

    (match,) = Searcher(catalog).resolve("bartowski/Qwen2.5-72B-Instruct-GGUF").matches

    assert ("size 72B, format GGUF, uploaded by bartowski", Match.FAMILY) == (match.differs, match.match)


def test_a_name_like_no_other_suggests_nothing() -> None:
    assert Resolution() == Searcher(a_catalog(an_entry("olmo"))).resolve("zzzzzz")


def test_a_misspelt_name_suggests_the_nearest() -> None:
    catalog = a_catalog(an_entry("olmo", name="OLMo"), an_entry("bloom", name="BLOOM"))

    assert Resolution(nearest=("bloom",)) == Searcher(catalog).resolve("blooom")


@pytest.mark.parametrize(
    ("name", "differs", "is_other"),
    [
        ("Mist-7B-Instruct-v0.2.Q4_K_M.gguf", "format Q4_K_M GGUF", False),
        ("Mist-7B-Instruct-v0.9-GGUF", "version v0.9, format GGUF", True),
        ("mist:8x7b", "", False),
        ("mist:9x7b", "size 9X7B", True),
    ],
)
def test_a_size_or_version_that_the_names_of_an_entry_list_makes_no_difference(
    name: str, differs: str, is_other: bool
) -> None:
    names = (
        "hub:acme/Mist-7B-Instruct-v0.1",
        "hub:acme/Mist-7B-Instruct-v0.2",
        "hub:acme/Mist-8x7B-v0.1",
        "ollama:mist",
    )
    entry = an_entry("mist", name="Mist Instruct", category="instruction", sizes=("7B",), machine_names=names)

    (match,) = Searcher(a_catalog(entry)).resolve(name).matches

    assert (differs, is_other) == (match.differs, match.other_release)


@pytest.mark.parametrize(
    ("name", "entry_id", "is_other"),
    [
        pytest.param("LLaMA v2", "llama-2", False, id="as-llama.cpp-wrote-it"),
        pytest.param("llama V2", "llama-2", False, id="in-another-case"),
        pytest.param("LLaMA v3", "llama", True, id="not-in-the-catalogue"),
        pytest.param("LLaMA v2.5", "llama", True, id="not-whole"),
        pytest.param("someone/llama-v2", "llama", True, id="a-second-copy-of-an-owner"),
        pytest.param("llama-7b-v2", "llama", True, id="a-second-copy-of-a-size"),
        pytest.param("Gem v2", "gem", False, id="a-version-that-an-entry-lists"),
    ],
)
def test_a_word_and_a_version_mean_the_line_of_that_number(name: str, entry_id: str, is_other: bool) -> None:
    catalog = a_catalog(
        an_entry("llama", name="LLaMA", category="base"),
        an_entry("llama-2", name="Llama 2", category="base"),
        an_entry("gem", name="Gem", machine_names=("hub:acme/Gem-7B-v2",)),
        an_entry("gem-2", name="Gem 2"),
    )

    (match,) = Searcher(catalog).resolve(name).matches
    (same,) = NameResolver(catalog).matches(name)

    assert (entry_id, Match.FAMILY, is_other) == (match.entry_id, match.match, match.other_release)
    assert match == same


def test_the_name_of_an_entry_may_look_like_one_of_a_registry() -> None:
    resolver = NameResolver(a_catalog(an_entry("jax", name="JAX/Flax"), an_entry("flax")))

    assert "jax" == resolver.resolve("jax/flax").entry_id
