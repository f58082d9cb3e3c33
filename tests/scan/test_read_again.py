"""A bill of materials that a scan writes gives the same answers when it is read again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from factories import write_files
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog
from llmtui.problems import ProblemLog
from llmtui.scan import Declared, Place, Source, Surveyed, find_models, survey
from llmtui.scan.bom import read_bom
from llmtui.scan.found import Found, found_model
from llmtui.scan.materials import dump_bom
from scan.making import card, write_gguf, write_ollama
from scan.test_wrong_yes import CATALOG, WEIGHTS

NAMES = (
    "tune",
    "someone/tune",
    "acme/Alpha-7B",
    "acme/Alpha-13B",
    "someone/Alpha-7B-GGUF",
    "heron/Heron-3B",
    "someone/Heron-GGUF",
    "Heron-7B-Q4_K_M.gguf",
    "bolt/Tuned",
    "bolt/Tuned-v2",
)
LICENCES = ((), ("mit",), ("other",), ("cc-by-nc-4.0", "strange"), ("mit", "apache-2.0 OR llama2"))
BASES = (
    (),
    ("acme/Alpha-7B",),
    ("acme/Alpha-13B",),
    ("heron/Heron-3B",),
    ("heron/Heron-7B",),
    ("heron",),
    ("https://huggingface.co/heron/Heron-72B/tree/main",),
    ("bolt/Tuned", "nobody/knows"),
    ("acme/Alpha-7B", "meta/Llama-2-7B"),
)
_STEP = 41
"""Every so many combinations are tried; it divides none of the numbers above, so each value meets each other."""
CALLED = ("", "Heron 3B", "Llama 2", "Alpha 13B")


def _read_again(folder: Path, surveyed: Sequence[Surveyed], catalog: Catalog = CATALOG) -> Sequence[Surveyed]:
    path = folder / "again.json"
    path.write_text(dump_bom(catalog, surveyed), encoding="utf-8")
    return survey(catalog, read_bom(path, ProblemLog()))


def _answers(surveyed: Surveyed) -> tuple[str, ...]:
    return tuple(answer.allowance.value for answer in surveyed.answers)


def _models(source: Source) -> list[Found]:
    """Models of each name, licence, base and name in the header, together in many ways."""
    models = [
        found_model(
            name,
            source,
            Path("x"),
            declared=Declared(licences=licences, bases=bases, file="card").joined(
                Declared(name=called, origins=origins, file="header")
            ),
            hints=hints,
        )
        for name, licences, bases, called in product(NAMES, LICENCES, BASES, CALLED)
        for origins, hints in (((), ()), (("meta/Llama-2-7B",), ()), ((), ("heron/Heron-72B",)))
    ]
    return models[::_STEP]


@pytest.mark.parametrize("source", Source)
def test_no_answer_changes_when_it_is_read_again(tmp_path: Path, source: Source) -> None:
    first = survey(CATALOG, _models(source))
    again = _read_again(tmp_path, first)
    twice = _read_again(tmp_path, again)

    every = zip(first, again, twice, strict=True)
    changed = [(one.found, _answers(one), _answers(other), _answers(last)) for one, other, last in every]
    assert [] == [each for each in changed if len(set(each[1:])) > 1][:3]


def test_models_on_the_disk_have_the_same_answers_when_they_are_read_again(tmp_path: Path) -> None:
    adapter = {"adapter_model.safetensors": b"x", "README.md": card("apache-2.0")}
    disk = tmp_path / "disk"
    for name, base in (("one", "acme/Alpha-7B"), ("two", "acme/Alpha-13B"), ("three", "heron/Heron-3B")):
        config = f'{{"peft_type": "LORA", "base_model_name_or_path": "{base}"}}'.encode()
        write_files(disk / f"lora-{name}", {**adapter, "adapter_config.json": config})
        write_files(disk / f"tune-{name}", {**WEIGHTS, "README.md": card("mit", base)})
    write_gguf(disk / "Alpha-7B.gguf", "Heron 3B")
    write_gguf(disk / "thing.gguf", "", "mit", "heron/Heron-72B")
    write_ollama(disk / "ollama", "alpha:7b", write_gguf(tmp_path / "x", "Llama 2").read_bytes(), ("MIT License\n",))
    first = survey(CATALOG, find_models([Place(Source.FOLDER, disk)], [], ProblemLog()))
    again = _read_again(tmp_path, first)

    assert {"yes", "unknown", "no", "conditions"} == {_answers(each)[0] for each in first}
    assert [(each.found.name, _answers(each)) for each in first] == [
        (each.found.name, _answers(each)) for each in again
    ]


@pytest.mark.parametrize(
    ("base", "commercial"),
    [
        ("mistralai/Mistral-Small-Instruct-2409", "unknown"),
        ("Qwen/Qwen2.5-3B", "no"),
        ("Qwen/Qwen2.5-7B", "yes"),
        ("meta-llama/Llama-2-7b-hf", "conditions"),
    ],
)
def test_a_base_keeps_its_size_and_release(tmp_path: Path, bundled: Loaded, base: str, commercial: str) -> None:
    found = found_model(
        "tune", Source.FOLDER, Path("x"), declared=Declared(licences=("apache-2.0",), bases=(base,), file="card")
    )
    first = survey(bundled.catalog, [found])
    again = _read_again(tmp_path, first, bundled.catalog)

    assert [commercial, commercial] == [_answers(each)[0] for each in (*first, *again)]
