"""Which entry a record is about, and which of the entry's assessments it replaces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from llmtui.importers import Draft
from llmtui.model import Assessment, Catalog, Entry, Kind
from llmtui.model.ids import id_from_name

_SIZE = re.compile(r"\b\d+x\d+(?:\.\d+)?b\b|(?<![a-z0-9])a?\d+(?:\.\d+)?[bmkt]\b|\b20\d\d\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def versions(name: str) -> frozenset[str]:
    """The numbers in a name that are neither sizes nor years: `StarChat2-15B-v0.1` has 2 and 0.1."""
    return frozenset(_NUMBER.findall(_SIZE.sub(" ", name.replace("_", "."))))


class Subjects:
    """The entries of a catalogue by the records they were found in, and by their names."""

    def __init__(self, catalog: Catalog, sources: Iterable[str]) -> None:
        """Take the entries.

        Args:
            catalog: All entries.
            sources: What listings call the index.
        """
        wanted = set(sources)
        self.records: Mapping[str, list[Entry]] = defaultdict(list)
        self._names: dict[str, list[Entry]] = defaultdict(list)
        for entry in catalog:
            for record in {each.record for each in entry.listed_in if each.source in wanted and each.record}:
                self.records[record].append(entry)
            for name in {squashed(each) for each in (*entry.called, entry.id)}:
                self._names[name].append(entry)

    def of_record(self, draft: Draft) -> Entry | None:
        """The entry that names the record, if it is still about the same system."""
        about = (entry for entry in self.records.get(draft.record, ()) if _is_about(entry, draft))
        return next(about, None)

    def of_name(self, name: str, kind: Kind) -> Entry | None:
        """The one entry of this name and kind."""
        found = [each for each in self._names.get(squashed(name), []) if each.kind is kind]
        return found[0] if len(found) == 1 else None


def squashed(name: str) -> str:
    """A name without what people write in many ways: case, blanks, hyphens."""
    return id_from_name(name).replace("-", "")


def _is_about(entry: Entry, draft: Draft) -> bool:
    """Whether a record that an entry names has not moved on to another system.

    The name of the record must be one that the entry, a listing or an assessment has. Of an index that judges lines
    by their newest release, the release must have the version of the entry, or the entry have none.
    """
    own = _own(entry, draft)
    return _is_called_so(entry, own, draft) and _may_be_release(entry, own, draft.entry.assessments[0].of)


def _own(entry: Entry, draft: Draft) -> list[Assessment]:
    """The entry's assessments by the framework of a record."""
    framework = draft.entry.assessments[0].framework
    return [each for each in entry.assessments if each.framework == framework]


def _is_called_so(entry: Entry, own: Sequence[Assessment], draft: Draft) -> bool:
    """Whether the entry, a listing in the record or an assessment has the name of the record."""
    listed = [each.name for each in entry.listed_in if each.record == draft.record]
    judged = [name for each in own for name in (each.name, each.of)]
    called = set(map(squashed, (*entry.called, *listed, *judged)))
    return not called.isdisjoint({squashed(draft.entry.name), squashed(draft.entry.assessments[0].name)})


def _may_be_release(entry: Entry, own: Sequence[Assessment], release: str) -> bool:
    """Whether a release has the version of the entry; an entry without one may be any release."""
    if not release or not versions(entry.name):
        return True
    machines = (name.rpartition("/")[2] for name in entry.machine_names)
    known = (*entry.called, *machines, *(each.of for each in own))
    return any(versions(each) and _agree(each, release) for each in known)


def subject(entry: Entry, draft: Draft) -> tuple[str, str]:
    """Which version or size of an entry a record judges, and what it calls it, as the entry's assessments have it.

    An assessment that is there keeps its words, so that the new one takes its place.
    """
    assessment = draft.entry.assessments[0]
    own = _own(entry, draft)
    known = _same_subject(own, draft)
    if known:
        return known.of, known.name
    called = {squashed(each) for each in (*entry.called, entry.id)}
    name = draft.entry.name
    release = assessment.of or name
    whole = squashed(release) in called or (bool(assessment.of) and not versions(entry.name) and not own)
    return "" if whole else release, "" if squashed(name) in called else name


def _same_subject(own: list[Assessment], draft: Draft) -> Assessment | None:
    """The assessment of the same version or size, the surest sign first."""
    assessment = draft.entry.assessments[0]
    name = draft.entry.name
    release = assessment.of
    stem = draft.path.stem
    tests: tuple[Callable[[Assessment], bool], ...] = (
        lambda each: bool(release) and squashed(each.of) == squashed(release),
        lambda each: squashed(each.of) == squashed(stem),
        lambda each: squashed(each.of) == squashed(name),
        lambda each: bool(each.name) and squashed(each.name) == squashed(name) and _agree(each.of, release),
        lambda each: not each.of and not each.name,
        lambda each: _agree(each.of, release) and (len(own) == 1 or not each.of),
    )
    for test in tests:
        if found := [each for each in own if test(each)]:
            return found[-1]
    return None


def _agree(known: str, release: str) -> bool:
    """Whether a release may be the one that is known: it has all numbers of that one, or names none."""
    return versions(known) <= versions(release) or not versions(release)
