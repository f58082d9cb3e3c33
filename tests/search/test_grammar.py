from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from llmtui.search import Query, Term, parse
from llmtui.search.grammar import LONGEST_QUERY, Fault
from llmtui.search.query import AnyOf, escaped

_TRICKY = st.text(alphabet='ab1-:=<>!" (),\\./İß百\uff1a\uff0c\u0301\u200d\U0001f600', max_size=60)


_JOINED = st.lists(
    st.sampled_from(["a", "-a", "kind:b", "-c:d", "(", "-(", ")", "OR", "AND", "NOT", '"OR"', 'x:"("', "f(x)", "()"]),
    max_size=14,
).map(" ".join)


@given(st.one_of(_TRICKY, _JOINED, st.text()))
@example("NOT (-a)")
@example("((a OR b) OR -(c OR (d e)))")
@example('-"a:b"')
@example('a>"=b"')
@example("İ:x")
@example('- "-x" ""  "open chat"')
@example('maker:"Acme \\"X\\" Lab" base:a\\b "c:\\\\d" maker:"a\\,b,c"')
@example('maker:"Hugging Face" -kind:data -"two words" llama')
def test_a_printed_query_reads_back_as_the_same_query(text: str) -> None:
    query = parse(text).query
    assume(len(str(query)) <= LONGEST_QUERY)

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
        pytest.param("百川\uff1a大模型", ("百川\uff1a大模型",), id="a-full-width-colon-in-chinese-text"),
        pytest.param('"the \\"open\\" one"', ('the "open" one',), id="escaped-quotes"),
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
        pytest.param("weights\uff1aopen", Term("weights", ":", "open"), id="full-width-colon"),
        pytest.param("lang:zh\uff0cen", Term("lang", ":", "zh,en"), id="full-width-comma"),
    ],
)
def test_terms_are_read(text: str, term: Term) -> None:
    query = parse(text).query

    assert Query((), (term,)) == query


def test_words_and_terms_may_be_in_any_order() -> None:
    query = parse("kind:model llama -alpaca chinese").query

    assert Query(("llama", "chinese"), (Term("kind", ":", "model"), Term("", ":", "alpaca", excluded=True))) == query


def test_a_term_written_twice_counts_once() -> None:
    query = parse("kind:model kind:model").query

    assert (Term("kind", ":", "model"),) == query.terms


def test_a_key_without_a_value_is_reported_and_the_rest_works() -> None:
    parsed = parse("llama kind:")

    assert (Query(("llama",)), ("kind: needs a value",)) == (parsed.query, parsed.faults)


def test_a_colon_in_a_title_ends_a_word() -> None:
    parsed = parse("LLaMA: Open and -Efficient: models")

    words, excluded = ("LLaMA", "Open", "and", "models"), Term("", ":", "Efficient", excluded=True)
    assert (Query(words, (excluded,)), ()) == (parsed.query, parsed.faults)


def test_a_refused_term_is_reported_and_the_rest_works() -> None:
    parsed = parse("bad:1 kind:model llama", lambda term, _text: Fault("no such key") if term.key == "bad" else None)

    assert (Query(("llama",), (Term("kind", ":", "model"),)), ("no such key",)) == (parsed.query, parsed.faults)


def test_a_refused_term_can_be_taken_as_a_word() -> None:
    parsed = parse('-qwen2.5:7b bad:"two words"', lambda _term, _text: Fault("no such key", as_word=True))

    excluded = Term("", ":", "qwen2.5:7b", excluded=True)
    assert (Query(("bad:two words",), (excluded,)), ("no such key",)) == (parsed.query, parsed.faults)


def test_the_british_spelling_of_a_key_is_understood() -> None:
    assert parse("license:mit") == parse("licence:mit")


A, B, C = (Term("kind", ":", letter) for letter in "abc")
NOT_A = Term("kind", ":", "a", excluded=True)
X = Term("", ":", "x")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("kind:a OR kind:b", Query(groups=(AnyOf(((A,), (B,))),)), id="either"),
        pytest.param("kind:a kind:b OR kind:c", Query(groups=(AnyOf(((A, B), (C,))),)), id="OR-binds-less"),
        pytest.param(
            "words (kind:a OR kind:b) kind:c",
            Query(("words",), (C,), (AnyOf(((A,), (B,))),)),
            id="a-group",
        ),
        pytest.param(
            "kind:a (kind:b (kind:c OR x) OR -x)",
            Query((), (A,), (AnyOf(((B, AnyOf(((C,), (X,)))), (replace(X, excluded=True),))),)),
            id="nested",
        ),
        pytest.param("(kind:a kind:b)", Query((), (A, B)), id="a-group-without-OR"),
        pytest.param("LLaMA (7B)", Query(("LLaMA", "7B")), id="words-in-parentheses"),
        pytest.param("f(x) g", Query(("f(x)", "g")), id="parentheses-in-words"),
        pytest.param("(f(x) OR x)", Query(groups=(AnyOf(((Term("", ":", "f(x)"),), (X,))),)), id="words-in-a-group"),
        pytest.param("()", Query(("()",)), id="nothing-in-parentheses-is-a-word"),
        pytest.param("-(kind:a kind:b)", Query(groups=(AnyOf(((A, B),), excluded=True),)), id="not-both"),
        pytest.param("-(kind:a OR kind:b)", Query(groups=(AnyOf(((A,), (B,)), excluded=True),)), id="neither"),
        pytest.param("NOT kind:a", Query((), (NOT_A,)), id="NOT"),
        pytest.param("NOT (kind:a)", Query((), (NOT_A,)), id="NOT-a-group"),
        pytest.param("NOT -x", Query(("x",)), id="NOT-not"),
        pytest.param("kind:a AND kind:b", Query((), (A, B)), id="AND"),
        pytest.param("kind!=a", Query((), (Term("kind", "=", "a", excluded=True),)), id="unequal"),
        pytest.param("-kind!=a", Query((), (Term("kind", "=", "a"),)), id="not-unequal"),
        pytest.param('"OR" or and not', Query(("OR", "or", "and", "not")), id="operators-are-capitals"),
        pytest.param(
            'kind:"a)" (kind:"b)")', Query((), (Term("kind", ":", "a)"), Term("kind", ":", "b)"))), id="quoted"
        ),
    ],
)
def test_terms_can_be_joined(text: str, query: Query) -> None:
    assert (query, ()) == (parse(text).query, parse(text).faults)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('is:"open source"', "open-source", id="as-printed"),
        pytest.param('is:"open source, closed"', "open-source, closed", id="alternatives"),
        pytest.param("is:open-source", "open-source", id="with-a-hyphen"),
    ],
)
def test_a_word_for_openness_may_be_written_as_it_is_printed(text: str, value: str) -> None:
    assert Query((), (Term("is", ":", value),)) == parse(text).query


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("kind:a OR", "OR needs a word or a term on both sides", id="nothing-after-OR"),
        pytest.param("OR kind:a", "OR needs a word or a term on both sides", id="nothing-before-OR"),
        pytest.param("kind:a NOT", "NOT needs a word or a term after it", id="nothing-after-NOT"),
        pytest.param("(kind:a OR kind:b", "a parenthesis is not closed", id="not-closed"),
        pytest.param("(kind:a", "a parenthesis is not closed", id="one-term-not-closed"),
        pytest.param("kind:a)", "a closing parenthesis has no opening one", id="not-open"),
        pytest.param("(kind:a) x)", "a closing parenthesis has no opening one", id="closed-twice"),
        pytest.param("kind:(a", "kind: write alternatives as kind:a,b", id="alternatives-in-parentheses"),
        pytest.param("(a OR " * 13 + "b", "parentheses are nested more than 12 deep", id="nested-too-deep"),
    ],
)
def test_what_is_joined_wrongly_is_reported(text: str, fault: str) -> None:
    assert fault in parse(text).faults


def test_an_alternative_that_cannot_be_used_is_left_out() -> None:
    parsed = parse("bad:1 OR kind:a", lambda term, _text: Fault("no such key") if term.key == "bad" else None)

    assert (Query((), (A,)), ("no such key",)) == (parsed.query, parsed.faults)


def test_control_characters_never_get_into_a_query() -> None:
    query = parse("ll\x1b]52;c;x\x07ama maker:\x9bX").query

    assert not set("\x1b\x07\x9b") & set(str(query))


def test_an_endless_text_is_cut_and_the_cut_is_reported() -> None:
    parsed = parse("x" * 100_000)

    assert LONGEST_QUERY == len(str(parsed.query))
    assert ("the query is too long, only its first 8,000 characters are used",) == parsed.faults


def test_the_cut_leaves_no_half_word() -> None:
    parsed = parse("llama " * LONGEST_QUERY)

    assert {"llama"} == set(parsed.query.words)
    assert 1 == len(parsed.faults)


def test_sixty_ids_are_read_in_full() -> None:
    ids = [f"a-model-of-a-series-{number}" for number in range(60)]

    (term,) = parse(f"id:{','.join(ids)}").query.terms

    assert tuple(ids) == term.alternatives


def test_alternatives_may_contain_commas_quotes_and_backslashes() -> None:
    values = ('Acme "X" Lab', "Bolt, Inc.", "C:\\D")

    term = Term("maker", "=", ",".join(map(escaped, values)))

    assert values == term.alternatives
    assert (term,) == parse(str(term)).query.terms
