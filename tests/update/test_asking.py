"""Which addresses are asked, when they may be asked again, and of which day what they sent is."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from llmtui.errors import UsageError
from llmtui.update.address import checked, is_address, is_loopback, redirected
from llmtui.update.current import State, current_folders, read_state
from llmtui.update.dating import Dating, dating, is_plausible
from llmtui.update.kept import Keeper, Kept
from llmtui.update.waiting import day, day_of, refused, retry_after, wait

URL = "https://example.org/a.tar.gz"
NOW = datetime(2026, 9, 21, 12, tzinfo=timezone.utc).timestamp()
WEEK = 7 * 24 * 3600


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("90", 90),
        (str(WEEK), WEEK),
        (str(WEEK + 1), WEEK),
        ("9" * 5000, WEEK),
        ("Mon, 21 Sep 2026 12:01:30 GMT", 90),
        ("Mon, 21 Sep 2026 11:00:00 GMT", 0),
        ("Mon, 21 Sep 2099 11:00:00 GMT", WEEK),
        ("-5", 0),
        ("\u0665", 0),
        ("soon", 0),
        ("", 0),
    ],
)
def test_a_server_may_ask_to_wait_in_seconds_or_until_a_date_and_a_week_at_most(text: str, seconds: float) -> None:
    assert seconds == retry_after(text, NOW)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.1, "1 second"),
        (1, "1 second"),
        (1.2, "2 seconds"),
        (59.5, "60 seconds"),
        (120, "120 seconds"),
        (120.1, "3 minutes"),
        (180, "3 minutes"),
        (3600, "60 minutes"),
    ],
)
def test_a_time_to_wait_is_rounded_up_so_that_trying_then_helps(seconds: float, words: str) -> None:
    fault = wait(URL, seconds, "its server asked to wait")

    assert (f"{URL} is not contacted now: its server asked to wait", f"try again in {words}") == (
        str(fault),
        fault.hint,
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "the server refuses the request (403)"),
        (404, "there is nothing at this address (404)"),
        (410, "what was at this address is gone (410)"),
        (429, "the server asks for fewer requests (429)"),
        (503, "the server is not available now (503)"),
        (418, "the server answered (418)"),
    ],
)
def test_a_refusal_is_said_in_words_with_the_way_out(status: int, words: str) -> None:
    fault = refused(URL, status, 0)

    assert f"{URL}: {words}" == str(fault)
    assert "see the address, or fetch the archive yourself and name it with --from" == fault.hint
    assert "it asks to wait 5 minutes" == refused(URL, status, 300).hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fri, 12 Jun 2026 10:00:00 GMT", "2026-06-12"),
        ("Fri, 12 Jun 2026 23:59:59 -0000", "2026-06-12"),
        ("12 June", ""),
        ("", ""),
    ],
)
def test_the_day_of_a_date_of_http_is_read_or_empty(text: str, expected: str) -> None:
    assert expected == day_of(text)


def test_the_day_of_a_moment_is_that_of_greenwich() -> None:
    assert ["1970-01-01", "2026-09-21"] == [day(0), day(NOW)]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (URL, URL),
        (f"{URL}#part", URL),
        ("https://example.org:8443/a?b=c", "https://example.org:8443/a?b=c"),
        ("http://localhost:8000/a", "http://localhost:8000/a"),
        ("http://127.0.0.1/a", "http://127.0.0.1/a"),
        ("http://[::1]/a", "http://[::1]/a"),
    ],
)
def test_https_is_asked_anywhere_and_http_on_this_machine(url: str, asked: str) -> None:
    assert asked == checked(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.org/a", "^http://example.org/a is not used: the connection is not encrypted$"),
        ("http://127.0.0.1.example.org/a", "the connection is not encrypted"),
        ("ftp://example.org/a", "is not an https address"),
        ("example.org/a", "is not an https address"),
        ("https://", "is not an https address"),
        ("https://example.org:0/a", "has a port that is not valid"),
        ("http://127.0.0.1:99999/a", "has a port that is not valid"),
        ("https://example.org:one/a", "has a port that is not valid"),
        ("https://:443/a", "is not an https address"),
        ("https://me@example.org/a", "an address with a user name is not used"),
        ("", "is not an https address"),
    ],
)
def test_any_other_address_is_not_asked_and_the_reason_is_reported(url: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        checked(url)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b.tar.gz", "https://example.org/b.tar.gz"),
        ("b.tar.gz", "https://example.org/b.tar.gz"),
        ("https://other.org/b", "https://other.org/b"),
        ("//other.org/b", "https://other.org/b"),
    ],
)
def test_a_redirect_is_followed_to_https(location: str, target: str) -> None:
    assert target == redirected(URL, location)


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://other.org/b", "which is not followed"),
        ("file:///etc/passwd", "which is not followed"),
        ("https://[", "which is not followed"),
        ("https://localhost/b", "redirects to this machine"),
        ("http://127.0.0.1:631/", "redirects to this machine"),
    ],
)
def test_a_redirect_to_anywhere_else_is_not_followed(location: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        redirected(URL, location)


def test_this_machine_may_redirect_to_itself() -> None:
    assert "http://127.0.0.1/b" == redirected("http://127.0.0.1/a", "/b")


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://localhost/", True),
        ("http://127.8.9.1/", True),
        ("http://[::1]:80/", True),
        ("http://localhost.example.org/", False),
        ("http://10.0.0.1/", False),
        ("nothing", False),
    ],
)
def test_only_addresses_of_this_machine_lead_to_it(url: str, *, loopback: bool) -> None:
    assert loopback is is_loopback(url)


@pytest.mark.parametrize(
    ("text", "address"), [(URL, True), ("ftp://x", True), ("records.zip", False), ("C:\\x", False), ("", False)]
)
def test_an_address_is_distinguished_from_a_path(text: str, *, address: bool) -> None:
    assert address is is_address(text)


@pytest.mark.parametrize(
    ("given", "of_records", "of_snapshot", "expected"),
    [
        ("2024-05", "2025-01-01", "2023-01-01", Dating("2024-05", "given with --date")),
        ("", "2025-01-01", "2023-01-01", Dating("2025-01-01", "the date of the archive")),
        (
            "",
            "1980-01-01",
            "2023-01-01",
            Dating("2023-01-01", "the date of the catalogue's snapshot; --date sets another"),
        ),
        (
            "",
            "2999-01-01",
            "2023-01-01",
            Dating("2023-01-01", "the date of the catalogue's snapshot; --date sets another"),
        ),
        ("", "", "2023-01-01", Dating("2023-01-01", "the date of the catalogue's snapshot; --date sets another")),
    ],
)
def test_grades_are_dated_by_the_surest_date_and_it_is_said_which(
    given: str, of_records: str, of_snapshot: str, expected: Dating
) -> None:
    assert expected == dating(given, of_records, of_snapshot)


def test_without_any_date_it_is_today_and_said_so() -> None:
    before = datetime.now(timezone.utc).strftime("%Y-%m-%d")
    found = dating("", "", "")

    assert before <= found.date <= datetime.now(timezone.utc).strftime("%Y-%m-%d")
    assert found.reason.startswith("today, as neither the records nor the catalogue have a date")


@pytest.mark.parametrize(("date", "month"), [("2024", "2024"), ("2024-05", "2024-05"), ("2024-05-06", "2024-05")])
def test_the_month_of_a_date_is_as_exact_as_the_date(date: str, month: str) -> None:
    assert month == Dating(date, "").month


@pytest.mark.parametrize(
    ("date", "plausible"),
    [("2014-12-31", False), ("2015-01-01", True), ("2026-05-10", True), ("2026-05-11", False), ("", False)],
)
def test_an_archive_is_not_of_the_future_nor_older_than_any_index(date: str, *, plausible: bool) -> None:
    assert plausible is is_plausible(date, "2026-05-10")


def test_what_was_fetched_is_kept_with_its_digest(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "cache" / "fetched")
    keeper.save(URL, Kept(asked=NOW, etag='"one"', whole=True), b"body")
    kept, body = keeper.load(URL)

    assert (NOW, '"one"', True, b"body", 64) == (kept.asked, kept.etag, kept.whole, body, len(kept.digest))
    assert (Kept(), None) == keeper.load(f"{URL}?other")


def test_a_note_alone_keeps_the_archive_that_is_there(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path)
    keeper.save(URL, Kept(), b"body")
    known, _body = keeper.load(URL)
    keeper.save(URL, Kept(asked=NOW, digest=known.digest))

    assert b"body" == keeper.load(URL)[1]


@pytest.mark.parametrize("damage", ["archive", "json"])
def test_what_was_damaged_is_not_used(tmp_path: Path, damage: str) -> None:
    keeper = Keeper(tmp_path)
    keeper.save(URL, Kept(asked=NOW), b"body")
    (path,) = tmp_path.glob(f"*.{damage}")
    path.write_bytes(b"\xff" + path.read_bytes())
    kept, body = keeper.load(URL)

    assert (None, NOW if damage == "archive" else 0.0) == (body, kept.asked)


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (b'{"current": 7, "last": 6}', State(7, 6)),
        (b'{"current": 7}', State(7, -1)),
        (b"{}", State()),
        (b'{"current": "7"}', State()),
        (b"[" * 2000, State()),
        (b'{"current": 7}' + b" " * 5000, State()),
        (None, State()),
    ],
)
def test_a_state_that_cannot_be_read_is_that_of_no_update(tmp_path: Path, content: bytes | None, state: State) -> None:
    if content is not None:
        (tmp_path / "state.json").write_bytes(content)

    assert state == read_state(tmp_path)


@pytest.mark.parametrize(("number", "folders"), [(7, ["mof", "osai-index"]), (0, []), (-1, []), (8, [])])
def test_the_update_in_use_has_a_folder_for_each_index(tmp_path: Path, number: int, folders: list[str]) -> None:
    for name in ("osai-index", "mof", ".hidden"):
        (tmp_path / "7" / name).mkdir(parents=True)
    (tmp_path / "state.json").write_text(f'{{"current": {number}}}')
    found = current_folders(tmp_path)

    assert folders == list(found)
    assert all(path == tmp_path / "7" / name for name, path in found.items())
