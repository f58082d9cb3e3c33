"""How queries are narrowed, widened and taken apart, and what is advised if one finds nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from llmtui.search import Choice, Query, Term, parse
from llmtui.search.advice import Advice, advise, beyond
from llmtui.search.query import escaped, unescaped
from llmtui.search.terms import both, either, inverted


def _query(text: str) -> Query:
    return parse(text).query


@pytest.mark.parametrize(
    ("text", "key", "rest"),
    [
        ("kind:model lang:en", "kind", "lang:en"),
        ("kind:model kind:tool", "kind", ""),
        ("-kind:model lang:en", "kind", "-kind:model lang:en"),
        ("words kind:model", "lang", "words kind:model"),
        ("(kind:tool OR lang:en) kind:model", "kind", "(kind:tool OR lang:en)"),
    ],
)
def test_a_key_is_dropped_except_if_it_excludes(text: str, key: str, rest: str) -> None:
    assert rest == str(_query(text).without_key(key))


@pytest.mark.parametrize(
    ("one", "other", "both_of_them"),
    [
        ("a", "b", "a b"),
        ("kind:model", "kind:model", "kind:model"),
        ("a kind:model", "lang:en (x:1 OR y:2)", "a kind:model lang:en (x:1 OR y:2)"),
        ("", "a", "a"),
        ("a", "", "a"),
    ],
)
def test_a_query_narrowed_by_another_asks_for_everything_once(one: str, other: str, both_of_them: str) -> None:
    assert both_of_them == str(_query(one).narrowed(_query(other)))


def test_one_condition_of_a_query_can_be_left_out() -> None:
    query = _query("a kind:model (lang:en OR lang:zh)")

    assert "a (lang:en OR lang:zh)" == str(query.without(query.terms[0]))
    assert "a kind:model" == str(query.without(query.groups[0]))
    assert query == query.without(Term("lang", ":", "en"))


@pytest.mark.parametrize("value", ["a", "a,b", 'a"b', "a\\b", "\\", ",", "", 'a\\,"b'])
def test_a_value_comes_back_from_its_written_form(value: str) -> None:
    assert value == unescaped(escaped(value))
    assert ((value,) if value else ()) == Term("maker", ":", escaped(value)).alternatives


@pytest.mark.parametrize(
    ("value", "alternatives"),
    [
        ("a,b", ("a", "b")),
        ("a, b ,,c", ("a", "b", "c")),
        ("a\\,b,c", ("a,b", "c")),
        (",", ()),
        ("", ()),
    ],
)
def test_commas_separate_alternatives(value: str, alternatives: tuple[str, ...]) -> None:
    assert alternatives == Term("maker", ":", value).alternatives


MIT = Choice("Licence", "MIT", (Term("license", "=", "MIT"),), 1)
SMALL = Choice("Size", "up to 3B", (Term("size", "<=", "3B"),), 1)
PRESET = Choice("Preset", "Open", (Term("weights", ":", "open"), Term("code", ":", "open")), 1)


@dataclass
class Toggle:
    """A choice and what it makes of a query."""

    choice: Choice
    before: str
    is_in: bool
    after: str


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(Toggle(MIT, "", is_in=False, after="license=MIT"), id="first value"),
        pytest.param(
            Toggle(MIT, "license=Apache-2.0", is_in=False, after="license=Apache-2.0,MIT"), id="another value"
        ),
        pytest.param(Toggle(MIT, "license=Apache-2.0,MIT", is_in=True, after="license=Apache-2.0"), id="one of two"),
        pytest.param(Toggle(MIT, "license=MIT", is_in=True, after=""), id="the only value"),
        pytest.param(Toggle(MIT, "license:MIT", is_in=True, after=""), id="a value not in full"),
        pytest.param(Toggle(MIT, "-license=MIT", is_in=False, after="-license=MIT license=MIT"), id="excluded"),
        pytest.param(Toggle(MIT, "lang:en", is_in=False, after="lang:en license=MIT"), id="another key"),
        pytest.param(
            Toggle(MIT, "a (license=MIT OR x:1)", is_in=False, after="a license=MIT (license=MIT OR x:1)"), id="group"
        ),
        pytest.param(
            Toggle(SMALL, "size>40B", is_in=False, after="size>40B size<=3B"), id="a comparison widens nothing"
        ),
        pytest.param(Toggle(SMALL, "size<=3B", is_in=True, after=""), id="the same comparison"),
        pytest.param(Toggle(PRESET, "", is_in=False, after="weights:open code:open"), id="several terms"),
        pytest.param(
            Toggle(PRESET, "weights:open", is_in=False, after="weights:open code:open"), id="one of several is there"
        ),
        pytest.param(Toggle(PRESET, "code:open weights:open", is_in=True, after=""), id="all of several are there"),
        pytest.param(Toggle(PRESET, "code:open,partial weights:open", is_in=True, after="code:partial"), id="widened"),
    ],
)
def test_a_choice_is_added_widened_or_taken_back(case: Toggle) -> None:
    query = _query(case.before)

    assert case.is_in is case.choice.is_in(query)
    assert case.after == str(case.choice.toggled(query))


def test_a_choice_chosen_twice_leaves_the_query_as_it_was() -> None:
    for before in ("", "license=Apache-2.0", "a lang:en"):
        query = _query(before)
        assert query == MIT.toggled(MIT.toggled(query))


ANSWERS = (bytes([1, 1, 0, 0]), bytes([1, 0, 1, 0]))


def test_answers_are_joined_row_by_row() -> None:
    assert bytes([1, 0, 0, 0]) == both(ANSWERS)
    assert bytes([1, 1, 1, 0]) == either(ANSWERS)
    assert bytes([0, 0, 1, 1]) == inverted(ANSWERS[0])
    assert ANSWERS[0] == both(ANSWERS[:1]) == either(ANSWERS[:1])
    assert b"" == both([b"", b""])


def test_a_row_at_either_end_of_many_is_joined_as_well() -> None:
    first, last = bytes([1, *[0] * 999]), bytes([*[0] * 999, 1])

    assert bytes([1, *[0] * 998, 1]) == either([first, last])
    assert bytes(1000) == both([first, last])


FOUND = {"a": 0, "kind:tool": 3, "lang:en": 5, "a lang:en": 0, "a kind:tool": 0, "kind:tool lang:en": 2}


def _count(query: Query) -> int:
    return FOUND.get(str(query), 0)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        pytest.param("a kind:tool lang:en", Advice((("a", 2),), ("near",)), id="words that find nothing alone"),
        pytest.param("a kind:tool", Advice((("a", 3),), ("near",)), id="words beside a term"),
        pytest.param("kind:tool lang:en", Advice((("kind:tool", 5), ("lang:en", 3))), id="the most first"),
        pytest.param("kind:tool", Advice(), id="the only part"),
        pytest.param("zz", Advice((), ("near",)), id="only words"),
    ],
)
def test_the_parts_without_which_something_is_found_are_advised(text: str, advice: Advice) -> None:
    assert advice == advise(_query(text), _count, lambda _words: ("near",))


def test_words_that_find_something_alone_need_no_similar_names() -> None:
    found = advise(_query("a kind:tool"), lambda query: int(str(query) == "a"), lambda _words: ("near",))

    assert Advice((("kind:tool", 1),)) == found


def test_no_more_than_four_parts_are_named() -> None:
    found = advise(_query("a:1 b:2 c:3 d:4 e:5"), lambda _query: 1, lambda _words: ())

    assert 4 == len(found.relaxed)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("score>=50", ["score>=50"]),
        ("score>=12", []),
        ("score>12", []),
        ("score>12.5", ["score>12.5"]),
        ("score:50", ["score:50"]),
        ("score<=50", []),
        ("score>=50%", []),
        ("-score>=50", []),
        ("score:50,3", []),
        ("weights:open score>=99 score>=98", ["score>=99", "score>=98"]),
    ],
)
def test_a_score_beyond_what_there_is_is_named_with_the_most_there_is(text: str, terms: list[str]) -> None:
    assert [(term, 12.0) for term in terms] == list(beyond(_query(text), 12.0))
