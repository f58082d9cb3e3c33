"""Keeps updates in the data folder: each is written beside the others and put in place by one rename.

updates/
  state.json      which version is in use, and which one an undo would bring back
  lock            held while an update is at work
  7/              a version: a catalogue folder, with sources.json that says what it was made from
  new-…/          one being written; what a killed run left is cleared by the next one
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from llmtui.errors import NoAnswer, UsageError
from llmtui.update.current import STATE, State, read_state
from llmtui.user.files import write_atomically

_LOCK = "lock"
_NEW = "new-"
_VERSION = re.compile(r"[1-9]\d{0,8}")


class Store:
    """The folder of updates."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path | None:
        """The version in use; None if there is none or if it cannot be read."""
        return self._path(self._state().current)

    def last(self) -> Path | None:
        """The version before the one in use."""
        return self._path(self._state().last)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other updates away, and clear what a killed one left.

        Raises:
            UsageError: Another one is at work, or the folder cannot be written.
        """
        handle = self._lock()
        try:
            self._clear()
            yield
        finally:
            os.close(handle)

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A new folder to write a version in, gone afterwards unless it was put in place.

        Raises:
            UsageError: It cannot be made.
        """
        try:
            folder = Path(tempfile.mkdtemp(prefix=_NEW, dir=self.folder))
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put_in_place(self, staged: Path) -> Path:
        """Put a version into use; the one before it is kept.

        Raises:
            UsageError: The disk does not take it; the one before is still in use.
        """
        state = self._state()
        number = 1 + max([state.current, state.last, *(int(each.name) for each in self._versions())])
        target = self.folder / str(number)
        try:
            _sync(staged)
            staged.chmod(0o755)
            staged.rename(target)
            self._save(State(number, state.current))
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        self._clear()
        return target

    def undo(self) -> Path | None:
        """Bring the version before back. This goes backwards only: the one that was in use is given up.

        Returns:
            The version now in use; None for the catalogue without an update.

        Raises:
            NoAnswer: Nothing before the one in use is kept.
            UsageError: The folder cannot be written.
        """
        state = self._state()
        if state.last < 0 or (state.last > 0 and self._path(state.last) is None):
            raise NoAnswer("nothing before this update is kept" if state.current > 0 else "there is no update to undo")
        try:
            self._save(State(state.last))
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        return self.current()

    def _path(self, number: int) -> Path | None:
        folder = self.folder / str(number)
        return folder if number > 0 and folder.is_dir() else None

    def _state(self) -> State:
        return read_state(self.folder)

    def _save(self, state: State) -> None:
        write_atomically(self.folder / STATE, msgspec.json.encode(state))

    def _versions(self) -> Iterator[Path]:
        with suppress(OSError):
            yield from (each for each in self.folder.iterdir() if _VERSION.fullmatch(each.name))

    def _clear(self) -> None:
        """Remove what is neither in use nor kept for `undo`."""
        state = self._state()
        kept = {str(state.current), str(state.last)}
        with suppress(OSError):
            left = [each for each in self.folder.iterdir() if each.name.startswith((_NEW, f".{STATE}-"))]
            for each in (*left, *(version for version in self._versions() if version.name not in kept)):
                shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()

    def _lock(self) -> int:
        """A handle that holds the lock until it is closed or the program ends.

        Raises:
            UsageError: Another one holds it, or it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise UsageError("another update is at work", "wait until it is done") from error
        except OSError:  # a file system without locks: better an update than none
            pass
        return handle


def _sync(folder: Path) -> None:
    """Make sure that what was written is on the disk before it counts."""
    for path in (*(each for each in folder.rglob("*") if each.is_file()), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritable(folder: Path, error: OSError) -> UsageError:
    reason = error.strerror or "cannot be written"
    return UsageError(f"{folder}: {reason}; nothing is changed", "make room, or see who may write there")
