"""Which way a copied text takes."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

import pytest

from llmtui.clipboard import LONGEST_TEXT, Route, find_route, for_screen, hand_over, is_too_long, osc52

TMUX = "TMUX=/tmp/tmux-0/default,1,0"
SSH = "SSH_CONNECTION=1.2.3.4 5 6.7.8.9 22"


def _route(*variables: str, programs: tuple[str, ...] = (), platform: str = "linux") -> Route:
    """The route where these variables are set and these programs are there."""
    environment = dict(each.split("=", 1) for each in variables)
    return find_route(environment, platform, lambda name: f"/bin/{name}" if name in programs else None)


@pytest.mark.parametrize(
    ("route", "commands", "escape", "wrapped"),
    [
        pytest.param(_route(TMUX, programs=("tmux",)), ["tmux", "tmux"], False, False, id="tmux"),
        pytest.param(_route(TMUX, SSH, programs=("tmux", "xclip")), ["tmux", "tmux"], False, False, id="tmux-over-ssh"),
        pytest.param(_route(TMUX), [], True, False, id="tmux-that-is-not-on-the-path"),
        pytest.param(_route("STY=1.x", SSH), [], True, True, id="screen"),
        pytest.param(_route(SSH, "DISPLAY=:0", programs=("xclip",)), [], True, False, id="ssh"),
        pytest.param(_route(), [], True, False, id="local-without-a-desktop"),
        pytest.param(_route("DISPLAY=:0", programs=("xclip", "xsel")), ["xclip"], True, False, id="x11"),
        pytest.param(_route("DISPLAY=:0", programs=("xsel",)), ["xsel"], True, False, id="x11-with-xsel"),
        pytest.param(
            _route("DISPLAY=:0", "WAYLAND_DISPLAY=w", programs=("xclip", "wl-copy")),
            ["wl-copy"],
            True,
            False,
            id="wayland",
        ),
        pytest.param(_route(programs=("pbcopy",), platform="darwin"), ["pbcopy"], True, False, id="mac"),
        pytest.param(_route("WSL_DISTRO_NAME=x", programs=("clip.exe",)), ["clip.exe"], True, False, id="wsl"),
    ],
)
def test_each_surrounding_has_its_route(route: Route, commands: list[str], escape: bool, wrapped: bool) -> None:
    found = [command[0] for command in route.commands], route.escape, route.wrapped

    assert (commands, escape, wrapped) == found


def test_tmux_is_first_asked_to_hand_the_text_on() -> None:
    assert ("tmux", "load-buffer", "-w", "-") == _route(TMUX, programs=("tmux",)).commands[0]


@pytest.mark.parametrize(
    ("variables", "doubt"),
    [
        pytest.param((SSH, "TERM=xterm-256color"), "", id="ssh"),
        pytest.param((SSH, "TERM=tmux-256color"), "set-clipboard on", id="tmux-at-the-other-end"),
        pytest.param((SSH, "TERM=linux"), "no clipboard", id="console-over-ssh"),
        pytest.param(("TERM=linux",), "no clipboard", id="console"),
        pytest.param(("TERM=xterm",), "", id="local"),
    ],
)
def test_what_will_hardly_arrive_is_reported(variables: tuple[str, ...], doubt: str) -> None:
    route = _route(*variables)

    assert doubt in route.doubt
    assert bool(doubt) == bool(route.doubt)


def test_a_terminal_gets_the_text_encoded() -> None:
    sequence = _route(SSH).sequence("百川 \x1b]0;x\x07")

    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", sequence)
    assert found
    assert "百川 \x1b]0;x\x07" == base64.b64decode(found[1]).decode()


def test_screen_gets_it_in_pieces_that_it_passes_on() -> None:
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", for_screen(osc52("long " * 1000)), re.DOTALL)

    assert osc52("long " * 1000) == "".join(pieces)
    assert max(map(len, pieces)) < 768 - len("\x1bP\x1b\\")


def test_what_no_terminal_takes_is_not_sent() -> None:
    longest, longer = "é" * (LONGEST_TEXT // 2), "é" * (LONGEST_TEXT // 2 + 1)

    assert (False, True) == (is_too_long(longest), is_too_long(longer))
    assert (True, False) == (bool(_route(SSH).sequence(longest)), bool(_route(SSH).sequence(longer)))


def test_a_lone_surrogate_stops_no_copy() -> None:
    assert osc52("a?b") == _route(SSH).sequence("a\ud800b")


def test_the_next_program_takes_what_the_first_does_not(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    takes = (sys.executable, "-c", f"import sys; open({str(kept)!r}, 'w').write(sys.stdin.read())")

    taken = hand_over((("no-such-program-at-all",), (sys.executable, "-c", "raise SystemExit(1)"), takes), "text")

    assert taken
    assert "text" == kept.read_text()


def test_it_reports_that_no_program_accepts_the_text() -> None:
    assert not hand_over((("no-such-program-at-all",),), "text")
