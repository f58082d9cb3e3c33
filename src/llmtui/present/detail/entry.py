"""One entry in full: facts, summary, the matrix of each assessment, lineage, links, provenance."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from llmtui.frameworks import Standing, known_assessments, standing
from llmtui.model import Catalog, Entry, Listing
from llmtui.model.all_judges import ALL
from llmtui.model.keys import ENTRY_KEYS
from llmtui.openness.history import changes, disputes
from llmtui.present.cells import Cell, Role, cell_len, fit, line_width
from llmtui.present.detail.assessments import assessment_lines
from llmtui.present.detail.facts import facts
from llmtui.present.detail.history import change_lines, dispute_lines, doubt_lines
from llmtui.present.detail.improve import improvement_lines
from llmtui.present.detail.page import DetailLine, EntryTarget, LinkTarget, Page
from llmtui.present.detail.permissions import permission_lines
from llmtui.present.detail.word import word_lines
from llmtui.present.rows import strip
from llmtui.search.named import Named
from llmtui.text import clean

_MOST_DERIVED = 60
"""How many derived entries the pane lists; the lineage view shows all of them."""
_SOURCE_NAMES = {"model-openness-tool": "Model Openness Tool"}
"""Names of sources that are not frameworks of the catalogue."""


def detail(page: Page, entry: Entry) -> tuple[DetailLine, ...]:
    """All lines of an entry: how open it is and why, what is in doubt about that, and everything else.

    What others judged is below what is known of the entry: the grades that count come first, and name those of others.
    """
    known = standing(page.catalog, entry, ALL)
    combined = known.assessment if known else None
    opinions = (known.by_topic if known else None) or {}
    disputed, changed = disputes(page.catalog, entry, opinions), changes(page.catalog, entry, opinions)
    first, *others = _assessments(page, entry, known)
    return (
        *_facts(page, entry),
        *word_lines(page, entry, opinions, disputed),
        *dispute_lines(page, entry, combined, disputed),
        *change_lines(page, entry, combined, changed),
        *first,
        *_consequences(page, entry, known, is_changed=bool(changed)),
        *_lineage(page, entry),
        *_links(page, entry),
        *_keys(page, entry),
        *(line for lines in others for line in lines),
        *_provenance(page, entry),
    )


def named_detail(page: Page, entry: Entry, known: Iterable[Named]) -> tuple[DetailLine, ...]:
    """All lines of an entry. If a name with a size or a release found it, its licence and the answers are for that.

    Args:
        page: What they are laid out for.
        entry: The entry.
        known: The entries that the name in the search bar finds, as it means them.
    """
    named = next((each for each in known if each.entry.id == entry.id and each.remark), None)
    if named is None:
        return detail(page, entry)
    remark = page.paragraph(f"{page.glyphs.notice} {named.remark}", Role.NOTICE)
    return (*remark, *detail(msgspec.structs.replace(page, release=named.release), named.entry))


def _assessments(page: Page, entry: Entry, known: Standing | None) -> list[list[DetailLine]]:
    """The matrix that counts, or that there is none, and the other assessments."""
    judged = known_assessments(page.catalog.frameworks, entry, page.framework)
    blocks = [assessment_lines(page, each, entry.id) for each in judged]
    if page.framework == ALL and known:
        blocks.insert(0, assessment_lines(page, known.assessments[0], entry.id, known.cells))
    return blocks or [_not_judged(page, entry)]


def _consequences(page: Page, entry: Entry, known: Standing | None, *, is_changed: bool) -> list[DetailLine]:
    """What is in doubt, what may be done, the summary, and what would make it more open."""
    summary = page.paragraph(entry.summary)
    return [
        *(doubt_lines(page, entry, known, is_changed=is_changed) if known else ()),
        *permission_lines(page, entry),
        *([DetailLine()] if summary else ()),
        *summary,
        *improvement_lines(page, entry),
    ]


def _facts(page: Page, entry: Entry) -> list[DetailLine]:
    lines = page.paragraph(f" {page.glyphs.dot} ".join(facts(entry, page.glyphs)), Role.MUTED)
    if page.note is not None:
        lines += page.paragraph(f"{page.glyphs.star} {page.note or 'starred'}", Role.STAR)
    if entry.notice:
        lines += page.paragraph(f"{page.glyphs.notice} {entry.notice}", Role.NOTICE)
    return lines


def _not_judged(page: Page, entry: Entry) -> list[DetailLine]:
    """Says that the entry was not judged, and where evidence may be."""
    lines = [*page.heading("Openness"), *page.paragraph("No index has judged it yet.", Role.MUTED)]
    if entry.links:
        lines += page.paragraph("The links below could serve as evidence.", Role.MUTED)
    return lines


def _lineage(page: Page, entry: Entry) -> list[DetailLine]:
    lines = []
    derived = page.catalog.relations.derived.get(entry.id, ())
    shown = derived if page.evidence else derived[:_MOST_DERIVED]
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
    framework = page.catalog.judge(page.framework)
    known = standing(page.catalog, entry, page.framework)
    drawn = strip(framework, known, page.glyphs) if framework and known else ()
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


def _keys(page: Page, entry: Entry) -> list[DetailLine]:
    """Each other fact that is known, under its heading."""
    lines: list[DetailLine] = []
    for key in ENTRY_KEYS:
        if key.heading and (words := key.words(entry)):
            lines += [*page.heading(key.heading), *page.paragraph(words)]
    return lines


def _provenance(page: Page, entry: Entry) -> list[DetailLine]:
    lines: list[DetailLine] = []
    if entry.listed_in:
        lines += page.heading("Listed in")
        lines += [line for each in entry.listed_in for line in page.paragraph(_listing(page.catalog, each))]
    if entry.id in page.catalog.replaced:
        lines += [
            *page.heading("Replaces"),
            *page.paragraph(f"the entry of {clean(str(page.catalog.replaced[entry.id]))}"),
        ]
    for addition in page.catalog.additions.get(entry.id, ()):
        path = clean(str(addition.path))
        lines += [*page.heading("Added to by"), *page.paragraph(f"{path}: {', '.join(addition.keys)}")]
    return lines


def _listing(catalog: Catalog, listing: Listing) -> str:
    """Who lists the entry, under which name and in which section."""
    framework = catalog.frameworks.get(listing.source)
    source = framework.name if framework else _SOURCE_NAMES.get(listing.source, listing.source)
    section = listing.section if listing.section != source else ""
    if listing.name:
        return f"{source}: {listing.name}" + (f" ({section})" if section else "")
    return ", ".join(filter(None, (source, section)))
