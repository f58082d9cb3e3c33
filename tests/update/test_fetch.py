from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from llmtui.errors import UsageError
from llmtui.update.fetch import Fetcher, Limits
from serving import Answer, Server, plain, serving

BODY = b"an archive, as far as fetching is concerned"
NOW = 1_790_000_000.0


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that sends an archive."""
    with serving(plain(BODY, etag='"one"')) as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    """A clock that a test sets."""
    return Clock()


@pytest.fixture
def fetcher(tmp_path: Path, clock: Clock) -> Fetcher:
    """One that does not wait long."""
    return Fetcher(tmp_path / "fetched", limits=Limits(1 << 20, 2, 0.5, 3), clock=clock)


def _fault(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(UsageError) as caught:
        fetcher.fetch(url)
    return f"{caught.value}; {caught.value.hint}"


def test_an_archive_comes_as_it_is(fetcher: Fetcher, server: Server) -> None:
    fetched = fetcher.fetch(server.url)

    assert (BODY, True, "2026-09-21") == (fetched.body, fetched.asked, fetched.date)


def test_the_program_says_who_it_is_and_takes_no_encoding(fetcher: Fetcher, server: Server) -> None:
    fetcher.fetch(server.url)

    assert "llmtui" in server.asked[0]["user-agent"]
    assert "identity" == server.asked[0]["accept-encoding"]


def test_within_a_minute_the_archive_that_is_there_is_taken(fetcher: Fetcher, server: Server, clock: Clock) -> None:
    fetcher.fetch(server.url)
    clock.now += 59
    again = fetcher.fetch(server.url)

    assert (BODY, False, 1) == (again.body, again.asked, len(server.asked))


def test_after_a_minute_the_server_is_asked_whether_it_changed(fetcher: Fetcher, server: Server, clock: Clock) -> None:
    fetcher.fetch(server.url)
    clock.now += 61
    server.answer = plain(b"", 304)
    again = fetcher.fetch(server.url)

    assert (BODY, False, '"one"') == (again.body, again.asked, server.asked[1]["if-none-match"])


def test_the_date_that_the_server_gave_is_sent_back(fetcher: Fetcher, server: Server, clock: Clock) -> None:
    stamp = "Fri, 12 Jun 2026 10:00:00 GMT"
    server.answer = plain(BODY, last_modified=stamp)
    first = fetcher.fetch(server.url)
    clock.now += 61
    fetcher.fetch(server.url)

    assert ("2026-06-12", stamp) == (first.date, server.asked[1]["if-modified-since"])


def test_an_archive_damaged_on_the_disk_is_fetched_whole(
    tmp_path: Path, fetcher: Fetcher, server: Server, clock: Clock
) -> None:
    fetcher.fetch(server.url)
    (file,) = (tmp_path / "fetched").glob("*.archive")
    file.write_bytes(b"half")
    clock.now += 61

    assert BODY == fetcher.fetch(server.url).body
    assert "if-none-match" not in server.asked[1]


def test_after_a_fault_a_minute_has_to_pass(fetcher: Fetcher, server: Server, clock: Clock) -> None:
    server.answer = plain(b"", 404)
    first = _fault(fetcher, server.url)
    clock.now += 20
    second = _fault(fetcher, server.url)

    assert "there is nothing at this address (404)" in first
    assert "asked less than a minute ago; try again in 40 seconds" in second
    assert 1 == len(server.asked)


@pytest.mark.parametrize(
    ("status", "header", "message", "seconds"),
    [
        (429, "120", "fewer requests (429); it asks to wait 120 seconds", 120),
        (503, "600", "not available now (503); it asks to wait 10 minutes", 600),
        (503, "Mon, 21 Sep 2026 14:15:20 GMT", "it asks to wait 2 minutes", 121),
        (429, "99999999999999999999", "it asks to wait", 7 * 24 * 3600),
    ],
)
def test_a_server_that_asks_to_wait_is_not_asked_before(
    fetcher: Fetcher, server: Server, clock: Clock, status: int, header: str, message: str, seconds: int
) -> None:
    server.answer = plain(b"", status, retry_after=header)
    first = _fault(fetcher, server.url)
    clock.now += seconds - 2 if seconds != 121 else 70  # the date lies two minutes ahead
    second = _fault(fetcher, server.url)
    count = len(server.asked)
    clock.now += 100
    server.answer = plain(BODY)

    assert message in first if seconds != 121 else "it asks to wait" in first
    assert "its server asked to wait" in second
    assert (1, BODY) == (count, fetcher.fetch(server.url).body)


@pytest.mark.parametrize("header", ["soon", "-5", "Thu, 99 Foo 2026", ""])
def test_a_time_to_wait_that_says_nothing_is_passed_over(fetcher: Fetcher, server: Server, header: str) -> None:
    server.answer = plain(b"", 503, retry_after=header)

    assert "not available now (503); see the address" in _fault(fetcher, server.url)


def _cut(request: BaseHTTPRequestHandler) -> None:
    plain(BODY, content_length=str(len(BODY) + 10))(request)


def _cut_chunks(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "application/gzip")
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    request.wfile.write(b"10\r\nonly a part")


def _silent(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "10")
    request.end_headers()
    request.wfile.flush()
    time.sleep(1.5)


def _trickle(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    for _ in range(50):
        request.wfile.write(b".")
        request.wfile.flush()
        time.sleep(0.1)


def _steady(request: BaseHTTPRequestHandler) -> None:
    """An archive that takes 1.5 seconds at a sensible rate."""
    request.send_response(200)
    request.send_header("Content-Length", str(15 << 14))
    request.end_headers()
    for _ in range(15):
        request.wfile.write(b"." * (1 << 14))
        request.wfile.flush()
        time.sleep(0.1)


def _trickle_of_headers(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(50):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.1)


def _endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "application/gzip")
    request.end_headers()
    while True:
        request.wfile.write(b"\0" * (1 << 16))


def _garbage(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"\x16\x03\x01 no http at all\r\n\r\n")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        pytest.param(_cut, "the connection broke before everything was sent", id="cut"),
        pytest.param(_cut_chunks, "the connection broke", id="chunks cut"),
        pytest.param(_silent, "it stopped sending", id="silent"),
        pytest.param(_trickle, "takes longer than 3 seconds", id="slow"),
        pytest.param(_trickle_of_headers, "takes longer than 3 seconds", id="slow headers"),
        pytest.param(_endless, "sends more than the 1,048,576 bytes allowed", id="endless"),
        pytest.param(_garbage, "the connection broke", id="garbage"),
        pytest.param(plain(b"", content_length=str(1 << 40)), "sends more than", id="announced too large"),
        pytest.param(plain(BODY, content_type="text/html; charset=utf-8"), "is text/html, not a tar.gz", id="a page"),
        pytest.param(plain(b"", 500), "the server answered (500)", id="a fault of the server"),
        pytest.param(plain(b"", 304), "the server answered (304)", id="not modified, and never fetched"),
    ],
)
def test_each_fault_of_the_connection_is_named(fetcher: Fetcher, server: Server, answer: Answer, message: str) -> None:
    server.answer = answer

    assert message in _fault(fetcher, server.url)


def test_the_first_archive_survives_each_later_fault(fetcher: Fetcher, server: Server, clock: Clock) -> None:
    fetcher.fetch(server.url)
    for answer in (_cut, _cut_chunks, plain(b"", 503), plain(BODY, content_type="text/html")):
        clock.now += 61
        server.answer = answer
        _fault(fetcher, server.url)
    clock.now += 61
    server.answer = plain(b"", 304)

    assert BODY == fetcher.fetch(server.url).body


def _to(place: str) -> Answer:
    return plain(b"", 302, location=place)


def test_a_redirect_is_followed(fetcher: Fetcher, server: Server) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        there = request.path == "/elsewhere.tar.gz"
        (plain(BODY) if there else _to("/elsewhere.tar.gz"))(request)

    server.answer = answer

    assert BODY == fetcher.fetch(server.url).body


def test_a_circle_of_redirects_ends(fetcher: Fetcher, server: Server) -> None:
    server.answer = _to(server.url)

    assert "redirects more than 5 times" in _fault(fetcher, server.url)
    assert 6 == len(server.asked)


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "http://example.org/a",
        "",
        "http://[::1",
        "https://u:p@a.example/",
    ],
)
def test_a_redirect_leads_to_https_only(fetcher: Fetcher, server: Server, place: str) -> None:
    server.answer = _to(place)

    message = _fault(fetcher, server.url)

    assert "not followed" in message if place else "redirects" in message


def test_a_port_that_nothing_listens_on_is_reported(tmp_path: Path) -> None:
    fetcher = Fetcher(tmp_path, limits=Limits(connect=1))

    assert "127.0.0.1: it does not answer" in _fault(fetcher, "http://127.0.0.1:1/a.tar.gz")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.tar.gz",
        "file:///etc/passwd",
        "ftp://example.org/a.tar.gz",
        "https://",
        "http://[::1",
        "https://[::1/a",
        "https://user:secret@example.org/a.tar.gz",
        "https://example.org:99999/a",
        "https://example.org/\x1b]52;c;AA\x07",
        "http://127.0.0.1.example.org/a",
        "http://localhost.example.org/a",
    ],
)
def test_an_address_that_is_not_asked_is_refused_before_anything_is_sent(fetcher: Fetcher, url: str) -> None:
    message = _fault(fetcher, url)

    assert "\x1b" not in message
    assert "secret" not in message


def test_progress_is_counted(tmp_path: Path, server: Server) -> None:
    counts: list[tuple[int, int]] = []
    server.answer = plain(bytes(200_000))
    Fetcher(tmp_path, progress=lambda read, whole: counts.append((read, whole))).fetch(server.url)

    assert (200_000, 200_000) == counts[-1]
    assert len(counts) > 1


def test_a_folder_that_cannot_be_written_costs_only_what_would_be_kept(tmp_path: Path, server: Server) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    assert BODY == Fetcher(tmp_path / "file" / "inside").fetch(server.url).body


@pytest.mark.parametrize("answer", [_trickle, _trickle_of_headers])
def test_a_server_that_sends_next_to_nothing_is_not_waited_for(tmp_path: Path, answer: Answer) -> None:
    fetcher = Fetcher(tmp_path, limits=Limits(read=2, window=0.6))
    started = time.monotonic()

    with (
        serving(answer) as server,
        pytest.raises(UsageError, match=r"sends too slowly: \d+ bytes in 0.6 seconds") as error,
    ):
        fetcher.fetch(server.url)
    assert time.monotonic() - started < 3
    assert "--from" in error.value.hint


def test_there_is_no_limit_of_time_while_bytes_come_at_a_sensible_rate(tmp_path: Path) -> None:
    fetcher = Fetcher(tmp_path, limits=Limits(whole=0.4, window=0.5))

    with serving(_steady) as server:
        assert 15 << 14 == len(fetcher.fetch(server.url).body)
