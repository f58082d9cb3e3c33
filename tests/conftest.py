"""What every test starts from: an environment of its own, and the bundled catalogue, read once."""

from __future__ import annotations

import fcntl
import gc
import os
import signal
from collections.abc import Callable, Iterator
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
_HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME")


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
        found = [each.path for folder in (self.home, self.caches, kept) for each in os.scandir(folder)]
        return found == [str(kept), str(kept / cache.name)] and (kept / cache.name).samefile(cache)

    def variables(self, home: Path) -> dict[str, str]:
        """Where the program finds what is the user's."""
        return {**dict.fromkeys(_HOMES, str(home)), "XDG_CACHE_HOME": str(self.caches)}


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


@pytest.fixture(scope="session", autouse=True)
def _shared_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Keep the developer's colours, settings and state out of what several tests share, and that out of theirs."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name in _FORGOTTEN or name.startswith(_FORGOTTEN_PREFIXES):
                patch.delenv(name)
        variables = {**_Place(folder, folder / "caches").variables(folder), "PATH": os.environ.get("PATH", "")}
        for name, value in variables.items():
            patch.setenv(name, value)
        yield variables


@pytest.fixture(autouse=True)
def _own_environment(
    request: pytest.FixtureRequest, _shared_environment: dict[str, str], _places: Callable[[], _Place]
) -> Iterator[None]:
    """Give each test folders of its own.

    The home of a test is its `tmp_path` if it asks for one, else an empty folder.

    The cache folder is the test's own as well, but it already holds the bundled catalogue: reading its files takes half
    a second, which every process that a test starts would spend. A link is enough, because the program replaces a cache
    file and never writes into it. `tests/cache` starts from empty folders.

    A test finds programs on its PATH only if its marker names them: an unnamed one would fail where it is absent.
    """
    place = _places()
    home = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else place.home
    os.environ.update(place.variables(home))
    if request.node.get_closest_marker(NEEDS) is None:
        os.environ["PATH"] = str(place.home.parent / "no-programs")
    yield
    os.environ.update(_shared_environment)


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
