from __future__ import annotations

from collections.abc import Sequence

import pytest

from factories import FRAMEWORK, a_catalog, a_framework, a_licence, an_assessment, an_entry, with_licences
from llmtui.model import Entry, Grade, Kind, Listing
from llmtui.model.licence import Permission
from llmtui.present.canvas import Canvas
from llmtui.present.column_table import COLUMNS, Printing, columns_table, columns_values
from llmtui.present.glyphs import UNICODE
from llmtui.search import Hit

LONG = an_entry("long", name="A name of some twenty cells", maker="A maker whose name is longer than that of the entry")


def _texts(entry: Entry, names: Sequence[str], width: int) -> list[str]:
    printing = Printing(a_catalog(entry), FRAMEWORK, Canvas(width, UNICODE))
    return ["".join(cell.text for cell in line).rstrip() for line in columns_table(printing, [Hit(entry)], names)]


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (100, f"long  {LONG.name}  {LONG.maker}"),
        (60, "long  A name of some twenty cells  A maker whose name is lo…"),
        (40, "long  A name of some twen…  A maker who…"),
    ],
    ids=["wide", "medium", "narrow"],
)
def test_the_name_gives_way_last(width: int, row: str) -> None:
    heading, shown = _texts(LONG, ("id", "name", "maker"), width)

    assert (["id", "name", "maker"], row) == (heading.split(), shown)


ROOT = an_entry("root", name="Root", licence="LicenseRef-NC")
FULL = an_entry(
    "x",
    name="X",
    category="instruction",
    kind=Kind.MODEL,
    maker="Acme",
    licence="MIT",
    licences=(("7B", "MIT"), ("70B", "LicenseRef-Llama-2")),
    sizes=("7B", "13B", "70B"),
    languages=("en", "zh"),
    modalities=("text", "image"),
    released="2024-05",
    base=("root", "Some 7B"),
    listed_in=(Listing("a", "1"), Listing("a", "2"), Listing("b")),
    assessments=(
        an_assessment({"code": "closed", "weights": "partial"}, "judges", "2023"),
        an_assessment({"code": "open", "weights": "partial"}, "judges", "2024"),
        an_assessment({"weights": "open"}, "others", "2025"),
    ),
)
TEXTS = {
    "id": "x",
    "name": "X",
    "maker": "Acme",
    "category": "instruction",
    "kind": "model",
    "word": "restricted",
    "openness": f"{UNICODE.grades[Grade.OPEN]}{UNICODE.grades[Grade.PARTIAL]}",
    "score": "1.5",
    "size": f"7B{UNICODE.dash}70B",
    "license": "MIT, Llama 2",
    "released": "2024-05",
    "languages": "en, zh",
    "modalities": "text, image",
    "base": "Root, Some 7B",
    "commercial": "no",
    "derivatives": "unknown",
    "redistribution": "unknown",
    "outputs": "unknown",
    "judges": "judges, others",
    "disputed": "weights",
    "changed": "code",
    "listed": "2",
}
EMPTY = {"id", "name", "category", "kind", "word", "listed", *(each.value for each in Permission)}
"""Columns that say something of every model."""


def _value(name: str, entry: Entry, framework: str = "judges") -> str:
    catalog = a_catalog(
        entry,
        ROOT,
        frameworks=[a_framework("judges", ("code", "weights")), a_framework("others", ("weights",), short="OTH")],
    )
    licences = a_licence("MIT", free=True), a_licence("LicenseRef-NC", "no yes yes yes")
    catalog = with_licences(catalog, *licences, a_licence("LicenseRef-Llama-2", free=False))
    ((text,),) = columns_values(Printing(catalog, framework, Canvas(80, UNICODE)), [Hit(entry)], (name,))
    return text


def test_every_column_is_tried_here() -> None:
    assert set(TEXTS) == set(COLUMNS)


@pytest.mark.parametrize("name", TEXTS)
def test_a_column_says_what_its_help_says(name: str) -> None:
    assert TEXTS[name] == _value(name, FULL)


@pytest.mark.parametrize("name", sorted(set(TEXTS) - EMPTY))
def test_of_what_is_not_known_a_column_says_nothing(name: str) -> None:
    assert "" == _value(name, an_entry("x"))


def test_a_score_of_another_framework_names_it() -> None:
    entry = an_entry("x", grades={"weights": "open"}, framework="others")

    assert "1.0 OTH" == _value("score", entry)


def test_a_column_is_as_wide_as_its_widest_text_or_its_heading() -> None:
    heading, row = _texts(an_entry("x", licence="MIT"), ("id", "license", "kind"), 80)

    assert ("id  license  kind", "x   MIT      model") == (heading, row)
