"""What is different between two catalogues: what opened, what closed, what else changed, what is new, what is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum

import msgspec

from llmtui.model import Assessment, Catalog, Criterion, Entry, Grade
from llmtui.model.keys import ENTRY_KEYS
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, fit_line
from llmtui.present.glyphs import TOLD, Glyphs


class Change(Enum):
    """What happened between the older catalogue and the newer one, in the order in which it is told."""

    OPENED = "opened"
    """A criterion is judged more open than before."""
    CLOSED = "closed"
    """A criterion is judged less open than before."""
    CHANGED = "changed"
    """A fact is another one, or a criterion is judged that was not, or is so no more."""
    NEW = "new"
    """Only the newer catalogue has the entry."""
    GONE = "gone"
    """Only the older catalogue has the entry."""


class Difference(msgspec.Struct, frozen=True):
    """One thing that is different."""

    change: Change
    entry: Entry
    """As the newer catalogue has it; as the older one had it where it is gone."""
    key: str = ""
    """A criterion, or a key of the entry's file; empty where the whole entry is new or gone."""
    label: str = ""
    """How to name the key to a person."""
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

    Entries are matched by id. The newest assessment of each framework and subject is held against the newest one of
    the other catalogue; a criterion counts as opened or closed only where both judge it.
    """
    found = [each for entry in new for each in _of_entry(old, new, entry)]
    found += [Difference(Change.GONE, entry) for entry in old if entry.id not in new.entries]
    order = list(Change)
    return tuple(sorted(found, key=lambda difference: order.index(difference.change)))


def _of_entry(old: Catalog, new: Catalog, entry: Entry) -> Iterator[Difference]:
    before = old.get(entry.id)
    if before is None:
        yield Difference(Change.NEW, entry)
        return
    for key, read in _FACTS.items():
        if read(before) != read(entry):
            yield Difference(Change.CHANGED, entry, key, key.replace("_", " "), read(before), read(entry))
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


def _change(old: Grade, new: Grade) -> Change:
    if not (old.judged and new.judged):
        return Change.CHANGED
    return Change.OPENED if _OPENNESS[new] > _OPENNESS[old] else Change.CLOSED


def difference_lines(found: Sequence[Difference], width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """The differences under a heading for each change, a line each, in columns."""
    names = min(max((cell_len(_title(each)) for each in found), default=0), max(12, width // 4))
    labels = min(max((cell_len(each.label) for each in found), default=0), max(8, width // 5))
    lines: list[Line] = []
    for change in Change:
        of_change = [each for each in found if each.change is change]
        if of_change:
            heading = (Cell(f"{change.value.capitalize()} ", Role.HEADING), Cell(f"({len(of_change)})", Role.MUTED))
            rows = (fit_line(_row(each, names, labels, glyphs), width, glyphs.ellipsis) for each in of_change)
            lines += [*([()] if lines else []), heading, *rows]
    return tuple(lines)


def _title(difference: Difference) -> str:
    of = f" ({difference.of})" if difference.of else ""
    return difference.entry.name + of


def _row(difference: Difference, names: int, labels: int, glyphs: Glyphs) -> Line:
    entry = difference.entry
    name = Cell(f"  {fit(_title(difference), names, glyphs.ellipsis)}  ")
    if not difference.key:
        return (name, Cell("  ".join(filter(None, (entry.id, entry.category, entry.maker))), Role.MUTED))
    return (
        name,
        Cell(fit(difference.label, labels, glyphs.ellipsis) + "  ", Role.MUTED),
        *_value(difference.old, glyphs),
        Cell(f" {glyphs.arrow} ", Role.MUTED),
        *_value(difference.new, glyphs),
        Cell(f"  {difference.framework}", Role.MUTED),
    )


def _value(value: Grade | str, glyphs: Glyphs) -> Line:
    """A grade with its sign, as wide as any, or a fact in quotes."""
    if isinstance(value, Grade):
        widest = max(map(len, TOLD.values()))
        return (glyphs.grade(value), Cell(f" {TOLD[value]:<{widest}}"))
    return (Cell(f'"{value}"' if value else "nothing"),)
