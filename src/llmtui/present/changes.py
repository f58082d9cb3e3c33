"""Draws what opened and what closed as small timelines, and below them what judges dispute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from llmtui.counted import counted
from llmtui.dates import date_words
from llmtui.frameworks import Opinion
from llmtui.model import Catalog, Entry
from llmtui.openness.timeline import Course, Development, judged_once
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, line_width, paragraph
from llmtui.present.glyphs import GRADE_NAMES, Glyphs
from llmtui.present.opinions import joined, judge_words, opinion_tag
from llmtui.present.spots import Spot, SpotLine

_MOST_NAME = 32
"""Cells of the longest name."""
_LEAST_NAME = 8
_TAIL = 12
"""Cells after the topic and after the timeline: the gaps, who judged last, and the sign for evidence."""
_YEAR = 4
_MONTH = 7
_HEADINGS = {
    Course.OPENED: "Opened",
    Course.CLOSED: "Closed",
    Course.BACK_AND_FORTH: "Back and forth: as open again as at first",
    Course.UNCHANGED: "Judged again, nothing changed",
    Course.DISPUTED: "Disputed: different judges disagree",
}

ChangeLine = SpotLine[Development]


class ChangeWidths(msgspec.Struct, frozen=True):
    """The widths of the columns."""

    name: int
    topic: int
    timeline: int


def _dated(opinions: Sequence[Opinion], glyphs: Glyphs) -> Line:
    """The grades with their years, the earliest first; months too if several are of one year."""
    dated = zip(opinions, _dates(opinions), strict=True)
    return joined(((glyphs.grade(each.judgement.grade), Cell(f" {date}")) for each, date in dated), glyphs.arrow)


def _dates(opinions: Sequence[Opinion]) -> list[str]:
    """The shortest dates that differ: years, else months, else days."""
    for length in (_YEAR, _MONTH):
        dates = [opinion.assessment.date[:length] for opinion in opinions]
        if len(set(dates)) == len(dates):
            return dates
    return [opinion.assessment.date for opinion in opinions]


def _sides(opinions: Sequence[Opinion], glyphs: Glyphs) -> Line:
    """Who says what, the one that counts first."""
    return joined(
        (
            (glyphs.grade(each.judgement.grade), Cell(f" {opinion_tag(each)}"), Cell(_declared(each), Role.MUTED))
            for each in opinions
        ),
        glyphs.dot,
    )


def _declared(opinion: Opinion) -> str:
    return " declared" if opinion.declared else ""


def _drawn(one: Development, glyphs: Glyphs) -> Line:
    draw = _sides if one.course is Course.DISPUTED else _dated
    return draw(one.opinions, glyphs)


def change_lines(found: Sequence[Development], canvas: Canvas) -> list[ChangeLine]:
    """A heading for each course, and one line for each topic that changed or is disputed.

    An entry in which nothing changed has one line for all its topics.

    Args:
        found: In the order to show, those of one course together.
        canvas: What it is drawn on.
    """
    shown = list(_folded(found))
    columns = _widths([one for one, _topics in shown], canvas.glyphs)
    lines: list[ChangeLine] = []
    for course, rows in groupby(shown, lambda row: row[0].course):
        of_course = list(rows)
        entries = len({one.entry.id for one, _topics in of_course})
        lines += [ChangeLine()] if lines else []
        lines.append(_heading(course, counted(entries, "entry", "entries"), canvas))
        lines += [_line(one, topics, columns, canvas) for one, topics in of_course]
    return lines


def _heading(course: Course, count: str, canvas: Canvas) -> ChangeLine:
    heading = (Cell(_HEADINGS[course], Role.HEADING), Cell(f" {canvas.glyphs.dot} {count}", Role.MUTED))
    return ChangeLine(canvas.cut(heading))


def _folded(found: Iterable[Development]) -> Iterable[tuple[Development, int]]:
    """Each topic that changed or is disputed; of an entry in which nothing changed, one for all its topics."""
    known = tuple(found)
    changed = {one.entry.id for one in known if one.course in {Course.OPENED, Course.CLOSED, Course.BACK_AND_FORTH}}
    same: dict[str, list[Development]] = {}
    for one in known:
        if one.course is Course.UNCHANGED and one.entry.id not in changed:
            same.setdefault(one.entry.id, []).append(one)
    for one in known:
        if one.course is not Course.UNCHANGED:
            yield one, 1
        elif one.entry.id in same and one is same[one.entry.id][0]:
            yield one, len(same[one.entry.id])


def _widths(found: Sequence[Development], glyphs: Glyphs, *, named: bool = True) -> ChangeWidths:
    names = max((cell_len(one.entry.name) for one in found), default=0)
    topics = max((cell_len(one.topic.label) for one in found), default=0)
    drawn = (_dated(one.opinions, glyphs) for one in found if one.course is not Course.DISPUTED)
    timelines = max(map(line_width, drawn), default=0)
    return ChangeWidths(min(names, _MOST_NAME) if named else 0, max(topics, len("14 topics")), timelines)


def _line(one: Development, topics: int, columns: ChangeWidths, canvas: Canvas) -> ChangeLine:
    """One topic, or all topics of an entry in which nothing changed."""
    glyphs = canvas.glyphs
    named = min(columns.name, max(_LEAST_NAME, canvas.width // 3))
    name = Cell(f"  {fit(one.entry.name, named, glyphs.ellipsis)}  ") if columns.name else Cell("  ")
    folded = one.course is Course.UNCHANGED and bool(topics)
    label = counted(topics, "topic", "topics") if folded else one.topic.label
    spare = canvas.width - cell_len(name.text) - columns.timeline - _TAIL
    topic = Cell(fit(label, min(columns.topic, max(6, canvas.width // 5, spare)), glyphs.ellipsis) + "  ", Role.MUTED)
    shown = (Cell(_years(one.opinions, glyphs), Role.MUTED),) if folded else _drawn(one, glyphs)
    known = (name, topic, *shown)
    if one.course is not Course.DISPUTED:
        tail = _judge(one, folded, glyphs)
        room = canvas.width - line_width(known) - line_width(tail)
        releases = f"  {', '.join(one.releases)}" if one.releases and not folded else ""
        known = (*known, Cell(" " * min(columns.timeline - line_width(shown), room)), *tail, Cell(releases, Role.MUTED))
    line = canvas.cut(known)
    return ChangeLine(line, (Spot(0, line_width(line), one),))


def _years(opinions: Sequence[Opinion], glyphs: Glyphs) -> str:
    return f" {glyphs.arrow} ".join(_dates(opinions))


def _judge(one: Development, folded: bool, glyphs: Glyphs) -> Line:
    """Who judged last, and whether there is evidence to open."""
    evidence = f" {glyphs.link}" if one.newest.judgement.evidence and not folded else ""
    tag = f"  {opinion_tag(one.newest)}{_declared(one.newest)}"
    return Cell(tag, Role.MUTED), Cell(evidence, Role.LINK)


def history_lines(catalog: Catalog, entry: Entry, found: Sequence[Development], canvas: Canvas) -> list[Line]:
    """The history of one entry: every topic judged at two dates, what is disputed, and who judged it once."""
    lines: list[Line] = [(Cell(entry.name, Role.STRONG), Cell(f"  {entry.id}", Role.MUTED))]
    columns = _widths(found, canvas.glyphs, named=False)
    for course, of_course in groupby(found, lambda one: one.course):
        topics = list(of_course)
        lines += [(), _heading(course, counted(len(topics), "topic", "topics"), canvas).cells]
        lines += [_line(one, 0, columns, canvas).cells for one in topics]
    once = judged_once(catalog, entry)
    lines.append(())
    for framework, date in once:
        lines += canvas.paragraph(f"Judged once by {catalog.frameworks[framework].name}, {date_words(date)}.")
    if not found and not once:
        lines += canvas.paragraph("Not judged: no judge assessed it.", Role.UNKNOWN)
    return lines if lines[-1] else lines[:-1]


def change_words(one: Development | None, canvas: Canvas) -> tuple[Line, ...]:
    """A topic with every judgement: the grade, who gave it when, for which subject, on what evidence."""
    if one is None:
        return ()
    lines: list[Line] = [(Cell(f"{one.entry.name}: {one.topic.label}", Role.STRONG), Cell(f"  {one.course.value}"))]
    for opinion in one.opinions:
        grade = opinion.judgement.grade
        of = f", of {opinion.assessment.of}" if opinion.assessment.of else ""
        text = f" {GRADE_NAMES[grade]}  {judge_words(opinion)}{of}"
        first, *rest = paragraph(text, max(1, canvas.width - 1)) or [()]
        lines += [(canvas.glyphs.grade(grade), Cell(" "), *first), *rest]
        for url in opinion.judgement.evidence:
            lines += canvas.link(url)
        if not opinion.judgement.evidence:
            lines += canvas.paragraph("No evidence is linked.", Role.MUTED)
        lines += canvas.paragraph(opinion.judgement.note)
    if one.releases:
        lines += canvas.paragraph(f"Different releases were judged: {', '.join(one.releases)}.", Role.NOTICE)
    return tuple(lines)


def title(found: Sequence[Development]) -> str:
    """How many entries were judged again by the same judges."""
    entries = len({one.entry.id for one in found if one.course is not Course.DISPUTED})
    return f"{counted(entries, 'entry', 'entries')} judged more than once by the same judges"
