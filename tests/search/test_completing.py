from __future__ import annotations

import pytest

from factories import a_catalog, a_searcher, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Kind
from llmtui.search import KEYS, Advice, Searcher, View


@pytest.fixture
def catalog() -> Catalog:
    """Models, one of them tuned, and a tool."""
    return a_catalog(
        an_entry(
            "olmo", maker="Allen Institute", languages=("en",), licence="Apache-2.0", sizes=("7B",), released="2024"
        ),
        an_entry("baichuan", maker="Baichuan", languages=("zh", "en"), licence="MIT", grades={"weights": "open"}),
        an_entry("tool", kind=Kind.TOOL, licence="MIT", category="data", grades={"weights": "closed"}),
    )


def _offered(catalog: Catalog, text: str) -> dict[str, int | None]:
    return {each.text: each.count for each in Searcher(catalog).suggestions(text, View())}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        pytest.param("ki", {"kind:": None}, id="a-key"),
        pytest.param("words -ki", {"words -kind:": None}, id="an-excluded-key"),
        pytest.param("(tool OR ki", {"(tool OR kind:": None}, id="a-key-in-a-group"),
        pytest.param("kind:", {"kind:model ": 2, "kind:tool ": 1}, id="values-the-most-frequent-first"),
        pytest.param("kind:t", {"kind:tool ": 1}, id="values-that-begin-so"),
        pytest.param("maker:in", {'maker:"Allen Institute" ': 1}, id="a-word-of-a-value"),
        pytest.param('maker:"al', {'maker:"Allen Institute" ': 1}, id="in-quotes"),
        pytest.param("lang:chin", {"lang:zh ": 1}, id="a-language-by-its-name"),
        pytest.param("lang:zh,e", {"lang:zh,en ": 2}, id="a-further-value"),
        pytest.param(
            "license=mit kind:", {"license=mit kind:model ": 1, "license=mit kind:tool ": 1}, id="counted-in-the-rest"
        ),
        pytest.param("licence:apa", {"licence:Apache-2.0 ": 1}, id="another-spelling-of-a-key"),
        pytest.param("weights>=", {"weights>=closed ": 2, "weights>=open ": 1}, id="grades-in-order"),
        pytest.param("size<=", {"size<=10B ": 1, "size<=40B ": 1, "size<=100B ": 1}, id="sizes"),
        pytest.param("siz", {"size<=": None}, id="a-key-whose-values-are-compared"),
        pytest.param("size:1", {"size<=10B ": 1, "size<=100B ": 1}, id="sizes-are-compared"),
        pytest.param("released:", {"released:2024 ": 1}, id="years"),
        pytest.param("is:loc", {"is:local ": None}, id="a-collection-that-is-not-counted"),
        pytest.param("nosuch:", {}, id="an-unknown-key"),
        pytest.param("olmo ", {}, id="nothing-begun"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_what_can_be_typed_next_is_suggested(catalog: Catalog, text: str, offered: dict[str, int | None]) -> None:
    assert offered == _offered(catalog, text)


def test_that_nothing_is_known_is_offered_last(bundled: Loaded) -> None:
    offered = [each.label for each in a_searcher(bundled.catalog).suggestions("license:", View())]

    assert "free" == offered[0]
    assert {"none", "unknown"}.isdisjoint(offered[:10])


def test_the_suggestions_lead_to_an_answer_by_completion_alone(bundled: Loaded) -> None:
    searcher = a_searcher(bundled.catalog)
    text = ""
    for typed in ("comm", "y", "dat", "o", "lan", "chin", "siz", "10"):
        text = searcher.suggestions(text + typed, View())[0].text

    parsed = searcher.parse(text)

    assert ("commercial:yes data:open lang:zh size<=10B", ()) == (str(parsed.query), parsed.faults)
    assert 0 < len(searcher.run(View(query=parsed.query)).hits)


@pytest.mark.parametrize(
    "text", ["li", "license:", "lang:", "maker:a", "base:", "group:", "tag:", "is:", "data:", "by:"]
)
def test_every_suggestion_can_be_used_and_finds_something(bundled: Loaded, text: str) -> None:
    searcher = a_searcher(bundled.catalog)
    suggestions = searcher.suggestions(text, View())

    assert suggestions
    for each in suggestions:
        parsed = searcher.parse(each.text)
        assert each.count is None or () == parsed.faults, each
        assert not each.count or searcher.run(View(query=parsed.query)).hits, each


def test_an_empty_result_says_which_part_alone_can_be_left_out(catalog: Catalog) -> None:
    searcher = Searcher(catalog)
    query = searcher.parse("kind:tool size<=10B license:mit").query

    advice = searcher.run(View(query=query)).advise()

    assert Advice(relaxed=(("size<=10B", 1),)) == advice


def test_words_without_a_match_suggest_similar_names(catalog: Catalog) -> None:
    searcher = Searcher(catalog)

    advice = searcher.run(View(query=searcher.parse("baichuyyyan kind:tool").query)).advise()

    assert Advice(relaxed=(("baichuyyyan", 1),), nearest=("baichuan",)) == advice


@pytest.mark.parametrize("operator", [":", "=", "!=", ">=", "<"])
def test_no_key_and_operator_is_without_an_answer(bundled: Loaded, operator: str) -> None:
    searcher = a_searcher(bundled.catalog)
    offered = {key: searcher.suggestions(f"{key}{operator}", View()) for key in KEYS}

    assert set(KEYS) == set(offered)
    assert bool(offered["passes"]) == (operator in {":", "=", "!="})


def test_checklists_complete_with_their_names_and_what_passes(bundled: Loaded) -> None:
    (found,) = a_searcher(bundled.catalog).suggestions("passes:comm", View())

    assert ("passes:commercial-use ", "Commercial use") == (found.text, found.note)
    assert found.count
