from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import FRAMEWORK, a_catalog, a_framework, a_searcher, an_entry, found_ids
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Listing, Place
from llmtui.search import Query, Searcher, Sort, View

OTHER = "test-other"


@pytest.fixture
def catalog() -> Catalog:
    """Five entries that every order arranges in another way."""
    return a_catalog(
        an_entry("best", name="Delta", maker="Zed", released="2023", grades={"code": "open", "weights": "open"}),
        an_entry("half", name="alpha", category="instruction", released="2024-01", grades={"code": "partial"}),
        an_entry("elsewhere", name="Echo", maker="Abel", grades={"paper": "open"}, framework=OTHER),
        an_entry("unknown", name="Bravo", group="chinese", also_in=("data",), listed_in=(Listing("a"), Listing("b"))),
        an_entry("none", name="Charlie", category="data", maker="abel", listed_in=(Listing("a"), Listing("a"))),
        frameworks=[a_framework(), a_framework(OTHER, ["paper"])],
    )


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        pytest.param(Sort.SCORE, ["best", "elsewhere", "half", "unknown", "none"], id="score-unjudged-last"),
        pytest.param(Sort.RELEVANCE, ["best", "elsewhere", "half", "unknown", "none"], id="relevance-without-words"),
        pytest.param(Sort.NAME, ["half", "unknown", "none", "best", "elsewhere"], id="name-in-any-case"),
        pytest.param(Sort.RELEASED, ["half", "best", "unknown", "none", "elsewhere"], id="released-newest-first"),
        pytest.param(Sort.MAKER, ["none", "elsewhere", "best", "half", "unknown"], id="maker-in-any-case"),
        pytest.param(Sort.CATEGORY, ["best", "elsewhere", "unknown", "half", "none"], id="category-as-in-the-sidebar"),
        pytest.param(
            Sort.LISTED, ["unknown", "none", "half", "best", "elsewhere"], id="listed-by-surveys-not-mentions"
        ),
    ],
)
def test_a_list_is_sorted_best_first(catalog: Catalog, sort: Sort, ids: list[str]) -> None:
    assert ids == found_ids(catalog, "", sort)


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        pytest.param(Sort.SCORE, ["half", "elsewhere", "best", "none", "unknown"], id="score"),
        pytest.param(Sort.NAME, ["elsewhere", "best", "none", "unknown", "half"], id="name"),
        pytest.param(Sort.RELEASED, ["best", "half", "elsewhere", "none", "unknown"], id="released-oldest-first"),
        pytest.param(Sort.MAKER, ["best", "elsewhere", "none", "unknown", "half"], id="maker"),
    ],
)
def test_a_reversed_list_still_ends_with_what_is_not_known(catalog: Catalog, sort: Sort, ids: list[str]) -> None:
    assert ids == found_ids(catalog, "", sort, reverse=True)


@pytest.mark.parametrize(
    ("framework", "ids"),
    [
        pytest.param(FRAMEWORK, ["best", "half", "elsewhere", "unknown", "none"], id="judged-by-others-after-its-own"),
        pytest.param(OTHER, ["elsewhere", "best", "half", "unknown", "none"], id="another"),
    ],
)
def test_a_chosen_framework_ranks_by_its_own_scores(catalog: Catalog, framework: str, ids: list[str]) -> None:
    assert ids == found_ids(catalog, "", Sort.SCORE, framework=framework)


def test_relevance_counts_before_the_score_where_there_are_words(catalog: Catalog) -> None:
    exact = an_entry("exact", name="Delt")
    both = a_catalog(*catalog, exact, frameworks=catalog.frameworks.values())

    assert ["exact", "best"] == found_ids(both, "delt")


def test_relevance_reversed_puts_the_best_last() -> None:
    catalog = a_catalog(an_entry("b", name="Falcon-7B"), an_entry("a", name="Falcon"))

    assert ["b", "a"] == found_ids(catalog, "falcon", reverse=True)


@pytest.mark.parametrize(
    ("place", "ids"),
    [
        pytest.param(Place(), {"best", "half", "elsewhere", "unknown", "none"}, id="everything"),
        pytest.param(Place("base"), {"best", "elsewhere", "unknown"}, id="a-category"),
        pytest.param(Place("data"), {"none", "unknown"}, id="a-further-category"),
        pytest.param(Place("base", "chinese"), {"unknown"}, id="a-group"),
        pytest.param(Place("data", "chinese"), set(), id="a-group-belongs-to-its-own-category"),
        pytest.param(Place("nowhere"), set(), id="no-such-place"),
    ],
)
def test_a_place_shows_what_is_there(catalog: Catalog, place: Place, ids: set[str]) -> None:
    assert ids == set(found_ids(catalog, "", place=place))


def test_counts_follow_the_query_whichever_place_is_shown(catalog: Catalog) -> None:
    searcher = Searcher(catalog)
    query = searcher.parse("-delta").query

    counts = searcher.run(View(query, Place("instruction"))).counts

    assert {
        Place(): 4,
        Place("base"): 2,
        Place("base", "chinese"): 1,
        Place("instruction"): 1,
        Place("data"): 2,
    } == counts


@pytest.mark.parametrize("text", ["", "llama", "kind:model", "chatgml", "weights:open -alpaca", "zzzzzzzz"])
def test_each_count_is_the_length_of_the_list_in_that_place(bundled: Loaded, text: str) -> None:
    searcher = a_searcher(bundled.catalog)
    query = searcher.parse(text).query

    counts = searcher.run(View(query)).counts

    assert counts == {place: len(searcher.run(View(query, place)).hits) for place in counts}


def test_each_entry_is_counted_once_in_each_of_its_categories(bundled: Loaded) -> None:
    counts = a_searcher(bundled.catalog).run(View()).counts

    counted = sum(counts[Place(category.id)] for category in bundled.catalog.categories)

    assert sum(len(entry.categories) for entry in bundled.catalog) == counted


def test_the_total_is_the_whole_catalogue_whatever_is_found(catalog: Catalog) -> None:
    results = Searcher(catalog).run(View(Query(("zzzz",))))

    assert (0, 5) == (len(results.hits), results.total)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("-falcon", {"llama", "ft"}, id="a-word"),
        pytest.param("-FALCON", {"llama", "ft"}, id="in-any-case"),
        pytest.param('-"great bird"', {"falcon", "ft"}, id="two-words-together"),
        pytest.param("-falcon -llama", {"ft"}, id="several"),
        pytest.param("-striped", {"falcon", "llama"}, id="in-the-summary"),
        pytest.param("-falcom", {"falcon", "llama", "ft"}, id="no-typos-are-forgiven"),
        pytest.param("llama -falcon", {"llama"}, id="beside-a-word"),
    ],
)
def test_an_excluded_word_leaves_out_what_holds_it(text: str, ids: set[str]) -> None:
    catalog = a_catalog(
        an_entry("falcon", name="Falcon"),
        an_entry("llama", name="LLaMA", tags=("great bird",)),
        an_entry("ft", name="FT", summary="Striped."),
    )

    assert ids == set(found_ids(catalog, text))


def test_a_hit_has_the_words_it_was_found_by(catalog: Catalog) -> None:
    (hit,) = Searcher(catalog).run(View(Query(("charlie",)))).hits

    assert ("charlie",) == hit.words


def test_results_know_the_row_of_an_entry(catalog: Catalog) -> None:
    results = Searcher(catalog).run(View(sort=Sort.NAME))

    assert (1, None) == (results.position("unknown"), results.position("nowhere"))


def test_an_empty_catalogue_can_be_searched() -> None:
    searcher = Searcher(Catalog())

    results = searcher.run(View(Query(("llama",))))

    assert ([], 0) == (list(results.hits), results.total)


_TERMS = st.sampled_from(
    ["kind:model", "-kind:model", "lang:zh", "weights:open", "score>=5", "released>=2023-06", "-llama", "license:mit"]
)


@settings(max_examples=30)
@given(st.lists(_TERMS, min_size=2, max_size=4), st.data())
def test_the_order_of_terms_changes_nothing(bundled: Loaded, terms: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(terms))

    assert found_ids(bundled.catalog, " ".join(terms)) == found_ids(bundled.catalog, " ".join(shuffled))


@settings(max_examples=30)
@given(st.lists(_TERMS, max_size=3), _TERMS)
def test_one_more_term_never_finds_more(bundled: Loaded, terms: list[str], more: str) -> None:
    fewer = set(found_ids(bundled.catalog, " ".join([*terms, more])))

    assert fewer <= set(found_ids(bundled.catalog, " ".join(terms)))


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        pytest.param("score>=70", (("score>=70", 3.0),), id="more-than-there-is"),
        pytest.param("score>=70%", (), id="per-cent"),
        pytest.param("score<=70", (), id="at-most"),
        pytest.param("score>=3", (), id="the-most-itself"),
        pytest.param("-score>=70", (), id="excluded"),
    ],
)
def test_a_score_above_the_maximum_is_named_with_the_maximum(text: str, beyond: tuple[tuple[str, float], ...]) -> None:
    searcher = Searcher(a_catalog(an_entry(grades={"code": "open"})))

    advice = searcher.advice(View(query=searcher.parse(text).query, framework=FRAMEWORK))

    assert beyond == advice.beyond
