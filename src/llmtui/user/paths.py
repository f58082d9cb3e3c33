"""The user's folders by purpose, where the platform wants them."""

from __future__ import annotations

from pathlib import Path

import msgspec
from platformdirs import PlatformDirs


class Paths(msgspec.Struct, frozen=True):
    """Where llmtui reads and writes."""

    settings: Path
    """The settings file, which the user may write."""
    catalog: Path
    """The user's own catalogue; its entries override the bundled ones."""
    updates: Path
    """What `llmtui update` fetched."""
    favourites: Path
    """Stars and saved views."""
    state: Path
    """The state remembered between runs."""
    cache: Path
    """Catalogues as they were read last time; deleting them only costs time."""


def home_folder() -> Path | None:
    """The user's home folder, or None if the system knows of none."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def user_paths() -> Paths:
    """The paths for the current user. Nothing is created."""
    dirs = PlatformDirs("llmtui", appauthor=False)
    return Paths(
        settings=Path(dirs.user_config_dir) / "settings.toml",
        catalog=Path(dirs.user_data_dir) / "catalog",
        updates=Path(dirs.user_data_dir) / "updates",
        favourites=Path(dirs.user_data_dir) / "kept.json",
        state=Path(dirs.user_state_dir) / "state.json",
        cache=Path(dirs.user_cache_dir),
    )
