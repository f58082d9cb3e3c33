"""`is:starred`, `is:marked` and `is:local` in plain commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import FILES
from factories import entry_text, write_files
from llmtui.user.favourites import Favourites, save_favourites
from llmtui.user.paths import user_paths
from llmtui.user.state import State, save_state
from running import Outcome, run_script

Run = Callable[..., Outcome]
JUDGED_TWICE = entry_text(
    "Delta",
    *("[[assessments]]", 'framework = "opening-up-chatgpt"', 'date = "2023-01"'),
    *("[assessments.grades]", 'llm_weights = "closed"'),
    *("[[assessments]]", 'framework = "opening-up-chatgpt"', 'date = "2024-01"'),
    *("[assessments.grades]", 'llm_weights = "open"'),
    *("[[assessments]]", 'framework = "mof"', 'date = "2024-01"'),
    *("[assessments.grades]", 'model_parameters_final = "partial"'),
)
OTHERS = {
    "base/delta.toml": JUDGED_TWICE,
    "base/epsilon.toml": entry_text("Epsilon", 'names = ["hub:acme/epsilon-7b"]'),
}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder whose cache of the Hub holds one model of the catalogue and another one."""
    for name in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "OLLAMA_MODELS", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("acme--epsilon-7b", "someone--private"):
        snapshot = tmp_path / f"home/.cache/huggingface/hub/models--{name}/snapshots/{'a' * 40}"
        write_files(snapshot, {"config.json": '{"architectures": ["X"]}', "model.safetensors": b"0" * 2_000_000})
    return tmp_path


@pytest.fixture
def asked(machine: Path, llmtui: Run) -> Run:
    """Runs a command line on a small catalogue alone, on that machine."""
    folder = write_files(machine / "catalogue", {**FILES, **OTHERS})
    return lambda *words: llmtui(*words, "--catalog", folder, "--no-bundled")


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("is:starred", {"gamma"}),
        ("is:marked", {"alpha", "beta"}),
        ("is:local", {"epsilon"}),
        ("is:local,starred", {"epsilon", "gamma"}),
        ("is:local OR id:alpha", {"epsilon", "alpha"}),
        ("NOT is:local", {"alpha", "beta", "gamma", "delta"}),
        ("is:changed", {"delta"}),
        ("is:disputed", {"delta"}),
    ],
)
@pytest.mark.parametrize("command", ["list", "search", "export"])
def test_every_word_for_a_state_can_be_asked_for(asked: Run, command: str, query: str, ids: set[str]) -> None:
    save_favourites(user_paths().favourites, Favourites({"gamma": "a note"}), Favourites())
    save_state(user_paths().state, State(marks=("alpha", "beta")))
    start = {
        "list": ("list", "--format", "jsonl", "--where"),
        "search": ("search", "--format", "jsonl"),
        "export": ("export", "-", "--format", "jsonl", "--where"),
    }

    outcome = asked(*start[command], query)

    assert (0, "") == (outcome.code, outcome.err)
    assert ids == {json.loads(line)["id"] for line in outcome.out.splitlines()}


def test_the_matrix_and_the_numbers_are_narrowed_to_the_models_on_this_machine(asked: Run) -> None:
    query = "is:local,disputed"

    assert "delta" == asked("matrix", "--format", "ids", "--where", query).out.strip()
    assert asked("stats", "--where", "id:epsilon,delta").out == asked("stats", "--where", query).out


def test_a_checklist_may_ask_for_the_models_on_this_machine(asked: Run, machine: Path) -> None:
    checklist = (
        'name = "Here"\nasks = "Is it here?"\n[[conditions]]\nid = "here"\nholds = "is:local"\nwhy = "It has to be."\n'
    )
    write_files(machine / "catalogue", {"checklists/here.toml": checklist})

    assert 0 == asked("check", "here", "epsilon").code
    assert 1 == asked("check", "here", "alpha").code


def test_a_machine_without_models_says_where_it_looked(
    asked: Run, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(machine / "nowhere"))

    outcome = asked("list", "--where", "is:local")

    assert (1, "") == (outcome.code, outcome.out)
    assert "no models in the folders of Hugging Face, Ollama and LM Studio" in outcome.err


def test_models_are_looked_for_only_if_a_query_asks() -> None:
    script = """if True:
        import sys
        from llmtui.cli.main import main
        for query in ("is:starred", "id:bloomz", "is:local"):
            main(["list", "--where", query])
            print(query, "llmtui.scan" in sys.modules)
    """
    lines = run_script(script).out.splitlines()

    assert ["is:starred False", "id:bloomz False", "is:local True"] == [
        each for each in lines if each[:3] in ("is:", "id:")
    ]
