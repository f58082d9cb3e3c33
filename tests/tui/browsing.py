"""Opens the browser for a test, on a small catalogue unless the test brings its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from msgspec.structs import replace
from textual.pilot import Pilot

from factories import a_catalog, a_framework, a_judgement, a_searcher, an_assessment, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Grade, Judgement, Link
from llmtui.search import View
from llmtui.tui.app import LlmtuiApp
from llmtui.tui.screens.browse import BrowseScreen
from llmtui.tui.session import Session
from tui.pressing import settle
from tui.screen_text import text

WIDE = (140, 40)
MEDIUM = (80, 24)
NARROW = (40, 20)
TINY = (20, 8)
SIZES = ((200, 50), WIDE, MEDIUM, NARROW, TINY)

JUDGES = replace(
    a_framework(name="First Judges"),
    publication="A. Person, How open is it, 2024",
    licence="CC-BY-4.0",
    attribution="The First Judges",
    url="https://judges.example",
)
OTHERS = a_framework("other-points", ["paper", "api"], name="Other Judges", short="OTH")
_EVIDENCE = Judgement(Grade.PARTIAL, ("https://evidence.example/weights",), note="Only the small ones.")


def small_catalog() -> Catalog:
    """Two judged models of one line, one judged by others, one that was not judged."""
    return a_catalog(
        an_entry(
            "alpha",
            name="Alpha 7B",
            maker="Alpha Works",
            group="chinese",
            grades={"code": "open", "weights": _EVIDENCE, "license": "open"},
            links=(Link("repo", "https://alpha.example/code"), Link("paper", "https://alpha.example/paper")),
        ),
        an_entry("omega", name="Omega", group="english", grades={"paper": "open"}, framework=OTHERS.id),
        an_entry(
            "beta",
            name="Beta Chat",
            category="instruction",
            base=("alpha",),
            assessments=(
                an_assessment({"code": a_judgement("partial"), "weights": "closed"}, JUDGES.id),
                an_assessment({"paper": "partial"}, OTHERS.id),
            ),
        ),
        an_entry("gamma", name="Gamma Set", category="data", links=(Link("data", "https://gamma.example"),)),
        frameworks=(JUDGES, OTHERS),
    )


def a_session(catalog: Catalog | None = None, **fields: Any) -> Session:
    """A session on a catalogue, by default the small one by its first judges."""
    if catalog is None:
        fields.setdefault("view", View(framework=JUDGES.id))
    catalog = small_catalog() if catalog is None else catalog
    return Session(Loaded(catalog), a_searcher(catalog), **fields)


@asynccontextmanager
async def browser(session: Session | None = None, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[None]]:
    """The running browser in a terminal of a size."""
    app = LlmtuiApp(session or a_session())
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        text(app)  # what changes after it must be painted anew
        yield pilot


def browse(pilot: Pilot[None]) -> BrowseScreen:
    """The main screen, also where a dialog lies over it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, BrowseScreen))


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait for what a worker does, such as the palette's search."""
    for _round in range(100):
        if holds():
            return
        await pilot.pause()
    raise AssertionError(f"it did not come about:\n{text(pilot.app)}")
