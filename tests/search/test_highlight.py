from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmtui.search import highlight


def _marked(name: str, *words: str) -> str:
    """The name with brackets where a letter is marked."""
    positions = highlight(name, words)
    return "".join(f"[{letter}]" if at in positions else letter for at, letter in enumerate(name)).replace("][", "")


@pytest.mark.parametrize(
    ("name", "words", "marked"),
    [
        pytest.param("Alpaca-LoRA", ("lora",), "Alpaca-[LoRA]", id="in-another-case"),
        pytest.param("StableVicuna", ("stable", "vicuna"), "[StableVicuna]", id="several-words"),
        pytest.param("GPT-4", ("gpt4",), "[GPT]-[4]", id="punctuation-is-stepped-over"),
        pytest.param("GPT4All", ("gpt4al",), "[GPT4Al]l", id="a-beginning"),
        pytest.param("ChatGLM-6B", ("chatgml",), "[ChatG]L[M]-6B", id="letters-changed-places"),
        pytest.param("StableVicuna", ("stabel",), "[Stab]l[e]Vicuna", id="a-typo"),
        pytest.param("百川-7B", ("百川",), "[百川]-7B", id="chinese"),
        pytest.param("Géant", ("geant",), "[Géant]", id="accents"),
        pytest.param("Alpaca", ("falcon",), "Alpaca", id="nothing-alike"),
        pytest.param("Alpaca", (), "Alpaca", id="no-words"),
        pytest.param("", ("alpaca",), "", id="no-name"),
    ],
)
def test_the_letters_that_matched_are_marked(name: str, words: tuple[str, ...], marked: str) -> None:
    assert marked == _marked(name, *words)


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=3))
def test_marks_never_lie_outside_the_name(name: str, words: list[str]) -> None:
    positions = highlight(name, words)

    assert positions <= set(range(len(name)))


@given(st.text(alphabet="abcXYZ 12-", min_size=1, max_size=20), st.data())
def test_a_part_of_a_name_is_marked_whole(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]

    positions = highlight(name, [part])

    assert len(part) == len(positions)
    assert part.lower() == "".join(name[at] for at in sorted(positions)).lower()
