"""Short questions and explanations over a screen.

Each is imported when it is first asked for: the first picture needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmtui.tui.dialogs.ask import AskDialog as AskDialog
    from llmtui.tui.dialogs.choose import ChooseDialog as ChooseDialog
    from llmtui.tui.dialogs.choose import Option as Option
    from llmtui.tui.dialogs.filter import FilterDialog as FilterDialog
    from llmtui.tui.dialogs.link import LinkDialog as LinkDialog
    from llmtui.tui.dialogs.reading import ReadingDialog as ReadingDialog

_HOMES = {
    "AskDialog": "ask",
    "Option": "choose",
    "ChooseDialog": "choose",
    "FilterDialog": "filter",
    "LinkDialog": "link",
    "ReadingDialog": "reading",
}
"""The module of each, in this package."""


def __getattr__(name: str) -> object:
    """What is asked for by name.

    Raises:
        AttributeError: There is no such dialog.
    """
    if name not in _HOMES:
        raise AttributeError(f"there is no {name} in {__name__}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
