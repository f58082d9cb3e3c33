"""What entries refer to, and what is wrong with it, once all entries are known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from llmtui.model import Entry
from llmtui.model.ids import ID
from llmtui.model.keys import REFERENCES
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import Source, Unreadable, read_text, suggest

_MOST_IDS_COMPARED = 5000
"""Up to this many ids, the nearest to a wrong one is found in time."""
_MOST_HINTS = 20
"""Wrong ids of one reading for which the nearest one is looked for."""


class NearestIds:
    """Suggests an id for a wrong one, as long as that does not take too much time."""

    def __init__(self, known: Collection[str]) -> None:
        """Take the ids of all entries."""
        self._known = known
        self._hints_left = _MOST_HINTS if len(known) <= _MOST_IDS_COMPARED else 0

    def hint(self, wrong: str) -> str:
        """The nearest ids as a hint; empty if none is near, or if it is not looked for any more."""
        if self._hints_left == 0:
            return ""
        self._hints_left -= 1
        return suggest(wrong, self._known)


class Reference(msgspec.Struct, frozen=True):
    """What is kept of an entry until all are known: where it was read, and what it refers to."""

    id: str
    category: str
    path: Path | None
    base: tuple[str, ...]
    reproduces: tuple[str, ...]
    judges: tuple[str, ...]
    ids: tuple[tuple[str, tuple[str, ...]], ...]
    """By key, the ids and names of other entries."""


def reference_of(entry: Entry) -> Reference:
    """What to keep of an entry."""
    ids = tuple([(key.name, found) for key in REFERENCES if (found := getattr(entry, key.attribute))])
    return Reference(entry.id, entry.category, entry.path, entry.base, entry.reproduces, entry.judges, ids)


def check_references(known: Mapping[str, object], references: Iterable[Reference], log: ProblemLog) -> None:
    """Log the ids that lead nowhere, each on the line of its key."""
    nearest = NearestIds(known)
    for reference in references:
        if faults := tuple(_wrong_references(known, reference, nearest)):
            path = reference.path or Path(reference.id)
            source = _read_again(path) if path.suffix == ".toml" else Source(path / reference.id, "", log)
            for key, message, hint in faults:
                log.add(Problem(source.path, message, source.line_of((key,)), key, hint))


def _wrong_references(
    known: Mapping[str, object], reference: Reference, nearest: NearestIds
) -> Iterator[tuple[str, str, str]]:
    """Key, message and hint. A name in plain words has a capital or a space, so it is not an id."""
    for key, ids in reference.ids:
        for wrong in (each for each in ids if ID.fullmatch(each) and each not in known):
            hint = nearest.hint(wrong) or "give the id of an entry, or the name in plain words"
            yield key, f"there is no entry {wrong!r}", hint
        if reference.id in ids:
            yield key, "an entry cannot refer to itself", ""


def _read_again(path: Path) -> Source:
    """A file that was read before, to find lines in; an empty one if it is gone."""
    try:
        return Source(path, read_text(path), ProblemLog())
    except Unreadable:
        return Source(path, "", ProblemLog())
