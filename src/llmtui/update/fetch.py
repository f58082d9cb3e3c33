"""Fetches an archive over the network: politely, within limits, and never twice within a minute.

The only module that imports an HTTP library. What was fetched is kept with its ETag, so that asking again costs the
server next to nothing, and asking again within a minute costs it nothing at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import msgspec
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    ProtocolError,
    SSLError,
    TimeoutError,  # noqa: A004 - the name it has
)

from llmtui.errors import UsageError
from llmtui.text import clean
from llmtui.update.address import checked, is_loopback, redirected
from llmtui.update.kept import Keeper, Kept
from llmtui.update.patience import in_time
from llmtui.update.waiting import PAUSE, day, day_of, refused, retry_after, wait

_CHUNK = 1 << 16
_MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_MODIFIED = 304
_OK = 200
_TYPES = {
    "application/gzip",
    "application/x-gzip",
    "application/x-compressed",
    "application/x-compressed-tar",
    "application/x-gtar",
    "application/x-tar",
    "application/x-tgz",
    "application/zip",
    "application/x-zip-compressed",
    "application/octet-stream",
    "binary/octet-stream",
}


class Limits(msgspec.Struct, frozen=True):
    """Limits of size and of time."""

    size: int = 64 << 20
    """Bytes of an archive. The largest of the indices has about a fifth of it."""
    connect: float = 10
    """Seconds to reach the server."""
    read: float = 20
    """Seconds of silence."""
    whole: float = 600
    """Seconds of everything together, redirects with it, unless bytes come at a sensible rate."""
    window: float = 60
    """Seconds in which at least a few bytes have to come."""


class Fetched(msgspec.Struct, frozen=True):
    """An archive."""

    url: str
    body: bytes
    date: str
    """The day the server said its content is of, else the day it was fetched: YYYY-MM-DD."""
    asked: bool = True
    """Whether it came over the network now; else it was fetched before and is still the same."""


class Fetcher:
    """Fetches archives."""

    def __init__(
        self,
        folder: Path,
        *,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.time,
        progress: Callable[[int, int], None] = lambda _read, _whole: None,
    ) -> None:
        """Prepare; nothing is asked yet.

        Args:
            folder: Where archives and the times of requests are kept between runs.
            limits: Limits of size and of time.
            clock: Seconds since 1970.
            progress: Called while bytes come in, with how many came and how many there are; 0 if that is not known.
        """
        self._keeper = Keeper(folder)
        self._limits = limits or Limits()
        self._clock = clock
        self._progress = progress
        self._received = 0

    def fetch(self, url: str) -> Fetched:
        """The archive at an address: fetched now, or kept from before if the server says that it is the same.

        Raises:
            UsageError: It cannot be fetched; the message has the cause, and what to do.
        """
        url = checked(url)
        kept, body = self._keeper.load(url)
        now = self._clock()
        if now < kept.wait_until:
            raise wait(url, kept.wait_until - now, "its server asked to wait")
        if 0 <= now - kept.asked < PAUSE:
            if body is not None and kept.whole:
                return Fetched(url, body, kept.date, asked=False)
            raise wait(url, PAUSE - (now - kept.asked), "it was asked less than a minute ago")
        kept = msgspec.structs.replace(kept, asked=now, whole=False, wait_until=0.0)
        self._keeper.save(url, kept)
        self._received = 0
        answer = in_time(
            lambda: self._ask(url, kept if body is not None else Kept()),
            lambda: self._received,
            url,
            whole=self._limits.whole,
            window=self._limits.window,
        )
        return self._answered(url, kept, body, answer)

    def _answered(self, url: str, kept: Kept, body: bytes | None, answer: _Answer) -> Fetched:
        """What an answer gives, and what is kept of it.

        Raises:
            UsageError: It is not an archive.
        """
        if answer.status == _NOT_MODIFIED and body is not None:
            self._keeper.save(url, msgspec.structs.replace(kept, whole=True))
            return Fetched(url, body, kept.date, asked=False)
        if answer.status != _OK:
            asked = retry_after(answer.headers.get("retry-after", ""), self._clock())
            self._keeper.save(url, msgspec.structs.replace(kept, wait_until=self._clock() + asked if asked else 0.0))
            raise refused(url, answer.status, asked)
        date = day_of(answer.headers.get("last-modified", "")) or day(self._clock())
        etag, modified = (_sendable(answer.headers.get(name, "")) for name in ("etag", "last-modified"))
        self._keeper.save(url, Kept(kept.asked, 0.0, etag, modified, date, whole=True), answer.body)
        return Fetched(url, answer.body, date)

    def _ask(self, url: str, known: Kept) -> _Answer:
        """Ask, following redirects by hand.

        Raises:
            UsageError: The connection, the server or its response failed.
        """
        headers = {"User-Agent": _agent(), "Accept-Encoding": "identity"}
        headers |= {"If-None-Match": known.etag} if known.etag else {}
        headers |= {"If-Modified-Since": known.modified} if known.modified else {}
        place = url
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._ask_once(place, headers)
            if answer.status not in _REDIRECTS:
                return answer
            place = redirected(place, answer.headers.get("location", ""))
        raise UsageError(
            f"{clean(url, 200)} redirects more than {_MOST_REDIRECTS} times", "its address may have changed"
        )

    def _ask_once(self, url: str, headers: Mapping[str, str]) -> _Answer:
        timeout = urllib3.Timeout(connect=self._limits.connect, read=self._limits.read)
        try:
            with (
                _pool(url) as pool,
                pool.request(
                    "GET",
                    url,
                    headers=headers,
                    timeout=timeout,
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    decode_content=False,
                ) as response,
            ):
                sent = {name.lower(): clean(value, 500) for name, value in response.headers.items()}
                body = self._body(url, response, sent) if response.status == _OK else b""
                return _Answer(response.status, sent, body)
        except (HTTPError, OSError, ValueError) as error:  # ValueError: a host that cannot be encoded
            raise _broken(url, error) from error

    def _body(self, url: str, response: urllib3.BaseHTTPResponse, headers: Mapping[str, str]) -> bytes:
        """The whole body, within the limit.

        Raises:
            UsageError: It is too large, or not an archive.
        """
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind and kind not in _TYPES:
            raise UsageError(f"{clean(url, 200)} is {kind}, not a tar.gz or zip archive", "name the archive's address")
        whole = _length(headers)
        chunks: list[bytes] = []
        count = 0
        while whole <= self._limits.size and (chunk := response.read1(_CHUNK)):
            count += len(chunk)
            self._received = count
            if max(count, whole) > self._limits.size:
                break
            chunks.append(chunk)
            self._progress(count, whole)
        if max(count, whole) > self._limits.size:
            raise UsageError(f"{clean(url, 200)} sends more than the {self._limits.size:,} bytes allowed")
        if whole and count < whole:
            raise UsageError(f"{clean(url, 200)} sent {count:,} of {whole:,} bytes", "try again in a minute")
        return b"".join(chunks)


class _Answer(msgspec.Struct, frozen=True):
    """What a server said; its body only if there is one to use."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes


def _agent() -> str:
    """What the program calls itself to servers."""
    try:
        return f"llmtui/{version('llmtui')}"
    except PackageNotFoundError:
        return "llmtui"


def _length(headers: Mapping[str, str]) -> int:
    """The bytes that a server says it sends; 0 if it does not say, or no number that makes sense."""
    printed = headers.get("content-length", "")
    return int(printed) if printed.isascii() and printed.isdigit() and len(printed) < 20 else 0  # noqa: PLR2004 - digits of any size there is


def _sendable(text: str) -> str:
    """A header's value as it may be sent back; empty if it holds more than printable ASCII."""
    return text if text.isascii() and text.isprintable() else ""


def _pool(url: str) -> urllib3.PoolManager:
    """What sends requests, through the proxy that the environment names."""
    proxy = getproxies().get(urlsplit(url).scheme, "")
    if proxy.startswith(("http://", "https://")) and not is_loopback(url) and not proxy_bypass(urlsplit(url).netloc):
        return urllib3.ProxyManager(proxy, num_pools=1)
    return urllib3.PoolManager(num_pools=1)


def _broken(url: str, error: Exception) -> UsageError:
    """What a failure of the connection means in words."""
    host = clean(urlsplit(url).hostname or url, 200)
    reasons: tuple[tuple[type[Exception], str, str], ...] = (
        (NameResolutionError, "its address is not found", "see whether this machine is online"),
        (ConnectTimeoutError, "it does not answer", "try again in a minute"),
        (TimeoutError, "it stopped sending", "try again in a minute"),
        (
            SSLError,
            "its certificate is not trusted, or the connection is not encrypted",
            "see whether the clock is right",
        ),
        (ProtocolError, "the connection broke before everything was sent", "try again in a minute"),
    )
    for kind, reason, hint in reasons:
        if isinstance(error, kind):
            return UsageError(f"{host}: {reason}", hint)
    return UsageError(f"{host}: cannot be reached ({clean(str(error), 200)})", "see whether this machine is online")
