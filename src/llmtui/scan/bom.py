"""Reads the models of a bill of materials in CycloneDX JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.folders import joined
from llmtui.scan.found import Declared, Found, Source, found_model
from llmtui.scan.reading import LARGEST_BOM, Unusable, read_json, text_of

MODEL = "machine-learning-model"
_MOST = 50_000
"""Components that are looked at."""
_MOST_ANCESTORS = 128
UNREAD = "llmtui:unread"
"""The property for what could not be read for certain when the file was written."""
NAMED = "llmtui:named"
"""The property that is `false` if only a file or a folder gave the model its name."""
HINT, CALLED, ORIGIN = "llmtui:hint", "llmtui:called", "llmtui:origin"
"""The properties for further names of a model, what its files call it, and what may be itself or a base."""


def read_bom(path: Path, log: ProblemLog) -> tuple[Found, ...]:
    """The models that a bill of materials lists.

    Raises:
        Unusable: It is not a CycloneDX JSON file.
    """
    record = read_json(path, LARGEST_BOM)
    if record.get("bomFormat") != "CycloneDX":
        raise Unusable("not a bill of materials in CycloneDX JSON")
    return tuple(_model(each, path, log) for each in _components(record, path, log) if each.get("type") == MODEL)


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


def _model(component: dict[str, object], path: Path, log: ProblemLog) -> Found:
    group, name = text_of(component, "group"), text_of(component, "name")
    full = f"{group}/{name}" if group else name
    hub = _hub_id(text_of(component, "purl"))
    declared = _declared(component, name)
    for gap in declared.gaps:
        log.add(Problem(path, f"{full or hub}: {gap}"))
    return found_model(
        full or hub or text_of(component, "bom-ref") or "unnamed",
        Source.BOM,
        path,
        size=_size(component),
        declared=declared,
        hints=(*_properties(component, "llmtui:id"), hub, *_properties(component, HINT)),
        is_named="false" not in _properties(component, NAMED),
    )


def _declared(component: dict[str, object], name: str) -> Declared:
    """What a component says, and what the files called the model when llmtui wrote it."""
    gaps = list(_properties(component, UNREAD))
    licences = tuple(_licences(component, gaps))
    ancestors = _ancestors(component, gaps)
    called = tuple(islice(_properties(component, CALLED), _MOST_ANCESTORS)) or (name,)
    first = Declared(
        name=called[0],
        maker=_maker(component),
        licences=licences,
        bases=ancestors.bases,
        origins=tuple(dict.fromkeys((*ancestors.origins, *_properties(component, ORIGIN)))),
        base_licences=ancestors.base_licences,
        gaps=tuple(gaps),
        file="component",
    )
    return joined((first, *(Declared(name=each, file="component") for each in called[1:])))


def _hub_id(purl: str) -> str:
    """The name on the Hub in a package address, such as `pkg:huggingface/owner/name@commit`."""
    kind, _, rest = purl.partition("/")
    return unquote(rest.split("@")[0].split("?")[0]) if kind == "pkg:huggingface" else ""


def _maker(component: dict[str, object]) -> str:
    for key in ("manufacturer", "supplier"):
        if named := text_of(component.get(key), "name"):
            return named
    return text_of(component, "publisher")


def _licences(component: dict[str, object], gaps: list[str]) -> Iterator[str]:
    """Every licence of a component, those found in its files included."""
    evidence = component.get("evidence")
    for holder in (component, evidence if isinstance(evidence, dict) else {}):
        written = holder.get("licenses", [])
        if not isinstance(written, list):
            gaps.append("its licences are not a list")
            continue
        for each in written:
            licence = each.get("license") if isinstance(each, dict) else None
            texts = (text_of(each, "expression"), *(text_of(licence, key) for key in ("id", "name")))
            named = tuple(dict.fromkeys(filter(None, texts)))
            yield from named or tuple(filter(None, (text_of(licence, "url"),)))
            if not named and not text_of(licence, "url"):
                gaps.append("a licence without an id, a name or an address")


def _ancestors(component: dict[str, object], gaps: list[str]) -> Declared:
    """The names of everything that a component is made from, and the licences that the file states for them."""
    names: dict[str, None] = {}
    further: dict[str, None] = {}
    licences: list[tuple[str, str]] = []
    ahead = list(_parents(component, gaps))
    while ahead:
        here = ahead.pop(0)
        group, name = text_of(here, "group"), text_of(here, "name")
        called = (f"{group}/{name}" if group else name) or text_of(here, "bom-ref")
        own = tuple(filter(None, (*_properties(here, "llmtui:id"), _hub_id(text_of(here, "purl")), called)))
        if not own:
            gaps.append("an ancestor without a name")
        if len(names) == _MOST_ANCESTORS:
            gaps.append(f"more than the {_MOST_ANCESTORS} ancestors that are read")
            break
        names |= dict.fromkeys(own[:1])
        further |= dict.fromkeys(own[1:])
        licences += [("".join(own[:1]), licence) for licence in _licences(here, gaps)]
        ahead += _parents(here, gaps)
    return Declared(bases=tuple(names), origins=tuple(further), base_licences=tuple(dict.fromkeys(licences)))


def _parents(component: dict[str, object], gaps: list[str]) -> Iterator[dict[str, object]]:
    """What a component names as its ancestors."""
    pedigree = component.get("pedigree", {})
    written = pedigree.get("ancestors", []) if isinstance(pedigree, dict) else None
    if not isinstance(written, list):
        gaps.append("its ancestors are not a list")
        return
    for each in written:
        if isinstance(each, dict):
            yield each
        else:
            gaps.append("an ancestor without a name")


def _properties(component: dict[str, object], name: str) -> Iterator[str]:
    """The values of a property, of which there may be several."""
    written = component.get("properties")
    for each in written if isinstance(written, list) else []:
        if text_of(each, "name") == name and (value := text_of(each, "value")):
            yield value


def _size(component: dict[str, object]) -> int | None:
    written = next(_properties(component, "llmtui:size"), "")
    return int(written) if written.isdecimal() and len(written) < 20 else None  # noqa: PLR2004 - as Python reads safely
