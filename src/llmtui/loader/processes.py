"""Shares work among processes, and yields their results in the order in which one process alone would."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from enum import Enum
from multiprocessing.connection import Connection
from pickle import UnpicklingError
from typing import TypeVar

from llmtui.errors import UsageError

_T = TypeVar("_T")

Work = Callable[[int, int], Iterator[_T]]
"""Given the number of a process and how many there are, yields its share: every n-th of all results."""

_MOST_PROCESSES = 8
"""With more of them, merging what they send takes longest."""


class _Done(Enum):
    """What a process sends last: a pipe that ends without it belonged to a process that was killed."""

    DONE = "done"


def processors() -> int:
    """How many processes work at once here: as many as may run, up to a limit."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_MOST_PROCESSES, available)


def in_processes(work: Work[_T], processes: int) -> Iterator[_T]:
    """The results of all processes in turn. A process ends when it is done, or when its results are not read any more.

    Raises:
        UsageError: A process was killed before it was done.
    """
    if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004 - one alone needs no help
        yield from work(0, 1)
        return
    context = multiprocessing.get_context("fork")
    receivers: list[Connection] = []
    children = []
    for number in range(processes):
        receiver, sender = context.Pipe(duplex=False)
        receivers.append(receiver)
        child = context.Process(target=_send, args=(work, number, processes, sender, tuple(receivers)), daemon=True)
        child.start()
        sender.close()
        children.append(child)
    try:
        yield from _in_turn(receivers)
    finally:
        for receiver in receivers:
            receiver.close()
        for child in children:
            child.join()


def _in_turn(receivers: Sequence[Connection]) -> Iterator[_T]:
    """What is received, until the first process whose turn it is has nothing more."""
    while True:
        for receiver in receivers:
            try:
                result = receiver.recv()
            except (EOFError, OSError, UnpicklingError) as fault:
                raise UsageError("a process that read the catalogue was killed", "is there enough memory?") from fault
            if result is _Done.DONE:
                return
            if isinstance(result, Exception):
                raise result
            yield result


def _send(work: Work[_T], number: int, processes: int, sender: Connection, receivers: Sequence[Connection]) -> None:
    """Do the share of one process and send its results; an exception is sent too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c reaches the receiver, which then stops reading
    for receiver in receivers:
        receiver.close()
    with suppress(BrokenPipeError):
        try:
            for result in work(number, processes):
                sender.send(result)
            sender.send(_Done.DONE)
        except Exception as fault:  # noqa: BLE001 - raised again by the receiver
            sender.send(fault)
