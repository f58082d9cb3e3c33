"""Where models are looked for if the user names no folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from llmtui.scan import Place, Source, default_places

HUB = ".cache/huggingface/hub"


def _found(home: Path, *folders: str, **environment: str) -> list[tuple[str, str]]:
    """The places in a home that has these folders, each as source and path from the home."""
    for folder in folders:
        (home / folder).mkdir(parents=True, exist_ok=True)
    given = {key: value.replace("HOME", str(home)) for key, value in environment.items()}
    places = default_places(given, home)
    inside = (each for each in places if each.folder.is_relative_to(home))
    return [(each.source.value, str(each.folder.relative_to(home))) for each in inside]


@pytest.mark.parametrize(
    ("folder", "environment", "source"),
    [
        pytest.param(HUB, {}, "hub cache", id="hub"),
        pytest.param("a", {"HF_HUB_CACHE": "HOME/a"}, "hub cache", id="hub by its variable"),
        pytest.param("a", {"HUGGINGFACE_HUB_CACHE": "HOME/a"}, "hub cache", id="hub by its older variable"),
        pytest.param("a/hub", {"HF_HOME": "HOME/a"}, "hub cache", id="hub by its home"),
        pytest.param("a/hub", {"HF_HOME": "~/a"}, "hub cache", id="hub by a home with a tilde"),
        pytest.param("a/huggingface/hub", {"XDG_CACHE_HOME": "HOME/a"}, "hub cache", id="hub in another cache"),
        pytest.param(".ollama/models", {}, "ollama", id="ollama"),
        pytest.param("a", {"OLLAMA_MODELS": "HOME/a"}, "ollama", id="ollama by its variable"),
        pytest.param(".lmstudio/models", {}, "lm studio", id="lm studio"),
        pytest.param(".cache/lm-studio/models", {}, "lm studio", id="older lm studio"),
    ],
)
def test_each_program_is_looked_for_where_it_keeps_models(
    tmp_path: Path, folder: str, environment: dict[str, str], source: str
) -> None:
    assert [(source, folder)] == _found(tmp_path, folder, **environment)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({"HF_HUB_CACHE": "HOME/one", "HF_HOME": "HOME/two"}, "one", id="the cache before the home"),
        pytest.param({"HF_HUB_CACHE": "HOME/one", "HUGGINGFACE_HUB_CACHE": "HOME/two"}, "one", id="new before old"),
        pytest.param({"HF_HOME": "HOME/two", "XDG_CACHE_HOME": "HOME/one"}, "two/hub", id="its own before the common"),
        pytest.param({"HF_HUB_CACHE": "", "HF_HOME": ""}, HUB, id="an empty variable is none"),
    ],
)
def test_the_variable_that_the_library_of_the_hub_heeds_first_counts(
    tmp_path: Path, environment: dict[str, str], expected: str
) -> None:
    folders = ("one", "two/hub", "one/huggingface/hub", HUB)

    assert [("hub cache", expected)] == _found(tmp_path, *folders, **environment)


def test_a_variable_replaces_the_usual_folder_of_ollama(tmp_path: Path) -> None:
    assert [("ollama", "own")] == _found(tmp_path, ".ollama/models", "own", OLLAMA_MODELS="HOME/own")


def test_a_folder_that_two_names_lead_to_is_one_place(tmp_path: Path) -> None:
    (tmp_path / ".lmstudio" / "models").mkdir(parents=True)
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "lm-studio").symlink_to(tmp_path / ".lmstudio")

    assert [("lm studio", ".lmstudio/models")] == _found(tmp_path)


@pytest.mark.parametrize("named", ["\x00", "x" * 5000, "gone"])
def test_a_variable_that_names_no_folder_finds_nothing(named: str) -> None:
    places = default_places({"HF_HUB_CACHE": named, "OLLAMA_MODELS": named}, None)

    assert [] == [each for each in places if each.folder != Path("/usr/share/ollama/.ollama/models")]


def test_without_a_home_only_variables_name_places(tmp_path: Path) -> None:
    places = default_places({"HF_HUB_CACHE": str(tmp_path)}, None)

    assert Place(Source.HUB, tmp_path) == places[0]
    assert set(places[1:]) <= {Place(Source.OLLAMA, Path("/usr/share/ollama/.ollama/models"))}
