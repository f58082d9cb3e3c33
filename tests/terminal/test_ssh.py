"""On a server, over a real SSH connection and inside tmux: the whole way, to the line that drops."""

from __future__ import annotations

import base64
import getpass
import json
import select
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from programs import find
from running import environment
from terminal.pty_program import DEADLINE, Program, started
from terminal.test_tmux import Tmux

READY = r"\? Help"
COMPARED = r"Compare 2"
NARROWER = r"\A(?=[^\n]*Compare 2)[^\n]{80}\n(?s:.*)\? Help"
LEFT = r"\A[^\n]*/ dolly 2"
SOON = 2
"""Seconds in which the process must be gone."""

over_ssh = pytest.mark.needs("ssh", "sshd")
CONFIGURATION = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/person.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
"""


class Server:
    """An SSH server of our own on this host, and a key to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        for name in ("host", "person"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        configuration = folder / "sshd_config"
        configuration.write_text(CONFIGURATION.format(port=self.port, folder=folder))
        self._process = subprocess.Popen([str(find("sshd")), "-D", "-E", folder / "log", "-f", configuration])

    def wait(self) -> None:
        """Wait until it answers."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                log_text = log.read_text() if (log := self.folder / "log").exists() else ""
                assert self._process.poll() is None, log_text
                assert time.monotonic() < end, log_text
                select.select([], [], [], 0.02)
            else:
                return

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()

    @property
    def client(self) -> list[str]:
        """The command that connects."""
        options = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "IdentitiesOnly=yes", "LogLevel=ERROR")
        words = [word for option in options for word in ("-o", option)]
        key = str(self.folder / "person")
        return ["ssh", "-tt", "-F", "none", *words, "-i", key, "-p", str(self.port), f"{getpass.getuser()}@127.0.0.1"]

    @contextmanager
    def session(self, prologue: str = "") -> Iterator[Program]:
        """The browser on the server, in a terminal here. Its process id is left in the folder."""
        variables = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment().items() if name != "TERM")
        program = f"{shlex.quote(sys.executable)} -m llmtui"
        remote = f"{prologue} echo $$ > {self.folder}/pid; exec env {variables} {program}"
        with started([*self.client, remote], (120, 40), environment(TERM="xterm-kitty")) as client:
            yield client

    @property
    def pid(self) -> int:
        """The process id of the browser."""
        return int((self.folder / "pid").read_text())


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that is up."""
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    running = Server(folder)
    try:
        running.wait()
        yield running
    finally:
        running.stop()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Where the program keeps its state."""
    return tmp_path / ".local" / "state" / "llmtui" / "state.json"


def is_gone(pid: int) -> bool:
    """Whether the process ends within the time; one that only waits to be fetched has ended."""
    end = time.monotonic() + SOON
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        select.select([], [], [], 0.02)
    return False


def mark_two_and_compare(press: Callable[[str], object], wait_for: Callable[[str], str]) -> None:
    """Find two models, mark them, and set them side by side."""
    for query, name in (("bloomz", "BLOOMZ"), ("dolly 2", "Dolly 2")):
        press(f"/\x15{query}")
        wait_for(rf"(?s)\A[^\n]*{query}.*─ {name}")
        press("\r ")
        wait_for(r"(?i)marked.*")
    press("c")
    wait_for(COMPARED)


def last_copied(browser: Program) -> bytes:
    """What the terminal was last sent for its clipboard."""
    return base64.b64decode(browser.sent.rpartition(b"\x1b]52;c;")[2].partition(b"\x07")[0])


@over_ssh
def test_over_ssh_one_searches_compares_copies_follows_links_resizes_and_the_line_drops(
    server: Server, state: Path
) -> None:
    with server.session() as browser:
        browser.wait_for(READY)
        mark_two_and_compare(browser.press, browser.wait_for)
        browser.resize(80, 24)
        browser.wait_for(NARROWER)
        browser.press("q")
        browser.wait_for(LEFT)
        browser.press("y")
        browser.wait_for("enter chooses")
        browser.press("name")
        browser.wait_for(r"│ name")
        browser.press("\r")
        browser.wait_for("Sent to the")
        name = last_copied(browser)
        browser.press("o")
        if "enter chooses" in browser.wait_for(r"(?s)https://.*y copies|enter chooses"):
            browser.press("\r")
            browser.wait_for(r"(?s)https://.*y copies")
        browser.press("y")
        browser.wait_until(lambda: last_copied(browser) != name, "the address was not copied")
        url = last_copied(browser)
        pid = server.pid
        browser.signal(signal.SIGKILL)

        assert is_gone(pid)
    kept = json.loads(state.read_text())
    assert b"Dolly" == name
    assert url.startswith(b"https://")
    assert b";" + url + b"\x1b\\" in browser.sent  # a link that the terminal follows
    assert "dolly 2" == kept["query"]
    assert 2 == len(kept["marks"])
    assert b"38;2;" in browser.sent


@over_ssh
def test_a_line_that_drops_ends_it_also_where_the_signal_for_that_is_ignored(server: Server, state: Path) -> None:
    with server.session("trap '' HUP;") as browser:
        browser.wait_for(READY)
        browser.press("/olmo")
        browser.wait_for(r"(?s)\A[^\n]*olmo.*─ OLMo")
        pid = server.pid
        browser.signal(signal.SIGKILL)

        assert is_gone(pid)
    assert "olmo" == json.loads(state.read_text())["query"]


@pytest.mark.needs("tmux")
def test_in_tmux_one_searches_compares_copies_and_the_window_goes(tmp_path: Path, state: Path) -> None:
    tmux = Tmux(tmp_path / "tmux")
    pid = tmp_path / "pid"
    line = f'echo $$ > "{pid}"; exec "{sys.executable}" -m llmtui'
    tmux.run("new-session", "-d", "-x", "120", "-y", "40", "sh", "-c", line)
    try:
        tmux.wait_for(READY)
        mark_two_and_compare(lambda keys: _type(tmux, keys), tmux.wait_for)
        tmux.run("resize-window", "-x", "80", "-y", "24")
        tmux.wait_for(NARROWER)
        _type(tmux, "q")
        tmux.wait_for(LEFT)
        _type(tmux, "y")
        tmux.wait_for("enter chooses")
        _type(tmux, "name\r")
        tmux.wait_for("Sent to t")
        copied = tmux.run("show-buffer")
    finally:
        tmux.run("kill-server")

    assert is_gone(int(pid.read_text()))
    assert "Dolly" == copied
    assert "dolly 2" == json.loads(state.read_text())["query"]


def _type(tmux: Tmux, keys: str) -> None:
    """Type letters, and enter for a line end."""
    for part in keys.replace("\r", "|\r|").split("|"):
        if part:
            tmux.run("send-keys", *(("Enter",) if part == "\r" else ("-l", part)))
