"""What is in a cache, unpacked when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from llmtui.model import Entry

_T = TypeVar("_T")
_ENTRIES_UNPACKED = 4096
"""How many entries stay unpacked."""


class LazyEntries(Mapping[str, Entry]):
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


class LazyValues(Mapping[str, _T]):
    """Values by key: read from the cache once one is asked for, and each unpacked when it is looked at."""

    def __init__(self, read: Callable[[], Mapping[str, bytes]], unpack: Callable[[bytes], _T]) -> None:
        self._read = read
        self._unpack = unpack
        self._at_hand: dict[str, _T] = {}

    @cached_property
    def _packed(self) -> Mapping[str, bytes]:
        return self._read()

    def __getitem__(self, key: str) -> _T:
        if key not in self._at_hand:
            self._at_hand[key] = self._unpack(self._packed[key])
        return self._at_hand[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)
