"""The settings: a TOML file that the user writes and llmtui only reads, and variables that override it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean

if TYPE_CHECKING:
    from llmtui.toml_reader import Table

THEMES = ("dark", "light", "high-contrast", "colour-blind", "terminal")
"""The values of `theme`. `tui.theme` defines the themes, but reading settings must not import it."""
COLORS = ("auto", "always", "never", "none", "16", "256", "truecolor")
"""The values of `color`."""

VARIABLES: Mapping[str, str] = {
    "LLMTUI_THEME": "theme",
    "LLMTUI_FRAMEWORK": "framework",
    "LLMTUI_ASCII": "ascii",
    "LLMTUI_COLOR": "color",
    "LLMTUI_MOUSE": "mouse",
}
"""The settings that a variable of the environment overrides, by its name."""

_YES_OR_NO: Mapping[str, bool] = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}
_LONGEST_VALUE = 80
"""Characters of a value."""


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
    """The settings that could not be used, or not without harm."""
    framework_source: Problem | None = None
    """Where `framework` is set, as a problem without a message."""


def load_settings(path: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. A missing file gives the defaults; a wrong setting is reported and ignored.

    Args:
        path: The settings file.
        environment: Variables; those of `VARIABLES` override the file.
    """
    settings = _from_file(path)
    return _overridden(settings, environment or {})


def _from_file(path: Path) -> Settings:
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises without permission
        return Settings()
    from llmtui.toml_reader import read_toml  # noqa: PLC0415 - slow to import; most users have no settings file

    log = ProblemLog()
    table = read_toml(path, log)
    if table is None:
        return Settings(problems=tuple(log))
    framework = table.text("framework", _LONGEST_VALUE)
    settings = Settings(
        theme=_one_of(table, "theme", THEMES),
        framework=framework,
        ascii=table.flag("ascii") or False,
        color=_one_of(table, "color", COLORS),
        mouse=table.flag("mouse") is not False,
        keys=_keys(table.table("keys")),
        framework_source=Problem(path, "", table.source.line_of(("framework",)), "framework") if framework else None,
    )
    table.finish()
    return replace(settings, problems=tuple(log))


def _one_of(table: Table, key: str, choices: Collection[str]) -> str:
    """A value of a closed list; an unknown one is reported and ignored."""
    value = table.text(key, _LONGEST_VALUE)
    if value and value not in choices:
        from llmtui.toml_reader import suggest  # noqa: PLC0415 - as above

        table.problem(key, f"{value!r} is unknown", suggest(value, choices))
        return ""
    return value


def _keys(table: Table) -> Mapping[str, str]:
    """The custom keys of commands that exist; clashes are reported, and the user's key wins."""
    written = {command: key for command in table.first_keys() if (key := table.text(command, _LONGEST_VALUE))}
    if not written:
        return {}
    from llmtui.user.key_settings import clashes, fault_of_key  # noqa: PLC0415 - as above

    kept = {}
    for command, key in written.items():
        message, hint = fault_of_key(command, key)
        if message:
            table.problem(command, message, hint)
        else:
            kept[command] = key
    for command, message in clashes(kept):
        table.problem(command, message, "give one of them another key")
    return kept


def _overridden(settings: Settings, environment: Mapping[str, str]) -> Settings:
    """The settings with those of the environment in place of the file's."""
    values: dict[str, object] = {}
    problems = []
    for variable, name in VARIABLES.items():
        text = clean(environment.get(variable, ""), _LONGEST_VALUE)
        if not text:
            continue
        value, expected = _read_variable(name, text)
        if expected:
            problems.append(Problem(Path(variable), f"{text!r} is unknown", hint=f"one of {', '.join(expected)}"))
        else:
            values[name] = value
    if "framework" in values:
        values["framework_source"] = Problem(Path("LLMTUI_FRAMEWORK"), "")
    return replace(settings, problems=(*settings.problems, *problems), **values) if values or problems else settings


def _read_variable(name: str, text: str) -> tuple[str | bool, Collection[str]]:
    """The value of a variable, and the values it can have if it has none of them."""
    if name in {"ascii", "mouse"}:
        flag = _YES_OR_NO.get(text.lower())
        return flag or False, () if flag is not None else tuple(_YES_OR_NO)
    choices: Mapping[str, Collection[str]] = {"theme": THEMES, "color": COLORS}
    known = choices.get(name, (text,))
    return text, () if text in known else known


def framework_faults(settings: Settings, known: Collection[str]) -> Iterator[Problem]:
    """The problem of a framework that the catalogue does not have.

    Args:
        settings: The settings.
        known: The ids of all frameworks.
    """
    if settings.framework_source is not None and settings.framework not in known:
        from llmtui.toml_reader import suggest  # noqa: PLC0415 - as above

        message, hint = f"there is no framework {settings.framework!r}", suggest(settings.framework, known)
        yield replace(settings.framework_source, message=message, hint=hint)
