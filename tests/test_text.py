from __future__ import annotations

import sys
import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from llmtui.text import (
    LIMIT,
    are_clean,
    are_web_links,
    clean,
    is_web_link,
    with_joiners_apart,
    without_joiners,
)

_WILD = st.text(alphabet=st.characters())
"""Any text, lone surrogates among it."""

FAMILY = "\U0001f468\u200d\U0001f469"


def _acts_on_a_terminal(letter: str) -> bool:
    """Whether a letter is a control, a surrogate, or sets the direction of text or a tag."""
    invisible = (
        letter != "\u200d" and unicodedata.category(letter) == "Cf" and letter in "\u061c\ufeff\u200b\u200e\u200f"
    )
    direction = unicodedata.bidirectional(letter) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    tag = "\U000e0000" <= letter <= "\U000e007f"
    return unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} or invisible or direction or tag


@given(_WILD)
@example("\x1b]52;c;x\x07")
@example("\x9b2J \x9d0;x\x9c")
@example("a\u202eb\u2066c\u2069")
def test_nothing_that_a_terminal_acts_on_stays(text: str) -> None:
    cleaned = clean(text)

    assert [] == [letter for letter in cleaned if _acts_on_a_terminal(letter)]


def test_no_letter_that_python_prints_acts_on_a_terminal() -> None:
    letters = map(chr, range(sys.maxunicode + 1))

    assert [] == [letter for letter in letters if letter.isprintable() and _acts_on_a_terminal(letter)]


@given(st.lists(st.text(alphabet=st.sampled_from("ab  \t\n\xa0\u200b\u200d\u0301\u202e\x1bé—👩")), max_size=4))
@example(["a", "b "])
@example(["", "a\u0301\u0301\u0301", "\u0301\u0301 b"])
@example(["a\u0301\u0301\u0301\u0301\u0301"])
def test_texts_are_clean_together_if_each_is(texts: list[str]) -> None:
    assert all(clean(text) == text for text in texts) == are_clean(texts)


_URLS = ("https://example.org/a", "http://a.example", "https://example.org/é", "https://b.example/x y", "ftp://a.b", "")


@given(st.lists(st.sampled_from(_URLS), max_size=4))
@example(["https://a.example/x https://b.example/y"])
@example(["https://a.example/\nhttps://b.example/"])
@example(["https://a.example/", "https://b.example/" + "x" * 2000])
def test_addresses_are_links_together_if_each_is(urls: list[str]) -> None:
    assert all(map(is_web_link, urls)) == are_web_links(urls)


@given(_WILD, st.integers(1, 50))
def test_cleaning_twice_changes_nothing(text: str, limit: int) -> None:
    once = clean(text, limit)

    assert once == clean(once, limit)


@given(_WILD, st.integers(1, 50))
def test_a_cleaned_text_keeps_to_its_limit(text: str, limit: int) -> None:
    assert len(clean(text, limit)) <= limit


@given(_WILD)
def test_a_cleaned_text_can_be_written_to_a_file(text: str) -> None:
    assert isinstance(clean(text).encode("utf-8"), bytes)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("Plain text.", "Plain text.", id="plain"),
        pytest.param("  two\n\tlines \r\n", "two lines", id="blanks-become-one"),
        pytest.param("Größe 百川 العربية हिन्दी", "Größe 百川 العربية हिन्दी", id="other-scripts"),
        pytest.param("a\x1b[31mb", "a\ufffd[31mb", id="escape-leaves-a-mark"),
        pytest.param("a\x00b", "a\ufffdb", id="zero-byte"),
        pytest.param("a\x7fb", "a\ufffdb", id="delete"),
        pytest.param("a\x9bb", "a\ufffdb", id="c1"),
        pytest.param("a\u200bb", "a\ufffdb", id="zero-width-space"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone-surrogate"),
        pytest.param("\ufeffa", "\ufffda", id="byte-order-mark"),
        pytest.param("a\U000e0041b", "a\ufffdb", id="tag-letter"),
        pytest.param(FAMILY, FAMILY, id="a-joiner-between-emoji-stays"),
        pytest.param("a\u200db", "a\ufffdb", id="a-joiner-between-letters-goes"),
        pytest.param("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e", id="a-non-joiner-in-an-arabic-word-stays"),
        pytest.param("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937", id="a-joiner-in-an-indic-word-stays"),
        pytest.param("a\u200cb", "a\ufffdb", id="a-non-joiner-in-a-latin-word-goes"),
        pytest.param("\u0645\u06cc\u200c", "\u0645\u06cc\ufffd", id="a-non-joiner-at-the-end-goes"),
        pytest.param("\u0645\u200c\u200c\u062e", "\u0645\ufffd\ufffd\u062e", id="two-non-joiners-go"),
        pytest.param("\u0645\u200d\U0001f468", "\u0645\ufffd\U0001f468", id="a-joiner-of-letter-and-emoji-goes"),
        pytest.param("e" + "\u0301" * 2, "e" + "\u0301" * 2, id="some-accents"),
        pytest.param("e" + "\u0301" * 10_000, "e" + "\u0301" * 4, id="a-tower-of-accents"),
        pytest.param("", "", id="empty"),
        pytest.param(
            "[b]bold[/b] [@click=app.quit]x[/]", "[b]bold[/b] [@click=app.quit]x[/]", id="markup-is-only-text"
        ),
    ],
)
def test_a_text_becomes_safe_and_stays_readable(text: str, cleaned: str) -> None:
    assert cleaned == clean(text)


def test_a_text_that_was_cut_says_so() -> None:
    cleaned = clean("x" * (LIMIT + 1))

    assert (LIMIT, "x…") == (len(cleaned), cleaned[-2:])


def test_a_text_of_just_the_limit_is_whole() -> None:
    assert "xxxxx" == clean("xxxxx", 5)


@given(
    st.one_of(
        _WILD, _WILD.map("https://{}".format), st.text("[]:.@/?#\uff11\u2100a1", max_size=12).map("http://{}".format)
    )
)
def test_every_text_is_judged_and_a_link_can_be_split(url: str) -> None:
    assert not is_web_link(url) or urlsplit(url).hostname


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/",
        "https://example.org:8080/a/b.html?c=d&e=f#g",
        "https://github.com/owner/name/tree/main/a_(b)",
        "https://例え.jp/百川",
        "https://münchen.example",
        "http://[2001:db8::1]:8080/a",
        "https://example.org?q=1",
        "https://example.org/" + "a" * 1980,
    ],
)
def test_a_web_address_may_be_offered(url: str) -> None:
    assert is_web_link(url)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="empty"),
        pytest.param("example.org", id="no-scheme"),
        pytest.param("https://", id="no-host"),
        pytest.param("https:///path", id="path-alone"),
        pytest.param("javascript:alert(1)", id="javascript"),
        pytest.param("javascript://example.org/%0aalert(1)", id="javascript-with-slashes"),
        pytest.param("file:///etc/passwd", id="file"),
        pytest.param("ftp://example.org", id="ftp"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param(" https://example.org", id="blank-before"),
        pytest.param("https://example.org/a b", id="blank-inside"),
        pytest.param("https://example.org\n", id="line-feed-after"),
        pytest.param("https://example.org/\x1b]52;c;x\x07", id="escape"),
        pytest.param("https://example.org/\x9c", id="c1"),
        pytest.param("https://example.org/\u202egpj.exe", id="right-to-left-override"),
        pytest.param("https://example.org/\u061c", id="arabic-letter-mark"),
        pytest.param("https://example.org/\ufffd", id="what-cleaning-left"),
        pytest.param("https://example.org/\U000e0041", id="tag-letter"),
        pytest.param('https://example.org/"onclick="x', id="quote"),
        pytest.param("https://example.org/<b>", id="angle-bracket"),
        pytest.param("https://example.org\\@evil.org", id="backslash"),
        pytest.param("https://example.org/\ud800", id="lone-surrogate"),
        pytest.param("https://example.org/" + "a" * 2000, id="endless"),
        pytest.param("http://[::1", id="half-an-ipv6-address"),
        pytest.param("http://[v1.x]/", id="no-ipv6-address-in-brackets"),
        pytest.param("http://a[b]/", id="brackets-inside-a-host"),
        pytest.param("http://example.org:99999/", id="port-out-of-range"),
        pytest.param("http://:80/", id="port-alone"),
        pytest.param("http://\uff47ithub.com/a", id="full-width-letter-in-the-host"),
        pytest.param("http://example.org\u2100evil.example", id="a-sign-that-normalises-to-a-slash"),
    ],
)
def test_what_could_leave_a_link_is_never_offered(url: str) -> None:
    assert not is_web_link(url)


@pytest.mark.parametrize("url", ["http://[::1", "https://a]b/", "https://example.org\u2100.example/"])
def test_an_address_with_an_unreadable_host_is_not_a_link(url: str) -> None:
    assert not is_web_link(url)


@pytest.mark.parametrize(("length", "offered"), [(1999, True), (2000, True), (2001, False)])
@pytest.mark.parametrize("letter", ["x", "é"], ids=["plain", "letters of all scripts"])
def test_an_address_may_have_two_thousand_characters(length: int, letter: str, *, offered: bool) -> None:
    url = "https://example.org/".ljust(length, letter)

    assert (offered, offered) == (is_web_link(url), are_web_links([url, "https://example.org"]))
    assert offered == are_web_links(["https://example.org", url])


@pytest.mark.parametrize(
    ("text", "clear"),
    [("a b", True), ("", True), ("a  b", False), (" a", False), ("a ", False), ("a\tb", False), ("a\nb", False)],
)
def test_blanks_that_cleaning_would_change_are_seen_alone_and_among_others(text: str, *, clear: bool) -> None:
    assert clear is are_clean([text]) is (clean(text) == text)
    assert clear is are_clean(["x", text, "y"])
    assert clear is are_clean([text, "y"]) is are_clean(["x", text])


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e", id="Persian words keep their joints"),
        pytest.param("a\u200cb", "a\ufffdb", id="Latin ones have none"),
        pytest.param("\u0645\u200cb", "\u0645\ufffdb", id="nor between two scripts"),
        pytest.param("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937", id="Hindi"),
        pytest.param(FAMILY, FAMILY, id="emoji"),
        pytest.param("\U0001f468\u200d", "\U0001f468\ufffd", id="an emoji joined to nothing"),
        pytest.param("\u200d\U0001f468", "\ufffd\U0001f468", id="nothing joined to an emoji"),
        pytest.param("\U0001f468\u200da", "\U0001f468\ufffda", id="an emoji joined to a letter"),
        pytest.param("a" + "\u0301" * 9, "a" + "\u0301" * 4, id="marks upon marks"),
        pytest.param("a" + "\u0301" * 4, "a" + "\u0301" * 4, id="as many as a language needs"),
    ],
)
def test_joiners_stay_where_a_script_needs_them(text: str, cleaned: str) -> None:
    assert cleaned == clean(text)
    assert f"{cleaned} \ufffd" == clean(f"{text}\n\x1b"), "beside something unsafe too"


@pytest.mark.parametrize(
    ("text", "apart", "without"),
    [
        pytest.param("\u0915\u200d\u0937", "\u0915\u200c\u0937", "\u0915\u0937", id="letters"),
        pytest.param(FAMILY, FAMILY, FAMILY, id="emoji"),
        pytest.param("plain", "plain", "plain", id="none"),
    ],
)
def test_a_terminal_that_joins_letters_gets_them_apart_and_emoji_whole(text: str, apart: str, without: str) -> None:
    assert (apart, without) == (with_joiners_apart(text), without_joiners(text))
