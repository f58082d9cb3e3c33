from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cyclonedx import schema
from jsonschema_rs import Draft7, Draft7Validator, Registry

from factories import a_catalog, a_framework, a_judgement, a_licence, an_assessment, an_entry, with_licences
from llmtui.exporters.cyclonedx import dump_entries
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Judgement, Kind, Link
from llmtui.scan import Declared, Source, survey
from llmtui.scan.found import found_model
from llmtui.scan.materials import dump_bom

BASE = an_entry("base", name="Base 7B", maker="Meta", licence="LicenseRef-Own")
MODEL = an_entry(
    "tuned",
    name="Tuned",
    maker="Acme",
    licence="MIT OR Apache-2.0",
    base=("base", "Some Corpus"),
    training_data="The Pile",
    machine_names=("hub:acme/tuned",),
    links=(Link("weights", "https://example.org/w"), Link("paper", "https://example.org/p"), Link("demo", "ftp://x")),
    assessments=(
        an_assessment({"code": "closed"}, date="2023-01"),
        an_assessment(
            {"code": Judgement(a_judgement("open").grade, ("https://example.org/code",)), "weights": "partial"},
            date="2024-02",
        ),
    ),
)
DATA = an_entry("corpus", kind=Kind.DATASET, licence="CC-BY-4.0")
CATALOG = with_licences(
    a_catalog(BASE, MODEL, DATA, frameworks=[a_framework()]),
    a_licence("LicenseRef-Own", url="https://example.org/licence"),
    a_licence("MIT"),
)


def faults(text: str) -> list[str]:
    """What the official schema says against a bill of materials."""
    return [error.message for error in _validator().iter_errors(json.loads(text))]


@cache
def _validator() -> Draft7Validator:
    """The schema of version 1.6, with the lists of licences and of signatures that it refers to."""
    folder = Path(schema.__file__).parent / "_res"
    parts = {each.name: json.loads(each.read_text("utf-8")) for each in folder.glob("*.schema.json")}
    whole = parts["bom-1.6.SNAPSHOT.schema.json"]
    registry = Registry([(f"http://cyclonedx.org/schema/{name}", part) for name, part in parts.items()], draft=Draft7)
    return Draft7Validator(whole, registry=registry, validate_formats=True)


@pytest.fixture(scope="module")
def catalog(bundled: Loaded) -> Catalog:
    return bundled.catalog


def test_every_entry_of_the_catalogue_keeps_to_the_official_schema_with_each_reference_once(catalog: Catalog) -> None:
    text = dump_entries(catalog, tuple(catalog))

    assert [] == faults(text)
    assert list(catalog.entries) == [each["bom-ref"] for each in json.loads(text)["components"]]


def test_hostile_entries_keep_to_the_official_schema() -> None:
    entry = an_entry(
        "x", name="A\u202e<b>", licence='not "a" licence', maker="=1+1", links=(Link("repo", "javascript:alert(1)"),)
    )
    text = dump_entries(a_catalog(entry), [entry])

    assert [] == faults(text)
    assert "javascript" not in text


def entries_dumped() -> list[Any]:
    """The components of the base, the model and the data set."""
    components: list[Any] = json.loads(dump_entries(CATALOG, tuple(CATALOG)))["components"]
    return components


def properties(component: Any) -> dict[str, str]:
    return {each["name"]: each["value"] for each in component["properties"]}


def test_a_model_says_what_it_is_and_who_made_it() -> None:
    _base, model, data = entries_dumped()

    assert ("machine-learning-model", "tuned", "Acme", "pkg:huggingface/acme/tuned") == (
        model["type"],
        model["bom-ref"],
        model["publisher"],
        model["purl"],
    )
    assert "data" == data["type"]


def test_licences_are_expressions_ids_or_names_with_their_texts() -> None:
    base, model, data = entries_dumped()

    assert [{"expression": "MIT OR Apache-2.0"}] == model["licenses"]
    assert [{"license": {"name": "LicenseRef-Own", "url": "https://example.org/licence"}}] == base["licenses"]
    assert [{"license": {"id": "CC-BY-4.0"}}] == data["licenses"]


def test_a_model_says_its_links_and_lineage() -> None:
    _base, model, _data = entries_dumped()

    assert ["Base 7B", "Some Corpus"] == [each["name"] for each in model["pedigree"]["ancestors"]]
    assert {"datasets": [{"type": "dataset", "name": "The Pile"}]} == model["modelCard"]["modelParameters"]
    assert [("distribution", "https://example.org/w"), ("other", "https://example.org/p")] == [
        (each["type"], each["url"]) for each in model["externalReferences"]
    ]


def test_a_model_says_its_grades_with_who_gave_them_and_when() -> None:
    _base, model, _data = entries_dumped()

    assert [
        ("llmtui:id", "tuned"),
        ("llmtui:kind", "model"),
        ("llmtui:word", "restricted"),
        ("llmtui:openness:code", "open"),
        ("llmtui:openness:code:judge", "test-points"),
        ("llmtui:openness:code:basis", "reviewed"),
        ("llmtui:openness:code:date", "2024-02"),
        ("llmtui:openness:code:evidence", "https://example.org/code"),
        ("llmtui:openness:weights", "partial"),
        ("llmtui:openness:weights:judge", "test-points"),
        ("llmtui:openness:weights:basis", "reviewed"),
        ("llmtui:openness:weights:date", "2024-02"),
    ] == [(each["name"], each["value"]) for each in model["properties"]]


def test_what_is_not_known_is_absent() -> None:
    entry = an_entry("x", name="X")
    (component,) = json.loads(dump_entries(a_catalog(entry), [entry]))["components"]

    assert {"type", "bom-ref", "name", "properties"} == set(component)


def test_bases_that_are_components_too_are_dependencies() -> None:
    assert [{"ref": "tuned", "dependsOn": ["base"]}] == json.loads(dump_entries(CATALOG, tuple(CATALOG)))[
        "dependencies"
    ]
    assert "dependencies" not in json.loads(dump_entries(CATALOG, [MODEL]))


def test_the_same_content_gives_the_same_file_and_another_gives_another_number() -> None:
    one, same, other = (json.loads(dump_entries(CATALOG, each)) for each in ([MODEL], [MODEL], [BASE]))

    assert one == same
    assert one["serialNumber"] != other["serialNumber"]
    assert "timestamp" not in one["metadata"]


def test_found_models_say_what_their_own_card_declares() -> None:
    declared = Declared(licences=("mit",), bases=("Base 7B",), maker="Bolt")
    found = [
        found_model("someone/tune", Source.HUB, Path("x"), size=5, declared=declared, quantisation="Q4_K_M"),
        found_model("someone/tune", Source.HUB, Path("y"), is_partial=True),
        found_model("acme/tuned", Source.HUB, Path("z")),
        found_model("odd \u202e name", Source.FOLDER, Path("z"), declared=Declared(licences=("my own",))),
    ]
    text = dump_bom(CATALOG, survey(CATALOG, found))
    tune, partial, tuned, odd = json.loads(text)["components"]

    assert [] == faults(text)
    assert ["someone/tune", "someone/tune#2", "acme/tuned"] == [each["bom-ref"] for each in (tune, partial, tuned)]
    assert [{"license": {"id": "MIT", "acknowledgement": "declared"}}] == tune["licenses"]
    assert [{"license": {"name": "my own", "acknowledgement": "declared"}}] == odd["licenses"]
    assert (["Base 7B"], "Bolt") == ([each["name"] for each in tune["pedigree"]["ancestors"]], tune["publisher"])
    values = properties(tuned)
    assert ("tuned", "open", "exact") == (values["llmtui:id"], values["llmtui:openness:code"], values["llmtui:match"])
    assert "false" == properties(partial)["llmtui:complete"]
