"""Which web addresses an update may ask: https, and http on this machine alone."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urldefrag, urljoin, urlsplit

from llmtui.errors import UsageError
from llmtui.text import clean, is_web_link


def is_address(text: str) -> bool:
    """Whether a text is written as an address of whatever scheme, and not as a path."""
    return "://" in text


def checked(url: str) -> str:
    """The address without its fragment.

    Raises:
        UsageError: It is not an address, or one that is not used.
    """
    if _has_wrong_port(url):
        raise UsageError(f"{clean(url, 200)!r} has a port that is not valid", "a port is a number from 1 to 65535")
    plain = urldefrag(url)[0] if is_web_link(url) else ""
    if not plain or not _has_host(plain):
        raise UsageError(f"{clean(url, 200)!r} is not an https address", "name one that begins with https://")
    if urlsplit(plain).username is not None:
        raise UsageError(f"{clean(urlsplit(plain).hostname or '')}: an address with a user name is not used")
    if urlsplit(plain).scheme != "https" and not is_loopback(plain):
        raise UsageError(f"{clean(plain, 200)} is not used: the connection is not encrypted", "use its https address")
    return plain


def redirected(url: str, location: str) -> str:
    """Where a redirect leads; a server elsewhere may not lead to this machine.

    Raises:
        UsageError: The place is not used.
    """
    try:
        target = checked(urljoin(url, location))
    except (UsageError, ValueError) as error:
        raise UsageError(
            f"{clean(url, 200)} redirects to {clean(location, 200)!r}, which is not followed",
            "only https addresses are followed",
        ) from error
    if is_loopback(target) and not is_loopback(url):
        raise UsageError(f"{clean(url, 200)} redirects to this machine, which is not followed")
    return target


def is_loopback(url: str) -> bool:
    """Whether an address leads to this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _has_wrong_port(url: str) -> bool:
    """Whether everything of a web address is fine but its port."""
    try:
        return urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname) and urlsplit(url).port == 0
    except ValueError as fault:  # the standard library does not say otherwise which part is wrong
        return "Port" in str(fault)


def _has_host(url: str) -> bool:
    """Whether the standard library finds a host in it."""
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False
