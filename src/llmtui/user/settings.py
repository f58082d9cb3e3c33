"""Settings: a TOML file that a person writes; llmtui only reads it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from llmtui.problems import Problem, ProblemLog

if TYPE_CHECKING:
    from llmtui.toml_reader import Table


class Settings(msgspec.Struct, frozen=True):
    """What a person may decide."""

    theme: str = ""
    """The theme to start with; empty for the one used last."""
    framework: str = ""
    """The framework in force at the start."""
    ascii: bool = False
    """Draw with ASCII only."""
    color: str = ""
    """How many colours to use: auto, always, never, none, 16, 256 or truecolor; empty for what the terminal tells."""
    mouse: bool = True
    """Take mouse reports."""
    keys: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Other keys by the id of the action: `"list.sort" = "o"`."""
    problems: tuple[Problem, ...] = ()
    """What could not be used of the file."""


def load_settings(path: Path) -> Settings:
    """Read the settings; a missing file means defaults, a wrong key is told and left out."""
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where it may not look
        return Settings()
    from llmtui.toml_reader import read_toml  # noqa: PLC0415 - most people have no settings, and then it costs a start more

    log = ProblemLog()
    table = read_toml(path, log)
    if table is None:
        return Settings(problems=tuple(log))
    keys = table.table("keys")
    settings = Settings(
        theme=table.text("theme", 80),
        framework=table.text("framework", 80),
        ascii=table.flag("ascii") or False,
        color=_color(table),
        mouse=table.flag("mouse") is not False,
        keys={action: key for action in keys.keys() if (key := keys.text(action, 80))},  # noqa: SIM118 - a Table is no dict
    )
    table.finish()
    return replace(settings, problems=tuple(log))


COLORS = ("auto", "always", "never", "none", "16", "256", "truecolor")
"""What `color` may say."""


def _color(table: Table) -> str:
    """How many colours, by a word that is known; another one is told and left out."""
    color = table.text("color", 20)
    if color and color not in COLORS:
        from llmtui.toml_reader import suggest  # noqa: PLC0415 - as above

        table.problem("color", f"{color!r} is unknown", suggest(color, COLORS))
        return ""
    return color
