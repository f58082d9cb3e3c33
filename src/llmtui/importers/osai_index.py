"""European Open Source AI Index: one YAML file per system, 12 criteria, which `_parameters.yml` lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from llmtui.dates import is_date
from llmtui.importers import osai_comments
from llmtui.importers.known_slips import report_slips
from llmtui.importers.opening_up_chatgpt import maker_remarks
from llmtui.importers.records import (
    LONGEST_NAME,
    LONGEST_TEXT,
    Block,
    Draft,
    comments,
    has_licence_line,
    is_called,
    make_draft,
    open_record,
    record_files,
)
from llmtui.importers.values import base_of, judgement_of, link_roles, links_of
from llmtui.importers.yaml_text import Document, Node, read_yaml
from llmtui.model import Assessment
from llmtui.model.ids import id_from_name
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean

CRITERIA = (
    "datasources_basemodel",
    "datasources_endmodel",
    "weights_basemodel",
    "weights_endmodel",
    "trainingcode",
    "code",
    "hardware_architecture",
    "preprint",
    "paper",
    "modelcard",
    "datasheet",
    "licenses",
)
_PLACEMENTS = {
    "code": ("domain", "code"),
    "image": ("multimodal", "image-generation"),
    "video": ("multimodal", "video"),
    "audio": ("multimodal", "audio"),
}
_TYPES = ("text", *_PLACEMENTS)
_TUNED = re.compile(r"instruct|chat|-it\b|think", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TAGS = ("National origin", "Contributor type")
"""What the records say of the maker in comments only."""
_COMPUTES = ("Base model training compute", "End model training compute")
"""What they say there of the training."""


class OsaiIndex:
    """Reads the records of the European Open Source AI Index."""

    format = "osai-index"
    adds_entries = True
    dated = False
    source = "https://osai-index.eu"
    listed_as = "osai-index"
    folder = ""

    def files(self, source: Path) -> tuple[Path, ...]:
        """The records of the index's database, and the files beside them that are not records."""
        return record_files(source, self.folder)

    def read(self, path: Path, date: str, log: ProblemLog) -> Draft | None:
        """The draft of one system; None for files that are not records and for what cannot be read."""
        if path.name.startswith("_"):
            _check_parameters(path, log)
            return None
        opened = open_record(path, log)
        if opened is None:
            return None
        document, top = opened
        system, org = top.block("system"), top.block("org")
        name = system.text("name", LONGEST_NAME)
        if not name and not any(system.get(key) for key in ("link", "endmodelname", "type")):
            system.problem("name", "a template without a system; it is left out", skipped=True)
            return None
        if not name:
            name = clean(path.stem, LONGEST_NAME)
            system.problem("name", "is empty", f"called {name} after its file")
        elif not is_called(name, path):
            system.problem("name", f"{name!r} is not the file's name")
        draft = _draft(self, _Parts(document, top, system, org), name, date, log)
        report_slips(self.format, path, document.text, log)
        return draft


class _Parts(msgspec.Struct, frozen=True):
    """A record, and the two blocks of it that hold no criteria."""

    document: Document
    top: Block
    system: Block
    org: Block


def _draft(importer: OsaiIndex, parts: _Parts, name: str, date: str, log: ProblemLog) -> Draft:
    path, system, org = parts.document.path, parts.system, parts.org
    end = system.text("endmodelname", LONGEST_NAME, wanted=True)
    base = base_of(system, "basemodelname", end or name)
    types = _types(system)
    judgements = {key: judgement for key in CRITERIA if (judgement := judgement_of(parts.top, key))}
    links, rest = links_of(system, "link")
    of = end if id_from_name(end) != id_from_name(name) else ""
    assessment = Assessment(importer.format, judgements, date, importer.source, of, name)
    tags = _tags(parts.document)
    return make_draft(
        path.name,
        path,
        name=name,
        placement=_placement(types, end or name, system),
        assessment=assessment,
        links=link_roles(links),
        summary=(system.text("notes", LONGEST_TEXT), org.text("notes", LONGEST_TEXT)),
        maker=org.text("name", wanted=True),
        base=base,
        modalities=types,
        licence=_licence(system),
        maker_country=osai_comments.country(tags.get("National origin", "")),
        maker_type=osai_comments.maker_type(tags.get("Contributor type", "")),
        training_compute=_training_compute(tags, end or name, system),
        released=_released(system),
        remarks=_remarks(parts, rest, log),
    )


def _training_compute(tags: Mapping[str, str], end: str, system: Block) -> str:
    """What comments of the record say about the computing that training took."""
    return osai_comments.training_compute(
        {"base": tags.get(_COMPUTES[0], ""), "end": tags.get(_COMPUTES[1], "")},
        tuned=end.casefold() != system.text("basemodelname").casefold(),
    )


def _remarks(parts: _Parts, links: Iterable[str], log: ProblemLog) -> tuple[str, ...]:
    """What no key of an entry has a place for; `links` are those of the system that no role fits."""
    performance = parts.system.text("performanceclass")
    return (
        *_credits(parts.document, log),
        *((f"system.performanceclass: {performance}",) if performance else ()),
        *(f"system.link: {each}" for each in links),
        *maker_remarks(parts.org),
        *parts.system.finish(),
        *parts.org.finish(),
        *_former(parts.top),
        *parts.top.finish(),
    )


def _types(system: Block) -> tuple[str, ...]:
    """What the system reads or makes; some records name several."""
    printed = system.text("type", wanted=True)
    types = tuple(each.strip().lower() for each in printed.split(",") if each.strip())
    if len(types) > 1:
        system.problem("type", f"{printed!r} names several; the first decides on the category")
    for each in types:
        if each not in _TYPES:
            system.problem("type", f"{each!r} is unknown", f"one of {', '.join(_TYPES)}")
    return tuple(each for each in types if each in _TYPES)


def _placement(types: tuple[str, ...], end: str, system: Block) -> tuple[str, str]:
    """Category and sub-group: by the type; a text model that was not tuned is a base model."""
    if types[:1] and types[0] in _PLACEMENTS:
        return _PLACEMENTS[types[0]]
    same = end.casefold() == system.text("basemodelname").casefold()
    return ("base", "") if same and not _TUNED.search(end) else ("instruction", "")


def _licence(system: Block) -> str:
    """The licence of the end model, whose key is also written with a blank."""
    if "endmodel license" in system:
        system.problem("endmodel license", "the key is endmodellicense elsewhere; read alike")
        return system.text("endmodel license", LONGEST_NAME)
    return system.text("endmodellicense", LONGEST_NAME, wanted=True)


def _released(system: Block) -> str:
    """The release date, also as `2024 NOV`, the form that the readme asks for."""
    text = system.text("releasedate", wanted=True)
    if not text or is_date(text):
        return text
    found = re.fullmatch(r"(\d{4})[ -]([a-z]{3})[a-z]*", text.lower())
    if found and found[2] in _MONTHS:
        date = f"{found[1]}-{_MONTHS.index(found[2]) + 1:02}"
        system.problem("releasedate", f"{text!r} is read as {date}")
        return date
    system.problem("releasedate", f"{text!r} is not a date; it is left out", "YYYY-MM")
    return ""


def _former(top: Block) -> Iterator[str]:
    """Criteria that the index asked once."""
    for key in ("package", "api"):
        if key in top:
            top.problem(key, "the index no longer asks this; kept as a remark")
            block = top.block(key)
            yield f"{key}: " + ", ".join(f"{each}: {block.text(each, LONGEST_TEXT)}" for each in block.values)


def _tags(document: Document) -> dict[str, str]:
    """What comments say of the maker and of the training, by tag; the first of each."""
    tags: dict[str, str] = {}
    for _, line in comments(document):
        found = re.match(rf"#\s*-?\s*({'|'.join((*_TAGS, *_COMPUTES))}):\s*(.*)", line)
        if found and found[2].strip():
            tags.setdefault(found[1], clean(found[2], 200))
    return tags


def _credits(document: Document, log: ProblemLog) -> Iterator[str]:
    """What comments say, and whose framework an assessment builds on."""
    path, lines = document.path, comments(document)
    tags = _tags(document)
    yield from (f"{tag}: {text}" for tag, text in tags.items())
    for tag in _TAGS:
        if tag not in tags:
            log.add(Problem(path, f"does not say the maker's {tag.lower()}"))
    line = next((number for number, line in lines if "MusGO" in line), None)
    if line:
        log.add(Problem(path, "the assessment builds on the MusGO framework", line, hint="credit MusGO with it"))
        yield "The assessment builds on the MusGO framework; credit it."
    if not has_licence_line(document):
        log.add(Problem(path, "carries no licence line of its own", hint="CC-BY-4.0 as the index is"))


def _check_parameters(path: Path, log: ProblemLog) -> None:
    """Report that the file is not a record, and which of its criteria are not those read here."""
    log.add(Problem(path, "is not a record of a system; it is left out", skipped=True))
    document = read_yaml(path, log) if path.stem == "_parameters" else None
    if document and (differing := sorted(set(_references(document.root)) ^ set(CRITERIA))):
        log.add(Problem(path, f"lists other criteria than those read: {', '.join(differing)} differ"))


def _references(root: Node) -> Iterator[str]:
    """The `ref` of each criterion in a list of groups."""
    groups = root.value if isinstance(root.value, tuple) else ()
    maps = [group.value for group in groups if isinstance(group.value, dict) and "params" in group.value]
    for params in (each["params"].value for each in maps):
        for each in params if isinstance(params, tuple) else ():
            if isinstance(each.value, dict) and "ref" in each.value:
                yield str(each.value["ref"].value)
