"""What the line under the search bar says about a query."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.search import Searcher
from llmtui.search.named import Named, caution

_OPERATORS = (":", "=", "<", ">")


def query_notes(searcher: Searcher, text: str, named: Sequence[Named], *, offered: bool = False) -> tuple[str, ...]:
    """The faults of a query, or how a pasted name differs from the entry that it finds.

    Args:
        searcher: Parses the query.
        text: What was typed or pasted.
        named: What the text names.
        offered: Whether the line of suggestions offers how to go on. A key at the end is then not yet a fault.
    """
    if offered and text.endswith(_OPERATORS):
        text = text.rpartition(" ")[0]
    return searcher.parse(text).faults or caution(named)
