from __future__ import annotations

import os
import pty
import subprocess
import sys
from argparse import ArgumentParser

import pytest

from factories import a_catalog, a_framework, an_entry
from llmtui.cli.browse import configure, first_text, first_view
from llmtui.errors import NoAnswer, UsageError
from llmtui.model import Place
from llmtui.search import Searcher, Sort, View
from llmtui.user.settings import Settings
from llmtui.user.state import State
from running import environment, run, run_on_terminal

SEARCHER = Searcher(
    a_catalog(
        an_entry("olmo", group="english"),
        an_entry("alpaca", category="instruction"),
        frameworks=[a_framework(), a_framework("other")],
    )
)
LAST = State(
    framework="other",
    query="maker:ai2 olmo",
    category="base",
    group="english",
    selected="olmo",
    sort="name",
    reverse=True,
)


def _first(*words: str, state: State = LAST, settings: Settings | None = None) -> tuple[View, str]:
    parser = ArgumentParser()
    configure(parser)
    return first_view(parser.parse_args(words), SEARCHER, settings or Settings(), state)


def test_without_a_wish_the_browser_opens_where_it_was_left() -> None:
    view, selected = _first()

    query = SEARCHER.parse("maker:ai2 olmo").query
    assert (View(query, Place("base", "english"), Sort.NAME, reverse=True, framework="other"), "olmo") == (
        view,
        selected,
    )


def test_the_first_run_shows_everything() -> None:
    assert (View(), "") == _first(state=State())


@pytest.mark.parametrize(
    ("words", "text", "place", "selected"),
    [
        pytest.param(("open", "llama", "weights:open"), "open llama weights:open", Place(), "", id="query"),
        pytest.param(("--category", "data"), "", Place("data"), "", id="category"),
        pytest.param(("--select", "alpaca"), "", Place(), "alpaca", id="select"),
        pytest.param(("--category", "base", "--select", "olmo", "x"), "x", Place("base"), "olmo", id="all"),
    ],
)
def test_what_is_asked_for_comes_before_where_it_was_left(
    words: tuple[str, ...], text: str, place: Place, selected: str
) -> None:
    view, found = _first(*words)

    assert (text, place, selected, Sort.RELEVANCE) == (str(view.query), view.place, found, view.sort)


def test_a_framework_of_the_settings_comes_before_the_last_one() -> None:
    assert ("test-points", "other") == (
        _first(settings=Settings(framework="test-points"))[0].framework,
        _first()[0].framework,
    )


def test_what_is_remembered_and_no_longer_there_is_forgotten() -> None:
    state = State(framework="gone", category="gone", group="gone", sort="gone", query="olmo")

    view, _selected = _first(state=state)

    assert View(SEARCHER.parse("olmo").query) == view


def test_a_remembered_key_that_is_gone_is_a_word_as_in_the_search_bar() -> None:
    view, _selected = _first(state=State(query="gone:key olmo"))

    assert ("gone:key", "olmo") == view.query.words


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param((), LAST.query, id="remembered"),
        pytest.param(("gone:key", "alpaca"), "gone:key alpaca", id="given"),
        pytest.param(("--category", "base"), "", id="another-place"),
        pytest.param(("--select", "alpaca"), "", id="an-entry"),
    ],
)
def test_the_text_whose_faults_are_reported_is_the_one_that_is_shown(words: tuple[str, ...], text: str) -> None:
    parser = ArgumentParser()
    configure(parser)

    assert text == first_text(parser.parse_args(words), LAST)


def test_a_group_that_is_gone_leaves_its_category() -> None:
    assert Place("base") == _first(state=State(category="base", group="gone"))[0].place


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        pytest.param(("--category", "bass"), UsageError, "there is no category 'bass'", id="category"),
        pytest.param(("--select", "alpacca"), NoAnswer, "there is no entry 'alpacca'", id="select"),
    ],
)
def test_a_wish_that_cannot_be_met_is_said_and_not_dropped(
    words: tuple[str, ...], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        _first(*words)


def test_without_any_terminal_the_list_is_printed() -> None:
    """As in `llmtui </dev/null | head`, and in a script."""
    outcome = run("--category", "data")

    assert (0, "") == (outcome.code, outcome.err)
    assert "id" == outcome.out.split()[0]


def test_a_picture_that_goes_to_a_terminal_is_not_enough() -> None:
    """Without keys the browser could not be left."""
    outcome = run_on_terminal()

    assert (2, "") == (outcome.code, outcome.out)


@pytest.mark.parametrize(
    ("term", "kind"), [("dumb", "TERM=dumb"), ("unknown", "TERM=unknown"), ("", "TERM is not set")]
)
def test_a_terminal_that_places_no_cursor_is_refused_in_one_line_with_what_works_there(term: str, kind: str) -> None:
    outcome = run_on_terminal("chatglm-6b", variables={"TERM": term, "COLORTERM": "truecolor"}, everything=True)

    reason = f"llmtui: this terminal cannot show the browser ({kind}); use llmtui list, search or show\n"
    assert (2, reason) == (outcome.code, outcome.out)


def test_a_pipe_gets_the_plain_list() -> None:
    """As in `llmtui chatglm | less`."""
    master, keys = pty.openpty()
    command = [sys.executable, "-m", "llmtui", "--category", "data"]
    done = subprocess.run(command, stdin=keys, capture_output=True, env=environment(), check=False, text=True)
    os.close(keys)
    os.close(master)

    assert (0, "") == (done.returncode, done.stderr)
    assert "id" == done.stdout.split()[0]
    assert all("  data  " in line for line in done.stdout.splitlines()[1:] if "data " in line)


def test_a_wish_that_cannot_be_met_leaves_the_terminal_as_it_is() -> None:
    outcome = run_on_terminal("--select", "no-such-entry-at-all", everything=True)

    assert 1 == outcome.code
    assert "llmtui: there is no entry 'no-such-entry-at-all'" in outcome.out
    assert "\x1b" not in outcome.out
