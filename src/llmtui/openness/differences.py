"""What is different between two catalogues: what opened, what closed, what else changed, what is new, what is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum

import msgspec

from llmtui.model import Assessment, Catalog, Criterion, Entry, Grade
from llmtui.model.keys import ENTRY_KEYS


class ChangeKind(Enum):
    """What happened between the older catalogue and the newer one, in the order of the report."""

    OPENED = "opened"
    """A criterion is judged more open than before."""
    CLOSED = "closed"
    """A criterion is judged less open than before."""
    CHANGED = "changed"
    """A fact changed, or a criterion was judged in only one of the catalogues."""
    NEW = "new"
    """Only the newer catalogue has the entry."""
    GONE = "gone"
    """Only the older catalogue has the entry."""


class Difference(msgspec.Struct, frozen=True):
    """One thing that is different."""

    change: ChangeKind
    entry: Entry
    """As the newer catalogue has it; as the older one had it if it is gone."""
    key: str = ""
    """A criterion, or a key of the entry's file; empty if the whole entry is new or gone."""
    label: str = ""
    """The key for people to read."""
    old: Grade | str = ""
    new: Grade | str = ""
    framework: str = ""
    """Who judged; empty for a fact."""
    of: str = ""
    """The version or size judged."""


_OPENNESS = {Grade.CLOSED: 0, Grade.PARTIAL: 1, Grade.OPEN: 2}
_FACTS: Mapping[str, Callable[[Entry], str]] = {
    "category": lambda entry: entry.category,
    **{key.name: key.words for key in ENTRY_KEYS},
    "links": lambda entry: ", ".join(f"{link.role} {link.url}" for link in entry.links),
    "listed_in": lambda entry: ", ".join(
        " / ".join(filter(None, (x.source, x.section, x.name, x.record))) for x in entry.listed_in
    ),
}
"""Each fact of an entry by its key in the entry's file, as one text."""


def differences(old: Catalog, new: Catalog) -> tuple[Difference, ...]:
    """Everything that is different, by change, then in the order of the newer catalogue.

    Entries are matched by id. The newest assessment of each framework and subject is compared with the newest one of
    the other catalogue. A criterion counts as opened or closed only if both judge it.
    """
    found = [each for entry in new for each in _of_entry(old, new, entry)]
    found += [Difference(ChangeKind.GONE, entry) for entry in old if entry.id not in new.entries]
    order = list(ChangeKind)
    return tuple(sorted(found, key=lambda difference: order.index(difference.change)))


def _of_entry(old: Catalog, new: Catalog, entry: Entry) -> Iterator[Difference]:
    before = old.get(entry.id)
    if before is None:
        yield Difference(ChangeKind.NEW, entry)
        return
    for key, read in _FACTS.items():
        if read(before) != read(entry):
            yield Difference(ChangeKind.CHANGED, entry, key, key.replace("_", " "), read(before), read(entry))
    subjects, earlier = _newest(entry), _newest(before)
    for framework, of in {**subjects, **earlier}:
        pair = earlier.get((framework, of), Assessment(framework)), subjects.get((framework, of), Assessment(framework))
        for criterion in _criteria(old, new, framework):
            grades = pair[0].grade(criterion.id), pair[1].grade(criterion.id)
            if grades[0] is not grades[1]:
                yield Difference(_change(*grades), entry, criterion.id, criterion.label, *grades, framework, of)


def _newest(entry: Entry) -> dict[tuple[str, str], Assessment]:
    """The newest assessment of each framework and subject."""
    return {(each.framework, each.of): each for each in entry.assessments}


def _criteria(old: Catalog, new: Catalog, framework: str) -> tuple[Criterion, ...]:
    """The criteria that either catalogue knows, the newer one's first."""
    known = [catalog.frameworks[framework] for catalog in (new, old) if framework in catalog.frameworks]
    return tuple({each.id: each for one in reversed(known) for each in one.criteria}.values())


def _change(old: Grade, new: Grade) -> ChangeKind:
    if not (old.judged and new.judged):
        return ChangeKind.CHANGED
    return ChangeKind.OPENED if _OPENNESS[new] > _OPENNESS[old] else ChangeKind.CLOSED
