"""Queries read a second time, entry by entry and without columns, on the bundled catalogue."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import a_searcher
from llmtui.frameworks import judgement_about, standing
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Entry
from llmtui.model.licence import Permission
from llmtui.openness.history import changes, disputes
from llmtui.openness.words import word_standing
from llmtui.permissions import answer, is_free, is_osi_approved
from llmtui.search import Searcher, View
from llmtui.search.folding import fold, squash

FRAMEWORK = "osai-index"
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    ":": operator.eq,
}
_UNITS = {"M": 1e6, "B": 1e9, "T": 1e12}
_OPENNESS = {"closed": 0, "partial": 1, "open": 2}

Test = Callable[[Catalog, Entry], bool]


def _number(text: str) -> float:
    return round(float(text[:-1]) * _UNITS[text[-1]])


def _sizes(entry: Entry) -> list[tuple[float, float]]:
    """The total and the active parameters of each size; effective ones count as they are written."""
    sizes = []
    for text in entry.sizes:
        total, _, active = text.lstrip("E").partition("-A")
        sizes.append((_number(total), _number(active) if active else 0.0))
    return sizes


def _size(relation: str, bound: str) -> Test:
    return lambda _catalog, entry: any(_COMPARE[relation](total, _number(bound)) for total, _active in _sizes(entry))


def _active(relation: str, bound: str) -> Test:
    def test(_catalog: Catalog, entry: Entry) -> bool:
        return any(_COMPARE[relation](active, _number(bound)) for _total, active in _sizes(entry) if active)

    return test


def _grade(topic: str, relation: str, word: str) -> Test:
    def test(catalog: Catalog, entry: Entry) -> bool:
        grade = judgement_about(catalog, entry, topic, FRAMEWORK).grade.value
        if relation == ":":
            return grade == word
        return grade in _OPENNESS and _COMPARE[relation](_OPENNESS[grade], _OPENNESS[word])

    return test


def _licences(entry: Entry) -> list[str]:
    return [each for each in (entry.licence, *dict(entry.licences).values()) if each]


def _free(catalog: Catalog, entry: Entry) -> bool:
    return bool(_licences(entry)) and all(is_free(each, catalog.licences) for each in _licences(entry))


def _score(catalog: Catalog, entry: Entry) -> bool:
    known = standing(catalog, entry, FRAMEWORK)
    return known is not None and known.own and known.rating.score >= 5


def _word(word: str) -> Test:
    def test(catalog: Catalog, entry: Entry) -> bool:
        known = word_standing(catalog, entry)
        return known is not None and known.word.value == word

    return test


def _names(letters: str) -> Test:
    def test(_catalog: Catalog, entry: Entry) -> bool:
        return any(letters in form for name in (*entry.called, entry.id) for form in (fold(name), squash(name)))

    return test


TESTS: Mapping[str, Test] = {
    "kind:model": lambda _catalog, entry: entry.kind.value == "model",
    "category:data,base": lambda _catalog, entry: bool({"data", "base"} & set(entry.categories)),
    "lang=zh": lambda _catalog, entry: "zh" in entry.languages,
    "lang:zh": lambda _catalog, entry: any(tag == "mul" or tag.split("-")[0] == "zh" for tag in entry.languages),
    "modality:image": lambda _catalog, entry: "image" in entry.modalities,
    "maker=Meta": lambda _catalog, entry: "meta" in {fold(entry.maker), *fold(entry.maker).split(", ")},
    "license:none": lambda _catalog, entry: not _licences(entry),
    "license:free": _free,
    "license=MIT": lambda _catalog, entry: "MIT" in _licences(entry),
    "license:osi-approved": lambda _catalog, entry: (
        bool(_licences(entry)) and all(is_osi_approved(each) for each in _licences(entry))
    ),
    "judged:no": lambda _catalog, entry: not entry.assessments,
    "judged:mof": lambda _catalog, entry: any(each.framework == "mof" for each in entry.assessments),
    "released>=2024": lambda _catalog, entry: entry.released[:4] >= "2024",
    "released:2023-06": lambda _catalog, entry: entry.released[:7] in {"2023", "2023-06"},
    "score>=5": _score,
    "size<=10B": _size("<=", "10B"),
    "size>70B": _size(">", "70B"),
    "size:7B": _size(":", "7B"),
    "active<=3B": _active("<=", "3B"),
    "data>=partial": _grade("data", ">=", "partial"),
    "weights:open": _grade("weights", ":", "open"),
    "license<open": _grade("license", "<", "open"),
    "commercial:yes": lambda catalog, entry: answer(catalog, entry, Permission.COMMERCIAL).allowance.value == "yes",
    "outputs:no,unknown": lambda catalog, entry: (
        answer(catalog, entry, Permission.OUTPUTS).allowance.value in {"no", "unknown"}
    ),
    "is:open-weights": _word("open weights"),
    "is:disputed": lambda catalog, entry: bool(disputes(catalog, entry)),
    "disputed:weights": lambda catalog, entry: "weights" in {each.topic.topic for each in disputes(catalog, entry)},
    "is:changed": lambda catalog, entry: bool(changes(catalog, entry)),
    "id:bloom,bloomz": lambda _catalog, entry: entry.id in {"bloom", "bloomz"},
}
"""Terms, each with a test of one entry that needs no columns."""


@pytest.fixture(scope="module")
def searcher(bundled: Loaded) -> Searcher:
    """The bundled catalogue."""
    return a_searcher(bundled.catalog)


@pytest.fixture(scope="module")
def meant(bundled: Loaded) -> Mapping[str, frozenset[str]]:
    """The ids that each term means, by the tests."""
    return {
        text: frozenset(entry.id for entry in bundled.catalog if test(bundled.catalog, entry))
        for text, test in TESTS.items()
    }


def _found(searcher: Searcher, text: str) -> frozenset[str]:
    parsed = searcher.parse(text)
    assert () == parsed.faults
    return frozenset(searcher.run(View(query=parsed.query, framework=FRAMEWORK)).hits.ids)


@pytest.mark.parametrize("text", TESTS)
def test_a_term_finds_what_a_test_of_each_entry_finds(
    searcher: Searcher, meant: Mapping[str, frozenset[str]], text: str
) -> None:
    found = _found(searcher, text)

    assert meant[text] == found
    assert 0 < len(found) < len(searcher.catalog)


def _joined(parts: st.SearchStrategy[tuple[str, object]]) -> st.SearchStrategy[tuple[str, object]]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.tuples(st.sampled_from(["OR", "AND", "NOT"]), several)


_TREES = st.recursive(st.tuples(st.just("TERM"), st.sampled_from(list(TESTS))), _joined, max_leaves=8)


def _text(tree: tuple[str, object]) -> str:
    """The query of a tree, with parentheses around every group."""
    how, content = tree
    if how == "TERM":
        return str(content)
    assert isinstance(content, tuple)
    texts = [_text(each) for each in content]
    return f"-({' '.join(texts)})" if how == "NOT" else f"({(' OR ' if how == 'OR' else ' ').join(texts)})"


def _meaning(
    tree: tuple[str, object], meant: Mapping[str, frozenset[str]], everything: frozenset[str]
) -> frozenset[str]:
    how, content = tree
    if how == "TERM":
        return meant[str(content)]
    assert isinstance(content, tuple)
    sets = [_meaning(each, meant, everything) for each in content]
    if how == "OR":
        return frozenset().union(*sets)
    both = everything.intersection(*sets)
    return everything - both if how == "NOT" else both


@settings(max_examples=80)
@given(_TREES)
def test_terms_joined_in_any_way_find_what_their_sets_make(
    searcher: Searcher, meant: Mapping[str, frozenset[str]], tree: tuple[str, object]
) -> None:
    text = _text(tree)

    found = _found(searcher, text)

    assert _meaning(tree, meant, frozenset(searcher.catalog.entries)) == found
    assert found == _found(searcher, str(searcher.parse(text).query))


@settings(max_examples=40)
@given(st.lists(st.sampled_from(list(TESTS)), min_size=1, max_size=4), st.sampled_from(["llama", "chat", "qwen2"]))
def test_side_by_side_binds_tighter_than_or(
    searcher: Searcher, meant: Mapping[str, frozenset[str]], terms: list[str], letters: str
) -> None:
    named = frozenset(each.id for each in searcher.catalog if _names(letters)(searcher.catalog, each))
    together = named.intersection(*(meant[term] for term in terms))

    found = _found(searcher, f"{letters} {' '.join(terms)} OR id:bloom")

    assert together <= found - {"bloom"} | ({"bloom"} & together)
    assert "bloom" in found
    assert all(each == "bloom" or all(each in meant[term] for term in terms) for each in found)
