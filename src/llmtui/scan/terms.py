"""Which licences a model's files declare, as the catalogue knows them: of every file, by tag, name and address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from llmtui.permissions import LicenceNames
from llmtui.scan.found import Declared
from llmtui.scan.matching import Matcher
from llmtui.search.named import of_its_size


class Term(NamedTuple):
    """A licence that a file declares."""

    text: str
    """As it is written there."""
    expression: str
    """The SPDX expression; empty if it is not known which licence is meant."""


class TermReader:
    """Knows the licences that people write."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._catalog = matcher.catalog
        self._names = LicenceNames(matcher.catalog.licences)
        self._known: dict[str, str] = {}
        self._read: dict[tuple[tuple[tuple[str, ...], str, str], ...], tuple[Term, ...]] = {}

    def read(self, declared: Declared) -> tuple[Term, ...]:
        """Every licence that the files of a model declare; all of them hold at once."""
        key = tuple(
            (statement.licences, statement.licence_name, statement.licence_link) for statement in declared.statements
        )
        if key not in self._read:
            self._read[key] = self._of_files(declared)
        return self._read[key]

    def _of_files(self, declared: Declared) -> tuple[Term, ...]:
        bare = [term for statement in declared.statements if statement.is_bare for term in self._of_file(statement)]
        found = [
            term for statement in declared.statements if not statement.is_bare for term in self._of_file(statement)
        ]
        if not any(term.expression.startswith("LicenseRef-") for term in found):
            found += bare  # else another file names the licence that has no tag
        return tuple({term.expression or term.text: term for term in found}.values())

    def expression(self, declared: Declared) -> str:
        """The SPDX expression of all that is declared; empty if it is not known of one of them which is meant."""
        return joined_expression([term.expression for term in self.read(declared)])

    def meaning(self, text: str) -> str:
        """The SPDX expression that a text means; empty if that is not known."""
        if text not in self._known:
            self._known[text] = self._names.expression(text)
        return self._known[text]

    def _of_file(self, statement: Declared) -> Iterator[Term]:
        """The licences of one file, and that of an address if it leads to another licence than the file says."""
        linked = self._names.find(statement.licence_link)
        known = set()
        for text in statement.terms:
            expression = self.meaning(text) or (linked if text == statement.licence_name else "")
            known.add(expression)
            yield Term(text, expression)
        further = (linked,) if linked else self._of_repository(statement.licence_link)
        if statement.terms and known.isdisjoint(further):
            yield from (Term(statement.licence_link, each) for each in further[:1])

    def _of_repository(self, link: str) -> tuple[str, ...]:
        """The licences of a model whose repository an address leads into; none if the catalogue does not have it."""
        if "://" not in link:
            return ()
        entries = (of_its_size(self._catalog.entries[entry_id], link) for entry_id in self._matcher.entry_ids(link))
        recorded = (licence for each in entries for licence in (each.licence, *(own for _size, own in each.licences)))
        return tuple(filter(None, recorded))


def joined_expression(expressions: list[str]) -> str:
    """Licences that hold at once as one expression; empty if one of them is not known."""
    if not expressions or not all(expressions):
        return ""
    found = list(dict.fromkeys(expressions))
    return found[0] if len(found) == 1 else " AND ".join(f"({each})" if " OR " in each else each for each in found)
