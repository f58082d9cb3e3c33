import json
from pathlib import Path

import pytest

from llmtui.problems import ProblemLog
from llmtui.scan.found import Found
from llmtui.scan.ollama import licence_title, read_ollama
from scan.making import write_gguf, write_ollama


def models_of(folder: Path) -> tuple[list[Found], ProblemLog]:
    log = ProblemLog()
    return list(read_ollama(folder, log)), log


def test_a_manifest_gives_name_size_licence_and_quantisation(tmp_path: Path) -> None:
    weights = write_gguf(tmp_path / "x.gguf", "Alpha", "other", "acme/base").read_bytes()
    licences = ("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\n\nLong text", "Llama 3.1 Acceptable Use Policy\nMore")
    write_ollama(tmp_path / "models", "alpha:7b", weights, licences)
    (model,), log = models_of(tmp_path / "models")

    assert ("alpha:7b", len(weights) + sum(map(len, licences)), "Q4_K_M", False) == (
        model.name,
        model.size,
        model.quantisation,
        model.is_partial,
    )
    assert "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT" == model.declared.licence
    assert (("https://huggingface.co/acme/base",), 0) == (model.declared.bases, len(log))


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("registry.ollama.ai/library", "alpha:7b"),
        ("registry.ollama.ai/someone", "someone/alpha:7b"),
        ("hf.co/someone", "hf.co/someone/alpha:7b"),
    ],
)
def test_a_name_leaves_out_the_usual_host_and_namespace(tmp_path: Path, host: str, name: str) -> None:
    write_ollama(tmp_path, "alpha:7b", b"x", host=host)

    assert [name] == [model.name for model in models_of(tmp_path)[0]]


def test_a_model_with_a_layer_that_is_missing_is_incomplete(tmp_path: Path) -> None:
    write_ollama(tmp_path, "alpha:7b", b"the weights")
    blob = next(each for each in (tmp_path / "blobs").iterdir() if each.read_bytes() == b"the weights")
    blob.rename(blob.with_name(f"{blob.name}-partial"))

    assert [(11, True)] == [(model.size, model.is_partial) for model in models_of(tmp_path)[0]]


@pytest.mark.parametrize(
    "content",
    ["", "null", "{}", '{"layers": 3}', '{"layers": [{"digest": "sha256:../../../etc/passwd"}]}', "[" * 50_000],
)
def test_a_file_that_is_not_a_manifest_is_reported(tmp_path: Path, content: str) -> None:
    manifest = write_ollama(tmp_path, "alpha:7b", b"x")
    manifest.write_text(content)
    models, log = models_of(tmp_path)

    assert ([], [manifest]) == (models, [problem.path for problem in log])


def test_a_size_that_lies_does_no_harm(tmp_path: Path) -> None:
    manifest = write_ollama(tmp_path, "alpha:7b", b"x")
    record = json.loads(manifest.read_text())
    record["layers"][0]["size"] = -(10**30)
    record["layers"].append("noise")
    manifest.write_text(json.dumps(record))

    assert [0] == [model.size for model in models_of(tmp_path)[0]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n   Apache License\n   Version 2.0, January 2004\n", "Apache License Version 2.0"),
        ("MIT License\n\nCopyright", "MIT License"),
        ("# Gemma Terms of Use\nLast modified", "Gemma Terms of Use"),
        ("\n\n", ""),
        ("Microsoft.\nCopyright (c) Microsoft Corporation.\n\nMIT License\n\nPermission", "MIT License"),
        ("Copyright (c) 2023-2024 Acme\n\nApache License\nVersion 2.0", "Apache License Version 2.0"),
        ("Copyright 2024 Acme\nMIT License with limits", "MIT License with limits"),
        ("Acme\nCopyright 2024 Acme\nAll rights reserved.\nMIT License", "Acme"),
        ("For research only.\nCopyright (c) Acme\nMIT License", "For research only."),
        ("Acme\nMIT License", "Acme"),
        ("Cat Corp.\nCopyright © 2024, Cat Corp.\nMIT License", "MIT License"),
        ("Copyright (c) Acme", "Copyright (c) Acme"),
        ("Copyright (c) Acme\n" + "The License " * 20, "Copyright (c) Acme"),
        (".\nCopyright (c) Acme\nMIT License", "."),
    ],
)
def test_a_licence_is_known_by_its_title(text: str, title: str) -> None:
    assert title == licence_title(text)


@pytest.mark.parametrize(
    ("licences", "declared"),
    [
        pytest.param((), "", id="none"),
        pytest.param(("MIT License\n",), "MIT License", id="one"),
        pytest.param(("MIT License\n", "Gemma Terms of Use\n"), "MIT License AND Gemma Terms of Use", id="two"),
        pytest.param(
            ("Gemma Terms of Use\n", "Gemma Prohibited Use Policy\n"), "Gemma Terms of Use", id="a policy beside it"
        ),
        pytest.param(
            ("MIT License\n", "Gemma Prohibited Use Policy\n"),
            "MIT License AND Gemma Prohibited Use Policy",
            id="the policy of another licence",
        ),
        pytest.param(("Acme Use Policy\n",), "Acme Use Policy", id="a policy alone"),
        pytest.param(("\n\n",), "", id="empty"),
        pytest.param(("===\n# MIT License #\n===",), "MIT License", id="decorated"),
        pytest.param(("Apache License\nVersion 2.0.1 beta",), "Apache License Version 2.0.1", id="version below"),
        pytest.param(("Apache License\nA version 2.0",), "Apache License", id="no version below"),
    ],
)
def test_a_model_declares_its_licences_and_not_the_policies_beside_them(
    tmp_path: Path, licences: tuple[str, ...], declared: str
) -> None:
    write_ollama(tmp_path, "alpha:7b", b"x", licences)

    assert [declared] == [model.declared.licence for model in models_of(tmp_path)[0]]


@pytest.mark.parametrize(
    "name",
    [
        "registry.ollama.ai/library/.alpha.swp",
        "registry.ollama.ai/library/alpha",
        "registry.ollama.ai/notes",
        "registry.ollama.ai/library/alpha/sub/deeper/7b",
    ],
)
def test_only_files_four_levels_down_are_manifests(tmp_path: Path, name: str) -> None:
    write_ollama(tmp_path, "beta:7b", b"x")
    stray = tmp_path / "manifests" / name
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_text("{}")

    assert ["beta:7b"] == [model.name for model in models_of(tmp_path)[0]]


def test_a_hidden_file_beside_manifests_is_passed_over_without_a_word(tmp_path: Path) -> None:
    manifest = write_ollama(tmp_path, "alpha:7b", write_gguf(tmp_path / "x.gguf").read_bytes())
    (manifest.parent / ".DS_Store").write_text("x")
    models, log = models_of(tmp_path)

    assert (["alpha:7b"], 0) == ([model.name for model in models], len(log))


def test_a_copy_from_elsewhere_may_go_by_the_name_it_has_there(tmp_path: Path) -> None:
    write_ollama(tmp_path, "alpha-GGUF:Q4_K_M", b"x", host="hf.co/acme")
    (model,), _log = models_of(tmp_path)

    assert ("acme/alpha-GGUF:Q4_K_M", "acme/alpha-GGUF") == model.hints


def test_a_name_of_its_own_registry_has_no_other(tmp_path: Path) -> None:
    write_ollama(tmp_path, "alpha:7b", b"x", host="registry.ollama.ai/acme")

    assert [()] == [model.hints for model in models_of(tmp_path)[0]]


def test_without_a_configuration_the_weights_say_how_they_are_quantised(tmp_path: Path) -> None:
    manifest = write_ollama(tmp_path, "alpha:7b", write_gguf(tmp_path / "x.gguf", "Alpha").read_bytes())
    record = json.loads(manifest.read_text())
    del record["config"]
    manifest.write_text(json.dumps(record))

    assert [("Q4_K_M", "Alpha")] == [(each.quantisation, each.declared.name) for each in models_of(tmp_path)[0]]


def test_a_licence_whose_text_is_gone_is_reported_and_not_declared(tmp_path: Path) -> None:
    write_ollama(tmp_path, "alpha:7b", write_gguf(tmp_path / "x.gguf").read_bytes(), ("MIT License",))
    next(each for each in (tmp_path / "blobs").iterdir() if each.read_bytes() == b"MIT License").unlink()
    (model,), log = models_of(tmp_path)

    assert ("", True, ["No such file or directory"]) == (
        model.declared.licence,
        model.is_partial,
        [problem.message for problem in log],
    )
    assert ("a licence cannot be read: No such file or directory",) == model.declared.gaps
