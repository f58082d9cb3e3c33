"""Every file of a model is read: also those whose names differ only in case, and those in folders inside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from factories import write_files
from llmtui.problems import ProblemLog
from llmtui.scan.found import Found, Source
from llmtui.scan.hub_cache import read_hub_model
from llmtui.scan.inside import MOST_FILES
from llmtui.scan.walk import Walk
from scan.making import card, write_gguf

CONFIG = b'{"model_type": "llama"}'
ADAPTER = b'{"peft_type": "LORA", "base_model_name_or_path": "meta/Llama-2-7B"}'
OTHER_ADAPTER = b'{"peft_type": "LORA", "base_model_name_or_path": "acme/Alpha-7B"}'
WEIGHTS = {"config.json": CONFIG, "model.safetensors": b"x"}
Read = Callable[[Path, Mapping[str, bytes]], Found]


def found_in(folder: Path, source: Source = Source.FOLDER) -> list[Found]:
    return list(Walk(ProblemLog()).models(folder, source))


def _the_model(folder: Path, files: Mapping[str, bytes]) -> Found:
    """The model that a folder with these files is."""
    write_files(folder / "tune", {**WEIGHTS, **files})
    (model,) = found_in(folder)
    return model


def _of_hub(folder: Path, files: Mapping[str, bytes]) -> Found:
    """The same in the cache of the Hub."""
    write_files(folder / "models--acme--tune" / "snapshots" / "abcdef0", {**WEIGHTS, **files})
    model = read_hub_model(folder / "models--acme--tune", ProblemLog())
    assert model is not None
    return model


@pytest.mark.parametrize("read", [_the_model, _of_hub])
@pytest.mark.parametrize(
    "files",
    [
        {"README.md": card("mit", "acme/Alpha-7B"), "readme.md": card("cc-by-nc-4.0", "meta/Llama-2-7B")},
        {"readme.md": card("mit", "acme/Alpha-7B"), "README.md": card("cc-by-nc-4.0", "meta/Llama-2-7B")},
    ],
)
def test_of_two_cards_whose_names_differ_only_in_case_both_count(
    tmp_path: Path, read: Read, files: Mapping[str, bytes]
) -> None:
    model = read(tmp_path, files)

    assert {"mit", "cc-by-nc-4.0"} == set(model.declared.licences)
    assert {"acme/Alpha-7B", "meta/Llama-2-7B"} == set(model.declared.bases)


@pytest.mark.parametrize("read", [_the_model, _of_hub])
def test_of_two_adapters_whose_names_differ_only_in_case_both_count(tmp_path: Path, read: Read) -> None:
    model = read(tmp_path, {"Adapter_Config.json": ADAPTER, "adapter_config.json": OTHER_ADAPTER})

    assert {"acme/Alpha-7B", "meta/Llama-2-7B"} == set(model.declared.bases)


@pytest.mark.parametrize("names", [("A.gguf", "a.GGUF"), ("a.gguf", "A.gguf")])
@pytest.mark.parametrize("read", [_the_model, _of_hub])
def test_of_two_gguf_files_whose_names_differ_only_in_case_both_count(
    tmp_path: Path, read: Read, names: tuple[str, str]
) -> None:
    headers = [write_gguf(tmp_path / "made" / "x.gguf", "X", licence).read_bytes() for licence in ("mit", "cc-by-nc")]
    model = read(tmp_path / "here", {"README.md": card("mit"), **dict(zip(names, headers, strict=True))})

    assert {"mit", "cc-by-nc"} == set(model.declared.licences)


@pytest.mark.parametrize("read", [_the_model, _of_hub])
@pytest.mark.parametrize("inside", ["gguf", "a/b/c/d/e/f"])
def test_a_gguf_file_in_a_folder_of_a_model_counts_however_deep_it_is(tmp_path: Path, read: Read, inside: str) -> None:
    header = write_gguf(tmp_path / "made" / "x.gguf", "Vicuna", "cc-by-nc-4.0").read_bytes()
    model = read(tmp_path / "here", {"README.md": card("mit", "acme/Alpha-7B"), f"{inside}/m.gguf": header})

    assert ("mit", "cc-by-nc-4.0") == model.declared.licences


@pytest.mark.parametrize("read", [_the_model, _of_hub])
@pytest.mark.parametrize("inside", ["ckpt", "ckpt/step", "a/b/c/d/e/f"])
def test_an_adapter_in_a_folder_of_a_model_counts_however_deep_it_is(tmp_path: Path, read: Read, inside: str) -> None:
    model = read(tmp_path, {"README.md": card("mit", "acme/Alpha-7B"), f"{inside}/adapter_config.json": ADAPTER})

    assert ("acme/Alpha-7B", "meta/Llama-2-7B") == model.declared.bases


def test_the_parts_of_a_split_file_in_a_folder_are_read_as_one(tmp_path: Path) -> None:
    header = write_gguf(tmp_path / "made" / "x.gguf", "X", "mit").read_bytes()
    parts = {"q4/m-00001-of-00002.gguf": header, "q4/m-00002-of-00002.gguf": b"no header"}
    model = _the_model(tmp_path / "here", {"README.md": card("mit"), **parts})

    assert ("mit", ()) == (model.declared.licence, model.declared.gaps)


@pytest.mark.parametrize("read", [_the_model, _of_hub])
def test_folders_deeper_than_what_is_read_are_a_gap(tmp_path: Path, read: Read) -> None:
    deepest = "/".join("d" * 30)
    model = read(tmp_path, {"README.md": card("mit"), f"{deepest}/adapter_config.json": ADAPTER})

    assert ("it has more than 20,000 files, or folders more than 24 deep",) == model.declared.gaps


def test_more_files_than_are_read_are_a_gap(tmp_path: Path) -> None:
    write_files(tmp_path / "tune", {**WEIGHTS, "z/adapter_config.json": ADAPTER})
    (tmp_path / "tune" / "a").mkdir()
    for number in range(MOST_FILES):
        os.mknod(tmp_path / "tune" / "a" / str(number))
    (model,) = found_in(tmp_path)

    assert ("it has more than 20,000 files, or folders more than 24 deep",) == model.declared.gaps


def test_a_link_in_a_model_that_leads_back_to_it_ends(tmp_path: Path) -> None:
    write_files(tmp_path / "tune", {**WEIGHTS, "README.md": card("mit"), "in/config.json": CONFIG})
    (tmp_path / "tune" / "in" / "back").symlink_to(tmp_path / "tune")
    (model,) = found_in(tmp_path)

    assert ("mit", ()) == (model.declared.licence, model.declared.gaps)
