"""The programs that tests drive besides Python. As a script it prints the packages that would bring the absent ones."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NEEDS = "needs"
"""The marker of tests: `@pytest.mark.needs("tmux", "bash")`. Tests without it find no program on their PATH."""

PACKAGES = {
    "bash": "bash",
    "chromium": "chromium",
    "fish": "fish",
    "git": "git",
    "groff": "groff-base",
    "jq": "jq",
    "sqlite3": "sqlite3",
    "ssh": "openssh-client",
    "sshd": "openssh-server",
    "tmux": "tmux",
    "zsh": "zsh",
}
"""The Debian package by program."""

_OTHER_NAMES = {"chromium": ("chromium-browser", "google-chrome")}
_SSHD_FOLDER = Path("/run/sshd")
"""The folder that sshd asks for when root starts it; elsewhere its service makes it."""


def find(program: str) -> str | None:
    """The path of a program: in a folder of PATH, or in the folder `sbin` beside one, where servers are."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    beside = [f"{folder.removesuffix('bin')}sbin" for folder in folders if folder.endswith("/bin")]
    path = os.pathsep.join([*folders, *beside])
    names = (program, *_OTHER_NAMES.get(program, ()))
    return next(filter(None, (shutil.which(name, path=path) for name in names)), None)


def remedy(program: str) -> str:
    """The command that makes an absent program usable; empty if it is there."""
    if find(program) is None:
        return f"apt-get install {PACKAGES[program]}"
    if program == "sshd" and os.geteuid() == 0 and not _SSHD_FOLDER.is_dir():
        return f"mkdir -p {_SSHD_FOLDER}"
    return ""


if __name__ == "__main__":
    for package in sorted({PACKAGES[program] for program in PACKAGES if find(program) is None}):
        print(package)  # noqa: T201
