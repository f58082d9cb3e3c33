from __future__ import annotations

import pytest

from llmtui.loader.loaded import Loaded
from llmtui.search.language import language_names


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        pytest.param("zh", ("Chinese", "中文"), id="plain"),
        pytest.param("zh-Hant", ("Chinese", "中文"), id="with-a-script"),
        pytest.param("PT-br", ("Portuguese",), id="any-case"),
        pytest.param("tlh", (), id="not-listed"),
    ],
)
def test_a_tag_has_the_names_people_use(tag: str, names: tuple[str, ...]) -> None:
    assert names == language_names(tag)


def test_every_language_of_the_bundled_catalogue_has_a_name(bundled: Loaded) -> None:
    nameless = {tag for entry in bundled.catalog for tag in entry.languages if not language_names(tag)}

    assert set() == nameless
