"""The base of all dialogs: a box over the screen they were opened from, which stays visible around them."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from llmtui.tui.terminal.display import SettledScreen

Result = TypeVar("Result")


class Dialog(SettledScreen[Result], ModalScreen[Result]):
    """A screen with a box, `#dialog`, in the middle."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle; background: $background 50%;
        &:ansi { background: transparent; }
        & > #dialog { max-width: 96%; max-height: 90%; background: $surface; }
        & > Vertical {
            border: round $pane-active;
            border-title-color: $pane-active; border-title-style: bold; border-subtitle-color: $role-muted;
        }
        & Input, & Input:focus { height: 1; border: none; background: $surface; padding: 0 1; }
    }
    """
