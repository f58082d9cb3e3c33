"""Groups what a query is made of by `OR`, `NOT` and parentheses while it is parsed."""

from __future__ import annotations

from msgspec.structs import replace

from llmtui.search.query import AnyOf, Query, Term

DEEPEST_NESTING = 12
"""How deep parentheses may be nested."""

_Item = str | Term | AnyOf
"""A word, a term or a group."""


class _Level:
    """What is between two parentheses, or in the whole text."""

    def __init__(self, *, excluded: bool = False) -> None:
        self.excluded = excluded
        self.branches: list[list[_Item]] = [[]]
        self.is_filled = False
        """Whether the last branch has anything, be it something that cannot be used."""
        self.negates = False
        """Whether `NOT` was read last."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it, as in a pair of parentheses that is prose."""
        return len(self.branches) == 1 and not self.is_filled

    @property
    def group(self) -> AnyOf | None:
        """The alternatives, with words that match as written; None if there is only one."""
        branches = [tuple(map(_as_condition, branch)) for branch in self.branches if branch]
        return AnyOf(tuple(branches)) if len(branches) > 1 else None

    @property
    def items(self) -> list[_Item]:
        """The only alternative."""
        return next(filter(None, self.branches), [])


class Groups:
    """Takes the parts of a query from left to right, and makes the query of them."""

    def __init__(self, faults: list[str]) -> None:
        """Take the list that faults are added to."""
        self._faults = faults
        self._levels = [_Level()]
        self._ignored = 0

    @property
    def depth(self) -> int:
        """How many parentheses are open."""
        return len(self._levels) - 1 + self._ignored

    def add_word(self, word: str, *, excluded: bool) -> None:
        """Add a word; one of blanks alone is nothing, unless it is excluded."""
        if excluded:
            self._add(Term("", ":", word, excluded=True))
        elif word := word.strip():
            self._add(word)

    def add_term(self, term: Term, *, excluded: bool) -> None:
        """Add a term."""
        self._add(_negated(term) if excluded else term)

    def skip(self) -> None:
        """Leave out something that cannot be used."""
        self._levels[-1].is_filled = True
        self._levels[-1].negates = False

    def either(self) -> None:
        """Begin another alternative."""
        self._end_branch(is_last=False)
        self._levels[-1].branches.append([])

    def negate(self) -> None:
        """Exclude what comes next."""
        self._levels[-1].negates = not self._levels[-1].negates

    def open(self, *, excluded: bool) -> None:
        """Begin a group."""
        if len(self._levels) > DEEPEST_NESTING:
            self._ignored += 1
            self._faults.append(f"parentheses are nested more than {DEEPEST_NESTING} deep")
            return
        level = self._levels[-1]
        self._levels.append(_Level(excluded=excluded != level.negates))
        level.negates = False

    def close(self) -> None:
        """End the innermost group."""
        if self._ignored:
            self._ignored -= 1
            return
        level = self._levels[-1]
        if level.is_empty:
            level.branches[-1].append("()")
            level.is_filled = True
        self._end_branch(is_last=True)
        self._levels.pop()
        group, items = level.group, level.items
        if not level.excluded:
            for item in [group] if group else items:
                self._add(item)
        elif group or items:
            whole = group or (items[0] if len(items) == 1 else AnyOf((tuple(map(_as_condition, items)),)))
            self._add(_negated(whole))
        else:
            self.skip()

    def query(self) -> Query:
        """The whole query; what is still open ends with the text."""
        self._ignored = 0
        while self.depth:
            self._faults.append("a parenthesis is not closed")
            self.close()
        self._end_branch(is_last=True)
        level = self._levels[0]
        if level.group:
            return Query(groups=(level.group,))
        return Query(
            tuple(item for item in level.items if isinstance(item, str)),
            tuple(dict.fromkeys(item for item in level.items if isinstance(item, Term))),
            tuple(dict.fromkeys(item for item in level.items if isinstance(item, AnyOf))),
        )

    def _add(self, item: _Item) -> None:
        level = self._levels[-1]
        level.branches[-1].append(_negated(item) if level.negates else item)
        level.is_filled, level.negates = True, False

    def _end_branch(self, *, is_last: bool) -> None:
        level = self._levels[-1]
        if level.negates:
            self._faults.append("NOT needs a word or a term after it")
        if not level.is_filled and (len(level.branches) > 1 or not is_last):
            self._faults.append("OR needs a word or a term on both sides")
        level.is_filled = level.negates = False


def _as_condition(item: _Item) -> Term | AnyOf:
    """An item of a group: a word becomes a term that asks for it as written."""
    return Term("", ":", item) if isinstance(item, str) else item


def _negated(item: _Item) -> _Item:
    if isinstance(item, str):
        return Term("", ":", item, excluded=True)
    if isinstance(item, Term) and not item.key and item.excluded:
        return item.value.strip() or item
    return replace(item, excluded=not item.excluded)
