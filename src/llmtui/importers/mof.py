"""Model Openness Tool: `models/*.yml`, the components of a model with their licences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from llmtui.dates import is_date
from llmtui.frameworks.mof import UNLICENSED, is_open_licence, suits
from llmtui.importers.known_slips import report_slips
from llmtui.importers.mof_layout import is_pending, present_component, present_release
from llmtui.importers.records import (
    LONGEST_NAME,
    LONGEST_TEXT,
    Block,
    Draft,
    is_called,
    make_draft,
    open_record,
    record_files,
)
from llmtui.importers.values import base_of, link_roles, links_of, size_of
from llmtui.licences import canonical_licence
from llmtui.model import Assessment, Grade, Judgement
from llmtui.problems import ProblemLog
from llmtui.text import clean

COMPONENTS = {
    "Model architecture": ("model_architecture", "code"),
    "Model parameters (Final)": ("model_parameters_final", "data"),
    "Technical report": ("technical_report", "document"),
    "Evaluation results": ("evaluation_results", "document"),
    "Model card": ("model_card", "document"),
    "Data card": ("data_card", "document"),
    "Sample model outputs": ("sample_model_outputs", "document"),
    "Training code": ("training_code", "code"),
    "Inference code": ("inference_code", "code"),
    "Evaluation code": ("evaluation_code", "code"),
    "Evaluation data": ("evaluation_data", "data"),
    "Supporting libraries and tools": ("supporting_libraries_and_tools", "code"),
    "Datasets": ("datasets", "data"),
    "Data preprocessing code": ("data_preprocessing_code", "code"),
    "Research paper": ("research_paper", "document"),
    "Model parameters (Intermediate)": ("model_parameters_intermediate", "data"),
    "Model metadata": ("model_metadata", "data"),
}
"""The names that the tool knows, exactly; the criterion and the type of each."""
_TYPES: Mapping[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "language": (("", ""), ("text",)),
    "code": (("domain", "code"), ("code",)),
    "multimodal": (("multimodal", "vision-language"), ("text", "image")),
    "vision": (("multimodal", "vision-language"), ("image",)),
    "image": (("multimodal", "image-generation"), ("image",)),
    "audio": (("multimodal", "audio"), ("audio",)),
    "video": (("multimodal", "video"), ("video",)),
    "3d": (("multimodal", ""), ()),
    "other": (("", ""), ()),
}
"""The types of the tool; category and sub-group, if the type decides them, and modalities."""
_ABSENT = re.compile(r"not\s+includ", re.IGNORECASE)
_TUNED = re.compile(r"instruct|chat|-it\b", re.IGNORECASE)
_ALIKE = {
    "apache2.0": "Apache-2.0",
    "apachelicense2.0": "Apache-2.0",
    "mitlicense": "MIT",
    "bsd3": "BSD-3-Clause",
    "ccby4.0": "CC-BY-4.0",
    "ccbysa4.0": "CC-BY-SA-4.0",
}


class Mof:
    """Reads the records of the Model Openness Tool."""

    format = "mof"
    adds_entries = True
    dated = True
    source = "https://mot.isitopen.ai"
    listed_as = "model-openness-tool"
    """What the catalogue calls it as the place where an entry was found."""
    folder = "models"

    def files(self, source: Path) -> tuple[Path, ...]:
        """The records of the tool's repository, or of its folder `models`."""
        return record_files(source, self.folder)

    def read(self, path: Path, date: str, log: ProblemLog) -> Draft | None:
        """The draft of one model, or None if the file cannot be read."""
        opened = open_record(path, log)
        if opened is None:
            return None
        document, top = opened
        release = present_release(top.block("release"))
        if "components" not in release:
            release.problem("components", "a record without components; it is left out", skipped=True)
            return None
        name = release.text("name", LONGEST_NAME) or clean(path.stem, LONGEST_NAME)
        if "name" not in release or not release.get("name"):
            release.problem("name", "is empty", f"called {name} after its file")
        elif not is_called(name, path):
            release.problem("name", f"{name!r} is not the file's name")
        draft = _draft(self, path, top, release, name, date)
        report_slips(self.format, path, document.text, log)
        return draft


def _draft(importer: Mof, path: Path, top: Block, release: Block, name: str, date: str) -> Draft:
    licences = _Licences.read(release.block("license"))
    judgements = _judgements(release, licences)
    placement, modalities = _typed(release, name)
    architecture = release.text("architecture", wanted=True)
    links, rest = _links(release)
    sizes = size_of(release, "version")
    assessment = Assessment(importer.format, judgements, _date(release, date), importer.source, name=name)
    return make_draft(
        f"models/{path.name}",
        path,
        name=name,
        placement=placement,
        listed_as=importer.listed_as,
        assessment=assessment,
        links=link_roles(links),
        maker=release.text("producer", wanted=True),
        base=base_of(release, "origin", name, wanted=False),
        licence=licences.named["distribution"].strip(),
        sizes=sizes,
        modalities=modalities,
        tags=tuple(filter(None, (architecture,))),
        remarks=(
            *_remarks(top, release, sizes),
            *licences.remarks,
            *rest,
            *release.finish(),
            *top.finish(),
        ),
    )


def _typed(release: Block, name: str) -> tuple[tuple[str, str], tuple[str, ...]]:
    """Category and sub-group, and modalities; whoever knows the model may move it.

    A type that is empty, or that we do not know, says nothing of modalities.
    """
    kind = release.text("type", wanted=True).lower()
    if kind and kind not in _TYPES:
        release.problem("type", f"{kind!r} is unknown", f"one of {', '.join(_TYPES)}")
    placement, modalities = _TYPES.get(kind, (("", ""), ()))
    if kind in _TYPES and not modalities:
        release.problem("type", f"{kind!r} has no modality here; none is given")
    return (placement if placement[0] else ("instruction" if _TUNED.search(name) else "base", "")), modalities


def _date(release: Block, date: str) -> str:
    """The date of the record, which is not that of the model."""
    text = release.text("date", wanted=True)
    if text and not is_date(text):
        release.problem("date", f"{text!r} is not a date", f"dated {date}")
    return text if text and is_date(text) else date


def _links(release: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses of a release, and remarks on what is not an address."""
    found: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    for key, host in (("huggingface", "huggingface.co"), ("repository", "github.com")):
        links, others = links_of(release, key, host)
        found, rest = (*found, *links), (*rest, *(f"release.{key}: {each}" for each in others))
    if not found:
        release.problem("", "has no link")
    return found, rest


def _remarks(top: Block, release: Block, sizes: tuple[str, ...]) -> Iterator[str]:
    """What the record says of itself and of the release beyond an entry."""
    framework = top.block("framework")
    yield "framework: " + " ".join(filter(None, (framework.text(key) for key in ("name", "version", "date"))))
    yield from framework.finish()
    version, contact, origin = (release.text(key) for key in ("version", "contact", "origin"))
    yield from (f"release.version: {each}" for each in (version,) if each and not sizes)
    yield from (f"release.contact: {each}" for each in (contact,) if each)
    yield from (f"release.origin: {each}" for each in (origin,) if each)


class _Licences(msgspec.Struct, frozen=True):
    """The licences of a release as a whole, by type of component."""

    named: Mapping[str, str]
    """As printed, including blanks: the tool compares them that way."""
    remarks: tuple[str, ...]

    @classmethod
    def read(cls, block: Block) -> _Licences:
        """The licences of `release.license`."""
        named: dict[str, str] = {}
        remarks: list[str] = []
        for key in ("distribution", "code", "data", "document"):
            part = block.block(key) if key in block else Block({}, block.path, block.log)
            value = part.get("name")
            part.text("name")  # for what it reports
            named[key] = value if isinstance(value, str) else ""
            links, rest = links_of(part, "path")
            remarks += [f"release.license.{key}.path: {each}" for each in (*links, *rest)]
            remarks += [f"release.license.{key}.name: {named[key]}"] if named[key] and key != "distribution" else []
            remarks += part.finish()
        return cls(named, (*remarks, *block.finish()))

    def effective(self, component: Block, content: str) -> str:
        """The licence of a component: its own, else that of its type, else that of the distribution, else none."""
        own = component.get("license")
        if own is None:
            return self.named[content] or self.named["distribution"] or UNLICENSED
        if not isinstance(own, str):
            component.problem("license", "must be one text; it counts as none")
            return UNLICENSED
        if not own:
            component.problem("license", "is empty: the component counts as unlicensed")
        return own or UNLICENSED


def _judgements(release: Block, licences: _Licences) -> dict[str, Judgement]:
    """A judgement for each of the 17 components that was looked at; what is not listed is closed."""
    listed: dict[str, Judgement] = {}
    pending: set[str] = set()
    for component in map(present_component, release.blocks("components")):
        printed = component.get("name")
        known = COMPONENTS.get(printed) if isinstance(printed, str) else None
        if known is None:
            component.problem("name", f"{printed!r} is not a component of the framework; it is left out")
            continue
        criterion, content = known
        if criterion in listed:
            component.problem("name", f"{printed!r} is listed twice; the last counts")
        licence = licences.effective(component, content)
        if is_pending(licence):
            component.problem("license", f"{licence!r} is not a judgement; it counts as not assessed")
            pending.add(criterion)
            continue
        listed[criterion] = _judgement(component, licence, content)
    asked = [criterion for criterion, _ in COMPONENTS.values() if criterion in listed or criterion not in pending]
    return {criterion: listed.get(criterion, Judgement(Grade.CLOSED)) for criterion in asked}


def _judgement(component: Block, licence: str, content: str) -> Judgement:
    evidence: tuple[str, ...] = ()
    notes = [component.text("description", LONGEST_TEXT)]
    for key in ("component_path", "license_path"):
        links, rest = links_of(component, key)
        evidence = (*evidence, *(each for each in links if each not in evidence))
        notes += [f"{key}: {each}" for each in rest]
    notes += component.finish()
    if _ABSENT.search(licence):
        component.problem("license", f"{licence!r} says that the component is not there; it counts as not listed")
        return Judgement(Grade.CLOSED, evidence, " ".join((*notes, f"Listed with the licence {licence}.")).strip())
    _report_licence(component, licence, content)
    grade = Grade.OPEN if is_open_licence(licence) else Grade.PARTIAL
    return Judgement(grade, evidence, " ".join(filter(None, notes)), _written(licence))


def _written(licence: str) -> str:
    """The licence as an entry keeps it, without blanks around it; in quotes if the blanks made it differ from an id."""
    trimmed = licence.strip()
    return f'"{licence}"' if trimmed != licence and (is_open_licence(trimmed) or not trimmed) else trimmed


def _report_licence(component: Block, licence: str, content: str) -> None:
    """Report a licence that looks open but does not count, and one that another would suit better."""
    if licence.strip() != licence:
        component.problem("license", f"{licence!r} has blanks around it; it is compared with them")
    if is_open_licence(licence):
        if not suits(licence, content):
            component.problem("", f"{licence} is open, and not among the licences recommended for {content}")
        return
    meant = _meant(licence.strip())
    if meant:
        component.problem("license", f"{licence!r} is not an SPDX id and does not count as open", f"{meant} would")


def _meant(licence: str) -> str:
    """The open licence that a text seems to mean; empty if that is not certain."""
    squeezed = re.sub(r"[\s_-]+", "", licence.lower())
    meant = _ALIKE.get(squeezed) or canonical_licence(licence)
    return meant if is_open_licence(meant) and meant != licence else ""
