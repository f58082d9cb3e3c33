"""Where programs keep models: the only module that knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from llmtui.scan.found import Source


class Place(msgspec.Struct, frozen=True):
    """A folder that a program keeps models in."""

    source: Source
    folder: Path


def default_places(environment: Mapping[str, str], home: Path | None) -> tuple[Place, ...]:
    """The folders that exist, each once.

    Args:
        environment: The variables of the environment.
        home: The user's home folder; None if there is none.
    """
    found: dict[Path, Place] = {}
    for place in _candidates(environment, home):
        try:
            if place.folder.is_dir():
                found.setdefault(place.folder.resolve(), place)
        except (OSError, ValueError, RuntimeError):
            continue
    return tuple(found.values())


def _candidates(environment: Mapping[str, str], home: Path | None) -> Iterator[Place]:
    yield from (Place(Source.HUB, folder) for folder in _hub(environment, home))
    if named := environment.get("OLLAMA_MODELS", ""):
        yield Place(Source.OLLAMA, _path(named, home))
    elif home:
        yield Place(Source.OLLAMA, home / ".ollama" / "models")
    yield Place(Source.OLLAMA, Path("/usr/share/ollama/.ollama/models"))
    if home:
        yield Place(Source.LM_STUDIO, home / ".lmstudio" / "models")
        yield Place(Source.LM_STUDIO, home / ".cache" / "lm-studio" / "models")


def _hub(environment: Mapping[str, str], home: Path | None) -> Iterator[Path]:
    """The cache of the Hub, as its own library finds it."""
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if named := environment.get(variable, ""):
            yield _path(named, home)
            return
    if named := environment.get("HF_HOME", ""):
        yield _path(named, home) / "hub"
    elif named := environment.get("XDG_CACHE_HOME", ""):
        yield _path(named, home) / "huggingface" / "hub"
    elif home:
        yield home / ".cache" / "huggingface" / "hub"


def _path(named: str, home: Path | None) -> Path:
    return home / named[2:] if home and named.startswith("~/") else Path(named)
