from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from llmtui.search import Query, Term, parse
from llmtui.search.grammar import LONGEST

_TRICKY = st.text(alphabet='ab1-:=<>" ,./İß百\u0301\u200d\U0001f600', max_size=60)


@given(st.one_of(_TRICKY, st.text()))
@example('-"a:b"')
@example('a>"=b"')
@example("İ:x")
@example('- "-x" ""  "open chat"')
@example('maker:"Hugging Face" -kind:data -"two words" llama')
def test_a_printed_query_reads_back_as_the_same_query(text: str) -> None:
    query = parse(text).query
    assume(len(str(query)) <= LONGEST)

    again = parse(str(query)).query

    assert query == again


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("stable vicuna", ("stable", "vicuna"), id="words"),
        pytest.param('"stable vicuna" 7b', ("stable vicuna", "7b"), id="quotes-keep-words-together"),
        pytest.param('"stable vicuna', ("stable vicuna",), id="an-unclosed-quote-ends-with-the-text"),
        pytest.param("  llama\t\n ", ("llama",), id="blanks"),
        pytest.param('""', (), id="empty-quotes"),
        pytest.param("-", ("-",), id="a-lone-minus"),
        pytest.param('"-alpaca"', ("-alpaca",), id="a-quoted-minus-is-a-word"),
        pytest.param('"kind:data"', ("kind:data",), id="a-quoted-term-is-a-word"),
        pytest.param("百川", ("百川",), id="chinese"),
    ],
)
def test_words_are_read(text: str, words: tuple[str, ...]) -> None:
    query = parse(text).query

    assert Query(words) == query


@pytest.mark.parametrize(
    ("text", "term"),
    [
        pytest.param("kind:data", Term("kind", ":", "data"), id="key-value"),
        pytest.param("KIND:Data", Term("kind", ":", "Data"), id="keys-have-no-case"),
        pytest.param("-kind:data", Term("kind", ":", "data", excluded=True), id="excluded-term"),
        pytest.param("-alpaca", Term("", ":", "alpaca", excluded=True), id="excluded-word"),
        pytest.param('-"open chat"', Term("", ":", "open chat", excluded=True), id="excluded-words"),
        pytest.param('maker:"Hugging Face"', Term("maker", ":", "Hugging Face"), id="quoted-value"),
        pytest.param("score>=7", Term("score", ">=", "7"), id="at-least"),
        pytest.param("score<=7", Term("score", "<=", "7"), id="at-most"),
        pytest.param("score>7", Term("score", ">", "7"), id="more"),
        pytest.param("score<7", Term("score", "<", "7"), id="less"),
        pytest.param("score=7", Term("score", "=", "7"), id="equal"),
        pytest.param("llm_data:closed,partial", Term("llm_data", ":", "closed,partial"), id="alternatives"),
    ],
)
def test_terms_are_read(text: str, term: Term) -> None:
    query = parse(text).query

    assert Query((), (term,)) == query


def test_words_and_terms_may_stand_in_any_order() -> None:
    query = parse("kind:model llama -alpaca chinese").query

    assert Query(("llama", "chinese"), (Term("kind", ":", "model"), Term("", ":", "alpaca", excluded=True))) == query


def test_a_term_written_twice_counts_once() -> None:
    query = parse("kind:model kind:model").query

    assert (Term("kind", ":", "model"),) == query.terms


def test_a_key_without_a_value_is_reported_and_the_rest_works() -> None:
    parsed = parse("kind: llama")

    assert (Query(("llama",)), ("kind: needs a value",)) == (parsed.query, parsed.faults)


def test_a_refused_term_is_reported_and_the_rest_works() -> None:
    parsed = parse("bad:1 kind:model llama", lambda term: "no such key" if term.key == "bad" else "")

    assert (Query(("llama",), (Term("kind", ":", "model"),)), ("no such key",)) == (parsed.query, parsed.faults)


def test_control_characters_never_get_into_a_query() -> None:
    query = parse("ll\x1b]52;c;x\x07ama maker:\x9bX").query

    assert not set("\x1b\x07\x9b") & set(str(query))


def test_an_endless_text_is_cut() -> None:
    query = parse("x" * 100_000).query

    assert len(str(query)) == LONGEST
