"""The entries that `is:starred`, `is:marked` and `is:local` ask for. Each of them is found when a query asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from llmtui.cli import diagnostics
from llmtui.errors import UsageError
from llmtui.model import Catalog
from llmtui.problems import ProblemLog
from llmtui.user.paths import home_folder, user_paths

if TYPE_CHECKING:
    from llmtui.scan import Found


class OwnEntries(Mapping[str, Collection[str]]):
    """The ids of the user's own entries, by the name of their place in the browser. Each is worked out once."""

    def __init__(self, catalog: Catalog, *, speaks: bool = True) -> None:
        """Prepare, without looking at anything.

        Args:
            catalog: What is known of models.
            speaks: Whether progress and problems of a scan go to standard error.
        """
        self._find: Mapping[str, Callable[[], Collection[str]]] = {
            "@starred": _starred,
            "@marked": _marked,
            "@local": lambda: _local(catalog, speaks=speaks),
        }
        self._known: dict[str, Collection[str]] = {}

    def __getitem__(self, place: str) -> Collection[str]:
        if place not in self._known:
            self._known[place] = self._find[place]()
        return self._known[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._find)

    def __len__(self) -> int:
        return len(self._find)


def _starred() -> Collection[str]:
    from llmtui.user.favourites import load_favourites  # noqa: PLC0415 - most queries do not ask

    return load_favourites(user_paths().favourites)[0].stars


def _marked() -> Collection[str]:
    from llmtui.user.state import load_state  # noqa: PLC0415 - as above

    return load_state(user_paths().state)[0].marks


def _local(catalog: Catalog, *, speaks: bool) -> Collection[str]:
    """The entries of the models on this machine."""
    from llmtui.scan.matching import Matcher  # noqa: PLC0415 - as above

    found = models_here(speaks=speaks)
    if speaks and not found:
        diagnostics.say("is:local finds nothing: no models in the folders of Hugging Face, Ollama and LM Studio")
    matcher = Matcher(catalog)
    matched = (matcher.match(model).entry_id for model in found)
    return tuple(dict.fromkeys(filter(None, matched)))


def models_here(*, speaks: bool = True) -> tuple[Found, ...]:
    """The models in the folders of known programs.

    Raises:
        UsageError: There is no home folder to look in, and no variable names another.
    """
    from llmtui.scan import default_places, find_models  # noqa: PLC0415 - as above

    home = home_folder()
    places = default_places(os.environ, home)
    if home is None and not places:
        raise UsageError("the models on this machine cannot be looked for without a home folder", "set HOME or HF_HOME")
    log, progress = ProblemLog(), diagnostics.Progress(words="{count:,} folders looked at")
    try:
        found = tuple(find_models(places, (), log, progress.show if speaks else lambda _count: None))
    finally:
        progress.done()
    if speaks:
        diagnostics.say_problems(tuple(log), "llmtui scan --problems lists them all")
    return found
