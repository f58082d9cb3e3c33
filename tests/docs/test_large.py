"""The way to a million entries works as it is written, here on few."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docs.large import asking, blocks, load_million
from llmtui.exporters.files import FILE_FORMATS, Export
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.model import Origin


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, bundled: Loaded) -> Path:
    """The bundled catalogue in the place of a million."""
    folder = tmp_path_factory.mktemp("million")
    export = Export(bundled.catalog, list(bundled.catalog), "opening-up-chatgpt")
    (folder / "million.jsonl").write_text(str(FILE_FORMATS["jsonl"].dump(export)), encoding="utf-8")
    load_million(folder)
    return folder


@pytest.mark.needs("sqlite3")
@pytest.mark.parametrize("command", asking())
def test_a_part_is_a_catalogue_that_can_be_browsed(folder: Path, command: str, bundled: Loaded) -> None:
    subprocess.run(command, shell=True, cwd=folder, check=True)  # noqa: S602 - the page is ours

    part = load((Origin(folder / "part.jsonl", "part"),)).catalog

    assert 0 < len(part) < len(bundled.catalog)
    assert all(part.entries[each].name == bundled.catalog.entries[each].name for each in part.entries)


@pytest.mark.needs("sqlite3")
def test_every_word_of_three_letters_finds_what_holds_it(folder: Path, bundled: Loaded) -> None:
    command = asking()[0].replace("'chatglm'", "'oml'")
    subprocess.run(command, shell=True, cwd=folder, check=True)  # noqa: S602 - as above

    texts = {entry.id: f"{entry.name}\n{entry.maker}\n{entry.summary}".lower() for entry in bundled.catalog}
    found = load((Origin(folder / "part.jsonl", "part"),)).catalog.entries
    assert {entry_id for entry_id, text in texts.items() if "oml" in text} == set(found)


def test_the_page_ends_in_the_browser() -> None:
    assert "llmtui --no-bundled --catalog part.jsonl" in blocks("sh")[1]
