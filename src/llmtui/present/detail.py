"""One entry in full: facts, summary, the matrix of each assessment by group, lineage, links, provenance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from llmtui.frameworks import by_force, rate
from llmtui.model import Assessment, Catalog, Criterion, Entry, Framework, Grade, Judgement, Listing
from llmtui.model.keys import ENTRY_KEYS
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, fit_line, line_width, wrap
from llmtui.present.changes import changes
from llmtui.present.glyphs import ROLES, TOLD, Glyphs
from llmtui.present.rows import strip
from llmtui.present.score import class_words, unsure_words, way_words
from llmtui.search.language import language_names
from llmtui.text import clean

SIDE_BY_SIDE = 66
"""Columns from which the groups of a matrix stand beside each other."""


_MOST = 60
"""Entries that derive from one and are named beside it; somebody with a cursor has the lineage for all."""


class CriterionTarget(msgspec.Struct, frozen=True):
    """A criterion of one of the entry's assessments."""

    assessment: Assessment
    criterion: str


class LinkTarget(msgspec.Struct, frozen=True):
    """An address to open."""

    url: str


class EntryTarget(msgspec.Struct, frozen=True):
    """Another entry to jump to."""

    id: str


Target = CriterionTarget | LinkTarget | EntryTarget


class Spot(msgspec.Struct, frozen=True):
    """A stretch of a line that the cursor can rest on."""

    start: int
    end: int
    target: Target


class DetailLine(msgspec.Struct, frozen=True):
    """A line with the places in it that lead somewhere."""

    cells: Line = ()
    spots: tuple[Spot, ...] = ()


class Page(msgspec.Struct, frozen=True):
    """What the detail of an entry is laid out for."""

    catalog: Catalog
    framework: str
    width: int
    glyphs: Glyphs
    evidence: bool = False
    """Whether the evidence stands under each criterion, for readers without a cursor."""
    note: str | None = None
    """The person's own note; empty for a star without one, None where there is no star."""

    @property
    def beside(self) -> bool:
        """Whether the groups of a matrix stand beside each other."""
        return self.width >= SIDE_BY_SIDE and not self.evidence

    def cut(self, cells: Iterable[Cell], target: Target | None = None) -> DetailLine:
        """A line, as a whole a spot where it has a target; cut to the width where a cursor can ask for the rest."""
        line = tuple(cells) if self.evidence else fit_line(cells, self.width, self.glyphs.ellipsis)
        return DetailLine(line, (Spot(0, line_width(line), target),) if target else ())

    def paragraph(self, text: str, role: Role = Role.TEXT) -> list[DetailLine]:
        """Wrapped text."""
        return [DetailLine((Cell(line, role),)) for line in wrap(text, self.width)]

    def heading(self, text: str) -> list[DetailLine]:
        """A heading after a blank line."""
        return [DetailLine(), self.cut([Cell(text, Role.HEADING)])]


def detail(page: Page, entry: Entry) -> tuple[DetailLine, ...]:
    """All lines of an entry. Where the matrix is low because its groups stand beside each other, it comes first."""
    first, *others = [_assessment(page, each) for each in by_force(entry, page.framework)] or [[]]
    summary = page.paragraph(entry.summary)
    if first and page.beside:
        head = [*first[1:], DetailLine(), *summary]
    else:
        head = [*summary, *(first or _not_judged(page, entry))]
    return (
        *_facts(page, entry),
        *head,
        *(line for lines in others for line in lines),
        *_changes(page, entry),
        *_lineage(page, entry),
        *_links(page, entry),
        *_provenance(page, entry),
    )


def facts(entry: Entry) -> tuple[str, ...]:
    """What is known of an entry in a few words, the most telling first."""
    languages = ", ".join((*language_names(tag), tag)[0] for tag in entry.languages)
    sizes = entry.sizes[0] if len(entry.sizes) == 1 else f"{entry.sizes[0]} to {entry.sizes[-1]}" if entry.sizes else ""
    known = (entry.kind.value, entry.maker, sizes, languages, entry.licence, entry.released)
    return tuple(filter(None, known))


def _facts(page: Page, entry: Entry) -> list[DetailLine]:
    lines = page.paragraph(f" {page.glyphs.dot} ".join(facts(entry)), Role.MUTED)
    if page.note is not None:
        lines += page.paragraph(f"{page.glyphs.star} {page.note or 'starred'}", Role.STAR)
    if entry.notice:
        lines += page.paragraph(f"{page.glyphs.notice} {entry.notice}", Role.NOTICE)
    return lines


def _not_judged(page: Page, entry: Entry) -> list[DetailLine]:
    """Say so, and where to look."""
    lines = [*page.heading("Openness"), *page.paragraph("Nobody has judged it yet.", Role.MUTED)]
    if entry.links:
        lines += page.paragraph("The links below could serve as evidence.", Role.MUTED)
    return lines


def _assessment(page: Page, assessment: Assessment) -> list[DetailLine]:
    framework = page.catalog.frameworks.get(assessment.framework)
    if framework is None:
        return []
    subject = f" {page.glyphs.dot} ".join(filter(None, (framework.name, assessment.of, assessment.date)))
    matrix = _beside(page, framework, assessment) if page.beside else _stacked(page, framework, assessment)
    score = score_line(framework, assessment, page.glyphs, page.width)
    lead, *reasons = [page.paragraph(each, Role.MUTED) for each in rate(framework, assessment).reasons] or [[]]
    matrix = [*lead, *matrix, *(line for lines in reasons for line in lines)]
    title = (Cell(f"{subject}  ", Role.HEADING), *score)
    if line_width(title) <= page.width:
        return [DetailLine(), DetailLine(title), *matrix]
    return [*page.heading(subject), page.cut(score), *matrix]


def score_line(framework: Framework, assessment: Assessment, glyphs: Glyphs, width: int) -> Line:
    """The rating in words and as a bar, with what was not assessed said beside it."""
    rating = rate(framework, assessment)
    cells = [Cell(f"{rating.score:g} of {rating.maximum:g}", Role.SCORE)]
    if rating.openness_class is not None:
        cells = [Cell(class_words(rating), Role.SCORE)]
        cells += [Cell(f" {glyphs.dot} {way}", Role.MUTED)] if (way := way_words(rating)) else []
    elif rating.share:
        cells = [
            Cell(f"{rating.fraction:.0%} open", Role.SCORE),
            Cell(f" (share of {rating.maximum:g} criteria)", Role.MUTED),
        ]
    if unsure := unsure_words(rating):
        cells.append(Cell(f" {glyphs.dot} {unsure}", Role.MUTED))
    room = width - line_width(cells) - 2
    bar = glyphs.bar(rating.fraction, min(14, room)) if room >= 4 else ()  # noqa: PLR2004 - shorter bars say nothing
    return (*cells, Cell("  "), *bar)


def _stacked(page: Page, framework: Framework, assessment: Assessment) -> list[DetailLine]:
    """Groups under each other, with the grade in words."""
    lines = []
    status = max((len(TOLD[assessment.grade(each.id)]) + 4 for each in framework.criteria), default=0)
    status = max(status, len(TOLD[Grade.PARTIAL]) + 4)
    for group, criteria in framework.grouped():
        lines.append(page.cut([Cell(group.label, Role.STRONG)]))
        for criterion in criteria:
            cells = _criterion_cells(page, assessment, criterion, page.width, status)
            lines.append(page.cut(cells, CriterionTarget(assessment, criterion.id)))
            lines += _evidence(page, assessment.judgement(criterion.id), status) if page.evidence else []
    return lines


def _evidence(page: Page, judgement: Judgement, status: int) -> list[DetailLine]:
    """The links under a criterion, never cut, its licence and its note."""
    indent = Cell(" " * (status + 1))
    links = [DetailLine((indent, Cell(url, Role.LINK))) for url in judgement.evidence]
    words = (f"Licence: {judgement.licence}" if judgement.licence else "", judgement.note)
    lines = (line for text in words for line in wrap(text, page.width - len(indent.text)))
    return links + [DetailLine((indent, Cell(line, Role.MUTED))) for line in lines]


def _criterion_cells(
    page: Page, assessment: Assessment, criterion: Criterion, width: int, status_width: int = 0
) -> list[Cell]:
    """Sign, word where there are columns for it, label, and whether there is evidence."""
    judgement = assessment.judgement(criterion.id)
    sign = page.glyphs.grades[judgement.grade]
    status = f"{sign} {TOLD[judgement.grade]}".ljust(status_width) if status_width else f"{sign} "
    link = page.glyphs.link if judgement.evidence and not page.evidence else " "
    room = max(1, width - len(status) - 4)
    label = criterion.label if page.evidence else fit(criterion.label, room, page.glyphs.ellipsis)
    return [Cell(" "), Cell(status, ROLES[judgement.grade]), Cell(label), Cell(f" {link} ", Role.LINK)]


def _beside(page: Page, framework: Framework, assessment: Assessment) -> list[DetailLine]:
    """Groups beside each other, as many rows as the longest has."""
    groups = framework.grouped()
    labels = [max([len(group.label), *(len(each.label) for each in criteria)]) for group, criteria in groups]
    widths = _widths(page.width, labels)
    heads = tuple(
        Cell(fit(group.label, width, page.glyphs.ellipsis), Role.STRONG)
        for (group, _), width in zip(groups, widths, strict=True)
    )
    columns = [(criteria, width) for (_, criteria), width in zip(groups, widths, strict=True)]
    rows = range(max((len(criteria) for criteria, _ in columns), default=0))
    return [DetailLine(heads), *(_beside_row(page, assessment, columns, row) for row in rows)]


def _widths(width: int, labels: list[int]) -> list[int]:
    """Columns for labels of these lengths: what each needs and an equal part of the rest, or equal parts alone."""
    needed = [label + 7 for label in labels]
    spare = width - sum(needed)
    return [each + spare // len(labels) for each in needed] if spare >= 0 else [width // len(labels)] * len(labels)


def _beside_row(
    page: Page, assessment: Assessment, columns: Sequence[tuple[Sequence[Criterion], int]], row: int
) -> DetailLine:
    cells: list[Cell] = []
    spots: list[Spot] = []
    start = 0
    for criteria, width in columns:
        if row < len(criteria):
            spots.append(Spot(start, start + width - 1, CriterionTarget(assessment, criteria[row].id)))
            cells += _criterion_cells(page, assessment, criteria[row], width)
        else:
            cells.append(Cell(" " * width))
        start += width
    return DetailLine(tuple(cells), tuple(spots))


def _changes(page: Page, entry: Entry) -> list[DetailLine]:
    """What two judgements at different dates say differently."""
    lines = []
    for change in changes(page.catalog, entry):
        lines += page.heading(f"Changed from {change.before} to {change.after}")
        for label, old, new in change.grades:
            arrow = Cell(f" {page.glyphs.arrow} ", Role.MUTED)
            words = Cell(f" {label}", Role.TEXT)
            lines.append(page.cut([Cell(" "), _graded(page, old), arrow, _graded(page, new), words]))
        if not change.grades:
            lines += page.paragraph(" nothing", Role.MUTED)
    return lines


def _graded(page: Page, grade: Grade) -> Cell:
    return Cell(f"{page.glyphs.grades[grade]} {TOLD[grade]}", ROLES[grade])


def _lineage(page: Page, entry: Entry) -> list[DetailLine]:
    lines = []
    derived = page.catalog.relations.derived.get(entry.id, ())
    shown = derived if page.evidence else derived[:_MOST]
    for title, ids in (("Derives from", entry.base), ("Reproduces", entry.reproduces)):
        if ids:
            lines += [*page.heading(title), *(_relative(page, each) for each in ids)]
    if derived:
        lines += [*page.heading(f"Derived from it ({len(derived)})"), *(_relative(page, each) for each in shown)]
    if len(shown) < len(derived):
        more = f"{len(derived) - len(shown)} more: T shows how they derive"
        lines.append(page.cut([Cell(" "), Cell(more, Role.MUTED)]))
    return lines


def _relative(page: Page, base: str) -> DetailLine:
    """Another entry with its strip, or a name in words that leads nowhere."""
    entry = page.catalog.get(base)
    if entry is None:
        return page.cut([Cell(" "), Cell(base), Cell(" (not in the catalogue)", Role.MUTED)])
    framework = page.catalog.frameworks.get(page.framework)
    assessment = next(iter(by_force(entry, page.framework)), None)
    judged_by = page.catalog.frameworks.get(assessment.framework) if assessment else None
    drawn = strip(framework, judged_by, assessment, page.glyphs) if framework and judged_by else ()
    room = page.width - line_width(drawn) - 3
    whole = cell_len(entry.name) if page.evidence else 0
    return page.cut(
        [Cell(" "), Cell(fit(entry.name, max(8, room, whole), page.glyphs.ellipsis), Role.LINK), Cell(" "), *drawn],
        EntryTarget(base),
    )


def _links(page: Page, entry: Entry) -> list[DetailLine]:
    if not entry.links:
        return []
    lines = page.heading("Links")
    for link in entry.links:
        lines.append(page.cut([Cell(f" {link.role:<9}", Role.MUTED), Cell(link.url, Role.LINK)], LinkTarget(link.url)))
    return lines


def _provenance(page: Page, entry: Entry) -> list[DetailLine]:
    lines: list[DetailLine] = []
    for key in ENTRY_KEYS:
        if key.heading and (words := key.words(entry)):
            lines += [*page.heading(key.heading), *page.paragraph(words)]
    if entry.listed_in:
        lines += page.heading("Listed in")
        lines += [line for each in entry.listed_in for line in page.paragraph(_listing(each))]
    if entry.id in page.catalog.replaced:
        lines += [
            *page.heading("Replaces"),
            *page.paragraph(f"the entry of {clean(str(page.catalog.replaced[entry.id]))}"),
        ]
    for addition in page.catalog.additions.get(entry.id, ()):
        path = clean(str(addition.path))
        lines += [*page.heading("Added to by"), *page.paragraph(f"{path}: {', '.join(addition.keys)}")]
    return lines


def _listing(listing: Listing) -> str:
    parts = (listing.source, listing.section, f"as {listing.name}" if listing.name else "")
    return ", ".join(filter(None, parts))
