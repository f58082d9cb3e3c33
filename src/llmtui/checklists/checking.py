"""Decides the conditions of a checklist for an entry.

A condition is met if its first query matches, not met if its second does, and unknown if neither does or both do. The
whole is met only if every condition is, and not met if any is not. Grades are those of all judges.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import msgspec
from msgspec.structs import replace

from llmtui.checklists.evidence import WORD_KEY, Evidence, evidence_about
from llmtui.checklists.queries import asked_keys, asks_for
from llmtui.model import Entry
from llmtui.model.checklist import Checklist, ChecklistCondition
from llmtui.search import Searcher


class State(Enum):
    """What is known of a condition, or of all together."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"

    __hash__ = object.__hash__


class Checked(msgspec.Struct, frozen=True):
    """A condition that was checked for an entry."""

    condition: ChecklistCondition
    state: State
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    """Why it is unknown, if that follows from no evidence."""


class Outcome(msgspec.Struct, frozen=True):
    """A checklist that was checked for an entry, or for a name that has none."""

    checklist: Checklist
    name: str
    """What was asked about."""
    entry: Entry | None
    conditions: tuple[Checked, ...]
    remarks: tuple[str, ...] = ()
    """What else has to be said, such as that the name is of the same family only."""
    applies: bool = True
    """Whether the checklist is about such entries at all; if not, every condition is unknown."""

    @property
    def state(self) -> State:
        """The state of all conditions together."""
        return together(checked.state for checked in self.conditions)


def together(states: Iterable[State]) -> State:
    """Met if all are met, not met if any is not, else unknown."""
    known = set(states)
    if State.NOT_MET in known:
        return State.NOT_MET
    return State.MET if known == {State.MET} else State.UNKNOWN


class Checker:
    """Checks entries of a catalogue."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def check(self, checklist: Checklist, entry: Entry, name: str = "", remarks: tuple[str, ...] = ()) -> Outcome:
        """Check every condition for an entry."""
        applies = not checklist.applies or self._searcher.holds(checklist.applies, entry.id)
        if not applies:
            reason = f"does not apply: it asks about {checklist.applies}"
            conditions = tuple(Checked(each, State.UNKNOWN, reason=reason) for each in checklist.conditions)
        else:
            conditions = tuple(self._checked(each, entry) for each in checklist.conditions)
        return Outcome(checklist, name or entry.id, entry, conditions, remarks, applies)

    def of(self, entry: Entry) -> Checker:
        """A checker for an entry that differs from the catalogue's, such as one of its sizes under its own licence."""
        catalog = self._searcher.catalog
        if catalog.get(entry.id) == entry:
            return self
        family = {each.id: each for each in (entry, *catalog.ancestors(entry))}
        return Checker(Searcher(replace(catalog, entries=family, known_relations=None)))

    def _checked(self, condition: ChecklistCondition, entry: Entry) -> Checked:
        holds, fails = (self._searcher.holds(text, entry.id) for text in (condition.holds, condition.fails))
        known = self._grounds(condition, entry, is_failed=fails)
        if holds and fails:
            return Checked(condition, State.UNKNOWN, known, "the judges contradict each other")
        state = State.MET if holds else State.NOT_MET if fails else State.UNKNOWN
        reason = "" if known or state is not State.UNKNOWN else "nothing in the catalogue says it"
        return Checked(condition, state, known, reason)

    def _grounds(self, condition: ChecklistCondition, entry: Entry, *, is_failed: bool) -> tuple[Evidence, ...]:
        """What a condition rests on, each fact once."""
        keys = dict.fromkeys((*asked_keys(condition.holds), *asked_keys(condition.fails)))
        evidence = (each for key in keys for each in evidence_about(self._searcher.catalog, entry, key))
        return tuple(dict.fromkeys(each for each in evidence if _is_ground(each, condition, is_failed=is_failed)))


def _is_ground(evidence: Evidence, condition: ChecklistCondition, *, is_failed: bool) -> bool:
    """Whether a fact decides a condition. A word under which it would fail is one only if it is the entry's."""
    if evidence.about != WORD_KEY or WORD_KEY in asked_keys(condition.holds):
        return True
    return is_failed and asks_for(condition.fails, WORD_KEY, evidence.says.replace(" ", "-"))


def unlisted(checklist: Checklist, name: str, reason: str) -> Outcome:
    """The outcome for a name that the catalogue does not have: all of it is unknown."""
    conditions = tuple(Checked(each, State.UNKNOWN, reason=reason) for each in checklist.conditions)
    return Outcome(checklist, name, None, conditions)
