"""What the signs mean, and whose judgements these are."""

from __future__ import annotations

from collections.abc import Iterator

from llmtui.model import Framework, Grade, Rule
from llmtui.present.cells import Cell, Line, Role, wrap
from llmtui.present.glyphs import GRADE_NAMES, ROLES, Glyphs

_MEANINGS = {
    Grade.OPEN: "open to everybody",
    Grade.PARTIAL: "open in part, or with restrictions",
    Grade.CLOSED: "not open",
    Grade.NOT_APPLICABLE: "the question does not apply",
    Grade.LISTED: "evidence is listed but not judged",
    Grade.UNKNOWN: "no index has looked at this",
}
_RULES = {
    Rule.POINTS: "Score: 1 for each open criterion, a half for each partial one, as the framework adds them up.",
    Rule.SHARE: "It publishes no score: shown is the share of its criteria, a partial one counting half.",
    Rule.CLASSES: (
        "It rates in classes: III, II and I, the best; a dash is none. A class needs its components and those of the "
        "classes before it, each under an open licence. Progress is the mean of the three classes."
    ),
    Rule.VERDICT: "It gives a verdict: yes, it conforms; it would under other legal terms; no. Nothing is added up.",
}

_INDENT = 17
"""Columns of a sign and its word."""


def legend(framework: Framework | None, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """The signs, the rule of the chosen framework, its publication and attribution."""
    grades = ((f"{glyphs.grades[each]} {GRADE_NAMES[each]}", ROLES[each], _MEANINGS[each]) for each in _MEANINGS)
    signs = [
        *grades,
        (glyphs.link, Role.LINK, "evidence is linked"),
        ("5.5+", Role.SCORE, "could be higher: some criteria not assessed"),
    ]
    lines = tuple(line for sign, role, meaning in signs for line in _sign(sign, role, meaning, width))
    return (*lines, (), *about(framework, width)) if framework else lines


def _sign(sign: str, role: Role, meaning: str, width: int) -> Iterator[Line]:
    """A sign and what it means, the lines after the first indented."""
    first, *rest = wrap(meaning, width - _INDENT)
    yield Cell(f" {sign}".ljust(_INDENT), role), Cell(first)
    yield from ((Cell(" " * _INDENT), Cell(line)) for line in rest)


def about(framework: Framework, width: int) -> tuple[Line, ...]:
    """Who published a framework, under what licence, and how it rates."""
    doi = f"https://doi.org/{framework.doi}" if framework.doi else framework.url
    parts = (
        (framework.name, Role.HEADING),
        (framework.description, Role.TEXT),
        (_RULES[framework.rule], Role.TEXT),
        (framework.publication, Role.MUTED),
        (", ".join(filter(None, (framework.attribution, framework.licence))), Role.MUTED),
        (doi, Role.LINK),
    )
    return tuple((Cell(line, role),) for text, role in parts for line in wrap(text, width))
