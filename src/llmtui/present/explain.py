"""Explains what the cursor is on: who gave which grade on what evidence, the question, and what the grades mean."""

from __future__ import annotations

from collections import Counter

from llmtui.frameworks import Opinion, opinions_on
from llmtui.frameworks.mof import not_needed
from llmtui.model import Catalog, Criterion, Entry, Grade, Judgement, Rule
from llmtui.model.all_judges import ALL
from llmtui.openness.history import TopicHistory, changes, disputes
from llmtui.present.cells import Cell, Line, Role, fit_line, line_width, paragraph, pieces, wrap
from llmtui.present.detail import CriterionTarget, EntryTarget, LinkTarget, Target
from llmtui.present.glyphs import GRADE_NAMES, ROLES, Glyphs
from llmtui.present.opinions import flow, opinion_cells, timeline, who_said


def topic_of(catalog: Catalog, target: Target | None) -> str:
    """The topic of the criterion that a target is; empty for anything else."""
    if not isinstance(target, CriterionTarget):
        return ""
    framework = catalog.judge(target.assessment.framework)
    criterion = framework.criterion(target.criterion) if framework else None
    return criterion.topic if criterion else ""


def explain(catalog: Catalog, target: Target | None, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """The lines that explain a target."""
    if isinstance(target, CriterionTarget):
        return _criterion(catalog, target, width, glyphs)
    if isinstance(target, LinkTarget):
        return (*paragraph(target.url, width, Role.LINK), (Cell("enter opens it, y copies it", Role.MUTED),))
    if isinstance(target, EntryTarget) and (entry := catalog.get(target.id)):
        return (*paragraph(entry.summary, width), (Cell("enter goes there", Role.MUTED),))
    return ()


def _criterion(catalog: Catalog, target: CriterionTarget, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    framework = catalog.judges[target.assessment.framework]
    asked = framework.criterion(target.criterion)
    if asked is None:
        return ()
    entry = catalog.get(target.entry)
    opinions = _opinions(catalog, target, asked, entry)
    counting = opinions[0]
    lines = _who(opinions, width, glyphs)
    lines += _signs(catalog, entry, asked.topic, width, glyphs) if entry else []
    lines += paragraph(counting.criterion.question or asked.question, width, Role.STRONG)
    lines += _given(counting, width, glyphs)
    lines += _evidence(counting.judgement, width, glyphs)
    for other in opinions[1:]:
        if other.judgement.evidence or other.judgement.note:
            lines += paragraph(f"{who_said(other)}:", width, Role.MUTED)
            lines += _evidence(other.judgement, width, glyphs)
    for grade, meaning in counting.criterion.meanings:
        if grade is not counting.judgement.grade:
            lines += _meaning(grade, meaning, Role.MUTED, Role.MUTED, width, glyphs)
    return tuple(lines)


def _opinions(catalog: Catalog, target: CriterionTarget, asked: Criterion, entry: Entry | None) -> tuple[Opinion, ...]:
    """What all judges say on the topic: first the one that counts, or the one that the cursor is on."""
    said = opinions_on(catalog.frameworks, entry, asked.topic) if entry else ()
    if target.assessment.framework == ALL and said:
        return said
    framework = catalog.judges[target.assessment.framework]
    here = Opinion(framework, target.assessment, asked, target.assessment.judgement(asked.id))
    others = (each for each in said if each.assessment != here.assessment)
    return (here, *others)


def _who(opinions: tuple[Opinion, ...], width: int, glyphs: Glyphs) -> list[Line]:
    """Who gave which grade, if anybody did."""
    known = [each for each in opinions if each.judgement.grade is not Grade.UNKNOWN and each.framework.id != ALL]
    units = (opinion_cells(each, glyphs, width) for each in known)
    counted = Counter(units).items()  # where there is no room for the sizes that a judge looked at, they read the same
    once = (line if count == 1 else (*line, Cell(f" {count} times", Role.MUTED)) for line, count in counted)
    return [fit_line(line, width, glyphs.ellipsis) for line in flow(once, width, glyphs)]


def _signs(catalog: Catalog, entry: Entry, topic: str, width: int, glyphs: Glyphs) -> list[Line]:
    """That judges dispute the topic, and what one line of judges changed."""
    lines: list[Line] = []
    if any(each.topic.topic == topic for each in disputes(catalog, entry)):
        lines += paragraph(
            f"{glyphs.disputed} disputed: judges who do not continue each other differ", width, Role.NOTICE
        )
    for change in changes(catalog, entry):
        if change.topic.topic == topic:
            lines += _changed(change, width, glyphs)
    return lines


def _changed(change: TopicHistory, width: int, glyphs: Glyphs) -> list[Line]:
    """The grades of a change in one line; the signs alone where words have no room, and then below their lead."""
    lead = Cell(f"{glyphs.changed} changed: ", Role.NOTICE)
    for words in (True, False):
        line: Line = (lead, *timeline(change, glyphs, words=words))
        if line_width(line) <= width:
            return [line]
    below = (Cell("  "), *timeline(change, glyphs, words=False))
    return [(lead,), fit_line(below, width, glyphs.ellipsis)]


def _evidence(judgement: Judgement, width: int, glyphs: Glyphs) -> list[Line]:
    """The links whole, the licence and the note."""
    lines: list[Line] = [
        (Cell(part, Role.LINK),) for url in judgement.evidence for part in pieces(f"{glyphs.link} {url}", width)
    ]
    lines += paragraph(f"Licence: {judgement.licence}", width) if judgement.licence else []
    lines += paragraph(judgement.note, width) if judgement.note else []
    return lines


def _given(opinion: Opinion, width: int, glyphs: Glyphs) -> list[Line]:
    """The grade with what it means."""
    grade = opinion.judgement.grade
    if opinion.framework.rule is Rule.CLASSES and opinion.criterion.id in not_needed(
        opinion.framework, opinion.assessment
    ):
        return paragraph("Not listed, and no class needs it.", width, Role.MUTED)
    known = {
        Grade.UNKNOWN: "No index has looked at this.",
        Grade.LISTED: "Listed with evidence, not judged.",
        Grade.NOT_APPLICABLE: "The question does not apply.",
    }
    meaning = opinion.criterion.meaning(grade) or known.get(grade, "")
    return _meaning(grade, meaning, ROLES[grade], Role.TEXT, width, glyphs)


def _meaning(grade: Grade, meaning: str, sign: Role, text: Role, width: int, glyphs: Glyphs) -> list[Line]:
    """A grade and what it means, the lines after the first indented."""
    indent = max(10, len(GRADE_NAMES[grade]) + 3)
    first, *rest = wrap(meaning, max(1, width - indent)) or ("",)
    head = Cell(f"{glyphs.grades[grade]} {GRADE_NAMES[grade]:<{indent - 2}}", sign)
    return [(head, Cell(first, text)), *((Cell(" " * indent + line, text),) for line in rest)]
