"""Found models as a bill of materials for other tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from factories import a_catalog, a_licence, an_entry, with_licences
from llmtui.model import Link
from llmtui.scan import Declared, Source, survey
from llmtui.scan.found import Found, found_model
from llmtui.scan.materials import dump_bom

CATALOG = with_licences(
    a_catalog(
        an_entry("base", name="Base", maker="Acme", licence="LicenseRef-Own"),
        an_entry(
            "alpha",
            name="Alpha",
            maker="Acme",
            licence="MIT",
            base=("base",),
            summary="A model.",
            links=(Link("weights", "https://hf.co/acme/alpha"), Link("repo", "https://example.org/alpha")),
            machine_names=("hub:acme/alpha",),
        ),
    ),
    a_licence("MIT"),
    a_licence("LicenseRef-Own", "conditions yes yes no", url="https://example.org/licence"),
)


def _bom(*found: Found) -> dict[str, Any]:
    return dict(json.loads(dump_bom(CATALOG, survey(CATALOG, found))))


def _component(name: str, source: Source = Source.HUB, **fields: Any) -> dict[str, Any]:
    (component,) = _bom(found_model(name, source, Path("x"), **fields))["components"]
    return dict(component)


def _properties(component: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each["value"] for each in component["properties"]}


def test_a_known_model_has_what_its_entry_says() -> None:
    component = _component("acme/alpha", size=12, quantisation="Q8_0")
    properties = component.pop("properties")

    assert {
        "type": "machine-learning-model",
        "bom-ref": "acme/alpha",
        "publisher": "Acme",
        "supplier": {"name": "Acme"},
        "group": "acme",
        "name": "alpha",
        "description": "A model.",
        "licenses": [{"license": {"id": "MIT"}}],
        "purl": "pkg:huggingface/acme/alpha",
        "pedigree": {
            "ancestors": [
                {
                    "type": "machine-learning-model",
                    "publisher": "Acme",
                    "name": "Base",
                    "licenses": [{"license": {"name": "LicenseRef-Own", "url": "https://example.org/licence"}}],
                    "properties": [{"name": "llmtui:id", "value": "base"}],
                }
            ]
        },
        "externalReferences": [
            {"type": "distribution", "url": "https://hf.co/acme/alpha", "comment": "weights"},
            {"type": "vcs", "url": "https://example.org/alpha", "comment": "repo"},
        ],
    } == component
    assert {
        "llmtui:source": "hub cache",
        "llmtui:match": "exact",
        "llmtui:size": "12",
        "llmtui:quantisation": "Q8_0",
        "llmtui:word": "open weights",
        "llmtui:catalogue-licence": "MIT",
        "llmtui:permission:commercial": "yes",
        "llmtui:permission:derivatives": "yes",
        "llmtui:permission:redistribution": "yes",
        "llmtui:permission:outputs": "yes",
        "llmtui:id": "alpha",
        "llmtui:kind": "model",
    } == {each["name"]: each["value"] for each in properties}
    assert 12 == len(properties)


def test_the_licence_of_its_own_card_goes_before_that_of_the_entry() -> None:
    component = _component("acme/alpha", declared=Declared(licences=("apache-2.0", "MIT")))

    assert [
        {"license": {"name": "apache-2.0", "acknowledgement": "declared"}},
        {"license": {"id": "MIT", "acknowledgement": "declared"}},
    ] == component["licenses"]


def test_a_copy_of_another_has_neither_the_id_nor_the_address_of_the_entry() -> None:
    component = _component("else/alpha-GGUF", is_partial=True)
    properties = _properties(component)

    assert ["vcs"] == [each["type"] for each in component["externalReferences"]]
    assert (None, "alpha", "family", "false") == (
        properties.get("llmtui:id"),
        properties["llmtui:entry"],
        properties["llmtui:match"],
        properties["llmtui:complete"],
    )


def test_a_stranger_has_only_what_its_card_declares() -> None:
    declared = Declared(maker="Someone", licences=("mit",), bases=("acme/alpha", "who/knows"))
    component = _component("thing", Source.FOLDER, declared=declared)

    assert ("Someone", [{"license": {"id": "MIT", "acknowledgement": "declared"}}]) == (
        component["publisher"],
        component["licenses"],
    )
    ancestors = component["pedigree"]["ancestors"]
    assert [("acme", "alpha"), ("who", "knows")] == [(each["group"], each["name"]) for each in ancestors]
    assert "pkg:huggingface/acme/alpha" == ancestors[0]["purl"]
    assert {"purl", "group", "description", "externalReferences"}.isdisjoint(component)
    assert {"llmtui:id", "llmtui:size", "llmtui:word", "llmtui:complete"}.isdisjoint(_properties(component))


def test_only_a_model_of_the_hub_has_an_address_there() -> None:
    assert "purl" not in _component("acme/alpha", Source.LM_STUDIO)


def test_a_contradiction_is_a_property() -> None:
    component = _component("acme/alpha", declared=Declared(licences=("LicenseRef-Own",)))

    assert "its card says LicenseRef-Own, the catalogue says MIT" == _properties(component)["llmtui:disagreement"]


def test_models_of_one_name_have_references_of_their_own() -> None:
    bom = _bom(*(found_model(name, Source.GGUF, Path(name)) for name in ("a", "b", "a", "a")))

    assert ["a", "b", "a#2", "a#3"] == [each["bom-ref"] for each in bom["components"]]


def test_the_same_models_give_the_same_file_without_a_time() -> None:
    found = found_model("a", Source.GGUF, Path("a"))
    first, again, other = _bom(found), _bom(found), _bom(found, found)

    assert first == again
    assert first["serialNumber"] != other["serialNumber"]
    assert ["tools"] == list(first["metadata"])
