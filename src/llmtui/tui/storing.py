"""The user's stars and saved views, as they are stored in a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from llmtui.user.favourites import Favourites, SavedView, save_favourites


class Store:
    """The file of one run, shared with every other llmtui that runs."""

    def __init__(self, path: Path | None, favourites: Favourites) -> None:
        """Take the path, None to store nothing, and what the file holds."""
        self._path = path
        self._known = favourites

    def save(self, stars: Mapping[str, str], views: tuple[SavedView, ...]) -> tuple[Favourites, str]:
        """Write the changes.

        Returns:
            All stars and views now, with what another llmtui stored meanwhile, and a message if writing failed.
        """
        favourites = Favourites(stars, views)
        if self._path is None:
            return favourites, ""
        self._known, message = save_favourites(self._path, favourites, self._known)
        return (favourites, message) if message else (self._known, "")
