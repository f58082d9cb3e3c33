"""Finds the other entries that Ollama calls by the name of an entry."""

from __future__ import annotations

from llmtui.search.folding import fold
from llmtui.search.name_parts import Registry, read_name
from llmtui.search.name_tables import registered_names
from llmtui.search.named import Named
from llmtui.search.names import Match
from llmtui.search.run import Searcher


def namesakes(searcher: Searcher, named: Named) -> tuple[str, ...]:
    """The ids of the other entries that Ollama calls by a name which an entry has; none for a name with a tag."""
    if named.match.match is not Match.EXACT or read_name(named.name).registry is not Registry.WORDS:
        return ()
    called = (Registry.OLLAMA, fold(named.name))
    found = (match.entry_id for match in searcher.matches(f"{named.name}:latest"))
    others = (searcher.catalog.entries[each] for each in found if each != named.entry.id)
    return tuple(
        each.id for each in others if called in ((registry, fold(name)) for registry, name in registered_names(each))
    )


def namesake_remark(searcher: Searcher, named: Named) -> str:
    """What to know if a name that an entry has is also what Ollama calls another one; empty if it is not.

    An id means its entry, but whoever copies a name from Ollama may mean the other one, which may be under other terms.
    """
    others = namesakes(searcher, named)
    if not others:
        return ""
    way_out = f"{named.name}:latest for that one" if len(others) == 1 else "an id for one of those"
    return (
        f"{named.name!r} is {named.entry.id} here, but also what Ollama calls {' and '.join(others)}; write {way_out}"
    )
