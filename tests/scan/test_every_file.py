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


def _by_name(folder: Path, source: Source = Source.FOLDER) -> dict[str, tuple[str, ...]]:
    """The licences of each model."""
    return {each.name: each.declared.licences for each in found_in(folder, source)}


def test_a_card_without_a_model_hides_no_model_below_it(tmp_path: Path) -> None:
    files = {
        "all/README.md": card("apache-2.0"),
        **{f"all/meta/Llama-2-7B/{name}": content for name, content in WEIGHTS.items()},
        "all/meta/Llama-2-7B/README.md": card("llama2"),
        **{f"all/big/NC/{name}": content for name, content in WEIGHTS.items()},
        "all/big/NC/README.md": card("cc-by-nc-4.0"),
        "all/big/cut/config.json": CONFIG,
        "all/big/cut/README.md": card("mit"),
    }
    write_files(tmp_path, files)

    found = _by_name(tmp_path)
    assert {"all", "Llama-2-7B", "NC", "cut"} == set(found)
    assert [("llama2",), ("cc-by-nc-4.0",), ("mit",)] == [found[name] for name in ("Llama-2-7B", "NC", "cut")]


def test_a_model_without_a_card_has_that_of_the_folder_around_it(tmp_path: Path) -> None:
    write_files(tmp_path / "all", {"README.md": card("cc-by-nc-4.0"), "a/Alpha-7B/.keep": b""})
    write_files(tmp_path / "all" / "a" / "Alpha-7B", WEIGHTS)

    assert ("cc-by-nc-4.0",) == _by_name(tmp_path)["Alpha-7B"]


@pytest.mark.parametrize("source", [Source.FOLDER, Source.LM_STUDIO])
def test_gguf_files_in_folders_below_a_card_belong_to_it(tmp_path: Path, source: Source) -> None:
    folder = tmp_path / "acme" / "Alpha-GGUF"
    write_files(folder, {"README.md": card("cc-by-nc-4.0")})
    for name in ("Q4", "Q8"):
        write_gguf(folder / name / f"{name}.gguf", "Alpha", "mit")

    assert [("cc-by-nc-4.0", "mit")] == [each.declared.licences for each in found_in(tmp_path, source)]


@pytest.mark.parametrize("top", ["config.json", "model.safetensors", "adapter_config.json", "model_index.json"])
def test_what_is_inside_a_model_with_a_card_is_a_part_of_it(tmp_path: Path, top: str) -> None:
    own = {"README.md": card("mit"), top: ADAPTER if "adapter" in top else b'{"_class_name": "X"}'}
    write_files(tmp_path / "one", {**own, **{f"checkpoint/{name}": content for name, content in WEIGHTS.items()}})

    assert ["one"] == [each.name for each in found_in(tmp_path)]


def test_a_configuration_without_weights_below_a_card_is_a_part_of_it(tmp_path: Path) -> None:
    write_files(tmp_path / "one", {"README.md": card("mit"), "tokenizer/config.json": CONFIG, "docs/README.md": b"# x"})

    assert ["one"] == [each.name for each in found_in(tmp_path)]
