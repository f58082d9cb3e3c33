from __future__ import annotations

from pathlib import Path

import pytest

from llmtui.importers.records import Block
from llmtui.importers.values import base_of, corrected, judgement_of, link_roles, plain_words, size_of
from llmtui.importers.yaml_text import Node
from llmtui.model import Grade, Judgement
from llmtui.model.ids import ID, id_from_name
from llmtui.problems import ProblemLog


def _block(**values: str | list[str]) -> tuple[Block, ProblemLog]:
    log = ProblemLog()
    nodes = {
        key: Node(tuple(Node(each, 1) for each in value) if isinstance(value, list) else value, 1)
        for key, value in values.items()
    }
    return Block(nodes, Path("record.yaml"), log), log


def _graded(grade: str, link: str | list[str] | None = "", notes: str = "") -> tuple[Judgement | None, list[str]]:
    """The judgement of a criterion, and what is reported of it; without a link there is not even its key."""
    linked = {} if link is None else {"link": link}
    cell, log = _block(**{"class": grade, "notes": notes, **linked})
    top = Block({"paper": Node(cell.values, 1)}, Path("record.yaml"), log)
    return judgement_of(top, "paper"), [f"{each.key}: {each.message}" for each in log]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Command-R+", "command-r-plus", id="plus"),
        pytest.param("CodeT5+-16B", "codet5-plus-16b", id="plus-inside"),
        pytest.param("Qwen2.5 72B", "qwen2-5-72b", id="dots-and-blanks"),
        pytest.param("PanGu-\u03b1", "pangu-alpha", id="greek"),
        pytest.param("T\u00fclu", "tulu", id="marks"),
        pytest.param("RWKV-v4-(Raven)", "rwkv-v4-raven", id="parentheses"),
        pytest.param("BTLM-3B-", "btlm-3b", id="dash-at-the-end"),
        pytest.param("../../etc/passwd", "etc-passwd", id="a-path"),
        pytest.param("/srv/x", "srv-x", id="an-absolute-path"),
        pytest.param("\u767e\u5ddd 7B", "7b", id="chinese"),
        pytest.param("\u767e\u5ddd", "", id="nothing-left"),
        pytest.param("x" * 300, "x" * 80, id="long"),
    ],
)
def test_an_id_is_made_of_a_name(name: str, expected: str) -> None:
    assert expected == id_from_name(name)
    assert not expected or ID.fullmatch(expected)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        pytest.param("https://example.org/a", "https://example.org/a", id="right"),
        pytest.param("hhttps://example.org", "https://example.org", id="a-letter-too-many"),
        pytest.param("HTTP://example.org", "http://example.org", id="capitals"),
        pytest.param("tilde.example", "https://tilde.example", id="no-scheme"),
        pytest.param("lake/heron-7b", "https://huggingface.co/lake/heron-7b", id="bare-id"),
        pytest.param("lake/heron-7b \u00b7 Hugging Face", "https://huggingface.co/lake/heron-7b", id="page-title"),
        pytest.param("https://huggingface.co/lake/h \u00b7 Hugging Face", "https://huggingface.co/lake/h", id="title"),
        pytest.param("Heron: A bird that talks", "", id="words"),
        pytest.param("https://example.org/a b", "", id="a-blank-inside"),
        pytest.param("javascript:alert(1)", "", id="a-script"),
        pytest.param("file:///etc/passwd", "", id="a-file"),
    ],
)
def test_a_link_is_mended_where_that_is_safe(text: str, link: str) -> None:
    assert link == corrected(text, "huggingface.co")


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        pytest.param("open", Grade.OPEN, id="open"),
        pytest.param(" Partial ", Grade.PARTIAL, id="blanks-and-capitals"),
        pytest.param("CLOSED", Grade.CLOSED, id="capitals"),
        pytest.param("", Grade.NOT_APPLICABLE, id="empty"),
        pytest.param("NA", Grade.NOT_APPLICABLE, id="na"),
        pytest.param("ajar", Grade.LISTED, id="no-grade"),
    ],
)
def test_a_grade_is_read_from_the_words_of_the_index(printed: str, grade: Grade) -> None:
    link = "https://example.org"

    judgement, problems = _graded(printed, link)

    assert judgement == Judgement(grade, (link,))
    assert (printed != "open") == bool(problems)


def test_a_note_that_nothing_can_hold_is_reported_in_full() -> None:
    judgement, problems = _graded("ajar", notes="Said so")

    assert judgement is None
    assert "paper.notes: left out, with neither a grade nor a link: Said so" in problems


def test_a_text_that_is_not_a_link_is_kept_in_the_note() -> None:
    judgement, problems = _graded("closed", "ask them", "Not found.")

    assert judgement == Judgement(Grade.CLOSED, note="Not found. Link as printed: ask them")
    assert ["paper.link: 'ask them' is not an address"] == problems


def test_a_list_of_links_is_read_each_once() -> None:
    judgement, problems = _graded("open", ["https://a.example", "https://b.example", "https://a.example"])

    assert judgement == Judgement(Grade.OPEN, ("https://a.example", "https://b.example"))
    assert ["paper.link: https://a.example is there twice"] == problems


def test_a_criterion_without_a_link_key_is_reported() -> None:
    _, problems = _graded("closed", None)

    assert ["paper: has no link key"] == problems


def test_links_get_roles_by_where_they_lead() -> None:
    urls = (
        "https://github.com/a/b",
        "https://huggingface.co/a/b",
        "https://huggingface.co/datasets/a/b",
        "https://arxiv.org/abs/1",
        "https://example.org",
        "https://github.com/second/one",
    )

    assert ["repo", "weights", "data", "paper", "homepage"] == [each.role for each in link_roles(urls)]


@pytest.mark.parametrize(
    ("printed", "base"),
    [
        pytest.param("Heron Base 7B", ("Heron Base 7B",), id="words"),
        pytest.param("heron-base", ("Heron-base",), id="what-looks-like-an-id"),
        pytest.param("Heron", (), id="itself"),
        *(
            pytest.param(each, (), id=each)
            for each in ("unknown", "Undisclosed", "unclear", "Command A?", "Reed (version unknown)", "various (a, b)")
        ),
        *(pytest.param(each, (), id=each) for each in ("Apache-2.0", "MIT", "Other License")),
    ],
)
def test_a_base_is_a_name_in_words_where_it_is_known(printed: str, base: tuple[str, ...]) -> None:
    block, log = _block(base=printed)

    assert base == base_of(block, "base", "Heron")
    assert (not base and printed != "Heron") == bool(len(log))


@pytest.mark.parametrize("text", ["gpt2", "7b", "a", "Heron 7B"])
def test_plain_words_are_never_taken_for_an_id(text: str) -> None:
    assert not ID.fullmatch(plain_words(text))


@pytest.mark.parametrize(
    ("printed", "sizes", "is_reported"),
    [
        pytest.param("7B", ("7B",), False, id="size"),
        pytest.param("1_1B", ("1.1B",), False, id="underscore"),
        pytest.param("v1.1", (), False, id="a-version"),
        pytest.param("Undisclosed", (), True, id="no-size"),
        pytest.param("2B ", ("2B",), True, id="a-blank"),
    ],
)
def test_a_size_is_distinguished_from_a_version(printed: str, sizes: tuple[str, ...], is_reported: bool) -> None:
    block, log = _block(version=printed)

    assert (sizes, is_reported) == (size_of(block, "version"), bool(len(log)))


def test_a_text_that_is_cut_or_holds_what_cannot_be_shown_is_reported() -> None:
    block, log = _block(long="x" * 400, odd="a\u202eb")

    assert (300, "a\ufffdb") == (len(block.text("long")), block.text("odd"))
    assert ["400 characters are cut to 300", "holds characters that cannot be shown"] == [each.message for each in log]


def test_keys_that_are_not_asked_for_are_reported_and_become_remarks() -> None:
    block, log = _block(name="Heron", colour="grey", songs=["one", "two"])
    block.text("name")

    assert ("colour: grey", "songs: one, two") == block.finish()
    assert ["colour", "songs"] == [each.key for each in log]
