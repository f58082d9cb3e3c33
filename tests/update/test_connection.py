"""Over which line a server is asked, and what is said of one that cannot be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
import urllib3
from urllib3.exceptions import ProtocolError, ReadTimeoutError, SSLError

from llmtui.errors import UsageError
from llmtui.update.fetch import Fetcher

ELSEWHERE = "https://index.example.org/a.tar.gz"
HERE = "http://127.0.0.1:8080/a.tar.gz"
PROXY = "http://proxy.example.org:3128"
NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def _fault_and_hint(folder: Path, url: str) -> tuple[str, str]:
    with pytest.raises(UsageError) as caught:
        Fetcher(folder).fetch(url)
    return str(caught.value), caught.value.hint


@pytest.mark.parametrize(
    ("named", "url", "line"),
    [
        pytest.param({}, ELSEWHERE, "no proxy", id="none is named"),
        pytest.param({"https_proxy": PROXY}, ELSEWHERE, PROXY, id="one is named"),
        pytest.param({"https_proxy": "https://p.example.org"}, ELSEWHERE, "https://p.example.org", id="encrypted"),
        pytest.param({"http_proxy": PROXY}, ELSEWHERE, "no proxy", id="one for the other scheme"),
        pytest.param({"https_proxy": "socks5://p.example.org"}, ELSEWHERE, "no proxy", id="a kind that is not spoken"),
        pytest.param({"https_proxy": PROXY, "no_proxy": "example.org"}, ELSEWHERE, "no proxy", id="an exception"),
        pytest.param({"https_proxy": PROXY, "no_proxy": "example.com"}, ELSEWHERE, PROXY, id="an exception for others"),
        pytest.param({"http_proxy": PROXY}, HERE, "no proxy", id="this machine"),
    ],
)
def test_a_server_is_asked_over_the_proxy_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: dict[str, str], url: str, line: str
) -> None:
    def fail(proxy: str = "no proxy", **_: object) -> None:
        raise OSError(f"over {proxy}")

    for name in (*NAMES, *map(str.upper, NAMES)):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(urllib3, "ProxyManager", fail)
    monkeypatch.setattr(urllib3, "PoolManager", fail)

    assert f"cannot be reached (over {line})" in _fault_and_hint(tmp_path, url)[0]


@pytest.mark.parametrize(
    ("error", "reason", "hint"),
    [
        pytest.param(
            ReadTimeoutError(urllib3.HTTPConnectionPool("x"), "/", "slow"),
            "it stopped sending",
            "try again in a minute",
            id="silence",
        ),
        pytest.param(
            SSLError("bad"),
            "its certificate is not trusted, or the connection is not encrypted",
            "see whether the clock is right",
            id="certificate",
        ),
        pytest.param(
            ProtocolError("cut"), "the connection broke before everything was sent", "try again in a minute", id="cut"
        ),
        pytest.param(
            OSError("no route\x1b[2J"),
            "cannot be reached (no route\ufffd[2J)",
            "see whether this machine is online",
            id="anything else, without its control characters",
        ),
    ],
)
def test_a_fault_of_the_line_names_the_host_the_cause_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str, hint: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(urllib3, "PoolManager", fail)
    monkeypatch.setattr(urllib3, "ProxyManager", fail)

    assert (f"index.example.org: {reason}", hint) == _fault_and_hint(tmp_path, ELSEWHERE)
