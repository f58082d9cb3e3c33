"""What one run of the browser works with, built by the command line and handed to the app."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from llmtui.loader.loaded import Loaded
from llmtui.present.glyphs import UNICODE, Glyphs
from llmtui.problems import Problem
from llmtui.search import Searcher, View
from llmtui.user.favourites import Favourites
from llmtui.user.settings import Settings
from llmtui.user.state import State


class Session(msgspec.Struct, frozen=True):
    """Everything that is fixed while the browser runs."""

    loaded: Loaded
    searcher: Searcher | None = None
    """What searches it; made if there is none yet."""
    settings: Settings = msgspec.field(default_factory=Settings)
    state: State = msgspec.field(default_factory=State)
    """What the last run left."""
    state_path: Path | None = None
    """Where to keep the state; None keeps nothing."""
    favourites: Favourites = msgspec.field(default_factory=Favourites)
    """Stars and saved views."""
    favourites_path: Path | None = None
    """Where to keep them; None keeps nothing."""
    glyphs: Glyphs = UNICODE
    theme: str = ""
    """The theme to start with; empty for the default."""
    view: View = msgspec.field(default_factory=View)
    """What to show first."""
    selected: str = ""
    """The id of the entry to put the cursor on."""
    animate: bool = True
    """Whether to animate: not over SSH."""
    environment: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The variables that say where programs on this machine keep models."""
    home: Path | None = None
    """The user's home folder, where most of them do; None looks only where the variables say."""
    today: date | None = None
    """The date that decides whether the data is old; None does not ask."""
    messages: tuple[str, ...] = ()
    """Messages to show at the start."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the settings and in the catalogues."""
        return (*self.settings.problems, *self.loaded.problems)
