"""Completes a name as the user types it: a name or alias of an entry, or what a registry calls it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import islice

from llmtui.model import Catalog, Entry
from llmtui.search.columns import Columns
from llmtui.search.folding import fold
from llmtui.search.name_parts import Registry
from llmtui.search.name_tables import registered_names

_MOST_NAMES = 200
"""How many names are worth offering."""
_REGISTERED = (
    r"^(?:(?:hub|ollama|github):"
    r"|(?:huggingface\.co|hf\.co|github\.com|ollama\.com)/(?:(?:datasets|spaces|models|library)/)?)"
)
"""What precedes a name in the column of addresses. A section, such as `datasets`, may come before the owner."""


def completed_names(catalog: Catalog, columns: Columns, typed: str, offered: Container[str] = ()) -> dict[str, str]:
    """The names that begin with what is typed, in any case.

    Args:
        catalog: The entries.
        columns: Their columns, by which the entries are chosen: only those are read.
        typed: The beginning of a name. Nothing is offered for an empty one: there would be too many.
        offered: The ids of entries that need no other name, because their ids are offered already.

    Returns:
        Each name with the id of an entry that has it. It begins exactly as typed. Of a name with an owner, the part up
        to the slash comes first, as a folder does; its entry is then empty.
    """
    entries = tuple((entry, tuple(registered_names(entry))) for entry in _candidates(catalog, columns, typed))
    found: dict[str, str] = {}
    for names_of in _WAYS:
        for entry, registered in entries:
            for name in names_of(entry, registered, typed):
                if name.endswith("/"):
                    found.setdefault(name, "")
                elif entry.id not in offered:
                    found.setdefault(name, entry.id)
    return dict(islice(found.items(), _MOST_NAMES))


def _candidates(catalog: Catalog, columns: Columns, typed: str) -> Iterator[Entry]:
    """Every entry with a name that can begin so; a few more do no harm."""
    if not (begun := fold(typed).partition(":")[0]):
        return
    named, registered = f"\t{begun}", re.compile(_REGISTERED + re.escape(begun), re.MULTILINE)
    for row, (names, addresses) in enumerate(zip(columns.texts.names, columns.addresses, strict=True)):
        if named in names or registered.search(addresses):
            yield catalog.entries[columns.ids[row]]


_Registered = Iterable[tuple[Registry, str]]


def _called(entry: Entry, _registered: _Registered, typed: str) -> Iterator[str]:
    yield from (f"{typed}{name[len(typed) :]}" for name in entry.called if _begins(name, typed))


def _of_registries(*registries: Registry) -> Callable[[Entry, _Registered, str], Iterator[str]]:
    """Gives the names of an entry in registries, as far as the end of the owner if that is not typed yet."""

    def names_of(entry: Entry, registered: _Registered, typed: str) -> Iterator[str]:
        for registry, name in registered:
            if registry not in registries:
                continue
            for each in (name, *_tagged(entry, registry, name, typed)):
                if _begins(each, typed):
                    owner, slash, _rest = each[len(typed) :].partition("/")
                    yield f"{typed}{owner}{slash}"

    return names_of


def _tagged(entry: Entry, registry: Registry, name: str, typed: str) -> Iterator[str]:
    """The tags of a name of Ollama, once a colon is typed: the sizes of the entry, if the name has none."""
    if registry is Registry.OLLAMA and ":" in typed and ":" not in name:
        yield from (f"{name}:{size.lower()}" for size in entry.sizes)


def _begins(name: str, typed: str) -> bool:
    return fold(name[: len(typed)]) == fold(typed)


_WAYS = (_called, _of_registries(Registry.HUB, Registry.OLLAMA), _of_registries(Registry.GITHUB))
"""The names of an entry that people type, those first that decide if several entries have a name."""
