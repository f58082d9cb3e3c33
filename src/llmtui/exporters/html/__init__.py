"""HTML: one self-contained page, to read, to send or to publish."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.counted import counted
from llmtui.exporters.html.compare import comparison_section
from llmtui.exporters.html.entries import entries_section
from llmtui.exporters.html.grades import about_sections, legend_section
from llmtui.exporters.html.markup import Html, element
from llmtui.exporters.html.matrix import matrix_section, tools
from llmtui.exporters.html.page import document
from llmtui.frameworks import Ranked, rank
from llmtui.model import Catalog, Entry, Framework
from llmtui.model.all_judges import in_a_sentence
from llmtui.present.compare import Comparison
from llmtui.present.provenance import headline

TITLE = "How open are they?"


def dump_index(catalog: Catalog, entries: Sequence[Entry], framework: str, title: str = "") -> str:
    """An openness index: the matrix of every framework that judged some of the entries, then the entries in full.

    Args:
        catalog: Where they are from.
        entries: In the order to show; matrices are ranked.
        framework: The chosen one, whose matrix comes first.
        title: The heading of the page.
    """
    order = sorted(catalog.judges.values(), key=lambda each: each.id != framework)
    ranked = {each.id: rank(catalog, each.id, entries) for each in order}
    judging = [each for each in order if ranked[each.id]]
    sections = [matrix_section(catalog, each, ranked[each.id], linked=True) for each in judging]
    return document(
        title or TITLE,
        f"{counted(len(entries), 'entry', 'entries')}: "
        f"how open they were judged to be, by whom, and on what evidence.{_dated(catalog)}",
        tools(judging),
        *(sections or [_not_judged()]),
        legend_section(),
        entries_section(catalog, entries, framework),
        about_sections(judging),
    )


def _dated(catalog: Catalog) -> str:
    """The date of the data, as a sentence."""
    stated = headline(catalog.snapshots)
    return f" {stated[:1].upper()}{stated[1:]}." if stated else ""


def _not_judged() -> Html:
    return element("p", "None of these entries has been judged yet.", class_="muted")


def dump_matrix(catalog: Catalog, framework: Framework, ranked: Sequence[Ranked]) -> str:
    """The matrix of one framework, its rows in the order given."""
    return document(
        f"Openness by {in_a_sentence(framework.name)}",
        f"Whose judgements these are is stated below; a word with an arrow leads to the evidence.{_dated(catalog)}",
        tools([framework]),
        matrix_section(catalog, framework, ranked, linked=False),
        legend_section(),
        about_sections([framework]),
    )


def dump_comparison(comparison: Comparison, *, differences: bool = False) -> str:
    """Entries side by side."""
    names = ", ".join(side.entry.name for side in comparison.sides)
    framework = comparison.framework
    return document(
        f"Compared: {names}",
        f"Openness by {in_a_sentence(framework.name)}." if framework else "None of them was judged.",
        comparison_section(comparison, differences=differences),
        legend_section(),
        *([about_sections([framework])] if framework else []),
    )
