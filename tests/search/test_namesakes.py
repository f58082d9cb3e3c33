"""Names of an entry that are also what Ollama calls another one."""

from __future__ import annotations

import pytest

from factories import a_catalog, a_searcher, an_entry
from llmtui.search.named import as_named
from llmtui.search.namesakes import namesake_remark, namesakes

HERON = an_entry("heron", name="Heron", aliases=("Big Bird",), machine_names=("hub:lab/heron",))
CHAT = an_entry("heron-chat", category="instruction", machine_names=("ollama:heron", "ollama:big bird"))
SEARCHER = a_searcher(a_catalog(HERON, CHAT))


def _others(name: str) -> tuple[str, ...]:
    (match,) = SEARCHER.matches(name)
    return namesakes(SEARCHER, as_named(SEARCHER.catalog, match, name))


@pytest.mark.parametrize("name", ["heron", "Heron", "HERON"])
def test_a_bare_name_that_ollama_has_for_another_entry_has_a_namesake(name: str) -> None:
    assert ("heron-chat",) == _others(name)


@pytest.mark.parametrize("name", ["heron:latest", "lab/heron", "heron-chat", "Heron Chat"])
def test_a_name_that_means_one_entry_only_has_no_namesake(name: str) -> None:
    assert () == _others(name)


def test_a_name_of_the_same_entry_in_ollama_does_not_count() -> None:
    searcher = a_searcher(a_catalog(an_entry("heron", machine_names=("ollama:heron",))))
    (match,) = searcher.matches("heron")

    assert () == namesakes(searcher, as_named(searcher.catalog, match, "heron"))


def test_the_remark_names_both_entries_and_the_way_out() -> None:
    (match,) = SEARCHER.matches("heron")
    remark = namesake_remark(SEARCHER, as_named(SEARCHER.catalog, match, "heron"))

    assert ("'heron' is heron here, but also what Ollama calls heron-chat; write heron:latest for that one") == remark
