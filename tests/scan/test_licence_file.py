"""A file such as `LICENSE` counts if its title is that of a licence that allows less than most do."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from factories import write_files
from llmtui.problems import ProblemLog
from llmtui.scan.hub_cache import read_hub_model
from llmtui.scan.licence_file import titled
from llmtui.scan.walk import Walk
from scan.making import card, write_gguf

WEIGHTS = {"config.json": b'{"model_type": "llama"}', "model.safetensors": b"x"}
TITLE = b"Attribution-NonCommercial 4.0 International\n\n====\n\nCreative Commons Corporation is not a law firm\n"


def licences_in(folder: Path) -> list[tuple[str, ...]]:
    return [each.declared.licences for each in Walk(ProblemLog()).models(folder)]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (TITLE.decode(), "cc-by-nc-4.0"),
        ("\n# Attribution-NonCommercial-ShareAlike 4.0 International\n", "cc-by-nc-sa-4.0"),
        ("Attribution-NonCommercial-NoDerivatives 4.0 International", "cc-by-nc-nd-4.0"),
        ("Creative Commons Legal Code\n\nAttribution-NonCommercial-NoDerivs 3.0 Unported\n", "cc-by-nc-nd-3.0"),
        ("Creative Commons Attribution Non Commercial Share Alike 2.0", "cc-by-nc-sa-2.0"),
        ("Creative Commons Attribution-NonCommercial (CC BY-NC) 4.0", "cc-by-nc-4.0"),
        ("CC-BY-NC-4.0", "cc-by-nc-4.0"),
        ("CC BY-NC-SA 4.0", "cc-by-nc-sa-4.0"),
        ("Attribution-NonCommercial\n4.0 International", "cc-by-nc-4.0"),
        ("LLAMA 2 COMMUNITY LICENSE AGREEMENT\t\nLlama 2 Version Release Date: July 18, 2023", "llama2"),
        ("META LLAMA 3 COMMUNITY LICENSE AGREEMENT\n", "llama3"),
        ("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\n", "llama3.1"),
    ],
)
def test_a_licence_that_allows_less_is_known_by_its_title(text: str, tag: str) -> None:
    assert tag == titled(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n                                 Apache License\n                           Version 2.0, January 2004\n",
        "MIT License\n\nCopyright (c) 2023 Acme\n\nPermission is hereby granted, free of charge, to any person\n",
        "Copyright 2023 Acme\n\nLicensed under the Apache License, Version 2.0\n",
        "Attribution 4.0 International\n\n====\n\nCreative Commons Corporation is not a law firm\n",
        "Attribution-ShareAlike 4.0 International\n",
        "Gemma Terms of Use\n",
        "MIT License\na\nb\nc\nd\nAttribution-NonCommercial 4.0 International",
    ],
)
def test_any_other_text_says_nothing(text: str) -> None:
    assert "" == titled(text)


@pytest.mark.parametrize("name", ["LICENSE", "LICENSE.md", "license.txt", "LICENCE", "Licence.rst"])
def test_the_title_of_a_licence_beside_weights_counts(tmp_path: Path, name: str) -> None:
    write_files(tmp_path / "one", {**WEIGHTS, name: TITLE})

    assert [("cc-by-nc-4.0",)] == licences_in(tmp_path)


def test_the_title_of_a_licence_counts_beside_that_of_the_card(tmp_path: Path) -> None:
    write_files(tmp_path / "one", {**WEIGHTS, "README.md": card("apache-2.0"), "LICENSE": TITLE})

    assert [("apache-2.0", "cc-by-nc-4.0")] == licences_in(tmp_path)


def test_the_title_of_a_licence_counts_in_the_cache_of_the_hub(tmp_path: Path) -> None:
    write_files(tmp_path / "models--a--b" / "snapshots" / "abcdef0", {**WEIGHTS, "LICENSE": TITLE})
    model = read_hub_model(tmp_path / "models--a--b", ProblemLog())

    assert model is not None
    assert ("cc-by-nc-4.0",) == model.declared.licences


def test_the_title_of_a_licence_counts_for_every_gguf_file_beside_it(tmp_path: Path) -> None:
    write_gguf(tmp_path / "a.gguf", "A", "mit")
    write_gguf(tmp_path / "b.gguf", "B")
    write_files(tmp_path, {"LICENSE": TITLE})

    assert [("mit", "cc-by-nc-4.0"), ("cc-by-nc-4.0",)] == licences_in(tmp_path)


def test_a_licence_alone_makes_no_model(tmp_path: Path) -> None:
    write_files(tmp_path / "project", {"README.md": b"# A project", "LICENSE": TITLE})

    assert [] == licences_in(tmp_path)


def test_an_ordinary_licence_beside_a_card_changes_nothing(tmp_path: Path) -> None:
    write_files(tmp_path / "one", {**WEIGHTS, "README.md": card("apache-2.0"), "LICENSE": b"Acme Model Licence"})
    (model,) = Walk(ProblemLog()).models(tmp_path)

    assert (("apache-2.0",), ()) == (model.declared.licences, model.declared.gaps)


def test_a_licence_that_cannot_be_read_is_a_gap(tmp_path: Path) -> None:
    write_files(tmp_path / "one", WEIGHTS)
    os.mkfifo(tmp_path / "one" / "LICENSE")
    (model,) = Walk(ProblemLog()).models(tmp_path)

    assert ("LICENSE cannot be read: not a regular file",) == model.declared.gaps


@pytest.mark.parametrize("part", ["attribution-noncommercial ", "cc-by-nc-", "llama 3 ", "attribution - - "])
def test_a_long_text_is_searched_in_time_that_grows_with_its_length(part: str) -> None:
    start = time.process_time()
    titled(part * 50_000)

    assert time.process_time() - start < 2
