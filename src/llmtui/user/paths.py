"""The person's folders by purpose, as the platform wants them."""

from __future__ import annotations

from pathlib import Path

import msgspec
from platformdirs import PlatformDirs


class Paths(msgspec.Struct, frozen=True):
    """Where llmtui reads and writes."""

    settings: Path
    """The TOML file a person may write."""
    catalog: Path
    """A catalogue folder of one's own, over the bundled one."""
    updates: Path
    """What `llmtui update` fetched."""
    keeps: Path
    """Stars and saved views."""
    state: Path
    """What is remembered between runs."""
    cache: Path
    """What was read last time; losing it costs nothing but time."""


def user_paths() -> Paths:
    """The folders of the person who runs the program; nothing is created."""
    dirs = PlatformDirs("llmtui", appauthor=False)
    return Paths(
        settings=Path(dirs.user_config_dir) / "settings.toml",
        catalog=Path(dirs.user_data_dir) / "catalog",
        updates=Path(dirs.user_data_dir) / "updates",
        keeps=Path(dirs.user_data_dir) / "kept.json",
        state=Path(dirs.user_state_dir) / "state.json",
        cache=Path(dirs.user_cache_dir),
    )
