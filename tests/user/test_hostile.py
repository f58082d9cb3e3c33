"""Whatever is in the user's own files, reading them raises nothing, and saving loses nothing that was in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llmtui.user.favourites import Favourites, load_favourites, save_favourites
from llmtui.user.settings import COLORS, THEMES, load_settings
from llmtui.user.state import load_state
from toml_values import toml_text

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
WORDS = st.one_of(
    st.sampled_from(["olmo", "name", "", "\x1b[31m", "\x07", "\x07\x07", "\u202e", "\ud800", " a  b "]),
    st.text(max_size=8),
)
VALUES = st.recursive(
    st.one_of(WORDS, st.none(), st.booleans(), st.integers(), st.floats()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=5,
)
VIEWS = st.fixed_dictionaries(
    {}, optional={"name": WORDS, "query": VALUES, "reverse": VALUES, "sort": VALUES, "columns": VALUES}
)
KEPT = st.one_of(
    VALUES,
    st.fixed_dictionaries(
        {"stars": st.dictionaries(WORDS, VALUES, max_size=4), "views": st.lists(st.one_of(VIEWS, VALUES), max_size=4)},
        optional={"version": VALUES, "folders": VALUES},
    ),
)
SHAPES = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _text(value: object) -> str:
    """A value as text, which also compares numbers that are not equal to themselves."""
    return json.dumps(value, sort_keys=True)


@SHAPES
@given(KEPT)
def test_nothing_in_the_favourites_is_lost_when_a_star_is_added(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "kept.json"
    path.write_text(json.dumps(content), encoding="utf-8")

    known, message = load_favourites(path)
    _now, failure = save_favourites(path, Favourites({**known.stars, "new-star": ""}, known.views), known)

    assert "" == failure
    assert not CONTROLS.search("".join([*known.stars, *known.stars.values(), *map(str, known.views)]))
    aside = tmp_path / "kept.unreadable-1.json"
    if message:
        assert _text(content) == _text(json.loads(aside.read_text("utf-8")))
        aside.unlink()
    else:
        _assert_holds(json.loads(path.read_text("utf-8")), content)


def _assert_holds(written: Any, before: Any) -> None:
    """Everything that was in a file of favourites is still there."""
    others = set(before) - {"stars", "views"}
    assert {key: _text(before[key]) for key in others} == {key: _text(written[key]) for key in others}
    stars = {key: _text(value) for key, value in written["stars"].items()}
    assert {key: _text(value) for key, value in before["stars"].items()}.items() <= stars.items()
    assert len(before["views"]) <= len(written["views"])
    assert all(any(_is_part(view, each) for each in written["views"]) for view in before["views"])


def _is_part(view: object, written: object) -> bool:
    """Whether a view is written with all that it held before."""
    if not isinstance(view, dict):
        return _text(view) == _text(written)
    return isinstance(written, dict) and all(key in written and _text(view[key]) == _text(written[key]) for key in view)


@SHAPES
@given(VALUES)
def test_no_state_breaks_the_start_and_none_is_lost(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "state.json"
    path.write_text(json.dumps(content), encoding="utf-8")

    state, message = load_state(path)

    assert not CONTROLS.search("".join(map(str, (state.theme, state.query, *state.history, *state.marks))))
    aside = tmp_path / "state.unreadable-1.json"
    if message:
        assert _text(content) == _text(json.loads(aside.read_text("utf-8")))
        aside.unlink()


SETTINGS = st.dictionaries(
    st.one_of(st.sampled_from(["theme", "framework", "ascii", "color", "mouse", "keys"]), WORDS),
    st.one_of(
        st.sampled_from([*THEMES, *COLORS, "mof"]),
        st.dictionaries(st.one_of(st.sampled_from(["list.sort", "filter"]), WORDS), VALUES, max_size=3),
        VALUES,
    ),
    max_size=4,
)


@SHAPES
@given(SETTINGS)
def test_no_setting_breaks_the_start_and_what_is_wrong_names_the_file(tmp_path: Path, values: Any) -> None:
    path = tmp_path / "settings.toml"
    text = toml_text(values)
    path.write_text(text, encoding="utf-8")

    loaded = load_settings(path)

    messages = [str(problem) for problem in loaded.problems]
    assert all(str(path) in each for each in messages)
    assert not CONTROLS.search(
        "".join([*messages, loaded.theme, loaded.framework, loaded.color, *loaded.keys.values()])
    )
    assert not CONTROLS.search("".join(loaded.keys))
    assert loaded.theme in {"", *THEMES}
    assert bool(messages) or set(values) <= {"theme", "framework", "ascii", "color", "mouse", "keys"}
    assert text == path.read_text("utf-8")
