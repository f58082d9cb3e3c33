"""Plans what an import does to a folder: which files are new, which are replaced in part, which stay.

A draft is found again by the listing of its record, whatever the user called its file or wherever they moved it. Of a
file that is there, only the assessment by the same source is ever replaced.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import msgspec
from msgspec.structs import replace

from llmtui.importers.records import Draft
from llmtui.loader.locate import entry_files
from llmtui.model import Assessment
from llmtui.model.ids import id_from_name
from llmtui.permissions import LicenceNames
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import Unreadable, parse_toml, read_text
from llmtui.toml_writer import assessment_toml, entry_toml

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_MOST_NAMES = 1000

Toml = Mapping[str, object]


class Action(Enum):
    """What happens to a file."""

    NEW = "new"
    REPLACED = "replaced"
    """The assessment of the source is replaced, or added."""
    SAME = "same"
    KEPT = "kept"
    """It differs from the source, and stays as it is."""


class Step(msgspec.Struct, frozen=True):
    """One file of the plan."""

    action: Action
    path: Path
    name: str
    text: str = ""
    """What to write, if the action writes."""


class _File(msgspec.Struct, frozen=True):
    """A catalogue file that is there already."""

    path: Path
    text: str
    values: Toml


@dataclass
class Planner:
    """Plans the drafts of one import, one after the other."""

    folder: Path
    log: ProblemLog
    overwrite: bool = False
    licences: LicenceNames = field(default_factory=lambda: LicenceNames({}))
    """By which licences are spelled as SPDX does."""
    _taken: dict[str, Path] = field(default_factory=dict)
    """The file of each id, also of those planned."""
    _files: dict[tuple[str, str], _File] = field(default_factory=dict)
    """By source and record of their listings."""

    def __post_init__(self) -> None:
        for _category, path in entry_files(self.folder):
            self._taken.setdefault(path.stem, path)
            for listing, file in _listings(path):
                self._files.setdefault(listing, file)

    def plan_all(self, drafts: Iterable[Draft]) -> tuple[Step, ...]:
        """What to do for each of them, in their order.

        If two records have one name, the one whose file has it too gets the id.
        """
        ordered = list(enumerate(drafts))
        ordered.sort(key=lambda item: id_from_name(item[1].path.stem) != item[1].entry.id)
        steps = ((number, self.plan(draft)) for number, draft in ordered)
        return tuple(step for _, step in sorted(steps, key=lambda item: item[0]) if step)

    def plan(self, draft: Draft) -> Step | None:
        """What to do for a draft; None, with a reason in the log, if nothing can be done."""
        sources = (draft.entry.listed_in[0].source, draft.entry.assessments[0].framework)
        file = next((self._files[key] for each in sources if (key := (each, draft.record)) in self._files), None)
        return self._again(draft, file) if file else self._new(draft)

    def _new(self, draft: Draft) -> Step | None:
        """A file of its own, under an id that is free."""
        wished = draft.entry.id
        names = (wished, draft.other_id, *(f"{draft.other_id}-{number}" for number in range(2, _MOST_NAMES)))
        free = next((name for name in names if name not in self._taken), None)
        if free is None:
            self.log.add(Problem(draft.path, f"no id is free for {draft.entry.name!r}", skipped=True))
            return None
        if free != wished:
            taken = self._taken[wished]
            self.log.add(Problem(draft.path, f"the id {wished!r} is taken by {taken}", hint=f"written as {free}"))
        path = self.folder / draft.entry.category / f"{free}.toml"
        if _leads_away(self.folder, path):
            self.log.add(Problem(path, "leads out of the folder; nothing is written", skipped=True))
            return None
        self._taken[free] = path
        remarks = (f"Drafted from {draft.record} of {draft.entry.listed_in[0].source}.", *draft.remarks)
        entry = replace(draft.entry, licence=self.licences.canonical(draft.entry.licence))
        return Step(Action.NEW, path, draft.entry.name, entry_toml(entry, remarks))

    def _again(self, draft: Draft, file: _File) -> Step | None:
        """The file that a former import wrote, or the user made of it."""
        assessment = draft.entry.assessments[0]
        own = [each for each in _assessments(file.values) if _is_by(each, assessment)]
        if len(own) > 1:  # two records were put into one entry
            own = [each for each in own if each.get("as") == assessment.name]
        wanted = _parsed(assessment)
        if any(_equal(each, wanted) for each in own):
            return Step(Action.SAME, file.path, draft.entry.name)
        if not self.overwrite:
            self.log.add(Problem(file.path, f"differs from {draft.path}", hint="--overwrite replaces its assessment"))
            return Step(Action.KEPT, file.path, draft.entry.name)
        text = _replaced(file, own, assessment)
        if text is None or file.path.is_symlink() or _leads_away(self.folder, file.path):
            self.log.add(Problem(file.path, "its assessment cannot be replaced safely", hint="replace it by hand"))
            return Step(Action.KEPT, file.path, draft.entry.name)
        return Step(Action.REPLACED, file.path, draft.entry.name, text)


def _listings(path: Path) -> Iterator[tuple[tuple[str, str], _File]]:
    """Source and record of each listing of a file; nothing if it cannot be read.

    Drafts of llmtui 0.1 have the record as section.
    """
    try:
        text = read_text(path)
        file = _File(path, text, parse_toml(text))
    except Unreadable:
        return
    for each in _maps(file.values.get("listed_in")):
        for record in filter(None, (each.get("record"), each.get("section"))):
            yield (str(each.get("source", "")), str(record)), file


def _maps(value: object) -> tuple[Toml, ...]:
    return tuple(each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def _assessments(values: Toml) -> tuple[Toml, ...]:
    return _maps(values.get("assessments"))


def _parsed(assessment: Assessment) -> Toml:
    return _assessments(parse_toml(assessment_toml(assessment)))[0]


def _is_by(table: Toml, assessment: Assessment) -> bool:
    """Whether an assessment of a file comes from the same source."""
    return (table.get("framework"), table.get("source")) == (assessment.framework, assessment.source)


def _equal(one: Toml, other: Toml) -> bool:
    """Whether two assessments say the same; the date, which most sources do not give, does not count."""
    return {**one, "date": ""} == {**other, "date": ""}


def _leads_away(folder: Path, path: Path) -> bool:
    """Whether links would carry a file out of the folder."""
    return os.path.commonpath([os.path.realpath(folder), os.path.realpath(path)]) != os.path.realpath(folder)


def _replaced(file: _File, own: list[Toml], assessment: Assessment) -> str | None:
    """The text with the assessment in the place of the old ones, or at its end.

    The result is parsed and compared with the old content: None if anything else would change with it.
    """
    numbers = {number for number, each in enumerate(_assessments(file.values)) if each in own}
    kept = "".join(line for number, line in _numbered(file.text) if number not in numbers)
    text = kept.rstrip() + "\n\n" + assessment_toml(assessment)
    if "\r\n" in file.text:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    others = [each for number, each in enumerate(_assessments(file.values)) if number not in numbers]
    expected = {**file.values, "assessments": [*others, _parsed(assessment)]}
    try:
        return text if parse_toml(text) == expected else None
    except Unreadable:
        return None


def _numbered(text: str) -> Iterable[tuple[int, str]]:
    """Each line with the number of the assessment it belongs to; -1 outside of all."""
    count = -1
    inside = False
    for line in text.splitlines(keepends=True):
        if header := _HEADER.match(line):
            name = re.sub(r"[\s\"']", "", header[1])
            if name == "assessments":
                count += 1
            inside = name.split(".")[0] == "assessments"
        yield (count if inside else -1), line
