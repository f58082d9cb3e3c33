"""What the signs mean, and whose judgements these are."""

from __future__ import annotations

from collections.abc import Iterator

from llmtui.model import Framework, Grade
from llmtui.model.all_judges import ALL
from llmtui.openness.doubts import OLD_YEARS
from llmtui.openness.words import RULES, TOOL_RULES, Word
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, wrap
from llmtui.present.glyphs import DECLARED_ROLES, GRADE_NAMES, ROLES, WORD_ROLES, Glyphs
from llmtui.present.score import RULE_WORDS

_MEANINGS = {
    Grade.OPEN: "open to everybody",
    Grade.PARTIAL: "open in part, or with restrictions",
    Grade.CLOSED: "not open",
    Grade.NOT_APPLICABLE: "the question does not apply",
    Grade.LISTED: "evidence is listed but not judged",
    Grade.UNKNOWN: "no index has looked at this",
}
_DOUBTS = (
    (
        "Declared grades were not reviewed. "
        "Makers and other submitters list those of the Model Openness Framework (MOF). "
        "A machine gathers those of the Open Source AI Map (MAP). "
        "They count only if no judge reviewed the topic."
    ),
    (
        "An audit found many records of the Model Openness Tool wrong: its tracker on GitHub, "
        "lfai/model_openness_tool, issue 80."
    ),
)
_WELCOMED = (Word.OPEN_SOURCE, Word.OPEN_WEIGHTS, Word.RESTRICTED, Word.CLOSED)
"""The words that the first line explains."""
_INDENT = 17
"""Columns of a sign and its word."""


def legend(framework: Framework | None, canvas: Canvas) -> tuple[Line, ...]:
    """The signs, the rule of the chosen framework, its publication and attribution."""
    glyphs = canvas.glyphs
    grades = ((f"{glyphs.grades[each]} {GRADE_NAMES[each]}", ROLES[each], _MEANINGS[each]) for each in _MEANINGS)
    signs = [*grades, *_declared(glyphs), *_words(glyphs), *_other_signs(glyphs)]
    lines = tuple(line for sign, role, meaning in signs for line in _sign(sign, role, meaning, canvas.width))
    doubts = tuple(line for text in _DOUBTS for line in canvas.paragraph(text))
    lines = (*lines, (), *doubts)
    return (*lines, (), *about(framework, canvas.width)) if framework else lines


def welcome_text(glyphs: Glyphs, width: int = 0) -> str:
    """What the signs mean and which keys matter, in one line for a first start; the words too if there is room."""
    signs = "  ".join(f"{glyphs.grades[each]} {each.value}" for each in (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED))
    words = "  ".join(f"{glyphs.words[each]} {each.value}" for each in _WELCOMED)
    keys = "enter why  / search  ? keys  H hides this"
    text = f"{signs}   {words}   {keys}"
    return text if cell_len(text) <= width else f"{signs}   {keys}"


def _declared(glyphs: Glyphs) -> Iterator[tuple[str, Role, str]]:
    """The signs of grades that were not reviewed."""
    for grade, sign in glyphs.declared.items():
        meaning = f"{GRADE_NAMES[grade]} as declared: by the maker or a submitter, or gathered by machine; not reviewed"
        yield f"{sign} declared", DECLARED_ROLES[grade], meaning


def _words(glyphs: Glyphs) -> Iterator[tuple[str, Role, str]]:
    """The signs of the words for models and tools."""
    for word, sign in glyphs.words.items():
        of_tools = f" For tools: {TOOL_RULES[word][:1].lower()}{TOOL_RULES[word][1:]}" if word in TOOL_RULES else ""
        yield f"{sign} {word.value}", WORD_ROLES[word], f"{RULES[word]}{of_tools}"


def _other_signs(glyphs: Glyphs) -> tuple[tuple[str, Role, str], ...]:
    """Signs beside names, scores and grades."""
    old = f"the grade is over {OLD_YEARS} years old"
    return (
        (glyphs.link, Role.LINK, "evidence is linked"),
        (f"70{glyphs.dash}100%", Role.SCORE, "between these: some topics were not assessed"),
        ("5.5+", Role.SCORE, "could be higher: some criteria not assessed"),
        ("EAI 26", Role.MUTED, "who judged it, and in which year; of several judges the one who judged most of it"),
        (glyphs.notice, Role.NOTICE, "read the details: disputed, without any evidence, or with a notice"),
        (glyphs.disputed, Role.NOTICE, "disputed: different judges disagree"),
        (glyphs.changed, Role.NOTICE, "changed: the same judges graded it differently before"),
        (glyphs.unproven, Role.MUTED, "no evidence is linked"),
        (glyphs.old, Role.MUTED, old),
        (glyphs.star, Role.STAR, "starred"),
    )


def _sign(sign: str, role: Role, meaning: str, width: int) -> Iterator[Line]:
    """A sign and what it means, the lines after the first indented."""
    first, *rest = wrap(meaning, width - _INDENT)
    yield Cell(f" {sign}".ljust(_INDENT), role), Cell(first)
    yield from ((Cell(" " * _INDENT), Cell(line)) for line in rest)


def _rule(framework: Framework) -> str:
    """How a framework rates; All judges describes its own score."""
    return "A partial grade counts half." if framework.id == ALL else RULE_WORDS[framework.rule].explained


def about(framework: Framework, width: int) -> tuple[Line, ...]:
    """Who published a framework, under what licence, and how it rates."""
    doi = f"https://doi.org/{framework.doi}" if framework.doi else framework.url
    parts = (
        (framework.name, Role.HEADING),
        (framework.description, Role.TEXT),
        (_rule(framework), Role.TEXT),
        (framework.publication, Role.MUTED),
        (", ".join(filter(None, (framework.attribution, framework.licence))), Role.MUTED),
        (doi, Role.LINK),
    )
    return tuple((Cell(line, role),) for text, role in parts for line in wrap(text, width))
