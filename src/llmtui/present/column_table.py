"""A table of entries with the columns that a question asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from llmtui.frameworks import standing
from llmtui.licences import licence_name
from llmtui.model import Catalog, Entry
from llmtui.model.licence import Permission
from llmtui.openness.history import changes, disputes
from llmtui.openness.words import word_standing
from llmtui.permissions import answer
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, line_width
from llmtui.present.rows import size_text, strip
from llmtui.present.score import score_text
from llmtui.search import Hit

_GAP = 2
_LEAST_WIDTH = 12
"""Cells that a column keeps when a terminal is narrow."""


class Printing(msgspec.Struct, frozen=True):
    """How a table of entries is printed."""

    catalog: Catalog
    framework: str
    """The id of the chosen framework."""
    canvas: Canvas


class Column(msgspec.Struct, frozen=True):
    """A column of the table."""

    help: str
    text: Callable[[Printing, Entry], str]
    is_flexible: bool = False
    """Whether it may be cut in a narrow terminal."""
    role: Role = Role.TEXT


def _licences(_printing: Printing, entry: Entry) -> str:
    written = dict.fromkeys(filter(None, (entry.licence, *dict(entry.licences).values())))
    return ", ".join(map(licence_name, written))


def _word(printing: Printing, entry: Entry) -> str:
    known = word_standing(printing.catalog, entry)
    return known.word.value if known else ""


def _score(printing: Printing, entry: Entry) -> str:
    known = standing(printing.catalog, entry, printing.framework)
    if known is None:
        return ""
    return " ".join(filter(None, (score_text(known.rating, printing.canvas.glyphs), known.judge)))


def _openness(printing: Printing, entry: Entry) -> str:
    return "".join(cell.text for cell in _strip(printing, entry))


def _strip(printing: Printing, entry: Entry) -> Line:
    known, chosen = standing(printing.catalog, entry, printing.framework), printing.catalog.judge(printing.framework)
    return strip(chosen, known, printing.canvas.glyphs) if known and chosen else ()


def _allowed(permission: Permission) -> Callable[[Printing, Entry], str]:
    return lambda printing, entry: answer(printing.catalog, entry, permission).allowance.value


def _bases(printing: Printing, entry: Entry) -> str:
    return ", ".join(map(printing.catalog.base_name, entry.base))


COLUMNS: Mapping[str, Column] = {
    "id": Column("its id", lambda _printing, entry: entry.id),
    "name": Column("its name", lambda _printing, entry: entry.name, is_flexible=True),
    "maker": Column("who publishes it", lambda _printing, entry: entry.maker, is_flexible=True, role=Role.MUTED),
    "category": Column("its own category", lambda _printing, entry: entry.category),
    "kind": Column("what sort of thing it is", lambda _printing, entry: entry.kind.value),
    "word": Column("how open it is in a word", _word),
    "openness": Column("a sign for each criterion of the chosen framework", _openness),
    "score": Column("the score, and who gave it if not the chosen framework", _score, role=Role.SCORE),
    "size": Column(
        "the smallest and the largest size", lambda printing, entry: size_text(entry, printing.canvas.glyphs)
    ),
    "license": Column("its licences", _licences, is_flexible=True),
    "released": Column("when it came out", lambda _printing, entry: entry.released),
    "languages": Column("its languages", lambda _printing, entry: ", ".join(entry.languages), is_flexible=True),
    "modalities": Column("what it reads and makes", lambda _printing, entry: ", ".join(entry.modalities)),
    "base": Column("what it derives from", _bases, is_flexible=True),
    **{each.value: Column(f"the answer to `{each.value}:`", _allowed(each)) for each in Permission},
    "judges": Column("who judged it", lambda _printing, entry: ", ".join(entry.judges), is_flexible=True),
    "disputed": Column(
        "topics on which judges differ",
        lambda printing, entry: ", ".join(each.topic.topic for each in disputes(printing.catalog, entry)),
        is_flexible=True,
    ),
    "changed": Column(
        "topics on which judges changed their grade",
        lambda printing, entry: ", ".join(dict.fromkeys(each.topic.topic for each in changes(printing.catalog, entry))),
        is_flexible=True,
    ),
    "listed": Column(
        "how many surveys list it", lambda _printing, entry: str(len({each.source for each in entry.listed_in}))
    ),
}
"""Every column by name."""


def columns_table(printing: Printing, hits: Sequence[Hit], names: Sequence[str]) -> tuple[Line, ...]:
    """A heading and one row per entry. Flexible columns give way until the table fits, the name last."""
    texts = [[COLUMNS[name].text(printing, hit.entry) for name in names] for hit in hits]
    widths = [max(map(cell_len, (name, *(row[at] for row in texts)))) for at, name in enumerate(names)]
    widths = _fitted(widths, names, printing.canvas.width)
    heading = "".join(f"{name:<{width + _GAP}}" for name, width in zip(names, widths, strict=True))
    return ((Cell(heading.rstrip(), Role.MUTED),), *(_row(printing, hit, names, widths) for hit in hits))


def _fitted(widths: Sequence[int], names: Sequence[str], room: int) -> list[int]:
    fitted = list(widths)
    excess = sum(fitted) + _GAP * (len(fitted) - 1) - room
    for last in (False, True):
        places = [at for at, name in enumerate(names) if COLUMNS[name].is_flexible and (name == "name") is last]
        for at in sorted(places, key=lambda at: -fitted[at]):
            given = min(max(0, excess), max(0, fitted[at] - _LEAST_WIDTH))
            fitted[at] -= given
            excess -= given
    return fitted


def _row(printing: Printing, hit: Hit, names: Sequence[str], widths: Sequence[int]) -> Line:
    cells: list[Cell] = []
    for name, width in zip(names, widths, strict=True):
        column = COLUMNS[name]
        if name == "openness":
            shown: Line = _strip(printing, hit.entry)
        else:
            shown = (Cell(fit(column.text(printing, hit.entry), width, printing.canvas.glyphs.ellipsis), column.role),)
        cells += [*shown, Cell(" " * (max(0, width - line_width(shown)) + _GAP))]
    return tuple(cells)


def columns_values(printing: Printing, hits: Sequence[Hit], names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The texts of the columns for each entry, for machine formats."""
    return tuple(tuple(COLUMNS[name].text(printing, hit.entry) for name in names) for hit in hits)
