"""Imports Textual without what the browser has no use for: that takes a twentieth of a start.

Where Python or Textual come to need it after all, it is imported as ever.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


class _Types(ModuleType):
    """Stands in for `textual.types`, which imports widgets that nobody here shows to hand on their names."""

    def __getattr__(self, name: str) -> object:
        """A name by its home; any other from the real module.

        Raises:
            AttributeError: Nobody has it.
        """
        if name.startswith("__"):
            raise AttributeError(name)
        home = import_module("textual._types")
        if not hasattr(home, name):
            sys.modules.pop(self.__name__, None)
            home = import_module(self.__name__)
        return getattr(home, name)


def import_textual() -> None:
    """Import it, unless somebody did."""
    if "textual" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment] # as where Python has no OpenSSL: nothing here is sent
    import_module("asyncio")
    del sys.modules["ssl"]
    sys.modules["textual.types"] = stands_in = _Types("textual.types")
    import_module("textual.app")
    if sys.modules.get("textual.types") is stands_in:
        del sys.modules["textual.types"]
