"""From the records of an index to the files of an update: overlays on known entries, and drafts of new ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from llmtui.importers import Draft, Importer
from llmtui.importers.known_slips import duplicate_of, why_not_a_system
from llmtui.model import Assessment, Catalog, Entry, Grade, Listing
from llmtui.model.ids import id_from_name
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_writer import entry_toml, overlay_toml
from llmtui.update.subjects import Subjects, squashed, subject

_MOST_NAMES = 1000
_LONGEST_HISTORY = 12
"""Earlier assessments of one subject that are kept."""
_FACTS = ("maker_country", "maker_type", "training_compute")
"""Keys that the update of an index adds to an entry that has none."""


class Merged(msgspec.Struct, frozen=True):
    """The result of an update from one index."""

    files: Mapping[str, str]
    """The files of a catalogue folder by path."""
    gone: tuple[tuple[str, str], ...]
    """Record and id of what the catalogue has and the index no longer has; it is kept."""
    moved: tuple[tuple[str, str, str], ...]
    """Record, id before and id now of what the index judges another system for."""
    unknown: int
    """Records of things that the catalogue does not have, of an index that adds no entries."""


@dataclass
class Merger:
    """Merges the records of one index, one after the other."""

    importer: Importer
    base: Catalog
    """The catalogue without the earlier update of this index."""
    current: Catalog
    """The catalogue with it."""
    earlier: Mapping[str, str]
    """The files of the earlier update."""
    log: ProblemLog
    _overlays: dict[str, list[Draft]] = field(default_factory=dict)
    """By id of the entry, the records about it, as they are judged there."""
    _drafts: dict[str, Draft] = field(default_factory=dict)
    """New entries by id."""
    _moved: list[tuple[str, str, str]] = field(default_factory=list)
    _unknown: int = 0

    def merge(self, drafts: Iterable[Draft]) -> Merged:
        """The files of the update."""
        drafts = [draft for draft in drafts if not self._is_no_system(draft)]
        subjects = Subjects(self.current, (self.importer.format, self.importer.listed_as))
        known = [(draft, subjects.of_record(draft)) for draft in drafts]
        for draft, entry in known:
            if entry:
                self._add(entry, draft)
        for draft in (draft for draft, entry in known if entry is None):
            self._place(draft, subjects)
        files = dict(self._files())
        seen = {*self._overlays, *self._drafts}
        files |= {path: text for path, text in self.earlier.items() if self._is_kept(path, seen) and path not in files}
        return Merged(files, tuple(self._gone(drafts, subjects)), tuple(self._moved), self._unknown)

    def _is_no_system(self, draft: Draft) -> bool:
        if reason := why_not_a_system(self.importer.format, draft.path):
            self.log.add(Problem(draft.path, f"{reason}; it is left out", skipped=True))
        return bool(reason)

    def _place(self, draft: Draft, subjects: Subjects) -> None:
        """A record that no entry is known for: of an entry of its name, or a new one."""
        before = subjects.records.get(draft.record, [])
        if before:
            draft = _renamed(draft)
        elif reason := duplicate_of(self.importer.format, draft.path):
            self.log.add(Problem(draft.path, f"{reason}; it is left out", skipped=True))
            return
        entry = subjects.of_name(draft.entry.name, draft.entry.kind)
        if entry and (taken := self._judged_by(entry, draft, subjects)):
            self.log.add(Problem(draft.path, f"a second record of {entry.name!r}; {taken} counts", skipped=True))
            return
        if entry:
            self._add(entry, draft)
        elif self.importer.adds_entries:
            entry = self._new(draft)
        else:
            self._unknown += 1
        if entry and before:
            self._moved.append((draft.record, before[0].id, entry.id))

    def _judged_by(self, entry: Entry, draft: Draft, subjects: Subjects) -> str:
        """The other record that an entry is judged by already; empty if there is none."""
        others = [record for record, entries in subjects.records.items() if entry in entries and record != draft.record]
        same = [each.record for each in self._overlays.get(entry.id, ()) if each.record in others]
        return same[0] if same and draft.record not in subjects.records else ""

    def _add(self, entry: Entry, draft: Draft) -> None:
        """Judge an entry by a record."""
        of, name = subject(entry, draft)
        judged = replace(draft.entry.assessments[0], of=of, name=name)
        others = self._overlays.setdefault(entry.id, [])
        if first := next((each for each in others if each.entry.assessments[-1].of == of), None):
            self.log.add(Problem(draft.path, f"a second record of {entry.name!r}; {first.record} counts", skipped=True))
            return
        others.append(replace(draft, entry=replace(draft.entry, assessments=_with_history(entry, judged))))

    def _new(self, draft: Draft) -> Entry | None:
        """An entry of its own, under an id that is free."""
        wished = draft.entry.id
        names = (wished, draft.other_id, *(f"{draft.other_id}-{number}" for number in range(2, _MOST_NAMES)))
        free = next((each for each in names if each not in self.current.entries and each not in self._drafts), None)
        if free is None:
            self.log.add(Problem(draft.path, f"no id is free for {draft.entry.name!r}", skipped=True))
            return None
        entry = replace(draft.entry, id=free)
        self._drafts[free] = replace(draft, entry=entry)
        return entry

    def _files(self) -> Iterator[tuple[str, str]]:
        """The files of everything that was judged."""
        for entry_id, drafts in self._overlays.items():
            entry = self.base.get(entry_id)
            if entry is None:  # an earlier update made it
                yield self._draft_file(self.current.entries[entry_id], drafts)
            elif text := _overlay(entry, drafts):
                yield f"{entry.category}/{entry_id}.toml", text
        for entry_id, draft in self._drafts.items():
            yield f"{draft.entry.category}/{entry_id}.toml", entry_toml(draft.entry, _remarks(draft))

    def _draft_file(self, entry: Entry, drafts: list[Draft]) -> tuple[str, str]:
        """The file of an entry that an earlier update made."""
        first = drafts[0]
        assessments = [assessment for each in drafts for assessment in each.entry.assessments]
        kept = [
            each
            for each in entry.assessments
            if (each.framework, each.of) not in {(x.framework, x.of) for x in assessments}
        ]
        fresh = replace(
            first.entry,
            id=entry.id,
            name=entry.name,
            category=entry.category,
            group=entry.group,
            listed_in=entry.listed_in,
            assessments=tuple(sorted((*kept, *assessments), key=lambda each: each.date)),
        )
        return f"{entry.category}/{entry.id}.toml", entry_toml(fresh, _remarks(first))

    def _is_kept(self, path: str, seen: set[str]) -> bool:
        """Whether a file of the earlier update stays as it is: as no record is about its entry now."""
        entry_id = path.rpartition("/")[2].removesuffix(".toml")
        return path.count("/") == 1 and entry_id not in seen and entry_id in self.current.entries

    def _gone(self, drafts: Iterable[Draft], subjects: Subjects) -> Iterator[tuple[str, str]]:
        """What the catalogue has from this index and the index no longer has."""
        there = {draft.record for draft in drafts}
        for record, entries in subjects.records.items():
            if record not in there:
                yield from ((record, entry.id) for entry in entries)


def _renamed(draft: Draft) -> Draft:
    """A record of a line under the name of the release that it judges now."""
    assessment = draft.entry.assessments[0]
    if not assessment.of or squashed(assessment.of) == squashed(draft.entry.name):
        return draft
    wished = id_from_name(assessment.of) or draft.entry.id
    judged = replace(assessment, of="", name=draft.entry.name)
    entry = replace(draft.entry, id=wished, name=assessment.of, assessments=(judged,))
    return replace(draft, entry=entry, other_id=f"{wished}-{assessment.framework}")


def _with_history(entry: Entry, judged: Assessment) -> tuple[Assessment, ...]:
    """An assessment after the earlier ones of its subject, so that one sees what changed.

    If it has the grades of the newest one, it has the date of that one: nothing was judged anew. Those of its own date
    or later are replaced.
    """
    own = [each for each in entry.assessments if (each.framework, each.of) == (judged.framework, judged.of)]
    newest = _with_known_date(own[-1], judged) if own else judged
    kept: list[Assessment] = []
    later = newest
    for each in reversed([each for each in own if each.date and each.date < newest.date]):
        if _grades(each) != _grades(later):
            kept.insert(0, each)
            later = each
    return (*kept[-_LONGEST_HISTORY:], newest)


def _with_known_date(known: Assessment, judged: Assessment) -> Assessment:
    """An assessment under the date of the known one, if their grades are equal."""
    if _says_the_same(known, judged):
        return known
    return replace(judged, date=known.date) if known.date and _grades(known) == _grades(judged) else judged


def _grades(assessment: Assessment) -> dict[str, Grade]:
    return {criterion: judgement.grade for criterion, judgement in assessment.judgements.items()}


def _says_the_same(one: Assessment, other: Assessment) -> bool:
    return replace(one, date="", source="") == replace(other, date="", source="")


def _overlay(entry: Entry, drafts: list[Draft]) -> str:
    """The overlay of an entry; empty if the entry says everything itself."""
    new = tuple(assessment for each in drafts for assessment in _new_ones(entry, each.entry.assessments))
    records = {each.record for each in entry.listed_in}
    listed = tuple(Listing(x.source, "", x.name, x.record) for each in drafts for x in each.entry.listed_in)
    facts = {
        key: value
        for key in _FACTS
        if not getattr(entry, key)
        and (value := next((getattr(x.entry, key) for x in drafts if getattr(x.entry, key)), ""))
    }
    return overlay_toml(entry.id, facts, tuple(each for each in listed if each.record not in records), new)


def _new_ones(entry: Entry, found: tuple[Assessment, ...]) -> tuple[Assessment, ...]:
    """The assessments of one subject, if an entry does not have just them."""
    subject_of = (found[-1].framework, found[-1].of)
    own = [each for each in entry.assessments if (each.framework, each.of) == subject_of]
    same = len(own) >= len(found) and all(map(_says_the_same, own[-len(found) :], found))
    return () if same and (len(found) == 1 or own[-1].date == found[-1].date) else found


def _remarks(draft: Draft) -> tuple[str, ...]:
    return (f"From {draft.record} of {draft.entry.listed_in[0].source}.", *draft.remarks)
