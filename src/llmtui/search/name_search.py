"""Answers pasted names from the columns: only the entries that can have the name are read, and no index is built."""

from __future__ import annotations

import re
from collections.abc import Iterable

from llmtui.model import Catalog
from llmtui.search.columns import Columns, Rows
from llmtui.search.folding import fold, squash
from llmtui.search.name_parts import PastedName, Registry, link_key, name_parts, read_name
from llmtui.search.names import (
    MOST_SUGGESTIONS,
    Match,
    NameMatch,
    NameResolver,
    Resolution,
    shortened,
    similar,
)

_SHORT = 2
"""The length of parts that many names contain by chance."""
_MOST_ANSWERS = 64
"""How many answers are kept: while the user types, the same name is asked for again."""


class NameSearch:
    """Answers names as `names.NameResolver` does, at the cost of the entries that are similar."""

    def __init__(self, catalog: Catalog, columns: Columns) -> None:
        self._catalog = catalog
        self._columns = columns
        self._answers: dict[str, tuple[NameMatch, ...]] = {}

    def resolve(self, text: str) -> Resolution:
        """Find what a name means."""
        text = shortened(text)
        matches = self.matches(text)
        return Resolution(matches) if matches or not text else Resolution(nearest=self.nearest(text))

    def matches(self, text: str) -> tuple[NameMatch, ...]:
        """The entries that a name means; none if nothing fits."""
        text = shortened(text)
        if self._catalog.get(text) is not None:
            return (NameMatch(text, Match.EXACT),)
        if text not in self._answers:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            self._answers[text] = self._worked_out(text) if text else ()
        return self._answers[text]

    def nearest(self, text: str) -> tuple[str, ...]:
        """The ids of the entries with the most similar names."""
        rows: dict[str, dict[int, None]] = {}
        for row, names in enumerate(self._columns.texts.names):
            for name in names.partition("\t")[0].split("\n"):
                if name:
                    rows.setdefault(name, {})[row] = None
        found = (row for name in similar(read_name(text), rows) for row in rows[name])
        return tuple(self._columns.ids[row] for row in dict.fromkeys(found))[:MOST_SUGGESTIONS]

    def _worked_out(self, text: str) -> tuple[NameMatch, ...]:
        ids = (self._columns.ids[row] for row in self._candidates(read_name(text)))
        return NameResolver(Catalog({each: self._catalog.entries[each] for each in ids})).matches(text)

    def _candidates(self, pasted: PastedName) -> Iterable[int]:
        """Every row that can have the name, or one of the same line; a few more do no harm."""
        names, addresses = self._columns.texts.names, self._columns.addresses
        key = fold(pasted.text).partition(":")[0] if pasted.registry is Registry.OLLAMA else fold(pasted.text)
        if pasted.registry is Registry.LINK:
            key = link_key(pasted.text)
        same, written = f"\n{squash(pasted.text)}\n", f"\t{fold(pasted.text)}\t"
        tails = (f"/{key}\n", f":{key}\n") if pasted.registry in {Registry.WORDS, Registry.FILE} else (key,)
        found = {row for row, each in enumerate(names) if same in each or written in each}
        found.update(row for row, each in enumerate(addresses) if any(tail in each for tail in tails))
        found.update(self._of_line(name_parts(pasted.text.replace(":", "-")).core))
        return sorted(found)

    def _of_line(self, core: Iterable[str]) -> Rows:
        """The rows whose names have every part of a name that says what it is."""
        names, addresses = self._columns.texts.names, self._columns.addresses
        rows: Rows = range(len(names))
        parts = list(filter(str.isalnum, core))
        for part in sorted(parts, key=len, reverse=True):
            rows = [row for row in rows if part in names[row] or part in addresses[row]]
            if len(part) <= _SHORT:
                whole = _whole(part, first=part == parts[0])
                rows = [row for row in rows if whole.search(names[row]) or whole.search(addresses[row])]
        return rows if parts else ()


def _whole(part: str, *, first: bool) -> re.Pattern[str]:
    """A short part on its own. The first part of a name is where the name begins: many sizes end in `b`."""
    alike = r"\d" if part.isdigit() else r"[^\W\d_]"
    before = r"(?:^|[\n\t:/])[\W_]*" if first else f"(?<!{alike})"
    return re.compile(f"{before}{part}(?!{alike})")
