"""The models on this machine, as far as they were looked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from llmtui.model import Catalog, Entry
from llmtui.problems import Problem, ProblemLog

if TYPE_CHECKING:
    from llmtui.scan import Surveyed

Progress = Callable[[int], None]
"""Called with the number of folders that were looked at, after each."""


class LocalModels(msgspec.Struct, frozen=True):
    """What is known of the models on this machine."""

    surveyed: tuple[Surveyed, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What could not be read."""
    folders: int = 0
    """How many folders were looked at so far."""
    is_running: bool = False
    finished: float | None = None
    """When the last scan ended, in seconds of `time.monotonic`; None before that."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The entries of these models, each once."""
        return tuple(dict.fromkeys(each.matched.entry_id for each in self.surveyed if each.matched.entry_id))


def find_local_models(
    catalog: Catalog, environment: Mapping[str, str], home: Path | None, progress: Progress
) -> LocalModels:
    """Look through the folders of the programs that keep models.

    Args:
        catalog: What is known of models.
        environment: The variables that say where those folders are.
        home: The user's home folder; None if there is none.
        progress: Called with the number of folders that were looked at; an exception from it ends the scan.
    """
    # imported when the user first asks: the first picture needs none of it
    from llmtui.openness.words import word_standing  # noqa: PLC0415
    from llmtui.scan import default_places, find_models, survey  # noqa: PLC0415

    def word_of(entry: Entry) -> str:
        known = word_standing(catalog, entry)
        return known.word.value if known else ""

    log = ProblemLog()
    found = tuple(find_models(default_places(environment, home), (), log, progress))
    surveyed = tuple(survey(catalog, found, word_of, suggest=True))
    return LocalModels(surveyed, tuple(log), finished=time.monotonic())
