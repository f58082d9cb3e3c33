from __future__ import annotations

import io
import os
import pty
from typing import IO

import pytest

from llmtui.terminal import Depth, Terminal, detect, is_terminal


def _stream(encoding: str = "utf-8") -> IO[str]:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def _detect(*variables: str, stream: IO[str] | None = None) -> Terminal:
    """What is found out from `NAME=value` and a stream that takes UTF-8."""
    environment = dict(each.split("=", 1) for each in variables)
    return detect(environment, stream or _stream(), interactive=True)


@pytest.mark.parametrize(
    ("variables", "depth"),
    [
        pytest.param(("TERM=xterm",), Depth.BASIC, id="plain"),
        pytest.param((), Depth.BASIC, id="nothing-known"),
        pytest.param(("TERM=xterm-256color",), Depth.INDEXED, id="256"),
        pytest.param(("TERM=xterm-256color", "COLORTERM=truecolor"), Depth.TRUE, id="truecolor"),
        pytest.param(("TERM=xterm-256color", "COLORTERM=24bit"), Depth.TRUE, id="24bit"),
        pytest.param(("TERM=xterm-kitty",), Depth.TRUE, id="known-by-name-over-ssh"),
        pytest.param(
            ("TERM=screen-256color", "STY=1.x", "COLORTERM=truecolor"), Depth.INDEXED, id="screen-has-256-at-most"
        ),
        pytest.param(("TERM=screen", "STY=1.x", "COLORTERM=truecolor"), Depth.BASIC, id="old-screen"),
        pytest.param(("TERM=tmux-256color", "TMUX=x"), Depth.INDEXED, id="tmux"),
        pytest.param(("TERM=linux",), Depth.BASIC, id="console"),
        pytest.param(("TERM=xterm-ghostty", "SSH_CONNECTION=x"), Depth.TRUE, id="ghostty-over-ssh"),
        pytest.param(("TERM=alacritty", "SSH_CONNECTION=x"), Depth.TRUE, id="alacritty-over-ssh"),
        pytest.param(("TERM=xterm-kitty", "NO_COLOR=1"), Depth.NONE, id="no-colour-wanted"),
        pytest.param(("TERM=xterm-kitty", "NO_COLOR="), Depth.TRUE, id="an-empty-no-color-does-not-count"),
        pytest.param(("TERM=dumb", "COLORTERM=truecolor"), Depth.NONE, id="dumb"),
        pytest.param(("TERM=foot-extra",), Depth.TRUE, id="a-variant-of-a-known-one"),
        pytest.param(("TERM=xterm-direct",), Depth.TRUE, id="direct-colour"),
        pytest.param(("TERM=xterm-256color", "TERM_PROGRAM=vscode"), Depth.TRUE, id="known-by-its-program"),
        pytest.param(("TERM=xterm-256color", "LC_TERMINAL=iTerm2"), Depth.TRUE, id="known-by-what-ssh-forwards"),
        pytest.param(("TERM=xterm-256color", "WT_SESSION=1"), Depth.TRUE, id="windows-terminal"),
        pytest.param(("TERM=tmux-256color", "WT_SESSION=1", "TMUX=x"), Depth.INDEXED, id="tmux-inside-a-known-one"),
        pytest.param(("TERM=priority",), Depth.BASIC, id="a-name-that-only-contains-a-known-one"),
    ],
)
def test_as_many_colours_as_the_terminal_shows(variables: tuple[str, ...], depth: Depth) -> None:
    assert depth is _detect(*variables).depth


@pytest.mark.parametrize(
    ("color", "variables", "depth"),
    [
        pytest.param("never", ("TERM=xterm-kitty",), Depth.NONE, id="never"),
        pytest.param("always", ("TERM=xterm-kitty", "NO_COLOR=1"), Depth.TRUE, id="always-over-no-color"),
        pytest.param("always", ("TERM=dumb",), Depth.NONE, id="always-where-there-are-none"),
        pytest.param("auto", ("TERM=xterm-kitty", "NO_COLOR=1"), Depth.NONE, id="auto"),
        pytest.param("16", ("TERM=xterm-kitty",), Depth.BASIC, id="16"),
        pytest.param("256", ("TERM=xterm", "NO_COLOR=1"), Depth.INDEXED, id="256"),
        pytest.param("truecolor", ("TERM=screen", "STY=1.x"), Depth.TRUE, id="truecolor"),
        pytest.param("none", ("TERM=xterm-kitty",), Depth.NONE, id="none"),
    ],
)
def test_what_the_user_wants_comes_first(color: str, variables: tuple[str, ...], depth: Depth) -> None:
    environment = dict(each.split("=", 1) for each in variables)

    assert depth is detect(environment, _stream(), interactive=True, color=color).depth


@pytest.mark.parametrize(
    ("variables", "unicode"),
    [
        pytest.param((), True, id="no-variables"),
        pytest.param(("LANG=C",), True, id="a-locale-that-tells-nothing"),
        pytest.param(("LANG=de_DE.UTF-8",), True, id="utf-8"),
        pytest.param(("LANG=de_DE.utf8@euro",), True, id="utf-8-with-a-variant"),
        pytest.param(("LANG=de_DE.ISO-8859-1",), False, id="latin-1"),
        pytest.param(("LANG=ja_JP.eucJP",), False, id="japanese-of-old"),
        pytest.param(("LANG=de_DE.ISO-8859-1", "LC_CTYPE=C.UTF-8"), False, id="latin-1-that-python-set-aside"),
        pytest.param(("LANG=de_DE.ISO-8859-1", "LC_ALL=de_DE.UTF-8"), True, id="the-stronger-name"),
    ],
)
def test_a_locale_of_another_encoding_is_believed(variables: tuple[str, ...], unicode: bool) -> None:
    """SSH forwards its name to hosts that do not have it, where Python falls back to UTF-8."""
    assert unicode is _detect("TERM=xterm", *variables).unicode


@pytest.mark.parametrize(
    ("encoding", "term", "unicode"),
    [
        pytest.param("utf-8", "xterm", True, id="utf-8"),
        pytest.param("UTF8", "xterm", True, id="utf-8-by-another-name"),
        pytest.param("ascii", "xterm", False, id="ascii"),
        pytest.param("iso8859-1", "xterm", False, id="latin-1"),
        pytest.param("utf-8", "linux", False, id="the-console-has-few-signs"),
    ],
)
def test_signs_are_drawn_only_where_they_arrive(encoding: str, term: str, unicode: bool) -> None:
    assert unicode is _detect(f"TERM={term}", stream=_stream(encoding)).unicode


def test_a_stream_that_is_not_there_carries_no_signs() -> None:
    assert not detect({}, None, interactive=False).unicode


@pytest.mark.parametrize(
    ("term", "dumb"), [("dumb", True), ("DUMB", True), ("emacs", True), ("", True), ("xterm", False)]
)
def test_a_terminal_that_cannot_place_a_cursor_is_dumb(term: str, dumb: bool) -> None:
    assert dumb is _detect(f"TERM={term}").dumb


@pytest.mark.parametrize(
    ("variables", "multiplexer"),
    [
        pytest.param((), "", id="none"),
        pytest.param(("TMUX=/tmp/tmux-0/default,1,0",), "tmux", id="tmux"),
        pytest.param(("STY=1.x",), "screen", id="screen"),
        pytest.param(("TMUX=x", "STY=1.x"), "tmux", id="tmux-inside-screen"),
    ],
)
def test_a_multiplexer_is_known_by_its_variable(variables: tuple[str, ...], multiplexer: str) -> None:
    assert multiplexer == _detect(*variables).multiplexer


def test_a_session_over_ssh_is_remote() -> None:
    assert (True, False) == (_detect("SSH_CONNECTION=1.2.3.4 5 6.7.8.9 22").remote, _detect().remote)


def test_one_stream_that_is_not_a_terminal_is_enough_to_have_none() -> None:
    master, slave = pty.openpty()
    reader, writer = os.pipe()

    found = is_terminal(slave, slave), is_terminal(slave, writer)

    assert (True, False) == found
    for descriptor in (master, slave, reader, writer):
        os.close(descriptor)


def test_a_closed_stream_is_not_a_terminal() -> None:
    assert not is_terminal(987_654)
