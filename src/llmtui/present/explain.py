"""Explains what the cursor is on: who gave which grade on what evidence, the question, and what the grades mean."""

from __future__ import annotations

from collections import Counter

from llmtui.frameworks import Opinion, opinions_on
from llmtui.frameworks.mof import not_needed
from llmtui.model import Catalog, Criterion, Entry, Grade, Judgement
from llmtui.model.all_judges import ALL
from llmtui.openness.history import TopicHistory, changes, disputes
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, line_width, wrap
from llmtui.present.detail import CriterionTarget, EntryTarget, LinkTarget, Target
from llmtui.present.glyphs import GRADE_NAMES, ROLES
from llmtui.present.opinions import flow, judge_and_date, opinion_cells, timeline


def topic_of(catalog: Catalog, target: Target | None) -> str:
    """The topic of the criterion that a target is; empty for anything else."""
    if not isinstance(target, CriterionTarget):
        return ""
    framework = catalog.judge(target.assessment.framework)
    criterion = framework.criterion(target.criterion) if framework else None
    return criterion.topic if criterion else ""


def summed_up(entry: Entry, canvas: Canvas) -> tuple[Line, ...]:
    """What an entry is, and how to go to it."""
    return (*canvas.paragraph(entry.summary), (Cell("enter goes there", Role.MUTED),))


def explain(catalog: Catalog, target: Target | None, canvas: Canvas) -> tuple[Line, ...]:
    """The lines that explain a target."""
    if isinstance(target, CriterionTarget):
        return _criterion(catalog, target, canvas)
    if isinstance(target, LinkTarget):
        return (*canvas.paragraph(target.url, Role.LINK), (Cell("enter opens it, y copies it", Role.MUTED),))
    if isinstance(target, EntryTarget) and (entry := catalog.get(target.id)):
        return (*canvas.paragraph(entry.name, Role.STRONG), *summed_up(entry, canvas))
    return ()


def _criterion(catalog: Catalog, target: CriterionTarget, canvas: Canvas) -> tuple[Line, ...]:
    framework = catalog.judges[target.assessment.framework]
    asked = framework.criterion(target.criterion)
    if asked is None:
        return ()
    entry = catalog.get(target.entry)
    opinions = _opinions(catalog, target, asked, entry)
    counting = opinions[0]
    lines = _who(opinions, canvas)
    lines += _signs(catalog, entry, asked.topic, canvas) if entry and len(opinions) > 1 else []
    lines += canvas.paragraph(counting.criterion.question or asked.question, Role.STRONG)
    lines += _given(counting, canvas)
    lines += _evidence(counting.judgement, canvas)
    for other in opinions[1:]:
        if other.judgement.evidence or other.judgement.note:
            lines += canvas.paragraph(f"{judge_and_date(other)}:", Role.MUTED)
            lines += _evidence(other.judgement, canvas)
    for grade, meaning in counting.criterion.meanings:
        if grade is not counting.judgement.grade:
            lines += _meaning(grade, meaning, Role.MUTED, Role.MUTED, canvas)
    return tuple(lines)


def _opinions(catalog: Catalog, target: CriterionTarget, asked: Criterion, entry: Entry | None) -> tuple[Opinion, ...]:
    """What all judges say on the topic: first the one that counts, or the one that the cursor is on."""
    opinions = opinions_on(catalog.frameworks, entry, asked.topic) if entry else ()
    if target.assessment.framework == ALL and opinions:
        return opinions
    framework = catalog.judges[target.assessment.framework]
    here = Opinion(framework, target.assessment, asked, target.assessment.judgement(asked.id))
    others = (each for each in opinions if each.assessment != here.assessment)
    return (here, *others)


def _who(opinions: tuple[Opinion, ...], canvas: Canvas) -> list[Line]:
    """Who gave which grade, if the criterion was assessed."""
    known = [each for each in opinions if each.judgement.grade is not Grade.UNKNOWN and each.framework.id != ALL]
    units = (opinion_cells(each, canvas) for each in known)
    counted = Counter(units).items()  # a narrow pane cuts the size judged, and such lines read the same
    once = (line if count == 1 else (*line, Cell(f" {count} times", Role.MUTED)) for line, count in counted)
    return [canvas.cut(line) for line in flow(once, canvas)]


def _signs(catalog: Catalog, entry: Entry, topic: str, canvas: Canvas) -> list[Line]:
    """That judges dispute the topic, and what one line of judges changed."""
    lines: list[Line] = []
    if any(each.topic.topic == topic for each in disputes(catalog, entry)):
        lines += canvas.paragraph(f"{canvas.glyphs.disputed} disputed: different judges disagree", Role.NOTICE)
    for change in changes(catalog, entry):
        if change.topic.topic == topic:
            lines += _changed(change, canvas)
    return lines


def _changed(change: TopicHistory, canvas: Canvas) -> list[Line]:
    """The grades of a change in one line; the signs alone if words have no room, and then below their lead."""
    lead = Cell(f"{canvas.glyphs.changed} changed: ", Role.NOTICE)
    for words in (True, False):
        line: Line = (lead, *timeline(change, canvas.glyphs, words=words))
        if line_width(line) <= canvas.width:
            return [line]
    below = (Cell("  "), *timeline(change, canvas.glyphs, words=False))
    return [(lead,), canvas.cut(below)]


def _evidence(judgement: Judgement, canvas: Canvas) -> list[Line]:
    """The links whole, the licence and the note."""
    lines = [line for url in judgement.evidence for line in canvas.link(url)]
    lines += canvas.paragraph(f"Licence: {judgement.licence}") if judgement.licence else []
    lines += canvas.paragraph(judgement.note) if judgement.note else []
    return lines


def _given(opinion: Opinion, canvas: Canvas) -> list[Line]:
    """The grade with what it means."""
    grade = opinion.judgement.grade
    if opinion.criterion.id in not_needed(opinion.framework, opinion.assessment):
        return canvas.paragraph("Not listed, and no class needs it.", Role.MUTED)
    known = {
        Grade.UNKNOWN: "No index has looked at this.",
        Grade.LISTED: "Listed with evidence, not judged.",
        Grade.NOT_APPLICABLE: "The question does not apply.",
    }
    meaning = opinion.criterion.meaning(grade) or known.get(grade, "")
    return _meaning(grade, meaning, ROLES[grade], Role.TEXT, canvas)


def _meaning(grade: Grade, meaning: str, sign: Role, text: Role, canvas: Canvas) -> list[Line]:
    """A grade and what it means, the lines after the first indented."""
    indent = max(10, len(GRADE_NAMES[grade]) + 3)
    first, *rest = wrap(meaning, max(1, canvas.width - indent)) or ("",)
    head = Cell(f"{canvas.glyphs.grades[grade]} {GRADE_NAMES[grade]:<{indent - 2}}", sign)
    return [(head, Cell(first, text)), *((Cell(" " * indent + line, text),) for line in rest)]
