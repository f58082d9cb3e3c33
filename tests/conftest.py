"""What every test starts from: an environment of its own, and the bundled catalogue, read once."""

from __future__ import annotations

import fcntl
import gc
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from llmtui.cache import cache_file, open_catalog
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import bundled_folder
from llmtui.model import Origin
from programs import NEEDS

pytest_plugins = ["golden_plugin", "programs_plugin", "reading_plugin"]

settings.register_profile("llmtui", deadline=None, derandomize=True)
settings.load_profile("llmtui")

_FORGOTTEN = ("NO_COLOR", "COLORTERM", "TMUX", "STY", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
_FORGOTTEN_PREFIXES = ("LLMTUI_", "TEXTUAL_")
_IGNORED_IN_THE_BACKGROUND = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME")


def pytest_configure() -> None:
    """Let the programs that tests start receive signals, also in a run under nohup or in the background.

    Programs inherit that a signal is ignored, but not that a function handles it.
    """
    for number in _IGNORED_IN_THE_BACKGROUND:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda _number, _frame: None)
    gc.disable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers more than there are processors: many tests wait for a terminal or for silence."""
    return len(os.sched_getaffinity(0)) + 2 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 2


def pytest_collection_finish() -> None:
    """Leave the collected tests and the imported modules out of every search for garbage.

    They stay to the end: looking through them over and over took a quarter of the time, and looking after every 700
    new objects a sixth of what was left.
    """
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()


class _Place(NamedTuple):
    """Folders for the environment of a test, which the next one gets as well if this one left nothing there."""

    home: Path
    caches: Path

    def is_untouched(self, cache: Path) -> bool:
        """Whether there is nothing but the cache of the bundled catalogue, and it was not replaced."""
        kept = self.caches / "llmtui"
        found = [each for folder in (self.home, self.caches, kept) for each in folder.iterdir()]
        return found == [kept, kept / cache.name] and found[-1].samefile(cache)


@pytest.fixture(scope="session")
def _places(tmp_path_factory: pytest.TempPathFactory, warm_cache: Path) -> Callable[[], _Place]:
    """Gives a place in which nothing was written yet: making one for each test took most of the time of most tests."""
    made: list[_Place] = []

    def untouched() -> _Place:
        if not made or not made[-1].is_untouched(warm_cache):
            place = tmp_path_factory.mktemp("environment")
            (place / "home").mkdir()
            (place / "caches" / "llmtui").mkdir(parents=True)
            (place / "caches" / "llmtui" / warm_cache.name).hardlink_to(warm_cache)
            made.append(_Place(place / "home", place / "caches"))
        return made[-1]

    return untouched


@pytest.fixture(autouse=True)
def _own_environment(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _places: Callable[[], _Place]
) -> None:
    """Keep the developer's colours, settings and state out of the tests, and the tests out of theirs.

    The home of a test is its `tmp_path` if it asks for one, else an empty folder.

    The cache folder is the test's own as well, but it already holds the bundled catalogue: reading its files takes half
    a second, which every process that a test starts would spend. A link is enough, because the program replaces a cache
    file and never writes into it. `tests/cache` starts from empty folders.

    A test finds programs on its PATH only if its marker names them: an unnamed one would fail where it is absent.
    """
    for name in tuple(os.environ):
        if name in _FORGOTTEN or name.startswith(_FORGOTTEN_PREFIXES):
            monkeypatch.delenv(name)
    place = _places()
    home = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else place.home
    for name in _FOLDERS:
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(place.caches))
    if request.node.get_closest_marker(NEEDS) is None:
        monkeypatch.setenv("PATH", str(place.home.parent / "no-programs"))


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The cache file of the bundled catalogue, made once a run by whichever worker comes first."""
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent
    origins = [Origin(bundled_folder(), "bundled")]
    with (folder / "warm-cache.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        open_catalog(origins, folder / "warm-cache")
    path = cache_file(origins, folder / "warm-cache")
    assert path is not None
    return path


@pytest.fixture(scope="session")
def bundled() -> Loaded:
    """The catalogue that ships with the program."""
    loaded = load([Origin(bundled_folder(), "bundled")])
    gc.collect()
    gc.freeze()  # as in pytest_collection_finish
    return loaded
