"""The cells that terminals give to signs: as tmux 3.3a reports its cursor, and xterm and VTE agree for these."""

from __future__ import annotations

import unicodedata

import pytest
from rich.cells import chop_cells, get_character_cell_size, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from llmtui.present.cells import cell_len, fit, pieces, wrap

MEASURED = {
    "हिन्दी": 5,
    "कि": 2,
    "বাংলা": 5,
    "தமிழ்": 4,
    "తెలుగు": 5,
    "ಕನ್ನಡ": 4,
    "മലയാളം": 6,
    "ខ្មែរ": 4,
    "မြန်မာ": 5,
    "བོད": 2,
    "ภาษาไทย": 7,
    "مرحبا": 5,
    "می\u200cخ": 3,
    "한": 2,
    "百川": 4,
    "Z̷a̴l̵": 3,
    "\u1112\u1161\u11ab": 2,
    "a\u302e": 3,
}
"""Widths by text; where joiners are sent, tmux joins letters, so these are measured without."""
JOINED = {"ශ\u0dca\u200dර": "ශ\u0dcaර", "क\u094d\u200dष": "क\u094dष", "م\u200dع": "مع", "അവന\u0d4d\u200d": "അവന\u0d4d"}
"""Texts with joiners, and what is drawn of them."""


@pytest.mark.parametrize(("text", "width"), MEASURED.items())
def test_a_sign_takes_as_many_cells_as_a_terminal_gives_it(text: str, width: int) -> None:
    assert width == cell_len(text)


@pytest.mark.parametrize(("text", "drawn"), JOINED.items())
def test_letters_with_a_joiner_take_their_own_cells(text: str, drawn: str) -> None:
    assert cell_len(drawn) == cell_len(text)


@pytest.mark.parametrize("emoji", ["👨\u200d👩\u200d👧", "👩\u200d💻"])
def test_joined_emoji_take_the_cells_of_one(emoji: str) -> None:
    assert 2 == cell_len(emoji)


@pytest.mark.parametrize("text", [*MEASURED, *JOINED])
def test_everything_that_measures_agrees(text: str) -> None:
    width = cell_len(text)

    assert width == Strip([Segment(text)]).cell_length
    assert text == set_cell_size(text, width)
    assert text == "".join(chop_cells(text, 2))
    assert text + " " == fit(text, width + 1)
    assert width == sum(map(cell_len, pieces(text, 2)))
    assert (text,) == wrap(text, width)


def test_every_spacing_mark_takes_a_cell() -> None:
    marks = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Mc"]

    assert len(marks) > 400
    assert [] == [mark for mark in marks if not get_character_cell_size(mark)]
