import json
from pathlib import Path

import pytest

from llmtui.problems import ProblemLog
from llmtui.scan.bom import read_bom
from llmtui.scan.found import Found
from llmtui.scan.reading import Unusable


def models_of(tmp_path: Path, *components: object) -> tuple[Found, ...]:
    path = tmp_path / "bom.json"
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": components}))
    return read_bom(path, ProblemLog())


def test_models_of_other_tools_are_read_with_licence_maker_and_ancestors(tmp_path: Path) -> None:
    (model,) = models_of(
        tmp_path,
        {"type": "library", "name": "numpy"},
        {
            "type": "machine-learning-model",
            "group": "acme",
            "name": "alpha",
            "purl": "pkg:huggingface/acme/alpha-7b@abc",
            "manufacturer": {"name": "Acme"},
            "licenses": [{"license": {"id": "MIT"}}, {"expression": "Apache-2.0 OR MIT"}],
            "pedigree": {"ancestors": [{"type": "machine-learning-model", "group": "meta", "name": "Llama-2"}]},
        },
    )

    assert ("acme/alpha", ("acme/alpha-7b",), "Acme", ("MIT", "Apache-2.0 OR MIT"), ("meta/Llama-2",)) == (
        model.name,
        model.hints,
        model.declared.maker,
        model.declared.licences,
        model.declared.bases,
    )


def test_models_inside_other_components_are_found(tmp_path: Path) -> None:
    inner = {"type": "machine-learning-model", "name": "inner"}
    found = models_of(
        tmp_path, {"type": "application", "name": "app", "components": [inner]}, {**inner, "name": "outer"}
    )

    assert ["inner", "outer"] == [model.name for model in found]


@pytest.mark.parametrize(
    "component",
    [
        {"name": 3, "licenses": "MIT", "pedigree": [], "properties": {"a": 1}},
        {"name": None, "licenses": [None, 3, {"license": 4}], "pedigree": {"ancestors": [None, {}]}},
        {"properties": [{"name": "llmtui:size", "value": "9" * 5000}], "components": "x"},
    ],
)
def test_fields_of_a_wrong_kind_are_passed_over(tmp_path: Path, component: dict[str, object]) -> None:
    (model,) = models_of(tmp_path, {"type": "machine-learning-model", **component})

    assert ("unnamed", None, "") == (model.name, model.size, model.declared.licence)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"bomFormat": "SPDX"}', b"\xff", b"[" * 100_000])
def test_what_is_not_a_bill_of_materials_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)

    with pytest.raises(Unusable):
        read_bom(tmp_path / "x", ProblemLog())
