from __future__ import annotations

import pytest

from llmtui.search import Query, Term, parse


def test_a_term_is_added_once() -> None:
    term = Term("kind", ":", "model")

    query = Query(("llama",)).with_term(term).with_term(term)

    assert Query(("llama",), (term,)) == query


@pytest.mark.parametrize(
    ("query", "text"),
    [
        pytest.param(Query(), "", id="empty"),
        pytest.param(Query(("stable vicuna", "7b")), '"stable vicuna" 7b', id="words"),
        pytest.param(Query(("-x", "a:b")), '"-x" "a:b"', id="words-that-look-like-terms"),
        pytest.param(Query((), (Term("maker", ":", "Hugging Face"),)), 'maker:"Hugging Face"', id="value-of-two-words"),
        pytest.param(Query((), (Term("score", ">=", "7"),)), "score>=7", id="comparison"),
        pytest.param(Query((), (Term("kind", ":", "data", excluded=True),)), "-kind:data", id="excluded"),
        pytest.param(Query((), (Term("", ":", "a:b", excluded=True),)), '-"a:b"', id="excluded-word-like-a-term"),
    ],
)
def test_a_query_prints_as_the_user_would_type_it(query: Query, text: str) -> None:
    printed = str(query)

    assert text == printed


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        pytest.param(Query(), False, id="nothing"),
        pytest.param(Query(("a",)), True, id="a-word"),
        pytest.param(Query((), (Term("kind", ":", "model"),)), True, id="a-term"),
    ],
)
def test_only_a_query_that_asks_something_is_true(query: Query, asks: bool) -> None:
    assert asks is bool(query)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is:local", True),
        ("is:starred,Local", True),
        ("-is:local", True),
        ("kind:tool (lang:zh OR (size<=3B is:local))", True),
        ("is:starred", False),
        ("id:local", False),
        ('"is:local"', False),
        ("", False),
    ],
)
def test_a_query_names_a_value_wherever_its_term_is(text: str, expected: bool) -> None:
    assert expected is parse(text).query.names("is", "local")
