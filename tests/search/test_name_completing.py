from __future__ import annotations

import pytest

from factories import a_catalog, a_searcher, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Link
from llmtui.search import Searcher

CATALOG = a_catalog(
    an_entry(
        "heron-2",
        name="Heron 2",
        aliases=("Reiher 2",),
        machine_names=("hub:acme/Heron-2-7B", "hub:acme/Heron-2-70B", "ollama:heron2", "arxiv:2301.00001"),
        sizes=("7B", "235B-A22B"),
    ),
    an_entry("owl", name="Owl Ünit", links=(Link("repo", "https://github.com/acme/owl"),)),
    an_entry("egret", name="GPU/Egret", machine_names=("ollama:egret:70b",), sizes=("8B",)),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Reih", {"Reiher 2": "heron-2"}),
        ("reih", {"reiher 2": "heron-2"}),
        ("OWL un", {"OWL unit": "owl"}),
        ("ac", {"acme/": ""}),
        ("acme/", {"acme/Heron-2-7B": "heron-2", "acme/Heron-2-70B": "heron-2", "acme/owl": "owl"}),
        ("acme/h", {"acme/heron-2-7B": "heron-2", "acme/heron-2-70B": "heron-2"}),
        ("heron2", {"heron2": "heron-2"}),
        ("heron2:", {"heron2:7b": "heron-2", "heron2:235b-a22b": "heron-2"}),
        ("egret:", {"egret:70b": "egret"}),
        ("gpu/", {"gpu/Egret": "egret"}),
        ("2301", {}),
        ("nothing", {}),
        ("(", {}),
        ("", {}),
    ],
)
def test_a_name_that_is_typed_goes_on_as_an_entry_has_it(typed: str, found: dict[str, str]) -> None:
    assert found == dict(Searcher(CATALOG).completed_names(typed))


def test_an_entry_whose_id_is_offered_needs_no_other_name_but_its_owner() -> None:
    searcher = Searcher(a_catalog(an_entry("heron", name="Heron", machine_names=("hub:heron-ai/Heron-7B",))))

    assert {"heron": "heron", "heron-ai/": ""} == dict(searcher.completed_names("heron"))
    assert {"heron-ai/": ""} == dict(searcher.completed_names("heron", {"heron"}))


@pytest.mark.parametrize("typed", ["meta-llama/", "qwen2.5:", "Qwen/", "google/g", "bigscience/"])
def test_every_offered_name_means_its_entry(typed: str, bundled: Loaded) -> None:
    searcher = a_searcher(bundled.catalog)
    found = {name: entry for name, entry in searcher.completed_names(typed).items() if entry}

    assert len(found) > 1
    assert {} == {
        name: entry for name, entry in found.items() if entry not in {one.entry_id for one in searcher.matches(name)}
    }
