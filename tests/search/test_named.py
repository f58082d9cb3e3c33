from __future__ import annotations

import pytest

from factories import a_catalog, an_entry
from llmtui.search import Searcher
from llmtui.search.named import caution, named_by

SEARCHER = Searcher(
    a_catalog(
        an_entry(
            "heron",
            licence="MIT",
            licences=(("3B", "LicenseRef-Research"),),
            sizes=("3B", "7B"),
            machine_names=("hub:acme/Heron-3B", "hub:acme/Heron-7B"),
        ),
        an_entry("owl", licence="MIT", sizes=("7B",), machine_names=("hub:acme/owl-7B",)),
    )
)


@pytest.mark.parametrize(
    ("text", "licence", "remark"),
    [
        (
            "acme/Heron-3B",
            "LicenseRef-Research",
            "Licence, word and answers are those of the size in 'acme/Heron-3B'.",
        ),
        ("acme/Heron-7B", "MIT", "Licence, word and answers are those of the size in 'acme/Heron-7B'."),
        ("Heron-3B", "LicenseRef-Research", "Licence, word and answers are those of the size in 'Heron-3B'."),
        ("acme/heron-90b", "MIT", "The answers are for 'acme/heron-90b', which this entry does not list."),
        ("acme/owl-7B", "MIT", ""),
        (
            "https://huggingface.co/acme/Heron-3B/tree/main",
            "LicenseRef-Research",
            "Licence, word and answers are those of the size in 'https://huggingface.co/acme/Heron-3B/tree/main'.",
        ),
        (
            "https://huggingface.co/acme/Heron-7B/blob/main/config.json",
            "MIT",
            "Licence, word and answers are those of the size in 'https://huggingface.co/acme/Heron-7B/blob/main/config.json'.",
        ),
        ("TheBloke/owl-7B-GGUF", "MIT", ""),
    ],
)
def test_a_pasted_name_finds_its_entry_under_the_licence_of_its_size(text: str, licence: str, remark: str) -> None:
    assert [(licence, remark)] == [(each.entry.licence, each.remark) for each in named_by(SEARCHER, f" {text} ")]


@pytest.mark.parametrize("text", ["", "heron", "heron 3b", "acme/nothing", "kind:model", "acme/Heron-3B kind:model"])
def test_words_and_queries_name_nothing(text: str) -> None:
    assert () == named_by(SEARCHER, text)


@pytest.mark.parametrize(
    ("text", "cautions"),
    [
        ("acme/Heron-3B", ("'acme/Heron-3B' is a name of heron; the licence of this size is Research",)),
        ("acme/owl-7B", ()),
        ("acme/owl-9B", ("'acme/owl-9B' is of the family of owl; differs in size 9B; it may be under other terms",)),
        ("nothing", ()),
    ],
)
def test_a_name_that_is_not_quite_that_of_the_entry_needs_a_caution(text: str, cautions: tuple[str, ...]) -> None:
    assert cautions == caution(named_by(SEARCHER, text))
