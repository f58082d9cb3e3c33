"""Forty models of all programs on one machine: found, matched and reported by one command."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from factories import entry_text, write_files
from llmtui.cli.main import main
from scan.making import card, download, write_gguf, write_ollama

CONFIG = b'{"model_type": "llama"}'
CATALOGUE = {
    "base/alpha.toml": entry_text(
        "Alpha",
        'maker = "Acme"',
        'license = "Apache-2.0"',
        'sizes = ["7B", "13B"]',
        'names = ["hub:acme/Alpha-7B", "hub:acme/Alpha-13B"]',
    ),
    "base/llama-2.toml": entry_text(
        "Llama 2",
        'maker = "Meta"',
        'license = "LicenseRef-Llama-2"',
        "[links]",
        'weights = "https://hf.co/meta/Llama-2"',
    ),
    "instruction/alpha-chat.toml": entry_text(
        "Alpha Chat",
        'maker = "Acme"',
        'license = "MIT"',
        'base = ["alpha"]',
        'names = ["ollama:alpha", "hub:acme/Alpha-Chat"]',
    ),
    "instruction/camel.toml": entry_text("Camel", 'maker = "Bolt"', 'license = "MIT"', 'base = ["llama-2"]'),
    "instruction/rail.toml": entry_text("Railway", 'license = "CC-BY-NC-4.0"', 'names = ["hub:bolt/railway"]'),
}


def hub_models() -> dict[str, dict[str, bytes]]:
    """Sixteen models of the Hub."""
    weights = {"config.json": CONFIG, "model.safetensors": b"x" * 100}
    models = {
        "acme/Alpha-7B": {"README.md": card("apache-2.0"), **weights},
        "acme/Alpha-13B": weights,
        "acme/Alpha-Chat": {"README.md": card("mit", "acme/Alpha-7B"), **weights},
        "bolt/railway": {"README.md": card("mit"), **weights},
        "bolt/Camel": {"README.md": card("mit", "meta/Llama-2"), **weights},
        "meta/Llama-2": {"README.md": card("llama2"), **weights},
    }
    tuned = {f"someone/tune-{number}": {"README.md": card("mit", "meta/Llama-2"), **weights} for number in range(10)}
    return {**models, **tuned}


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the models of four programs, and a catalogue beside it, which is returned."""
    folder = tmp_path_factory.mktemp("machine")
    home = folder / "home"
    download(hub_models(), home / ".cache" / "huggingface" / "hub")
    gguf = write_gguf(folder / "one.gguf", "Alpha Chat", "mit").read_bytes()
    for number, name in enumerate(
        ["alpha:7b", "alpha:13b-q8_0", "strange:latest", *(f"mine-{at}:1b" for at in range(5))]
    ):
        write_ollama(home / ".ollama" / "models", name, gguf + bytes([number]), ("MIT License\n",))
    for number in range(4):
        write_gguf(
            home / ".lmstudio" / "models" / "acme" / f"Alpha-{number + 1}B-GGUF" / "a-Q4_K_M.gguf", "Alpha", "mit"
        )
    for number in range(6):
        write_gguf(home / "data" / f"alpha-chat-{number + 1}b.Q4_K_M.gguf", "Alpha Chat", "mit", "acme/Alpha-7B")
    for number in range(6):
        model = {"README.md": card("cc-by-nc-4.0", "acme/Alpha-7B"), "config.json": CONFIG, "model.safetensors": b"x"}
        write_files(home / "data" / f"run-{number}", model)
    return write_files(folder / "catalogue", CATALOGUE)


@pytest.fixture
def models(machine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command reports of the models on the machine, by name."""
    home = machine.parent / "home"
    for variable in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "OLLAMA_MODELS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(home))
    code = main(["scan", str(home / "data"), "--format", "json", "--catalog", str(machine), "--no-bundled"])
    captured = capsys.readouterr()
    reported = json.loads(captured.out)

    assert (0, 40, "") == (code, len(reported), captured.err)
    return {model["name"]: model for model in reported}


def test_forty_models_of_four_programs_are_found_each_once_and_whole(models: dict[str, Any]) -> None:
    assert 40 == len(models)
    assert {"hub cache": 16, "ollama": 8, "lm studio": 4, "gguf file": 6, "folder": 6} == Counter(
        model["source"] for model in models.values()
    )
    assert all(model["complete"] and model["size"] > 0 for model in models.values())


def test_models_of_the_catalogue_are_matched_and_their_licences_answer(models: dict[str, Any]) -> None:
    expected = {
        "acme/Alpha-7B": ("alpha", "exact", "yes"),
        "acme/Alpha-Chat": ("alpha-chat", "exact", "yes"),
        "meta/Llama-2": ("llama-2", "exact", "conditions"),
        "bolt/railway": ("rail", "exact", "no"),
    }

    assert expected == {name: _said(models[name]) for name in expected}
    assert ("camel", "conditions") == _said(models["bolt/Camel"])[::2]
    assert ("alpha-chat", "yes") == _said(models["alpha:7b"])[::2]
    assert ["its card says MIT, the catalogue says CC-BY-NC-4.0"] == models["bolt/railway"]["disagreement"]


def test_files_and_copies_under_other_names_follow_what_they_declare(models: dict[str, Any]) -> None:
    tuned = [_said(models[f"someone/tune-{number}"]) for number in range(10)]

    assert {(None, "conditions")} == {(entry, answer) for entry, _how, answer in tuned}
    assert {"no"} == {_said(models[f"run-{number}"])[2] for number in range(6)}
    assert {"alpha-chat"} == {models[f"alpha-chat-{number}b.Q4_K_M.gguf"]["entry"] for number in range(1, 7)}


def _said(model: dict[str, Any]) -> tuple[str | None, str, str]:
    """The entry, how it was matched, and whether commercial use is allowed."""
    return model["entry"], model["match"], model["permissions"]["commercial"]["answer"]
