"""The settings: a TOML file that the user writes and llmtui only reads."""

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
    """What the user can set."""

    theme: str = ""
    """The theme to start with; empty for the one used last."""
    framework: str = ""
    """The framework to judge by at the start."""
    ascii: bool = False
    """Draw with ASCII only."""
    color: str = ""
    """How many colours to use: auto, always, never, none, 16, 256 or truecolor; empty to detect it."""
    mouse: bool = True
    """React to the mouse."""
    keys: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Custom keys by the id of the command: `"list.sort" = "o"`."""
    problems: tuple[Problem, ...] = ()
    """The settings that could not be used."""


def load_settings(path: Path) -> Settings:
    """Read the settings. A missing file gives the defaults; a wrong setting is reported and ignored."""
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises without permission
        return Settings()
    from llmtui.toml_reader import read_toml  # noqa: PLC0415 - slow to import; most users have no settings file

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
        keys={action: key for action in keys.keys() if (key := keys.text(action, 80))},  # noqa: SIM118 - a Table is not a dict
    )
    table.finish()
    return replace(settings, problems=tuple(log))


COLORS = ("auto", "always", "never", "none", "16", "256", "truecolor")
"""The values of `color`."""


def _color(table: Table) -> str:
    """The colour mode; an unknown one is reported and ignored."""
    color = table.text("color", 20)
    if color and color not in COLORS:
        from llmtui.toml_reader import suggest  # noqa: PLC0415 - as above

        table.problem("color", f"{color!r} is unknown", suggest(color, COLORS))
        return ""
    return color
