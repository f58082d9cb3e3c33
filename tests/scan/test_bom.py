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


def a_component(**fields: object) -> dict[str, object]:
    return {"type": "machine-learning-model", "name": "alpha", **fields}


@pytest.mark.parametrize(
    ("fields", "maker"),
    [
        ({"manufacturer": {"name": "A"}, "supplier": {"name": "B"}, "publisher": "C"}, "A"),
        ({"manufacturer": {}, "supplier": {"name": "B"}, "publisher": "C"}, "B"),
        ({"publisher": "C"}, "C"),
        ({"supplier": "B"}, ""),
    ],
)
def test_the_maker_is_who_made_it_else_who_supplies_it_else_who_published_it(
    tmp_path: Path, fields: dict[str, object], maker: str
) -> None:
    assert [maker] == [model.declared.maker for model in models_of(tmp_path, a_component(**fields))]


@pytest.mark.parametrize(
    ("purl", "hints"),
    [
        ("pkg:huggingface/acme/alpha", ("acme/alpha",)),
        ("pkg:huggingface/acme/alpha%207b@abc?x=y", ("acme/alpha 7b",)),
        ("pkg:huggingface/acme/alpha?repository_url=x@y", ("acme/alpha",)),
        ("pkg:pypi/acme/alpha", ()),
        ("huggingface/acme/alpha", ()),
        ("", ()),
    ],
)
def test_only_an_address_of_the_hub_is_a_name_there(tmp_path: Path, purl: str, hints: tuple[str, ...]) -> None:
    assert [hints] == [model.hints for model in models_of(tmp_path, a_component(purl=purl))]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"group": "acme"}, "acme/alpha"),
        ({}, "alpha"),
        ({"name": "", "purl": "pkg:huggingface/acme/beta"}, "acme/beta"),
        ({"name": "", "bom-ref": "ref-1"}, "ref-1"),
        ({"name": ""}, "unnamed"),
    ],
)
def test_a_model_has_the_best_name_that_the_file_gives_it(tmp_path: Path, fields: dict[str, object], name: str) -> None:
    assert [name] == [model.name for model in models_of(tmp_path, a_component(**fields))]


@pytest.mark.parametrize(
    ("written", "size"),
    [("12", 12), ("0", 0), ("-1", None), ("1e3", None), ("9" * 19, int("9" * 19)), ("9" * 20, None)],
)
def test_a_size_is_digits_and_not_too_many(tmp_path: Path, written: str, size: int | None) -> None:
    properties = [{"name": "other", "value": "5"}, {"name": "llmtui:size", "value": written}]

    assert [size] == [model.size for model in models_of(tmp_path, a_component(properties=properties))]


def test_the_id_that_llmtui_wrote_goes_before_every_other_name(tmp_path: Path) -> None:
    ancestor = {"name": "Base", "properties": [{"name": "llmtui:id", "value": "base-1"}]}
    (model,) = models_of(
        tmp_path,
        a_component(
            purl="pkg:huggingface/acme/alpha",
            properties=[{"name": "llmtui:id", "value": "alpha-1"}],
            pedigree={"ancestors": [ancestor, {"name": "Other"}, {"group": "acme"}]},
        ),
    )

    assert (("alpha-1", "acme/alpha"), ("base-1", "Other", "acme/")) == (model.hints, model.declared.bases)


def test_more_components_than_are_read_are_reported(tmp_path: Path) -> None:
    path, log = tmp_path / "bom.json", ProblemLog()
    components = [{"type": "file"}] * 50_000 + [a_component()]
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "components": components}))

    assert () == read_bom(path, log)
    assert ["more than the 50,000 components that are read"] == [problem.message for problem in log]
