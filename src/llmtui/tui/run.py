"""Runs the browser in a real terminal."""

from __future__ import annotations

from llmtui.tui.app import LlmtuiApp
from llmtui.tui.session import Session


def run_browser(session: Session, *, mouse: bool) -> int:
    """Show the browser until somebody leaves.

    Returns:
        The exit code.
    """
    app = LlmtuiApp(session)
    app.run(mouse=mouse)
    return app.return_code or 0
