"""What every test stands on: an environment of its own, and the bundled catalogue loaded once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import bundled_folder
from llmtui.model import Origin

pytest_plugins = ["golden_plugin"]

settings.register_profile("llmtui", deadline=None, derandomize=True)
settings.load_profile("llmtui")

_FORGOTTEN = ("NO_COLOR", "COLORTERM", "TMUX", "STY", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
_FORGOTTEN_PREFIXES = ("LLMTUI_", "TEXTUAL_")
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the person's colours, settings and state out of the tests, and the tests out of theirs."""
    for name in tuple(os.environ):
        if name in _FORGOTTEN or name.startswith(_FORGOTTEN_PREFIXES):
            monkeypatch.delenv(name)
    for name in _FOLDERS:
        monkeypatch.setenv(name, str(tmp_path))


@pytest.fixture(scope="session")
def bundled() -> Loaded:
    """The catalogue that ships with the program."""
    return load([Origin(bundled_folder(), "bundled")])
