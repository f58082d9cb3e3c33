"""The form of linear text: a heading, then one fact per line as `Name: value`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from llmtui.frameworks import Opinion
from llmtui.model import Criterion, Grade

GRADE_WORDS: Mapping[Grade, str] = {
    Grade.OPEN: "open",
    Grade.PARTIAL: "partial",
    Grade.CLOSED: "closed",
    Grade.NOT_APPLICABLE: "does not apply",
    Grade.LISTED: "listed, not judged",
    Grade.UNKNOWN: "not assessed",
}
"""Grades as they are read aloud."""

Fact = tuple[str, str]
"""A name and a value; without a name the value is a sentence."""


class Block(NamedTuple):
    """What belongs together."""

    heading: str
    facts: tuple[Fact, ...]


def linear(blocks: Iterable[Block]) -> str:
    """The text of blocks, a blank line between them. Facts without a value are left out, and blocks without facts."""
    written = ((block.heading, [fact for fact in block.facts if fact[1]]) for block in blocks)
    return "\n".join(_text(heading, facts) for heading, facts in written if facts)


def _text(heading: str, facts: Iterable[Fact]) -> str:
    lines = [f"{name}: {value}" if name else value for name, value in facts]
    return "".join(f"{line}\n" for line in (*filter(None, (heading,)), *lines))


def grade_words(opinion: Opinion | None) -> str:
    """A grade in words, and that it was not reviewed if it was not."""
    if opinion is None:
        return GRADE_WORDS[Grade.UNKNOWN]
    declared = opinion.declared and opinion.judgement.grade.judged
    return GRADE_WORDS[opinion.judgement.grade] + (", declared and not reviewed" if declared else "")


def by_grade(criteria: Iterable[Criterion], opinions: Mapping[str, Opinion]) -> tuple[Fact, ...]:
    """For each grade the criteria that have it, as one fact."""
    found: dict[str, list[str]] = {}
    known = tuple(criteria)
    for grade in Grade:
        for each in known:
            opinion = opinions.get(each.id)
            if (opinion.judgement.grade if opinion else Grade.UNKNOWN) is grade:
                found.setdefault(grade_words(opinion), []).append(each.label)
    return tuple((words.capitalize(), ", ".join(labels)) for words, labels in found.items())
