"""A comparison as a table: one row per question, one column per entry."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.html.grades import signed
from llmtui.exporters.html.markup import Html, element, fragment
from llmtui.exporters.pages import page_of
from llmtui.licences import licence_name
from llmtui.model import Entry
from llmtui.present.compare import Comparison, ComparisonRow, verdict
from llmtui.present.compare.comparison import Value
from llmtui.present.glyphs import ROLES


def comparison_section(comparison: Comparison, *, differences: bool) -> Html:
    """The table, with the verdict in words under it; rows that differ are marked by a sign."""
    rows = comparison.shown(differences=differences)
    names = (element("th", _name(side.entry), scope="col") for side in comparison.sides)
    head = element("thead", element("tr", element("th", "", class_="name"), *names))
    table = element("table", head, element("tbody", *_rows(rows, len(comparison.sides))), class_="compared")
    hidden = f"Rows that are the same and left out: {comparison.same}." if differences else ""
    sentences = (*verdict(comparison), comparison.reason, hidden)
    return element(
        "section",
        element("div", table, class_="scroll tall", role="region", tabindex=0, aria_label="Comparison"),
        element("p", "≠ marks the rows that differ.", class_="muted"),
        *(element("p", sentence) for sentence in sentences if sentence),
    )


def _name(entry: Entry) -> Html:
    """The name, linked to the best page about the entry."""
    name, address = element("bdi", entry.name), page_of(entry)
    return element("a", name, href=address, rel="noopener") if address else name


def _rows(rows: Sequence[ComparisonRow], sides: int) -> list[Html]:
    """The rows, each group under a line that names it."""
    made: list[Html] = []
    group = ""
    for row in rows:
        if row.group != group and row.group:
            made.append(element("tr", element("th", row.group, scope="rowgroup", colspan=sides + 1), class_="group"))
        group = row.group
        sign = element("b", " ≠", title="they differ", class_="differs") if row.differs else ""
        name = element("th", fragment((row.label, sign)), scope="row", class_="name")
        made.append(element("tr", name, *map(_value, row.values)))
    return made


def _value(value: Value) -> Html:
    if value.judgement is not None:
        return element("td", signed(value.judgement), class_=ROLES[value.judgement.grade].value)
    return element("td", element("bdi", licence_name(value.text)))
