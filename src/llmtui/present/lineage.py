"""Draws a lineage: each line of the tree with strip, score and what it inherits, and a line in words."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

import msgspec

from llmtui.frameworks import Standing, standing
from llmtui.model import Catalog, Entry, Framework
from llmtui.openness.lineage import (
    LineageLimits,
    LineageNode,
    NodeKey,
    Relation,
    Restriction,
    limits_in_short,
)
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, fit_line, line_width
from llmtui.present.detail import facts
from llmtui.present.glyphs import Glyphs
from llmtui.present.rows import judge_cell, score_cell, strip, strip_heading, strip_width
from llmtui.present.score import score_line

NOT_JUDGED = "not judged"

_SCORE_CELLS = 8
_LEAST_NAME = 12
_NAME_BESIDE_NOTE = 24
_LEAST_NOTE = 20
_OWN = {Restriction.DATA: "closed data", Restriction.LICENCE: "restrictive licence"}
"""What a limit is called on the line of the entry that adds it."""
_STEP_CELLS = 2
"""Columns a level is set in."""


class Tree(msgspec.Struct, frozen=True, dict=True):
    """What the lines of a lineage are drawn for."""

    catalog: Catalog
    framework: str
    """The id of the chosen framework."""
    glyphs: Glyphs
    folds: bool = False
    """Whether lines show that what is under them can be folded away."""

    def standing(self, entry: Entry | None) -> Standing | None:
        """What counts for an entry; None if it was not judged."""
        return standing(self.catalog, entry, self.framework) if entry else None

    @cached_property
    def limits(self) -> LineageLimits:
        """The limits of all entries by the chosen framework."""
        return LineageLimits(self.catalog, self.framework)

    @property
    def columns(self) -> Framework | None:
        """Whose criteria the strips show."""
        return self.catalog.judge(self.framework)


class TreeWidths(msgspec.Struct, frozen=True):
    """The widths of a line's columns; 0 hides one."""

    name: int
    strip: int
    score: int
    by: int
    """The short name of another framework."""
    note: int
    """What it inherits."""


def widths(tree: Tree, nodes: Sequence[LineageNode], width: int) -> TreeWidths:
    """Share out a width: the strip if names stay readable, then what is inherited, as a sign if words do not fit."""
    known = (tree.standing(node.entry) for node in nodes)
    by = max((len(each.judge) + 1 for each in known if each and not each.own), default=0)
    wanted = max((_STEP_CELLS * len(node.path) + 3 + cell_len(node.name) for node in nodes), default=0)
    drawn = strip_width(tree.columns)
    score = _SCORE_CELLS if width >= _LEAST_NAME + _SCORE_CELLS else 0
    strip_column = max(drawn, len(NOT_JUDGED)) + 2 if drawn else 0
    if width - score - strip_column < _LEAST_NAME:
        strip_column = 0
    by = by if width - score - strip_column - by >= 2 * _LEAST_NAME else 0
    room = width - score - strip_column - by
    if room < _NAME_BESIDE_NOTE + 2 + _LEAST_NOTE:
        return TreeWidths(room, strip_column, score, by, 0)
    name = min(max(wanted, _LEAST_NAME), room - 2 - _LEAST_NOTE)
    return TreeWidths(name, strip_column, score, by, room - 2 - name)


def visible(nodes: Sequence[LineageNode], folded: AbstractSet[NodeKey]) -> tuple[LineageNode, ...]:
    """The lines that are left when what hangs on some of them is folded away."""
    if not folded:
        return tuple(nodes)
    without_derived = (Relation.ITSELF, ()) in folded
    hidden: set[NodeKey] = set()
    for node in sorted(nodes, key=lambda each: len(each.path)):  # the parent of a node comes before it
        above = node.relation, node.path[:-1]
        if (node.path and (above in folded or above in hidden)) or (
            without_derived and node.relation is Relation.DERIVED
        ):
            hidden.add(node.key)
    return tuple(node for node in nodes if node.key not in hidden)


def heading(tree: Tree, columns: TreeWidths) -> Line:
    """The line over the tree that names its columns."""
    known = tree.columns
    text = fit("Name", columns.name, "")
    text += "  " + fit(strip_heading(known), columns.strip - 2) if columns.strip and known else ""
    text += "Score".rjust(columns.score) if columns.score else ""
    text += " " * columns.by
    return (Cell(text + ("  Inherits" if columns.note else ""), Role.MUTED),)


def node_line(tree: Tree, node: LineageNode, columns: TreeWidths, *, folded: bool = False) -> Line:
    """A line of the tree: branch and name, strip, score, what it inherits."""
    known = tree.standing(node.entry)
    cells = list(_name(tree, node, columns, folded=folded))
    if columns.strip and tree.columns:
        drawn = _strip(tree, node, known)
        cells += [Cell("  "), *drawn, Cell(" " * (columns.strip - 2 - line_width(drawn)))]
    if columns.score:
        blank = Cell(" " * columns.score, Role.MUTED)
        cells.append(score_cell(known, columns.score, tree.glyphs) if node.entry else blank)
    if columns.by:
        cells.append(judge_cell(known, columns.by))
    if columns.note:
        cells += [Cell("  "), *fit_line(_note(tree, node), columns.note, tree.glyphs.ellipsis)]
    return tuple(cells)


def _strip(tree: Tree, node: LineageNode, known: Standing | None) -> Line:
    """The strip of an entry; in words if it was not judged, empty if the catalogue does not have it."""
    if known and tree.columns and (drawn := strip(tree.columns, known, tree.glyphs)):
        return drawn
    return (Cell(NOT_JUDGED if node.entry else "", Role.UNKNOWN),)


def _name(tree: Tree, node: LineageNode, columns: TreeWidths, *, folded: bool) -> Line:
    """Branch and name in the width of the column, with a sign at the end if there is no room for a note."""
    glyphs = tree.glyphs
    sign = Cell("")
    if not columns.note and node.entry and _inherits(tree, node):
        sign = Cell(f" {glyphs.notice}", Role.NOTICE)
    room = columns.name - len(sign.text)
    branch = _branch(tree, node, folded=folded)
    if cell_len(branch) > room // 2 and len(node.path) > 1:
        kept = max(0, room // 2 - len(glyphs.ellipsis))
        branch = glyphs.ellipsis + branch[len(branch) - kept :]
    count = f" ({node.children})" if folded else ""
    left = max(1, room - cell_len(branch) - len(count))
    name = fit(node.name, left, glyphs.ellipsis)
    pad = len(name) - len(name.rstrip())
    role = Role.HEADING if node.relation is Relation.ITSELF else Role.TEXT if node.entry else Role.MUTED
    lead = Role.HEADING if node.relation is Relation.ITSELF else Role.MUTED
    return Cell(branch, lead), Cell(name.rstrip(), role), Cell(count, Role.MUTED), Cell(" " * pad), sign


def _branch(tree: Tree, node: LineageNode, *, folded: bool) -> str:
    """What leads to the name: rails of the levels above, a corner, and whether it has more under it."""
    fold = _fold_sign(tree, node, folded=folded)
    if not node.path:
        return f"{tree.glyphs.cursor}{fold or ' '} "
    rail, tee, last, first, dash = "||`,-" if tree.glyphs.ascii else "│├└┌─"
    end = first if node.relation is Relation.BASE else last
    corner = tee if node.rails[-1] else end
    rails = "".join(f"{rail} " if more else "  " for more in node.rails[:-1])
    return f" {rails}{corner}{dash}{fold or dash} "


def _fold_sign(tree: Tree, node: LineageNode, *, folded: bool) -> str:
    """Whether what hangs on a node is folded away; empty if nothing can be."""
    if not (tree.folds and node.children):
        return ""
    return tree.glyphs.folded if folded else tree.glyphs.unfolded


def _inherits(tree: Tree, node: LineageNode) -> tuple[str, ...]:
    if node.entry is None or node.relation.apart:
        return ()
    return limits_in_short(tree.limits.inherited(node.entry))


def _note(tree: Tree, node: LineageNode) -> Line:
    """What it inherits, then what it adds, in few words."""
    if node.entry is None:
        return (Cell("not in the catalogue", Role.MUTED),)
    between = f" {tree.glyphs.dot} "
    own = between.join(_OWN[limit.kind] for limit in tree.limits.own(node.entry))
    inherits = between.join(_inherits(tree, node))
    rest = between.join(filter(None, (f"{own} (its own)" if own else "", "drawn twice" if node.repeated else "")))
    return Cell(inherits, Role.NOTICE), Cell(between if inherits and rest else "", Role.MUTED), Cell(rest, Role.MUTED)


def lineage_words(tree: Tree, root: Entry, node: LineageNode, canvas: Canvas) -> tuple[Line, ...]:
    """What a line of the tree says, in full: who it is, how it is related, how open, what it inherits and adds."""
    lines = canvas.paragraph(node.name, Role.STRONG)
    lines += canvas.paragraph(_related(root, node), Role.MUTED)
    entry = node.entry
    if entry is None:
        return tuple(lines)
    for limit in () if node.relation.apart else tree.limits.inherited(entry):
        lines += canvas.paragraph(f"{canvas.glyphs.notice} Inherits from {limit.by.name}: {limit.reason}.", Role.NOTICE)
    for limit in tree.limits.own(entry):
        lines += canvas.paragraph(f"Passes on to derivatives: {limit.reason}.")
    lines += canvas.paragraph(f" {canvas.glyphs.dot} ".join(facts(entry, canvas.glyphs)), Role.MUTED)
    if known := tree.standing(entry):
        lines.append(canvas.cut(score_line(known.rating, canvas.glyphs, canvas.width)))
    if node.relation is not Relation.REIMPLEMENTED:
        names = ", ".join(map(tree.catalog.base_name, entry.reproduces))
        lines += canvas.paragraph(f"It re-implements {names} and inherits nothing from it." if names else "")
    return tuple(lines)


def _related(root: Entry, node: LineageNode) -> str:
    """The relation in a sentence."""
    steps = "directly" if len(node.path) == 1 else f"over {len(node.path)} steps"
    sentence = {
        Relation.ITSELF: "The entry whose lineage this is.",
        Relation.BASE: f"{root.name} derives from it {steps}.",
        Relation.DERIVED: f"It derives from {root.name} {steps}.",
        Relation.REIMPLEMENTS: f"{root.name} re-implements it and inherits nothing.",
        Relation.REIMPLEMENTED: f"It re-implements {root.name} and inherits nothing.",
    }[node.relation]
    missing = "" if node.entry else " The catalogue has no entry of this name."
    return (
        sentence + missing + (" It also occurs elsewhere in the tree and is followed there." if node.repeated else "")
    )


def tree_lines(tree: Tree, root: Entry, nodes: Sequence[LineageNode], width: int) -> tuple[Line, ...]:
    """The whole tree to be read without a cursor: title, heading, lines, and apart what is built again."""
    columns = widths(tree, nodes, width)
    known = tree.columns
    title = Cell(f"Lineage of {root.name}", Role.STRONG), Cell(f"  {known.name}" if known else "", Role.MUTED)
    lines: list[Line] = [fit_line(title, width, tree.glyphs.ellipsis), heading(tree, columns)]
    for before, node in zip((None, *nodes), nodes, strict=False):
        lines += apart_heading(root, before, node, width)
        lines.append(node_line(tree, node, columns))
    return tuple(lines)


def apart_heading(root: Entry, before: LineageNode | None, node: LineageNode, width: int) -> tuple[Line, ...]:
    """A blank line and a heading over the first line of what is built again."""
    if not node.relation.apart or (before and before.relation is node.relation):
        return ()
    upward = node.relation is Relation.REIMPLEMENTS
    text = f"{root.name} re-implements" if upward else f"{root.name} is re-implemented by"
    return (), (Cell(fit(text, min(width, cell_len(text))), Role.STRONG),)
