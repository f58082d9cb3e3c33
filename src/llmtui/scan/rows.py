"""Surveyed models as rows of the browser, and everything known of one of them in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from llmtui.model import Catalog
from llmtui.model.licence import Allowance, Permission
from llmtui.permissions import Answer, reason_text
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, wrap
from llmtui.present.glyphs import Glyphs
from llmtui.scan.matching import How
from llmtui.scan.survey import Surveyed
from llmtui.scan.table import size_text
from llmtui.text import clean

ROLES = {
    Allowance.YES: Role.OPEN,
    Allowance.CONDITIONS: Role.PARTIAL,
    Allowance.NO: Role.CLOSED,
    Allowance.UNKNOWN: Role.UNKNOWN,
}
"""How each answer is drawn."""

_GAP = 2
_LEAST_NAME = 24
_MOST_NAME = 48
_LEAST_REASON = 16
_COLUMNS = (("answer", 10), ("entry", 20), ("word", 12), ("size", 7), ("match", 7), ("source", 9))
"""The columns beside the name with their widths, the last one to give way first."""
_NAME_TITLE = "Model"
_TITLES = {
    "source": "Found in",
    "size": "Size",
    "entry": "Entry",
    "match": "Match",
    "word": "Word",
    "answer": "Commercial",
}
_QUESTIONS = {
    Permission.COMMERCIAL: "Use it commercially",
    Permission.DERIVATIVES: "Change it",
    Permission.REDISTRIBUTION: "Pass it on",
    Permission.OUTPUTS: "Train others with it",
}
_INDENT = 22
"""Cells before an answer: as wide as the longest question and a gap."""


class ModelWidths(msgspec.Struct, frozen=True):
    """The widths of a row's columns, and of the reason after them; 0 hides the reason."""

    name: int
    columns: dict[str, int]
    reason: int


def model_widths(surveyed: Sequence[Surveyed], width: int) -> ModelWidths:
    """Share out the width of a list of models: a name keeps 24 cells before another column gets any."""
    longest = max((cell_len(each.found.name) for each in surveyed), default=_LEAST_NAME)
    wanted = min(_MOST_NAME, max(longest, len(_NAME_TITLE)))
    name = min(width, _LEAST_NAME, wanted)
    left = width - 1 - name
    kept = {}
    for column, cells in _COLUMNS:
        if left >= cells + _GAP:
            kept[column] = cells
            left -= cells + _GAP
        else:
            break
    more = min(left, wanted - name)
    left -= more
    return ModelWidths(max(1, name + more), kept, left - _GAP if left >= _LEAST_REASON + _GAP else 0)


def model_heading(widths: ModelWidths) -> Line:
    """The line over the list that names its columns."""
    text = " " + fit(_NAME_TITLE, widths.name, "")
    text += "".join(
        " " * _GAP + fit(_TITLES[each], widths.columns[each], "") for each in _TITLES if each in widths.columns
    )
    return (Cell(f"{text}{' ' * _GAP}Because" if widths.reason else text, Role.MUTED),)


def model_row(surveyed: Surveyed, widths: ModelWidths, glyphs: Glyphs) -> Line:
    """One model of the list."""
    commercial = surveyed.answers[0]
    texts = {
        "source": (surveyed.found.source.value, Role.MUTED),
        "size": (size_text(surveyed.found.size), Role.TEXT),
        "entry": _entry(surveyed),
        "match": (surveyed.matched.how.value, Role.MUTED),
        "word": (surveyed.word or "-", Role.TEXT),
        "answer": (commercial.allowance.value, ROLES[commercial.allowance]),
    }
    cells = [Cell(" " + fit(surveyed.found.name, widths.name, glyphs.ellipsis), Role.STRONG)]
    for column in _TITLES:
        if column in widths.columns:
            text, role = texts[column]
            cells.append(Cell(" " * _GAP + fit(text, widths.columns[column], glyphs.ellipsis), role))
    if widths.reason:
        cells.append(Cell(" " * _GAP + fit(_because(surveyed), widths.reason, glyphs.ellipsis), Role.MUTED))
    return tuple(cells)


def _entry(surveyed: Surveyed) -> tuple[str, Role]:
    if surveyed.entry:
        return surveyed.entry.name, Role.TEXT
    several = surveyed.matched.how is How.SEVERAL
    return "one of several" if several else "not in the catalogue", Role.MUTED


def _because(surveyed: Surveyed) -> str:
    """Why the commercial answer is what it is, and what contradicts the catalogue."""
    commercial = surveyed.answers[0]
    if commercial.allowance is Allowance.YES:
        reasons = [commercial.reasons[0].licence] if commercial.reasons else []
    else:
        reasons = [reason_text(each) for each in commercial.reasons]
    return "; ".join((*reasons, *surveyed.differences))


def model_in_words(catalog: Catalog, surveyed: Surveyed | None, canvas: Canvas) -> tuple[Line, ...]:
    """Everything known of a model: where it is, its entry, what its card declares, and what it may be used for."""
    if surveyed is None:
        return ()
    found, dot = surveyed.found, f" {canvas.glyphs.dot} "
    facts = (found.source.value, size_text(found.size), found.quantisation, "incomplete" if found.is_partial else "")
    lines: list[Line] = [(Cell(found.name, Role.STRONG),)]
    lines += canvas.paragraph(dot.join(filter(None, facts)), Role.MUTED)
    lines += canvas.paragraph(clean(str(found.path)), Role.MUTED)
    lines += canvas.paragraph(_match_in_words(catalog, surveyed))
    lines += canvas.paragraph(_card_in_words(surveyed))
    for text in surveyed.differences:
        lines += canvas.paragraph(f"{canvas.glyphs.notice} {text}", Role.NOTICE)
    for answer in surveyed.answers:
        lines += _answer_lines(answer, canvas.width)
    return (*lines, *canvas.paragraph("This is not legal advice.", Role.MUTED))


def _match_in_words(catalog: Catalog, surveyed: Surveyed) -> str:
    """The entry of a model and how sure that is."""
    matched = surveyed.matched
    if surveyed.entry:
        word = f" ({surveyed.word})" if surveyed.word else ""
        how = "exact match" if matched.how is How.EXACT else "its family"
        return f"{'; '.join((f'Entry: {surveyed.entry.name}{word}, {how}', *matched.remarks))}."
    names = ", ".join(map(catalog.base_name, matched.others))
    if matched.how is How.SEVERAL:
        return f"Several entries match its name: {names}."
    return f"The catalogue has no entry for it{f'; similar names: {names}' if names else ''}."


def _card_in_words(surveyed: Surveyed) -> str:
    """What the model's own card or file declares."""
    declared = surveyed.found.declared
    facts = [f"the licence {declared.licence}"] if declared.licence else []
    facts += [f"the base {' and '.join(declared.bases)}"] if declared.bases else []
    return f"Its files declare {' and '.join(facts) or 'no licence and no base'}."


def _answer_lines(answer: Answer, width: int) -> Iterator[Line]:
    """A question, its answer, and the reasons."""
    reasons = "; ".join(map(reason_text, answer.reasons))
    verdict = answer.allowance.value
    texts = wrap(f"{verdict}: {reasons}" if reasons else verdict, max(1, width - _INDENT))
    for row, text in enumerate(texts):
        question = "" if row else _QUESTIONS[answer.permission]
        yield (
            Cell(fit(question, _INDENT, "") if width > _INDENT else "", Role.MUTED),
            Cell(text, ROLES[answer.allowance]),
        )
