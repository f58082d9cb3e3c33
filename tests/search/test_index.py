from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import a_catalog, a_searcher, an_entry, found_ids
from llmtui.loader.loaded import Loaded
from llmtui.model import Entry, Listing
from llmtui.search.columns import Columns
from llmtui.search.folding import fold, name_words, squash
from llmtui.search.gathering import gather
from llmtui.search.index import Index


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("chatgml", "ChatGLM-6B", id="letters-changed-places"),
        pytest.param("stabel vicuna", "StableVicuna", id="a-typo-and-a-blank-too-many"),
        pytest.param("llama med chinese", "Huatuo", id="parts-of-words-of-several-fields"),
        pytest.param("百川", "Baichuan-7B", id="chinese"),
        pytest.param("gpt4al", "GPT4All", id="half-typed"),
        pytest.param("openasistant", "Open-Assistant", id="a-letter-missing"),
        pytest.param("gpt 4", "GPT-4", id="exact-but-for-punctuation"),
        pytest.param("bloom", "BLOOM", id="the-name-itself-before-longer-ones"),
        pytest.param("STABLEVICUNA", "StableVicuna", id="any-case"),
    ],
)
def test_what_is_meant_is_found_first(bundled: Loaded, text: str, name: str) -> None:
    found = found_ids(bundled.catalog, text)

    assert name == bundled.catalog.entries[found[0]].name


def test_every_entry_is_found_first_by_its_exact_name_or_behind_a_namesake(bundled: Loaded) -> None:
    searcher, lost = a_searcher(bundled.catalog), []
    for entry in bundled.catalog:
        best = bundled.catalog.entries[found_ids(searcher, f'"{entry.name}"')[0]]
        if squash(entry.name) not in {squash(name) for name in (*best.called, best.id)}:
            lost.append((entry.name, best.name))

    assert [] == lost


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("codet5", ["codet5", "codet5-plus"], id="a-sign-at-the-end"),
        pytest.param("codet5+", ["codet5-plus", "codet5"], id="a-sign-that-is-typed"),
        pytest.param("command r", ["command-r", "command-r-plus"], id="the-name"),
        pytest.param("command-r", ["command-r", "command-r-plus"], id="the-id"),
        pytest.param("command-r+", ["command-r-plus", "command-r"], id="the-name-with-its-sign"),
    ],
)
def test_a_name_as_written_comes_before_one_that_differs_by_signs(text: str, ids: list[str]) -> None:
    catalog = a_catalog(
        an_entry("codet5-plus", name="CodeT5+"),
        an_entry("codet5", name="CodeT5"),
        an_entry("command-r-plus", name="Command R+", aliases=("command-r+",)),
        an_entry("command-r", name="Command R"),
    )

    assert ids == found_ids(catalog, text)[:2]


@pytest.mark.parametrize("text", ["ILIK", "\u0131l\u0131k", "ilik", "\u0131LIK"])
def test_a_dotless_i_is_an_i(text: str) -> None:
    catalog = a_catalog(an_entry("a", name="ILIK"), an_entry("b", name="\u0131l\u0131k"))

    assert {"a", "b"} == set(found_ids(catalog, text))


def test_exact_names_come_before_beginnings_before_words_before_the_rest() -> None:
    catalog = a_catalog(
        an_entry("about", name="Something", summary="Better than Falcon in every way."),
        an_entry("tagged", name="Other", tags=("falcon",)),
        an_entry("inside", name="Unfalconlike"),
        an_entry("word", name="Great Falcon"),
        an_entry("beginning", name="Falcon-40B"),
        an_entry("exact", name="Falcon"),
    )

    found = found_ids(catalog, "falcon")

    assert ["exact", "beginning", "word", "inside", "tagged", "about"] == found


def test_an_exact_alias_counts_as_an_exact_name() -> None:
    catalog = a_catalog(an_entry("falcon-40b", name="Falcon-40B"), an_entry("bird", name="Bird", aliases=("Falcon",)))

    found = found_ids(catalog, "falcon")

    assert ["bird", "falcon-40b"] == found


def test_the_name_counts_before_an_alias() -> None:
    catalog = a_catalog(an_entry("a", name="Bird", aliases=("Falcon",)), an_entry("b", name="Falcon"))

    found = found_ids(catalog, "falcon")

    assert ["b", "a"] == found


def test_of_entries_alike_the_one_that_more_surveys_list_comes_first() -> None:
    catalog = a_catalog(
        an_entry("once", name="Falcon", listed_in=(Listing("a"),)),
        an_entry("twice", name="Falcon", listed_in=(Listing("a"), Listing("b"))),
    )

    found = found_ids(catalog, "falcon")

    assert ["twice", "once"] == found


def test_words_match_in_any_order() -> None:
    catalog = a_catalog(an_entry("x", name="Chinese LLaMA Alpaca"), an_entry("y", name="LLaMA"))

    assert ["x"] == found_ids(catalog, "alpaca chinese")


def test_every_word_must_match() -> None:
    catalog = a_catalog(an_entry("x", name="Chinese LLaMA"), an_entry("y", name="LLaMA"))

    assert ["x"] == found_ids(catalog, "llama chinese")


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(an_entry("x", name="Zebra"), id="name"),
        pytest.param(an_entry("x", aliases=("Zebra",)), id="alias"),
        pytest.param(an_entry("x", maker="Zebra Labs"), id="maker"),
        pytest.param(an_entry("x", base=("Zebra",)), id="base-in-words"),
        pytest.param(an_entry("x", summary="A striped zebra."), id="summary"),
        pytest.param(an_entry("x", tags=("zebra",)), id="tag"),
    ],
)
def test_words_are_looked_for_in_each_field(entry: Entry) -> None:
    catalog = a_catalog(entry, an_entry("other"))

    assert ["x"] == found_ids(catalog, "zebra")


def test_an_entry_is_found_by_the_name_of_its_base() -> None:
    catalog = a_catalog(an_entry("glm", name="General Language Model"), an_entry("x", base=("glm",)))

    assert {"glm", "x"} == set(found_ids(catalog, "general"))


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        pytest.param("gtp", False, id="three-letters-must-be-right"),
        pytest.param("lama", True, id="one-of-four-may-be-wrong"),
        pytest.param("alqacc", False, id="two-of-six-may-not"),
        pytest.param("stabelvicuma", True, id="two-of-many-may"),
    ],
)
def test_longer_words_forgive_more_typos(typed: str, finds: bool) -> None:
    catalog = a_catalog(
        an_entry("gpt", name="GPT"),
        an_entry("llama", name="LLaMA"),
        an_entry("alpaca", name="Alpaca"),
        an_entry("stablevicuna", name="StableVicuna"),
    )

    assert finds is bool(found_ids(catalog, typed))


def test_typos_are_not_looked_for_where_a_name_is_as_typed() -> None:
    catalog = a_catalog(an_entry("alpaca", name="Alpaca"), an_entry("alpacb", name="Alpacb"))

    assert ["alpaca"] == found_ids(catalog, "alpaca")


@pytest.mark.parametrize("text", ["...", "-", "()", '"!"'], ids=["dots", "minus", "brackets", "quoted"])
def test_punctuation_alone_breaks_nothing(text: str) -> None:
    catalog = a_catalog(an_entry("x", name="X"))

    assert [] == found_ids(catalog, text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("GPT-4", "gpt-4", id="case"),
        pytest.param("\uff27 \uff30 \uff34", "g p t", id="full-width"),
        pytest.param("Géant Ö", "geant o", id="accents"),
        pytest.param("Straße", "strasse", id="sharp-s"),
        pytest.param("百川 한국", "百川 한국", id="chinese-and-korean-stay"),
    ],
)
def test_spelling_variants_compare_equal(text: str, folded: str) -> None:
    assert folded == fold(text)


def test_a_name_is_made_of_its_parts_by_punctuation_capitals_and_digits() -> None:
    words = name_words("StableVicuna-13B")

    assert {"stablevicuna", "stable", "vicuna", "13b", "stablevicuna13b"} == words


@pytest.fixture(scope="module")
def columns(bundled: Loaded) -> Columns:
    """What is asked, built once."""
    return gather(bundled.catalog)


@settings(max_examples=25)
@given(
    st.one_of(
        st.sampled_from(["chatglm 6b", "llama chin", "gpt-4 all", "open data", "vicnua", "glm6b", "- 4 x"]),
        st.text("abcglm46- ", max_size=8),
    )
)
def test_what_is_typed_and_taken_back_letter_by_letter_finds_what_is_asked_for_at_once(
    columns: Columns, text: str
) -> None:
    typing = Index(columns)

    for typed in (
        *(text[:end] for end in range(len(text) + 1)),
        *(text[:end] for end in range(len(text), 0, -1)),
        "cha",
    ):
        words = tuple(typed.split())
        assert list(Index(columns).rank(words)) == list(typing.rank(words))
