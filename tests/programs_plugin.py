"""Skips tests whose programs are absent, and says at the end which programs these are and how to install them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator

import pytest

from programs import NEEDS, PACKAGES, remedy

ALL = "LLMTUI_TESTS_ALL"
"""The variable that turns a skipped test into a failed one, for a machine that has every program."""

_ABSENT = "absent program"
_REQUIRED = pytest.StashKey[bool]()


def needed(item: pytest.Item) -> tuple[str, ...]:
    """The programs that a test is marked to need."""
    return tuple(dict.fromkeys(name for marker in item.iter_markers(NEEDS) for name in marker.args))


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", f"{NEEDS}(program, ...): skip where a program of tests/programs.py is absent")
    config.stash[_REQUIRED] = bool(os.environ.get(ALL))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a program that has no package, at once and not only where it is absent."""
    unknown = {name for item in items for name in needed(item)} - set(PACKAGES)
    if unknown:
        raise pytest.UsageError(f"tests/programs.py does not know {', '.join(sorted(unknown))}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip the test, or fail it, where a program is absent."""
    absent = {name: command for name in needed(item) if (command := remedy(name))}
    if not absent:
        return
    item.user_properties += [(_ABSENT, name) for name in absent]
    if item.config.stash[_REQUIRED]:
        ways = "; ".join(f"{name} is absent: {command}" for name, command in absent.items())
        pytest.fail(ways, pytrace=False)
    pytest.skip(f"needs {', '.join(absent)}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Name each absent program, after everything else but the line of counts."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    waiting = Counter(value for report in skipped for name, value in report.user_properties if name == _ABSENT)
    if waiting:
        terminalreporter.section("skipped for want of a program")
    for name, count in sorted(waiting.items()):
        tests = "1 test waits" if count == 1 else f"{count} tests wait"
        terminalreporter.line(f"{name}: {tests} for it. Install it with: {remedy(name)}")
