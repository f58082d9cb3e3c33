"""Names, notes and links come from strangers: nothing in them acts on the program or on the terminal."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from textual import events

from factories import a_catalog, an_entry, entry_text, load_folder, write_files
from llmtui.loader.loaded import Loaded
from llmtui.model import Link
from llmtui.present.glyphs import ASCII
from llmtui.tui.session import Session
from llmtui.tui.web import has_browser, open_link
from tui.browsing import MEDIUM, NARROW, WIDE, a_session, browse, browser, small_catalog, until
from tui.pressing import press, settle
from tui.screen_text import lines, place_of, text, text_of

MARKUP = "[@click=app.quit]x[/]"
HOSTILE = r"\u001b]0;pwned\u0007\u001b[31m\u202egnp.exe\u009b5m"


@pytest.fixture
def hostile(tmp_path: Path) -> Loaded:
    """A catalogue that was written to do harm, read as any other."""
    written = f"{MARKUP} {HOSTILE}"
    entry = entry_text(
        written,
        f'maker = "{written}"',
        f'summary = "{written}"',
        f'aliases = ["{written}"]',
        f'tags = ["{written}"]',
        f'notice = "{written}"',
        'base = ["[b]Bold[/b] [/] ["]',
        "[[assessments]]",
        'framework = "opening-up-chatgpt"',
        'date = "2024"',
        "[assessments.grades]",
        f'open_code = {{ grade = "open", note = "{written}" }}',
    )
    return load_folder(
        write_files(tmp_path / "hostile", {"base/x.toml": entry, "base/bad.toml": f'name = "{HOSTILE}"'})
    )


def unsafe(shown: str) -> set[str]:
    """The characters that a terminal would act on or hide."""
    return {each for each in shown if unicodedata.category(each) in {"Cc", "Cf", "Cs"} and each != "\n"}


async def test_what_strangers_wrote_is_shown_without_anything_a_terminal_acts_on(hostile: Loaded) -> None:
    async with browser(Session(hostile), (200, 50)) as pilot:
        shown = [text(pilot.app)]
        for keys in (("enter",), ("G",), ("escape", "exclamation_mark"), ("escape", "y")):
            await press(pilot, *keys)
            shown.append(text(pilot.app))

    assert len(shown) == len(set(shown))
    assert unsafe("".join(shown)) == set()


async def test_markup_in_names_is_shown_as_it_is_written_in_list_and_title(hostile: Loaded) -> None:
    async with browser(Session(hostile), (200, 50)) as pilot:
        assert MARKUP in text_of(pilot.app, "#table")
        assert MARKUP in text_of(pilot.app, "#detail").splitlines()[0]


async def test_a_click_on_markup_in_a_name_runs_nothing(hostile: Loaded) -> None:
    async with browser(Session(hostile), (200, 50)) as pilot:
        for pane in ("#table", "#detail"):
            column, row = place_of(pilot.app, MARKUP, pane)
            await pilot.click(offset=(column + MARKUP.index("x"), row))
        await settle(pilot)

        assert pilot.app.is_running


async def test_markup_in_a_message_is_plain_text(hostile: Loaded) -> None:
    async with browser(Session(hostile), (200, 50)) as pilot:
        await press(pilot, "y", *"name", "enter")

        assert f"clipboard: {MARKUP}" in text(pilot.app)


async def test_markup_in_the_palette_is_plain_text(hostile: Loaded) -> None:
    async with browser(Session(hostile), (200, 50)) as pilot:
        await press(pilot, "colon", *"click")
        await until(pilot, lambda: "go to this model" in text(pilot.app))

        assert MARKUP in text_of(pilot.app, "CommandList")


async def test_escape_sequences_pasted_into_the_search_are_not_echoed() -> None:
    async with browser() as pilot:
        await press(pilot, "slash")
        pilot.app.post_message(events.Paste("\x1b]0;pwned\x07\x9b31m\u202egamma"))
        await settle(pilot)

        assert unsafe(text(pilot.app)) == set()
        assert "gamma" in lines(pilot.app)[0]


async def test_only_web_links_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    others = (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "ftp://x.example",
        "https://x/\x1b]0;x\x07",
        "-x",
    )
    monkeypatch.delenv("BROWSER", raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "here")
    async with browser() as pilot:
        for url in others:
            pilot.app.clear_notifications()
            open_link(pilot.app, url, ASCII)
            await settle(pilot)

            assert pilot.app.screen is browse(pilot)
            assert ["Only http and https links are opened."] == [each.message for each in pilot.app._notifications]
        assert "Only http and https links are opened." in text(pilot.app)


async def test_where_no_browser_can_be_seen_the_whole_address_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROWSER", raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "here")
    url = "https://x.example/" + "long/" * 40
    async with browser(Session(Loaded(a_catalog(an_entry(links=(Link("repo", url),)))))) as pilot:
        await press(pilot, "o")

        shown = "".join(line.strip("│ ") for line in text_of(pilot.app, "#dialog").splitlines())
        assert url in shown


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "w"}, "linux", True),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "x"}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_CONNECTION": "x"}, "darwin", False),
        ({"SSH_CONNECTION": "x", "BROWSER": "lynx"}, "linux", True),
    ],
    ids=str,
)
def test_a_browser_is_started_only_where_the_user_would_see_it(
    environment: dict[str, str], platform: str, expected: bool
) -> None:
    assert has_browser(environment, platform) == expected


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_with_ascii_signs_nothing_on_screen_needs_more_than_ascii(size: tuple[int, int]) -> None:
    opened = (("b", "b"), ("enter", "j"), ("G", "escape"), ("slash", *"x:y"), ("escape",))
    dialogs = tuple((key,) for key in ("question_mark", "t", "s", "m", "y", "o", "K", "exclamation_mark"))
    async with browser(a_session(glyphs=ASCII), size) as pilot:
        shown = text(pilot.app)
        for keys in opened:
            await press(pilot, *keys)
            shown += text(pilot.app)
        await pilot.resize_terminal(*MEDIUM)
        await settle(pilot)
        shown += text(pilot.app)
        await pilot.resize_terminal(*size)
        for keys in dialogs:
            await press(pilot, *keys)
            shown += text(pilot.app)
            await press(pilot, "escape")

        assert {each for each in shown if not each.isascii()} == set()


async def test_long_names_are_cut_with_an_ascii_sign_in_titles_too() -> None:
    catalog = a_catalog(an_entry("long", name="Long " * 40), *small_catalog())
    async with browser(a_session(catalog, glyphs=ASCII, selected="long"), NARROW) as pilot:
        await press(pilot, "enter")

        assert text(pilot.app).isascii()


async def test_messages_and_palette_are_ascii_too() -> None:
    async with browser(a_session(glyphs=ASCII, messages=("hello",))) as pilot:
        screen_text = text(pilot.app)
        await press(pilot, "colon")
        await until(pilot, lambda: "Write what is" in text(pilot.app) or "Sort" in text(pilot.app))

        assert "hello" in screen_text
        assert {each for each in screen_text + text(pilot.app) if not each.isascii()} == set()
