"""Entries as a table to send: one row per entry, with its facts and a sign per criterion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from llmtui.exporters.judged import Judged, judged
from llmtui.exporters.markdown.caption import caption, document, evidence, sign, words_used
from llmtui.exporters.markdown.links import Names
from llmtui.exporters.markdown.table import Align, table
from llmtui.exporters.sheet import escaped
from llmtui.licences import licence_with_sizes
from llmtui.model import Catalog, Criterion, Entry
from llmtui.model.sizes import sizes_in_short
from llmtui.present.glyphs import UNICODE
from llmtui.present.score import score_text

FACTS = ("Maker", "In a word", "Openness", "Licence", "Size", "Released")
"""The headings of the facts."""


def entries_document(catalog: Catalog, entries: Sequence[Entry], framework: str) -> str:
    """A table with one row per entry, and below it what it means, who judged when, and the evidence.

    Columns that would be empty for all entries are left out.
    """
    known = [judged(catalog, entry, framework) for entry in entries]
    judge = catalog.judge(framework)
    own = [one if one.framework is judge else Judged(catalog, one.entry) for one in known]
    asked = assessed(judge.criteria if judge else (), own)
    names = Names()
    rows = [
        (names.linked(one.entry), *facts(one, rating_of(one, mine)), *signs(mine, asked))
        for one, mine in zip(known, own, strict=True)
    ]
    head = ("Name", *FACTS, *headings(asked))
    return document(
        without_empty(head, rows),
        words_used(known),
        *caption(catalog, judge, own, short=asked),
        evidence(own, asked),
        names.definitions(),
    )


def assessed(criteria: Iterable[Criterion], known: Sequence[Judged]) -> tuple[Criterion, ...]:
    """The criteria that were assessed for any of them."""
    return tuple(each for each in criteria if any(each.id in one.opinions for one in known))


def rating_of(known: Judged, own: Judged) -> str:
    """How open it is, with who says so if that is not the chosen judge."""
    if known.rating is None or known.framework is None:
        return ""
    score = score_text(known.rating, UNICODE)
    return score if known.framework is own.framework else f"{score} ({known.framework.short})"


def facts(one: Judged, openness: str) -> tuple[str, ...]:
    """The cells of the facts, in the order of their headings."""
    entry = one.entry
    licence = licence_with_sizes(entry.licence, entry.licences)
    sizes = sizes_in_short(entry.sizes)
    return tuple(map(escaped, (entry.maker, one.word, openness, licence, sizes, entry.released)))


def signs(one: Judged, asked: Iterable[Criterion]) -> tuple[str, ...]:
    """A sign for each criterion."""
    return tuple(sign(one.opinions.get(each.id)) for each in asked)


def headings(asked: Iterable[Criterion]) -> tuple[str, ...]:
    """The headings of the criteria, as short as they have them."""
    return tuple(escaped(each.short or each.label) for each in asked)


def without_empty(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table without the columns that are empty in each row."""
    kept = [at for at in range(len(head)) if not rows or any(row[at] for row in rows)]
    known = {"Name": Align.LEFT, **dict.fromkeys(FACTS, Align.LEFT), "#": Align.RIGHT, "Openness": Align.RIGHT}
    lines = [[row[at] for at in kept] for row in (head, *rows)]
    return table(lines[0], lines[1:], [known.get(each, Align.CENTRE) for each in lines[0]])
