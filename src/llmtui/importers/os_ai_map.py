"""Open Source AI Map: `sources/products/*.yaml`, each with a file of its name in `sources/scores`.

The map prints a class, a number from 1 to 5, and its parts, either as a map or, in older files, as one text such as
`weights:open(Apache-2.0);data:closed`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from llmtui.dates import is_date
from llmtui.frameworks.mof import is_open_licence
from llmtui.importers.records import LONGEST_NAME, LONGEST_TEXT, Block, Draft, make_draft, open_record, record_files
from llmtui.importers.values import link_roles, links_of
from llmtui.importers.yaml_text import Node
from llmtui.licences import canonical_licence
from llmtui.model import Assessment, Grade, Judgement, Kind
from llmtui.problems import ProblemLog
from llmtui.text import clean

_KINDS = {"model": Kind.MODEL, "software": Kind.TOOL, "dataset": Kind.DATASET}
_PLACEMENTS = {Kind.TOOL: ("application", ""), Kind.DATASET: ("data", "")}
_TUNED = re.compile(r"instruct|chat|assistant|-it\b", re.IGNORECASE)
_PARTS = {"weights": "weights", "data": "data", "code": "code", "source": "code"}
"""Parts that the map names, and the criterion of each; the source of software is its code."""
_GRADES = {
    "open": Grade.OPEN,
    "public": Grade.OPEN,
    "partial": Grade.PARTIAL,
    "gated": Grade.PARTIAL,
    "restricted": Grade.PARTIAL,
    "documented": Grade.PARTIAL,
    "closed": Grade.CLOSED,
    "proprietary": Grade.CLOSED,
    "none": Grade.CLOSED,
}
_CLASSES = {"open": Grade.OPEN, "open_source": Grade.OPEN, "closed": Grade.CLOSED}
"""The classes at the ends; those between are partial."""
_BETWEEN = {"open_weights", "restricted", "source_available", "open_core", "gated", "documented_only"}
_LINKS = ("github", "huggingface_model", "huggingface_dataset")
_REST = ("npm", "pypi", "crates", "go", "type", "name", "aliases", "comments", "docs", "website")
_PRINTED = re.compile(r"\s*([\w -]+?)\s*:\s*([^();]+?)\s*(?:\((.*)\))?\s*", re.DOTALL)


class OsAiMap:
    """Reads the records of the Open Source AI Map."""

    format = "os-ai-map"
    adds_entries = False
    dated = True
    source = "https://github.com/currentai-org/os-ai-map"
    listed_as = "os-ai-map"
    folder = "sources"

    def files(self, source: Path) -> tuple[Path, ...]:
        """The products of the repository, or of its folder `sources`."""
        inside = source / self.folder if (source / self.folder).is_dir() else source
        return record_files(inside, "products")

    def read(self, path: Path, date: str, log: ProblemLog) -> Draft | None:
        """The draft of one product; None for hardware, and if it has no score."""
        opened = open_record(path, log)
        if opened is None:
            return None
        product = opened[1]
        scores = path.parent.parent / "scores" / path.name
        scored = open_record(scores, log) if scores.is_file() else None
        kind = _KINDS.get(product.text("type", wanted=True))
        if kind is None:
            product.problem("type", "is neither a model, nor data, nor software; it is left out", skipped=True)
            return None
        if scored is None:
            product.problem("", "has no score; it is left out", skipped=True)
            return None
        return self._draft(path, product, kind, scored[1].block("openness"), date)

    def _draft(self, path: Path, product: Block, kind: Kind, openness: Block, date: str) -> Draft:
        """The draft of a product that has a score."""
        name = product.text("display_name", LONGEST_NAME) or clean(path.stem, LONGEST_NAME)
        slug = product.text("name", LONGEST_NAME) or clean(path.stem, LONGEST_NAME)
        cells = _cells(openness, kind)
        assessment = Assessment(self.format, cells.judgements, cells.date or date, self.source, name=slug)
        links = _links(product)
        for key in _REST:
            product.get(key)
        return make_draft(
            f"sources/products/{path.name}",
            path,
            name=name,
            placement=_PLACEMENTS.get(kind, ("instruction" if _TUNED.search(name) else "base", "")),
            kind=kind,
            assessment=assessment,
            links=link_roles(links),
            summary=(product.text("description", LONGEST_TEXT),),
            licence=cells.licence,
            remarks=(*cells.remarks, *product.finish()),
        )


class _Cells(msgspec.Struct, frozen=True):
    """What a score says of openness."""

    judgements: Mapping[str, Judgement]
    licence: str
    date: str
    remarks: tuple[str, ...]


class _Part(msgspec.Struct, frozen=True):
    """One part as it is printed."""

    value: str
    detail: str = ""


class _Cited(msgspec.Struct, frozen=True):
    """A source that a score cites."""

    url: str
    parts: tuple[str, ...]
    date: str


def _cells(openness: Block, kind: Kind) -> _Cells:
    cited = _cited(openness)
    parts = _parts(openness)
    judgements, remarks = _judged_parts(openness, parts, cited)
    licence = parts.get("license", _Part(""))
    if licence.value:
        judgements["license"] = Judgement(_licence_grade(licence), _evidence(cited, "license"), licence.detail)
    judgements |= _class(openness, kind, tuple(each.url for each in cited))
    openness.text("confidence")
    note = openness.text("note", LONGEST_TEXT)
    dates = [openness.text("last_verified"), *(each.date for each in cited)]
    date = max(filter(is_date, dates), default="")
    open_licence = canonical_licence(licence.value) if licence.value.casefold() not in _GRADES else ""
    return _Cells(judgements, open_licence, date, (*remarks, *([f"note: {note}"] if note else [])))


def _judged_parts(
    openness: Block, parts: Mapping[str, _Part], cited: tuple[_Cited, ...]
) -> tuple[dict[str, Judgement], list[str]]:
    """The judgements on parts other than the licence, by criterion, and remarks on parts that no criterion asks for."""
    judgements: dict[str, Judgement] = {}
    remarks: list[str] = []
    for name, part in parts.items():
        criterion = _PARTS.get(name)
        if criterion is None or criterion in judgements:
            remarks += [f"{name}: {part.value} {part.detail}".strip()] if name != "license" else []
            continue
        grade = _GRADES.get(part.value.casefold())
        if grade is None:
            openness.problem("components", f"{part.value!r} is not a grade of {name}; it is left out")
            continue
        judgements[criterion] = Judgement(grade, _evidence(cited, name), part.detail)
    return judgements, remarks


def _class(openness: Block, kind: Kind, evidence: tuple[str, ...]) -> dict[str, Judgement]:
    """The class of the map, with its number as printed."""
    printed = openness.text("class", wanted=True)
    score = openness.text("score")
    if printed and printed not in _CLASSES and printed not in _BETWEEN:
        openness.problem("class", f"{printed!r} is not a class of a {kind.value}; it is left out")
        return {}
    note = ", ".join(filter(None, (printed, f"{score} of 5" if score else "")))
    return {"openness_class": Judgement(_CLASSES.get(printed, Grade.PARTIAL), evidence, note)} if printed else {}


def _licence_grade(licence: _Part) -> Grade:
    """Open if all licences are: by SPDX, or if the map says so of the only one."""
    names = licence.value.split(" AND ")
    if all(name.casefold() in {"proprietary", "closed", "none"} for name in names):
        return Grade.CLOSED
    stated_as_osi = len(names) == 1 and bool(re.search(r"\bOSI\b", licence.detail))
    is_open = stated_as_osi or all(is_open_licence(canonical_licence(name)) for name in names)
    return Grade.OPEN if is_open else Grade.PARTIAL


def _parts(openness: Block) -> dict[str, _Part]:
    """The parts by name, in either layout; the first of each."""
    value = openness.get("components")
    if isinstance(value, str):
        found = (_PRINTED.fullmatch(each) for each in re.split(r";(?![^(]*\))", value))
        return {
            each[1]: _Part(each[2], clean(each[3] or "", LONGEST_TEXT)) for each in reversed([x for x in found if x])
        }
    if not isinstance(value, Mapping):
        return {}
    parts = {clean(name, 80): part for name, node in value.items() if (part := _part(node))}
    for name in value:
        if clean(name, 80) not in parts:
            openness.problem("components", f"{clean(name, 80)!r} has no value; it is left out")
    return parts


def _part(node: Node) -> _Part | None:
    """A part of a map: a text, a map of value and detail, or for licences a list of maps with a name."""
    value = node.value
    if isinstance(value, str):
        return _Part(clean(value, LONGEST_NAME))
    if isinstance(value, tuple):
        return _joined([part for each in value if (part := _part(each))])
    if not isinstance(value, Mapping):
        return None
    texts = {key: clean(each.value, LONGEST_TEXT) for key, each in value.items() if isinstance(each.value, str)}
    named = texts.get("value") or texts.get("name", "")
    return _Part(named, texts.get("detail", "")) if named else None


def _joined(licences: Sequence[_Part]) -> _Part | None:
    """Several licences as one part; None if there are none."""
    detail = "; ".join(each.detail for each in licences if each.detail)
    return _Part(" AND ".join(each.value for each in licences), detail) if licences else None


def _cited(openness: Block) -> tuple[_Cited, ...]:
    """The sources that are cited, with what each establishes and when it was read."""
    cited = []
    for source in openness.blocks("sources") if "sources" in openness else ():
        urls, _ = links_of(source, "url")
        parts = source.texts("establishes")
        cited += [_Cited(url, parts, source.text("accessed")) for url in urls]
    return tuple(cited)


def _evidence(cited: tuple[_Cited, ...], part: str) -> tuple[str, ...]:
    """The sources that establish a part; all of them if none says what it establishes."""
    if any(each.parts for each in cited):
        return tuple(dict.fromkeys(each.url for each in cited if part in each.parts))
    return tuple(dict.fromkeys(each.url for each in cited))


def _links(product: Block) -> tuple[str, ...]:
    """The addresses of a product, which are in lists of maps with `url`."""
    maps = (each for key in _LINKS if key in product for each in product.blocks(key))
    return tuple(link for each in maps for link in links_of(each, "url")[0])
