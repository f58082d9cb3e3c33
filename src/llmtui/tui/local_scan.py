"""Looks for the models on this machine in a thread, and shows what it finds while it is looking."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace
from textual.screen import Screen
from textual.worker import get_current_worker

from llmtui.model import Catalog
from llmtui.search import View
from llmtui.tui.desk import LOCAL
from llmtui.tui.local_models import LocalModels, find_local_models

_BETWEEN_REPORTS = 0.1
"""Seconds between two reports of progress: each paints the screen."""


class _Cancelled(Exception):
    """The user leaves, or starts another scan."""


class LocalScan:
    """The scan of one browser: it begins when the user first asks for it, and again only when asked to."""

    def __init__(
        self,
        screen: Screen[None],
        catalog: Catalog,
        environment: Mapping[str, str],
        home: Path | None,
        changed: Callable[[], None],
    ) -> None:
        """Prepare, without looking at anything.

        Args:
            screen: The screen that the work ends with.
            catalog: What is known of models.
            environment: The variables that say where programs keep models.
            home: The user's home folder; None if there is none.
            changed: Called in the browser's thread whenever more is known.
        """
        self._screen = screen
        self._catalog = catalog
        self._environment = environment
        self._home = home
        self._changed = changed
        self.models = LocalModels()
        self._follower: Callable[[LocalModels], None] | None = None

    def follow(self, follower: Callable[[LocalModels], None] | None) -> None:
        """Report also to a view that lists the models; None when it closes."""
        self._follower = follower

    def begin_if_asked(self, view: View) -> None:
        """Look for models if the place or the query of a view asks for them."""
        if view.place.category == LOCAL or view.query.names("is", "local"):
            self.begin()

    def begin(self, *, again: bool = False) -> None:
        """Look for models, unless that is being done, or was done and no new scan was asked for."""
        if self.models.is_running or (self.models.finished is not None and not again):
            return
        self._show(replace(self.models, is_running=True, folders=0))
        self._screen.run_worker(self._find, thread=True, group="local-models")

    def _find(self) -> None:
        """Find the models; runs in a thread of its own."""
        worker = get_current_worker()
        reported = time.monotonic()

        def report(folders: int) -> None:
            nonlocal reported
            if worker.is_cancelled:
                raise _Cancelled
            if time.monotonic() - reported > _BETWEEN_REPORTS:
                reported = time.monotonic()
                self._screen.call_later(self._show, replace(self.models, folders=folders))

        try:
            found = find_local_models(self._catalog, self._environment, self._home, report)
        except _Cancelled:
            return
        self._screen.call_later(self._show, found)

    def _show(self, models: LocalModels) -> None:
        self.models = models
        if self._follower is not None:
            self._follower(models)
        if self._screen.is_running:
            self._changed()
