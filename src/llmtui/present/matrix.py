"""The matrix: a row for every subject that a framework judged, a column a criterion, as lines of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from llmtui.frameworks import Ranked, Rating
from llmtui.model import Catalog, Framework, Grade, Rule
from llmtui.present.arrangement import NAME, SCORE, Arrangement, SortKey, arranged, column_label, filter_text, subject
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, fit_line, line_width, wrap
from llmtui.present.detail import CriterionTarget, EntryTarget, facts, score_line
from llmtui.present.explain import explain
from llmtui.present.glyphs import ROLES, TOLD, Glyphs
from llmtui.present.matrix_layout import Column, Frame, Layout, lay_out
from llmtui.present.score import class_words, score_text, verdict_words

_PROSE = 100
"""Columns: longer lines of prose are hard to read."""


@dataclass(frozen=True)
class Matrix:
    """The subjects a framework judged, and how a person arranged them."""

    framework: Framework
    ranked: tuple[Ranked, ...] = ()
    arrangement: Arrangement = Arrangement()  # noqa: RUF009 - frozen

    @cached_property
    def rows(self) -> tuple[Ranked, ...]:
        """What is shown, in order."""
        return arranged(self.ranked, self.arrangement)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns that a cursor can rest on."""
        return (NAME, *(criterion.id for _group, each in self.framework.grouped() for criterion in each), SCORE)

    def row_of(self, wanted: Ranked | None) -> int | None:
        """Where a subject stands; another version of its entry where it is not shown itself."""
        same = [row for row, each in enumerate(self.rows) if wanted and each.entry.id == wanted.entry.id]
        exact = (row for row in same if wanted and self.rows[row].assessment.of == wanted.assessment.of)
        return next(exact, next(iter(same), None))


_MEASURES = {Rule.SHARE: "share of its criteria", Rule.CLASSES: "classes III to I", Rule.VERDICT: "verdicts"}
"""What the last column shows, if it is not a score that the framework publishes."""


def title(matrix: Matrix, query: str, width: int, glyphs: Glyphs) -> str:
    """What the matrix shows: whose judgements, of how many subjects, after which search; as long as there is room."""
    framework = matrix.framework
    shown, judged = len(matrix.rows), len(matrix.ranked)
    count = f"{judged} judged" if shown == judged else f"{shown} of {judged} judged"
    told = [
        count,
        f"search: {query}" if query else "",
        _MEASURES.get(framework.rule, ""),
    ]
    wordings = [("Matrix", framework.name, *told), (framework.name, *told), (framework.short, *told)]
    texts = [f" {glyphs.dot} ".join(filter(None, wording)) for wording in wordings]
    return next((text for text in texts if cell_len(text) <= width), fit(texts[-1], width, glyphs.ellipsis))


def rule_text(framework: Framework) -> str:
    """How the framework's score comes about."""
    if framework.rule is Rule.POINTS:
        return "Score: 1 for each open criterion, a half for each partial one."
    if framework.rule is Rule.CLASSES:
        return f"{framework.name} rates in classes, III to I, by the components listed under an open licence."
    if framework.rule is Rule.VERDICT:
        return f"{framework.name} gives a verdict: it conforms, it would under other legal terms, or it does not."
    said = "publishes no score: shown is the share of its criteria that is open, a partial one counting half"
    return f"{framework.name} {said}."


def filter_line(matrix: Matrix, width: int, glyphs: Glyphs) -> Line:
    """The filters in force."""
    texts = [filter_text(matrix.framework, one) for one in matrix.arrangement.filters]
    words = (Cell(" only where ", Role.MUTED), Cell(", ".join(texts), Role.NOTICE), Cell("  F clears", Role.MUTED))
    return fit_line(words, width, glyphs.ellipsis)


def group_line(framework: Framework, layout: Layout, glyphs: Glyphs) -> Line:
    """The groups over their columns on screen."""
    cells = [Cell(" " * layout.frozen)]
    labels = {group.id: (group.label, group.short or group.label) for group in framework.groups}
    for group, columns in groupby(layout.shown, lambda column: column.group):
        own = tuple(columns)
        width = sum(column.cells for column in own) - len(own[0].lead)
        label, short = labels.get(group, ("", ""))
        text = fit(label if cell_len(label) <= width else short, width, glyphs.ellipsis)
        cells += [Cell(own[0].lead, Role.MUTED), Cell(text, Role.STRONG)]
    return tuple(cells)


def head_line(layout: Layout, cursor: str) -> Line:
    """The headings of the columns; that of the cursor's column stands out."""
    place = Cell("#".rjust(layout.place) if layout.place else "", Role.MUTED)
    name = Cell(fit("Name", layout.name, ""), _head_role(NAME, cursor))
    cells = [Cell(" "), place, Cell(" "), name]
    for column in layout.shown:
        cells += [Cell(column.lead, Role.MUTED), Cell(_head(column), _head_role(column.key, cursor))]
    return tuple(cells)


def _head(column: Column) -> str:
    return column.head.rjust(column.width) if column.key == SCORE else column.placed(column.head)


def _head_role(column: str, cursor: str) -> Role:
    return Role.HEADING if column == cursor else Role.MUTED


def rule_line(layout: Layout, sorts: tuple[SortKey, ...], glyphs: Glyphs) -> Line:
    """The line under the headings: what is sorted by, with its number, and how many columns are out of sight."""
    signs = {key.column: key.sign(glyphs) + (str(at) if len(sorts) > 1 else "") for at, key in enumerate(sorts, 1)}
    left, right = ("<", ">") if glyphs.ascii else ("◀", "▶")
    hidden = f"{left}{layout.first}" if layout.first else ""
    name = _ruled(signs.get(NAME, ""), layout.name - len(hidden), glyphs)
    cells = [*_rule(1 + layout.place + 1, glyphs), *name, Cell(hidden, Role.KEY)]
    for column in layout.shown:
        cells += _rule(len(column.lead), glyphs)
        cells += _ruled(signs.get(column.key, ""), column.width, glyphs, at=_sign_at(column))
    more = f"{layout.hidden_right}{right}" if layout.hidden_right else ""
    return (*cells, Cell(more, Role.KEY))


def _sign_at(column: Column) -> int:
    """Where the sign of a grade stands in its column."""
    return column.width - 1 if column.key == SCORE else (column.width - 1) // 2


def _rule(cells: int, glyphs: Glyphs) -> list[Cell]:
    return [Cell(glyphs.rule * cells, Role.MUTED)]


def _ruled(sign: str, width: int, glyphs: Glyphs, at: int = 0) -> list[Cell]:
    """A piece of the rule with a sign in it, which loses its number where there is no room."""
    sign = sign[: max(0, width)]
    before = min(at, width - len(sign))
    return [*_rule(before, glyphs), Cell(sign, Role.KEY), *_rule(width - before - len(sign), glyphs)]


def row_line(ranked: Ranked, layout: Layout, marks: tuple[str, ...], glyphs: Glyphs) -> Line:
    """One subject: the number of its mark, place, name, a sign a criterion, score."""
    mark = str(marks.index(ranked.entry.id) + 1) if ranked.entry.id in marks else " "
    place = str(ranked.place).rjust(layout.place) if layout.place else ""
    name = fit(subject(ranked), layout.name, glyphs.ellipsis)
    cells = [Cell(mark, Role.KEY), Cell(place, Role.MUTED), Cell(" "), Cell(name)]
    for column in layout.shown:
        cells += [Cell(column.lead, Role.MUTED), _value(ranked, column, glyphs)]
    if layout.bar and not layout.hidden_right:
        cells += [Cell(" "), *glyphs.bar(ranked.rating.fraction, layout.bar)]
    return tuple(cells)


def _value(ranked: Ranked, column: Column, glyphs: Glyphs) -> Cell:
    if column.key == SCORE:
        return Cell(score_text(ranked.rating, glyphs).rjust(column.width), Role.SCORE)
    grade = ranked.assessment.grade(column.key)
    return Cell(column.placed(glyphs.grades[grade]), ROLES[grade])


def matrix_table(frame: Frame) -> Iterator[Line]:
    """The whole matrix for plain commands: headings, rows, the signs, and how the score comes about."""
    layout = lay_out(frame)
    head = head_line(layout, "")
    has_room = line_width(head) + 2 + max((len(each.entry.id) for each in frame.ranked), default=0) <= frame.width
    yield group_line(frame.framework, layout, frame.glyphs)
    yield (*head, Cell("  id" if has_room else "", Role.MUTED))
    for each in frame.ranked:
        entry_id = Cell(f"  {each.entry.id}" if has_room else "", Role.MUTED)
        yield (*row_line(each, layout, (), frame.glyphs), entry_id)
    yield ()
    yield tuple(Cell(f" {frame.glyphs.grades[grade]} {TOLD[grade]} ", ROLES[grade]) for grade in ROLES)
    yield from _text(rule_text(frame.framework), min(frame.width, _PROSE), Role.MUTED)


def cell_title(matrix: Matrix, ranked: Ranked | None, column: str, glyphs: Glyphs) -> str:
    """What the cursor rests on, in a few words."""
    label = column_label(matrix.framework, column)
    return f"{label[:1].upper()}{label[1:]} {glyphs.dot} {subject(ranked)}" if ranked else ""


def explain_cell(catalog: Catalog, ranked: Ranked | None, column: str, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """Tell about a cell: the judgement of a criterion, how a score comes about, or what the entry is."""
    if ranked is None:
        return ()
    if column == NAME:
        return _entry_lines(catalog, ranked, width, glyphs)
    if column == SCORE:
        return _score_lines(catalog.frameworks[ranked.assessment.framework], ranked, width, glyphs)
    return explain(catalog, CriterionTarget(ranked.assessment, column), width, glyphs)


def _entry_lines(catalog: Catalog, ranked: Ranked, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    entry = ranked.entry
    lines = _text(f" {glyphs.dot} ".join(dict.fromkeys((ranked.title, *facts(entry)))), width, Role.MUTED)
    lines += _text(f"{glyphs.notice} {entry.notice}", width, Role.NOTICE) if entry.notice else []
    return (*lines, *explain(catalog, EntryTarget(entry.id), width, glyphs))


def _score_lines(framework: Framework, ranked: Ranked, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    assessment = ranked.assessment
    counts = Counter(assessment.grade(criterion.id) for criterion in framework.criteria)
    parts = [Cell(f"{glyphs.grades[grade]} {counts[grade]} {TOLD[grade]}  ", ROLES[grade]) for grade in ROLES]
    told = [cell for cell, grade in zip(parts, ROLES, strict=True) if counts[grade]]
    return (
        fit_line(score_line(framework, assessment, glyphs, width), width, glyphs.ellipsis),
        fit_line(told, width, glyphs.ellipsis),
        *(line for reason in ranked.rating.reasons for line in _text(reason, width)),
        *_text(rule_text(framework), width),
        *_text(f"Judged by {', '.join(filter(None, (framework.name, assessment.date)))}", width, Role.MUTED),
        *_text(assessment.source, width, Role.LINK),
    )


def _text(text: str, width: int, role: Role = Role.TEXT) -> list[Line]:
    return [(Cell(line, role),) for line in wrap(text, width)]


def row_text(framework: Framework, ranked: Ranked) -> str:
    """A row in words, to take away."""
    grades = (f"{each.label} {TOLD[ranked.assessment.grade(each.id)]}" for each in framework.criteria)
    return f"{subject(ranked)}, {_told(ranked.rating)} ({framework.name}): {', '.join(grades)}"


def _told(rating: Rating) -> str:
    if rating.verdict is not None:
        return verdict_words(rating) or TOLD[Grade.UNKNOWN]
    return f"{rating.score:g} of {rating.maximum:g}" if rating.openness_class is None else class_words(rating)
