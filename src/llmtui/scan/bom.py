"""Reads the models of a bill of materials in CycloneDX JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.found import Declared, Found, Source, found_model
from llmtui.scan.reading import LARGEST_BOM, Unusable, read_json, text_of

MODEL = "machine-learning-model"
_MOST = 50_000
"""Components that are looked at."""
_MOST_ANCESTORS = 32


def read_bom(path: Path, log: ProblemLog) -> tuple[Found, ...]:
    """The models that a bill of materials lists.

    Raises:
        Unusable: It is not a CycloneDX JSON file.
    """
    record = read_json(path, LARGEST_BOM)
    if record.get("bomFormat") != "CycloneDX":
        raise Unusable("not a bill of materials in CycloneDX JSON")
    return tuple(_model(each, path) for each in _components(record, path, log) if each.get("type") == MODEL)


def _components(record: dict[str, object], path: Path, log: ProblemLog) -> Iterator[dict[str, object]]:
    """Each component, those inside other components included, in the order of the file."""
    ahead: list[object] = [record.get("components")]
    count = 0
    while ahead:
        here = ahead.pop()
        if isinstance(here, list):
            ahead += reversed(here)
        elif isinstance(here, dict):
            count += 1
            if count > _MOST:
                log.add(Problem(path, f"more than the {_MOST:,} components that are read"))
                return
            yield here
            ahead.append(here.get("components"))


def _model(component: dict[str, object], path: Path) -> Found:
    group, name = text_of(component, "group"), text_of(component, "name")
    full = f"{group}/{name}" if group else name
    hub = _hub_id(text_of(component, "purl"))
    return found_model(
        full or hub or text_of(component, "bom-ref") or "unnamed",
        Source.BOM,
        path,
        size=_size(component),
        declared=Declared(
            name=name,
            maker=_maker(component),
            licences=tuple(_licences(component)),
            bases=tuple(_ancestors(component)),
        ),
        hints=tuple(filter(None, (_property(component, "llmtui:id"), hub))),
    )


def _hub_id(purl: str) -> str:
    """The name on the Hub in a package address, such as `pkg:huggingface/owner/name@commit`."""
    kind, _, rest = purl.partition("/")
    return unquote(rest.split("@")[0].split("?")[0]) if kind == "pkg:huggingface" else ""


def _maker(component: dict[str, object]) -> str:
    for key in ("manufacturer", "supplier"):
        if named := text_of(component.get(key), "name"):
            return named
    return text_of(component, "publisher")


def _licences(component: dict[str, object]) -> Iterator[str]:
    written = component.get("licenses")
    for each in written if isinstance(written, list) else []:
        licence = each.get("license") if isinstance(each, dict) else None
        if text := text_of(each, "expression") or text_of(licence, "id") or text_of(licence, "name"):
            yield text


def _ancestors(component: dict[str, object]) -> Iterator[str]:
    pedigree = component.get("pedigree")
    written = pedigree.get("ancestors") if isinstance(pedigree, dict) else None
    for each in written[:_MOST_ANCESTORS] if isinstance(written, list) else []:
        group, name = text_of(each, "group"), text_of(each, "name")
        if named := _property(each, "llmtui:id") or (f"{group}/{name}" if group else name):
            yield named


def _property(component: object, name: str) -> str:
    written = component.get("properties") if isinstance(component, dict) else None
    for each in written if isinstance(written, list) else []:
        if text_of(each, "name") == name:
            return text_of(each, "value")
    return ""


def _size(component: dict[str, object]) -> int | None:
    written = _property(component, "llmtui:size")
    return int(written) if written.isdecimal() and len(written) < 20 else None  # noqa: PLR2004 - as Python reads safely
