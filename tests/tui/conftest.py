"""What the tests of the browser share beside the fixtures of all tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


@pytest.fixture(scope="session", autouse=True)
def _sheets_parsed_once() -> Iterator[None]:
    """Parse each style sheet once per theme, not once per app: it takes a seventh of a start."""
    parse = Stylesheet._parse_rules

    @cache
    def parsed(variables: tuple[tuple[str, str], ...], *source: Any, **options: Any) -> list[RuleSet]:
        return parse(Stylesheet(variables=dict(variables)), *source, **options)

    def parse_rules(sheet: Stylesheet, *source: Any, **options: Any) -> list[RuleSet]:
        return parsed(tuple(sheet._variables.items()), *source, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_rules)
        yield


@pytest.fixture(scope="session", autouse=True)
def _painted_when_read() -> Iterator[None]:
    """Paint what a test starts with and what it reads from the screen, and nothing else.

    Textual paints each picture on the way there as well and throws it away if it has no terminal: a third of all the
    time. An app that has one, as in `test_display`, paints every picture.
    """
    paint = Compositor.render_update

    def render_update(compositor: Compositor, *options: Any, **named: Any) -> Any:
        is_seen = compositor.root is None or not compositor.root.app.is_headless
        return paint(compositor, *options, **named) if is_seen else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", render_update)
        yield
