"""Finds models and says what the catalogue knows of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from llmtui.model import Catalog, Entry
from llmtui.permissions import Answer
from llmtui.problems import ProblemLog
from llmtui.scan.allowed import PermissionResolver, sized
from llmtui.scan.contradictions import contradictions
from llmtui.scan.found import Found, Source
from llmtui.scan.matching import Matched, Matcher
from llmtui.scan.places import Place
from llmtui.scan.walk import Progress, Walk

WordOf = Callable[[Entry], str]
"""Gives the word for how open an entry is; empty if it has none."""


class Surveyed(msgspec.Struct, frozen=True):
    """A found model with its entry and what follows from both."""

    found: Found
    matched: Matched
    entry: Entry | None
    """With the licence of the model's size, if licences differ by size."""
    word: str
    licence: str
    """The SPDX expression that its card declares; empty if none is declared, or it is not known which is meant."""
    answers: tuple[Answer, ...]
    differences: tuple[str, ...]
    """Where its files, its names and the catalogue contradict each other, in words."""


def find_models(
    places: Iterable[Place], paths: Iterable[Path], log: ProblemLog, progress: Progress = lambda _count: None
) -> Iterator[Found]:
    """The models in the folders of programs, and in folders and files of the user.

    Args:
        places: The folders of programs.
        paths: Folders and files to go through.
        log: Where problems go: what cannot be read is passed over.
        progress: Called with the number of folders that were looked at, after each.
    """
    walk = Walk(log, progress)
    for place in places:
        yield from walk.models(place.folder, place.source)
    for path in paths:
        yield from walk.models(path, Source.FOLDER)


def survey(
    catalog: Catalog, found: Iterable[Found], word_of: WordOf = lambda _entry: "", *, suggest: bool = False
) -> Sequence[Surveyed]:
    """What the catalogue knows of found models, in their order.

    Args:
        catalog: What is known.
        found: The models.
        word_of: Gives the word for how open an entry is.
        suggest: Whether to name entries of similar names for models that have none.
    """
    matcher = Matcher(catalog, suggest=suggest)
    resolver = PermissionResolver(matcher)
    return tuple(_surveyed(catalog, model, matcher, resolver, word_of) for model in found)


def _surveyed(
    catalog: Catalog, model: Found, matcher: Matcher, resolver: PermissionResolver, word_of: WordOf
) -> Surveyed:
    matched = matcher.match(model)
    named = catalog.get(matched.entry_id) if matched.entry_id else None
    entry = sized(named, model) if named else None
    return Surveyed(
        found=model,
        matched=matched,
        entry=entry,
        word=word_of(entry) if entry else "",
        licence=resolver.expression(model.declared),
        answers=resolver.answers(model, matched),
        differences=tuple(dict.fromkeys(contradictions(resolver, model, matched))),
    )
