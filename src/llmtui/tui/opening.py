"""Opens and copies what belongs to an entry: its links, its evidence, its texts."""

from __future__ import annotations

from typing import Any

from textual.app import App

from llmtui.model import Catalog, Entry
from llmtui.present.detail import CriterionTarget, LinkTarget, Target
from llmtui.present.glyphs import Glyphs
from llmtui.tui.navigation import EMPTY_LIST
from llmtui.tui.questions import choose_copy, open_one
from llmtui.tui.web import open_link


def open_target(app: App[Any], target: Target | None, glyphs: Glyphs) -> bool:
    """Open a link or the evidence of a criterion; False if the target is neither."""
    if isinstance(target, LinkTarget):
        open_link(app, target.url, glyphs)
    elif isinstance(target, CriterionTarget):
        open_one(app, glyphs, target.assessment.judgement(target.criterion).evidence, "Evidence")
    else:
        return False
    return True


def open_links(app: App[Any], entry: Entry | None, glyphs: Glyphs) -> None:
    """Open the only link of an entry, or ask which; say so if the list is empty."""
    if entry is None:
        app.notify(EMPTY_LIST, markup=False)
        return
    open_one(app, glyphs, tuple(link.url for link in entry.links), f"Links of {entry.name}")


def copy_from(
    app: App[Any], catalog: Catalog, entry: Entry | None, framework: str, target: Target | None, glyphs: Glyphs
) -> None:
    """Ask what to copy of an entry, the link under the cursor first; say so if the list is empty."""
    if entry is None:
        app.notify(EMPTY_LIST, markup=False)
        return
    from llmtui.tui.copies import texts_of  # noqa: PLC0415 - exporters are not needed for the first picture

    choose_copy(app, glyphs, f"Copy from {entry.name}", texts_of(catalog, entry, framework, target))
