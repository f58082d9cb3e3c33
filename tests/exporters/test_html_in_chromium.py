"""The page in a real browser: it sorts, finds and narrows, fits a phone, and nothing in it breaks out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from chromium import Browser, Seen, chromium
from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.exporters.html import dump_index
from llmtui.model import Grade, Judgement, Link, Rule

pytestmark = pytest.mark.needs("chromium")

OTHER = a_framework("other", ("paper",), rule=Rule.SHARE)
BREAKOUT = (
    "</script></title></style>--><img src=x onerror=\"document.title='pwned'\"><script>document.title='pwned'</script>"
)
ENTRIES = (
    an_entry("aspen", maker="Acme", grades={"code": "open", "weights": "closed", "license": "open"}),
    an_entry("birch", maker="Böhm", grades={"code": "partial", "weights": "open"}),
    an_entry("cedar", licence="MIT", grades={"code": "closed"}),
    an_entry("dogwood", assessments=(an_assessment({"paper": "open"}, "other"),)),
    an_entry("elm"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One start of Chromium for all tests here."""
    with chromium() as running:
        yield running


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """An index of a few trees."""
    catalog = a_catalog(*ENTRIES, frameworks=[a_framework(), OTHER])
    return _written(tmp_path, dump_index(catalog, ENTRIES, FRAMEWORK))


def _written(folder: Path, text: str) -> Path:
    path = folder / "index.html"
    path.write_text(text, encoding="utf-8")
    return path


def _rows(seen: Seen) -> list[str]:
    """The ids of the rows on screen: those that are not hidden, of the matrix that is not hidden."""
    rows: list[str] = []
    shown = False
    for tag, attributes in seen.elements:
        if tag == "section":
            shown = "hidden" not in attributes
        elif tag == "tr" and "data-e" in attributes and shown and "hidden" not in attributes:
            rows.append(attributes["data-e"])
    return rows


@pytest.mark.parametrize(
    ("fragment", "rows"),
    [
        pytest.param("", ["aspen", "birch", "cedar"], id="as-ranked"),
        pytest.param("sort=weights", ["birch", "aspen", "cedar"], id="most-open-first"),
        pytest.param("sort=weights&order=reverse", ["aspen", "birch", "cedar"], id="unknown-last-either-way"),
        pytest.param("sort=name&order=reverse", ["cedar", "birch", "aspen"], id="by-name"),
        pytest.param("sort=score&order=reverse", ["cedar", "birch", "aspen"], id="by-score"),
        pytest.param("sort=nothing", ["aspen", "birch", "cedar"], id="a-column-that-is-not-there"),
        pytest.param("q=BOHM", ["birch"], id="find-without-accents"),
        pytest.param("q=mit", ["cedar"], id="find-by-licence"),
        pytest.param("where=weights:open", ["birch"], id="only-open"),
        pytest.param("where=weights:unknown", ["cedar"], id="only-not-assessed"),
        pytest.param("where=weights:closed&q=birch", [], id="both"),
    ],
)
def test_the_address_says_what_is_shown(browser: Browser, page: Path, fragment: str, rows: list[str]) -> None:
    assert rows == _rows(browser.look(page, fragment))


def test_one_framework_is_shown_at_a_time_and_can_be_chosen(browser: Browser, page: Path) -> None:
    shown = [browser.look(page, fragment).shown("section", "data-framework") for fragment in ("", "framework=other")]

    assert [[FRAMEWORK], ["other"]] == shown


def test_finding_narrows_the_entries_too(browser: Browser, page: Path) -> None:
    assert ["e-elm"] == browser.look(page, "q=elm").shown("article", "id")


def test_an_address_of_an_entry_unfolds_its_assessment(browser: Browser, page: Path) -> None:
    opened = [each for tag, each in browser.look(page, "e-birch").elements if tag == "details" and "open" in each]

    assert 1 == len(opened)


def test_the_column_that_is_sorted_by_says_so(browser: Browser, page: Path) -> None:
    heads = [each for tag, each in browser.look(page, "sort=code").elements if tag == "th" and "aria-sort" in each]

    assert [("code", "descending")] == [(each["data-k"], each["aria-sort"]) for each in heads]


def test_the_page_s_own_style_and_script_are_allowed_and_nothing_is_fetched(browser: Browser, page: Path) -> None:
    seen = browser.look(page)

    assert "" == seen.console
    assert [("form", "tools")] == [(tag, each["id"]) for tag, each in seen.elements if each.get("id") == "tools"]
    assert ["tools"] == seen.shown("form", "id")


def test_without_scripts_everything_is_there_and_only_the_tools_are_not(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    unscripted = re.sub(r"script-src &#x27;[^;]*&#x27;", "script-src &#x27;none&#x27;", page.read_text("utf-8"))

    seen = browser.look(_written(tmp_path, unscripted))

    assert [] == seen.shown("form", "id")
    assert [FRAMEWORK, "all", "other"] == seen.shown("section", "data-framework")
    assert [f"e-{entry.id}" for entry in ENTRIES] == seen.shown("article", "id")


def test_nothing_that_a_stranger_wrote_runs_or_becomes_an_element(browser: Browser, tmp_path: Path) -> None:
    judgement = Judgement(Grade.OPEN, ('https://example.org/"onclick="x', "javascript:x"), BREAKOUT, BREAKOUT)
    framework = a_framework(name=BREAKOUT, description=BREAKOUT, publication=BREAKOUT, attribution=BREAKOUT)
    entry = an_entry(
        "evil",
        name=BREAKOUT,
        maker=BREAKOUT,
        summary=BREAKOUT,
        licence=BREAKOUT,
        notice=BREAKOUT,
        training_data=BREAKOUT,
        aliases=(BREAKOUT,),
        tags=(BREAKOUT,),
        languages=(BREAKOUT,),
        base=(BREAKOUT,),
        links=(Link("repo", "javascript:document.title='pwned'"),),
        assessments=(an_assessment({"code": judgement}, date=BREAKOUT, of=BREAKOUT, name=BREAKOUT, source=BREAKOUT),),
    )
    page = _written(tmp_path, dump_index(a_catalog(entry, frameworks=[framework]), [entry], FRAMEWORK, BREAKOUT))

    seen = browser.look(page, "e-evil")

    assert BREAKOUT == unescape(seen.title)
    assert (1, 1, 0) == tuple(sum(tag == name for tag, _ in seen.elements) for name in ("script", "style", "img"))
    assert [] == [name for _tag, each in seen.elements for name in each if name.startswith("on")]
    assert [] == [each for each in seen.shown("a", "href") if not each.startswith(("#", "https://"))]


def test_a_script_that_got_in_all_the_same_would_not_run(browser: Browser, page: Path, tmp_path: Path) -> None:
    hole = page.read_text("utf-8").replace("</body>", "<script>document.title='pwned'</script></body>")

    seen = browser.look(_written(tmp_path, hole))

    assert "pwned" != seen.title
    assert "Content Security Policy" in seen.console


@pytest.mark.parametrize("width", [320, 412, 1280])
def test_the_page_is_never_wider_than_the_screen(browser: Browser, page: Path, tmp_path: Path, width: int) -> None:
    """Tables scroll within their frames; the page itself does not scroll sideways."""
    measuring = tmp_path / "measure.html"
    inner = page.read_text("utf-8").replace("&", "&amp;").replace('"', "&quot;")
    measure = "document.title = document.querySelector('iframe').contentDocument.documentElement.scrollWidth"
    measuring.write_text(
        f'<iframe width={width} height=800 style="border:0" srcdoc="{inner}" onload="{measure}"></iframe>', "utf-8"
    )

    assert str(width) == browser.look(measuring).title
