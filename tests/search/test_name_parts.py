"""How a pasted name is read: where it comes from, and which of its parts say only which copy it is."""

from __future__ import annotations

import pytest

from llmtui.search.folding import fold, name_words, squash, words_of
from llmtui.search.language import is_language, language_names
from llmtui.search.name_parts import Flavour, NameParts, Registry, is_one_name, link_key, name_parts, read_name
from llmtui.search.slips import nearest_word


@pytest.mark.parametrize(
    ("text", "registry", "name"),
    [
        ("acme/Heron-7B", Registry.HUB, "acme/Heron-7B"),
        ("https://huggingface.co/acme/Heron-7B", Registry.HUB, "acme/Heron-7B"),
        ("https://hf.co/acme/Heron-7B/tree/main", Registry.HUB, "acme/Heron-7B"),
        ("huggingface.co/datasets/acme/corpus", Registry.HUB, "acme/corpus"),
        ("https://huggingface.co/papers/2301.00001", Registry.ARXIV, "2301.00001"),
        ("https://huggingface.co/acme/H/resolve/main/h.Q4_K_M.gguf", Registry.FILE, "h.Q4_K_M.gguf"),
        ("https://huggingface.co/gpt2", Registry.WORDS, "gpt2"),
        ("models--acme--Heron-7B", Registry.HUB, "acme/Heron-7B"),
        ("huggingface-cli download acme/Heron-7B", Registry.HUB, "acme/Heron-7B"),
        ("vllm serve acme/Heron-7B", Registry.HUB, "acme/Heron-7B"),
        ("hub:acme/Heron", Registry.HUB, "acme/Heron"),
        ("HUB: acme/Heron", Registry.HUB, "acme/Heron"),
        ("ollama:heron:7b", Registry.OLLAMA, "heron:7b"),
        ("ollama run heron", Registry.WORDS, "heron"),
        ("ollama run heron:7b", Registry.OLLAMA, "heron:7b"),
        ("hf.co/acme/heron-GGUF:Q4_K_M", Registry.HUB, "acme/heron-GGUF:Q4_K_M"),
        ("https://ollama.com/library/heron", Registry.OLLAMA, "heron"),
        ("https://ollama.com/acme/heron", Registry.OLLAMA, "acme/heron"),
        ("https://github.com/acme/heron.git", Registry.GITHUB, "acme/heron"),
        ("https://github.com/acme/heron/blob/main/README.md", Registry.GITHUB, "acme/heron"),
        ("https://github.com/acme", Registry.LINK, "https://github.com/acme"),
        ("https://arxiv.org/abs/2301.00001v2", Registry.ARXIV, "2301.00001"),
        ("arXiv: 2301.00001", Registry.ARXIV, "2301.00001"),
        ("10.48550/arXiv.2301.00001", Registry.ARXIV, "2301.00001"),
        ("https://doi.org/10.48550/arXiv.2301.00001", Registry.ARXIV, "2301.00001"),
        ("2301.00001", Registry.ARXIV, "2301.00001"),
        ("C:\\models\\heron-7b.Q4_K_M.gguf", Registry.FILE, "heron-7b.Q4_K_M.gguf"),
        ("/srv/heron.safetensors", Registry.FILE, "heron.safetensors"),
        ("https://example.org/heron", Registry.LINK, "https://example.org/heron"),
        ("Heron 7B", Registry.WORDS, "Heron 7B"),
        ("  heron   chat ", Registry.WORDS, "heron chat"),
        ("https://[", Registry.WORDS, "https://["),
        ("", Registry.WORDS, ""),
    ],
)
def test_a_pasted_text_is_a_name_of_the_registry_it_is_written_for(text: str, registry: Registry, name: str) -> None:
    found = read_name(text)

    assert (registry, name) == (found.registry, found.text)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("https://example.org/a", True),
        ("ollama run heron:7b", True),
        ("my model.gguf", True),
        ("arXiv: 2301.00001", True),
        ("heron chat", False),
        ("https://example.org and words", False),
        ("kind:model", False),
        ("", False),
    ],
)
def test_a_command_an_address_and_a_file_are_one_name_despite_blanks_and_colons(text: str, *, one: bool) -> None:
    assert one is is_one_name(text)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("Heron", NameParts(("heron",)), id="a word"),
        pytest.param("llama3.1", NameParts(("llama", "3.1")), id="letters and numbers"),
        pytest.param("Llama 3.1", NameParts(("llama", "3.1")), id="the same with a blank"),
        pytest.param("acme/Heron-7B", NameParts(("heron",), sizes=("7b",)), id="size"),
        pytest.param("Heron-8x7B-v0.2", NameParts(("heron",), sizes=("8x7b",), versions=("v0.2",)), id="version"),
        pytest.param("Heron-235B-A22B", NameParts(("heron",), sizes=("235b", "a22b")), id="active size"),
        pytest.param("7B-Heron", NameParts(("7", "b", "heron")), id="the first part says what it is"),
        pytest.param("Heron-Instruct", NameParts(("heron",), Flavour.TUNED, "instruct"), id="instruct"),
        pytest.param("Heron-it", NameParts(("heron",), Flavour.TUNED, "instruct"), id="it"),
        pytest.param("Heron-Chat", NameParts(("heron",), Flavour.TUNED, "chat"), id="chat"),
        pytest.param("Heron-base", NameParts(("heron",), Flavour.BASE), id="base"),
        pytest.param("Heron-pt", NameParts(("heron",), Flavour.BASE), id="pretrained"),
        pytest.param("Heron-base-chat", NameParts(("heron",), Flavour.TUNED, "chat"), id="tuned wins over base"),
        pytest.param("Heron-2407", NameParts(("heron",), dates=("2407",)), id="month"),
        pytest.param("Heron-2024-05-06", NameParts(("heron",), dates=("2024-05-06",)), id="day"),
        pytest.param("Heron-20240506", NameParts(("heron",), dates=("20240506",)), id="day in digits"),
        pytest.param("Heron-0528", NameParts(("heron",), dates=("0528",)), id="month and day"),
        pytest.param("Heron-1999", NameParts(("heron", "1999")), id="a number that is not a date"),
        pytest.param("Heron-AWQ", NameParts(("heron",), formats=("awq",)), id="format"),
        pytest.param("heron.Q4_K_M.gguf", NameParts(("heron",), formats=("q4_k_m", "gguf")), id="quantised file"),
        pytest.param(
            "heron-00001-of-00002.safetensors",
            NameParts(("heron",), formats=("safetensors",)),
            id="a part of a split file",
        ),
        pytest.param("heron.ONNX", NameParts(("heron",), formats=("onnx",)), id="a file of another format"),
        pytest.param("C++", NameParts(("c", "+", "+")), id="plus signs"),
        pytest.param("Geant-\u00c9t\u00e9", NameParts(("geant", "ete")), id="accents"),
        pytest.param("", NameParts(()), id="nothing"),
    ],
)
def test_a_name_is_taken_apart_into_what_it_is_and_which_copy(name: str, parts: NameParts) -> None:
    assert parts == name_parts(name)


@pytest.mark.parametrize(
    ("name", "flavour"),
    [("heron", Flavour.TUNED), ("heron-base", Flavour.BASE), ("heron-text", Flavour.BASE), ("heron-it", Flavour.TUNED)],
)
def test_a_name_of_ollama_is_the_tuned_model_unless_it_says_otherwise(name: str, flavour: Flavour) -> None:
    assert flavour is name_parts(name, tagged=True).flavour


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a/", "http://example.org/a"),
        ("https://example.org/A", "https://example.org/a"),
    ],
)
def test_two_spellings_of_one_address_have_one_key(one: str, other: str) -> None:
    assert link_key(one) == link_key(other)


@pytest.mark.parametrize(
    ("text", "folded", "squashed"),
    [
        ("OLMo 2", "olmo 2", "olmo2"),
        ("G\u00c9ANT", "geant", "geant"),
        ("\uff21\uff22\uff23", "abc", "abc"),
        ("\u0130stanbul \u0131", "istanbul i", "istanbuli"),
        ("Stra\u00dfe", "strasse", "strasse"),
        ("GPT-J_6B", "gpt-j_6b", "gptj6b"),
        ("\u767e\u5ddd-7B", "\u767e\u5ddd-7b", "\u767e\u5ddd7b"),
        ("", "", ""),
    ],
)
def test_text_is_compared_without_case_accents_and_widths(text: str, folded: str, squashed: str) -> None:
    assert (folded, squashed) == (fold(text), squash(text))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("StableVicuna",), {"stablevicuna", "stable", "vicuna"}),
        (("GPT4All",), {"gpt4all", "gpt", "4a", "ll"} | {"gpt4all"}),
        (("Open Assistant", "OA"), {"openassistant", "open", "assistant", "oa"}),
        (("",), set()),
    ],
)
def test_the_words_of_a_name_are_its_parts_by_signs_capitals_and_digits(
    names: tuple[str, ...], words: set[str]
) -> None:
    assert {each for each in words if len(each) > 2} <= name_words(*names)
    assert "" not in name_words(*names)


def test_runs_of_letters_and_digits_are_words() -> None:
    assert ["a1", "b", "\u767e"] == words_of("a1-b_\u767e!")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("kidn", "kind"),
        ("kin", "kind"),
        ("KIND", "kind"),
        ("wieghts", "weights"),
        ("wegiths", "weights"),
        ("xyz", ""),
        ("", ""),
        ("weightsabc", ""),
    ],
)
def test_a_word_is_forgiven_a_slip_or_two_by_its_length(word: str, found: str) -> None:
    assert found == nearest_word(word, ["kind", "weights", "license"])


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("zh", ("Chinese", "\u4e2d\u6587")),
        ("zh-Hans", ("Chinese", "\u4e2d\u6587")),
        ("EN", ("English",)),
        ("mul", ("multilingual",)),
        ("xx", ()),
        ("", ()),
    ],
)
def test_a_language_has_its_names_whatever_its_script_or_region(tag: str, names: tuple[str, ...]) -> None:
    assert names == language_names(tag)


@pytest.mark.parametrize(
    ("value", "known"), [("en", True), ("english", True), ("\u4e2d\u6587", True), ("pt-BR", True), ("klingon", False)]
)
def test_a_language_is_known_by_tag_or_name(value: str, *, known: bool) -> None:
    assert known is is_language(value)
