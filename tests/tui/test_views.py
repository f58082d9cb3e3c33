"""The views over the browser: each has a screen of its own, and a key that opens it."""

from __future__ import annotations

import pytest
from textual.binding import Binding

from factories import FRAMEWORK, a_catalog, a_framework, a_searcher, an_entry
from llmtui.present.glyphs import UNICODE
from llmtui.search import View
from llmtui.tui.desk import Desk
from llmtui.tui.screens.browse_keys import BROWSE_KEYS
from llmtui.tui.screens.view import ViewScreen
from llmtui.tui.views import VIEWS, build_screen

OVER_BROWSER = [each for each in VIEWS if each != "browse"]
ENTRY = an_entry("one", grades={"code": "open"})


def _screen(name: str) -> ViewScreen | None:
    catalog = a_catalog(ENTRY, frameworks=[a_framework()])
    return build_screen(name, catalog, Desk(), FRAMEWORK, a_searcher(catalog).run(View()), ENTRY, UNICODE)


def test_every_view_has_a_screen_of_its_own() -> None:
    kinds = {type(_screen(name)) for name in OVER_BROWSER}

    assert type(None) not in kinds
    assert len(OVER_BROWSER) == len(kinds)


@pytest.mark.parametrize("name", OVER_BROWSER)
def test_a_key_of_the_browser_opens_every_view(name: str) -> None:
    actions = [each.action for each in BROWSE_KEYS if isinstance(each, Binding)]

    assert f"view('{name}')" in actions
