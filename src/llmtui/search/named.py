"""An entry as a name means it: under the licence of the size that the name says, and no more than is known of it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from llmtui.licences import licence_name
from llmtui.model import Catalog, Entry
from llmtui.model.licence import Allowance, Permission
from llmtui.permissions import Answer, Reason, answer, worst
from llmtui.search.folding import fold
from llmtui.search.name_parts import Registry, name_parts, read_name
from llmtui.search.names import Match, NameMatch
from llmtui.search.run import Searcher


class Named(msgspec.Struct, frozen=True):
    """The entry that a name means."""

    name: str
    entry: Entry
    """With the licence of the size that the name says, if licences differ by size."""
    match: NameMatch
    is_sized: bool = False
    """Whether the licence is that of the size which the name says, and other sizes have another."""

    @property
    def release(self) -> str:
        """The name if it says a size, version or date that the entry does not list; else empty."""
        return self.name if self.match.other_release else ""

    @property
    def remark(self) -> str:
        """Of which size or release the answers are; empty if they are those of the whole entry."""
        if self.release:
            return f"The answers are for {self.name!r}, which this entry does not list."
        return f"Licence, word and answers are those of the size in {self.name!r}." if self.is_sized else ""

    @property
    def sentence(self) -> str:
        """How the name matched, in a line; empty for the id of an entry of one licence."""
        if self.match.match is Match.EXACT:
            is_id = self.name.casefold() == self.entry.id and not self.is_sized
            note = "" if is_id else f"{self.name!r} is a name of {self.entry.id}"
        else:
            differs = f"; differs in {self.match.differs}" if self.match.differs else ""
            note = f"{self.name!r} is of the family of {self.entry.id}{differs}"
        return f"{note}; the licence of this size is {licence_name(self.entry.licence)}" if self.is_sized else note


def as_named(catalog: Catalog, match: NameMatch, name: str) -> Named:
    """The entry of a match as the name means it."""
    entry = catalog.entries[match.entry_id]
    sized = of_its_size(entry, name)
    return Named(name, sized, match, sized is not entry)


def named_by(searcher: Searcher, text: str) -> tuple[Named, ...]:
    """The entries that a pasted name finds, as it means them.

    Args:
        searcher: Answers the name.
        text: What was typed or pasted. Plain words name nothing, except for one word with a size.
    """
    text = text.strip()
    if not text or not _is_name(text) or searcher.parse(text).query.terms:
        return ()
    return tuple(as_named(searcher.catalog, match, text) for match in searcher.matches(text))


def _is_name(text: str) -> bool:
    if read_name(text).registry is not Registry.WORDS:
        return True
    return len(text.split()) == 1 and bool(name_parts(text).sizes)


def caution(known: Sequence[Named]) -> tuple[str, ...]:
    """What to know before the entry that a pasted name finds is taken for what it names.

    Args:
        known: The entries that the name finds.

    Returns:
        How the name differs from the first of them, and if its size has a licence of its own; nothing if there is
        nothing to say.
    """
    if not known or (known[0].match.match is Match.EXACT and not known[0].is_sized):
        return ()
    return (f"{known[0].sentence}{'; it may be under other terms' if known[0].release else ''}",)


def of_its_size(entry: Entry, name: str) -> Entry:
    """The entry with the licence of the size that a name says, if licences differ by size."""
    if not entry.licences:
        return entry
    last = read_name(name).text.rsplit("/", 1)[-1].replace(":", "-")
    sizes = set(name_parts(f"x-{last}").sizes)
    own = {licence for size, licence in entry.licences if fold(size) in sizes}
    if len(own) > 1:
        return entry
    licence = next(iter(own), "")
    if not licence and sizes & {fold(size) for size in entry.sizes}:
        licence = entry.licence
    return msgspec.structs.replace(entry, licence=licence, licences=()) if licence else entry


def answers_for(catalog: Catalog, entry: Entry, release: str = "") -> tuple[Answer, ...]:
    """The answers to all four questions for an entry as a name means it.

    Args:
        catalog: Where the bases and licences are.
        entry: The entry, with the licence of its size.
        release: The name of a release that the entry does not list; empty if it lists it.
    """
    known = (answer(catalog, entry, permission) for permission in Permission)
    return tuple(capped(each, release) if release else each for each in known)


def capped(known: Answer, release: str) -> Answer:
    """An answer for a release that the entry does not list, which may be under other terms: unknown at best."""
    unlisted = Reason(Allowance.UNKNOWN, "", release, other_release=True)
    return worst(known.permission, (*known.reasons, unlisted))
