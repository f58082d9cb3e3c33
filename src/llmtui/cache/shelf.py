"""What is in a cache, unpacked when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from llmtui.model import Addition, Entry

_ENTRIES_UNPACKED = 4096
"""How many entries stay unpacked."""


class Shelf(Mapping[str, Entry]):
    """Entries by id that are unpacked when they are looked at."""

    def __init__(self, ids: Sequence[str], numbers: Sequence[int], unpack: Callable[[int], Entry]) -> None:
        self._ids = ids
        self._numbers = numbers
        self._unpack = unpack
        self._at_hand: dict[str, Entry] = {}

    @cached_property
    def _number_of(self) -> Mapping[str, int]:
        return dict(zip(self._ids, self._numbers, strict=True))

    def __getitem__(self, entry_id: str) -> Entry:
        entry = self._at_hand.get(entry_id)
        if entry is None:
            entry = self._unpack(self._number_of[entry_id])
            if len(self._at_hand) >= _ENTRIES_UNPACKED:
                self._at_hand.clear()
            self._at_hand[entry_id] = entry
        return entry

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._number_of

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class Later(Mapping[str, tuple[Addition, ...]]):
    """What overlays added, read when the details of an entry ask for it."""

    def __init__(self, read: Callable[[], Mapping[str, tuple[Addition, ...]]]) -> None:
        self._read = read

    @cached_property
    def _found(self) -> Mapping[str, tuple[Addition, ...]]:
        return self._read()

    def __getitem__(self, entry_id: str) -> tuple[Addition, ...]:
        return self._found[entry_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
