"""How licences are written for programs and for people."""

from __future__ import annotations

import pytest

from llmtui.licences import (
    canonical_licence,
    is_spdx_expression,
    licence_ids,
    licence_in_short,
    licence_name,
    licence_with_sizes,
    licence_words,
)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("mit", "MIT"),
        ("apache-2.0", "Apache-2.0"),
        ("mit or apache-2.0", "MIT OR Apache-2.0"),
        ("(MIT  AND cc-by-4.0)", "(MIT AND CC-BY-4.0)"),
        ("gpl-3.0-only with classpath-exception-2.0", "GPL-3.0-only WITH Classpath-exception-2.0"),
        ("LicenseRef-Llama-2", "LicenseRef-Llama-2"),
        ("Apache 2.0", "Apache 2.0"),
        ("MIT AND", "MIT AND"),
        ("our own terms", "our own terms"),
        ("", ""),
    ],
)
def test_an_spdx_expression_is_spelled_as_spdx_spells_it_and_anything_else_stays(written: str, canonical: str) -> None:
    assert canonical == canonical_licence(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MIT", True),
        ("mit or (apache-2.0 AND LicenseRef-Own)", True),
        ("Apache 2.0", False),
        ("MIT AND", False),
        ("our own terms", False),
        ("", False),
    ],
)
def test_an_expression_is_what_spdx_can_read(text: str, *, expected: bool) -> None:
    assert expected is is_spdx_expression(text)


@pytest.mark.parametrize(
    ("expression", "ids"),
    [
        ("MIT", ("MIT",)),
        ("MIT OR (Apache-2.0 AND LicenseRef-Own)", ("MIT", "Apache-2.0", "LicenseRef-Own")),
        ("GPL-3.0-only WITH Classpath-exception-2.0 AND MIT", ("GPL-3.0-only", "MIT")),
        ("GPL-2.0+", ("GPL-2.0+",)),
        ("", ()),
    ],
)
def test_an_expression_names_its_licences_without_exceptions(expression: str, ids: tuple[str, ...]) -> None:
    assert ids == licence_ids(expression)


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("LicenseRef-Llama-3.1", "Llama 3.1"),
        ("LicenseRef-Llama-3.1 AND MIT", "Llama 3.1 AND MIT"),
        ("Apache-2.0", "Apache-2.0"),
        ("LicenseRef--", "LicenseRef--"),
        ("", ""),
    ],
)
def test_a_licence_of_its_own_kind_is_named_in_words(expression: str, name: str) -> None:
    assert name == licence_name(expression)


@pytest.mark.parametrize(
    ("licence", "by_size", "short", "words", "with_sizes"),
    [
        pytest.param("", (), "", "", "", id="none"),
        pytest.param("MIT", (), "MIT", "MIT", "MIT", id="one"),
        pytest.param("LicenseRef-Own-1", (), "Own 1", "LicenseRef-Own-1", "Own 1", id="its own"),
        pytest.param("MIT", (("7B", "MIT"),), "MIT", "MIT; 7B: MIT", "MIT", id="a size says the same"),
        pytest.param("", (("7B", "MIT"),), "MIT", "7B: MIT", "7B: MIT", id="sizes alone"),
        pytest.param(
            "MIT",
            (("3B", "LicenseRef-Q"), ("7B", "MIT"), ("9B", "LicenseRef-Q"), ("70B", "Apache-2.0")),
            "by size",
            "MIT; 3B: LicenseRef-Q; 7B: MIT; 9B: LicenseRef-Q; 70B: Apache-2.0",
            "MIT; 3B, 9B: Q; 70B: Apache-2.0",
            id="by size",
        ),
    ],
)
def test_licences_that_differ_by_size_are_said_in_short_in_full_and_gathered(
    licence: str, by_size: tuple[tuple[str, str], ...], short: str, words: str, with_sizes: str
) -> None:
    assert short == licence_in_short(licence, by_size)
    assert (words, with_sizes) == licence_words(licence, by_size)
    assert with_sizes == licence_with_sizes(licence, by_size)
