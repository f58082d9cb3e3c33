"""No model may be used for more than every one of its files, names and bases allows, however they are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from factories import a_catalog, a_licence, an_entry, with_licences, write_files
from llmtui.model import Kind
from llmtui.problems import ProblemLog
from llmtui.scan import Place, Source, Surveyed, find_models, survey
from llmtui.scan.bom import read_bom
from llmtui.scan.materials import dump_bom
from scan.making import write_gguf, write_ollama

CATALOG = with_licences(
    a_catalog(
        an_entry(
            "llama-2",
            name="Llama 2",
            maker="Meta",
            licence="LicenseRef-Llama-2",
            machine_names=("hub:meta/Llama-2-7B", "ollama:llama-2"),
        ),
        an_entry(
            "alpha",
            name="Alpha",
            maker="Acme",
            licence="Apache-2.0",
            sizes=("7B",),
            machine_names=("hub:acme/Alpha-7B", "ollama:alpha:7b"),
        ),
        an_entry(
            "research",
            name="Alpha Research",
            maker="Acme",
            licence="CC-BY-NC-4.0",
            machine_names=("hub:acme/Research",),
        ),
        an_entry(
            "heron",
            name="Heron",
            licence="Apache-2.0",
            licences=(("3B", "CC-BY-NC-4.0"), ("72B", "LicenseRef-Llama-2")),
            sizes=("3B", "7B", "72B"),
            machine_names=("hub:heron/Heron-3B", "hub:heron/Heron-7B", "hub:heron/Heron-72B"),
        ),
        an_entry(
            "tuned", name="Tuned", maker="Bolt", licence="MIT", base=("alpha",), machine_names=("hub:bolt/Tuned",)
        ),
        an_entry("corpus", name="Corpus", licence="MIT", kind=Kind.DATASET),
    ),
    a_licence("Apache-2.0"),
    a_licence("MIT"),
    a_licence(
        "LicenseRef-Llama-2", "conditions conditions conditions no", aliases=("llama2",), url="https://meta.example/l2"
    ),
    a_licence(
        "CC-BY-NC-4.0",
        "no conditions conditions conditions",
        url="https://creativecommons.org/licenses/by-nc/4.0/legalcode",
    ),
)
WEIGHTS = {"config.json": b'{"architectures": ["X"]}', "model.safetensors": b"\x02\0\0\0\0\0\0\0{}"}
GOOD = "license: mit\nbase_model: acme/Alpha-7B"


def _card(head: str) -> bytes:
    return f"---\n{head}\n---\n".encode()


def _scanned(folder: Path, source: Source = Source.FOLDER) -> Surveyed:
    found = find_models([Place(source, folder)], [], ProblemLog())
    (result,) = survey(CATALOG, found)
    return result


def _of_folder(folder: Path, head: str, files: Mapping[str, bytes] | None = None) -> Surveyed:
    """A model of which the catalogue has no entry."""
    write_files(folder / "tune", {**WEIGHTS, **({"README.md": _card(head)} if head else {}), **(files or {})})
    return _scanned(folder)


def _of_hub(folder: Path, head: str, name: str = "acme--Alpha-7B") -> Surveyed:
    """An exact copy of a model that the catalogue has, with a card of its own."""
    snapshot = f"models--{name}/snapshots/abcdef0"
    write_files(
        folder, {f"{snapshot}/{file}": content for file, content in {**WEIGHTS, "README.md": _card(head)}.items()}
    )
    return _scanned(folder, Source.HUB)


def _commercial(result: Surveyed) -> str:
    return result.answers[0].allowance.value


def test_what_declares_nothing_worse_may_be_used(tmp_path: Path) -> None:
    assert ("yes", ()) == (_commercial(result := _of_folder(tmp_path, GOOD)), result.differences)


@pytest.mark.parametrize(
    ("base", "answer"),
    [
        ("acme/Alpha-13B", "unknown"),
        ("acme/Alpha-7B-v3", "unknown"),
        ("https://huggingface.co/acme/Alpha-13B/tree/main", "unknown"),
        ("heron/Heron-3B", "no"),
        ("heron/Heron-7B", "yes"),
        ("heron/Heron-72B", "conditions"),
        ("https://huggingface.co/heron/Heron-3B/tree/main", "no"),
        ("heron", "unknown"),
        ("corpus", "unknown"),
    ],
)
def test_a_base_counts_in_the_release_and_size_that_its_name_says(tmp_path: Path, base: str, answer: str) -> None:
    assert answer == _commercial(_of_folder(tmp_path, f"license: mit\nbase_model: {base}"))


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        ("license: mit\nbase_model:\n- acme/Alpha-7B\n# and\n- meta/Llama-2-7B", "conditions"),
        ("license: mit\nbase_model:\n- acme/Alpha-7B\n\n- meta/Llama-2-7B", "conditions"),
        ("license: mit\nbase_model:\n- acme/Alpha-7B\n  \n- meta/Llama-2-7B", "conditions"),
        ("base_model: acme/Alpha-7B\nlicense:\n- apache-2.0\n\n- cc-by-nc-4.0", "no"),
        ("license: mit\nbase_model: [[acme/Alpha-7B, meta/Llama-2-7B]]", "conditions"),
        ("license: mit\nbase_model:\n- name: acme/Alpha-7B\n- name: meta/Llama-2-7B", "unknown"),
        ("license: mit\nbase_model: {model: acme/Alpha-7B}", "unknown"),
        ("license: cc-by-nc-4.0\nbase_model: acme/Alpha-7B\nlicense: mit", "unknown"),
        ("license: mit\nbase_model: &x acme/Alpha-7B\nbase_models: *x", "unknown"),
        (f"{GOOD}\nlicense_name: evil", "unknown"),
        (f"{GOOD}\nlicense_name: llama2", "conditions"),
        (f"{GOOD}\nlicense_link: https://meta.example/l2", "conditions"),
        (f"{GOOD}\nlicense_link: https://huggingface.co/meta/Llama-2-7B/blob/main/LICENSE", "conditions"),
        (f"{GOOD}\nlicense_link: https://creativecommons.org/licenses/by-nc/4.0/", "no"),
        (f"{GOOD}\nlicense_link: https://creativecommons.org/licenses/by-nc/4.0/deed.en", "no"),
        (f"{GOOD}\nlicense_link: LICENSE", "yes"),
        (f"{GOOD}\nlicense_link: https://huggingface.co/acme/Alpha-7B/blob/main/LICENSE", "yes"),
        (f"{GOOD}\nlicence: cc-by-nc-4.0", "no"),
        ("license: [mit, other]\nbase_model: acme/Alpha-7B", "unknown"),
        ("license: unknown\nbase_model: acme/Alpha-7B", "unknown"),
        (f"{GOOD}\nbase_model_relation: merge\nmodel_name: Llama 2", "conditions"),
        (GOOD + "\n" + "x: y\n" * 70_000, "unknown"),
        ("license: mit\nbase_model:\n" + "- acme/Alpha-7B\n" * 33 + "- meta/Llama-2-7B", "conditions"),
        (
            "license: mit\nbase_model:\n" + "".join(f"- u{at}/Alpha-7B\n" for at in range(33)) + "- meta/Llama-2-7B",
            "unknown",
        ),
    ],
)
def test_every_licence_and_base_of_a_card_counts(tmp_path: Path, head: str, answer: str) -> None:
    assert answer == _commercial(_of_folder(tmp_path, head))


@pytest.mark.parametrize(
    ("files", "answer", "difference"),
    [
        pytest.param(
            {"adapter_config.json": b'{"peft_type": "LORA", "base_model_name_or_path": "meta/Llama-2-7B"}'},
            "conditions",
            "its card names the base Alpha, its adapter's configuration names Llama 2",
            id="adapter",
        ),
        pytest.param(
            {"checkpoint-5/adapter_config.json": b'{"peft_type": "LORA", "base_model_name_or_path": "/d/Llama-2-7B"}'},
            "conditions",
            "its card names the base Alpha, its adapter's configuration names Llama 2",
            id="adapter in a folder",
        ),
        pytest.param({"adapter_config.json": b'{"peft_type": "LORA"}'}, "unknown", "", id="adapter of nothing"),
        pytest.param({"adapter_config.json": b"{"}, "unknown", "", id="adapter that cannot be read"),
        pytest.param(
            {"config.json": b'{"model_type": "x", "_name_or_path": "meta/Llama-2-7B"}'}, "conditions", "", id="origin"
        ),
        pytest.param(
            {"config.json": b'{"model_type": "x", "_name_or_path": "/d/Llama-2-7B"}'}, "conditions", "", id="folder"
        ),
        pytest.param(
            {"config.json": b'{"model_type": "x", "_name_or_path": "else/where"}'}, "unknown", "", id="stranger"
        ),
        pytest.param(
            {"config.json": b'{"model_type": "x", "text_config": {"_name_or_path": "meta/Llama-2-7B"}}'},
            "conditions",
            "",
            id="origin of a part",
        ),
        pytest.param(
            {"0_Transformer/config.json": b'{"model_type": "x", "_name_or_path": "meta/Llama-2-7B"}'},
            "conditions",
            "",
            id="a module of sentence-transformers",
        ),
        pytest.param(
            {"mergekit_config.yml": b"models:\n  - model: acme/Alpha-7B+meta/Llama-2-7B\nmerge_method: slerp\n"},
            "conditions",
            "",
            id="recipe of a merge",
        ),
        pytest.param(
            {"mergekit_config.yml": b"slices:\n- sources:\n  - model: {model: {path: meta/Llama-2-7B}}\n"},
            "conditions",
            "its card names the base Alpha, its recipe names Llama 2",
            id="recipe in depth",
        ),
        pytest.param({"mergekit_config.yml": b"models: ["}, "unknown", "", id="recipe that cannot be read"),
        pytest.param(
            {"part/README.md": _card("license: cc-by-nc-4.0")},
            "no",
            "its card says MIT, its card says CC-BY-NC-4.0",
            id="card in a folder",
        ),
    ],
)
def test_every_file_of_a_model_counts(tmp_path: Path, files: Mapping[str, bytes], answer: str, difference: str) -> None:
    result = _of_folder(tmp_path, GOOD, files)

    assert (answer, True) == (_commercial(result), not difference or difference in result.differences)


@pytest.mark.parametrize("source", [Source.FOLDER, Source.LM_STUDIO, Source.HUB])
@pytest.mark.parametrize(
    ("licence", "base", "answer"), [("llama2", "acme/Alpha-7B", "conditions"), ("mit", "meta/Llama-2-7B", "conditions")]
)
def test_the_header_of_a_gguf_file_counts_beside_a_card(
    tmp_path: Path, source: Source, licence: str, base: str, answer: str
) -> None:
    folder = tmp_path / ("models--some--tune/snapshots/abcdef0" if source is Source.HUB else "some/tune")
    write_files(folder, {"README.md": _card(GOOD)})
    write_gguf(folder / "a.gguf", "", "mit", "acme/Alpha-7B")
    write_gguf(folder / "b.gguf", "", licence, base)
    result = _scanned(tmp_path, source)

    assert (answer, 1) == (_commercial(result), len(result.differences))


@pytest.mark.parametrize(
    ("head", "answer", "difference"),
    [
        ("license: apache-2.0", "yes", ()),
        (
            "license: other\nlicense_name: research-only",
            "unknown",
            ("its card says research-only, the catalogue says Apache-2.0",),
        ),
        (
            "license: [apache-2.0, evil]",
            "unknown",
            ("its card says apache-2.0 AND evil, the catalogue says Apache-2.0",),
        ),
        ("license: other", "unknown", ("its card says other, the catalogue says Apache-2.0",)),
        ("license: unknown", "unknown", ("its card says unknown, the catalogue says Apache-2.0",)),
        ("  license: cc-by-nc-4.0", "no", ("its card says CC-BY-NC-4.0, the catalogue says Apache-2.0",)),
        ("license: {", "unknown", ()),
        (
            "license: apache-2.0\nbase_model: acme/Research",
            "yes",
            ("its card names the base Alpha Research, the catalogue has no base",),
        ),
    ],
)
def test_an_exact_copy_is_judged_by_its_card_as_well(
    tmp_path: Path, head: str, answer: str, difference: tuple[str, ...]
) -> None:
    result = _of_hub(tmp_path, head)

    assert ("exact", answer, difference) == (result.matched.how.value, _commercial(result), result.differences)


def test_only_the_maker_can_give_its_work_a_new_licence(tmp_path: Path) -> None:
    result = _of_hub(tmp_path, "license: apache-2.0\nbase_model: acme/Research", "someone--Alpha-7B")

    assert ("family", "no") == (result.matched.how.value, _commercial(result))


@pytest.mark.parametrize(("owner", "answer"), [("acme", "yes"), ("someone", "unknown")])
def test_a_release_that_is_not_listed_is_under_the_licence_of_its_card_only_if_its_maker_wrote_it(
    tmp_path: Path, owner: str, answer: str
) -> None:
    assert answer == _commercial(_of_hub(tmp_path, "license: apache-2.0", f"{owner}--Alpha-13B"))


def test_a_card_that_cannot_be_read_allows_nothing(tmp_path: Path) -> None:
    snapshot = tmp_path / "models--acme--Alpha-7B/snapshots/abcdef0"
    write_files(snapshot, WEIGHTS)
    (snapshot / "README.md").symlink_to("gone")

    assert "unknown" == _commercial(_scanned(tmp_path, Source.HUB))


@pytest.mark.parametrize(
    ("file", "name", "how", "answer"),
    [
        ("Alpha-7B-Q4_K_M.gguf", "Alpha 7B", "family", "yes"),
        ("Alpha-7B-Q4_K_M.gguf", "", "family", "yes"),
        ("Alpha-7B-Q4_K_M.gguf", "Llama 2", "several", "conditions"),
        ("Alpha-7B-Q4_K_M.gguf", "Alpha 13B", "family", "unknown"),
        ("Heron-7B-Q4_K_M.gguf", "Heron 3B", "family", "no"),
        ("Heron-7B-Q4_K_M.gguf", "Heron", "family", "yes"),
        ("Tuned.gguf", "Alpha 7B", "family", "yes"),
        ("Alpha-7B.gguf", "Tuned", "several", "yes"),
    ],
)
def test_the_name_of_a_file_does_not_hide_what_its_header_says(
    tmp_path: Path, file: str, name: str, how: str, answer: str
) -> None:
    write_gguf(tmp_path / file, name)
    result = _scanned(tmp_path)

    assert (how, answer, how == "several") == (result.matched.how.value, _commercial(result), bool(result.differences))


def test_a_name_of_ollama_does_not_hide_what_the_header_says(tmp_path: Path) -> None:
    write_ollama(tmp_path / "o", "alpha:7b", write_gguf(tmp_path / "x", "Llama 2").read_bytes())
    result = _scanned(tmp_path / "o", Source.OLLAMA)

    assert ("exact", "conditions", ("one of its names is Llama 2, which is Llama 2",)) == (
        result.matched.how.value,
        _commercial(result),
        result.differences,
    )


@pytest.mark.parametrize(
    ("kind", "licence", "source", "answer"),
    [
        ("params", "", "", "yes"),
        ("adapter", "llama2", "", "conditions"),
        ("projector", "cc-by-nc-4.0", "", "no"),
        ("model", "", "llama-2:latest", "conditions"),
        ("model", "", "registry.ollama.ai/library/alpha:7b", "yes"),
        ("model", "", "/data/x.gguf", "yes"),
        ("model", "", "someone/strange:latest", "unknown"),
    ],
)
def test_every_layer_of_ollama_counts(tmp_path: Path, kind: str, licence: str, source: str, answer: str) -> None:
    manifest = write_ollama(tmp_path / "o", "alpha:7b", write_gguf(tmp_path / "x", "Alpha 7B").read_bytes())
    write_ollama(tmp_path / "o", "other:1b", write_gguf(tmp_path / "y", "", licence).read_bytes())
    other = json.loads((manifest.parents[1] / "other" / "1b").read_text())["layers"][0]
    record = json.loads(manifest.read_text())
    record["layers"].append({**other, "mediaType": f"application/vnd.ollama.image.{kind}", "from": source})
    manifest.write_text(json.dumps(record))
    (manifest.parents[1] / "other" / "1b").unlink()

    assert answer == _commercial(_scanned(tmp_path / "o", Source.OLLAMA))


def _of_bom(folder: Path, **component: object) -> Surveyed:
    path = folder / "bom.json"
    record = {"type": "machine-learning-model", "name": "tune", **component}
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "components": [record]}))
    (result,) = survey(CATALOG, read_bom(path, ProblemLog()))
    return result


MIT = [{"license": {"id": "MIT"}}]


def _made_from(*ancestors: object) -> dict[str, object]:
    return {"ancestors": list(ancestors)}


@pytest.mark.parametrize(
    ("component", "answer"),
    [
        ({"licenses": MIT, "pedigree": _made_from({"name": "acme/Alpha-7B"})}, "yes"),
        (
            {
                "licenses": MIT,
                "pedigree": _made_from({"name": "acme/Alpha-7B", "licenses": [{"license": {"id": "Apache-2.0"}}]}),
            },
            "yes",
        ),
        (
            {
                "licenses": MIT,
                "pedigree": _made_from({"name": "acme/Alpha-7B", "licenses": [{"license": {"id": "CC-BY-NC-4.0"}}]}),
            },
            "no",
        ),
        (
            {
                "licenses": MIT,
                "pedigree": _made_from({"name": "acme/Alpha-7B", "pedigree": _made_from({"name": "meta/Llama-2-7B"})}),
            },
            "conditions",
        ),
        ({"licenses": MIT, "pedigree": _made_from({"name": "acme/Alpha-7B"}, "x")}, "unknown"),
        (
            {
                "licenses": MIT,
                "pedigree": _made_from(
                    {"name": "meta/Llama-2-7B", "properties": [{"name": "llmtui:id", "value": "alpha"}]},
                ),
            },
            "conditions",
        ),
        (
            {"licenses": MIT, "pedigree": _made_from(*[{"name": "acme/Alpha-7B"}] * 200, {"name": "meta/Llama-2-7B"})},
            "conditions",
        ),
        ({"licenses": MIT, "pedigree": _made_from(*[{"name": f"u{at}/Alpha-7B"} for at in range(200)])}, "unknown"),
        ({"group": "acme", "name": "Alpha-7B", "licenses": [{"license": {"name": "Evil"}}]}, "unknown"),
        ({"group": "acme", "name": "Alpha-7B", "licenses": [{"license": {"text": {"content": "Evil"}}}]}, "unknown"),
        ({"group": "acme", "name": "Alpha-7B", "evidence": {"licenses": [{"license": {"id": "CC-BY-NC-4.0"}}]}}, "no"),
        ({"group": "acme", "name": "Alpha-7B"}, "yes"),
        ({"name": "acme/Alpha-7B", "purl": "pkg:huggingface/meta/Llama-2-7B"}, "conditions"),
    ],
)
def test_everything_that_a_bill_of_materials_says_counts(
    tmp_path: Path, component: dict[str, object], answer: str
) -> None:
    assert answer == _commercial(_of_bom(tmp_path, **component))


@pytest.mark.parametrize("head", ["license: apache-2.0\nbase_model: meta/Llama-2-7B", "license: {", "license: evil"])
def test_what_a_scan_writes_is_read_back_as_no_better(tmp_path: Path, head: str) -> None:
    result = _of_hub(tmp_path / "hub", head)
    (tmp_path / "bom.json").write_text(dump_bom(CATALOG, [result]))
    (again,) = survey(CATALOG, read_bom(tmp_path / "bom.json", ProblemLog()))

    assert _commercial(result) == _commercial(again)
    assert "yes" != _commercial(again)


@pytest.mark.parametrize("first", ["sized", "whole"])
def test_an_answer_does_not_depend_on_what_was_scanned_before(tmp_path: Path, first: str) -> None:
    bases = {"sized": "heron/Heron-7B", "whole": "heron/Heron"}
    for place, name in enumerate(sorted(bases, key=lambda name: name != first)):
        card = _card(f"license: mit\nbase_model: {bases[name]}")
        write_files(tmp_path / f"{place}-{name}", {**WEIGHTS, "README.md": card})

    found = find_models([Place(Source.FOLDER, tmp_path)], [], ProblemLog())
    answers = {each.found.name[2:]: each.answers[0].allowance.value for each in survey(CATALOG, found)}

    assert {"sized": "yes", "whole": "unknown"} == answers


def test_an_earlier_stage_of_the_makers_own_is_covered_by_the_entry_in_their_own_copy_alone(tmp_path: Path) -> None:
    stage = "license: apache-2.0\nbase_model: acme/Alpha-7B-0824-SFT"

    own = _of_hub(tmp_path / "own", stage)
    tune = _of_folder(tmp_path / "other", stage)

    assert ["yes", "unknown"] == [each.answers[0].allowance.value for each in (own, tune)]
