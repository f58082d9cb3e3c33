import os
from pathlib import Path

import pytest

from llmtui.problems import ProblemLog
from llmtui.scan.hub_cache import is_hub_model, read_hub_model
from scan.making import card, commit_of, download

NAME = "acme/alpha-7b"
FILES = {
    "README.md": card("llama3.1", "acme/base"),
    "config.json": b'{"model_type": "llama"}',
    "model-00001-of-00002.safetensors": b"x" * 1000,
    "model-00002-of-00002.safetensors": b"y" * 500,
    "original/params.json": b"{}",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return download({NAME: FILES}, tmp_path / "hub") / "models--acme--alpha-7b"


def test_a_real_cache_gives_name_size_licence_and_bases(folder: Path) -> None:
    log = ProblemLog()
    model = read_hub_model(folder, log)

    assert model is not None
    assert (NAME, sum(map(len, FILES.values())), "llama3.1", ("acme/base",), False, 0) == (
        model.name,
        model.size,
        model.declared.licence,
        model.declared.bases,
        model.is_partial,
        len(log),
    )


def test_the_snapshot_of_the_main_branch_speaks(folder: Path) -> None:
    other = folder / "snapshots" / ("f" * 40)
    other.mkdir()
    (other / "README.md").write_bytes(card("mit"))
    model = read_hub_model(folder, ProblemLog())

    assert model is not None
    assert "llama3.1" == model.declared.licence


def test_without_a_branch_the_newest_snapshot_speaks(folder: Path) -> None:
    (folder / "refs" / "main").unlink()
    model = read_hub_model(folder, ProblemLog())

    assert model is not None
    assert "llama3.1" == model.declared.licence


@pytest.mark.parametrize("ref", ["../../../../etc", "", "\x00", "g" * 40])
def test_a_branch_that_leads_elsewhere_is_not_followed(folder: Path, ref: str) -> None:
    (folder / "refs" / "main").write_text(ref)
    model = read_hub_model(folder, ProblemLog())

    assert model is not None
    assert "llama3.1" == model.declared.licence


def test_a_download_that_was_cut_off_is_incomplete(folder: Path) -> None:
    (folder / "blobs" / "abc.incomplete").write_bytes(b"x" * 10)
    model = read_hub_model(folder, ProblemLog())

    assert model is not None
    assert model.is_partial


def test_a_file_whose_content_is_gone_makes_it_incomplete(folder: Path) -> None:
    shard = folder / "snapshots" / commit_of(NAME) / "model-00001-of-00002.safetensors"
    shard.resolve().unlink()
    model = read_hub_model(folder, ProblemLog())

    assert model is not None
    assert model.is_partial


def test_an_empty_folder_of_the_cache_is_reported(tmp_path: Path) -> None:
    log = ProblemLog()
    (tmp_path / "models--a--b" / "refs").mkdir(parents=True)

    assert (None, ["holds no files of a model"]) == (
        read_hub_model(tmp_path / "models--a--b", log),
        [problem.message for problem in log],
    )


def _snapshots(folder: Path, **cards: str) -> Path:
    """A folder of the cache with snapshots of these licences, the first one changed last."""
    for age, (commit, licence) in enumerate(cards.items()):
        snapshot = folder / "snapshots" / commit
        snapshot.mkdir(parents=True)
        (snapshot / "README.md").write_bytes(card(licence))
        (snapshot / "model.safetensors").write_bytes(b"x")
        os.utime(snapshot, (1_700_000_000 - age, 1_700_000_000 - age))
    return folder


def test_of_several_snapshots_without_a_branch_the_one_changed_last_counts(tmp_path: Path) -> None:
    model = read_hub_model(_snapshots(tmp_path / "models--a--b", aaa="mit", bbb="apache-2.0"), ProblemLog())

    assert model is not None
    assert ("a/b", "mit") == (model.name, model.declared.licence)


@pytest.mark.parametrize(
    ("folder", "name"),
    [("models--acme--alpha", "acme/alpha"), ("models--gpt2", "gpt2"), ("models--acme--a--b", "acme/a--b")],
)
def test_a_folder_of_the_cache_says_owner_and_name(tmp_path: Path, folder: str, name: str) -> None:
    model = read_hub_model(_snapshots(tmp_path / folder, aaa="mit"), ProblemLog())

    assert model is not None
    assert name == model.name


def test_without_links_the_files_of_the_snapshot_have_the_size(tmp_path: Path) -> None:
    model = read_hub_model(_snapshots(tmp_path / "models--a--b", aaa="mit"), ProblemLog())

    assert model is not None
    assert (len(card("mit")) + 1, False) == (model.size, model.is_partial)


@pytest.mark.parametrize("name", ["datasets--a--b", "models", "models-a", "spaces--a--b"])
def test_only_folders_named_so_are_models_of_the_cache(name: str) -> None:
    assert not is_hub_model(name)
